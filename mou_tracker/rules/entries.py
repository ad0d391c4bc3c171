"""Rules of single log entries: what each must say, and what it may refer to (MOU5xx)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.dates import first_day
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at

if TYPE_CHECKING:
    from mou_tracker.model.commitment import LogEntry, Trackable

_NEEDS_TEXT = frozenset({"activity", "milestone", "obstacle", "correction"})


def _inactive_without_reason(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "reason", date=entry.date)
        for index, entry in enumerate(item.log)
        if entry.type == "no_activity" and entry.reason is None and entry.text is None
    ]


def _without_text(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "text", type=entry.type)
        for index, entry in enumerate(item.log)
        if entry.text is None and entry.type in _NEEDS_TEXT
    ]


def _inactive_with_results(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "type", date=entry.date)
        for index, entry in enumerate(item.log)
        if entry.type == "no_activity" and (entry.measures or entry.evidence)
    ]


def _corrects_nothing(item: Trackable) -> Iterator[Finding]:
    earlier: set[str] = set()
    for index, entry in enumerate(item.log):
        if entry.corrects and entry.corrects not in earlier and first_day(entry.corrects):
            yield at("log", index, "corrects", found=entry.corrects)
        earlier.add(entry.date)


def _correction_of_what(item: Trackable) -> Iterable[Finding]:
    return [
        at("log", index, "corrects", date=entry.date)
        for index, entry in enumerate(item.log)
        if entry.type == "correction" and entry.corrects is None
    ]


def _said_twice(item: Trackable) -> Iterable[Finding]:
    return _repeats(item.log) if len(item.log) > 1 else ()


def _repeats(log: list[LogEntry]) -> Iterator[Finding]:
    alike = Counter((entry.date, entry.by, entry.type) for entry in log)
    seen: set[str] = set()
    for index, entry in enumerate(log):
        if alike[entry.date, entry.by, entry.type] > 1:
            content = entry.model_dump_json()
            if content in seen:
                yield at("log", index, date=entry.date)
            seen.add(content)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU511",
        scope="item",
        severity=WARNING,
        title="Log entry without words",
        message="An entry of the type “{type}” does not say what happened",
        terms={"type": "log_type"},
        why="The next meeting reads this entry; without a text it reports nothing.",
        remedy="Say in one sentence what happened.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: bh-authority, type: activity, progress: in_progress}",
        good="""\
log:
  - date: 2026-05-10
    by: bh-authority
    type: activity
    progress: in_progress
    text: {ar: عقد البرنامج الأول, en: The first programme was held}
""",
        check=_without_text,
    ),
    Rule(
        code="MOU516",
        scope="item",
        severity=WARNING,
        title="Correction of no entry",
        message="No earlier entry of this log has the date {found}",
        why="A correction is read together with the entry it corrects; this one stands alone.",
        remedy="Write the date of the entry that is corrected.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: correction, corrects: 2026-04-01, text: العدد 24}
""",
        good="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: correction, corrects: 2026-04-10, text: العدد 24}
""",
        check=_corrects_nothing,
    ),
    Rule(
        code="MOU521",
        scope="item",
        severity=WARNING,
        title="Log entry said twice",
        message="The entry of {date} stands twice",
        why="Two branches that were merged may both have brought it; figures would be counted twice.",
        remedy="Remove one of the two.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}
""",
        good="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress}",
        check=_said_twice,
    ),
    Rule(
        code="MOU524",
        scope="item",
        severity=INFO,
        title="Correction that names no entry",
        message="The correction of {date} does not say which entry it corrects",
        why="Readers of the log must be able to tell which claim no longer holds.",
        remedy="Write the date of that entry under corrects.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: correction, text: العدد 24}
""",
        good="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress}
  - {date: 2026-05-10, by: bh-authority, type: correction, corrects: 2026-04-10, text: العدد 24}
""",
        check=_correction_of_what,
    ),
    Rule(
        code="MOU525",
        scope="item",
        severity=WARNING,
        title="No activity, yet results",
        message="The entry of {date} reports no activity, but brings measures or evidence",
        why="The entry contradicts itself: results come from activity.",
        remedy="Choose another type of entry, or move the measures and evidence to theirs.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: no_activity, reason: funding, measures: {trainees: 24}}
""",
        good="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 24}}
""",
        check=_inactive_with_results,
    ),
    Rule(
        code="MOU526",
        scope="item",
        severity=INFO,
        title="No activity without a reason",
        message="No activity is reported on {date}, and no reason",
        why="Why nothing happened is what the committee asks next.",
        remedy="Give the reason, or say it in the text.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: bh-authority, type: no_activity}",
        good="log:\n  - {date: 2026-05-10, by: bh-authority, type: no_activity, reason: funding}",
        check=_inactive_without_reason,
    ),
)
