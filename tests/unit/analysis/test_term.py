from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mou_tracker.analysis.term import Period, notice_deadline, term
from mou_tracker.model.cards import AgreementCard
from tests.unit.analysis.cards import agreement, event

TODAY = date(2026, 6, 30)


def deal(**facts: Any) -> AgreementCard:
    return agreement(**{"signed": "2025-01-15", "effect_mode": "on_signature", **facts})


def fixed(**facts: Any) -> AgreementCard:
    return deal(**{"term_kind": "fixed", "term_initial": "P3Y", **facts})


def rolling(**facts: Any) -> AgreementCard:
    return fixed(**{"renewal_kind": "automatic", "renewal_period": "P2Y", **facts})


def span(period: Period) -> tuple[int | None, str, str]:
    return period.number, str(period.start), str(period.end)


def test_three_years_from_the_15th_end_on_the_14th() -> None:
    period = term(fixed(), TODAY)
    assert span(period) == (1, "2025-01-15", "2028-01-14")
    assert period.because.format(**period.facts) == "Period 1, counted from 2025-01-15, ends on 2028-01-14."
    assert not period.renews


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2028, 1, 14), (1, "2025-01-15", "2028-01-14")),
        (date(2028, 1, 15), (2, "2028-01-15", "2030-01-14")),
        (date(2030, 1, 15), (3, "2030-01-15", "2032-01-14")),
        (date(2060, 1, 15), (18, "2060-01-15", "2062-01-14")),
    ],
)
def test_automatic_renewal_rolls(today: date, expected: tuple[int, str, str]) -> None:
    assert span(term(rolling(), today)) == expected


def test_renewal_stops_after_its_times() -> None:
    period = term(rolling(renewal_times=2), date(2040, 1, 1))
    assert span(period) == (3, "2030-01-15", "2032-01-14")
    assert not period.renews
    assert term(rolling(renewal_times=2), TODAY).renews


def test_months_do_not_drift_from_the_31st() -> None:
    card = rolling(signed="2025-01-31", term_initial="P1M", renewal_period="P1M")
    ends = [str(term(card, date(2025, month, 15)).end) for month in (2, 3, 4, 5)]
    assert ends == ["2025-02-28", "2025-03-30", "2025-04-30", "2025-05-30"]


def test_until_date_is_the_last_day_and_renews_from_there() -> None:
    card = deal(term_kind="until_date", term_end="2027-02-28", renewal_kind="automatic", renewal_period="P1Y")
    assert span(term(card, TODAY)) == (1, "2025-01-15", "2027-02-28")
    assert span(term(card, date(2028, 2, 29))) == (2, "2027-03-01", "2028-02-29")
    assert str(term(deal(term_kind="until_date", term_end="2027"), TODAY).end) == "2027-12-31"


@pytest.mark.parametrize(
    ("card", "because"),
    [
        (deal(), "The term is not recorded."),
        (deal(term_kind="indefinite"), "Its term is indefinite."),
        (deal(term_kind="until_event"), "It lasts until an event."),
        (deal(term_kind="fixed"), "The end cannot be computed: the length of the term is not recorded."),
        (
            deal(term_kind="until_date", term_end="unknown"),
            "The end cannot be computed: the length of the term is not recorded.",
        ),
        (fixed(effect_mode="unknown"), "The end cannot be computed: the day of effect is not known."),
    ],
)
def test_what_cannot_be_computed_says_so(card: AgreementCard, because: str) -> None:
    period = term(card, TODAY)
    assert (period.end, period.because) == (None, because)


def test_a_partial_day_of_effect_gives_an_approximate_end() -> None:
    period = term(fixed(signed="2025-01"), TODAY)
    assert (str(period.end), period.approximate) == ("2027-12-31", True)


def test_automatic_renewal_of_unknown_length_stays_open() -> None:
    period = term(fixed(renewal_kind="automatic"), date(2029, 1, 1))
    assert (str(period.end), period.renews) == ("2028-01-14", True)


