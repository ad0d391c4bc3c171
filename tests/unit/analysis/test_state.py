from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mou_tracker.analysis.state import state_of, supersessions
from mou_tracker.model.cards import AgreementCard, PartyFact, RelationFact
from mou_tracker.model.settings import Settings
from tests.unit.analysis.cards import agreement, event, register

TODAY = date(2026, 6, 30)
SETTINGS = Settings()


def state(card: AgreementCard, today: date = TODAY) -> Any:
    return state_of(card, today, SETTINGS).value


def deal(**facts: Any) -> AgreementCard:
    return agreement(**{"signed": "2025-01-15", "effect_mode": "on_signature", **facts})


def fixed(**facts: Any) -> AgreementCard:
    return deal(**{"term_kind": "fixed", "term_initial": "P3Y", **facts})


@pytest.mark.parametrize(
    ("expected", "card"),
    [
        ("superseded", deal(events=(event("superseded", "2026-01-01"), event("terminated", "2026-01-01")))),
        ("terminated", deal(events=(event("terminated", "2026-06-30"),))),
        ("terminated", deal(events=(event("terminated", "unknown"),))),
        ("terminated", deal(events=(event("withdrawn", "2026-01-01", "bh-lmra"),))),
        ("expired", fixed(signed="2020-01-15")),
        ("suspended", deal(events=(event("suspended", "2026-01-01"),))),
        ("notice_given", deal(events=(event("notice_given", "2026-06-01"),), term_kind="indefinite")),
        ("expiring", fixed(signed="2023-07-15")),
        ("in_effect", fixed()),
        ("in_effect", deal(parties=())),
        ("provisional", deal(effect_mode="provisional_from_signature")),
        (
            "provisional",
            deal(effect_mode="on_last_notification", events=(event("provisionally_applied", "2025-02-01"),)),
        ),
        ("signed", deal(effect_mode="on_last_notification")),
        ("signed", deal(effect_mode="on_fixed_date", effect_date="2027-01-01")),
        (
            "partly_signed",
            agreement(parties=(PartyFact("a", "A", "party", "2025-01-01"), PartyFact("b", "B", "party", None))),
        ),
        ("negotiating", agreement(events=(event("text_agreed", "2026-01-01"),))),
        ("negotiating", agreement(signed="2027-01-01")),
        ("abandoned", agreement(events=(event("text_agreed", "2026-01-01"), event("abandoned", "2026-02-01")))),
        ("abandoned", deal(effect_mode="on_last_notification", events=(event("abandoned", "2026-02-01"),))),
        (
            "negotiating",
            agreement(events=(event("abandoned", "2026-02-01"), event("negotiation_opened", "2026-03-01"))),
        ),
        ("undetermined", deal(effect_mode="not_stated")),
        ("undetermined", agreement()),
    ],
)
def test_each_state(expected: str, card: AgreementCard) -> None:
    answer = state_of(card, TODAY, SETTINGS)
    assert answer.value == expected
    assert "{" not in answer.because.format(**answer.facts)


def test_ends_are_inclusive_and_beginnings_count_at_once() -> None:
    card = fixed()
    assert state(card, date(2025, 1, 14)) == "negotiating"
    assert state(card, date(2025, 1, 15)) == "in_effect"
    assert state(card, date(2028, 1, 14)) == "expiring"
    assert state(card, date(2028, 1, 15)) == "expired"


def test_expiring_begins_the_window_before_the_notice_deadline() -> None:
    card = fixed(renewal_kind="automatic", renewal_period="P2Y", notice_non_renewal="P3M")
    assert state(card, date(2027, 4, 16)) == "in_effect"
    answer = state_of(card, date(2027, 4, 17), SETTINGS)
    assert answer.value == "expiring"
    assert answer.because.format(**answer.facts) == (
        "It renews by itself after 2028-01-14 unless notice is given by 2027-10-14."
    )
    passed = state_of(card, date(2027, 10, 15), SETTINGS)
    assert passed.value == "expiring"
    assert "has passed" in passed.because
    assert state(card, date(2028, 1, 15)) == "in_effect"
    assert (
        "then renews by itself" in state_of(card._replace(notice_non_renewal=None), date(2028, 1, 1), SETTINGS).because
    )


