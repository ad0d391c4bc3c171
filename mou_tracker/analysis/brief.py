"""The Brief: everything a meeting, or a reader of one instrument, needs to know on a day, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.asks import Ask, Pending, Point, asks_of, proposed_agenda
from mou_tracker.analysis.briefed import BriefItem, OwedBy, Scope, briefed, by_agency, urgency
from mou_tracker.analysis.carry import agenda, followed, open_items
from mou_tracker.analysis.instruments import Instrument, instrument, title_of
from mou_tracker.analysis.sections import (
    Decided,
    Figures,
    Session,
    carried_of,
    decided_by,
    figures_of,
    flagged,
    horizon_of,
    is_due,
    session_of,
    unapproved,
)
from mou_tracker.analysis.sessions import Upcoming, held_before, next_meeting
from mou_tracker.analysis.spans import shifted, window
from mou_tracker.analysis.survey import Entry, Line, outcome_lines, survey
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import FindingFact, MeetingCard, Text
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on `day` about `subject`: a meeting, the next meeting of a body, or an agreement (`kind` says which).

    `horizon` is the day (ISO) by which `due_before_next` looks ahead, and why. Texts are left in all their languages.
    `records` are the files it was drawn from, by reference.
    """

    kind: str
    subject: str
    day: str
    title: Text | None
    body: str | None
    session: Session | None
    previous: Session | None
    upcoming: Upcoming | None
    horizon: Answer
    figures: Figures
    asks: tuple[Ask, ...]
    overdue: tuple[BriefItem, ...]
    due_before_next: tuple[BriefItem, ...]
    dormant: tuple[BriefItem, ...]
    carried: tuple[BriefItem, ...]
    instruments: tuple[Instrument, ...]
    commitments: tuple[BriefItem, ...]
    outcomes: tuple[BriefItem, ...]
    recorded: tuple[BriefItem, ...]
    decided: tuple[Decided, ...]
    findings: tuple[FindingFact, ...]
    agencies: tuple[OwedBy, ...]
    agenda: tuple[Point, ...]
    records: Mapping[str, str]


def brief_of_meeting(register: Register, meeting_id: str, today: date) -> Brief:
    """The brief for a meeting on record, or for the next meeting of a body when the id is a body's.

    Raises KeyError when it is neither.
    """
    card = register.meetings.get(meeting_id)
    body = card.body if card else meeting_id
    meetings = register.meetings_of(body)
    if not meetings and body not in register.agencies:
        raise KeyError(meeting_id)
    upcoming = next_meeting(meetings, register.agencies.get(body), today)
    if card is None and upcoming and upcoming.meeting:
        card = register.meetings[upcoming.meeting]
    before = card.id if card else None
    held = held_before(meetings, today, before)
    found = survey(register, today, [case.card.id for case in followed(register, body, today)])
    earlier = {one.id for one in held}
    horizon = horizon_of(register, body, today, card=card, upcoming=upcoming)
    carried = {one.item.ref: one for one in open_items(register, body, today, before)}
    scope = Scope(register, today, last_day(str(horizon.value)) or today, carried)
    outcomes = [line for line in found.outcomes if line.home.id in earlier]
    parts = _Parts("meeting", found.entries, outcomes, card, held[-1] if held else None)
    brief = _assembled(parts, scope, horizon)
    return replace(brief, subject=before or body, title=title_of(register, body), body=body, upcoming=upcoming)


def brief_of_agreement(register: Register, agreement_id: str, today: date) -> Brief:
    """The brief on one instrument, its commitments, and the outcomes of meetings that follow it.

    Raises KeyError when there is no such agreement.
    """
    card = register.agreements[agreement_id]
    found = survey(register, today, [card.id])
    mine = [line for line in found.outcomes if isinstance(line.home, MeetingCard) and card.id in line.home.agreements]
    end = shifted(today, window(register.settings.windows.get("notice")))
    horizon = Answer(end.isoformat(), N_("The window for notices, from today."))
    brief = _assembled(_Parts("agreement", found.entries, mine, None, None), Scope(register, today, end, None), horizon)
    return replace(brief, subject=card.id, title=card.title, agenda=())


class _Parts(NamedTuple):
    kind: str
    entries: list[Entry]
    outcomes: list[Line]
    meeting: MeetingCard | None
    previous: MeetingCard | None


def _assembled(parts: _Parts, scope: Scope, horizon: Answer) -> Brief:
    """A brief without what is known of its subject alone."""
    commitments = tuple(briefed(line, scope) for entry in parts.entries for line in entry.lines)
    outcomes = tuple(briefed(line, scope) for line in parts.outcomes)
    items = sorted((*commitments, *outcomes), key=urgency)
    instruments = tuple(instrument(entry, scope.register) for entry in parts.entries)
    carried, asks, agencies = carried_of(items, scope), asks_of(instruments, items, scope), by_agency(items, scope)
    overdue, dormant = flagged(items, "overdue"), flagged(items, "dormant")
    owing = tuple(row.agency for row in agencies)
    pending = Pending(unapproved(parts.previous), _refs(carried), _refs(overdue), owing, asks, _refs(dormant))
    return Brief(
        kind=parts.kind,
        subject="",
        day=scope.today.isoformat(),
        title=None,
        body=None,
        session=session_of(parts.meeting),
        previous=session_of(parts.previous),
        upcoming=None,
        horizon=horizon,
        figures=figures_of(items, carried, len(instruments)),
        asks=asks,
        overdue=overdue,
        due_before_next=tuple(item for item in items if is_due(item, scope)),
        dormant=dormant,
        carried=carried,
        instruments=instruments,
        commitments=commitments,
        outcomes=outcomes,
        recorded=_recorded(parts.meeting, scope),
        decided=decided_by(parts.meeting, scope.register),
        findings=parts.meeting.findings if parts.meeting else (),
        agencies=agencies,
        agenda=proposed_agenda(pending),
        records=_records(parts),
    )


def _refs(items: tuple[BriefItem, ...]) -> tuple[str, ...]:
    return tuple(item.ref for item in items)


def _recorded(card: MeetingCard | None, scope: Scope) -> tuple[BriefItem, ...]:
    """What the meeting itself brought out, tracked or not."""
    if card is None:
        return ()
    now = agenda(scope.register, scope.today)
    return tuple(briefed(line, scope) for line in outcome_lines(scope.register, card, scope.today, now))


def _records(parts: _Parts) -> dict[str, str]:
    found = {entry.card.id: entry.card.file for entry in parts.entries}
    found |= {line.home.id: line.home.file for line in parts.outcomes}
    found |= {card.id: card.file for card in (parts.meeting, parts.previous) if card}
    return dict(sorted(found.items()))
