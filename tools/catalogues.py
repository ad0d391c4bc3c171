"""Reading, checking and joining the .po files of a language, and writing its .mo."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import gaps

PLURAL_FORMS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
"""CLDR's rule for Arabic; gettext's own table has the last two forms the other way round."""

HEADER = f"Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nPlural-Forms: {PLURAL_FORMS}\n"
MAGIC = 0x950412DE

Key = tuple[str | None, str]
"""What a message is known by: its context (the vocabulary of a term) or None, and its id."""


class Problem(NamedTuple):
    """Something to mend, and the file and line it stands in."""

    file: str
    line: int
    text: str


class Entry(NamedTuple):
    """One translated message of a .po file; `strings` are its one or more forms."""

    file: str
    line: int
    context: str | None
    msgid: str
    plural: str | None
    strings: tuple[str, ...]
    fuzzy: bool

    @property
    def key(self) -> Key:
        """What the message is known by."""
        return (self.context, self.msgid)

    def problem(self, text: str) -> Problem:
        """A problem of this entry."""
        return Problem(self.file, self.line, f"{text}: {shown(self.key)}")


_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+)?"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def shown(key: Key) -> str:
    """A message id for a listing, after its context."""
    return f"{key[0]}|{key[1]}" if key[0] else f'"{key[1]}"'


def quoted(text: str) -> str:
    """`text` as a string of a .po file."""
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{body}"'


def read_po(text: str, file: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a .po file's text, header left out, and what is wrong with its form."""
    problems: list[Problem] = []
    entries = []
    for first, block in _blocks(text):
        entry = _entry(block, file, first, problems)
        if entry and entry.msgid:
            entries.append(entry)
        elif entry and " ".join(f"Plural-Forms: {PLURAL_FORMS}".split()) not in " ".join(entry.strings[0].split()):
            problems.append(Problem(file, first, f"the header must say Plural-Forms: {PLURAL_FORMS}"))
    return entries, problems


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip() and not line.startswith("#~"):
            start = start if block else number
            block.append(line.strip())
        elif block:
            yield start, block
            block = []


def _entry(block: list[str], file: str, first: int, problems: list[Problem]) -> Entry | None:
    fields: dict[str, str] = {}
    field = ""
    line = first
    for number, text in enumerate(block, first):
        if text.startswith("#"):
            continue
        found = _LINE.fullmatch(text)
        if found and found[1]:
            field = found[1] + (found[2] or "")
            line = number if found[1] == "msgid" else line
        if not found or not field or (found[1] and field in fields):
            problems.append(Problem(file, number, "not a line of an entry, or no empty line before it"))
            return None
        fields[field] = fields.get(field, "") + _ESCAPE.sub(lambda e: _ESCAPES.get(e[1], e[1]), found[3])
    if not {"msgid"} < fields.keys():
        return None
    strings = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
    fuzzy = any(text.startswith("#,") and "fuzzy" in text for text in block)
    return Entry(file, line, fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"), strings, fuzzy)


def read_folder(folder: Path, root: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of every .po file of a folder, with the files named from `root`."""
    entries, problems = [], []
    for path in sorted(folder.glob("*.po")):
        read, wrong = read_po(path.read_text("utf-8"), path.relative_to(root).as_posix())
        entries += read
        problems += wrong
    return entries, problems


def disagreements(entries: Iterable[Entry]) -> list[Problem]:
    """Entries that translate a message otherwise than an earlier entry does."""
    said: dict[Key, Entry] = {}
    return [
        entry.problem(f"translated otherwise in {said[entry.key].file}:{said[entry.key].line}")
        for entry in entries
        if said.setdefault(entry.key, entry).strings != entry.strings
    ]


def faults(entry: Entry) -> list[Problem]:
    """What is wrong with one entry by itself: unfinished, gaps that differ, too few forms, Latin punctuation."""
    found = [entry.problem("fuzzy")] if entry.fuzzy else []
    if not all(text.strip() for text in entry.strings):
        found.append(entry.problem("without translation"))
    elif entry.plural is not None and len(entry.strings) != 6:
        found.append(entry.problem(f"{len(entry.strings)} of six plural forms"))
    else:
        found += [
            entry.problem(fault) for form, text in enumerate(entry.strings) for fault in _in_form(entry, form, text)
        ]
    return found


def _in_form(entry: Entry, form: int, text: str) -> Iterator[str]:
    wanted, present = gaps(entry.plural or entry.msgid), gaps(text)
    spoken = {"n"} if entry.plural is not None and form < 3 else set()
    if wanted - spoken != present - spoken:
        yield f"gaps {_names(present)} for {_names(wanted)}"
    if mark := latin_punctuation(text):
        yield f"Latin {mark} in Arabic"
    if bidi.strip_marks(text) != text:
        yield "hidden marks"


def _names(names: Iterable[str]) -> str:
    return "{" + ", ".join(sorted(names)) + "}"


_NOT_PROSE = re.compile(r"`[^`]*`|\{[^{}]*\}|<[^<>]*>|&#?\w+;|\w+://\S+|(?<=\d),(?=\d)")
_ARABIC = re.compile("[\u0620-\u064a]")


def latin_punctuation(text: str) -> str:
    """The first of `?`, `,`, `;` that an Arabic sentence should write ؟ ، ؛, outside code, gaps, tags and numbers."""
    if not _ARABIC.search(text):
        return ""
    found = re.search("[?,;]", _NOT_PROSE.sub(" ", text))
    return found[0] if found else ""


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The .mo of the entries: sorted, no dates, no names, so that the same entries give the same bytes."""
    table = {b"": HEADER.encode()}
    for entry in entries:
        name = f"{entry.context}\x04{entry.msgid}" if entry.context is not None else entry.msgid
        key = name if entry.plural is None else f"{name}\0{entry.plural}"
        if all(entry.strings) and not entry.fuzzy:
            table[key.encode()] = "\0".join(entry.strings).encode()
    return _layout(sorted(table.items()))


def _layout(pairs: list[tuple[bytes, bytes]]) -> bytes:
    keys_at, values_at = 28, 28 + 8 * len(pairs)
    strings_at = values_at + 8 * len(pairs)
    strings = bytearray()
    indexes = []
    for column in (0, 1):
        for pair in pairs:
            indexes += [len(pair[column]), strings_at + len(strings)]
            strings += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, values_at, 0, strings_at)
    return head + struct.pack(f"<{len(indexes)}I", *indexes) + bytes(strings)
