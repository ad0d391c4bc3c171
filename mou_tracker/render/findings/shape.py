"""What every output of findings is made from: the report, the options, and what several formats count alike."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from mou_tracker.diagnostics import NOWHERE, Diagnostic, Severity, Span
from mou_tracker.i18n.catalog import Words


class Findings(NamedTuple):
    """A report to be shown: findings settled and sorted, how many files were read, the day it holds for.

    `root_prefix` is the path of the register's root inside the repository, with forward slashes, "" when they are one:
    outputs for a forge name files from the repository's root.
    """

    findings: Sequence[Diagnostic]
    files: int
    today: date
    root_prefix: str = ""


class Options(NamedTuple):
    """How to show it: `width` in terminal cells for excerpts (0: as long as they are), `verbose` tells excused ones."""

    color: bool = False
    width: int = 100
    verbose: bool = False


Formatter = Callable[[Findings, Words, Options], str]
"""One output format: pure, its text ends with a newline."""


class Counts(NamedTuple):
    """How many findings of each severity count, and how many are excused."""

    errors: int
    warnings: int
    infos: int
    excused: int


def count(findings: Iterable[Diagnostic]) -> Counts:
    """The numbers of a report; an excused finding counts as nothing else."""
    told = Counter("excused" if finding.excused else finding.severity.value for finding in findings)
    return Counts(told["error"], told["warning"], told["info"], told["excused"])


def standing(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that are not excused."""
    return [finding for finding in findings if not finding.excused]


def worst_first(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by severity, errors first; the order within one severity stays."""
    return sorted(findings, key=lambda finding: list(Severity).index(finding.severity))


def place(finding: Diagnostic) -> Span:
    """Where the finding stands; the beginning of the file when it was not located."""
    return finding.span or NOWHERE


def in_repository(report: Findings, file: str) -> str:
    """The path of a file of the register from the repository's root."""
    return f"{report.root_prefix}/{file}" if report.root_prefix else file


def fingerprints(findings: Iterable[Diagnostic]) -> list[str]:
    """A name for each finding that stays when lines move: 32 hexadecimal digits of code, file and path.

    Findings alike in all three are told apart by a running number: forges drop the second of equal fingerprints.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for finding in findings:
        key = (finding.code, finding.file, repr(finding.path))
        seen[key] += 1
        text = "\0".join([*key, str(seen[key])])
        names.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names
