"""Digits, numbers, dates, durations and distances in days, as people write them in Arabic and English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from mou_tracker.i18n.catalog import Words

MONTHS = {
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""Gregorian months by language, as the Gulf names them in Arabic (CLDR ar-BH); babel costs 100 ms to import."""

_LATIN, _ARABIC = "0123456789", "٠١٢٣٤٥٦٧٨٩"
_TO_ARABIC = str.maketrans(_LATIN, _ARABIC)
_TO_LATIN = str.maketrans(_ARABIC + "۰۱۲۳۴۵۶۷۸۹", _LATIN * 2)
_SEPARATORS = str.maketrans({",": "٬", ".": "٫", "%": "٪"})
_ALM = "\u061c"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)


def digits(text: str, style: str = "latn") -> str:
    """`text` with all its digits Latin (`latn`) or Arabic-Indic (`arab`); Persian ones are turned too."""
    latin = text if text.isascii() else text.translate(_TO_LATIN)
    return latin.translate(_TO_ARABIC) if style == "arab" else latin


def number(value: float | Decimal, style: str = "latn") -> str:
    """`1,234.5`, or `١٬٢٣٤٫٥` in Arabic-Indic digits; at most three decimals."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return digits(text.translate(_SEPARATORS), style) if style == "arab" else text


def percent(value: float | Decimal, style: str = "latn") -> str:
    """`40%` for 40, or `٤٠٪` in Arabic-Indic digits.

    The latter ends in U+061C, as in CLDR: the sign then stands at the left of the number even where it is isolated.
    """
    return number(value, style) + ("٪" + _ALM if style == "arab" else "%")


def date_words(value: str, lang: str, style: str = "latn") -> str:
    """`2025-01-15` as "15 January 2025" or «15 يناير 2025»; `2025-01` and `2025` stay without what they do not say.

    What is no such date comes back as it is, its digits in `style`.
    """
    found = _DATE.fullmatch(value)
    month = int(found[2] or 0) if found else 0
    if not found or month > 12:
        return digits(value, style)
    parts = [str(int(found[3])) if found[3] else "", MONTHS[lang][month - 1] if month else "", found[1]]
    return digits(" ".join(filter(None, parts)), style)


def say_date(words: Words, value: str | None) -> str:
    """A date of the register in words; None as —, and `not_stated` and `unknown` as the terms they are."""
    if value is None or value in ("not_stated", "unknown"):
        return words.pick(value)
    return date_words(value, words.lang, words.digits)


def say_duration(words: Words, iso: str) -> str:
    """`P3Y` as "3 years" or «3 سنوات»; `P1Y6M` as "1 year and 6 months"; what is no duration as it is.

    Arabic is in the nominative (سنتان): put it after a colon or in a cell, not after a preposition.
    """
    found = _DURATION.fullmatch(iso)
    if not found:
        return iso
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    parts = [
        words.plural("{n} year", "{n} years", years) if years else "",
        words.plural("{n} month", "{n} months", months) if months else "",
        words.plural("{n} week", "{n} weeks", weeks) if weeks else "",
        words.plural("{n} day", "{n} days", days) if days else "",
    ]
    return words(" and ").join(filter(None, parts)) or words.plural("{n} day", "{n} days", 0)


def say_due(words: Words, days: int) -> str:
    """How far a deadline is, in days from today: "12 days late" for -12, "today" for 0, "in 3 days" for 3."""
    if days == 0:
        return words("today")
    if days < 0:
        return words.plural("{n} day late", "{n} days late", -days)
    return words.plural("in {n} day", "in {n} days", days)


def say_ago(words: Words, days: int) -> str:
    """How long ago something was, in days: "today" for 0, "3 days ago" for 3."""
    return words.plural("{n} day ago", "{n} days ago", days) if days else words("today")
