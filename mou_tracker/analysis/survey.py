"""Every instrument and every tracked item of a register as it stands on a day: computed once, counted in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.carry import Agenda, agenda, began
from mou_tracker.analysis.progress import amended_on, day_of, flags_from
from mou_tracker.analysis.reading import Reading, closing, is_tracked, reading
from mou_tracker.analysis.state import LIVE, Standing, standing, state_from, supersessions
from mou_tracker.model.cards import AgreementCard, ItemCard, MeetingCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.register import Register

NO_PROGRESS = "not_reported"
"""Stands for progress that nothing states, in filters and counts: `progress_of` answers None."""


class Line(NamedTuple):
    """A tracked item on a day: its agreement or meeting (`home`), what is on record, whether it is open, its flags.

    `is_open` asks for a live instrument too. `state` is that of the instrument, None for an outcome; `times` how often it
    was carried over while open.
    """

    item: ItemCard
    home: AgreementCard | MeetingCard
    state: str | None
    read: Reading
    is_open: bool
    times: int
    flags: tuple[Answer, ...]

    @property
    def is_overdue(self) -> bool:
        """True when the item is flagged overdue, which is always the first flag."""
        return bool(self.flags) and self.flags[0].value == "overdue"

    @property
    def progress(self) -> str:
        """The newest claim, or `NO_PROGRESS`."""
        return self.read.progress or NO_PROGRESS

    @property
    def verdict(self) -> str:
        """The newest verdict, `not_assessed` when there is none."""
        return self.read.verdict.verdict if self.read.verdict else "not_assessed"

    @property
    def is_done(self) -> bool:
        """True when it is reported completed, and nothing has denied it."""
        return not self.is_open and self.read.progress == "completed"


class Entry(NamedTuple):
    """An instrument on a day with its commitments."""

    card: AgreementCard
    case: Standing
    state: Answer
    lines: list[Line]


class Survey(NamedTuple):
    """A register on a day: its instruments, the tracked outcomes of meetings held by then, what meetings did."""

    today: date
    entries: list[Entry]
    outcomes: list[Line]
    agenda: Agenda


def survey(register: Register, today: date, agreements: Iterable[str] | None = None) -> Survey:
    """The register on `today`, in the order of the register; linear in its size. Only some `agreements`, if given."""
    now = agenda(register, today)
    return Survey(today, list(entries_of(register, today, now, agreements)), outcomes_of(register, today, now), now)


def entries_of(
    register: Register, today: date, now: Agenda, agreements: Iterable[str] | None = None
) -> Iterator[Entry]:
    """The instruments one after the other, for what needs no more than one at a time; only some, if given."""
    newer = supersessions(register, today)
    every = register.agreements
    cards = every.values() if agreements is None else [every[ident] for ident in agreements if ident in every]
    return (_entry(register, card, today, now, newer) for card in cards)


def outcomes_of(register: Register, today: date, now: Agenda) -> list[Line]:
    """The tracked outcomes of the meetings held."""
    held = [card for cards in now.held.values() for card in cards]
    return [_outcome(register, item, card, today, now) for card in held for item in card.items if is_tracked(item)]


def _entry(register: Register, card: AgreementCard, today: date, now: Agenda, newer: dict[str, str]) -> Entry:
    case = standing(card, today)
    state = state_from(case, register.settings, newer)
    word, since, day = str(state.value), began(case), day_of(today, register.settings)
    first, meetings = first_day(since), now.meetings_on(card.id)
    lines = []
    for item in card.items:
        read = reading(item, today)
        is_open = word in LIVE and closing(item, read) is None and not now.closed(item.ref)
        times = now.times_of_commitment(item.ref, first_day(item.start) or first, meetings) if is_open else 0
        amended = amended_on(card, item, today) if card.amendments or item.changes else None
        flags = flags_from(item, read, day, live=is_open, carried=times, amended=amended, since=since)
        lines.append(Line(item, card, word, read, is_open, times, flags))
    return Entry(card, case, state, lines)


def outcome_lines(register: Register, card: MeetingCard, today: date, now: Agenda) -> list[Line]:
    """Every outcome of a meeting, tracked or not; what is not tracked is never open and raises nothing."""
    return [_outcome(register, item, card, today, now) for item in card.items]


def _outcome(register: Register, item: ItemCard, card: MeetingCard, today: date, now: Agenda) -> Line:
    read = reading(item, today)
    if not is_tracked(item):
        return Line(item, card, None, read, is_open=False, times=0, flags=())
    is_open = closing(item, read) is None and not now.closed(item.ref)
    times = now.times_of_outcome(item.ref, card) if is_open else 0
    flags = flags_from(item, read, day_of(today, register.settings), live=is_open, carried=times, since=card.date)
    return Line(item, card, None, read, is_open, times, flags)
