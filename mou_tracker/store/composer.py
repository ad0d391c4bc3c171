"""Builds data and the place of every path from a parser's events, refusing what a register does not allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from mou_tracker.diagnostics import Diagnostic, Param, Path, Severity
from mou_tracker.store.core_schema import NumberError, resolve
from mou_tracker.store.limits import MAX_DEPTH
from mou_tracker.store.screen import MAX_FINDINGS, Lines, in_escapes

_PROPERTY: Final = re.compile(r"[&*!][^\s,\[\]{}]*")
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*(?: *\r?$| +#)", re.MULTILINE)
_TAB_AS_INDENTATION: Final = re.compile(r"[|>][-+]?(?: [^\n]*)?\r?\n(?: *\r?\n)* *\t")
_ENDS_TEXT_IN_BRACKETS: Final = re.compile(r"\s*+:[,?\[\]{}]")
_DIRECTIVE: Final = re.compile(r"^%", re.MULTILINE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LONGEST_PARAM: Final = 60


class Style(StrEnum):
    """How a value is written."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    BLOCK = "block"
    FLOW = "flow"


_SCALAR_STYLES: Final = {None: Style.PLAIN} | {style.value: style for style in Style}


class Node(NamedTuple):
    """How a value is written and where: offsets into the document's text, in characters, the end exclusive.

    A block collection ends with its last value; a literal or folded text with its last line that is not blank, without
    the line break (unless it keeps blank lines, `|+`); a value that is not written is an empty stretch after its colon.
    """

    style: Style
    start: int
    end: int


class _EnoughError(Exception):
    """Enough has been seen; nothing more of the file is read."""


