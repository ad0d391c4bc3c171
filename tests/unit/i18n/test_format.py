"""Digits, numbers, dates, durations and distances, held against babel's tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from mou_tracker.i18n import format as say
from mou_tracker.i18n.catalog import words_for


def test_digits_turn_both_ways() -> None:
    assert say.digits("15 يناير 2025", "arab") == "١٥ يناير ٢٠٢٥"
    assert say.digits("١٥ يناير ۲۰۲۵") == "15 يناير 2025"
    assert say.digits("2025-01-15") == "2025-01-15"


@pytest.mark.parametrize("value", [0, 7, 999, 1000, 1234567, 1234.5, 0.125, Decimal("2.50"), 100.0])
def test_numbers_are_written_as_cldr_writes_them(value: float | Decimal) -> None:
    assert say.number(value) == format_decimal(value, locale="en")
    assert say.number(value, "arab") == say.digits(
        format_decimal(value, locale="ar_BH", numbering_system="arab"), "arab"
    )


def test_percent_sign_follows_the_digits() -> None:
    assert say.percent(40) == "40%"
    assert say.percent(12.5, "arab") == "١٢٫٥٪\u061c"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_month_names_are_those_of_cldr(lang: str) -> None:
    names = Locale.parse({"ar": "ar_BH", "en": "en"}[lang]).months["format"]["wide"]
    assert say.MONTHS[lang] == tuple(names[month] for month in range(1, 13))


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2025-01-15", "15 يناير 2025", "15 January 2025"),
        ("2025-08-03", "3 أغسطس 2025", "3 August 2025"),
        ("2025-12", "ديسمبر 2025", "December 2025"),
        ("2025", "2025", "2025"),
        ("2025-13", "2025-13", "2025-13"),
        ("not a date", "not a date", "not a date"),
    ],
)
def test_dates_say_what_is_known_and_no_more(value: str, arabic: str, english: str) -> None:
    assert say.date_words(value, "ar") == arabic
    assert say.date_words(value, "en") == english


def test_dates_in_arabic_indic_digits() -> None:
    assert say.date_words("2025-01-15", "ar", "arab") == "١٥ يناير ٢٠٢٥"


def test_every_month_reads_as_babel_reads_it() -> None:
    from datetime import date

    for month in range(1, 13):
        day = date(2025, month, 9)
        assert say.date_words(day.isoformat(), "ar") == say.digits(format_date(day, "d MMMM y", locale="ar_BH"))
        assert say.date_words(day.isoformat(), "en") == format_date(day, "d MMMM y", locale="en")


def test_dates_not_known_are_said_so() -> None:
    arabic, english = words_for("ar"), words_for("en")
    assert [say.say_date(arabic, value) for value in (None, "not_stated", "unknown")] == ["—", "غير مذكور", "غير معلوم"]
    assert [say.say_date(english, value) for value in (None, "not_stated", "unknown")] == ["—", "not stated", "unknown"]
    assert say.say_date(words_for("ar", digits="arab"), "2025-01") == "يناير ٢٠٢٥"


@pytest.mark.parametrize(
    ("iso", "arabic", "english"),
    [
        ("P1Y", "سنة واحدة", "1 year"),
        ("P2Y", "سنتان", "2 years"),
        ("P3Y", "3 سنوات", "3 years"),
        ("P11Y", "11 سنة", "11 years"),
        ("P1M", "شهر واحد", "1 month"),
        ("P6M", "6 أشهر", "6 months"),
        ("P18M", "18 شهرًا", "18 months"),
        ("P90D", "90 يومًا", "90 days"),
        ("P100D", "100 يوم", "100 days"),
        ("P2W", "أسبوعان", "2 weeks"),
        ("P1Y6M", "سنة واحدة و6 أشهر", "1 year and 6 months"),
        ("P0D", "0 يوم", "0 days"),
        ("forever", "forever", "forever"),
    ],
)
def test_durations_in_words(iso: str, arabic: str, english: str) -> None:
    assert say.say_duration(words_for("ar"), iso) == arabic
    assert say.say_duration(words_for("en"), iso) == english


@pytest.mark.parametrize(
    ("days", "arabic", "english"),
    [
        (0, "اليوم", "today"),
        (1, "بعد يوم واحد", "in 1 day"),
        (2, "بعد يومين", "in 2 days"),
        (3, "بعد 3 أيام", "in 3 days"),
        (11, "بعد 11 يومًا", "in 11 days"),
        (100, "بعد 100 يوم", "in 100 days"),
        (-1, "متأخر يومًا واحدًا", "1 day late"),
        (-2, "متأخر يومين", "2 days late"),
        (-10, "متأخر 10 أيام", "10 days late"),
        (-12, "متأخر 12 يومًا", "12 days late"),
        (-200, "متأخر 200 يوم", "200 days late"),
    ],
)
def test_how_far_a_deadline_is(days: int, arabic: str, english: str) -> None:
    assert say.say_due(words_for("ar"), days) == arabic
    assert say.say_due(words_for("en"), days) == english


def test_how_long_ago() -> None:
    assert say.say_ago(words_for("en"), 3) == "3 days ago"
    assert [say.say_ago(words_for("ar"), days) for days in (0, 2, 45)] == ["اليوم", "قبل يومين", "قبل 45 يومًا"]
