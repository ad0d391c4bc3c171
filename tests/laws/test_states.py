"""Laws of derived states, terms and progress, tried on records of every shape."""

from __future__ import annotations

from datetime import date, timedelta
from string import Formatter
from typing import Any, get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.carry import open_items
from mou_tracker.analysis.deadlines import due_within
from mou_tracker.analysis.explain import derived
from mou_tracker.analysis.filters import Filters, select
from mou_tracker.analysis.overview import overview
from mou_tracker.analysis.progress import flags, is_open, progress_of
from mou_tracker.analysis.recurrence import cycle
from mou_tracker.analysis.spans import came, last_of, shifted, sum_of
from mou_tracker.analysis.state import ENDED, state_of
from mou_tracker.analysis.term import notice_deadline, term
from mou_tracker.model.cards import AgreementCard, EventFact, ItemCard, LogFact, PartyFact, Schedule
from mou_tracker.model.dates import Duration, duration
from mou_tracker.model.settings import Settings
from mou_tracker.model.vocabulary import (
    EffectMode,
    EventType,
    Flag,
    LogType,
    Nature,
    Progress,
    RenewalKind,
    State,
    TermKind,
    Verdict,
)
from tests.unit.analysis.cards import agreement, entry, item, meeting, register, verdict

SETTINGS = Settings()
KNOWN = ("not_stated", "unknown")

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
texts = st.one_of(
    days.map(str), days.map(lambda day: str(day)[:7]), days.map(lambda day: str(day)[:4]), st.sampled_from(KNOWN)
)
maybe_texts = st.none() | texts
spans = st.sampled_from(("P1M", "P3M", "P1Y", "P3Y", "P90D", "P1Y6M", "P2W", "P0D", "not_stated", None))
real_spans = st.sampled_from(("P1M", "P3M", "P1Y", "P3Y", "P90D", "P2W"))
agencies = st.sampled_from(("bh-lmra", "om-ncht", "om-ncht/chair", "elsewhere", None))
events = st.lists(
    st.builds(EventFact, st.sampled_from(get_args(EventType)), texts, agencies, maybe_texts), max_size=5
).map(tuple)
parties = st.tuples(maybe_texts, maybe_texts).map(
    lambda signed: (
        PartyFact("bh-lmra", "BH", "party", signed[0]),
        PartyFact("om-ncht", "OM", "party", signed[1]),
    )
)
logs = st.lists(
    st.builds(
        lambda day, progress, percent, kind, evidence: entry(
            day, progress, percent=percent, type=kind, evidence=evidence
        ),
        texts,
        st.none() | st.sampled_from(get_args(Progress)),
        st.none() | st.integers(0, 100),
        st.sampled_from(get_args(LogType)),
        st.integers(0, 2),
    ),
    max_size=5,
).map(tuple)
schedules = st.none() | st.builds(Schedule, spans.filter(bool), maybe_texts, real_spans, st.none(), maybe_texts)


@st.composite
def items(draw: st.DrawFn, ref: str = "deal/training") -> ItemCard:
    return item(
        ref,
        nature=draw(st.sampled_from(get_args(Nature))),
        owners=draw(st.sampled_from(((), ("bh-lmra",), ("om-ncht", "bh-lmra/ceo")))),
        start=draw(maybe_texts),
        due=draw(maybe_texts),
        every=draw(spans),
        until=draw(maybe_texts),
        log=draw(logs),
        reports=draw(schedules),
        assessments=tuple(
            verdict(*pair) for pair in draw(st.lists(st.tuples(texts, st.sampled_from(get_args(Verdict))), max_size=2))
        ),
    )


