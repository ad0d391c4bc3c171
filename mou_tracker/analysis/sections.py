"""The sections of a brief: meetings, figures, what is carried over, and how far it looks ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.briefed import BriefItem, Scope
from mou_tracker.analysis.instruments import title_of
from mou_tracker.analysis.sessions import Upcoming
from mou_tracker.analysis.spans import shifted, step_of, window
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import MeetingCard, Text
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES


class Session(NamedTuple):
    """A meeting as a brief names it."""

    id: str
    title: Text | None
    kind: str
    status: str
    ordinal: int | None
    date: str | None
    place: Text | None
    host: str | None
    chair: str | None
    minutes: str | None


class Decided(NamedTuple):
    """What a meeting did with an earlier item."""

    ref: str
    text: Text | None
    disposition: str


class Figures(NamedTuple):
    """Counts over the items of the brief."""

    instruments: int
    items: int
    open: int
    done: int
    overdue: int
    due_soon: int
    dormant: int
    reports_missing: int
    carried: int


def horizon_of(
    register: Register, body: str, today: date, *, card: MeetingCard | None, upcoming: Upcoming | None
) -> Answer:
    """The day until which things fall due before the meeting after this one.

    As the meeting names it, else its own day and the body's cadence, else the window `due_soon` from that day; a day
    that has passed does not count.
    """
    if card and (named := last_day(card.next)) and named >= today:
        return Answer(named.isoformat(), N_("Meeting {meeting} named it."), {"meeting": card.id})
    start = max(today, last_day(card.date) or today) if card else max(today, upcoming.day if upcoming else today)
    agency = register.agencies.get(body)
    step = step_of(agency.cadence) if agency else None
    if agency and step:
        facts = {"every": agency.cadence or "", "start": start.isoformat()}
        return Answer(shifted(start, step).isoformat(), N_("Every {every} from {start}."), facts)
    end = shifted(start, window(register.settings.windows.get("due_soon")))
    return Answer(end.isoformat(), N_("The window of what is due soon, from {start}."), {"start": start.isoformat()})


def session_of(card: MeetingCard | None) -> Session | None:
    """The meeting as a brief names it; None for none."""
    if card is None:
        return None
    return Session(
        id=card.id,
        title=card.title,
        kind=card.kind,
        status=card.status,
        ordinal=card.ordinal or card.edition,
        date=card.date,
        place=card.place,
        host=card.host,
        chair=card.chair,
        minutes=card.minutes,
    )


def decided_by(card: MeetingCard | None, register: Register) -> tuple[Decided, ...]:
    """What a meeting did with earlier items, as recorded."""
    entries = card.follow_up if card else ()
    return tuple(Decided(entry.item, title_of(register, entry.item), entry.disposition) for entry in entries)


def unapproved(previous: MeetingCard | None) -> str | None:
    """The meeting, when its minutes are neither approved nor signed."""
    return previous.id if previous and previous.minutes not in ("approved", "signed") else None


def carried_of(items: Sequence[BriefItem], scope: Scope) -> tuple[BriefItem, ...]:
    """Open items left by earlier meetings, and commitments carried over at least once: most often carried first."""
    left = [item for item in items if item.open and (item.times or item.kind in TRACKED_OUTCOMES)]
    found = [item for item in left if scope.carried is None or item.ref in scope.carried]
    return tuple(sorted(found, key=lambda item: (-item.times, -(item.age or 0), item.ref)))


def flagged(items: Sequence[BriefItem], word: str) -> tuple[BriefItem, ...]:
    """The items under a flag, in their order."""
    return tuple(item for item in items if item.flagged(word))


def is_due(item: BriefItem, scope: Scope) -> bool:
    """True for what falls due from today to the horizon."""
    return item.days is not None and 0 <= item.days <= (scope.horizon - scope.today).days


def figures_of(items: Sequence[BriefItem], carried: tuple[BriefItem, ...], instruments: int) -> Figures:
    """The counts over the items of a brief."""
    flags = Counter(str(answer.value) for item in items for answer in item.flags)
    return Figures(
        instruments=instruments,
        items=len(items),
        open=sum(item.open for item in items),
        done=sum(item.progress == "completed" and not item.open for item in items),
        overdue=flags["overdue"],
        due_soon=flags["due_soon"],
        dormant=flags["dormant"],
        reports_missing=flags["report_overdue"],
        carried=len(carried),
    )
