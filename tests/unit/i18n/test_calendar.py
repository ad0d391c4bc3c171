"""Hijri dates beside Gregorian ones, and weekends by country."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel import Locale
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.i18n import calendar


def test_the_day_of_the_memorandum() -> None:
    assert calendar.to_hijri("2025-01-15") == (1446, 7, 15)
    assert calendar.from_hijri(1446, 7, 15) == "2025-01-15"


@pytest.mark.parametrize("text", ["1924-07-31", "2077-11-17", "2025-01", "2025", "not_stated", "2025-02-30", ""])
def test_no_hijri_date_outside_the_tables_or_for_what_is_no_day(text: str) -> None:
    assert calendar.to_hijri(text) is None


@pytest.mark.parametrize("day", [(1342, 12, 29), (1501, 1, 1), (1446, 13, 1), (1446, 1, 31)])
def test_no_gregorian_date_for_what_is_no_hijri_day(day: tuple[int, int, int]) -> None:
    assert calendar.from_hijri(*day) is None


@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_there_and_back(day: date) -> None:
    hijri = calendar.to_hijri(day.isoformat())
    assert hijri is not None
    assert calendar.from_hijri(*hijri) == day.isoformat()


@given(st.dates(date(1925, 1, 1), date(2077, 1, 1)), st.integers(-40, 40))
def test_days_apart_counts_days(day: date, off: int) -> None:
    year, month, number = calendar.to_hijri((day + timedelta(days=off)).isoformat()) or (0, 0, 0)
    assert calendar.days_apart(day.isoformat(), f"{year}-{month:02}-{number:02}") == off


def test_a_sighted_thirtieth_counts_where_the_table_has_twenty_nine_days() -> None:
    short = next(month for month in range(1, 13) if Hijri(1446, month, 1).month_length() == 29)
    last = calendar.from_hijri(1446, short, 29)
    assert last is not None
    assert calendar.days_apart(last, f"1446-{short:02}-30") == 1


@pytest.mark.parametrize(
    ("iso", "hijri"),
    [("2025-01", "1446-07-15"), ("2025-01-15", "1446-07"), ("2025-01-15", "1446-07-31"), ("2025-01-15", "1446-13-01")],
)
def test_what_cannot_be_compared_is_none(iso: str, hijri: str) -> None:
    assert calendar.days_apart(iso, hijri) is None


def test_arabic_indic_digits_are_read() -> None:
    assert calendar.days_apart("2025-01-15", "١٤٤٦-٠٧-١٦") == 1


def test_month_names_are_those_of_hijridate_but_for_the_second_rabi() -> None:
    named = [Hijri(1446, month, 1).month_name("ar") for month in range(1, 13)]
    assert [
        (ours, theirs) for ours, theirs in zip(calendar.HIJRI_MONTHS["ar"], named, strict=True) if ours != theirs
    ] == [("ربيع الآخر", "ربيع الثاني")]
    english = [Hijri(1446, month, 1).month_name("en").replace("'", "") for month in range(1, 13)]
    assert [name for name in calendar.HIJRI_MONTHS["en"] if name not in english] == ["Rabi al-Akhir"]


def test_hijri_dates_in_words() -> None:
    assert calendar.hijri_words("1446-07-15", "ar") == "15 رجب 1446هـ"
    assert calendar.hijri_words("1446-07-15", "ar", "arab") == "١٥ رجب ١٤٤٦هـ"
    assert calendar.hijri_words("1446-07-15", "en") == "15 Rajab 1446 AH"
    assert calendar.hijri_words("1446-13-15", "en") == "1446-13-15"


def test_both_dates_in_words() -> None:
    assert calendar.dual_words("2025-01-15", "ar") == "15 رجب 1446هـ الموافق 15 يناير 2025م"
    assert calendar.dual_words("2025-01-15", "ar", "arab") == "١٥ رجب ١٤٤٦هـ الموافق ١٥ يناير ٢٠٢٥م"
    assert calendar.dual_words("2025-01-15", "en") == "15 Rajab 1446 AH, corresponding to 15 January 2025"


def test_a_stated_hijri_date_is_shown_as_stated() -> None:
    assert calendar.dual_words("2025-01-15", "ar", hijri_text="1446-07-14") == "14 رجب 1446هـ الموافق 15 يناير 2025م"


def test_without_a_hijri_date_the_gregorian_stands_alone() -> None:
    assert calendar.dual_words("2025-01", "ar") == "يناير 2025"
    assert calendar.dual_words("1900-01-15", "en") == "15 January 1900"


@pytest.mark.parametrize("country", ["BH", "OM", "KW", "QA", "SA"])
def test_the_gulf_rests_on_friday_and_saturday(country: str) -> None:
    rest = [day for day in range(13, 20) if calendar.is_weekend(f"2025-01-{day}", country)]
    assert rest == [17, 18]


@pytest.mark.parametrize("country", ["AE", "GB", None, "ZZ", "nonsense!"])
def test_others_rest_on_saturday_and_sunday(country: str | None) -> None:
    rest = [day for day in range(13, 20) if calendar.is_weekend(f"2025-01-{day}", country)]
    assert rest == [18, 19]


@pytest.mark.parametrize("text", ["2025-01", "unknown", "2025-02-30"])
def test_what_is_no_day_is_no_weekend(text: str) -> None:
    assert not calendar.is_weekend(text, "BH")


def test_a_weekend_of_one_day() -> None:
    assert (Locale.parse("und_IN").weekend_start, Locale.parse("und_IN").weekend_end) == (6, 6)
    assert [calendar.is_weekend(day, "IN") for day in ("2025-01-18", "2025-01-19")] == [False, True]
