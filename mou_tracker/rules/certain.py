"""What is certain of partial dates and durations: true for every day they may mean, else not claimed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mou_tracker.model.dates import duration, first_day, last_day

LEEWAY = timedelta(days=1)
"""Where the register is written it may be tomorrow already when it is still today where it is checked."""


def surely_before(first: str | None, second: str | None) -> bool:
    """True when every day `first` may mean is before every day `second` may mean."""
    earlier, later = last_day(first), first_day(second)
    return earlier is not None and later is not None and earlier < later


def surely_outside(day: str | None, start: str | None, end: str | None) -> bool:
    """True when `day` is certainly before `start` or after `end` (both inclusive; either may be open)."""
    return surely_before(day, start) or surely_before(end, day)


def same_deadline(first: str | None, second: str | None) -> bool:
    """True when both say the same, or end on the same day."""
    return first == second or (last_day(first) is not None and last_day(first) == last_day(second))


def to_come(day: str | None, today: date) -> bool:
    """True when `day` lies after today, wherever on earth today is."""
    beginning = first_day(day)
    return beginning is not None and beginning > today + LEEWAY


def disordered(days: Iterable[str | None]) -> Iterable[tuple[int, str, str]]:
    """Index, day and the latest day before it, of every day certainly before one that stands earlier."""
    latest: tuple[date, str] | None = None
    for index, day in enumerate(days):
        beginning = first_day(day)
        if day is None or beginning is None:
            continue
        if latest and surely_before(day, latest[1]):
            yield index, day, latest[1]
        elif latest is None or beginning > latest[0]:
            latest = (beginning, day)


def surely_longer(first: str | None, second: str | None) -> bool:
    """True when the duration `first` is longer than `second` whatever months they fall in."""
    longer, shorter = duration(first), duration(second)
    if longer is None or shorter is None:
        return False
    return longer.months * 28 + longer.days > shorter.months * 31 + shorter.days
