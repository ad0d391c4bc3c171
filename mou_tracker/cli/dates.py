"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.dates import date_problem

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1, "اليوم": 0, "أمس": -1, "غدا": 1, "غدًا": 1}


def day_from(said: str, today: date) -> date:
    """A whole day from `2026-06-30` (Arabic-Indic digits too), `today`, `yesterday`, `tomorrow`; else `UsageMistake`."""
    text = said.strip().translate(_DIGITS)
    if text.lower() in _NEAR:
        return today + timedelta(days=_NEAR[text.lower()])
    problem = date_problem(text)
    if problem == "hijri":
        raise UsageMistake(
            N_("{found} looks like a Hijri year"), N_("Write the Gregorian date, for example 2025-01-15"), found=said
        )
    if problem or len(text) != 10:
        raise UsageMistake(N_("{found} is not a date"), N_("Write it like this: 2025-01-15"), found=said)
    return date.fromisoformat(text)


def date_from(said: str, today: date) -> str:
    """A date as the register has it: a whole day as `day_from` takes it, or `2026-12`, `2026`, `not_stated`, `unknown`;
    nothing stays nothing.
    """
    text = said.strip().translate(_DIGITS)
    if not text or text in ("not_stated", "unknown") or (len(text) < 10 and not date_problem(text)):
        return text
    return day_from(said, today).isoformat()
