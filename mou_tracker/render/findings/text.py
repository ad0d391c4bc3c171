"""Findings for a person at a terminal: place, message, the line with a mark under it, and what to do."""

from __future__ import annotations

import re

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.excerpt import excerpt
from mou_tracker.render.findings.shape import Findings, Options, place, standing
from mou_tracker.render.findings.words import advice, directed, message, reason, severity_word, summary

_STYLES = {"error": "1;31", "warning": "1;33", "info": "1;36", "strong": "1", "dim": "2"}
_LOG_COMMAND = re.compile(r"##(?=\w*\[)")


def render(report: Findings, words: Words, options: Options) -> str:
    """One block a finding, blank lines between, and the sum at the end; excused ones, dim, only when verbose."""
    told = list(report.findings) if options.verbose else standing(report.findings)
    blocks = [
        _excused(finding, words, options) if finding.excused else _block(finding, words, options) for finding in told
    ]
    end = [directed(summary(report, words), words)]
    if told:
        end.append(directed(words("Why a rule exists: {command}", command=f"mou explain {told[0].code}"), words))
    return _harmless_in_a_log("\n\n".join([*blocks, "\n".join(end)]) + "\n")


def _block(finding: Diagnostic, words: Words, options: Options) -> str:
    label = _painted(finding.severity.value, severity_word(finding.severity, words), options)
    remedy, *others = advice(finding, words)
    notes = [f"{words('help:')} {remedy}", *others]
    return "\n".join([_head(finding, label, words, options), *_source(finding, words, options, *notes)])


def _excused(finding: Diagnostic, words: Words, options: Options) -> str:
    plain = options._replace(color=False)
    why = f"{words('reason:')} {reason(finding, words)}"
    lines = [_head(finding, words("excused"), words, plain), *_source(finding, words, plain, why)]
    return "\n".join(_painted("dim", line, options) for line in lines)


def _head(finding: Diagnostic, label: str, words: Words, options: Options) -> str:
    code = _painted("strong", finding.code, options)
    return f"{where(finding)}: {label} {code} {directed(message(finding, words), words)}"


def where(finding: Diagnostic) -> str:
    """`file:line:column`; a name that begins oddly gets `./`, so that no log or program takes it for a command."""
    file = bidi.visible(finding.file)
    span = place(finding)
    return f"{bidi.guard(file if file[:1].isalnum() else './' + file)}:{span.line}:{span.column}"


def _source(finding: Diagnostic, words: Words, options: Options, *notes: str) -> list[str]:
    number = str(place(finding).line)
    gutter = " " * len(number)
    found = excerpt(finding, options.width - len(number) - 4 if options.width else 0)
    lines = [f" {gutter} {_painted('dim', '=', options)} {directed(note, words)}" for note in notes]
    if found is None:
        return lines
    bar = _painted("dim", "|", options)
    mark = _painted(finding.severity.value, found.mark, options)
    quoted = " " + directed(words("here: {text}", text=found.quoted), words) if found.quoted else ""
    return [f" {number} {bar} {found.line}", f" {gutter} {bar} {mark}{quoted}".rstrip(), *lines]


def _painted(style: str, text: str, options: Options) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if options.color else text


def _harmless_in_a_log(text: str) -> str:
    """`text` without what the log of a forge takes for a command wherever it stands in a line; its cells stay."""
    return _LOG_COMMAND.sub("#♯", text)
