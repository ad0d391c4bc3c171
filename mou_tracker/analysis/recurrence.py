"""What falls due again and again, counted from its start in one step each time."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.spans import NO_TIME, count_until, shifted, step_of
from mou_tracker.model.cards import ItemCard, Schedule
from mou_tracker.model.dates import Duration, duration, first_day, last_day


class Cycle(NamedTuple):
    """The first due day after the last one met, how many days on or before `today` are not met since, and their last.

    `late` is the last day on which `due` is met in time: `due` and the grace.
    """

    due: date
    late: date
    missed: int
    newest: date | None


def cycle(
    start: date, step: Duration, today: date, last: date | None, *, grace: Duration = NO_TIME, until: date | None = None
) -> Cycle | None:
    """Where a recurring duty stands on `today`, `last` being the day it was last met; None when nothing is due any more.

    The duty falls due at the end of each period: at `start` and one step, two steps, ... What is done later than the
    grace of one due day counts for the next.
    """
    answered = 0
    if last and last >= start:
        answered = max(1, count_until(start, step, shifted(last, grace, -1) if grace != NO_TIME else last))
    due = shifted(start, step, answered + 1)
    if due == date.max or (until and due > until):
        return None
    late = shifted(due, grace) if grace != NO_TIME else due
    come = _come(start, step, min(today, until or today)) if due <= today else 0
    if come <= answered:
        return Cycle(due, late, 0, None)
    return Cycle(due, late, come - answered, shifted(start, step, come))


def _come(start: date, step: Duration, today: date) -> int:
    """How many due days have come by `today`."""
    count = count_until(start, step, today)
    return count if shifted(start, step, count) <= today else count - 1


def occurrences(item: ItemCard, today: date, last: date | None) -> Cycle | None:
    """The cycle of a recurring commitment, from `start` each `every`; None when it is not one or is over."""
    start, step = first_day(item.start), step_of(item.every)
    return cycle(start, step, today, last, until=last_day(item.until)) if start and step else None


def reporting(item: ItemCard, today: date, last: date | None) -> Cycle | None:
    """The cycle of periodic reports: from the schedule's start or else the commitment's; None when none can be counted."""
    plan: Schedule | None = item.reports
    if plan is None:
        return None
    start, step = first_day(plan.start) or first_day(item.start), step_of(plan.every)
    grace = duration(plan.grace) or NO_TIME
    return cycle(start, step, today, last, grace=grace, until=last_day(plan.until)) if start and step else None
