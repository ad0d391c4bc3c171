"""The Umm al-Qura Hijri calendar beside the Gregorian one, and the weekends of countries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from mou_tracker.i18n.format import date_words, digits

HIJRI_MONTHS = {
    "ar": (
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ),
    "en": (
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Akhir",
        "Jumada al-Ula",
        "Jumada al-Akhirah",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ),
}
"""The twelve Hijri months by language."""

_WORLD_WEEKEND = frozenset({5, 6})
_FULL_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def _numbers(text: str) -> tuple[int, int, int] | None:
    found = _FULL_DATE.fullmatch(digits(text.strip()))
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


@lru_cache(maxsize=4096)
def to_hijri(iso: str) -> tuple[int, int, int] | None:
    """The Umm al-Qura year, month and day of a full ISO date; None for any other text and outside 1924-2077."""
    from hijridate import Gregorian

    parts = _numbers(iso)
    try:
        return Gregorian(*parts).to_hijri().datetuple() if parts else None
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def from_hijri(year: int, month: int, day: int) -> str | None:
    """The ISO date of an Umm al-Qura day; None when there is no such day or it lies outside 1343-1500."""
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return None


def days_apart(iso: str, hijri_text: str) -> int | None:
    """How many days the Hijri date stated beside an ISO one lies after it, by Umm al-Qura; 0 when they agree.

    None when either is partial, no date, or out of range. A 30th counts even where Umm al-Qura gives the month 29
    days: a sighted month may have had it.
    """
    stated = _numbers(hijri_text)
    given = _numbers(iso)
    first = from_hijri(stated[0], stated[1], 1) if stated and 1 <= stated[2] <= 30 else None
    if not (stated and given and first):
        return None
    try:
        return (date.fromisoformat(first) + timedelta(days=stated[2] - 1) - date(*given)).days
    except ValueError:
        return None


def hijri_words(hijri_text: str, lang: str, style: str = "latn") -> str:
    """`1446-07-15` as "15 Rajab 1446 AH" or «15 رجب 1446هـ»; what is no such date as it is."""
    parts = _numbers(hijri_text)
    if not parts or not 1 <= parts[1] <= 12:
        return digits(hijri_text, style)
    year, month, day = parts
    era = "هـ" if lang == "ar" else " AH"
    return digits(f"{day} {HIJRI_MONTHS[lang][month - 1]} {year}{era}", style)


def dual_words(iso: str, lang: str, style: str = "latn", hijri_text: str | None = None) -> str:
    """«15 رجب 1446هـ الموافق 15 يناير 2025م», or "15 Rajab 1446 AH, corresponding to 15 January 2025".

    The Hijri date is the stated one when `hijri_text` is given, else computed by Umm al-Qura; where there is none, the
    Gregorian date stands alone.
    """
    gregorian = date_words(iso, lang, style)
    computed = to_hijri(iso) if hijri_text is None else None
    stated = f"{computed[0]:04}-{computed[1]:02}-{computed[2]:02}" if computed else hijri_text
    if not stated:
        return gregorian
    hijri = hijri_words(stated, lang, style)
    return f"{hijri} الموافق {gregorian}م" if lang == "ar" else f"{hijri}, corresponding to {gregorian}"


@lru_cache(maxsize=256)
def _weekend(country: str) -> frozenset[int]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(f"und_{country}")
    except (ValueError, UnknownLocaleError):
        return _WORLD_WEEKEND
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def is_weekend(iso: str, country: str | None) -> bool:
    """Whether a full ISO date falls on the weekend `country` (ISO 3166-1 alpha-2) keeps now, by CLDR.

    Friday and Saturday in Bahrain, Oman, Kuwait, Qatar and Saudi Arabia; Saturday and Sunday in the Emirates, where the
    country is None (an international organisation) and where CLDR does not know it. False for any other text.
    """
    parts = _numbers(iso)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return False
    return day is not None and day.weekday() in (_weekend(country) if country else _WORLD_WEEKEND)