class Composer:
    """Consumes the events of one file (of any parser with PyYAML's event and mark attributes)."""

    def __init__(self, text: str, file: str) -> None:
        self.findings: list[Diagnostic] = []
        self.nodes: dict[Path, Node] = {}
        self.key_nodes: dict[Path, Node] = {}
        self.lines = Lines(text)
        self._text = text
        self._file = file
        self._events: Iterator[Any] = iter(())
        self._reached = 0
        self._brackets = 0

    def run(self, events: Iterator[Any]) -> object:
        """The document's data; what the parser raises passes through, and findings made before it stay."""
        self._events = events
        try:
            return self._stream()
        except _EnoughError:
            return None

    def _stream(self) -> object:
        next(self._events)
        begin = next(self._events)
        if _kind(begin) != "DocumentStart":
            self._find("MOU011", 0, 0, found="nothing")
            return None
        if directive := _DIRECTIVE.search(self._text, 0, begin.end_mark.index):
            self._find("MOU009", *directive.span(), reason="directive")
        root = next(self._events)
        data = self._value(root, (), 1)
        if not isinstance(data, dict) and _kind(root) != "Alias":
            found = {"SequenceStart": "list", "Scalar": "nothing" if data is None else "text"}[_kind(root)]
            self._find("MOU011", root.start_mark.index, root.start_mark.index, found=found)
        next(self._events)
        after = next(self._events)
        if _kind(after) == "DocumentStart":
            self._find("MOU009", after.start_mark.index, after.end_mark.index, reason="second_document")
        return data

    def _find(self, code: str, start: int, end: int, severity: Severity = Severity.ERROR, **params: Param) -> None:
        span = self.lines.span(start, end)
        self.findings.append(Diagnostic(code, self._file, params=params, severity=severity, span=span))
        if len(self.findings) >= MAX_FINDINGS:
            raise _EnoughError

    def _value(self, event: Any, path: Path, depth: int) -> object:
        kind = _kind(event)
        if kind == "Alias":
            self._refuse_alias(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if kind == "Scalar":
            return self._scalar(event, path)
        if depth > MAX_DEPTH:
            self._find("MOU010", event.start_mark.index, event.start_mark.index, limit=MAX_DEPTH)
            raise _EnoughError
        return self._collection(event, kind, path, depth)

    def _collection(self, event: Any, kind: str, path: Path, depth: int) -> object:
        start = self._reached = event.start_mark.index
        style = Style.FLOW if event.flow_style else Style.BLOCK
        self._brackets += style is Style.FLOW
        data: object = self._mapping(path, depth) if kind == "MappingStart" else self._list(path, depth)
        self._brackets -= style is Style.FLOW
        self.nodes[path] = Node(style, start, self._reached)
        return data

    def _list(self, path: Path, depth: int) -> list[object]:
        items: list[object] = []
        while _kind(event := next(self._events)) != "SequenceEnd":
            items.append(self._value(event, (*path, len(items)), depth + 1))
        self._close(event)
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, object]:
        members: dict[str, object] = {}
        seen: dict[str, int] = {}
        while _kind(event := next(self._events)) != "MappingEnd":
            key = self._key(event, path, depth, seen)
            members[key] = self._value(next(self._events), (*path, key), depth + 1)
        self._close(event)
        return members

    def _close(self, event: Any) -> None:
        """A written bracket moves the end; the end of a block collection is not written."""
        if event.end_mark.index > event.start_mark.index:
            self._reached = event.end_mark.index

    def _key(self, event: Any, path: Path, depth: int, seen: dict[str, int]) -> str:
        """The key's text; what cannot be a key is a finding and counts as an empty text."""
        if _kind(event) != "Scalar":
            if _kind(event) != "Alias":
                self._find("MOU012", event.start_mark.index, event.start_mark.index + 1, reason="collection")
            self._value(event, path, depth + 1)
            return ""
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        key: str = event.value
        style, start, end = node = self._node(event)
        if reason := _not_a_key(key, style, self._text[start:end]):
            self._find("MOU012", start, end, reason=reason)
        elif key == "<<" and style is Style.PLAIN:
            self._find("MOU008", start, end, reason="merge", name=key)
        identity = key if key.isascii() else unicodedata.normalize("NFC", key)
        if key and identity in seen:
            first_line = self.lines.span(seen[identity], start).line
            self._find("MOU006", start, end, key=key[:_LONGEST_PARAM], first_line=first_line)
        seen.setdefault(identity, start)
        self.key_nodes[*path, key] = node
        return key

    def _scalar(self, event: Any, path: Path) -> object:
        node = self.nodes[path] = self._node(event)
        if node.style is not Style.PLAIN:
            return event.value
        try:
            return resolve(event.value)
        except NumberError as trouble:
            self._find("MOU013", *node[1:], number=event.value[:_LONGEST_PARAM], reason=trouble.reason)
            return None

    def _node(self, event: Any) -> Node:
        """How and where a scalar is written; what its writing must not contain is a finding."""
        style = _SCALAR_STYLES[event.style]
        start, end = event.start_mark.index, event.end_mark.index
        if style is Style.PLAIN:
            if start == end:
                start = end = self._unwritten(start)
            elif self._brackets:
                self._check_in_brackets(start, end)
        elif style is Style.LITERAL or style is Style.FOLDED:
            end = self._end_of_block(start, end)
        elif style is Style.DOUBLE and self._text.find("\\", start, end) >= 0:
            self._check_escapes(event.value, start, end)
        self._reached = end
        return Node(style, start, end)

    def _unwritten(self, offset: int) -> int:
        """Parsers place an empty value in brackets anywhere between its colon and the next token: take the colon's end."""
        colon = self._text.find(":", self._reached, offset) if self._brackets else -1
        return colon + 1 if colon >= 0 else offset

    def _end_of_block(self, start: int, end: int) -> int:
        header = _BLOCK_HEADER.match(self._text, start, end)
        if not header:
            self._find("MOU005", start, start + 1, problem="block_header")
            return end
        if _TAB_AS_INDENTATION.match(self._text, start, end):
            self._find("MOU005", start, start + 1, problem="tab")
        if "+" in header[0]:
            return min(end, len(self._text))
        source = self._text[start:end]
        last = source.find("\n", len(source.rstrip()))
        return start + len(source[: last if last >= 0 else None].removesuffix("\r"))

    def _check_in_brackets(self, start: int, end: int) -> None:
        """Refuses what one parser takes for text and another for an indicator."""
        if _ENDS_TEXT_IN_BRACKETS.match(self._text, end):
            self._find("MOU005", end, end + 1, problem="colon_in_brackets")
        if self._text.startswith("?", start - 1):
            self._find("MOU005", start - 1, start, problem="question_mark")
        if end - start == 1 and self._text[start] == "-":
            self._find("MOU005", start, end, problem="stray_mark")

    def _check_escapes(self, value: str, start: int, end: int) -> None:
        if _SURROGATE.search(value):
            self._find("MOU005", start, end, problem="bad_escape")
        for code, severity, character in in_escapes(value):
            self._find(code, start, end, severity, character=character)

    def _refuse_alias(self, event: Any) -> None:
        self._reached = event.end_mark.index
        name = event.anchor[:_LONGEST_PARAM]
        self._find("MOU008", event.start_mark.index, event.end_mark.index, reason="alias", name=name)

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark.index
        found = _PROPERTY.match(self._text, start)
        end = found.end() if found else start
        if event.tag is not None:
            self._find("MOU007", start, end, tag=event.tag[:_LONGEST_PARAM])
        if event.anchor is not None:
            self._find("MOU008", start, end, reason="anchor", name=event.anchor[:_LONGEST_PARAM])


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _not_a_key(key: str, style: Style, written: str) -> str:
    if style is Style.LITERAL or style is Style.FOLDED:
        return "block"
    if not key:
        return "empty"
    return "line_break" if "\n" in key or "\n" in written else ""
