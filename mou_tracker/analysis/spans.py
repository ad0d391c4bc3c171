"""Days and spans as instruments count them: what has come, what ends when, what recurs."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache

from mou_tracker.model.dates import Duration, add, duration, first_day

KNOWN = ("not_stated", "unknown")
ONE_DAY = timedelta(days=1)
NO_TIME = Duration(0, 0)


def came(text: str | None, today: date) -> bool:
    """True when something recorded with this date has happened by the end of `today`.

    A partial date counts from its first day. What is recorded as done on a day `not_stated` or `unknown` has happened.
    """
    if text is None:
        return False
    day = first_day(text)
    return day <= today if day else text in KNOWN


@lru_cache(maxsize=65536)
def shifted(day: date, span: Duration, times: int = 1) -> date:
    """`dates.add`, stopping at the first and the last day the calendar has."""
    try:
        return add(day, span, times)
    except (ValueError, OverflowError):
        return date.max if times > 0 else date.min


def sum_of(base: Duration, step: Duration, times: int) -> Duration:
    """`base` and `times` steps as one span, so that a clamped month never moves the ones after it."""
    return Duration(base.months + step.months * times, base.days + step.days * times)


def last_of(start: date, span: Duration) -> date:
    """The last day of a span that begins with the day `start`: three years from 15 January end on 14 January.

    The first day counts, as an instrument is in effect on the day it takes effect. Where the month has no such day the
    span ends with the month (the rule of BGB § 187 (2) and § 188 (2), (3)); the next span starts the day after.
    """
    end = shifted(start, span)
    clamped = not span.days and end.day < start.day
    return end if clamped or end in (date.min, date.max) else end - ONE_DAY


@lru_cache(maxsize=4096)
def window(text: str | None) -> Duration:
    """A window of `mou.toml` as a span; none when it is not one."""
    return duration(text) or NO_TIME


@lru_cache(maxsize=4096)
def step_of(text: str | None) -> Duration | None:
    """A duration that moves a day forward; None when it is missing, not known or zero."""
    step = duration(text)
    return step if step and step != NO_TIME else None


def count_until(start: date, step: Duration, day: date) -> int:
    """The least `n` from 0 for which `start` moved by `n` steps is on `day` or later."""
    if day <= start:
        return 0
    if not step.months:
        return -(-(day - start).days // step.days)
    if step.days:
        most = (day - start).days // (step.months * 28 + step.days) + 1
        return bisect_left(range(most), day, key=lambda n: shifted(start, step, n))
    n = ((day.year - start.year) * 12 + day.month - start.month) // step.months
    return n if shifted(start, step, n) >= day else n + 1
