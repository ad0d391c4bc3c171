"""The word somebody probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.rules import nearest as module
from mou_tracker.rules.nearest import nearest

KEYS = ["signing", "effect", "term", "renewal", "notice", "ongoing_activities"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("efect", "effect"),
        ("renewel", "renewal"),
        ("ongoing-activities", "ongoing_activities"),
        ("Ongoing Activities", "ongoing_activities"),
        ("zzz", ""),
        ("", ""),
        ("t", ""),
    ],
)
def test_offers_what_is_near_and_nothing_else(word: str, meant: str) -> None:
    assert nearest(word, KEYS) == meant


def test_compares_arabic_folded_and_offers_it_as_written() -> None:
    assert nearest("الإتجار", ["التدريب", "الاتجار"]) == "الاتجار"


def test_looks_for_nothing_among_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHOICES", 2)
    assert nearest("efect", KEYS) == ""


def test_the_first_of_two_spellings_wins() -> None:
    assert nearest("a-b", iter(["a_b", "a b"])) == "a_b"


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=8))
def test_answers_with_a_choice_or_nothing(word: str, choices: list[str]) -> None:
    assert nearest(word, choices) in {"", *choices}
