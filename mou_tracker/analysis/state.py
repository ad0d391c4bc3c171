"""The state of an instrument on a day: the first of thirteen that fits, with the facts that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import NO_FACTS, Answer, on_day
from mou_tracker.analysis.effect import (
    NEGOTIATION,
    Effect,
    Signing,
    effect_date,
    effect_of,
    later,
    leaves_too_few,
    newest,
    past_events,
    signing_of,
)
from mou_tracker.analysis.review import next_review
from mou_tracker.analysis.spans import shifted, window
from mou_tracker.analysis.term import Period, deadline_of, notice_deadline, notice_of, period_of, term
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgreementCard, EventFact
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Settings

__all__ = [
    "ENDED",
    "LIVE",
    "NO_ONE",
    "Period",
    "Standing",
    "effect_date",
    "next_review",
    "notice_deadline",
    "standing",
    "state_of",
    "supersessions",
    "term",
]

LIVE = frozenset({"in_effect", "expiring", "notice_given", "provisional", "undetermined"})
"""States in which what was undertaken is owed; a suspended instrument releases its parties while it is suspended
(Vienna Convention on the Law of Treaties, art. 72), one that has ended from any further performance (art. 70)."""

ENDED = frozenset({"superseded", "terminated", "expired", "abandoned"})

NO_ONE: Mapping[str, str] = {}


class Standing(NamedTuple):
    """What is known of an instrument on a day, computed once: what has happened, and what follows from it."""

    card: AgreementCard
    today: date
    events: tuple[EventFact, ...]
    signing: Signing
    effect: Effect
    period: Period


def standing(card: AgreementCard, today: date) -> Standing:
    """The standing of an instrument on a day."""
    events = past_events(card, today)
    signing = signing_of(card, today, events)
    effect = effect_of(card, today, events, signing)
    return Standing(card, today, events, signing, effect, period_of(card, today, events, effect))


def state_of(card: AgreementCard, today: date, settings: Settings, superseded_by: Mapping[str, str] = NO_ONE) -> Answer:
    """The state on `today`, a word of the vocabulary `state`; `superseded_by` is `supersessions(register, today)`.

    Days are whole. An instrument is in effect on the day it takes effect, still in effect on the last day of its term
    and on the last day of notice, and no longer on the day of an event that ends it.
    """
    return state_from(standing(card, today), settings, superseded_by)


def state_from(case: Standing, settings: Settings, superseded_by: Mapping[str, str] = NO_ONE) -> Answer:
    """`state_of`, from the standing; the order of the tests is the order of the vocabulary."""
    newer = superseded_by.get(case.card.id)
    if newer:
        return Answer("superseded", N_("It is superseded by {by}."), {"by": newer})
    for test in (_ended, _expired, _suspended, _notice):
        answer = test(case)
        if answer:
            return answer
    return _expiring(case, settings) or _running(case) or _unborn(case)


def _ended(case: Standing) -> Answer | None:
    if not case.events:
        return None
    for kind, (dated, undated) in _ENDINGS.items():
        event = newest(case.events, (kind,))
        if event:
            return on_day(kind, event.date, dated, undated)
    return _withdrawn(case) or _ended_by_notice(case)


_ENDINGS = {
    "superseded": (N_("It is recorded as superseded on {day}."), N_("It is recorded as superseded.")),
    "terminated": (N_("It was terminated on {day}."), N_("It was terminated.")),
}


def _withdrawn(case: Standing) -> Answer | None:
    """A withdrawal ends the instrument when it leaves fewer than two sides (Vienna Convention, art. 54, 55)."""
    gone = newest(case.events, ("withdrawn",))
    if gone is None or not leaves_too_few(case.card, case.events, "withdrawn"):
        return None
    return on_day("terminated", gone.date, N_("A side withdrew on {day}."), N_("A side withdrew."))


def _ended_by_notice(case: Standing) -> Answer | None:
    period = case.period
    if period.cut and period.end and case.today > period.end:
        return Answer("terminated", period.because, period.facts)
    return None


def _expired(case: Standing) -> Answer | None:
    period = case.period
    if period.end is None or case.today <= period.end or period.renews:
        return None
    if case.effect.stage == "awaited" or case.signing.stage in ("some", "none"):
        return None
    return Answer("expired", N_("Its term ended on {end}; no renewal is recorded."), {"end": period.end.isoformat()})


def _suspended(case: Standing) -> Answer | None:
    event = newest(case.events, ("suspended",)) if case.events else None
    if event is None or later(event, case.events, ("resumed",)):
        return None
    until = last_day(event.until)
    if until is None:
        return on_day("suspended", event.date, N_("It is suspended since {day}."), N_("It is suspended."))
    if case.today > until:
        return None
    dated, undated = N_("It is suspended from {day} to {end}."), N_("It is suspended until {end}.")
    return on_day("suspended", event.date, dated, undated, end=until.isoformat())


def _notice(case: Standing) -> Answer | None:
    event = notice_of(case.card, case.events) if case.events else None
    if event is None:
        return None
    end = case.period.end
    if end is None:
        dated, undated = N_("Notice was given on {day}; when it ends is not known."), N_("Notice was given.")
        return on_day("notice_given", event.date, dated, undated)
    dated, undated = N_("Notice was given on {day}; it ends on {end}."), N_("Notice was given; it ends on {end}.")
    return on_day("notice_given", event.date, dated, undated, end=end.isoformat())


def _expiring(case: Standing, settings: Settings) -> Answer | None:
    """In effect, and the deadline for notice, or else the end, is no further away than the window `expiring`."""
    end = case.period.end
    if case.effect.stage != "taken" or end is None or case.today > end:
        return None
    deadline = deadline_of(case.card, case.period).value
    reference = last_day(str(deadline)) if deadline else end
    if reference is None or reference > shifted(case.today, window(settings.windows.get("expiring"))):
        return None
    facts = {"end": end.isoformat(), "deadline": str(deadline or "")}
    if not case.period.renews:
        return Answer("expiring", N_("Its term ends on {end}."), facts)
    if not deadline:
        return Answer("expiring", N_("Its period ends on {end} and then renews by itself."), facts)
    if case.today <= reference:
        return Answer("expiring", N_("It renews by itself after {end} unless notice is given by {deadline}."), facts)
    return Answer("expiring", N_("It renews by itself after {end}: the day for notice, {deadline}, has passed."), facts)


def _running(case: Standing) -> Answer | None:
    if case.effect.stage == "taken":
        return Answer("in_effect", case.effect.because, case.effect.facts)
    if _abandoned(case):
        return None
    applied = newest(case.events, ("provisionally_applied",))
    if applied:
        return on_day(
            "provisional", applied.date, N_("It applies provisionally since {day}."), N_("It applies provisionally.")
        )
    if case.card.effect_mode == "provisional_from_signature" and case.signing.stage == "all":
        return Answer("provisional", N_("It applies provisionally from signature."))
    return None


def _unborn(case: Standing) -> Answer:
    """What is neither over nor in effect: signed, on the way to it, given up, or not to be told."""
    gone = _abandoned(case)
    if gone:
        return on_day("abandoned", gone.date, N_("It was abandoned on {day}."), N_("It was abandoned."))
    if case.signing.stage == "all" and case.effect.stage == "awaited":
        return Answer("signed", case.effect.because, case.effect.facts)
    if case.signing.stage == "some":
        return Answer(
            "partly_signed", N_("Signature is awaited from: {sides}."), {"sides": ", ".join(case.signing.missing)}
        )
    if case.signing.stage == "none":
        return _negotiating(case)
    return Answer("undetermined", case.effect.because, case.effect.facts or NO_FACTS)


def _negotiating(case: Standing) -> Answer:
    step = newest(case.events, NEGOTIATION)
    if step:
        return on_day(
            "negotiating",
            step.date,
            N_("It is not signed; the last step recorded is of {day}."),
            N_("It is not signed."),
        )
    return Answer("negotiating", N_("Its signing is still to come."))


def _abandoned(case: Standing) -> EventFact | None:
    """The event of abandonment, unless negotiation was taken up again after it."""
    event = newest(case.events, ("abandoned",))
    return event if event and not later(event, case.events, NEGOTIATION) else None


def supersessions(register: Register, today: date) -> dict[str, str]:
    """Superseded agreement → the one that supersedes it, for those in effect (or signed, effect not known) on `today`.

    An earlier instrument ends by a later one between the same parties (Vienna Convention, art. 59).
    """
    found: dict[str, str] = {}
    for card in register.agreements.values():
        targets = [relation.target for relation in card.relations if relation.type == "supersedes"]
        if targets and _displaces(card, today):
            found.update(dict.fromkeys(targets, card.id))
    return found


def _displaces(card: AgreementCard, today: date) -> bool:
    case = standing(card, today)
    return case.effect.stage == "taken" or (case.effect.stage == "unknown" and case.signing.stage == "all")
