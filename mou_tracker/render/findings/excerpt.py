"""Shows the line a finding stands on, with a mark under its span, in cells of a terminal that may reorder Arabic."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.i18n import bidi
from mou_tracker.render.findings.shape import place

LEAST_ROOM = 24
"""Cells of a line that are shown at least, however narrow the terminal."""

_UNSEEN = re.compile("[\u200b-\u200f\u061c\ufeff]")


class Excerpt(NamedTuple):
    """A line and the mark to stand under it; `quoted` is the marked text where the mark covers more than it."""

    line: str
    mark: str
    quoted: str


def excerpt(finding: Diagnostic, room: int) -> Excerpt | None:
    """The finding's line within `room` cells (0: whole) around its span; None when that part of it is not known.

    In a terminal that reorders, a stretch of Arabic keeps its cells but not the order inside them: a mark under a part
    of such a stretch would point at another word. It then covers the stretch, with `~` alone, and the part is quoted.
    """
    span, text = place(finding), finding.excerpt
    first = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(text)
    if not text or first > len(text):
        return None
    before, marked, after = shown(text[:first]), shown(text[first:last]), shown(text[max(first, last) :].rstrip())
    if room:
        before, marked, after = _windowed(before, marked, after, max(room, LEAST_ROOM))
    line = before + marked + after
    start, end = len(before), len(before) + len(marked)
    covered = _covering(line, start, end)
    exact = covered == (start, end)
    cells = max(1, bidi.cell_width(line[covered[0] : covered[1]]))
    mark = " " * bidi.cell_width(line[: covered[0]]) + ("^" if exact else "~") + "~" * (cells - 1)
    return Excerpt(bidi.guard(line), mark, "" if exact else marked.strip())


def shown(text: str) -> str:
    """`text` with everything that is not seen shown, marks without width too: here they are what one looks for."""
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", bidi.visible(text))


def _windowed(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """The three pieces cut to `room` cells together; what is marked last, but so that its key may stay before it."""
    if bidi.cell_width(before) + bidi.cell_width(marked) + bidi.cell_width(after) <= room:
        return before, marked, after
    marked = bidi.clip(marked, room - 2 - min(bidi.cell_width(before), room // 4))
    spare = room - bidi.cell_width(marked)
    before = _clip_front(before, max(spare // 3, spare - bidi.cell_width(after)))
    return before, marked, bidi.clip(after, spare - bidi.cell_width(before))


def _clip_front(text: str, width: int) -> str:
    if bidi.cell_width(text) <= width:
        return text
    at, excess = 0, bidi.cell_width(text) + 1 - width
    while at < len(text) and (excess > 0 or not bidi.cell_width(text[at])):
        excess -= bidi.cell_width(text[at])
        at += 1
    return "…" + text[at:]


def _covering(line: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to each right-to-left stretch that it cuts."""
    first, last = start, end
    for run_start, run_end in _right_to_left_runs(line):
        if run_start < max(end, start + 1) and start < run_end and not (start <= run_start and run_end <= end):
            first, last = min(first, run_start), max(last, run_end)
    return first, last


def _right_to_left_runs(line: str) -> list[tuple[int, int]]:
    """What a terminal turns round as one: from a right-to-left letter to the last one, or number after it, before a
    left-to-right letter (UAX #9, rules W2, N1 and L2, in a line that runs from the left).
    """
    if not bidi.has_rtl(line):
        return []
    runs: list[tuple[int, int]] = []
    start = end = -1
    for at, character in enumerate(line):
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL", "AN") or (start >= 0 and kind in ("EN", "NSM")):
            start, end = (at if start < 0 else start), at + 1
        elif kind == "L" and start >= 0:
            runs.append((start, end))
            start = -1
    return [*runs, (start, end)] if start >= 0 else runs
