from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.analysis.effect import effect_date, effect_of, newest, past_events, signing_of
from mou_tracker.analysis.state import state_of
from mou_tracker.model.cards import AgreementCard, PartyFact
from mou_tracker.model.settings import Settings
from tests.unit.analysis.cards import agreement, event

TODAY = date(2026, 6, 30)
ONE = (PartyFact("bh-lmra", "BH", "party", "2025-01-15"), PartyFact("om-ncht", "OM", "party", None))
BOTH = (PartyFact("bh-lmra", "BH", "party", "2025-01-15"), PartyFact("om-ncht", "OM", "party", "2025-02-01"))
VAGUE = (PartyFact("bh-lmra", "BH", "party", "2025-01-15"), PartyFact("om-ncht", "OM", "party", "not_stated"))


def stage(card: AgreementCard, today: date = TODAY) -> tuple[str, str | None]:
    signing = signing_of(card, today, past_events(card, today))
    return signing.stage, signing.day


def effect(card: AgreementCard, today: date = TODAY) -> tuple[str, str | None]:
    events = past_events(card, today)
    found = effect_of(card, today, events, signing_of(card, today, events))
    return found.stage, found.day


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (agreement(), ("unstated", None)),
        (agreement(signed="2025-01-15"), ("all", "2025-01-15")),
        (agreement(signed="not_stated"), ("all", None)),
        (agreement(signed="2027-01-15"), ("none", None)),
        (agreement(parties=ONE), ("some", "2025-01-15")),
        (agreement(parties=ONE, signed="2025-01-15"), ("all", "2025-01-15")),
        (agreement(parties=BOTH), ("all", "2025-02-01")),
        (agreement(parties=BOTH, signed="2025-01-15"), ("all", "2025-02-01")),
        (agreement(parties=VAGUE), ("all", None)),
        (agreement(parties=VAGUE, signed="2025-01-20"), ("all", "2025-01-20")),
        (agreement(parties=ONE, events=(event("signed", "2025-03-01", "om-ncht/chair"),)), ("all", "2025-03-01")),
        (agreement(events=(event("signed", "2025-03-01"),)), ("all", "2025-03-01")),
        (agreement(events=(event("initialled", "2025-03-01"),)), ("none", None)),
    ],
)
def test_how_far_signing_has_come(card: AgreementCard, expected: tuple[str, str | None]) -> None:
    assert stage(card) == expected


def test_observers_need_not_sign() -> None:
    watching = (*BOTH, PartyFact("sa-moi", "SA", "observer", None))
    assert stage(agreement(parties=watching))[0] == "all"


def test_a_signature_counts_from_its_day() -> None:
    assert stage(agreement(parties=BOTH), date(2025, 1, 14))[0] == "none"
    assert stage(agreement(parties=BOTH), date(2025, 1, 15))[0] == "some"
    assert stage(agreement(parties=BOTH), date(2025, 2, 1))[0] == "all"


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (agreement(parties=BOTH, effect_mode="on_signature"), ("taken", "2025-02-01")),
        (agreement(parties=ONE, effect_mode="on_signature"), ("awaited", None)),
        (agreement(parties=VAGUE, effect_mode="on_signature"), ("taken", None)),
        (agreement(effect_mode="on_signature"), ("unknown", None)),
        (
            agreement(signed="2025-01-15", effect_mode="on_fixed_date", effect_date="2025-03-01"),
            ("taken", "2025-03-01"),
        ),
        (agreement(signed="2025-01-15", effect_mode="on_fixed_date", effect_date="2027"), ("awaited", "2027")),
        (agreement(effect_mode="on_fixed_date", effect_date="2025-03-01"), ("taken", "2025-03-01")),
        (agreement(parties=ONE, effect_mode="on_fixed_date", effect_date="2025-03-01"), ("awaited", "2025-03-01")),
        (agreement(signed="2025-01-15", effect_mode="on_fixed_date"), ("unknown", None)),
        (agreement(signed="2025-01-15", effect_mode="after_period"), ("unknown", None)),
        (agreement(signed="2025-01-15", effect_mode="not_stated"), ("unknown", None)),
        (agreement(signed="2025-01-15", effect_mode="provisional_from_signature"), ("awaited", None)),
        (
            agreement(signed="2025-01-15", effect_mode="provisional_from_signature", effect_date="unknown"),
            ("unknown", None),
        ),
        (agreement(parties=ONE), ("awaited", None)),
    ],
)
def test_effect_by_mode(card: AgreementCard, expected: tuple[str, str | None]) -> None:
    assert effect(card) == expected


def test_recorded_entry_into_effect_wins_over_the_stated_date_and_the_mode() -> None:
    entered = (event("entered_into_effect", "2025-05-05"),)
    card = agreement(signed="2025-01-15", effect_mode="on_signature", effect_date="2025-01-15", events=entered)
    assert effect(card) == ("taken", "2025-05-05")
    assert effect(card, date(2025, 5, 4)) == ("taken", "2025-01-15"), "the event had not happened yet"
    assert effect(agreement(events=(event("entered_into_effect", "unknown"),))) == ("taken", None)


@pytest.mark.parametrize(
    ("mode", "kind"), [("on_last_notification", "notified"), ("on_exchange_of_ratifications", "ratified")]
)
def test_every_side_must_act(mode: str, kind: str) -> None:
    first = event(kind, "2025-04-01", "bh-lmra")
    assert effect(agreement(signed="2025-01-15", effect_mode=mode)) == ("awaited", None)
    assert effect(agreement(signed="2025-01-15", effect_mode=mode, effect_date="not_stated")) == ("unknown", None)
    assert effect(agreement(signed="2025-01-15", effect_mode=mode, events=(first,))) == ("awaited", None)
    both = (first, event(kind, "2025-06-01", "om-ncht/chair"))
    assert effect(agreement(signed="2025-01-15", effect_mode=mode, events=both)) == ("taken", "2025-06-01")
    undated = (first, event(kind, "unknown", "om-ncht"))
    assert effect(agreement(signed="2025-01-15", effect_mode=mode, events=undated)) == ("taken", None)
    stranger = (first, event(kind, "2025-06-01", "om-mofa"))
    assert effect(agreement(signed="2025-01-15", effect_mode=mode, events=stranger)) == ("unknown", None)
    answer = state_of(agreement(signed="2025-01-15", effect_mode=mode, events=(first,)), TODAY, Settings())
    assert (answer.value, answer.facts) == ("signed", {"sides": "OM"})


def test_effect_date_says_why() -> None:
    answer = effect_date(agreement(parties=BOTH, effect_mode="on_signature"), TODAY)
    assert answer.value == "2025-02-01"
    assert answer.because.format(**answer.facts) == "It takes effect on the last signature, 2025-02-01."
    assert effect_date(agreement(), TODAY).value is None


def test_of_two_events_on_one_day_the_later_listed_is_newest() -> None:
    events = (event("suspended", "2025-01-01"), event("resumed", "2025-01-01"))
    assert newest(events, ("suspended", "resumed")) == events[1]
    assert newest(events, ("terminated",)) is None


@pytest.mark.parametrize(("after", "day"), [("P30D", "2025-02-14"), ("P1M", "2025-02-15"), (None, None)])
def test_effect_a_period_after_the_last_signature(after: str | None, day: str | None) -> None:
    card = agreement(signing_date="2025-01-15", effect_mode="after_period", effect_date=None, effect_after=after)
    assert effect_date(card, date(2026, 1, 1)).value == day
