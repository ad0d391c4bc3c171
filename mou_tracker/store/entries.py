"""Where the entries of a document's collections stand: keys, dashes, last lines, and the comments that are theirs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final, NamedTuple

from mou_tracker.diagnostics import Path
from mou_tracker.store.composer import Node, Style
from mou_tracker.store.edits import at
from mou_tracker.store.phrases import Habits
from mou_tracker.store.reader import Document
from mou_tracker.store.remarks import COLLECTIONS, WRITTEN_AS_BLOCK

_COLON: Final = re.compile(r"\s*:")
_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_DASH: Final = re.compile(r"-(?=[ \r\n]|\Z)")


class Unclear(Exception):
    """The text is laid out in a way that is not understood here."""


class Body(NamedTuple):
    """A value as it stands after its colon or dash, by offsets.

    It begins at `start`; what it has in its first line ends at `stop`; `trail` is the rest of that line, spaces and a
    comment; its last line ends at `end`, before the line break. A block collection on lines of its own begins and stops
    right after the colon or dash.
    """

    start: int
    stop: int
    trail: str
    end: int


class Entries:
    """The places of one document's entries. Offsets count characters of its text, columns count from 0."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        breaks = self.text.count("\n")
        self.line_break = "\r\n" if 2 * self.text.count("\r\n") > breaks else "\n"

    # Lines

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line break."""
        found = self.text.find("\n", offset)
        return self._before_break(found) if found >= 0 else len(self.text)

    def next_line(self, offset: int) -> int:
        """Where the line after that of an offset begins; the end of the text if there is none."""
        found = self.text.find("\n", offset)
        return found + 1 if found >= 0 else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand before an offset in its line."""
        return offset - self.line_start(offset)

    def begins_line(self, offset: int) -> bool:
        """Whether only spaces stand before an offset in its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def blank_above(self, line: int) -> bool:
        """Whether the line before the one that begins at an offset is blank."""
        return line > 0 and not self.text[self.line_start(line - 1) : line].strip()

    def blank_below(self, offset: int) -> bool:
        """Whether there is a line after that of an offset, and it is blank."""
        line = self.next_line(offset)
        return line < len(self.text) and not self.text[line : self.line_end(line)].strip()

    # Entries

    def value(self, path: Path) -> Any:
        """The data at a path."""
        return at(self.document.data, path)

    def node(self, path: Path) -> Node:
        """How and where the value at a path is written."""
        return self.document.nodes[path]

    def names(self, path: Path) -> list[str | int]:
        """The keys or indexes of a collection, in their order."""
        value = self.value(path)
        return list(value) if isinstance(value, dict) else list(range(len(value)))

    def in_brackets(self, path: Path) -> bool:
        """Whether an entry stands in a collection in brackets."""
        return bool(path) and self.node(path[:-1]).style is Style.FLOW

    def start(self, path: Path) -> int:
        """Where an entry begins: its key, or the ? before it; its dash; in brackets, a list item itself."""
        key = self.document.key_nodes.get(path)
        if self.in_brackets(path):
            return (key or self.node(path)).start
        if key:
            before = self.text[self.line_start(key.start) : key.start].rstrip(" ")
            return self.line_start(key.start) + len(before) - 1 if before.endswith("?") else key.start
        *above, index = path
        parent, first = tuple(above), self.node(tuple(above)).start
        if index == 0:
            return first
        column = self.column(first)
        dash = re.compile(rf"^ {{{column}}}-(?=[ \r\n]|\Z)", re.MULTILINE)
        found = dash.search(self.text, self.node((*parent, int(index) - 1)).end, self.node(path).start + 1)
        if not found:
            raise Unclear
        return found.start() + column

    def sign_end(self, path: Path) -> int:
        """Right after an entry's colon or dash."""
        key = self.document.key_nodes.get(path)
        found = _COLON.match(self.text, key.end) if key else _DASH.match(self.text, self.start(path))
        if not found:
            raise Unclear
        return found.end()

    def end(self, path: Path) -> int:
        """Where the last line of an entry outside brackets ends, its trailing comment included."""
        stop = max(self.node(path).end, self.sign_end(path)) if path else self.node(path).end
        return self._before_break(stop - 1) if self.text[stop - 1] == "\n" else self.line_end(stop)

    def stop(self, path: Path) -> int:
        """Where an entry in brackets ends: its value, or its colon or key where no value is written."""
        key, (_, start, end) = self.document.key_nodes.get(path), self.node(path)
        if not key or start < end:
            return end
        colon = _COLON.match(self.text, key.end)
        return colon.end() if colon else key.end

    def body(self, path: Path) -> Body:
        """The value of an entry outside brackets."""
        node, sign, end = self.node(path), self.sign_end(path), self.end(path)
        start, stop = node.start, node.end
        if node.style is Style.BLOCK and "\n" in self.text[sign:start]:
            start = stop = sign
        elif node.style is Style.BLOCK and "\n" in self.text[start:stop]:
            return Body(start, start, "", end)
        elif node.style in WRITTEN_AS_BLOCK:
            header = _HEADER.match(self.text, start)
            stop = header.end() if header else stop
        return Body(start, stop, self.text[stop : self.line_end(stop)], end)

    # Comments

    def feet(self, path: Path) -> int:
        """Where an entry ends together with the comments below it that stand deeper than it does."""
        column = self.column(self.start(path))
        last = line = self.end(path)
        while self.text.find("\n", line) >= 0:
            start = self.next_line(line)
            line = self.line_end(start)
            words = self.text[start:line].lstrip(" ")
            if words.startswith("#") and line - start - len(words) > column:
                last = line
            elif words.strip():
                break
        return last

    def heads(self, path: Path, floor: int) -> int:
        """Where the comments directly above an entry begin, in its own column and below an offset; else its line."""
        start = self.line_start(self.start(path))
        remark = " " * self.column(self.start(path)) + "#"
        while start > 0 and (above := self.line_start(start - 1)) > floor and self.text.startswith(remark, above):
            start = above
        return start

    def _before_break(self, newline: int) -> int:
        return newline - 1 if newline and self.text[newline - 1] == "\r" else newline


def habits(entries: Entries) -> Habits:
    """The habits of a document by majority; the register's own where it shows none."""
    document = entries.document
    keys: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    rows: dict[Path, int] = {}
    for path, node in document.nodes.items():
        if node.style is Style.BLOCK and path in document.key_nodes:
            found = dashes if _DASH.match(entries.text, node.start) else keys
            found[entries.column(node.start) - entries.column(document.key_nodes[path].start)] += 1
        if path and isinstance(path[-1], int):
            bad = node.style in COLLECTIONS
            rows[path[:-1]] = 0 if bad or rows.get(path[:-1]) == 0 else _sign(document.nodes[path[:-1]].style)
    usual = Habits()
    step, dash = _usual(keys, usual.step), _usual(dashes, usual.dash)
    return Habits(max(step, 1), max(dash, 0), sum(rows.values()) >= 0)


def _sign(style: Style) -> int:
    return 1 if style is Style.FLOW else -1


def _usual(found: Counter[int], otherwise: int) -> int:
    return max(found, key=lambda columns: (found[columns], columns == otherwise), default=otherwise)