@st.composite
def agreements(draw: st.DrawFn) -> AgreementCard:
    return agreement(
        "deal",
        parties=draw(parties),
        signing_date=draw(maybe_texts),
        effect_mode=draw(st.none() | st.sampled_from(get_args(EffectMode))),
        effect_date=draw(maybe_texts),
        term_kind=draw(st.none() | st.sampled_from(get_args(TermKind))),
        term_initial=draw(spans),
        term_end=draw(maybe_texts),
        renewal_kind=draw(st.none() | st.sampled_from(get_args(RenewalKind))),
        renewal_period=draw(spans),
        renewal_times=draw(st.none() | st.integers(0, 3) | st.sampled_from(KNOWN)),
        notice_non_renewal=draw(spans),
        notice_termination=draw(spans),
        review=draw(spans),
        events=draw(events),
        bodies=("committee",),
        items=(draw(items()),),
    )


rolling = st.builds(
    lambda signed, initial, period, times: agreement(
        signed=str(signed),
        effect_mode="on_signature",
        term_kind="fixed",
        term_initial=initial,
        renewal_kind="automatic",
        renewal_period=period,
        renewal_times=times,
    ),
    days,
    real_spans,
    real_spans,
    st.none() | st.integers(0, 5),
)


def is_said(because: str, facts: Any) -> bool:
    """True when every gap of the message is among the facts."""
    return {name for _, name, _, _ in Formatter().parse(because) if name is not None} <= set(facts)


def past(card: AgreementCard, today: date) -> AgreementCard:
    """The card without the events that had not happened yet."""
    return card._replace(events=tuple(event for event in card.events if came(event.date, today)))


@given(agreements(), days)
def test_every_record_has_a_state_and_a_reason(card: AgreementCard, today: date) -> None:
    answer = state_of(card, today, SETTINGS)
    assert answer.value in get_args(State)
    assert is_said(answer.because, answer.facts)
    assert all(isinstance(value, str | int) for value in answer.facts.values())


@given(agreements(), days)
def test_what_has_not_happened_yet_changes_nothing(card: AgreementCard, today: date) -> None:
    assert state_of(card, today, SETTINGS) == state_of(past(card, today), today, SETTINGS)
    assert term(card, today) == term(past(card, today), today)


@given(agreements(), days, st.integers(0, 5000))
def test_termination_is_for_good(card: AgreementCard, today: date, later: int) -> None:
    ended = card._replace(events=(*card.events, EventFact("terminated", str(today), None, None)))
    answer = state_of(ended, today + timedelta(days=later), SETTINGS)
    assert answer.value in ("terminated", "superseded")


@given(agreements(), days)
def test_expired_only_after_a_known_end(card: AgreementCard, today: date) -> None:
    period = term(card, today)
    if state_of(card, today, SETTINGS).value == "expired":
        assert period.end is not None
        assert period.end < today


@given(rolling, days)
def test_periods_lie_end_to_end(card: AgreementCard, today: date) -> None:
    assume(came(card.signing_date, today))
    period = term(card, today)
    assert period.start is not None
    assert period.end is not None
    assert period.number is not None
    following = term(card, period.end + timedelta(days=1))
    if period.renews:
        assert following.number == period.number + 1
        assert following.start == period.end + timedelta(days=1)
    else:
        assert following == period
    if today >= period.start:
        assert period.renews is False or today <= period.end


@given(rolling, days)
def test_ends_are_counted_from_effect_in_one_step(card: AgreementCard, today: date) -> None:
    assume(came(card.signing_date, today))
    period = term(card, today)
    initial, further = duration(card.term_initial), duration(card.renewal_period)
    assert initial
    assert further
    assert period.number is not None
    start = date.fromisoformat(str(card.signing_date))
    assert period.end == last_of(start, sum_of(initial, further, period.number - 1))


@given(rolling, days, st.integers(0, 4000))
def test_periods_never_go_back(card: AgreementCard, today: date, later: int) -> None:
    first, second = term(card, today), term(card, today + timedelta(days=later))
    assert (first.number or 0) <= (second.number or 0)


@given(agreements(), days)
def test_notice_comes_before_the_end(card: AgreementCard, today: date) -> None:
    answer, period = notice_deadline(card, today), term(card, today)
    assert is_said(answer.because, answer.facts)
    if answer.value is not None:
        assert period.end is not None
        assert date.fromisoformat(str(answer.value)) <= period.end


