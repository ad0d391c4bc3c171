"""The canonical form of a file of the register: one layout for one content, every comment and every value kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.i18n.bidi import strip_marks
from mou_tracker.model.anatomy import ROOTS
from mou_tracker.store.arbiter import read_alike
from mou_tracker.store.layout import Layout
from mou_tracker.store.reader import Document, read
from mou_tracker.store.remarks import comments

MOST_ROUNDS = 4
"""Layouts of layouts tried until one stands; what people write needs one, and the second to know."""


class Laid(NamedTuple):
    """The bytes in canonical form. Where that could not be had they are the bytes as they came, `kept` is false, and
    `findings` are the errors that stand in the way (none when the layout alone could not be changed safely).
    """

    content: bytes
    kept: bool = True
    findings: tuple[Diagnostic, ...] = ()


def canonical(content: bytes, kind: str, *, file: str = "", fix_marks: bool = False) -> Laid:
    """The canonical form of a file of that kind (`agreement`, `meeting`, `agencies`, `settings`).

    Two spaces of indentation, list items below their key and two deeper, the keys of a record in the model's order,
    texts in quotes only where a reader of YAML could take them for something else, two spaces before a trailing
    comment, no second blank line, LF, one line break at the end. `fix_marks` removes invisible marks from texts. What
    was laid out is read again, and its data and comments are compared with those that came.
    """
    if kind == "settings":
        return _settings(content)
    plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    before, findings = read(plain, file)
    if before is None:
        return Laid(content, kept=False, findings=_errors(findings))
    laid = Layout(before, ROOTS[kind], fix_marks).text()
    for _ in range(MOST_ROUNDS):
        after, _ = read(laid.encode(), file)
        if after is None or _meaning(after) != _meaning(before, fix_marks=fix_marks):
            break
        again = Layout(after, ROOTS[kind]).text()
        if again == laid:
            agreed = laid.encode() == content or read_alike(laid.encode(), after.data)
            return Laid(laid.encode()) if agreed else Laid(content, kept=False)
        laid = again
    return Laid(content, kept=False)


def _errors(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def _meaning(document: Document, fix_marks: bool = False) -> tuple[str, list[str]]:
    """All that a layout must keep: the data with the type of each value, and the comments."""
    data = _cleaned(document.data) if fix_marks else document.data
    return json.dumps(data, ensure_ascii=False, sort_keys=True), comments(document)


def _cleaned(data: Any) -> Any:
    if isinstance(data, dict):
        return {strip_marks(name): _cleaned(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_cleaned(value) for value in data]
    return strip_marks(data) if isinstance(data, str) else data


def _settings(content: bytes) -> Laid:
    """TOML: its layout is its author's; line ends, spaces at them and the end of the file are ours."""
    import tomllib

    try:
        before = content.decode("utf-8-sig").replace("\r\n", "\n")
        after = "\n".join(line.rstrip() for line in before.split("\n")).strip("\n") + "\n"
        same = tomllib.loads(before) == tomllib.loads(after)
    except (ValueError, RecursionError):
        return Laid(content, kept=False)
    return Laid(after.encode()) if same else Laid(content, kept=False)
