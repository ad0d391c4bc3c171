"""What falls due: commitments, recurrences, milestones, reports, notices, ends of term, reviews, meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from mou_tracker.analysis.answer import NO_FACTS, Answer
from mou_tracker.analysis.carry import closed_items
from mou_tracker.analysis.reading import Reading, closing, is_tracked, reading
from mou_tracker.analysis.recurrence import Cycle, occurrences, reporting
from mou_tracker.analysis.review import review_of
from mou_tracker.analysis.sessions import meetings_by_body, next_meeting
from mou_tracker.analysis.spans import KNOWN, came
from mou_tracker.analysis.state import LIVE, Standing, standing, state_from, supersessions
from mou_tracker.analysis.term import deadline_of, notice_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import ItemCard, Text
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register

KINDS: Mapping[str, str] = {
    "due": N_("commitment due"),
    "recurrence": N_("due to recur"),
    "milestone": N_("milestone due"),
    "report": N_("report due"),
    "notice": N_("last day for notice"),
    "end": N_("end of the term"),
    "review": N_("review due"),
    "meeting": N_("next meeting"),
}
"""The kinds of deadline, each with its name as a message id."""


class Deadline(NamedTuple):
    """Something due on `date` (`when` as the register has it): `days` from today, negative when overdue.

    `kind` is one of `KINDS`; `ref` and `title` are of the record; `origin` is its agreement, meeting or body; `owners`
    who is to act; `because` a message id on `facts`.
    """

    date: date
    days: int
    kind: str
    ref: str
    title: Text | None
    owners: tuple[str, ...]
    origin: str
    when: str
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


class _Whose(NamedTuple):
    ref: str
    title: Text | None
    owners: tuple[str, ...]
    origin: str


class _Found(NamedTuple):
    kind: str
    day: date
    when: str
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


def due_within(register: Register, today: date, days: int) -> list[Deadline]:
    """Everything due from today to `days` days on, and what is overdue, by date, kind and reference.

    What was undertaken falls due under live instruments only; ends and days for notice that have passed are not
    overdue, they are past.
    """
    last = today + timedelta(days=days)
    found = [*_of_agreements(register, today), *_of_outcomes(register, today), *_of_bodies(register, today)]
    order = list(KINDS)
    return sorted(
        (one for one in found if one.date <= last), key=lambda one: (one.date, order.index(one.kind), one.ref)
    )


def _of_agreements(register: Register, today: date) -> Iterator[Deadline]:
    newer, closed = supersessions(register, today), closed_items(register, today)
    for card in register.agreements.values():
        case = standing(card, today)
        if state_from(case, register.settings, newer).value not in LIVE:
            continue
        owners = tuple(party.agency for party in card.parties if party.role == "party")
        whose = _Whose(card.id, card.title, owners, card.id)
        yield from (_deadline(found, today, whose) for found in _of_term(case))
        for item in card.items:
            if item.ref not in closed:
                yield from _of_item(item, card.id, today)


def _of_outcomes(register: Register, today: date) -> Iterator[Deadline]:
    closed = closed_items(register, today)
    for card in register.meetings.values():
        for item in card.items:
            if item.ref not in closed and is_tracked(item):
                yield from _of_item(item, card.id, today)


def _of_bodies(register: Register, today: date) -> Iterator[Deadline]:
    for body, meetings in meetings_by_body(register).items():
        agency = register.agencies.get(body)
        upcoming = next_meeting(meetings, agency, today)
        if upcoming:
            found = _Found("meeting", upcoming.day, upcoming.when, upcoming.because, upcoming.facts)
            title = agency.name if agency else None
            yield _deadline(found, today, _Whose(upcoming.meeting or body, title, (body,), body))


def _deadline(found: _Found, today: date, whose: _Whose) -> Deadline:
    days = (found.day - today).days
    return Deadline(
        date=found.day,
        days=days,
        kind=found.kind,
        ref=whose.ref,
        title=whose.title,
        owners=whose.owners,
        origin=whose.origin,
        when=found.when,
        because=found.because,
        facts=found.facts,
    )


def _of_item(item: ItemCard, origin: str, today: date) -> Iterator[Deadline]:
    if not (item.due or item.every or item.reports or item.steps):
        return
    read = reading(item, today)
    if closing(item, read) is None:
        whose = _Whose(item.ref, item.text, item.owners, origin)
        yield from (_deadline(found, today, whose) for found in deadlines_of(item, read, today))


def deadlines_of(item: ItemCard, read: Reading, today: date) -> Iterator[_Found]:
    """The next (or oldest missed) day of each kind of an open item."""
    due = last_day(item.due)
    if due:
        yield _Found("due", due, item.due or "", N_("The stated due date."))
    if item.every:
        yield from _again("recurrence", occurrences(item, today, read.active), item.every, item.start)
    if item.reports:
        start = item.reports.start or item.start
        yield from _again("report", reporting(item, today, read.last), item.reports.every, start)
    for step in item.steps:
        day = last_day(step.due)
        if day and not came(step.done, today):
            yield _Found("milestone", day, step.due or "", N_("Milestone {id}."), {"id": step.id})


def _again(kind: str, found: Cycle | None, every: str, start: str | None) -> Iterator[_Found]:
    if found:
        facts: dict[str, str | int] = {"every": every, "start": start or "", "missed": found.missed}
        yield _Found(kind, found.due, found.due.isoformat(), N_("Every {every} from {start}."), facts)


def _of_term(case: Standing) -> Iterator[_Found]:
    period, today = case.period, case.today
    if period.end and period.end >= today:
        yield _Found("end", period.end, period.end.isoformat(), period.because, period.facts)
    notice = notice_ahead(case)
    if notice:
        yield _Found("notice", notice[0], notice[0].isoformat(), notice[1].because, notice[1].facts)
    if case.card.review:
        review = review_of(case.card, today, case.events, case.effect)
        for text in (review.facts.get("missed"), review.value):
            due = last_day(str(text)) if text else None
            if due:
                yield _Found("review", due, due.isoformat(), review.because, review.facts)


def notice_ahead(case: Standing) -> tuple[date, Answer] | None:
    """The last day for notice of non-renewal, while it is ahead, none has been given, and the period may renew."""
    may_renew = case.period.renews or case.card.renewal_kind is None or case.card.renewal_kind in KNOWN
    if not may_renew or case.card.notice_non_renewal is None or notice_of(case.card, case.events):
        return None
    answer = deadline_of(case.card, case.period)
    day = last_day(str(answer.value)) if answer.value else None
    return (day, answer) if day and day >= case.today else None
