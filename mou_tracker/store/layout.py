"""Writes a document anew in the canonical layout, from its values' own text and all its comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from mou_tracker.diagnostics import Path
from mou_tracker.i18n.bidi import strip_marks
from mou_tracker.model.anatomy import keys, step
from mou_tracker.model.base import Record
from mou_tracker.store.composer import Node, Style
from mou_tracker.store.reader import Document
from mou_tracker.store.remarks import COLLECTIONS, NEVER, WRITTEN_AS_BLOCK, Hand, Next
from mou_tracker.store.scalars import rewritten, written

_HEADER = re.compile(r"[|>](?:([1-9])([-+]?)|([-+]?)([1-9]?))")


@dataclass(slots=True)
class _Entry:
    """One key or list item: the comments above it, bare, and its lines, indented."""

    heads: list[str]
    lines: list[str]
    key: str = ""


class _Spot(NamedTuple):
    """Where an entry is written and was: its indentation now, its column before, and the entry that followed it."""

    indent: int
    column: float
    after: Next


class Layout:
    """The canonical layout of one document whose top holds `record`; `fix_marks` drops invisible marks from texts."""

    def __init__(self, document: Document, record: type[Record], fix_marks: bool = False) -> None:
        self._document = document
        self._record = record
        self._fix_marks = fix_marks
        self._hand = Hand(document)
        kept = [path for path, node in document.nodes.items() if self._keeps_blank_lines(node)]
        self._unmoved = frozenset(path[:depth] for path in kept for depth in range(len(path)))

    def text(self) -> str:
        """The whole file, ending in one line break unless its last text keeps more."""
        root = self._document.nodes[()]
        if self._spread(()):
            lines = _flat(self._entries((), 0, Next(NEVER, -1), self._record), 0)
        else:
            heads = self._hand.until(root.start)
            lines = [*_single(heads), self._bracketed((), self._record) + _trailing(self._hand.in_line(root.end))]
        rest = _single(self._hand.until(NEVER))
        lines += rest if any(rest) else []
        while rest and lines and not lines[-1]:
            del lines[-1]
        first = next((number for number, line in enumerate(lines) if line), 0)
        return "\n".join(lines[first:]) + "\n"

    # Entries below one another

    def _entries(self, path: Path, indent: int, after: Next, here: Any) -> list[_Entry]:
        """The entries of a block collection, or of a bracketed one that spans lines, as block entries in order."""
        node, data = self._document.nodes[path], self._at(path)
        column = self._column(node.start) if node.style is Style.BLOCK else NEVER
        last = after if node.style is Style.BLOCK else Next(node.end, NEVER)
        names: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data)))
        starts = [self._start((*path, name)) for name in names]
        make = self._member if isinstance(data, dict) else self._item
        entries = []
        for number, name in enumerate(names):
            heads = self._hand.until(starts[number])
            follows = Next(starts[number + 1], column) if number + 1 < len(names) else last
            entries.append(make((*path, name), heads, _Spot(indent, column, follows), step(here, name)))
        feet = self._feet(node, column, after)
        entries = self._ordered(path, entries, here)
        entries[-1].lines += _indented(feet, indent)
        return entries

    def _member(self, path: Path, heads: list[str], spot: _Spot, here: Any) -> _Entry:
        node, end, indent = self._document.nodes[path], self._document.key_nodes[path].end, spot.indent
        lines = [f"{' ' * indent}{self._key(path)}:"]
        if self._spread(path):
            lines[0] += _trailing(self._hand.in_line(end))
            lines += _flat(self._entries(path, indent + 2, spot.after, here), indent + 2)
        else:
            trailing = self._hand.in_line(end) if "\n" in self._document.text[end : node.start] else ""
            above = [line for line in self._hand.until(node.start) if line]
            first, *rest = self._value(path, indent, here)
            if trailing or above:
                lines[0] += _trailing(trailing)
                lines += [*_indented([*above, first] if first else above, indent + 2), *rest]
            else:
                lines = [_after(lines[0], first), *rest]
        return _Entry(heads, [*lines, *_indented(self._own_feet(node, spot), indent + 2)], str(path[-1]))

    def _item(self, path: Path, heads: list[str], spot: _Spot, here: Any) -> _Entry:
        node, indent = self._document.nodes[path], spot.indent
        if self._spread(path):
            entries = self._entries(path, indent + 2, spot.after, here)
            heads, entries[0].heads = [*heads, *entries[0].heads], []
            lines = _flat(entries, indent + 2)
        else:
            first, *rest = self._value(path, indent, here)
            lines = [" " * (indent + 2) + first, *rest]
        lines[0] = _after(f"{' ' * indent}-", lines[0][indent + 2 :])
        return _Entry(heads, [*lines, *_indented(self._own_feet(node, spot), indent + 2)])

    def _ordered(self, path: Path, entries: list[_Entry], here: Any) -> list[_Entry]:
        """The entries in the order of the record's keys, unknown ones after.

        Keys with comments between them stay as they are, since a comment may speak of all that follows; what stands
        above the first key stays above. A blank line never opens a key that came to be first.
        """
        remarked = any(line for entry in entries[1:] for line in entry.heads)
        if not (isinstance(here, type) and isinstance(self._at(path), dict)) or remarked or path in self._unmoved:
            return entries
        order = {key.name: number for number, key in enumerate(keys(here))}
        ordered = sorted(entries, key=lambda entry: order.get(entry.key, len(order)))
        if ordered and ordered[0] is not entries[0]:
            ordered[0].heads, entries[0].heads = entries[0].heads, []
        return ordered

    def _feet(self, node: Node, column: float, after: Next) -> list[str]:
        """The comments that close a collection: as deep as its entries, above the next entry further out."""
        if node.style is Style.BLOCK:
            return _single(self._hand.deeper(column, after))
        inside = [*self._hand.until(node.end), self._hand.in_line(node.end)]
        return [line for line in inside if line]

    def _own_feet(self, node: Node, spot: _Spot) -> list[str]:
        """The comments below an entry and deeper than it; below a block text they would become part of it."""
        if node.style in WRITTEN_AS_BLOCK:
            return []
        inside = [line for line in self._hand.until(node.end if node.style is Style.FLOW else 0) if line]
        return [*inside, *_single(self._hand.deeper(spot.column + 1, spot.after))]

    # Values in the line of their key or dash

    def _value(self, path: Path, indent: int, here: Any) -> list[str]:
        """A value with the comment that trails it: its first line bare, the others indented."""
        node = self._document.nodes[path]
        if node.style in WRITTEN_AS_BLOCK:
            first, *rest = self._block_text(path, node, indent)
            return [first + _trailing(self._hand.in_line(node.start)), *rest]
        source = self._source(node)
        if node.style is not Style.FLOW and "\n" in source:
            lines = [_unpadded(strip_marks(line) if self._fix_marks else line) for line in source.split("\n")]
        elif node.style is Style.FLOW:
            lines = [self._bracketed(path, here)]
        else:
            lines = [self._scalar(path, in_brackets=False)]
        lines[-1] += _trailing(self._hand.in_line(node.end))
        return [lines[0], *_indented(lines[1:], indent + 2)]

    def _bracketed(self, path: Path, here: Any) -> str:
        data = self._at(path)
        if isinstance(data, dict):
            entries = [_Entry([], [self._pair((*path, name), step(here, name))], name) for name in data]
            return "{" + ", ".join(entry.lines[0] for entry in self._ordered(path, entries, here)) + "}"
        if isinstance(data, list):
            return "[" + ", ".join(self._bracketed((*path, i), step(here, i)) for i in range(len(data))) + "]"
        return self._scalar(path, in_brackets=True) or "null"

    def _pair(self, path: Path, here: Any) -> str:
        return f"{self._key(path, in_brackets=True)}: {self._bracketed(path, here)}"

    def _scalar(self, path: Path, in_brackets: bool) -> str:
        source, value = self._source(self._document.nodes[path]), self._at(path)
        return self._written(source, value, in_brackets) if isinstance(value, str) else source

    def _key(self, path: Path, in_brackets: bool = False) -> str:
        return self._written(self._source(self._document.key_nodes[path]), str(path[-1]), in_brackets)

    def _written(self, source: str, text: str, in_brackets: bool) -> str:
        cleaned = strip_marks(text) if self._fix_marks else text
        if cleaned != text or "\n" in source:
            return written(cleaned, in_brackets)
        return rewritten(source, text, in_brackets)

    def _block_text(self, path: Path, node: Node, indent: int) -> list[str]:
        source = strip_marks(self._source(node)) if self._fix_marks else self._source(node)
        header, *lines = source.split("\n")
        found = _HEADER.match(header)
        assert found is not None
        digit, chomp = found[1] or found[4], found[2] or found[3] or ""
        if chomp == "+" and lines and not lines[-1].strip(" "):
            del lines[-1]  # what follows the last line break
        filled = [line for line in lines if line.strip(" ")]
        column = self._column(self._document.nodes[path[:-1]].start)
        deep = column + int(digit) if digit else _depth(filled[0]) if filled else 0
        content = [line[deep:] for line in lines]
        if chomp != "-" and filled and not str(self._at(path)).endswith("\n"):
            chomp = "-"  # the file ended without a line break, and shall have one
        sign = "2" if next((line for line in content if line), "").startswith(" ") else ""
        return [header[0] + sign + chomp, *_indented(content, indent + 2)]

    # Places

    def _spread(self, path: Path) -> bool:
        """Whether a value is written as entries below one another: it is, or its brackets span lines."""
        node = self._document.nodes[path]
        spans_lines = node.style is Style.BLOCK or "\n" in self._source(node)
        return node.style in COLLECTIONS and spans_lines and bool(self._at(path))

    def _keeps_blank_lines(self, node: Node) -> bool:
        header, _, lines = self._source(node).partition("\n")
        keeps = node.style in WRITTEN_AS_BLOCK and "+" in header.partition("#")[0]
        return keeps and not lines.rpartition("\n")[2].strip(" ")

    def _start(self, path: Path) -> int:
        return (self._document.key_nodes.get(path) or self._document.nodes[path]).start

    def _source(self, node: Node) -> str:
        return self._document.text[node.start : node.end]

    def _column(self, at: int) -> int:
        return at - (self._document.text.rfind("\n", 0, at) + 1)

    def _at(self, path: Path) -> Any:
        value: Any = self._document.data
        for name in path:
            value = value[name]
        return value


def _flat(entries: Iterable[_Entry], indent: int) -> list[str]:
    return [line for entry in entries for line in [*_indented(_single(entry.heads), indent), *entry.lines]]


def _single(lines: list[str]) -> list[str]:
    """Never two blank lines together."""
    return [line for number, line in enumerate(lines) if line or not number or lines[number - 1]]


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _after(sign: str, first: str) -> str:
    """A key's colon or a dash and what follows it in its line: a value, only a comment, or nothing."""
    return f"{sign} {first}" if first and not first.startswith("  #") else sign + first


def _trailing(comment: str) -> str:
    return f"  {comment}" if comment else ""


def _unpadded(line: str) -> str:
    stripped = line.strip(" \t")
    return line.lstrip(" \t") if stripped.endswith("\\") else stripped


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
