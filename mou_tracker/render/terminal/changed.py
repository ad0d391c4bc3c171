"""What changed between two states of the register, and the life of a record, for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mou_tracker.analysis.changes import Change, Difference, Life, Lived, Point
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.i18n.format import say_date
from mou_tracker.render.changes import HEADINGS, Teller, lines_of
from mou_tracker.render.terminal.figures import INDENT, heading
from mou_tracker.render.terminal.ink import measure, paint, paragraph, safe, segment
from mou_tracker.render.terminal.pen import Pen

SHORT = 10
"""Characters of a commit's id that are shown."""


def difference_text(found: Difference, pen: Pen) -> str:
    """The two states, then a block for each kind of change with the records it happened to."""
    head = [
        *paragraph(from_text(found.before, pen.words), pen.width),
        *paragraph(to_text(found.after, pen.words), pen.width),
    ]
    blocks = [head, *(_block(list(some), pen) for _, some in groupby(found.changes, key=lambda one: one.kind))]
    if not found.changes:
        blocks.append([segment(pen.words(NOTHING_CHANGED))])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


NOTHING_CHANGED = N_("Nothing changed.")


def from_text(point: Point, words: Words) -> str:
    """Where a comparison begins."""
    return words(N_("From {day} (commit {commit})"), day=say_date(words, point.day), commit=point.commit[:SHORT])


def to_text(point: Point, words: Words) -> str:
    """Where it ends."""
    if not point.commit:
        return words(N_("To {day}, as the files stand now"), day=say_date(words, point.day))
    return words(N_("To {day} (commit {commit})"), day=say_date(words, point.day), commit=point.commit[:SHORT])


def _block(changes: Sequence[Change], pen: Pen) -> list[str]:
    records = [(ref, list(some)) for ref, some in groupby(changes, key=lambda one: one.record)]
    lines = [heading(pen.words(HEADINGS[changes[0].kind]), pen, len(records))]
    for ref, some in records:
        lines += _named(ref, some[0], pen)
        for change in some:
            lines += _told(change, pen, INDENT * 2)
    return lines


def _named(ref: str, change: Change, pen: Pen) -> list[str]:
    """The record and its text, on one line where there is room."""
    shown = INDENT + paint(safe(ref), "strong", pen.color)
    title = safe(pen.words.pick(change.title, pen.default)) if change.title else ""
    if title and len(INDENT) + measure(ref) + 2 + measure(title) <= pen.width:
        return [f"{shown}  {segment(title)}"]
    return [shown, *paragraph(title, pen.width, INDENT * 2)]


def _told(change: Change, pen: Pen, indent: str) -> Iterator[str]:
    teller = Teller(pen.words, pen.names, pen.default)
    for place, line in enumerate(lines_of(change, teller)):
        yield from paragraph(line, pen.width, indent + INDENT, f"{indent}- " if place == 0 else None)


def life_text(found: Life, pen: Pen) -> str:
    """The record, then each step of its life: when, by whom, what."""
    title = paragraph(safe(pen.words.pick(found.title, pen.default)), pen.width) if found.title else []
    blocks = [[paint(safe(found.ref), "strong", pen.color), *title]]
    blocks += [_step(step, found.ref, pen) for step in found.steps]
    if not found.steps:
        blocks.append([segment(pen.words(N_("Nothing is recorded of it yet.")))])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _step(step: Lived, ref: str, pen: Pen) -> list[str]:
    words, day = pen.words, say_date(pen.words, step.day)
    if step.commit:
        facts = {"day": day, "name": safe(step.author), "commit": step.commit[:SHORT]}
        lines = paragraph(words(N_("{day}, {name} (commit {commit})"), **facts), pen.width)
        lines += [paint(line, "dim", pen.color) for line in paragraph(safe(step.subject), pen.width, INDENT)]
    else:
        lines = paragraph(words(N_("{day}, not committed yet"), day=day), pen.width)
    for change in step.changes:
        if change.record != ref:
            lines += _named(change.record, change, pen)
        lines += _told(change, pen, INDENT if change.record == ref else INDENT * 2)
    return lines
