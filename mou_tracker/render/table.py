"""One neutral table that every output is made from: screen, pipe, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Style = Literal["", "bad", "warn", "good", "dim", "strong"]
"""What a cell means to the eye; never the only sign of it."""


class Column(NamedTuple):
    """A column: its key in JSON, its heading, and whether its cells are numbers or codes (left to right, not wrapped)."""

    key: str
    heading: str
    kind: Literal["text", "code", "number", "date"] = "text"


class Cell(NamedTuple):
    """A cell: what is shown, how it looks, and the plain value behind it for programs."""

    shown: str
    style: Style = ""
    value: object = None


class Table(NamedTuple):
    """A titled table; `rows` have a cell per column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
