"""What a change came to: the values that moved, stored and derived, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mou_tracker.actions.change import Changed
from mou_tracker.analysis.deadlines import Deadline, due_within
from mou_tracker.analysis.explain import derived
from mou_tracker.analysis.instruments import title_of
from mou_tracker.model.cards import Text
from mou_tracker.model.register import Register
from mou_tracker.render.recorded import Moved, NextDay, Recorded

FAR = 36_600
"""Days to look ahead for what is due next: a century, the longest term that is written."""

_SAID_BY_THE_DATES = frozenset({"freshness", "flag", "period"})


def aftermath(changed: Changed, today: date) -> Recorded:
    """What the change came to on that day, for the record it is about."""
    before, after, plan = changed.before.register, changed.loaded.register, changed.plan
    stated = {moved.field for moved in plan.moved}
    moved = [*plan.moved, *(one for one in _derived(before, after, plan.ref, today) if one.field not in stated)]
    return Recorded(
        ref=plan.ref,
        subject=plan.subject,
        title=title_of(after, plan.ref) or title_of(before, plan.ref),
        moved=tuple(moved),
        next=_next(after, plan.ref, today),
        commit=changed.commit,
        names=_names(after, moved),
    )


def _derived(before: Register, after: Register, ref: str, today: date) -> Iterator[Moved]:
    old, new = _values(before, ref, today), _values(after, ref, today)
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) == new.get(field) or field in _SAID_BY_THE_DATES:
            continue
        if old or new.get(field):  # of a new record what is nothing yet is not told
            yield Moved(field, old.get(field), new.get(field))


def _values(register: Register, ref: str, today: date) -> dict[str, str | int | None]:
    if not ref or register.find(ref) is None:
        return {}
    return {field: answer.value for field, answer in derived(register, ref, today)}


def _next(register: Register, ref: str, today: date) -> NextDay | None:
    """The oldest missed or the next day of the record; else of what belongs to it."""
    if not ref:
        return None
    found = due_within(register, today, FAR)
    mine = [one for one in found if one.ref == ref] or [one for one in found if one.origin == ref]
    return _day(mine[0]) if mine else None


def _day(deadline: Deadline) -> NextDay:
    return NextDay(deadline.when, deadline.days, deadline.kind, deadline.ref)


def _names(register: Register, moved: list[Moved]) -> dict[str, Text]:
    values = {value for one in moved for value in (one.before, one.after) if isinstance(value, str)}
    return {value: title for value in sorted(values) if (title := title_of(register, value))}