def test_the_window_is_that_of_the_settings() -> None:
    card = fixed(signed="2023-07-15")
    assert state_of(card, TODAY, Settings(windows={"expiring": "P7D"})).value == "in_effect"
    assert state_of(card, TODAY, Settings(windows={})).value == "in_effect"


def test_no_end_is_expected_before_effect() -> None:
    card = agreement(
        signed="2026-06-01",
        effect_mode="on_fixed_date",
        effect_date="2026-08-01",
        term_kind="fixed",
        term_initial="P3M",
    )
    assert state(card) == "signed"


def test_a_suspension_lasts_to_its_last_day_or_to_its_resumption() -> None:
    card = deal(events=(event("suspended", "2026-01-01", until="2026-06-30"),))
    assert state(card) == "suspended"
    assert state(card, date(2026, 7, 1)) == "in_effect"
    resumed = deal(events=(event("suspended", "2026-01-01"), event("resumed", "2026-02-01")))
    assert state(resumed) == "in_effect"
    assert state(resumed, date(2026, 1, 15)) == "suspended"


def test_notice_runs_out() -> None:
    leaving = fixed(notice_termination="P6M", events=(event("notice_given", "2026-01-10"),))
    assert state(leaving, date(2026, 1, 9)) == "in_effect"
    assert state(leaving, date(2026, 7, 10)) == "notice_given"
    assert state(leaving, date(2026, 7, 11)) == "terminated"
    not_renewing = fixed(renewal_kind="automatic", renewal_period="P1Y", events=(event("notice_given", "2026-01-10"),))
    assert state(not_renewing, date(2028, 1, 14)) == "notice_given"
    assert state(not_renewing, date(2028, 1, 15)) == "expired"


def test_one_of_three_sides_leaving_does_not_end_it() -> None:
    three = tuple(PartyFact(name, name.upper(), "party", None) for name in ("a", "b", "c"))
    assert state(deal(parties=three, events=(event("withdrawn", "2026-01-01", "a"),))) == "in_effect"
    assert state(deal(parties=three, events=(event("notice_given", "2026-01-01", "a"),))) == "in_effect"
    both = (event("withdrawn", "2026-01-01", "a"), event("withdrawn", "2026-02-01", "b/minister"))
    assert state(deal(parties=three, events=both)) == "terminated"


def test_a_stated_end_needs_no_day_of_effect() -> None:
    card = deal(effect_mode="not_stated", term_kind="until_date", term_end="2026-06")
    assert state(card) == "undetermined"
    assert state(card, date(2026, 7, 1)) == "expired"


def test_an_unsigned_draft_does_not_expire() -> None:
    card = agreement(events=(event("text_agreed", "2020-01-01"),), term_kind="until_date", term_end="2021-12-31")
    assert state(card) == "negotiating"


def test_automatic_renewal_without_its_period_never_expires_silently() -> None:
    assert state(fixed(signed="2010-01-15", renewal_kind="automatic")) == "in_effect"


def test_supersession_by_another_instrument_counts_from_its_effect() -> None:
    old = deal()
    new = agreement(
        "new", signed="2026-01-01", effect_mode="on_fixed_date", effect_date="2026-03-01",
        relations=(RelationFact("supersedes", "deal"), RelationFact("related_to", "other")),
    )  # fmt: skip
    both = register(old, new)
    assert supersessions(both, date(2026, 2, 28)) == {}
    assert supersessions(both, TODAY) == {"deal": "new"}
    answer = state_of(old, TODAY, SETTINGS, {"deal": "new"})
    assert (answer.value, answer.facts) == ("superseded", {"by": "new"})
