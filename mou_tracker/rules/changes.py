"""Rules of moved due dates and of the steps on the way: change requests, milestones, deliverables (MOU4xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import same_deadline, surely_before, to_come

if TYPE_CHECKING:
    from mou_tracker.model.commitment import ChangeRequest, Deliverable, Milestone, Trackable

Moves: TypeAlias = "Sequence[tuple[int, ChangeRequest]]"


def _moves(item: Trackable) -> Moves:
    """The approved changes of the due date, with their place in the list."""
    requests = enumerate(item.change_requests)
    return [(index, entry) for index, entry in requests if entry.what == "due" and entry.decision == "approved"]


def _moved_without_request(item: Trackable) -> Iterable[Finding]:
    if item.original_due is None or first_day(item.original_due) is None or first_day(item.due) is None:
        return ()
    if same_deadline(item.original_due, item.due) or _moves(item):
        return ()
    return (at("due", due=item.due or "", original=item.original_due),)


def _broken_chain(item: Trackable) -> Iterable[Finding]:
    return _breaks(item, _moves(item)) if item.change_requests else ()


def _breaks(item: Trackable, moves: Moves) -> Iterator[Finding]:
    before = item.original_due
    for index, entry in moves:
        if before and entry.from_ and not same_deadline(entry.from_, before):
            yield at("change_requests", index, "from", found=entry.from_, expected=before)
        before = entry.to or before
    if moves and moves[-1][1].to and item.due and not same_deadline(moves[-1][1].to, item.due):
        yield at("change_requests", moves[-1][0], "to", found=moves[-1][1].to, expected=item.due)


def _move_without_day(item: Trackable) -> Iterable[Finding]:
    if not item.change_requests:
        return ()
    return [at("change_requests", index, "to", date=entry.date) for index, entry in _moves(item) if entry.to is None]


def _original_not_kept(item: Trackable) -> Iterable[Finding]:
    if not item.change_requests or item.original_due is not None or not _moves(item):
        return ()
    return (at("original_due", id=item.id),)


def _steps(item: Trackable) -> Iterator[tuple[str, int, Milestone | Deliverable]]:
    for index, milestone in enumerate(item.milestones):
        yield "milestones", index, milestone
    for index, deliverable in enumerate(item.deliverables):
        yield "deliverables", index, deliverable


def _step_due_late(item: Trackable) -> Iterable[Finding]:
    if item.due is None or not (item.milestones or item.deliverables):
        return ()
    return [
        at(key, index, "due", id=step.id, day=step.due or "", due=item.due)
        for key, index, step in _steps(item)
        if surely_before(item.due, step.due)
    ]


def _step_done_early(item: Trackable) -> Iterable[Finding]:
    if item.start is None or not (item.milestones or item.deliverables):
        return ()
    return [
        at(key, index, "done", id=step.id, day=step.done or "", start=item.start)
        for key, index, step in _steps(item)
        if surely_before(step.done, item.start)
    ]


def _step_done_in_future(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterable[Finding]:
    return [
        at(*item.path, id=step.id, day=step.done or "")
        for item in card.items
        for step in item.steps
        if to_come(step.done, today)
    ]


_ORIGINAL = "original_due: 2026-06-30\n"
_CHANGES = """\
change_requests:
  - date: 2026-05-01
    what: due
    from: 2026-06-30
    to: {to}
    reason: تأخر التمويل
    decision: approved
"""
_SECOND_CHANGE = """\
  - date: 2026-06-01
    what: due
    from: 2026-10-31
    to: 2026-12-31
    reason: تأخر الدليل
    decision: approved
"""

RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU407",
        scope="item",
        severity=ERROR,
        title="Due date moved without approval",
        message="Due on {due} instead of {original}, and no approved change request says so",
        why="A due date is moved by an approved change request alone, so that every delay has a reason and a date.",
        remedy="Record the change request with its decision, or put the original due date back.",
        sample="commitment",
        bad="original_due: 2026-06-30",
        good=_ORIGINAL + _CHANGES.format(to="2026-12-31"),
        check=_moved_without_request,
    ),
    Rule(
        code="MOU408",
        scope="item",
        severity=ERROR,
        title="Changes that miss the due date",
        message="The approved change says {found}, but the date is {expected}",
        why="Approved changes form a chain from the original due date to the present one; a link is missing or wrong.",
        remedy="Correct the dates of the change or the due date, or record the change that is missing.",
        sample="commitment",
        bad=_ORIGINAL + _CHANGES.format(to="2026-10-31"),
        good=_ORIGINAL + _CHANGES.format(to="2026-10-31") + _SECOND_CHANGE,
        check=_broken_chain,
    ),
    Rule(
        code="MOU409",
        scope="item",
        severity=WARNING,
        title="Step due after its commitment",
        message="{id} is due on {day}, after the commitment itself on {due}",
        why="A step on the way cannot fall after the end of the way.",
        remedy="Correct the day of the step, or move the due date by a change request.",
        sample="commitment",
        bad="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, due: 2027-03-31}",
        good="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, due: 2026-09-30}",
        check=_step_due_late,
    ),
    Rule(
        code="MOU410",
        scope="item",
        severity=WARNING,
        title="Step done before the start",
        message="{id} was done on {day}, before the start on {start}",
        why="Work recorded before the commitment began may belong to another commitment, or a day is wrong.",
        remedy="Correct the day or the start.",
        sample="commitment",
        bad="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, done: 2024-12-01}",
        good="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, done: 2025-12-01}",
        check=_step_done_early,
    ),
    Rule(
        code="MOU423",
        scope="item",
        severity=WARNING,
        title="Approved change without the new date",
        message="The change of the due date approved on {date} does not say the new date",
        why="Without the new date nobody can check that the due date is the one that was agreed.",
        remedy="Write the agreed date under to, or to: not_stated.",
        sample="commitment",
        bad=_ORIGINAL + _CHANGES.format(to="null"),
        good=_ORIGINAL + _CHANGES.format(to="2026-12-31"),
        check=_move_without_day,
    ),
    Rule(
        code="MOU424",
        scope="item",
        severity=WARNING,
        title="Original due date not kept",
        message="The due date of {id} was moved, but the original one is not kept",
        why="How late a commitment is against what was first agreed can only be said when the first date is kept.",
        remedy="Write the first due date under original_due.",
        sample="commitment",
        bad=_CHANGES.format(to="2026-12-31"),
        good=_ORIGINAL + _CHANGES.format(to="2026-12-31"),
        check=_original_not_kept,
    ),
    Rule(
        code="MOU425",
        scope="day",
        severity=WARNING,
        title="Step done in the future",
        message="{id} is recorded as done on {day}, which is still to come",
        why="The register holds what happened; a plan belongs in the due date.",
        remedy="Correct the day, or write it as the due date of the step.",
        sample="commitment",
        bad="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, done: 2026-09-01}",
        good="milestones:\n  - {id: plan, text: {ar: إقرار الخطة, en: Plan adopted}, due: 2026-09-01}",
        check=_step_done_in_future,
    ),
)
