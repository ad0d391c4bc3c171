"""What is known of one file after it was judged, and the same as a plain row to keep."""

from __future__ import annotations

from typing import Any, NamedTuple

from mou_tracker.diagnostics import Diagnostic, Path, Severity, Span
from mou_tracker.model.cards import Card
from mou_tracker.model.rows import card_of, row_of

Row = tuple[Any, ...]


class Excused(NamedTuple):
    """A justified exception: findings of the rule at or below the path are excused until the day; `at` is its place."""

    path: Path
    rule: str
    until: str
    reason: Any
    at: Path


class FileClaim(NamedTuple):
    """A file that a record points to, with the hash it states."""

    path: Path
    file: str
    sha256: str | None


class FileVerdict(NamedTuple):
    """All that is to be known of one file without looking at another, at the day, or at severities."""

    file: str
    kind: str
    ident: str
    cards: tuple[Card, ...]
    findings: tuple[Diagnostic, ...]
    excuses: tuple[Excused, ...] = ()
    claims: tuple[FileClaim, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether the file holds a record that could not be read."""
        return not self.cards and any(finding.severity is Severity.ERROR for finding in self.findings)


def to_row(verdict: FileVerdict) -> Row:
    """The verdict in builtin types only."""
    return (
        verdict.file,
        verdict.kind,
        verdict.ident,
        tuple(map(row_of, verdict.cards)),
        tuple(map(finding_row, verdict.findings)),
        tuple(map(tuple, verdict.excuses)),
        tuple(map(tuple, verdict.claims)),
    )


def from_row(row: Row) -> FileVerdict:
    """The verdict a row was made from."""
    file, kind, ident, cards, findings, excuses, claims = row
    return FileVerdict(
        file,
        kind,
        ident,
        tuple(map(card_of, cards)),
        tuple(map(finding_of, findings)) if findings else (),
        tuple(map(Excused._make, excuses)) if excuses else (),
        tuple(map(FileClaim._make, claims)) if claims else (),
    )


def finding_row(found: Diagnostic) -> Row:
    """A finding in builtin types only."""
    span = tuple(found.span) if found.span else None
    params = tuple(found.params.items())
    excused = found.excused if isinstance(found.excused, str) else dict(found.excused)
    return (
        found.code,
        found.file,
        found.path,
        params,
        found.severity.value,
        span,
        found.excerpt,
        found.at_key,
        excused,
    )


def finding_of(row: Row) -> Diagnostic:
    """The finding a row was made from."""
    code, file, path, params, severity, span, excerpt, at_key, excused = row
    return Diagnostic(
        code,
        file,
        path,
        dict(params),
        Severity(severity),
        Span._make(span) if span else None,
        excerpt,
        at_key,
        excused,
    )
