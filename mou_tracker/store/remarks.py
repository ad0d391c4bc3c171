"""The comments and blank lines of a document, with their places, and a hand that deals each of them out once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from mou_tracker.store.composer import Node, Style
from mou_tracker.store.reader import Document

WRITTEN_AS_BLOCK = frozenset({Style.LITERAL, Style.FOLDED})
COLLECTIONS = frozenset({Style.BLOCK, Style.FLOW})
NEVER = math.inf


class Remark(NamedTuple):
    """A comment from its `#` to the end of its line, or a blank line (an empty text).

    `at` is its offset in the document's text, `column` counts from 0; `alone` says that nothing stands before it in
    its line, nor the bare dash of a list item in the lines above it.
    """

    at: int
    column: int
    text: str
    alone: bool


class Next(NamedTuple):
    """Where the next entry begins after the one being written: offset and column."""

    at: float
    column: float


class Hand:
    """Deals a document's remarks in their order; what is asked for by place is given once and nothing is passed over."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._pending = remarks(document)
        self._pending.reverse()

    def until(self, offset: float) -> list[str]:
        """All remarks before an offset, blank lines among them as empty texts."""
        found = []
        while self._pending and self._pending[-1].at < offset:
            found.append(self._pending.pop().text)
        return found

    def in_line(self, offset: int) -> str:
        """The comment that trails what ends at an offset, in the same line; empty when there is none."""
        if not self._pending or self._pending[-1].alone:
            return ""
        line_end = self._text.find("\n", offset)
        return self._pending.pop().text if line_end < 0 or self._pending[-1].at < line_end else ""

    def deeper(self, column: float, after: Next) -> list[str]:
        """The comments above the next entry that stand at least in this column, and deeper than that entry."""
        found: list[str] = []
        while (number := self._next_comment()) is not None:
            remark = self._pending[-1 - number]
            if not (remark.alone and remark.at < after.at and remark.column >= column and remark.column > after.column):
                break
            found += [self._pending.pop().text for _ in range(number + 1)]
        return found

    def _next_comment(self) -> int | None:
        """How many blank lines stand before the next comment; None when no comment is left."""
        return next((number for number, remark in enumerate(reversed(self._pending)) if remark.text), None)


def remarks(document: Document) -> list[Remark]:
    """Every comment and blank line outside the texts of a document, in order; line breaks in it are LF."""
    text, end = document.text, 0
    found: list[Remark] = []
    for node in _scalars(document):
        found += _between(text, end, node.start)
        if node.style in WRITTEN_AS_BLOCK:
            found += _after_header(text, node)
        end = max(end, node.end)
    return [*found, *_between(text, end, len(text), last=True)]


def comments(document: Document) -> list[str]:
    """The comments' texts, sorted: what two layouts of one document have in common."""
    return sorted(remark.text for remark in remarks(document) if remark.text)


def _scalars(document: Document) -> list[Node]:
    values = [node for node in document.nodes.values() if node.style not in COLLECTIONS]
    return sorted([*values, *document.key_nodes.values()], key=lambda node: (node.start, node.end))


def _between(text: str, start: int, end: int, last: bool = False) -> Iterator[Remark]:
    """Between two scalars there is nothing but punctuation, spaces, line breaks and comments.

    A blank line between the dash of a list item and the item says nothing and is not told.
    """
    at, dashed = start, False
    lines = text[start:end].split("\n")
    for number, line in enumerate(lines):
        before, sign, words = line.partition("#")
        column = at - (text.rfind("\n", 0, at) + 1)
        dashed = before.rstrip().endswith("-") if before.strip() else dashed
        if sign:
            alone = not (before.strip() or column or dashed)
            yield Remark(at + len(before), column + len(before), f"#{words}".rstrip(), alone)
        elif number and not (before.strip() or dashed) and (number < len(lines) - 1 or (last and line)):
            yield Remark(at, 0, "", alone=True)
        at += len(line) + 1


def _after_header(text: str, node: Node) -> Iterator[Remark]:
    """A comment in the line of `|` or `>`."""
    header = text[node.start : node.end].partition("\n")[0]
    before, sign, words = header.partition("#")
    if sign:
        column = node.start - (text.rfind("\n", 0, node.start) + 1) + len(before)
        yield Remark(node.start + len(before), column, f"#{words}".rstrip(), alone=False)
