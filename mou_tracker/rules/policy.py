"""What a register makes of findings: severities, excuses with an expiry, and the order they are told in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mou_tracker.diagnostics import Diagnostic, Path, Severity
from mou_tracker.model.cards import Text
from mou_tracker.model.dates import last_day
from mou_tracker.rules.registry import BY_CODE

Excuses = Mapping[str, Sequence[tuple[Path, str, str, Text, Path]]]
"""Per file: path, rule, until (a partial date), reason, and where the exception itself stands."""

OFF = "off"


def settle(
    findings: Iterable[Diagnostic], excuses: Excuses, severities: Mapping[str, str], today: date
) -> list[Diagnostic]:
    """The findings as this register judges them on this day, sorted by file and place, each told once.

    An excuse holds through its day and counts for findings at or below its record; what cannot be read is never
    excused, since then the excuse cannot be trusted either.
    """
    settled: dict[object, Diagnostic] = {}
    for finding in findings:
        severity = severities.get(finding.code, BY_CODE[finding.code].severity.value)
        if severity == OFF and finding.code >= "MOU200":
            continue
        severity = finding.severity.value if severity == OFF else severity
        judged = replace(finding, severity=Severity(severity), excused=_excuse(finding, excuses, today))
        settled.setdefault((judged.file, judged.span, judged.code, repr(sorted(judged.params.items()))), judged)
    return sorted(settled.values(), key=Diagnostic.order)


def expired(excuses: Excuses, today: date) -> list[Diagnostic]:
    """A finding (MOU221) for every exception whose day has passed."""
    return [
        Diagnostic("MOU221", file, (*place, "until"), {"rule": rule, "until": until})
        for file, entries in excuses.items()
        for _, rule, until, _, place in entries
        if (end := last_day(until)) is not None and end < today
    ]


def _excuse(finding: Diagnostic, excuses: Excuses, today: date) -> Text:
    for path, rule, until, reason, _ in excuses.get(finding.file, ()):
        end = last_day(until)
        if rule == finding.code and finding.path[: len(path)] == path and end is not None and today <= end:
            return reason
    return ""
