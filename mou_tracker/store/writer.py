"""Writes edits into the text of a record so that every other byte stays, and proves it by reading the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.errors import ChangeRefused
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.base import Record
from mou_tracker.store.edits import Append, Edit, Remove, Rename, Set, applied, named, normal, same, steps, unfit
from mou_tracker.store.entries import Entries, Unclear, habits
from mou_tracker.store.reader import Document, read
from mou_tracker.store.splices import planned

__all__ = ["Append", "Edit", "Remove", "Rename", "Set", "Spliced", "spliced"]

_MARK = b"\xef\xbb\xbf"


class Spliced(NamedTuple):
    """A file after edits: its bytes, the numbers (from 1) of its lines that are new, and of the old lines that went.

    A line that was changed is among both.
    """

    content: bytes
    added: tuple[int, ...]
    removed: tuple[int, ...]


def spliced(content: bytes, edits: Sequence[Edit], record: type[Record] | None = None, *, file: str = "") -> Spliced:
    """The bytes of a YAML file with the edits made in it, one after the other; nothing else is changed.

    Comments, quotes, order, indentation, blank lines, line ends, the byte-order mark and a missing last line break stay.
    What is new is written in the register's style, or as its neighbours are. `record` is what the file holds (`ROOTS` of
    model/anatomy): a new key is put where the model has it, else last. A removed entry takes the comments directly above
    it with it. Every step is read again by the reference reader and compared with the data that was meant.

    Raises `ChangeRefused` when the file cannot be read (with the findings), an edit does not fit the data, a value
    cannot be kept in a file (with the findings), or the layout is one in which the change cannot be made safely.
    """
    document, findings = read(content, file)
    if document is None:
        raise ChangeRefused(
            N_("{file} cannot be changed before it can be read"), N_("See: mou validate"), _errors(findings), file=file
        )
    lines = _Lines(document.text)
    for given in edits:
        edit = normal(given)
        want = applied(document.data, edit)
        for step in steps(document.data, edit):
            document, content = _made(document, content, step, record, file)
            lines.become(document.text)
        if not same(document.data, want):
            raise _unsafe(document, edit, file)
    return Spliced(content, *lines.changed())


def _made(
    document: Document, content: bytes, step: Edit, record: type[Record] | None, file: str
) -> tuple[Document, bytes]:
    """The document and its bytes after one step, read again and compared."""
    want = applied(document.data, step)
    entries, findings = Entries(document), []
    usual = habits(entries)
    for manner in (usual, usual._replace(cautious=True)):
        try:
            text = planned(entries, step, manner, record).into(document.text)
            new = (_MARK if content.startswith(_MARK) else b"") + text.encode()
        except (Unclear, UnicodeEncodeError):
            continue
        after, said = read(new, file)
        if after and same(after.data, want):
            return after, new
        findings = _errors(said)
    raise _unsafe(document, step, file, findings)


def _unsafe(document: Document, edit: Edit, file: str, findings: Sequence[Diagnostic] = ()) -> ChangeRefused:
    """What the reader refuses for what it says is the value's fault, what breaks the layout is the file's."""
    place = named(document.data, edit.path)
    if findings and all(finding.code != "MOU005" for finding in findings):
        return unfit(place, [replace(finding, span=None, path=edit.path) for finding in findings])
    return ChangeRefused(
        N_("{file} is laid out so that {place} cannot be changed safely"),
        N_("Put it into canonical form first: mou fmt {file}"),
        file=file,
        place=place,
    )


def _errors(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


class _Lines:
    """Follows the lines of a text through its changes."""

    def __init__(self, text: str) -> None:
        self._now = text.split("\n")
        self._before = len(self._now)
        self._origin: list[int] = list(range(1, self._before + 1))

    def become(self, text: str) -> None:
        """The text is another now, changed in one place."""
        old, new = self._now, text.split("\n")
        length = min(len(old), len(new))
        top = next((number for number in range(length) if old[number] != new[number]), length)
        end = next((n for n in range(length - top) if old[-1 - n] != new[-1 - n]), length - top)
        self._origin[top : len(old) - end] = [0] * (len(new) - end - top)
        self._now = new

    def changed(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of the new lines that were not there, and of the old ones that are no more."""
        added = tuple(number for number, origin in enumerate(self._origin, 1) if not origin)
        kept = set(self._origin)
        return added, tuple(number for number in range(1, self._before + 1) if number not in kept)
