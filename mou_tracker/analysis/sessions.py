"""The meetings of a body in time: which were held by a day, and when the next one is to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from mou_tracker.analysis.answer import NO_FACTS
from mou_tracker.analysis.spans import came, shifted, step_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgencyCard, MeetingCard
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register, meeting_order


class Upcoming(NamedTuple):
    """The next meeting of a body: `when` as written or ISO when counted, `day` the last day that may mean.

    `meeting` is its record when there is one; `because` a message id on `facts`.
    """

    when: str
    day: date
    meeting: str | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


def meetings_by_body(register: Register) -> dict[str, list[MeetingCard]]:
    """The meetings of every body that has any, bodies by id, meetings in their order."""
    found: dict[str, list[MeetingCard]] = {}
    for card in register.meetings.values():
        found.setdefault(card.body, []).append(card)
    return {body: sorted(found[body], key=meeting_order) for body in sorted(found)}


def was_held(card: MeetingCard, today: date) -> bool:
    """True for a meeting recorded as held, unless on a later day."""
    return card.status == "held" and (card.date is None or came(card.date, today))


def held_before(meetings: Iterable[MeetingCard], today: date, before: str | None = None) -> list[MeetingCard]:
    """Of the meetings of one body, in their order, those held by `today` that come before the meeting `before`."""
    earlier = takewhile(lambda card: card.id != before, meetings)
    return [card for card in earlier if was_held(card, today)]


def next_meeting(meetings: list[MeetingCard], body: AgencyCard | None, today: date) -> Upcoming | None:
    """The next meeting: one on record, else the day the last one named, else the last one and the body's cadence.

    The day may have passed without a meeting held since; None when nothing says, or when a meeting is planned for a
    day that is not stated: a day counted from the last one would then contradict the record.
    """
    held = held_before(meetings, today)
    last = held[-1] if held else None
    planned = _planned(meetings, last, today)
    if planned or last is None:
        return planned
    return _named(last) or (None if _to_come(meetings, last) else _by_cadence(last, body))


def _to_come(meetings: list[MeetingCard], last: MeetingCard | None) -> list[MeetingCard]:
    """Meetings on record that are still to be held."""
    open_ = [card for card in meetings if card.status in ("planned", "convened")]
    return [card for card in open_ if last is None or meeting_order(card) > meeting_order(last)]


def _planned(meetings: list[MeetingCard], last: MeetingCard | None, today: date) -> Upcoming | None:
    dated = sorted((day, card.id, card) for card in _to_come(meetings, last) if (day := last_day(card.date)))
    for day, ident, card in dated:
        if day >= today or card is dated[-1][2]:
            return Upcoming(card.date or "", day, ident, N_("It is on record as planned."))
    return None


def _named(last: MeetingCard) -> Upcoming | None:
    day = last_day(last.next)
    if day is None:
        return None
    return Upcoming(last.next or "", day, None, N_("Meeting {meeting} named it."), {"meeting": last.id})


def _by_cadence(last: MeetingCard, body: AgencyCard | None) -> Upcoming | None:
    step, start = step_of(body.cadence if body else None), last_day(last.date)
    if body is None or step is None or start is None:
        return None
    day = shifted(start, step)
    facts = {"every": body.cadence or "", "meeting": last.id}
    return Upcoming(day.isoformat(), day, None, N_("It meets every {every}, last at {meeting}."), facts)
