"""Rules of what needs attention today: overdue, dormant, unverified, vacant (MOU5xx, MOU6xx)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.carry import began, closed_items
from mou_tracker.analysis.progress import flags, is_open
from mou_tracker.analysis.sessions import meetings_by_body, next_meeting
from mou_tracker.analysis.spans import came, shifted, step_of, window
from mou_tracker.analysis.state import LIVE, standing, state_from, supersessions
from mou_tracker.model.cards import AgreementCard, ItemCard, MeetingCard
from mou_tracker.model.dates import first_day, last_day
from mou_tracker.model.register import Register
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, in_file
from mou_tracker.rules.posts import is_vacant

VERIFY_WITHIN = timedelta(days=90)
"""How long a claim of completion may wait for its assessment: about one quarterly meeting."""

_ACTIVITY = frozenset({"activity", "milestone", "report", "status_update"})

Placed = tuple[AgreementCard | MeetingCard, ItemCard, str | None, str | None]
"""An item not closed by a meeting, with its record, the state of its instrument, and since when it is expected."""


def _items(register: Register, today: date, may: Callable[[ItemCard], bool]) -> Iterator[Placed]:
    """The items that pass `may`, a quick test that lets through whatever the exact one may find."""
    likely = [(card, items) for card in _records(register) if (items := [item for item in card.items if may(item)])]
    if not likely:
        return
    closed, newer = closed_items(register, today), supersessions(register, today)
    for card, items in likely:
        state, since = None, None
        if isinstance(card, AgreementCard):
            case = standing(card, today)
            state, since = str(state_from(case, register.settings, newer).value), began(case)
        else:
            since = card.date
        for item in items:
            if item.ref not in closed:
                yield card, item, state, since


def _records(register: Register) -> Iterator[AgreementCard | MeetingCard]:
    yield from register.agreements.values()
    yield from register.meetings.values()


def _raised(
    register: Register, today: date, flag: str, may: Callable[[ItemCard], bool]
) -> Iterator[tuple[str, ItemCard, Answer]]:
    """Every item with this flag: its file, its card, and the answer that raised it."""
    for card, item, state, since in _items(register, today, may):
        for answer in flags(item, state, today, register.settings, since=since):
            if answer.value == flag:
                yield card.file, item, answer


def _overdue(register: Register, today: date) -> Iterator[Finding]:
    def may(item: ItemCard) -> bool:
        day = last_day(item.due) if item.due else None
        return item.every is not None or (day is not None and day < today)

    for file, item, answer in _raised(register, today, "overdue", may):
        key = "every" if "missed" in answer.facts else "due"
        yield in_file(file, *item.path, key, n=int(answer.facts["days"]), due=str(answer.facts["due"]), id=item.ref)


def _report_overdue(register: Register, today: date) -> Iterator[Finding]:
    for file, item, answer in _raised(register, today, "report_overdue", lambda item: item.reports is not None):
        late, due = int(answer.facts["days"]), str(answer.facts["due"])
        yield in_file(file, *item.path, "reports", n=late, due=due, id=item.ref)


def _dormant(register: Register, today: date) -> Iterator[Finding]:
    edge = shifted(today, window(register.settings.windows.get("dormant")), -1)

    def may(item: ItemCard) -> bool:
        if item.nature not in ("continuing", "not_stated"):
            return False
        newest = item.log[-1] if item.log else None
        day = first_day(newest.date) if newest and newest.type in _ACTIVITY else None
        return day is None or day < edge

    for file, item, answer in _raised(register, today, "dormant", may):
        yield in_file(file, *item.path, "log", day=str(answer.facts["day"]), id=item.ref)


def _unverified(register: Register, today: date) -> Iterator[Finding]:
    def may(item: ItemCard) -> bool:
        return any(entry.progress == "completed" for entry in item.log)

    for file, item, answer in _raised(register, today, "completed_unverified", may):
        claimed = first_day(str(answer.facts["day"]))
        if claimed and today - claimed > VERIFY_WITHIN:
            yield in_file(file, *item.path, "assessments", n=(today - claimed).days, id=item.ref)


def _step_overdue(register: Register, today: date) -> Iterator[Finding]:
    def late(item: ItemCard) -> list[tuple[str, str, int]]:
        return [
            (step.id, step.due or "", (today - day).days)
            for step in item.steps
            if (day := last_day(step.due)) and day < today and not came(step.done, today)
        ]

    for card, item, state, _ in _items(register, today, lambda item: bool(item.steps and late(item))):
        if (state is None or state in LIVE) and is_open(item, today):
            for ident, due, n in late(item):
                yield in_file(card.file, *item.path, n=n, due=due, id=ident)


def _owner_post_vacant(register: Register, today: date) -> Iterator[Finding]:
    day = today.isoformat()
    vacant = {ref for ref, post in register.posts.items() if post.holders and is_vacant(post, day)}

    def may(item: ItemCard) -> bool:
        return any(owner in vacant for owner in item.owners)

    for card, item, state, _ in _items(register, today, may) if vacant else ():
        if (state is None or state in LIVE) and is_open(item, today):
            for index, owner in enumerate(item.owners):
                if owner in vacant:
                    yield in_file(card.file, *item.path, "owners", index, post=owner)


def _next_session_late(register: Register, today: date) -> Iterator[Finding]:
    soon = window(register.settings.windows.get("due_soon"))
    for body, meetings in meetings_by_body(register).items():
        upcoming = next_meeting(meetings, register.agencies.get(body), today)
        if upcoming is None or upcoming.meeting or upcoming.day >= today:
            continue
        last = register.meetings[str(upcoming.facts["meeting"])]
        if "every" not in upcoming.facts:
            yield in_file(last.file, "next", n=(today - upcoming.day).days, due=upcoming.when, body=body)
            continue
        day = _by_cadence_at_last(last, str(upcoming.facts["every"]))
        if day and shifted(day, soon) < today:
            yield in_file(last.file, "date", n=(today - day).days, due=day.isoformat(), body=body)


def _by_cadence_at_last(last: MeetingCard, every: str) -> date | None:
    """The latest day the next meeting can be due, counted from the last day the date of the last one may mean."""
    held, step = last_day(last.date), step_of(every)
    return shifted(held, step) if held and step else None


def _agencies(until: str) -> str:
    return f"""\
