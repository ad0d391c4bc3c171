from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.analysis.answer import on_day
from mou_tracker.analysis.recurrence import Cycle, cycle
from mou_tracker.analysis.spans import came, count_until, last_of, shifted, step_of
from mou_tracker.model.dates import Duration

YEAR, QUARTER = Duration(12, 0), Duration(3, 0)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        (date(2025, 1, 15), Duration(36, 0), date(2028, 1, 14)),
        (date(2025, 1, 31), Duration(1, 0), date(2025, 2, 28)),
        (date(2024, 2, 29), YEAR, date(2025, 2, 28)),
        (date(2025, 3, 1), YEAR, date(2026, 2, 28)),
        (date(2025, 1, 15), Duration(0, 90), date(2025, 4, 14)),
        (date(2025, 1, 15), Duration(0, 0), date(2025, 1, 14)),
    ],
)
def test_the_first_day_counts(start: date, span: Duration, end: date) -> None:
    assert last_of(start, span) == end


def test_partial_dates_come_with_their_first_day() -> None:
    assert came("2026-06", date(2026, 6, 1))
    assert not came("2026-06", date(2026, 5, 31))
    assert came("unknown", date(2026, 5, 31))
    assert not came(None, date(2026, 5, 31))
    assert not came("gibberish", date(2026, 5, 31))


def test_shifting_stops_at_the_edges_of_the_calendar() -> None:
    assert shifted(date(9999, 1, 1), YEAR) == date.max
    assert shifted(date(1, 1, 1), YEAR, -1) == date.min


@pytest.mark.parametrize("step", [Duration(1, 0), QUARTER, YEAR, Duration(0, 10), Duration(1, 10), Duration(13, 0)])
def test_counting_steps(step: Duration) -> None:
    start = date(2024, 1, 31)
    for day in (date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1), date(2031, 7, 30)):
        count = count_until(start, step, day)
        assert shifted(start, step, count) >= day
        assert count == 0 or shifted(start, step, count - 1) < day
    assert count_until(start, step, date(2000, 1, 1)) == 0


def test_a_step_must_move() -> None:
    assert step_of("P0D") is None
    assert step_of("not_stated") is None
    assert step_of("P1M") == Duration(1, 0)


def test_a_cycle_before_on_and_after_its_days() -> None:
    start = date(2025, 1, 31)
    assert cycle(start, QUARTER, date(2025, 4, 29), None) == Cycle(date(2025, 4, 30), date(2025, 4, 30), 0, None)
    assert cycle(start, QUARTER, date(2025, 4, 30), None) == Cycle(
        date(2025, 4, 30), date(2025, 4, 30), 1, date(2025, 4, 30)
    )
    late = cycle(start, QUARTER, date(2025, 8, 1), None)
    assert late == Cycle(date(2025, 4, 30), date(2025, 4, 30), 2, date(2025, 7, 31))


def test_what_is_done_early_or_within_the_grace_counts_for_its_period() -> None:
    start, grace = date(2025, 1, 31), Duration(0, 14)
    early = cycle(start, QUARTER, date(2025, 5, 1), date(2025, 2, 1), grace=grace)
    assert early is not None
    assert early.due == date(2025, 7, 31)
    in_grace = cycle(start, QUARTER, date(2025, 6, 1), date(2025, 5, 14), grace=grace)
    assert in_grace is not None
    assert (in_grace.due, in_grace.late) == (date(2025, 7, 31), date(2025, 8, 14))
    too_late = cycle(start, QUARTER, date(2025, 6, 1), date(2025, 5, 15), grace=grace)
    assert too_late is not None
    assert too_late.due == date(2025, 10, 31)


def test_a_cycle_is_over_after_its_last_day() -> None:
    start = date(2025, 1, 31)
    assert cycle(start, QUARTER, date(2026, 1, 1), None, until=date(2025, 4, 29)) is None
    last = cycle(start, QUARTER, date(2026, 1, 1), None, until=date(2025, 4, 30))
    assert last is not None
    assert (last.due, last.missed) == (date(2025, 4, 30), 1)


def test_a_day_that_is_not_known_is_not_said() -> None:
    assert on_day("terminated", "2025-01-01", "On {day}.", "Some day.").facts == {"day": "2025-01-01"}
    assert on_day("terminated", "unknown", "On {day}.", "Some day.") == ("terminated", "Some day.", {})
