"""MOU3xx, of the day: decisions that a term's end asks for, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from mou_tracker.analysis.progress import is_open
from mou_tracker.analysis.spans import last_of, shifted, window
from mou_tracker.analysis.state import ENDED, standing, state_of
from mou_tracker.analysis.term import deadline_of
from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.dates import duration, first_day, last_day
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import WARNING, Finding, Rule, at

_RENEWING = ("automatic", "by_agreement")


@lru_cache(maxsize=4096)
def _whole_term(start: str, length: str) -> date | None:
    first, span = first_day(start), duration(length)
    return last_of(first, span) if first and span else None


def _cannot_end_by(card: AgreementCard, day: date) -> bool:
    """True when a glance shows that the term lasts beyond `day`: most do, and the exact answer costs much more."""
    if card.events:
        return False
    ends = [end for end in (first_day(card.term_end),) if end]
    if card.term_kind == "fixed" and card.term_initial:
        start = card.effect_date if first_day(card.effect_date) else card.signing_date
        end = _whole_term(start or "", card.term_initial)
        if end is None:
            return False
        ends.append(end)
    return bool(ends) and day < min(ends)


def _undecided(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterator[Finding]:
    if not isinstance(card, AgreementCard) or card.renewal_kind not in _RENEWING or not card.notice_non_renewal:
        return
    if card.renewal_intent != "undecided" or any(event.type == "notice_given" for event in card.events):
        return
    if _cannot_end_by(card, shifted(today, window(card.notice_non_renewal))):
        return
    period = standing(card, today).period
    deadline = str(deadline_of(card, period).value or "")
    last = last_day(deadline)
    if last and period.end and last < today <= period.end:
        yield at("renewal", "intent", deadline=deadline, end=period.end.isoformat())


def _left_open(card: AgreementCard | MeetingCard, today: date, settings: Settings) -> Iterator[Finding]:
    """One finding for an instrument, at the first commitment left open; without term and events nothing ends."""
    if not isinstance(card, AgreementCard) or not (card.events or card.term_kind in ("fixed", "until_date")):
        return
    once = [item for item in card.items if item.nature == "one_off"]
    if not once or _cannot_end_by(card, today):
        return
    state = state_of(card, today, settings).value
    left = [item for item in once if is_open(item, today)] if state in ENDED else []
    if left:
        yield at(*left[0].path, state=str(state), n=len(left))


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU303",
        scope="day",
        severity=WARNING,
        title="Day for notice has passed",
        message="The last day for notice, {deadline}, has passed while renewal was undecided; the period ends on {end}",
        why="Without notice the instrument goes the way its text provides, whether or not somebody has decided so.",
        remedy="Record the decision under renewal as intent, and the notice as an event if one was given.",
        sample="agreement",
        check=_undecided,
        bad="term: {kind: until_date, end: 2026-08-31}\n",
        good="term: {kind: until_date, end: 2026-08-31}\n"
        "renewal: {kind: automatic, period: P2Y, times: 2, intent: renew}\n",
    ),
    Rule(
        code="MOU328",
        scope="day",
        severity=WARNING,
        title="Ended with open commitments",
        message="The instrument is {state}, and {n} commitment that was to be done once is still open",
        message_many="The instrument is {state}, and {n} commitments that were to be done once are still open",
        why="What nobody closes stays on every agenda, or is forgotten; whether it is still owed must be decided.",
        remedy="Report each as completed or cancelled, or take it over into the instrument that follows.",
        terms={"state": "state"},
        sample="agreement",
        check=_left_open,
        bad="term: {kind: until_date, end: 2026-05-31}\nrenewal: {kind: none}\n",
        good="term: {kind: until_date, end: 2027-05-31}\nrenewal: {kind: none}\n",
    ),
)
