"""Partial dates and durations: what `2025-03` begins with, ends with, and becomes after `P3Y`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

EARLIEST, LATEST = 1700, 2200
"""Plausible Gregorian years; what lies outside is a slip of the pen or another calendar."""

HIJRI_YEARS = range(1300, 1600)
"""Years a Hijri date of the modern age has; a Gregorian one among instruments does not."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DURATION = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.ASCII)


class Duration(NamedTuple):
    """An ISO 8601 duration of whole months and days (no times)."""

    months: int
    days: int


@lru_cache(maxsize=65536)
def date_problem(text: str) -> str:
    """Why `text` is not a partial date of the register: "" when it is, else `form`, `calendar`, `hijri` or `year`."""
    found = _DATE.fullmatch(text)
    if not found:
        return "form"
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if year in HIJRI_YEARS:
        return "hijri"
    if not EARLIEST <= year <= LATEST:
        return "year"
    if month is not None and not 1 <= month <= 12:
        return "calendar"
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return "calendar"
    return ""


@lru_cache(maxsize=65536)
def first_day(text: str | None) -> date | None:
    """The first day a partial date may mean; None for `not_stated`, `unknown`, None and what is no date."""
    if not text or date_problem(text):
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


@lru_cache(maxsize=65536)
def last_day(text: str | None) -> date | None:
    """The last day a partial date may mean: how deadlines compare."""
    if not text or date_problem(text):
        return None
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def is_partial(text: str) -> bool:
    """True for a year or a month without its day."""
    return len(text) < 10 and not date_problem(text)


@lru_cache(maxsize=4096)
def duration(text: str | None) -> Duration | None:
    """`P3Y`, `P6M`, `P90D`, `P1Y6M` as months and days; None when it is no duration."""
    found = _DURATION.fullmatch(text) if text else None
    if not found:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return Duration(years * 12 + months, weeks * 7 + days)


def add(day: date, span: Duration, times: int = 1) -> date:
    """`day` moved by `times` spans; a day the month does not have becomes the month's last.

    Counted from `day` in one step, so that the 31st does not drift to the 28th over many months.
    """
    index = day.year * 12 + day.month - 1 + span.months * times
    year, month = index // 12, index % 12 + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=span.days * times)
