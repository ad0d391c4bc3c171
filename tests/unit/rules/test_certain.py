from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.rules.certain import (
    disordered,
    same_deadline,
    surely_before,
    surely_longer,
    surely_outside,
    to_come,
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2025-01-14", "2025-01-15", True),
        ("2025-01-15", "2025-01-15", False),
        ("2024", "2025-01-01", True),
        ("2025", "2025-06-01", False),
        ("2025-05", "2025-06", True),
        ("2025", "2025", False),
        ("not_stated", "2025-01-01", False),
        ("2025-01-01", "unknown", False),
        (None, "2025-01-01", False),
        ("2025-01-01", None, False),
    ],
)
def test_before_is_claimed_only_when_every_day_meant_is_before(
    first: str | None, second: str | None, expected: bool
) -> None:
    assert surely_before(first, second) is expected


def test_outside_leaves_an_open_side_open() -> None:
    assert surely_outside("2020-01-01", "2020-01-02", None)
    assert not surely_outside("2030-01-01", "2020-01-02", None)
    assert surely_outside("2030-01-01", None, "2029")
    assert not surely_outside("2030", "2030-06-01", "2030-07-01")
    assert not surely_outside("2030-01-01", None, "not_stated")


def test_a_partial_deadline_is_the_same_as_its_last_day() -> None:
    assert same_deadline("2026", "2026-12-31")
    assert same_deadline("2026-02", "2026-02-28")
    assert not same_deadline("2026", "2026-12-30")
    assert same_deadline("not_stated", "not_stated")
    assert not same_deadline("not_stated", "2026")


def test_tomorrow_may_be_today_elsewhere() -> None:
    assert not to_come("2026-07-01", date(2026, 6, 30))
    assert to_come("2026-07-02", date(2026, 6, 30))
    assert not to_come("2026", date(2026, 6, 30))
    assert not to_come("not_stated", date(2026, 6, 30))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2025-01-01", "2025-01-01", "2025-02"], []),
        (["2025-06-01", "2025-03-01", "2025-07-01"], [(1, "2025-03-01", "2025-06-01")]),
        (["2025-06-01", "2025", "2025-03-01"], [(2, "2025-03-01", "2025-06-01")]),
        (["2025-06-01", "unknown", None, "2025-05"], [(3, "2025-05", "2025-06-01")]),
        (["2025-06-01", "2025-06"], []),
    ],
)
def test_what_stands_after_a_later_day_is_out_of_order(
    days: list[str | None], expected: list[tuple[int, str, str]]
) -> None:
    assert list(disordered(days)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("P32D", "P1M", True),
        ("P31D", "P1M", False),
        ("P1M", "P27D", True),
        ("P1M", "P28D", False),
        ("P12M", "P1Y", False),
        ("unknown", "P1D", False),
        ("P1D", None, False),
    ],
)
def test_longer_holds_for_the_shortest_and_the_longest_months(first: str, second: str | None, expected: bool) -> None:
    assert surely_longer(first, second) is expected
