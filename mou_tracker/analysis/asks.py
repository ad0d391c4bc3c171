"""What a brief asks of its readers: the decisions needed, and an agenda that takes them in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import NO_FACTS, Answer
from mou_tracker.analysis.briefed import BriefItem, Scope
from mou_tracker.analysis.instruments import Instrument
from mou_tracker.analysis.spans import came
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import ItemCard, Text
from mou_tracker.model.dates import last_day

OFTEN = 3
"""Carried over so many times, an overdue item is put up for a decision."""


class Ask(NamedTuple):
    """A decision asked for about a record: a word for its kind, and `because`, a message id on `facts`."""

    kind: str
    ref: str
    text: Text | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


class Point(NamedTuple):
    """A point of the proposed agenda: a word for its kind, its wording as a message id on `facts`, its records."""

    kind: str
    wording: str
    refs: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = NO_FACTS


def asks_of(instruments: Iterable[Instrument], items: Iterable[BriefItem], scope: Scope) -> tuple[Ask, ...]:
    """The decisions needed: on instruments first, then one at most for each open item, the most pressing."""
    found = [ask for one in instruments for ask in _of_instrument(one, scope.horizon)]
    for item in items:
        card = scope.register.item(item.ref)
        answer = _of_item(item, card, scope.today) if item.open and card else _of_completed(item)
        if answer:
            found.append(Ask(str(answer.value), item.ref, item.text, answer.because, answer.facts))
    return tuple(found)


def _of_instrument(one: Instrument, horizon: date) -> Iterator[Ask]:
    notice = last_day(str(one.notice.value)) if one.notice else None
    if one.state.value == "notice_given":
        yield Ask("settle", one.id, one.title, N_("Settle what follows the notice."), one.state.facts)
    elif notice and (notice <= horizon or one.state.value == "expiring"):
        facts = {"deadline": notice.isoformat()}
        yield Ask("renewal", one.id, one.title, N_("Renew or give notice: by {deadline}."), facts)
    elif one.state.value == "expiring":
        facts = {"end": str(one.end.value)}
        yield Ask("renewal", one.id, one.title, N_("Renew or let lapse: the term ends on {end}."), facts)
    missed = one.review.facts.get("missed") if one.review else None
    due = missed or (one.review.value if one.review else None)
    day = last_day(str(due)) if due else None
    if day and day <= horizon:
        yield Ask("review", one.id, one.title, N_("Hold the review due on {day}."), {"day": day.isoformat()})


def _of_item(item: BriefItem, card: ItemCard, today: date) -> Answer | None:
    pending = [change.date for change in card.changes if change.decision == "pending" and came(change.date, today)]
    if pending:
        return Answer("change", N_("Decide on the change requested on {day}."), {"day": pending[-1]})
    if item.status in ("proposed", "deferred"):
        return Answer("take_up", N_("Adopt, amend or reject it."))
    if item.times >= OFTEN and item.flagged("overdue"):
        because = N_("Overdue; times carried over: {times}. Extend, escalate or close it.")
        return Answer("escalate", because, {"times": item.times})
    if item.progress == "on_hold":
        return Answer("unblock", N_("It is on hold: decide how to go on."))
    if item.flagged("unassigned"):
        return Answer("assign", N_("Name who is to act."))
    if item.flagged("dormant"):
        return Answer("revive", N_("No activity: take it up again or close it."))
    return None


def _of_completed(item: BriefItem) -> Answer | None:
    if item.flagged("completed_unverified"):
        return Answer("assess", N_("Reported completed: assess it."))
    return None


class Pending(NamedTuple):
    """What the proposed agenda is made from, each the references in their order."""

    minutes: str | None
    carried: tuple[str, ...]
    overdue: tuple[str, ...]
    agencies: tuple[str, ...]
    asks: tuple[Ask, ...]
    dormant: tuple[str, ...]


def proposed_agenda(pending: Pending) -> tuple[Point, ...]:
    """The points a meeting needs, in the order meetings take them; points with nothing under them are left out.

    `minutes` is the previous meeting when its minutes are not approved yet.
    """
    instruments = tuple(dict.fromkeys(ask.ref for ask in pending.asks if ask.kind in ("renewal", "settle", "review")))
    decisions = tuple(ask.ref for ask in pending.asks if ask.ref not in instruments)
    points = [
        Point("carried", N_("Items carried over from earlier meetings"), pending.carried),
        Point("overdue", N_("Overdue commitments"), pending.overdue),
        Point("reports", N_("Progress reports of the agencies"), pending.agencies),
        Point("decisions", N_("Decisions asked for"), decisions),
        Point("instruments", N_("Renewals, notices and reviews"), instruments),
        Point("dormant", N_("Dormant commitments"), pending.dormant),
    ]
    opening = [Point("opening", N_("Opening and adoption of the agenda"))]
    if pending.minutes:
        wording = N_("Approval of the minutes of meeting {meeting}")
        opening.append(Point("minutes", wording, (pending.minutes,), {"meeting": pending.minutes}))
    closing = [Point("next", N_("Date of the next meeting"))]
    return (*opening, *(point for point in points if point.refs), *closing)
