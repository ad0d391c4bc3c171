"""A neutral table as text: in columns for a screen, as tab-separated rows for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mou_tracker.render.table import Cell, Column, Table
from mou_tracker.render.terminal.ink import fit, measure, paint, safe, segment

GAP = "  "
INDENT = "  "
LEAST_TEXT = 24
"""Cells a text should have beside the codes of its row; with less it gets a line of its own below them."""


class _Slot(NamedTuple):
    """Where a column stands on a line: its place in the table and its width in cells."""

    at: int
    width: int


_Lines = list[list[_Slot]]


def table_text(
    table: Table, *, width: int = 80, color: bool = False, headings: bool = True, least: int = LEAST_TEXT
) -> str:
    """The table for a screen of `width` cells: title, headings (unless they are not wanted), rows.

    Codes, dates and numbers stand first and are never cut, texts last and cut where they must be. What does not fit
    beside the codes stands on a second line of the row. Columns without any content are left out.
    """
    texts = [[safe(cell.shown) for cell in row] for row in table.rows]
    names = [safe(column.heading) if headings else "" for column in table.columns]
    natural = [_natural(index, names, texts) for index in range(len(table.columns))]
    lines = _arranged(table.columns, natural, width, least)
    out = [paint(segment(safe(table.title)), "strong", color), ""] if table.title else []
    out += [paint(line, "dim", color) for line in _headings(lines, table.columns, names)] if headings else []
    for row, shown in zip(table.rows, texts, strict=True):
        out += _row(lines, table.columns, row, shown, color)
    return "\n".join(out) + "\n"


def rows_text(table: Table) -> str:
    """The rows for a pipe: cells between tabs, a record a line, nothing cut, no headings."""
    order = _order(table.columns)
    return "".join("\t".join(safe(row[index].shown) for index in order) + "\n" for row in table.rows)


def _order(columns: Sequence[Column]) -> list[int]:
    """Texts last; otherwise as given."""
    return sorted(range(len(columns)), key=lambda index: columns[index].kind == "text")


def _natural(index: int, headings: Sequence[str], texts: Sequence[Sequence[str]]) -> int:
    """The cells a column would like; 0 when it holds nothing."""
    widest = max((measure(text) for text in {row[index] for row in texts}), default=0)
    return max(widest, measure(headings[index])) if widest else 0


def _arranged(columns: Sequence[Column], natural: Sequence[int], width: int, least: int) -> _Lines:
    lines: _Lines = [[]]
    room = width
    for index in _order(columns):
        if natural[index] and columns[index].kind != "text":
            if lines[-1] and room < natural[index]:
                lines.append([])
                room = width - len(INDENT)
            lines[-1].append(_Slot(index, natural[index]))
            room -= natural[index] + len(GAP)
    texts = [index for index, column in enumerate(columns) if natural[index] and column.kind == "text"]
    if texts and lines[-1] and room < _least(texts, natural, least):
        lines.append([])
        room = width - len(INDENT)
    lines[-1] += _shared(texts, natural, room)
    return lines


def _least(texts: Sequence[int], natural: Sequence[int], least: int) -> int:
    return sum(min(natural[index], least) + len(GAP) for index in texts) - len(GAP)


def _shared(texts: Sequence[int], natural: Sequence[int], room: int) -> list[_Slot]:
    """The room given to the texts: the small ones get what they need, of the rest the last one gets twice a share."""
    room -= len(GAP) * (len(texts) - 1)
    shares = {at: 2 if at == texts[-1] else 1 for at in texts}
    widths: dict[int, int] = {}
    for at in sorted(texts, key=lambda at: natural[at] / shares[at]):
        left = sum(shares[one] for one in texts if one not in widths)
        widths[at] = max(1, min(natural[at], room * shares[at] // left))
        room -= widths[at]
    return [_Slot(at, widths[at]) for at in texts]


def _headings(lines: _Lines, columns: Sequence[Column], headings: Sequence[str]) -> Iterable[str]:
    for number, line in enumerate(lines):
        cells = [_aligned(columns[slot.at], headings[slot.at], slot.width) for slot in line]
        yield ((INDENT if number else "") + GAP.join(cells)).rstrip()
    yield (GAP.join("─" * slot.width for slot in lines[0])).rstrip()


def _row(lines: _Lines, columns: Sequence[Column], row: Sequence[Cell], shown: Sequence[str], color: bool) -> list[str]:
    found = []
    for number, line in enumerate(lines):
        pieces = [_piece(columns[slot.at], row[slot.at], shown[slot.at], slot.width, color) for slot in line]
        text = (INDENT if number else "") + GAP.join(pieces)
        if number == 0 or text.strip():
            found.append(text.rstrip())
    return found


def _piece(column: Column, cell: Cell, shown: str, width: int, color: bool) -> str:
    fitted = _aligned(column, shown, width)
    bare = fitted.strip(" ")
    if not color or not cell.style or not bare:
        return fitted
    before, _, after = fitted.partition(bare)
    return before + paint(bare, cell.style, color) + after


def _aligned(column: Column, text: str, width: int) -> str:
    """The text in its cells, numbers at the right."""
    left = width - measure(text) if column.kind == "number" else 0
    return " " * left + fit(text, width - left)
