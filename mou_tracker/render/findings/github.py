"""Findings as workflow commands, which a forge shows on the lines of a pull request, and as a page for its summary."""

from __future__ import annotations

from collections.abc import Mapping

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import Words
from mou_tracker.render import markdown
from mou_tracker.render.findings.shape import Findings, Options, in_repository, place, standing, worst_first
from mou_tracker.render.findings.words import advice, directed, message, severity_word, summary, title

COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

LARGEST_SUMMARY = 1_000_000
"""Bytes; a step's summary above 1 MiB is refused whole."""


def render(report: Findings, words: Words, _options: Options) -> str:
    """One command a line, errors first: of each kind the first ten are shown as annotations. Excused ones are left out."""
    return "".join(_command(report, finding, words) + "\n" for finding in worst_first(standing(report.findings)))


def summary_markdown(report: Findings, words: Words) -> str:
    """The report as Markdown: the sum, and a table of what stands, worst first, within `LARGEST_SUMMARY` bytes."""
    found = worst_first(standing(report.findings))
    head = [markdown.said(summary(report, words))]
    if found:
        names = (words("severity"), words("code"), words("file and line"), words("finding"))
        head += ["", f"| {' | '.join(names)} |", "| --- | --- | --- | --- |"]
    lines, left = _within(LARGEST_SUMMARY - 1000, [*head, *(_row(report, finding, words) for finding in found)])
    if left:
        lines += ["", markdown.said(words.plural("… and {n} more", "… and {n} more", left))]
    body = "\n".join(lines)
    return f'<div dir="rtl" lang="ar">\n\n{body}\n\n</div>\n' if words.lang == "ar" else body + "\n"


def _command(report: Findings, finding: Diagnostic, words: Words) -> str:
    span = place(finding)
    properties = {
        "file": bidi.visible(in_repository(report, finding.file)),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{finding.code} {title(finding, words)}"
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = [directed(line, words) for line in (message(finding, words), *advice(finding, words))]
    return f"::{COMMANDS[finding.severity]} {told}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(report: Findings, finding: Diagnostic, words: Words) -> str:
    file = markdown.escaped(in_repository(report, finding.file))
    where = bidi.isolate_ltr(f"{file}\\:{place(finding).line}")
    texts = [message(finding, words), *advice(finding, words)]
    told = "<br>".join(markdown.said(text) for text in texts)
    return f"| {severity_word(finding.severity, words)} | {finding.code} | {where} | {told} |"


def _within(limit: int, lines: list[str]) -> tuple[list[str], int]:
    """The lines that fit into `limit` bytes, and how many do not."""
    for number, line in enumerate(lines):
        limit -= len(line.encode("utf-8")) + 1
        if limit < 0:
            return lines[:number], len(lines) - number
    return lines, 0
