"""Says a diagnostic in a language: its message, its remedy, the likely spelling, and the sum of a report."""

from __future__ import annotations

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import Words, gaps
from mou_tracker.render.findings.shape import Counts, Findings, count
from mou_tracker.rules.base import Rule
from mou_tracker.rules.registry import BY_CODE


def severity_word(severity: Severity, words: Words) -> str:
    """The severity as people name it."""
    return words.term("severity", severity.value)


def title(diagnostic: Diagnostic, words: Words) -> str:
    """The title of the rule that found it."""
    return words(BY_CODE[diagnostic.code].title)


def message(diagnostic: Diagnostic, words: Words) -> str:
    """What is wrong, in one sentence; values of the data are shown with their controls visible, and isolated.

    A code that no rule has, or a gap without its parameter, is a KeyError: a mistake of ours, not of the data.
    """
    rule = BY_CODE[diagnostic.code]
    params = _said(rule, diagnostic, words)
    number = diagnostic.params.get("n")
    if rule.message_many and isinstance(number, int):
        params.pop("n")
        return words.plural(rule.message, rule.message_many, number, **params)
    return words(rule.message, **params)


def help_(diagnostic: Diagnostic, words: Words) -> str:
    """The remedy: what to do about it."""
    rule = BY_CODE[diagnostic.code]
    return words(rule.remedy, **_said(rule, diagnostic, words))


def general_message(rule: Rule, words: Words) -> str:
    """The message of a rule when there is no finding: … where a value would stand, 3 where a number would."""
    blanks = dict.fromkeys(gaps(rule.message) | gaps(rule.message_many), "…")
    if not rule.message_many:
        return words(rule.message, **blanks)
    blanks.pop("n", None)
    return words.plural(rule.message, rule.message_many, 3, **blanks)


def general_remedy(rule: Rule, words: Words) -> str:
    """The remedy of a rule when there is no finding."""
    return words(rule.remedy, **dict.fromkeys(gaps(rule.remedy), "…"))


def did_you_mean(diagnostic: Diagnostic, words: Words) -> str:
    """The spelling that was probably meant, as a question; "" when the rule has no suggestion."""
    suggestion = diagnostic.params.get("suggestion")
    return words("Did you mean {suggestion}?", suggestion=bidi.visible(str(suggestion))) if suggestion else ""


def advice(diagnostic: Diagnostic, words: Words) -> list[str]:
    """The lines that help: the remedy, and the question about the spelling where there is one."""
    return [line for line in (help_(diagnostic, words), did_you_mean(diagnostic, words)) if line]


def reason(diagnostic: Diagnostic, words: Words) -> str:
    """Why the finding is excused; "" when it is not."""
    return bidi.visible(words.pick(diagnostic.excused)) if diagnostic.excused else ""


def directed(line: str, words: Words) -> str:
    """`line` as one unit of its language's direction, for places that run from left to right by themselves."""
    return f"{bidi.RLI}{line}{bidi.PDI}" if words.lang == "ar" and line else line


def summary(report: Findings, words: Words) -> str:
    """The last line: how many of each severity, how many excused, in how many files."""
    counted = count(report.findings)
    parts = _numbers(counted, words) or [words("No findings")]
    if counted.excused:
        parts.append(words.plural("{n} excused", "{n} excused", counted.excused))
    return words(", ").join(parts) + " " + words.plural("in {n} file", "in {n} files", report.files) + "."


def _numbers(counted: Counts, words: Words) -> list[str]:
    return [
        *([words.plural("{n} error", "{n} errors", counted.errors)] if counted.errors else []),
        *([words.plural("{n} warning", "{n} warnings", counted.warnings)] if counted.warnings else []),
        *([words.plural("{n} info", "{n} infos", counted.infos)] if counted.infos else []),
    ]


def _said(rule: Rule, diagnostic: Diagnostic, words: Words) -> dict[str, str | int]:
    """The parameters: words of a vocabulary in the reader's language, texts without anything unseen, numbers as such."""
    said: dict[str, str | int] = {}
    for name, value in diagnostic.params.items():
        if name in rule.terms:
            said[name] = words.term(rule.terms[name], bidi.visible(str(value)))
        else:
            said[name] = bidi.visible(value) if isinstance(value, str) else value
    return said
