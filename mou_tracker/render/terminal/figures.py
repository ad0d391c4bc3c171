"""Counts as bars with their numbers, blocks side by side, headings."""

from __future__ import annotations

from collections.abc import Iterable

from mou_tracker.i18n.format import digits
from mou_tracker.render.table import Style
from mou_tracker.render.terminal.ink import bar, fit, measure, paint, segment, uncolored
from mou_tracker.render.terminal.pen import Pen

BAR = 12
NARROW = 76
"""Cells below which blocks stand under one another."""

INDENT = "  "


def bars(title: str, counts: Iterable[tuple[str, int]], pen: Pen) -> list[str]:
    """A heading, and a line for each count: its name, its number, a bar of its share of the largest."""
    rows = [(name, digits(str(n), pen.words.digits), n) for name, n in counts]
    if not rows:
        return []
    most, widest = max(n for _, _, n in rows), max(measure(name) for name, _, _ in rows)
    figures = max(len(shown) for _, shown, _ in rows)
    lines = [f"{INDENT}{fit(name, widest)}  {shown:>{figures}}  {bar(n, most, BAR, '')}" for name, shown, n in rows]
    return [heading(title, pen), *lines]


def beside(left: list[str], right: list[str], pen: Pen) -> list[list[str]]:
    """Two blocks as one, side by side, where the screen is wide enough for both."""
    half = max((measure(uncolored(line)) for line in left), default=0) + 3
    half = max(half, pen.width // 2)
    widest = max((measure(uncolored(line)) for line in right), default=0)
    if pen.width < NARROW or not left or not right or half + widest > pen.width:
        return [left, right]
    height = max(len(left), len(right))
    left, right = left + [""] * (height - len(left)), right + [""] * (height - len(right))
    return [
        [
            f"{one}{' ' * (half - measure(uncolored(one)))}{other}".rstrip()
            for one, other in zip(left, right, strict=True)
        ]
    ]


def heading(title: str, pen: Pen, n: int | None = None) -> str:
    """The heading of a block, with the number of what follows; `title` is in the reader's language."""
    text = title if n is None else f"{title} ({digits(str(n), pen.words.digits)})"
    return paint(segment(text), "strong", pen.color)


def said(text: str, pen: Pen, style: Style = "") -> str:
    """A line of its own."""
    return paint(segment(text), style, pen.color)
