"""What is to be known of each rule: the reference page, the explanation of one, the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from mou_tracker.diagnostics import Severity
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.render.findings.excerpt import shown
from mou_tracker.render.findings.words import directed, general_message, general_remedy, severity_word
from mou_tracker.render.markdown import fenced, prose
from mou_tracker.render.table import Cell, Column, Style, Table
from mou_tracker.rules.base import Example, Rule
from mou_tracker.rules.nearest import nearest
from mou_tracker.rules.registry import BY_CODE

FAMILIES: Mapping[str, str] = {
    "MOU0": N_("Files that cannot be read"),
    "MOU1": N_("Shape of the records"),
    "MOU2": N_("Identity and references"),
    "MOU3": N_("Terms and dates"),
    "MOU4": N_("Commitments and indicators"),
    "MOU5": N_("Progress and evidence"),
    "MOU6": N_("Meetings"),
    "MOU7": N_("Wording, language and safety of text"),
}

_STYLES: Mapping[Severity, Style] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: ""}

MOST_LINES, WIDEST_LINE = 20, 150
"""How much of an example is shown; some show that a file is too large."""


def rules_table(words: Words, prefix: str = "") -> Table:
    """The rules whose code begins with `prefix` (`MOU6`; all without it), in the order of their codes."""
    columns = (
        Column("code", words("code"), "code"),
        Column("severity", words("severity")),
        Column("title", words("rule")),
        Column("family", words("subject")),
    )
    rules = [rule for rule in _sorted() if rule.code.startswith(prefix.upper())]
    return Table(words("Rules"), columns, [_row(rule, words) for rule in rules])


def _row(rule: Rule, words: Words) -> list[Cell]:
    severity, title, family = severity_word(rule.severity, words), words(rule.title), words(FAMILIES[rule.code[:4]])
    return [
        Cell(rule.code, "strong", rule.code),
        Cell(severity, _STYLES[rule.severity], rule.severity.value),
        Cell(title, "", title),
        Cell(family, "dim", family),
    ]


def explain_rule(code: str, words: Words) -> str:
    """All about one rule, for a terminal; the code may be written `mou105` or `105`. UsageMistake when there is none."""
    rule = _named(code)
    head = f"{rule.code} {severity_word(rule.severity, words)}: {words(rule.title)}"
    labelled = [
        (words("Message:"), general_message(rule, words)),
        (words("Why:"), words(rule.why)),
        (words("Remedy:"), general_remedy(rule, words)),
        *([(words("Source:"), rule.source)] if rule.source else []),
    ]
    lines = [directed(head, words), "", *(directed(f"{label} {text}", words) for label, text in labelled)]
    for label, example in ((words("Wrong:"), rule.bad), (words("Right:"), rule.good)):
        lines += ["", directed(label, words), *(bidi.guard(f"    {line}") for line in example_lines(rule, example))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def rules_markdown(words: Words) -> str:
    """The reference page: an index by family, then each rule with its reason, its remedy and an example of each side."""
    families = [(prefix, list(rules)) for prefix, rules in groupby(_sorted(), key=lambda rule: rule.code[:4])]
    page = [f"# {words('Rules')}", "", words(_INTRODUCTION), ""]
    page += [f"- [{words(FAMILIES[prefix])}](#{prefix.lower()}xx)" for prefix, _ in families]
    for prefix, rules in families:
        page += ["", f'<a id="{prefix.lower()}xx"></a>', "", f"## {words(FAMILIES[prefix])}", "", *_index(rules, words)]
        for rule in rules:
            page += ["", *_section(rule, words)]
    if words.lang == "ar":
        page = ['<div dir="rtl" lang="ar">', "", *page, "", "</div>"]
    return "\n".join(page) + "\n"


_INTRODUCTION = N_(
    "Codes are for ever. `mou.toml` may change the severity of a rule under `[severities]`, and a record may excuse a "
    "finding until a day, with a reason, under `exceptions`."
)


def example_lines(rule: Rule, example: Example) -> list[str]:
    """An example as lines to show, what is not seen shown; the file is named in a comment when there are several."""
    if isinstance(example, str):
        return _lines(_decoded(example) if rule.sample == "bytes" else example)
    lines: list[str] = []
    for file, text in example.items():
        lines += [f"# {shown(file)}", *_lines(text)]
    return lines


def _lines(text: str) -> list[str]:
    lines = [bidi.clip(shown(line), WIDEST_LINE) for line in text.rstrip("\n").split("\n")[: MOST_LINES + 1]]
    return [*lines[:MOST_LINES], "…"] if len(lines) > MOST_LINES else lines


def _decoded(example: str) -> str:
    return example.encode("latin-1").decode("utf-8", "backslashreplace")


def _sorted() -> list[Rule]:
    return [BY_CODE[code] for code in sorted(BY_CODE)]


def _named(code: str) -> Rule:
    wanted = code.strip().upper()
    wanted = f"MOU{wanted}" if wanted.isdigit() else wanted
    if rule := BY_CODE.get(wanted):
        return rule
    if meant := nearest(wanted, BY_CODE):
        raise UsageMistake("There is no rule {code}.", "Did you mean {suggestion}?", code=code, suggestion=meant)
    raise UsageMistake("There is no rule {code}.", "`mou rules` lists all of them.", code=code)


def _index(rules: list[Rule], words: Words) -> Iterator[str]:
    yield f"| {words('code')} | {words('severity')} | {words('rule')} |"
    yield "| --- | --- | --- |"
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()})"
        yield f"| {link} | {severity_word(rule.severity, words)} | {prose(words(rule.title))} |"


def _section(rule: Rule, words: Words) -> Iterator[str]:
    yield f'<a id="{rule.code.lower()}"></a>'
    yield ""
    yield f"### {rule.code}: {prose(words(rule.title))}"
    yield ""
    yield f"*{severity_word(rule.severity, words)}* · {prose(general_message(rule, words))}"
    yield ""
    yield f"**{words('Why:')}** {prose(words(rule.why))}"
    yield ""
    yield f"**{words('Remedy:')}** {prose(general_remedy(rule, words))}"
    if rule.source:
        yield ""
        yield f"**{words('Source:')}** {prose(rule.source)}"
    for label, example in ((words("Wrong:"), rule.bad), (words("Right:"), rule.good)):
        yield from ("", label, "", *_block(rule, example, words))


def _block(rule: Rule, example: Example, words: Words) -> list[str]:
    block = fenced("\n".join(example_lines(rule, example)), "toml" if rule.sample == "settings" else "yaml")
    return ['<div dir="ltr">', "", block, "", "</div>"] if words.lang == "ar" else [block]
