"""Rules of the log: the owner's claims one after the other (MOU5xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import disordered, surely_before, to_come

if TYPE_CHECKING:
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.commitment import LogEntry, Trackable

_RANK = {"not_started": 0, "in_preparation": 1, "in_progress": 2, "ongoing": 2, "completed": 3}
_OVER = frozenset({"completed", "cancelled", "superseded"})


def _log_out_of_order(item: Trackable) -> Iterable[Finding]:
    if len(item.log) < 2:
        return ()
    return [
        at("log", index, "date", date=day, before=before)
        for index, day, before in disordered(entry.date for entry in item.log)
    ]


def _logged_in_future(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterable[Finding]:
    day = today.isoformat()
    return [
        at(*item.path, "log", index, "date", date=entry.date)
        for item in card.items
        for index, entry in enumerate(item.log)
        if entry.date > day and to_come(entry.date, today)
    ]


def _goes_backwards(item: Trackable) -> Iterable[Finding]:
    if len(item.log) < 2 or item.nature == "recurring":
        return ()
    return _steps_back(item.log)


def _steps_back(log: list[LogEntry]) -> Iterator[Finding]:
    before = ""
    for index, entry in enumerate(log):
        now = entry.progress
        if now is None or now == "on_hold":
            continue
        if before and entry.type != "correction" and _is_back(before, now):
            yield at("log", index, "progress", before=before, now=now)
        before = now


def _is_back(before: str, now: str) -> bool:
    if before in _OVER:
        return now not in _OVER
    return _RANK[before] > _RANK.get(now, 9)


def _percent_against_progress(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "percent", n=entry.percent or 0, progress=entry.progress or "")
        for index, entry in enumerate(item.log)
        if entry.percent is not None and _disagree(entry.progress, entry.percent)
    ]


def _disagree(progress: str | None, percent: int) -> bool:
    return percent < 100 if progress == "completed" else progress == "not_started" and percent > 0


def _without_reason(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "reason", word=word)
        for index, entry in enumerate(item.log)
        if entry.reason is None and (word := _asks_for_reason(entry))
    ]


def _asks_for_reason(entry: LogEntry) -> str:
    if entry.progress == "on_hold":
        return "on_hold"
    return "cancelled" if entry.progress == "cancelled" and entry.text is None else ""


def _before_the_instrument(record: Agreement) -> Iterable[Finding]:
    signed = record.signing.date if record.signing else None
    begins = signed if first_day(signed) else record.effect.date if record.effect else None
    if first_day(begins) is None:
        return ()
    return [
        at("commitments", place, "log", index, "date", date=entry.date, begins=begins or "")
        for place, item in enumerate(record.commitments)
        for index, entry in enumerate(item.log)
        if surely_before(entry.date, begins)
    ]


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU501",
        scope="item",
        severity=WARNING,
        title="Log out of order",
        message="The entry of {date} stands after the one of {before}",
        why="The log is written oldest first, and the newest entry says where things stand.",
        remedy="Correct the date, or put the entry in its place.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
""",
        good="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_preparation}
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}
""",
        check=_log_out_of_order,
    ),
    Rule(
        code="MOU502",
        scope="day",
        severity=WARNING,
        title="Log entry in the future",
        message="The entry is of {date}, which is still to come",
        why="The log says what happened; until its day the entry counts for nothing.",
        remedy="Correct the date; what is planned belongs in milestones.",
        sample="commitment",
        bad="log:\n  - {date: 2062-05-10, by: bh-authority, type: status_update, progress: in_progress}",
        good="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}",
        check=_logged_in_future,
    ),
    Rule(
        code="MOU508",
        scope="item",
        severity=WARNING,
        title="Progress that goes backwards",
        message="Progress goes from “{before}” back to “{now}”",
        terms={"before": "progress", "now": "progress"},
        why="A claim that is taken back should say so, or readers of the earlier report are misled.",
        remedy="Log it as a correction with its reason, or correct the progress.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: not_started}
""",
        good="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - date: 2026-05-10
    by: bh-authority
    type: correction
    corrects: 2026-04-10
    progress: not_started
    text: {ar: لم يبدأ البرنامج بعد, en: The programme has not begun yet}
""",
        check=_goes_backwards,
    ),
    Rule(
        code="MOU509",
        scope="item",
        severity=WARNING,
        title="Percentage that contradicts the progress",
        message="“{progress}” and {n} per cent do not go together",
        terms={"progress": "progress"},
        why="What is completed is done to the full, and what has not begun has no share done.",
        remedy="Correct the percentage or the progress.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: not_started, percent: 40}",
        good="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, percent: 40}",
        check=_percent_against_progress,
    ),
    Rule(
        code="MOU510",
        scope="item",
        severity=WARNING,
        title="Stopped without a reason",
        message="It is reported as “{word}” without a reason",
        terms={"word": "progress"},
        why="A committee can only help with an obstacle it knows.",
        remedy="Give the reason, such as funding or awaiting_other_party.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: on_hold}",
        good="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: on_hold, reason: funding}",
        check=_without_reason,
    ),
    Rule(
        code="MOU520",
        scope="agreement",
        severity=INFO,
        title="Activity before the instrument",
        message="Logged on {date}, before the instrument began on {begins}",
        why="What was done before the signing was not done under this instrument, unless it says so.",
        remedy="Check the date; move the entry to the earlier instrument where there is one.",
        sample="commitment",
        bad="log:\n  - {date: 2024-12-01, by: bh-authority, type: status_update, progress: in_progress}",
        good="log:\n  - {date: 2025-12-01, by: bh-authority, type: status_update, progress: in_progress}",
        check=_before_the_instrument,
    ),
)
