"""Findings as JUnit XML: one test case a file that has any, failed by its errors, its other findings as its output."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.shape import Findings, Options, in_repository, place
from mou_tracker.render.findings.words import advice, directed, message, reason, severity_word, summary

SUITE = "mou validate"

_SPECIAL = re.compile('[&<>"\ufffe\uffff]|(?<=#)#')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "#": "&#35;"}


def render(report: Findings, words: Words, _options: Options) -> str:
    """One suite; a case with more than one `<failure>` shows only its first in most readers, so errors share one.

    The files without findings are one more case, which passes: a suite without cases counts as broken.
    """
    groups = groupby(report.findings, key=lambda finding: finding.file)
    cases = [(file, list(found)) for file, found in groups]
    failed = sum(any(_fails(finding) for finding in found) for _, found in cases)
    numbers = f'tests="{len(cases) + 1}" failures="{failed}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="{SUITE}" {numbers}>',
        f'<testsuite name="{SUITE}" {numbers} skipped="0">',
        f'<properties><property name="asOf" value="{report.today.isoformat()}"/></properties>',
        *(_case(in_repository(report, file), found, report, words) for file, found in cases),
        _passing(report, words),
        "</testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _fails(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR and not finding.excused


def _case(name: str, found: list[Diagnostic], report: Findings, words: Words) -> str:
    errors = [finding for finding in found if _fails(finding)]
    others = [finding for finding in found if not _fails(finding)]
    lines = [f'<testcase classname="{SUITE}" name="{escaped(bidi.visible(name))}">']
    if errors:
        first = escaped(message(errors[0], words))
        lines.append(f'<failure type="{errors[0].code}" message="{first}">{_texts(errors, report, words)}</failure>')
    if others:
        lines.append(f"<system-out>{_texts(others, report, words)}</system-out>")
    return "\n".join([*lines, "</testcase>"])


def _passing(report: Findings, words: Words) -> str:
    name, output = escaped(words("files without findings")), escaped(directed(summary(report, words), words))
    return f'<testcase classname="{SUITE}" name="{name}">\n<system-out>{output}</system-out>\n</testcase>'


def _texts(found: Iterable[Diagnostic], report: Findings, words: Words) -> str:
    return escaped("\n".join(_text(finding, report, words) for finding in found))


def _text(finding: Diagnostic, report: Findings, words: Words) -> str:
    span = place(finding)
    label = words("excused") if finding.excused else severity_word(finding.severity, words)
    file = bidi.guard(bidi.visible(in_repository(report, finding.file)))
    head = f"{file}:{span.line}:{span.column}: {label} {finding.code} {directed(message(finding, words), words)}"
    notes = [f"{words('reason:')} {reason(finding, words)}"] if finding.excused else advice(finding, words)
    return "\n".join([head, *(f"    {directed(note, words)}" for note in notes)])


def escaped(text: str) -> str:
    """Text for an element or an attribute; the two code points that XML 1.0 forbids beyond the controls are shown."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0]) or f"&lt;U+{ord(found[0]):04X}&gt;", text)
