"""What earlier meetings and agreements leave open for the next meeting of a body."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.progress import is_open
from mou_tracker.analysis.sessions import meetings_by_body, was_held
from mou_tracker.analysis.state import LIVE, Standing, standing, state_from, supersessions
from mou_tracker.model.cards import ItemCard, MeetingCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.register import Register

CLOSING = frozenset({"closed_implemented", "closed_not_implemented", "merged"})
"""Dispositions by which an item leaves the agenda; carried over, escalated and reassigned items stay on it."""


class OpenItem(NamedTuple):
    """An item still open: where it comes from, since when, and how often it was carried over.

    `origin` is the agreement or meeting; `since` the day it arose, as written; `age` its whole days since then, None
    when that is not known; `disposition` the last word of a meeting on it.
    """

    item: ItemCard
    origin: str
    since: str | None
    age: int | None
    times: int
    disposition: str | None


class Agenda(NamedTuple):
    """What meetings held by a day did with items, computed once for a register.

    `newest` disposition of each item, how often each was expressly `carried`, the `held` meetings of each body in
    their order, the `place` of each among them, and the bodies that follow each agreement (`followers`).
    """

    newest: Mapping[str, str]
    carried: Mapping[str, int]
    held: Mapping[str, list[MeetingCard]]
    place: Mapping[str, int]
    days: Mapping[str, list[date]]
    followers: Mapping[str, frozenset[str]]

    def closed(self, ref: str) -> bool:
        """True when the newest disposition took the item off the agenda."""
        return bool(self.newest) and self.newest.get(ref) in CLOSING

    def times_of_outcome(self, ref: str, meeting: MeetingCard) -> int:
        """Once by each meeting of the body held since, or as often as meetings expressly did, whichever is more."""
        since = len(self.held.get(meeting.body, ())) - self.place.get(meeting.id, 0) - 1
        return max(since if meeting.id in self.place else 0, self.carried.get(ref, 0))

    def meetings_on(self, agreement: str) -> list[list[date]]:
        """The days of the meetings held by each body that follows the agreement, each in order."""
        return [self.days[body] for body in self.followers.get(agreement, ()) if body in self.days]

    def times_of_commitment(self, ref: str, since: date | None, meetings: list[list[date]]) -> int:
        """Likewise, by the meetings held after `since` of the body that met most often (see `meetings_on`)."""
        times = self.carried.get(ref, 0) if self.carried else 0
        if since:
            for days in meetings:
                times = max(times, len(days) - bisect_right(days, since))
        return times


def agenda(register: Register, today: date, without: frozenset[str] = frozenset()) -> Agenda:
    """The agenda of `today`; the meetings `without` count as if they had not been recorded."""
    held = {
        body: [card for card in cards if card.id not in without and was_held(card, today)]
        for body, cards in meetings_by_body(register).items()
    }
    newest: dict[str, str] = {}
    carried: Counter[str] = Counter()
    for card in sorted((card for cards in held.values() for card in cards), key=_by_date):
        for entry in card.follow_up:
            newest[entry.item] = entry.disposition
            carried[entry.item] += entry.disposition == "carried_over"
    return Agenda(
        newest=newest,
        carried=carried,
        held=held,
        place={card.id: place for cards in held.values() for place, card in enumerate(cards)},
        days={body: sorted(day for card in cards if (day := first_day(card.date))) for body, cards in held.items()},
        followers=_followers(register),
    )


def _by_date(card: MeetingCard) -> tuple[date, int, str]:
    return (first_day(card.date) or date.min, card.ordinal or card.edition or 0, card.id)


def _followers(register: Register) -> dict[str, frozenset[str]]:
    """Agreement → the bodies that follow it: it names them, or one of their meetings names it."""
    found = {card.id: set(card.bodies) for card in register.agreements.values() if card.bodies}
    for meeting in register.meetings.values():
        for ident in meeting.agreements:
            found.setdefault(ident, set()).add(meeting.body)
    return {ident: frozenset(bodies) for ident, bodies in found.items()}


def closed_items(register: Register, today: date) -> frozenset[str]:
    """Items whose newest disposition by a meeting held by `today` closes them."""
    newest = agenda(register, today).newest
    return frozenset(ref for ref, disposition in newest.items() if disposition in CLOSING)


def open_items(register: Register, body: str, today: date, before: str | None = None) -> tuple[OpenItem, ...]:
    """What is on the next agenda of `body` by itself, or was on that of its meeting `before`: most often carried first.

    Every tracked outcome of its earlier meetings and every commitment of the live agreements it follows, still open.
    """
    meetings = [card.id for card in register.meetings_of(body)]
    place = meetings.index(before) if before in meetings else len(meetings)
    now = agenda(register, today, frozenset(meetings[place:]))
    found = [*_from_meetings(now, body, today), *_from_agreements(register, now, body, today)]
    return tuple(sorted(found, key=lambda one: (-one.times, -(one.age or 0), one.item.ref)))


def _from_meetings(now: Agenda, body: str, today: date) -> Iterator[OpenItem]:
    for card in now.held.get(body, ()):
        for item in card.items:
            if not now.closed(item.ref) and is_open(item, today):
                times = now.times_of_outcome(item.ref, card)
                age = _age(card.date, today)
                yield OpenItem(item, card.id, card.date, age, times, now.newest.get(item.ref))


def _from_agreements(register: Register, now: Agenda, body: str, today: date) -> Iterator[OpenItem]:
    for case in followed(register, body, today):
        for item in case.card.items:
            if not now.closed(item.ref) and is_open(item, today):
                since = item.start or began(case)
                times = now.times_of_commitment(item.ref, first_day(since), [now.days.get(body, [])])
                yield OpenItem(item, case.card.id, since, _age(since, today), times, now.newest.get(item.ref))


def _age(since: str | None, today: date) -> int | None:
    first = first_day(since)
    return (today - first).days if first else None


def began(case: Standing) -> str | None:
    """The day from which an instrument's commitments are expected to be acted on: effect, else the last signature."""
    return case.effect.day or case.signing.day


def followed(register: Register, body: str, today: date) -> list[Standing]:
    """The live agreements that a body follows, by id: they name it, or one of its meetings names them."""
    idents = [
        ident for ident, bodies in _followers(register).items() if body in bodies and ident in register.agreements
    ]
    newer = supersessions(register, today)
    cases = [standing(register.agreements[ident], today) for ident in sorted(idents)]
    return [case for case in cases if state_from(case, register.settings, newer).value in LIVE]