@given(items(), days)
def test_flags_are_words_with_reasons_in_order(card: ItemCard, today: date) -> None:
    found = flags(card, "in_effect", today, SETTINGS, carried=1, amended="2026-01-01", since="2020-01-01")
    words = [answer.value for answer in found]
    order = get_args(Flag)
    assert [order.index(str(word)) for word in words] == sorted(order.index(str(word)) for word in words)
    assert all(is_said(answer.because, answer.facts) for answer in found)


@given(items(), days)
def test_what_is_closed_or_ended_is_never_due(card: ItemCard, today: date) -> None:
    of_time = {"overdue", "due_soon", "report_due", "report_overdue", "dormant", "unassigned", "carried_over"}
    for state in sorted(ENDED):
        assert not of_time & {str(answer.value) for answer in flags(card, state, today, SETTINGS, carried=1)}
    if not is_open(card, today):
        assert not of_time & {str(answer.value) for answer in flags(card, "in_effect", today, SETTINGS, carried=1)}


@given(items(), days, logs)
def test_reports_of_later_days_change_nothing(card: ItemCard, today: date, more: tuple[LogFact, ...]) -> None:
    later = tuple(one for one in more if not came(one.date, today))
    assert progress_of(card, today) == progress_of(card._replace(log=(*card.log, *later)), today)


@given(days, real_spans, days, st.none() | days)
def test_a_cycle_agrees_with_counting_day_by_day(start: date, every: str, today: date, last: date | None) -> None:
    assume(last is None or last <= today)
    step = duration(every) or Duration(1, 0)
    due = [shifted(start, step, n) for n in range(1, 600)]
    met = 0 if last is None or last < start else next(n for n, day in enumerate(due, 1) if day >= last)
    found = cycle(start, step, today, last)
    assert found is not None
    assert found.due == due[met]
    missed = [day for day in due[met:] if day <= today]
    assert (found.missed, found.newest) == (len(missed), missed[-1] if missed else None)


@settings(max_examples=40)
@given(agreements(), items("committee/1/a"), days, st.integers(0, 400), st.integers(0, 400))
def test_a_longer_look_ahead_shows_no_less(
    card: AgreementCard, outcome: ItemCard, today: date, near: int, further: int
) -> None:
    everything = register(card, meeting("committee/1", date="2024-01-01", items=(outcome._replace(kind="action"),)))
    few, more = due_within(everything, today, near), due_within(everything, today, near + further)
    assert more[: len(few)] == few
    assert all(one.days == (one.date - today).days and is_said(one.because, one.facts) for one in more)
    assert [one.date for one in more] == sorted(one.date for one in more)


@settings(max_examples=40)
@given(agreements(), items("committee/1/a"), days)
def test_the_overview_counts_everything_once(card: AgreementCard, outcome: ItemCard, today: date) -> None:
    held = meeting("committee/1", date="2016-01-01", items=(outcome._replace(kind="action"),))
    everything = register(card, held, meeting("committee/2", date="2020-01-01"))
    view = overview(everything, today)
    tracked = view.totals.commitments + view.totals.outcomes
    assert sum(view.by_state.values()) == 1
    assert sum(view.by_progress.values()) == sum(view.by_verdict.values()) == tracked
    assert sum(view.by_freshness.values()) == view.totals.open
    assert sum(row.total for row in view.pillars) == tracked
    parts = [select(everything, Filters(progress=(word,)), today) for word in view.by_progress]
    assert sum(len(kept.commitments) + len(kept.outcomes) for kept in parts) == tracked
    assert len(open_items(everything, "committee", today)) >= sum(row.open for row in view.bodies)


@settings(max_examples=40)
@given(agreements(), days)
def test_whatever_is_derived_is_explained(card: AgreementCard, today: date) -> None:
    everything = register(card)
    for ref in ("deal", "deal/training"):
        for _, answer in derived(everything, ref, today):
            assert isinstance(answer, Answer)
            assert is_said(answer.because, answer.facts)
