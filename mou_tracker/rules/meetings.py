"""Rules of one meeting: its days, who came, and its minutes (MOU6xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import surely_before

if TYPE_CHECKING:
    from mou_tracker.model.meeting import Meeting

_NOT_HELD = frozenset({"planned", "convened", "postponed", "cancelled"})


def _held_without_date(record: Meeting) -> Iterable[Finding]:
    return (at("date"),) if record.status == "held" and record.date is None else ()


def _minutes_not_kept(record: Meeting) -> Iterable[Finding]:
    minutes = record.minutes
    if minutes is None or minutes.status not in ("approved", "signed") or minutes.file or minutes.url:
        return ()
    return (at("minutes", status=minutes.status),)


def _next_before(record: Meeting) -> Iterable[Finding]:
    if record.next is None or not surely_before(record.next, record.date):
        return ()
    return (at("next", next=record.next, date=record.date or ""),)


def _ends_before_it_begins(record: Meeting) -> Iterable[Finding]:
    if record.end_date is None or not surely_before(record.end_date, record.date):
        return ()
    return (at("end_date", end=record.end_date, date=record.date or ""),)


def _represented_by_nobody(record: Meeting) -> Iterable[Finding]:
    return [
        at("attendance", index, "represented_by", agency=row.agency)
        for index, row in enumerate(record.attendance)
        if row.present == "represented_by" and row.represented_by is None
    ]


def _attends_twice(record: Meeting) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(record.attendance):
        key = (row.agency, str(row.person))
        if key in seen and row.agency not in KNOWN:
            yield at("attendance", index, "agency", agency=row.agency)
        seen.add(key)


def _results_of_no_meeting(record: Meeting) -> Iterable[Finding]:
    if record.status not in _NOT_HELD:
        return ()
    adopted = any(outcome.status in ("adopted", "adopted_amended") for outcome in record.outcomes)
    key = "outcomes" if adopted else "follow_up" if record.follow_up else ""
    return (at("status", status=record.status, key=key),) if key else ()


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU607",
        scope="meeting",
        severity=WARNING,
        title="Meeting held without a date",
        message="The meeting was held, but its date is not filled in",
        why="Without its date it has no place among the meetings of its body, and nothing can be counted from it.",
        remedy="Give the date, or write date: not_stated when the source has none.",
        sample="meeting",
        bad="date: null",
        good="date: not_stated",
        check=_held_without_date,
    ),
    Rule(
        code="MOU620",
        scope="meeting",
        severity=INFO,
        title="Minutes that cannot be opened",
        message="The minutes are “{status}”, but neither a file nor an address is given",
        terms={"status": "minutes_status"},
        why="Approved minutes are what later meetings rely on; they must be found again.",
        remedy="Attach the file of the minutes, or give their address.",
        sample="meeting",
        bad="minutes: {status: signed}",
        good="minutes: {status: signed, url: https://example.org/minutes/2}",
        check=_minutes_not_kept,
    ),
    Rule(
        code="MOU623",
        scope="meeting",
        severity=ERROR,
        title="Next meeting before this one",
        message="The next meeting is set for {next}, before this one on {date}",
        why="One of the two dates is wrong, and the agenda of the next meeting depends on both.",
        remedy="Correct the date of this meeting or of the next.",
        sample="meeting",
        bad="next: 2026-01-11",
        good="next: 2026-09",
        check=_next_before,
    ),
    Rule(
        code="MOU624",
        scope="meeting",
        severity=WARNING,
        title="Represented by nobody named",
        message="{agency} was represented, but by whom is not said",
        why="Whether the body could decide depends on who spoke for whom.",
        remedy="Name the agency under represented_by, or write represented_by: not_stated.",
        sample="meeting",
        bad="attendance:\n  - {agency: bh-authority}\n  - {agency: om-council, present: represented_by}",
        good="""\
attendance:
  - {agency: bh-authority}
  - {agency: om-council, present: represented_by, represented_by: bh-authority}
""",
        check=_represented_by_nobody,
    ),
    Rule(
        code="MOU629",
        scope="meeting",
        severity=ERROR,
        title="Meeting that ends before it begins",
        message="The meeting ends on {end}, before it begins on {date}",
        why="One of the two dates is wrong.",
        remedy="Correct the date or the end date.",
        sample="meeting",
        bad="end_date: 2026-03-10",
        good="end_date: 2026-03-12",
        check=_ends_before_it_begins,
    ),
    Rule(
        code="MOU630",
        scope="meeting",
        severity=WARNING,
        title="Listed twice as present",
        message="{agency} is listed twice, with the same person or with none",
        why="An agency counted twice may make a quorum that was not there.",
        remedy="Remove one of the two, or name the persons.",
        sample="meeting",
        bad="attendance:\n  - {agency: bh-authority}\n  - {agency: om-council}\n  - {agency: om-council}",
        good="""\
attendance:
  - {agency: bh-authority}
  - {agency: om-council, person: ناصر}
  - {agency: om-council, person: سالم}
""",
        check=_attends_twice,
    ),
    Rule(
        code="MOU633",
        scope="meeting",
        severity=WARNING,
        title="Results of a meeting not held",
        message="The meeting is “{status}”, but has the key {key} already",
        terms={"status": "meeting_status"},
        why="What a meeting adopted is followed from its day; a meeting that was not held adopts nothing.",
        remedy="Write status: held, or mark the outcomes as proposed.",
        sample="meeting",
        bad="status: cancelled",
        good="status: cancelled\nfollow_up: []",
        check=_results_of_no_meeting,
    ),
)
