"""What happens to commitments and outcomes: reports of progress, assessments, moved due dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from mou_tracker.actions.change import Plan, Planner
from mou_tracker.actions.draft import (
    Said,
    day_of,
    edited,
    entry,
    fitting,
    item_of,
    measured,
    meeting_of,
    record_place,
    reporter,
    speech,
    trailers_of,
)
from mou_tracker.actions.proofs import Proof, kept
from mou_tracker.diagnostics import Path
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import ItemCard, MeetingCard
from mou_tracker.model.commitment import Assessment, ChangeRequest, LogEntry
from mou_tracker.model.register import Register
from mou_tracker.render.recorded import Moved
from mou_tracker.store.edits import Append, Edit, Set
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import WorkingTree


class Report(NamedTuple):
    """A report as it was given; what is empty was left out. `measures` are `name=number`, `date` a register's date."""

    text: Said = Said()
    type: str = ""
    date: str = ""
    by: str = ""
    progress: str = ""
    percent: int | None = None
    reason: str = ""
    measures: Sequence[str] = ()
    evidence: Sequence[Proof] = ()
    meeting: str = ""
    corrects: str = ""


class Opinion(NamedTuple):
    """An assessment as it was given."""

    verdict: str
    rationale: Said = Said()
    confidence: str = ""
    date: str = ""
    by: str = ""
    meeting: str = ""


class Move(NamedTuple):
    """A change of a due date as it was asked for, and what was decided."""

    to: str
    reason: Said
    decision: str = "approved"
    date: str = ""
    by: str = ""
    meeting: str = ""


def progress(ref: str, report: Report, today: date) -> Planner:
    """Plans a new entry at the end of the log of a commitment or outcome, with its evidence."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        item, meeting = item_of(register, ref), meeting_of(register, report.meeting)
        file, path = record_place(loaded, ref)
        settings = register.settings
        proofs = kept(report.evidence, list(dict.fromkeys([settings.language, *settings.languages])))
        data = fitting(
            LogEntry, _log_entry(register, item, meeting, report, today, proofs.entries), file, _last(item, path)
        )
        words = speech(register)
        what = words.term("progress", data["progress"]) if "progress" in data else words.term("log_type", data["type"])
        subject = words(N_("Report on {ref}: {what}"), ref=ref, what=what)
        content = edited(source, file, [Append((*path, "log"), data)])
        return Plan({**proofs.files, file: content}, subject, trailers_of(register, ref, report.meeting), ref)

    return plan


def _last(item: ItemCard, path: Path) -> Path:
    return (*path, "log", len(item.log))


def _log_entry(
    register: Register,
    item: ItemCard,
    meeting: MeetingCard | None,
    report: Report,
    today: date,
    proofs: list[dict[str, Any]],
) -> dict[str, Any]:
    text, measures = report.text.text(register), measured(report.measures)
    if not (text or report.progress or report.percent is not None or measures or proofs or report.reason):
        raise UsageMistake(
            N_("Nothing is said about {ref}"),
            N_("Say it with --text, --progress, --percent or --measure"),
            ref=item.ref,
        )
    if report.type == "no_activity" and not report.reason and not text:
        raise UsageMistake(N_("Why there was no activity is missing"), N_("Say it with --reason or --text"))
    if report.type == "correction" and not report.corrects:
        raise UsageMistake(N_("Which report is corrected is missing"), N_("Give its date with --corrects"))
    return entry(
        date=day_of(report.date, meeting, today),
        by=reporter(item, report.by),
        type=report.type or "status_update",
        text=text,
        progress=report.progress,
        percent=report.percent,
        reason=report.reason,
        measures=measures,
        evidence=proofs,
        meeting=report.meeting,
        corrects=report.corrects,
    )


def assess(ref: str, opinion: Opinion, today: date) -> Planner:
    """Plans a new entry at the end of the assessments of a commitment or outcome."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        item, meeting = item_of(register, ref), meeting_of(register, opinion.meeting)
        file, path = record_place(loaded, ref)
        given = entry(
            date=day_of(opinion.date, meeting, today),
            by=opinion.by or _assessor(register, ref, meeting),
            verdict=opinion.verdict,
            meeting=opinion.meeting,
            confidence=opinion.confidence,
            rationale=opinion.rationale.text(register),
        )
        data = fitting(Assessment, given, file, (*path, "assessments", len(item.assessments)))
        words = speech(register)
        subject = words(N_("Assess {ref}: {verdict}"), ref=ref, verdict=words.term("verdict", opinion.verdict))
        content = edited(source, file, [Append((*path, "assessments"), data)])
        return Plan({file: content}, subject, trailers_of(register, ref, opinion.meeting), ref)

    return plan


def _assessor(register: Register, ref: str, meeting: MeetingCard | None) -> str:
    """The body of the meeting, else the only body that follows the agreement."""
    home = ref.rpartition("/")[0]
    bodies = register.agreements[home].bodies if home in register.agreements else (register.meetings[home].body,)
    if meeting or len(bodies) == 1:
        return meeting.body if meeting else bodies[0]
    raise UsageMistake(N_("Who assesses {ref} is missing"), N_("Say it with --by, or name the meeting"), ref=ref)


def reschedule(ref: str, move: Move, today: date) -> Planner:
    """Plans a change request for the due date; when it is approved, the due date moves and the first one is kept."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        item, meeting = item_of(register, ref), meeting_of(register, move.meeting)
        file, path = record_place(loaded, ref)
        if item.due == move.to:
            raise UsageMistake(N_("{ref} is due on {day} already"), ref=ref, day=move.to)
        given = entry(
            date=day_of(move.date, meeting, today),
            what="due",
            from_=item.due,
            to=move.to,
            reason=move.reason.text(register),
            decision=move.decision,
            by=move.by,
            meeting=move.meeting,
        )
        data = fitting(ChangeRequest, given, file, (*path, "change_requests", len(item.changes)))
        moves = move.decision == "approved"
        edits = [*_moved(item, path, move.to), Append((*path, "change_requests"), data)] if moves else []
        content = edited(source, file, edits or [Append((*path, "change_requests"), data)])
        subject = _subject_of_move(register, item, move)
        moved = [Moved("due", item.due, move.to)] if moves else []
        return Plan({file: content}, subject, trailers_of(register, ref, move.meeting), ref, moved)

    return plan


def _moved(item: ItemCard, path: Path, to: str) -> list[Edit]:
    keeps = item.due and not item.original_due
    first: list[Edit] = [Set((*path, "original_due"), item.due)] if keeps else []
    return [Set((*path, "due"), to), *first]


def _subject_of_move(register: Register, item: ItemCard, move: Move) -> str:
    words = speech(register)
    if move.decision != "approved":
        return words(N_("Request to move the due date of {ref} to {after}"), ref=item.ref, after=move.to)
    if not item.due:
        return words(N_("Set the due date of {ref}: {after}"), ref=item.ref, after=move.to)
    message = N_("Move the due date of {ref} from {before} to {after}")
    return words(message, ref=item.ref, before=item.due, after=move.to)
