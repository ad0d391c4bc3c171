"""Checking a register: every file, every rule, for a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import Source, Unreadable
from mou_tracker.store.verdict import FileVerdict, finding_of, finding_row
from mou_tracker.store.workers import shared_out


class Report(NamedTuple):
    """All findings of a register on a day, settled and sorted, and how many files were read."""

    findings: tuple[Diagnostic, ...]
    files: int
    today: date


def check(loaded: Loaded, today: date) -> Report:
    """The report on a register; asked again of an unchanged one, it is remembered.

    Files that records point to are no part of the register's fingerprint: the answer rests on their state as well.
    """
    _, rows = loaded.cache.remember(
        loaded.fingerprint,
        f"findings {today.isoformat()}",
        lambda: (_states(loaded), tuple(map(finding_row, _findings(loaded, today)))),
        lambda kept: all(loaded.source.state_of(file) == state for file, state in kept[0]),
    )
    return Report(tuple(map(finding_of, rows)), loaded.files, today)


def _states(loaded: Loaded) -> tuple[tuple[str, tuple[int, ...] | None], ...]:
    files = sorted({claim.file for verdict in loaded.verdicts for claim in verdict.claims})
    return tuple((file, loaded.source.state_of(file)) for file in files)


def _findings(loaded: Loaded, today: date) -> list[Diagnostic]:
    from mou_tracker.rules.engine import check_calendar, check_day, check_register
    from mou_tracker.rules.policy import expired, settle

    register, source = loaded.register, loaded.source
    excuses = {verdict.file: verdict.excuses for verdict in loaded.verdicts if verdict.excuses}
    late = [
        *check_day([*register.agreements.values(), *register.meetings.values()], today, register.settings),
        *check_register(register),
        *check_calendar(register, today),
        *_claims(source, loaded.verdicts),
        *_twins(loaded),
        *expired(excuses, today),
    ]
    findings = [*loaded.findings(), *_placed(source, late)]
    return settle(findings, excuses, register.settings.severities, today)


def under(findings: Iterable[Diagnostic], paths: Sequence[str]) -> list[Diagnostic]:
    """The findings in these files or folders (paths from the register's root); all, when none is named."""
    folders = tuple(f"{path}/" for path in paths)
    return [found for found in findings if not paths or found.file in paths or found.file.startswith(folders)]


def chosen(findings: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]) -> list[Diagnostic]:
    """The findings whose code begins with one of `select` (all, when empty) and with none of `ignore`."""
    return [
        finding
        for finding in findings
        if (not select or finding.code.startswith(tuple(select)))
        and not (ignore and finding.code.startswith(tuple(ignore)))
    ]


def _placed(source: Source, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    from mou_tracker.store.locate import located

    def work(file: str) -> Any:
        return tuple(map(finding_row, located(by_file[file], file, _content(source, file))))

    return [finding_of(row) for rows in shared_out(work, list(by_file)) for row in rows]


def _content(source: Source, file: str) -> bytes | None:
    try:
        return source.read(file)
    except Unreadable:
        return None


def _twins(loaded: Loaded) -> list[Diagnostic]:
    twins = loaded.register.twins
    return [Diagnostic("MOU204", left_out, params={"id": ident, "other": stands}) for ident, stands, left_out in twins]


def _claims(source: Source, verdicts: Sequence[FileVerdict]) -> list[Diagnostic]:
    """Files that records point to: there, and with the hash the record states."""
    found: list[Diagnostic] = []
    for verdict in verdicts:
        for claim in verdict.claims:
            if source.size_of(claim.file) is None:
                found.append(Diagnostic("MOU323", verdict.file, claim.path, {"file": claim.file}))
            elif claim.sha256 and source.digest(claim.file) != claim.sha256:
                found.append(Diagnostic("MOU324", verdict.file, (*claim.path[:-1], "sha256"), {"file": claim.file}))
    return found
