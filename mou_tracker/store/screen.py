"""Looks at the bytes of a file before any parser does: size, encoding, and characters that break, hide or deceive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final

from mou_tracker.diagnostics import NOWHERE, Diagnostic, Param, Severity, Span
from mou_tracker.store.limits import MAX_BYTES

MAX_FINDINGS: Final = 100
"""Findings kept of one file: enough to mend it by, few enough that a hostile file cannot flood a report."""

BYTE_ORDER_MARK: Final = "\ufeff"

_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_BREAK: Final = "\x85\u2028\u2029"
_OVERRIDE: Final = "\u202a-\u202e\u2066-\u2069"
_HIDDEN: Final = "\u061c\u200b-\u200f\ufeff"

_SHOWN_NOWHERE: Final = f"(?P<override>[{_OVERRIDE}])|(?P<hidden>[{_HIDDEN}])"
_REMARKABLE: Final = re.compile(
    f"(?P<control>[{_CONTROL}]|^{BYTE_ORDER_MARK})|(?P<break>\r(?!\n)|[{_BREAK}])|{_SHOWN_NOWHERE}", re.MULTILINE
)
_ESCAPED: Final = re.compile(f"(?P<control>[{_CONTROL}\r])|(?P<break>[{_BREAK}])|{_SHOWN_NOWHERE}")
"""What no escape inside a quoted text may produce either."""

_CODES: Final = {"control": "MOU004", "break": "MOU018", "override": "MOU014", "hidden": "MOU015"}
_LINE_END: Final = re.compile("\n")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_MARKS_OF_WIDE: Final = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def screen(content: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text without its byte-order mark, or None when there is an error among the findings (MOU002-004, 014-016, 018)."""
    if len(content) > MAX_BYTES:
        return None, [_at_start("MOU002", file, size=len(content), limit=MAX_BYTES)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        return None, [_not_utf8(content, trouble.start, file)]
    if b"\x00" in content and (wide := _wide(content)):
        return None, [_at_start("MOU003", file, encoding=wide, byte="00", offset=content.index(0))]
    findings: list[Diagnostic] = []
    if text.startswith(BYTE_ORDER_MARK):
        text = text[1:]
        findings.append(_at_start("MOU016", file, severity=Severity.WARNING))
    if not text.replace("\n", "").isprintable():  # the quickest look; true of no character that is remarkable
        findings += _remarkable(text, file)
    return (None if any(finding.severity is Severity.ERROR for finding in findings) else text), findings


def in_escapes(value: str) -> Iterator[tuple[str, Severity, str]]:
    """Code, severity and character (U+XXXX) of what a quoted text's escapes must not have produced."""
    for found in _ESCAPED.finditer(value):
        yield _verdict(found)


class Lines:
    """Finds line and column of offsets in a text; lines end with LF."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        if not self._starts:
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(self._text))]
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        return Span(line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1)


def _at_start(code: str, file: str, severity: Severity = Severity.ERROR, **params: Param) -> Diagnostic:
    return Diagnostic(code, file, params=params, severity=severity, span=NOWHERE)


def _remarkable(text: str, file: str) -> Iterator[Diagnostic]:
    lines = Lines(text)
    for found in islice(_REMARKABLE.finditer(text), MAX_FINDINGS):
        code, severity, character = _verdict(found)
        span = lines.span(found.start(), found.end())
        yield Diagnostic(code, file, params={"character": character}, severity=severity, span=span)


def _verdict(found: re.Match[str]) -> tuple[str, Severity, str]:
    kind = found.lastgroup or "control"
    return _CODES[kind], Severity.WARNING if kind == "hidden" else Severity.ERROR, f"U+{ord(found[0]):04X}"


def _not_utf8(content: bytes, offset: int, file: str) -> Diagnostic:
    begin = content.rfind(b"\n", 0, offset) + 1
    line, column = content.count(b"\n", 0, offset) + 1, len(content[begin:offset].decode("utf-8", "replace")) + 1
    params: dict[str, Param] = {"encoding": _guess(content), "byte": f"{content[offset]:02X}", "offset": offset}
    return Diagnostic("MOU003", file, params=params, span=Span(line, column, line, column + 1))


def _guess(content: bytes) -> str:
    """What the bytes most likely are: UTF-32, UTF-16, UTF-8 (damaged), Windows-1256 (Arabic) or Windows-1252."""
    for mark, encoding in _MARKS_OF_WIDE.items():
        if content.startswith(mark):
            return encoding
    if wide := _wide(content):
        return wide
    replaced = content.decode("utf-8", "replace")
    damaged = replaced.count("\ufffd")
    high = len(_HIGH.findall(content))
    if len(replaced) - (len(content) - high) > 4 * damaged:
        return "UTF-8"
    arabic = sum("\u0621" <= character <= "\u0652" for character in content.decode("cp1256", "replace"))
    return "Windows-1256" if 2 * arabic > high else "Windows-1252"


def _wide(content: bytes) -> str:
    """UTF-16 or UTF-32 without a mark show themselves by zero bytes at every second place, or three of four."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    enough = max(8, len(content) // 6)
    if max(even, odd) < enough:
        return ""
    return "UTF-32" if min(even, odd) >= enough else "UTF-16"
