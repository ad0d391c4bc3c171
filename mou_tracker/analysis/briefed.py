"""One item as a brief shows it, and what each agency owes among the items of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.carry import OpenItem
from mou_tracker.analysis.deadlines import deadlines_of
from mou_tracker.analysis.filters import core_of
from mou_tracker.analysis.instruments import Contact, contact, title_of
from mou_tracker.analysis.spans import came
from mou_tracker.analysis.survey import Line
from mou_tracker.model.cards import AgreementCard, ItemCard, LogFact, Text
from mou_tracker.model.dates import first_day
from mou_tracker.model.register import Register


class Named(NamedTuple):
    """A reference with the name it has in the register."""

    ref: str
    name: Text | None


class BriefItem(NamedTuple):
    """An item on the day of a brief. `due` is its next or oldest missed day, `days` from today to it.

    `last`, `last_by`, `last_text` are of the newest report; `times` carried over, `age` in days since it arose,
    `disposition` the last word of a meeting; `flags` each with its reason.
    """

    ref: str
    text: Text
    home: Named
    kind: str
    status: str | None
    owners: tuple[Named, ...]
    beneficiaries: tuple[Named, ...]
    pillar: str
    nature: str
    open: bool
    due: str | None
    days: int | None
    progress: str
    percent: int | None
    verdict: str
    last: str | None
    last_by: str | None
    last_text: Text | None
    times: int
    age: int | None
    disposition: str | None
    flags: tuple[Answer, ...]

    def flagged(self, word: str) -> bool:
        """True when that flag is raised."""
        return any(answer.value == word for answer in self.flags)


class OwedBy(NamedTuple):
    """What one agency owes in a brief: its open items, most pressing first; `fresh` days since its last report."""

    agency: str
    name: Text | None
    contact: Contact | None
    open: int
    overdue: int
    reports_missing: int
    fresh: int | None
    items: tuple[str, ...]


class Scope(NamedTuple):
    """What the items of a brief are seen against: the register, the day, how far it looks, what its open items are.

    `carried` holds the items left open for the meeting of the brief; None when it is about no meeting.
    """

    register: Register
    today: date
    horizon: date
    carried: Mapping[str, OpenItem] | None


def briefed(line: Line, scope: Scope) -> BriefItem:
    """The item of one line of a survey."""
    item, read = line.item, line.read
    carried = scope.carried.get(item.ref) if scope.carried else None
    ahead = sorted((found.day, found.when) for found in deadlines_of(item, read, scope.today)) if line.is_open else []
    report = newest_report(item, scope.today)
    return BriefItem(
        ref=item.ref,
        text=item.text,
        home=Named(line.home.id, line.home.title),
        kind=item.kind,
        status=item.status,
        owners=tuple(Named(ref, title_of(scope.register, ref)) for ref in item.owners),
        beneficiaries=tuple(Named(ref, title_of(scope.register, ref)) for ref in item.beneficiaries),
        pillar=core_of(item.pillars or line.home.pillars, scope.register),
        nature=item.nature,
        open=line.is_open,
        due=ahead[0][1] if ahead else item.due,
        days=(ahead[0][0] - scope.today).days if ahead else None,
        progress=line.progress,
        percent=read.percent.percent if read.percent else None,
        verdict=line.verdict,
        last=report.date if report else None,
        last_by=report.by if report else None,
        last_text=report.text if report else None,
        times=carried.times if carried else line.times,
        age=carried.age if carried else _age(line, scope.today),
        disposition=carried.disposition if carried else None,
        flags=line.flags,
    )


def newest_report(item: ItemCard, today: date) -> LogFact | None:
    """The newest entry of the log by `today`, corrections aside."""
    past = [entry for entry in item.log if entry.type != "correction" and came(entry.date, today)]
    return max(past, key=lambda entry: first_day(entry.date) or date.min) if past else None


def _age(line: Line, today: date) -> int | None:
    since = line.item.start if isinstance(line.home, AgreementCard) else line.home.date
    first = first_day(since)
    return (today - first).days if first and first <= today else None


def urgency(item: BriefItem) -> tuple[int, int, str]:
    """Sorts the most pressing first: by days left (the most overdue first), then times carried, then reference."""
    return (10**6 if item.days is None else item.days, -item.times, item.ref)


def by_agency(items: Iterable[BriefItem], scope: Scope) -> tuple[OwedBy, ...]:
    """What each agency owes among these items, joint ones under each owner; the most overdue first."""
    owed: dict[str, list[BriefItem]] = {}
    for item in items:
        for agency in dict.fromkeys(owner.ref.partition("/")[0] for owner in item.owners):
            if item.open:
                owed.setdefault(agency, []).append(item)
    rows = [_owed(agency, sorted(mine, key=urgency), scope) for agency, mine in owed.items()]
    return tuple(sorted(rows, key=lambda row: (-row.overdue, -row.open, row.agency)))


def _owed(agency: str, items: list[BriefItem], scope: Scope) -> OwedBy:
    card = scope.register.agencies.get(agency)
    days = [day for item in items if (day := first_day(item.last))]
    return OwedBy(
        agency=agency,
        name=card.name if card else None,
        contact=contact(card, scope.today),
        open=len(items),
        overdue=sum(item.flagged("overdue") for item in items),
        reports_missing=sum(item.flagged("report_overdue") for item in items),
        fresh=(scope.today - max(days)).days if days else None,
        items=tuple(item.ref for item in items),
    )
