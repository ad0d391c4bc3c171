"""What unquoted scalars mean."""

from __future__ import annotations

import pytest

from mou_tracker.store.core_schema import NumberError, resolve

VALUES = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "0": 0, "-0": 0, "+12": 12, "010": 10, "0o17": 15, "0x1F": 31, "123456789012345678": 123456789012345678,
    "1.": 1.0, ".5": 0.5, "-1.5": -1.5, "1e3": 1000.0, "+.5E-2": 0.005, "0e999": 0.0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_what_has_another_meaning_than_text(text: str, value: object) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "on", "y", "nULL", "tRue", "None", "1_000", "12:30:00", "0b1", "-0x1F", "2025-01-15", "2025-01", "1e", "+", "-", ".", "..", "e5",
     "٢٠٢٥", "²", "1 2", "0o8", "0xG", ".inF", "+.nan", "--1", "1.2.3", "<<", "="],
)  # fmt: skip
def test_what_stays_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (".inf", "not_finite"),
        ("-.INF", "not_finite"),
        (".NaN", "not_finite"),
        ("1234567890123456789", "too_long"),
        ("0.123456789012345678", "too_long"),
        ("0x" + "0" * 19, "too_long"),
        ("9" * 5000, "too_long"),
        ("1e999", "out_of_range"),
        ("1e-999", "out_of_range"),
    ],
)
def test_numbers_that_would_not_be_kept(text: str, reason: str) -> None:
    with pytest.raises(NumberError) as refused:
        resolve(text)
    assert refused.value.reason == reason
