"""Rows for the lists of agreements, commitments, meetings and agencies, with what is derived for a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from mou_tracker.analysis.deadlines import deadlines_of, notice_ahead
from mou_tracker.analysis.filters import ALL, Filters, core_of, surveyed
from mou_tracker.analysis.sessions import was_held
from mou_tracker.analysis.survey import Entry, Line, Survey, survey
from mou_tracker.analysis.tally import Tally
from mou_tracker.i18n.fold import sort_key
from mou_tracker.model.cards import MeetingCard, Text
from mou_tracker.model.dates import first_day, last_day
from mou_tracker.model.register import Register, meeting_order
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES


class AgreementRow(NamedTuple):
    """An instrument; dates are as written or ISO when computed, counts are of its commitments."""

    id: str
    title: Text
    kind: str
    state: str
    sides: tuple[str, ...]
    signed: str | None
    effect: str | None
    end: str | None
    notice: str | None
    commitments: int
    open: int
    overdue: int
    last: str | None


class CommitmentRow(NamedTuple):
    """A commitment or tracked outcome; `due` is the next or oldest missed day of it, `days` from today to it."""

    ref: str
    text: Text
    home: str
    kind: str
    owners: tuple[str, ...]
    pillar: str
    nature: str
    progress: str
    verdict: str
    open: bool
    due: str | None
    days: int | None
    last: str | None
    carried: int
    flags: tuple[str, ...]


class MeetingRow(NamedTuple):
    """A meeting; `outcomes` are the tracked ones, `carried` the earlier items it decided to carry over."""

    id: str
    title: Text | None
    body: str
    kind: str
    status: str
    date: str | None
    place: Text | None
    outcomes: int
    open: int
    carried: int
    minutes: str | None


class AgencyRow(NamedTuple):
    """An agency with what it owes; `fresh` is days since its last report on an open item."""

    id: str
    name: Text
    kind: str
    country: str | None
    agreements: int
    open: int
    overdue: int
    done: int
    fresh: int | None


Row = TypeVar("Row", AgreementRow, CommitmentRow, MeetingRow, AgencyRow)

SORTS = ("id", "date", "state", "due", "title")
"""What rows are sorted by; where a row has no such column it is sorted by id. Empty values come last."""


def agreement_rows(register: Register, today: date, filters: Filters = ALL, sort: str = "id") -> list[AgreementRow]:
    """Instruments that the filters keep. `date`: of signing; `due`: the day for notice, else the end."""
    found = surveyed(register, today, filters)
    keys: dict[str, Callable[[AgreementRow], Any]] = {
        "date": lambda row: first_day(row.signed),
        "state": lambda row: row.state,
        "due": lambda row: last_day(row.notice) or last_day(row.end),
    }
    return _sorted([_agreement(entry) for entry in sorted(found.entries, key=_entry_id)], sort, keys, register)


def _entry_id(entry: Entry) -> str:
    return entry.card.id


def _line_ref(line: Line) -> str:
    return line.item.ref


def _agreement(entry: Entry) -> AgreementRow:
    card, case = entry.card, entry.case
    notice = notice_ahead(case)
    last = max((line.read.last for line in entry.lines if line.read.last), default=None)
    return AgreementRow(
        id=card.id,
        title=card.title,
        kind=card.kind,
        state=str(entry.state.value),
        sides=tuple(dict.fromkeys(party.side for party in card.parties)),
        signed=case.signing.day or card.signing_date,
        effect=case.effect.day,
        end=case.period.end.isoformat() if case.period.end else None,
        notice=notice[0].isoformat() if notice else None,
        commitments=len(entry.lines),
        open=sum(line.is_open for line in entry.lines),
        overdue=sum(line.is_overdue for line in entry.lines),
        last=last.isoformat() if last else None,
    )


def commitment_rows(register: Register, today: date, filters: Filters = ALL, sort: str = "id") -> list[CommitmentRow]:
    """Commitments and tracked outcomes that the filters keep. `date`: the newest report; `state`: the progress;
    `due`: open items only.
    """
    found = surveyed(register, today, filters)
    keys: dict[str, Callable[[CommitmentRow], Any]] = {
        "date": lambda row: first_day(row.last),
        "state": lambda row: row.progress,
        "due": lambda row: last_day(row.due) if row.open else None,
        "title": lambda row: row.text,
    }
    return _sorted(
        [row_of(line, register, today) for line in sorted(lines_of(found), key=_line_ref)], sort, keys, register
    )


def lines_of(found: Survey) -> list[Line]:
    """Every tracked item of a survey: commitments, then outcomes."""
    return [line for entry in found.entries for line in entry.lines] + found.outcomes


def row_of(line: Line, register: Register, today: date) -> CommitmentRow:
    """The row of one item."""
    item, last = line.item, line.read.last
    ahead = sorted(deadlines_of(item, line.read, today), key=lambda one: (one.day, one.kind)) if line.is_open else []
    return CommitmentRow(
        ref=item.ref,
        text=item.text,
        home=line.home.id,
        kind=item.kind,
        owners=item.owners,
        pillar=core_of(item.pillars or line.home.pillars, register),
        nature=item.nature,
        progress=line.progress,
        verdict=line.verdict,
        open=line.is_open,
        due=ahead[0].when if ahead else item.due,
        days=(ahead[0].day - today).days if ahead else None,
        last=last.isoformat() if last else None,
        carried=line.times,
        flags=tuple(str(answer.value) for answer in line.flags),
    )


def meeting_rows(register: Register, today: date, filters: Filters = ALL, sort: str = "id") -> list[MeetingRow]:
    """Meetings of the chosen bodies and agreements, body by body in their order. `state`: the status."""
    open_ = Counter(line.home.id for line in survey(register, today, agreements=()).outcomes if line.is_open)
    cards = sorted(register.meetings.values(), key=lambda card: (card.body, *meeting_order(card)))
    rows = [_meeting(card, open_[card.id]) for card in cards if _wanted(card, today, filters)]
    keys: dict[str, Callable[[MeetingRow], Any]] = {
        "date": lambda row: first_day(row.date),
        "state": lambda row: row.status,
        "due": lambda row: last_day(row.date),
    }
    return _sorted(rows, sort, keys, register)


def _wanted(card: MeetingCard, today: date, filters: Filters) -> bool:
    return not (
        (filters.body and card.body not in filters.body)
        or (filters.agreement and not set(filters.agreement) & set(card.agreements))
        or (
            filters.agency
            and not set(filters.agency) & {card.body, card.host, *(row.agency for row in card.attendance)}
        )
        or (filters.thread and not set(filters.thread) & set(card.threads))
        or (filters.kind and card.kind not in filters.kind)
        or (filters.state and card.status not in filters.state)
        or (filters.is_open and was_held(card, today))
    )


def _meeting(card: MeetingCard, open_: int) -> MeetingRow:
    return MeetingRow(
        id=card.id,
        title=card.title,
        body=card.body,
        kind=card.kind,
        status=card.status,
        date=card.date,
        place=card.place,
        outcomes=sum(item.kind in TRACKED_OUTCOMES for item in card.items),
        open=open_,
        carried=sum(entry.disposition == "carried_over" for entry in card.follow_up),
        minutes=card.minutes,
    )


def agency_rows(register: Register, today: date, filters: Filters = ALL, sort: str = "id") -> list[AgencyRow]:
    """Agencies with what they owe among what the filters keep. `due`: the most overdue first; `state`: the kind."""
    found = surveyed(register, today, filters)
    tally = Tally(register, today)
    tally.add(lines_of(found))
    owed = {row.agency: row for row in tally.owed()}
    party = Counter(agency for entry in found.entries for agency in {party.agency for party in entry.card.parties})
    rows = []
    for card in sorted(register.agencies.values(), key=lambda card: card.id):
        if filters.agency and card.id not in filters.agency:
            continue
        if filters.kind and card.kind not in filters.kind:
            continue
        row = owed.get(card.id)
        counts = (row.open, row.overdue, row.done, row.fresh) if row else (0, 0, 0, None)
        rows.append(AgencyRow(card.id, card.name, card.kind, card.country, party[card.id], *counts))
    keys: dict[str, Callable[[AgencyRow], Any]] = {
        "date": lambda row: row.fresh,
        "state": lambda row: row.kind,
        "due": lambda row: -row.overdue,
        "title": lambda row: row.name,
    }
    return _sorted(rows, sort, keys, register)


def _sorted(rows: list[Row], sort: str, keys: dict[str, Callable[[Row], Any]], register: Register) -> list[Row]:
    """Stably by the key: empty values last, titles as the register's language sorts them."""
    key = keys.get(sort)
    if sort == "title":
        title = key or (lambda row: row[1])
        return sorted(rows, key=lambda row: _title_key(title(row), register.settings.language))
    return sorted(rows, key=lambda row: ((value := key(row)) is None, value)) if key else rows


def _title_key(text: Text | None, language: str) -> tuple[int, str, str]:
    if text is None:
        return (2, "", "")
    said = text if isinstance(text, str) else text.get(language) or next(iter(text.values()), "")
    return sort_key(said, language)
