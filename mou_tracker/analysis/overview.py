"""The register at a glance on a day: plain figures and lists for a dashboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, get_args

from mou_tracker.analysis.answer import NO_FACTS
from mou_tracker.analysis.carry import Agenda, agenda
from mou_tracker.analysis.deadlines import notice_ahead
from mou_tracker.analysis.filters import ALL, Filters, chosen_entries, chosen_outcomes
from mou_tracker.analysis.sessions import Upcoming, meetings_by_body, next_meeting
from mou_tracker.analysis.spans import shifted, window
from mou_tracker.analysis.survey import Entry, Line, entries_of, outcomes_of
from mou_tracker.analysis.tally import ItemRow, OwedRow, PillarRow, Tally
from mou_tracker.model.cards import MeetingCard, Text
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import State


class TermRow(NamedTuple):
    """An instrument whose end, renewal or day for notice is near, or that is under notice; dates are ISO."""

    id: str
    title: Text
    state: str
    end: str | None
    deadline: str | None
    days: int | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


class BodyRow(NamedTuple):
    """A body's last meeting held and its next one; `carried` items are still open from before its last meeting."""

    body: str
    name: Text | None
    last: str | None
    last_date: str | None
    next: Upcoming | None
    open: int
    carried: int


class Totals(NamedTuple):
    """How many records, and how many items are open; `broken` records could not be read."""

    agreements: int
    commitments: int
    outcomes: int
    meetings: int
    agencies: int
    open: int
    broken: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A register on a day. Counts by word keep the vocabulary's order and leave out what is not there.

    `by_freshness` counts open items by the upper edge of their bucket in days, then `OLDER` and `NEVER` (see `tally`).
    `attention` has the items under each flag raised, the most urgent first; `by_flag` counts them all.
    """

    day: str
    title: Text
    totals: Totals
    by_state: Mapping[str, int]
    by_progress: Mapping[str, int]
    by_verdict: Mapping[str, int]
    by_freshness: Mapping[int, int]
    by_flag: Mapping[str, int]
    attention: Mapping[str, tuple[ItemRow, ...]]
    terms: tuple[TermRow, ...]
    agencies: tuple[OwedRow, ...]
    pillars: tuple[PillarRow, ...]
    bodies: tuple[BodyRow, ...]


def overview(register: Register, today: date, filters: Filters = ALL, most: int | None = None) -> Overview:
    """The overview of what the filters keep, with the `most` urgent rows of each list; linear in the register."""
    now = agenda(register, today)
    tally = Tally(register, today, most)
    states, terms = _instruments(register, today, filters, now, tally)
    commitments = tally.total
    outcomes = chosen_outcomes(outcomes_of(register, today, now), register, filters)
    tally.add(outcomes)
    totals = Totals(
        agreements=states.total(),
        commitments=commitments,
        outcomes=len(outcomes),
        meetings=len(register.meetings),
        agencies=len(register.agencies),
        open=tally.open,
        broken=len(register.broken),
    )
    return Overview(
        day=today.isoformat(),
        title=register.settings.title,
        totals=totals,
        by_state={word: states[word] for word in get_args(State) if states[word]},
        by_progress=tally.by_progress(),
        by_verdict=tally.by_verdict(),
        by_freshness=tally.by_freshness(),
        by_flag=tally.by_flag(),
        attention=tally.attention(),
        terms=tuple(sorted(terms, key=lambda row: (row.days is None, row.days or 0, row.id)))[:most],
        agencies=tally.owed(),
        pillars=tally.pillars(),
        bodies=_bodies(register, today, filters, now, outcomes),
    )


def _instruments(
    register: Register, today: date, filters: Filters, now: Agenda, tally: Tally
) -> tuple[Counter[str], list[TermRow]]:
    """States counted and terms near their day, instrument by instrument; none is kept, so that memory stays flat."""
    horizon = shifted(today, window(register.settings.windows.get("notice")))
    states: Counter[str] = Counter()
    terms = []
    for entry in chosen_entries(entries_of(register, today, now, filters.agreement or None), register, filters):
        states[str(entry.state.value)] += 1
        tally.add(entry.lines)
        if row := _term(entry, horizon):
            terms.append(row)
    return states, terms


def _term(entry: Entry, horizon: date) -> TermRow | None:
    """A row for an instrument that is expiring or under notice, or whose day for notice comes by `horizon`."""
    case, state = entry.case, str(entry.state.value)
    notice = notice_ahead(case)
    near = notice is not None and notice[0] <= horizon and case.effect.stage == "taken"
    if state not in ("expiring", "notice_given") and not (near and state == "in_effect"):
        return None
    end = case.period.end
    day = notice[0] if notice else end
    answer = notice[1] if notice and state == "in_effect" else entry.state
    return TermRow(
        id=entry.card.id,
        title=entry.card.title,
        state=state,
        end=end.isoformat() if end else None,
        deadline=notice[0].isoformat() if notice else None,
        days=(day - case.today).days if day else None,
        because=answer.because,
        facts=answer.facts,
    )


def _bodies(
    register: Register, today: date, filters: Filters, now: Agenda, outcomes: list[Line]
) -> tuple[BodyRow, ...]:
    homes = [
        (line.home.body, line.times > 0) for line in outcomes if line.is_open and isinstance(line.home, MeetingCard)
    ]
    open_, carried = Counter(body for body, _ in homes), Counter(body for body, often in homes if often)
    rows = []
    for body, meetings in meetings_by_body(register).items():
        if filters.body and body not in filters.body:
            continue
        agency, held = register.agencies.get(body), now.held.get(body, [])
        last = held[-1] if held else None
        row = BodyRow(
            body=body,
            name=agency.name if agency else None,
            last=last.id if last else None,
            last_date=last.date if last else None,
            next=next_meeting(meetings, agency, today),
            open=open_[body],
            carried=carried[body],
        )
        rows.append(row)
    return tuple(rows)
