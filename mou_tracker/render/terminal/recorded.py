"""A recorded change for a screen: what it is about, values before and after, what is due next, the commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.deadlines import KINDS
from mou_tracker.i18n.catalog import N_, NOTHING
from mou_tracker.i18n.format import say_due
from mou_tracker.render.answers import value_text
from mou_tracker.render.recorded import Moved, NextDay, Recorded
from mou_tracker.render.terminal.fields import vocabulary
from mou_tracker.render.terminal.ink import paint, paragraph, safe, segment
from mou_tracker.render.terminal.labels import LABELS
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.records import DERIVED


def recorded_text(recorded: Recorded, pen: Pen) -> str:
    """The lines of a recorded change; without a record, its commit alone."""
    lines: list[str] = []
    if recorded.ref:
        title = safe(pen.words.pick(recorded.title, pen.default)) if recorded.title else ""
        lines += paragraph(f"{safe(recorded.ref)}  {title}".rstrip(), pen.width)
    else:
        lines += paragraph(safe(recorded.subject), pen.width)
    lines += [line for moved in recorded.moved for line in _moved(moved, pen)]
    if recorded.next:
        lines += paragraph(_next(recorded.next, pen), pen.width, "    ", "  ")
    if recorded.commit:
        lines.append(segment(pen.words(N_("Recorded: {commit}"), commit=recorded.commit[:10])))
    return "\n".join(lines) + "\n" if lines else ""


def _moved(moved: Moved, pen: Pen) -> Iterator[str]:
    names = [LABELS.get(step) or DERIVED.get(step) or "" for step in moved.field.split(".")]
    before, after = (_value(moved.field, value, pen) for value in (moved.before, moved.after))
    arrow = "←" if pen.words.lang == "ar" else "→"
    label = " · ".join(map(pen.words, names)) if all(names) else safe(moved.field)
    text = pen.words(N_("{field}: {before} {arrow} {after}"), field=label, before=before, after=after, arrow=arrow)
    yield from paragraph(text, pen.width, "    ", "  ")


def _value(field: str, value: Any, pen: Pen) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return pen.words(N_("yes")) if value else pen.words(N_("no"))
    if isinstance(value, Mapping):
        return _short(safe(pen.words.pick(value, pen.default)))
    if isinstance(value, list):
        return pen.words(", ").join(_value(field, one, pen) for one in value)
    under, _, key = field.rpartition(".")
    terms = vocabulary(under, key)
    if terms and isinstance(value, str):
        return pen.words.term(terms, safe(value))
    if isinstance(value, float):
        return str(value)
    return _short(value_text(field, Answer(value, "", {}), pen.words))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _next(found: NextDay, pen: Pen) -> str:
    kind, when = pen.words(KINDS[found.kind]), say_due(pen.words, found.days)
    return pen.words(N_("Next: {day}, {kind} ({when})"), day=safe(found.when), kind=kind, when=when)


def not_recorded(dry_run: bool, pen: Pen) -> str:
    """Why there is no commit."""
    text = (
        pen.words(N_("Nothing was written: --dry-run"))
        if dry_run
        else pen.words(N_("The files are changed; recording the change is left to you"))
    )
    return paint(segment(text), "dim", pen.color)