def test_renewal_by_agreement_is_counted_from_effect() -> None:
    renewed = (event("renewed", "2028-01-10"),)
    card = fixed(renewal_kind="by_agreement", renewal_period="P2Y", events=renewed)
    assert span(term(card, date(2028, 1, 9))) == (1, "2025-01-15", "2028-01-14")
    assert span(term(card, date(2028, 1, 10))) == (2, "2028-01-15", "2030-01-14")
    twice = card._replace(events=(*renewed, event("renewed", "2030-01-10")))
    assert span(term(twice, date(2031, 1, 1))) == (3, "2030-01-15", "2032-01-14")
    unmeasured = term(card._replace(renewal_period=None), date(2028, 2, 1))
    assert (unmeasured.end, unmeasured.because) == (None, "It was prolonged; until when is not recorded.")


def test_a_renewal_on_record_does_not_count_an_automatic_one_twice() -> None:
    card = rolling(events=(event("renewed", "2028-01-15"),))
    assert span(term(card, date(2028, 6, 1))) == (2, "2028-01-15", "2030-01-14")
    card = rolling(events=(event("renewed", "2028-01-20", until="2030-01-14"),))
    assert span(term(card, date(2028, 6, 1))) == (2, "2028-01-15", "2030-01-14")
    ahead = rolling(events=(event("renewed", "2027-12-01", until="2031-01-14"),), renewal_times=2)
    assert span(term(ahead, date(2028, 6, 1))) == (2, "2028-01-15", "2031-01-14")
    assert span(term(ahead, date(2040, 6, 1))) == (3, "2031-01-15", "2033-01-14")


def test_an_extension_moves_the_end_of_the_period() -> None:
    card = fixed(events=(event("extended", "2027-12-01", until="2028-06-30"),))
    assert span(term(card, date(2028, 2, 1))) == (1, "2025-01-15", "2028-06-30")
    assert term(fixed(events=(event("extended", "2027-12-01"),)), date(2028, 2, 1)).end is None
    unknown = deal(effect_mode=None, term_kind="fixed", events=(event("extended", "2026-01-01", until="2027-12-31"),))
    assert span(term(unknown, TODAY)) == (None, "None", "2027-12-31")


def test_notice_of_non_renewal_keeps_the_current_period() -> None:
    card = rolling(notice_non_renewal="P3M", events=(event("notice_given", "2027-10-14"),))
    assert span(term(card, date(2040, 1, 1))) == (1, "2025-01-15", "2028-01-14")
    late = rolling(notice_non_renewal="P3M", events=(event("notice_given", "2027-10-15"),))
    assert span(term(late, date(2040, 1, 1))) == (2, "2028-01-15", "2030-01-14")


def test_notice_of_termination_ends_it_after_its_time() -> None:
    given = (event("notice_given", "2026-01-10"),)
    period = term(fixed(notice_termination="P6M", events=given), TODAY)
    assert (str(period.end), period.cut) == ("2026-07-10", True)
    endless = term(deal(term_kind="indefinite", notice_termination="P6M", events=given), TODAY)
    assert (str(endless.end), endless.cut) == ("2026-07-10", True)
    stated = term(rolling(events=(event("notice_given", "2026-01-10", until="2026-03-31"),)), TODAY)
    assert (str(stated.end), stated.cut) == ("2026-03-31", True)
    after_the_end = term(fixed(notice_termination="P6Y", events=given), TODAY)
    assert (str(after_the_end.end), after_the_end.cut) == ("2028-01-14", False)


def test_a_renewal_after_notice_sets_it_aside() -> None:
    events = (event("notice_given", "2027-01-01"), event("renewed", "2027-06-01", until="2030-01-14"))
    assert span(term(rolling(events=events), date(2029, 1, 1))) == (2, "2028-01-15", "2030-01-14")


def test_notice_deadline() -> None:
    answer = notice_deadline(rolling(notice_non_renewal="P3M"), TODAY)
    assert answer.value == "2027-10-14"
    assert "by 2027-10-14" in answer.because.format(**answer.facts)
    assert notice_deadline(rolling(), TODAY).value is None
    assert notice_deadline(deal(term_kind="indefinite", notice_non_renewal="P3M"), TODAY).value is None


def test_absurd_spans_do_not_stop_the_program() -> None:
    card = rolling(term_initial="P999Y9999M9999W99999D", renewal_period="P1D", signed="2199-12-31")
    assert term(card, date(2200, 1, 1)).number == 1
    assert term(rolling(renewal_period="P0D"), date(2040, 1, 1)).number == 1
    assert term(rolling(term_initial="P0D", renewal_period="P1D", signed="1700-01-01"), date(2200, 12, 31)).end == date(
        2200, 12, 31
    )
