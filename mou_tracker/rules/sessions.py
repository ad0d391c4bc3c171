"""Rules of the sessions of one body in their row: ordinals, editions, members, gaps (MOU6xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from mou_tracker.model.cards import AgencyCard, AgreementCard, MeetingCard
from mou_tracker.model.dates import duration, first_day, last_day
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.certain import disordered, surely_outside, to_come

_NEAR = 3
"""Of a wider gap between two numbers one does not say that sessions are missing: the register holds some of them only."""

_SESSIONS = frozenset(
    {"ordinary_session", "extraordinary_session", "joint_committee_session", "forum_session", "seminar"}
)
_OF_BODIES = frozenset({"ordinary_session", "extraordinary_session", "joint_committee_session", "forum_session"})
_BODIES = frozenset({"national_committee", "joint_committee", "forum", "working_group"})
_NOT_COUNTED = frozenset({"cancelled", "postponed"})
_VOICES = frozenset({"chair", "vice_chair", "member"})


def _rows(register: Register) -> Iterator[list[MeetingCard]]:
    """The sessions of each body that took or take place and have a number, by number."""
    rows: dict[tuple[str, str], list[MeetingCard]] = {}
    for card in register.meetings.values():
        if _number(card) and card.status not in _NOT_COUNTED:
            series = "extraordinary" if card.kind == "extraordinary_session" else _numbered_by(card)
            rows.setdefault((card.body, series), []).append(card)
    for key in sorted(rows):
        yield sorted(rows[key], key=lambda card: (_number(card), card.id))


def _numbered_by(card: MeetingCard) -> str:
    return "ordinal" if card.ordinal else "edition"


def _number(card: MeetingCard) -> int:
    return card.ordinal or card.edition or 0


def _numbers_missing(register: Register) -> Iterator[Finding]:
    for row in _rows(register):
        for before, after in pairwise(row):
            n = _number(after) - _number(before) - 1
            if 0 < n <= _NEAR:
                gap = {"n": n, "before": _number(before), "after": _number(after)}
                yield in_file(after.file, _numbered_by(after), body=after.body, **gap)


def _number_used_twice(register: Register) -> Iterator[Finding]:
    for row in _rows(register):
        for before, after in pairwise(row):
            if _number(before) == _number(after):
                yield in_file(after.file, _numbered_by(after), number=_number(after), other=before.file)


def _numbers_against_days(register: Register) -> Iterator[Finding]:
    for row in _rows(register):
        for index, day, before in disordered(card.date for card in row):
            card = row[index]
            yield in_file(card.file, "date", number=_number(card), date=day, before=before)


def _member_not_listed(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        body = register.agencies.get(card.body)
        if body is None or not body.members or not card.attendance or card.status != "held":
            continue
        listed = _with_parents({row.agency for row in card.attendance}, register)
        absent = [agency for agency in _members_on(body, card.date) if agency not in listed]
        if absent:
            yield in_file(card.file, "attendance", n=len(absent), agencies=", ".join(absent))


def _members_on(body: AgencyCard, day: str | None) -> list[str]:
    return [
        member.agency
        for member in body.members
        if member.role in _VOICES and not surely_outside(day, member.start, member.to)
    ]


def _with_parents(agencies: set[str], register: Register) -> set[str]:
    found: set[str] = set()
    ahead = set(agencies)
    while ahead:
        found |= ahead
        parents = {register.agencies[agency].parent for agency in ahead if agency in register.agencies}
        ahead = {parent for parent in parents if parent} - found
    return found


def _sessions_missed(register: Register) -> Iterator[Finding]:
    dated: dict[str, list[tuple[date, str]]] = {}
    for card in register.meetings.values():
        day = first_day(card.date)
        if day and card.status == "held" and card.kind in _SESSIONS:
            dated.setdefault(card.body, []).append((day, card.file))
    for name in sorted(dated.keys() & register.agencies.keys()):
        every = register.agencies[name].cadence
        for (before, _), (after, file) in pairwise(sorted(dated[name]) if every else ()):
            n = _missed(before, after, every)
            if n > 0:
                yield in_file(file, "date", n=n, every=every or "", before=before.isoformat(), after=after.isoformat())


def _missed(before: date, after: date, cadence: str | None) -> int:
    """How many sessions there was room for; those of a yearly cadence are counted by calendar years."""
    span = duration(cadence)
    if span is None or not (span.months or span.days):
        return 0
    if span.months % 12 == 0 and not span.days:
        return (after.year - before.year) // (span.months // 12) - 1
    return int((after - before).days / (span.months * 30.44 + span.days) + 0.25) - 1


def _outside_the_body(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        body = register.agencies.get(card.body)
        if body and (body.valid_from or body.valid_to) and surely_outside(card.date, body.valid_from, body.valid_to):
            yield in_file(card.file, "date", date=card.date or "", body=card.body)


def _not_a_body(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        body = register.agencies.get(card.body)
        if body and card.kind in _OF_BODIES and body.kind not in _BODIES:
            yield in_file(card.file, "body", body=card.body, kind=body.kind)


def _day_has_passed(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterable[Finding]:
    if not isinstance(card, MeetingCard) or card.status not in ("planned", "convened"):
        return ()
    day = last_day(card.end_date) or last_day(card.date)
    return (at("status", date=card.date or ""),) if day and day < today else ()


def _held_in_future(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterable[Finding]:
    if not isinstance(card, MeetingCard) or card.status != "held" or not to_come(card.date, today):
        return ()
    return (at("date", date=card.date or ""),)


def _third(rest: str) -> str:
    return f"format: mou/1\nbody: committee\nkind: joint_committee_session\nstatus: held\n{rest}"


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU601",
        scope="register",
        severity=INFO,
        title="Session not recorded",
        message="{n} session of {body} between the numbers {before} and {after} is not recorded",
        message_many="{n} sessions of {body} between the numbers {before} and {after} are not recorded",
        why="Items are carried from session to session; where one is missing, so may be what it decided.",
        remedy="Record the missing session, even without details, or correct the number.",
        bad={"meetings/committee/4.yaml": _third("ordinal: 4\ndate: 2026-05-20\n")},
        good={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-05-20\n")},
        check=_numbers_missing,
    ),
    Rule(
        code="MOU602",
        scope="register",
        severity=ERROR,
        title="Number used twice",
        message="The number {number} already belongs to the session in {other}",
        why="Sessions are cited by body and number; two with one number cannot be told apart.",
        remedy="Correct the number of one of them.",
        bad={"meetings/committee/2026-05-20.yaml": _third("ordinal: 2\ndate: 2026-05-20\n")},
        good={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-05-20\n")},
        check=_number_used_twice,
    ),
    Rule(
        code="MOU603",
        scope="register",
        severity=WARNING,
        title="Numbers and days disagree",
        message="Session {number} is of {date}, but an earlier number is of {before}",
        why="What was decided first follows from the order of the sessions; here number and date tell two orders.",
        remedy="Correct the number or the date.",
        bad={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-01-20\n")},
        good={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-05-20\n")},
        check=_numbers_against_days,
    ),
    Rule(
        code="MOU608",
        scope="day",
        severity=WARNING,
        title="Planned meeting whose day has passed",
        message="The meeting was planned for {date}; whether it was held is not recorded",
        why="Until it is recorded, its decisions are missing and open items wait for it.",
        remedy="Write status: held with its outcomes, or postponed or cancelled.",
        bad={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-05-20\n").replace("held", "planned")},
        good={"meetings/committee/3.yaml": _third("ordinal: 3\ndate: 2026-09-09\n").replace("held", "planned")},
        check=_day_has_passed,
    ),
    Rule(
        code="MOU609",
        scope="register",
        severity=INFO,
        title="Member not in the attendance list",
        message="{n} member of the body is not in the list: {agencies}",
        message_many="{n} members of the body are not in the list: {agencies}",
        why="Whether a member was there, absent or excused belongs in the record.",
        remedy="List the member with present: no, apologies or not_stated.",
        sample="meeting",
        bad="attendance:\n  - {agency: om-council}",
        good="attendance:\n  - {agency: om-council}\n  - {agency: bh-authority, present: not_stated}",
        check=_member_not_listed,
    ),
    Rule(
        code="MOU618",
        scope="register",
        severity=INFO,
        title="Session missed",
        message="{n} session is missing between {before} and {after}: the body meets every {every}",
        message_many="{n} sessions are missing between {before} and {after}: the body meets every {every}",
        why="A body that skips its sessions leaves commitments without follow-up for as long.",
        remedy="Record the session if it was held; otherwise state the reason in an exception.",
        bad={"meetings/committee/2.yaml": "date: 2026-10-11\nstatus: held\nnext: null"},
        good={"meetings/committee/2.yaml": "date: 2026-04-11"},
        check=_sessions_missed,
    ),
    Rule(
        code="MOU621",
        scope="register",
        severity=WARNING,
        title="Meeting outside its body's life",
        message="On {date} {body} did not exist",
        why="A body cannot meet before it is formed or after it is dissolved; one of the dates is wrong.",
        remedy="Correct the date of the meeting or the validity of the body.",
        sample="agencies",
        bad="committee:\n  name: {ar: اللجنة المشتركة, en: Joint Committee}\n  kind: joint_committee\n  valid: {from: 2026-01-01}",
        good="committee:\n  name: {ar: اللجنة المشتركة, en: Joint Committee}\n  kind: joint_committee\n  valid: {from: 2025-01}",
        check=_outside_the_body,
    ),
    Rule(
        code="MOU625",
        scope="register",
        severity=INFO,
        title="Session of what is no body",
        message="{body} is of the kind “{kind}”, which holds no sessions of members",
        terms={"kind": "agency_kind"},
        why="Sessions are held by committees, forums and working groups; the kind of the agency or of the meeting is off.",
        remedy="Correct the kind of the agency, or choose a kind such as bilateral_meeting.",
        bad={
            "meetings/bh-authority/1.yaml": "format: mou/1\nbody: bh-authority\nkind: ordinary_session\nstatus: held\n"
            "ordinal: 1\ndate: 2026-05-20\n"
        },
        good={
            "meetings/bh-authority/1.yaml": "format: mou/1\nbody: bh-authority\nkind: bilateral_meeting\nstatus: held\n"
            "ordinal: 1\ndate: 2026-05-20\n"
        },
        check=_not_a_body,
    ),
    Rule(
        code="MOU626",
        scope="day",
        severity=WARNING,
        title="Held in the future",
        message="The meeting is recorded as held on {date}, which is still to come",
        why="The register holds what happened; a meeting to come is planned or convened.",
        remedy="Correct the date, or write status: planned.",
        sample="meeting",
        bad="date: 2026-09-11\nnext: null",
        good="date: 2026-04-11",
        check=_held_in_future,
    ),
)
