"""Spans of time as people type them."""

from __future__ import annotations

import re
from datetime import date

from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.format import digits
from mou_tracker.model.dates import add, duration

_SHORT = re.compile(r"(\d{1,5})\s*(d|w|m|y|يوم|يوما|أسبوع|شهر|سنة)?", re.ASCII)
_UNITS = {"d": "D", "w": "W", "m": "M", "y": "Y", "يوم": "D", "يوما": "D", "أسبوع": "W", "شهر": "M", "سنة": "Y"}


def days_from(said: str, today: date) -> int:
    """The days from `today` that `90d`, `12w`, `6m`, `1y`, `90` or `P90D` reach; else `UsageMistake`."""
    text = digits(said.strip())
    short = _SHORT.fullmatch(text.lower())
    span = duration(f"P{short[1]}{_UNITS[short[2] or 'd']}" if short else text.upper())
    try:
        if span is not None:
            return (add(today, span) - today).days
    except (ValueError, OverflowError):
        pass
    raise UsageMistake(
        N_("{found} is not a span of time"), N_("Write it like this: 90d, 12w, 6m, 1y or P90D"), found=said
    )