agencies:
  bh-authority:
    name: {{ar: هيئة التدريب, en: Training Authority}}
    kind: authority
    country: BH
    posts:
      head:
        title: {{ar: الرئيس التنفيذي, en: Chief Executive}}
        holders: [{{name: سالم, from: 2024-01-01{until}}}]
  om-council: {{name: المجلس الوطني, kind: national_committee, country: OM, posts: {{secretary: {{title: أمين السر}}}}}}
  world-office: {{name: المكتب الدولي, kind: international_organisation}}
  committee: {{name: اللجنة المشتركة, kind: joint_committee}}
"""


_OWED_BY_A_POST = """\
commitments:
  - id: training
    text: {ar: تنظيم برامج تدريبية, en: Organise training programmes}
    source_class: undertaking
    nature: one_off
    owners: [bh-authority/head]
    due: 2026-12-31
"""

RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU505",
        scope="calendar",
        severity=WARNING,
        title="Dormant commitment",
        message="No activity is recorded under {id} since {day}",
        why="A continuing commitment lives by its activity; without any for so long it is kept on paper only.",
        remedy="Ask the owner for news and log the activity, or log no_activity with its reason.",
        sample="commitment",
        bad="nature: continuing\ndue: null\nlog: null",
        good="nature: continuing\ndue: null",
        check=_dormant,
    ),
    Rule(
        code="MOU506",
        scope="calendar",
        severity=WARNING,
        title="Overdue commitment",
        message="{id} was due on {due}: it is {n} day late",
        message_many="{id} was due on {due}: it is {n} days late",
        why="What was promised by a day is not reported as done.",
        remedy="Log the progress, or move the due date by an approved change request.",
        sample="commitment",
        bad="due: 2026-06-15\nindicators: null\nlog: null",
        good="due: 2026-12-31",
        check=_overdue,
    ),
    Rule(
        code="MOU507",
        scope="calendar",
        severity=WARNING,
        title="Overdue report",
        message="A report on {id} was due on {due}: it is {n} day late",
        message_many="A report on {id} was due on {due}: it is {n} days late",
        why="Without the periodic report the committee does not know where the commitment stands.",
        remedy="Ask the owner for the report and log it with type: report.",
        sample="commitment",
        bad="reports: {every: P1M, from: 2026-05-01, grace: P7D}\nlog: null",
        good="reports: {every: P3M, from: 2026-05-01, grace: P7D}",
        check=_report_overdue,
    ),
    Rule(
        code="MOU515",
        scope="calendar",
        severity=INFO,
        title="Completed, not yet verified",
        message="{id} is completed as reported, and has waited {n} day for an assessment",
        message_many="{id} is completed as reported, and has waited {n} days for an assessment",
        why="A claim is not a verdict: until those who follow up have looked, it counts as reported only.",
        remedy="Put it on the agenda of the next meeting and record its assessment.",
        sample="commitment",
        bad="log:\n  - {date: 2025-12-10, by: bh-authority, type: status_update, progress: completed}",
        good="""\
log:
  - {date: 2025-12-10, by: bh-authority, type: status_update, progress: completed}
assessments:
  - {date: 2026-03-11, by: committee, verdict: implemented}
""",
        check=_unverified,
    ),
    Rule(
        code="MOU528",
        scope="calendar",
        severity=INFO,
        title="Overdue step",
        message="The step {id} was due on {due}: it is {n} day late",
        message_many="The step {id} was due on {due}: it is {n} days late",
        why="A step that is late is the first sign that the whole will be.",
        remedy="Write the day it was done under done, or correct its due date.",
        sample="commitment",
        bad="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, due: 2026-06-01}",
        good="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, due: 2026-06-01, done: 2026-05-30}",
        check=_step_overdue,
    ),
    Rule(
        code="MOU637",
        scope="calendar",
        severity=WARNING,
        title="Owner's post vacant today",
        message="Nobody recorded holds the post {post} today",
        why="Responsibility stays with the post; while it is vacant, nobody receives the reminders.",
        remedy="Add the present holder, if need be as acting, or reassign the commitment.",
        sample="agencies",
        bad={"agencies.yaml": _agencies(", to: 2026-05-31"), "agreements/sample.yaml": _OWED_BY_A_POST},
        good={"agencies.yaml": _agencies(""), "agreements/sample.yaml": _OWED_BY_A_POST},
        check=_owner_post_vacant,
    ),
    Rule(
        code="MOU638",
        scope="calendar",
        severity=WARNING,
        title="Next meeting is late",
        message="The next meeting of {body} was due on {due}: it is {n} day late",
        message_many="The next meeting of {body} was due on {due}: it is {n} days late",
        why="Open items wait for the meeting; a day that passes without a word is easily forgotten.",
        remedy="Record the meeting, or the new date as a planned one.",
        sample="meeting",
        bad="next: 2026-06-10",
        good="next: 2026-07-10",
        check=_next_session_late,
    ),
)
