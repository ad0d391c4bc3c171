"""Spans of time as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.cli.spans import days_from
from mou_tracker.errors import UsageMistake

TODAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("90d", 90),
        ("90", 90),
        ("0d", 0),
        ("2w", 14),
        ("1m", 28),
        ("6m", 181),
        ("1y", 365),
        ("P90D", 90),
        ("p1y6m", 546),
        (" 12 W ", 84),
        ("٩٠", 90),
        ("٦ شهر", 181),
    ],
)
def test_what_is_typed_is_understood(said: str, days: int) -> None:
    assert days_from(said, TODAY) == days


@pytest.mark.parametrize("said", ["", "soon", "-3d", "3h", "1.5y", "P", "99999y", "9" * 40])
def test_what_is_no_span_is_told(said: str) -> None:
    with pytest.raises(UsageMistake) as told:
        days_from(said, TODAY)
    assert told.value.params == {"found": said}
