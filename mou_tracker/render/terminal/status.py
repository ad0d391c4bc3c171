"""The dashboard: what stands, what is late, what runs out, who owes what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mou_tracker.analysis.overview import Overview, TermRow
from mou_tracker.analysis.tally import NEVER, OLDER, ItemRow
from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.format import digits, say_date, say_due
from mou_tracker.render.answers import because
from mou_tracker.render.overview_tables import attention_table, bodies_table, owed_table, pillars_table, progress_word
from mou_tracker.render.table import Cell, Column, Style, Table
from mou_tracker.render.terminal.figures import INDENT, bars, beside, heading, said
from mou_tracker.render.terminal.ink import paint, paragraph, safe, segment
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.table import LEAST_TEXT, table_text

MOST, FEW = 10, 5
"""Rows of the list of what is overdue, and of the other lists; the rest is counted."""

LEAST_NAME = 14
"""Cells a name needs beside the figures; names may be cut, as the ids stand before them."""

_OTHERS = ("unassigned", "completed_without_evidence", "completed_unverified", "carried_over", "suspect")
"""Flags that are counted and have no list of their own."""


_DUE, _EXPIRING = "mou due", "mou list agreements --state expiring"
_FIND = "mou list commitments --flag {flag}"
_AGENCIES, _BODIES = "mou list agencies", "mou list meetings"


def status_text(over: Overview, pen: Pen) -> str:
    """The dashboard of an overview with `MOST` rows of each list or more. What there is nothing of is left out; that nothing is overdue is said."""
    words = pen.words
    blocks = [
        _title(over, pen),
        *_figures(over, pen),
        _flagged(over, pen, words(N_("Overdue")), "overdue", style="bad", command=_DUE, most=MOST)
        or [said(words(N_("Nothing is overdue.")), pen, "good")],
        _flagged(over, pen, words(N_("Due soon")), "due_soon", command=_DUE),
        _flagged(over, pen, words(N_("Reports missing")), "report_overdue", "report_due"),
        _flagged(over, pen, words(N_("Dormant, with the last activity")), "dormant"),
        _others(over, pen),
        _terms(over.terms, pen),
        _shown(owed_table(over.agencies[:MOST], words, pen.default), len(over.agencies) - MOST, _AGENCIES, pen),
        _shown(pillars_table(over.pillars, words), 0, "", pen),
        _shown(bodies_table(over.bodies[:MOST], _day(over), words, pen.default), len(over.bodies) - MOST, _BODIES, pen),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _day(over: Overview) -> date:
    return date.fromisoformat(over.day)


def _title(over: Overview, pen: Pen) -> list[str]:
    words, totals = pen.words, over.totals
    title = safe(words.pick(over.title, pen.default)) if over.title else words(N_("Register"))
    counts = [
        words.plural("{n} agreement", "{n} agreements", totals.agreements),
        words.plural("{n} commitment", "{n} commitments", totals.commitments),
        words.plural("{n} outcome to follow", "{n} outcomes to follow", totals.outcomes),
        words.plural("{n} still open", "{n} still open", totals.open),
    ]
    lines = [paint(line, "strong", pen.color) for line in paragraph(title, pen.width)]
    lines += paragraph(words(N_("As of {day}"), day=say_date(words, over.day)), pen.width)
    return [*lines, *paragraph(words(", ").join(counts), pen.width), *_broken(totals.broken, pen)]


def _broken(n: int, pen: Pen) -> list[str]:
    if not n:
        return []
    told = pen.words.plural(
        "{n} file cannot be read and is left out: {command}",
        "{n} files cannot be read and are left out: {command}",
        n,
        command="mou validate",
    )
    return [paint(line, "bad", pen.color) for line in paragraph(told, pen.width)]


def _figures(over: Overview, pen: Pen) -> list[list[str]]:
    words = pen.words
    states = ((words.term("state", word), n) for word, n in over.by_state.items())
    verdicts = ((words.term("verdict", word), n) for word, n in over.by_verdict.items())
    progress = ((progress_word(word, words), n) for word, n in over.by_progress.items())
    return [
        *beside(bars(words(N_("Agreements")), states, pen), bars(words(N_("Assessment")), verdicts, pen), pen),
        *beside(
            bars(words(N_("Reported progress")), progress, pen),
            bars(words(N_("Last report on what is open")), _freshness(over.by_freshness, pen), pen),
            pen,
        ),
    ]


def _freshness(counts: Mapping[int, int], pen: Pen) -> Iterable[tuple[str, int]]:
    names = {OLDER: pen.words(N_("longer ago")), NEVER: pen.words(N_("never"))}
    for edge, n in counts.items():
        if n:
            yield names.get(edge) or pen.words.plural("within {n} day", "within {n} days", edge), n


def _shown(table: Table, left: int, command: str, pen: Pen, *, headings: bool = True) -> list[str]:
    """A table under its title, indented; `left` rows more there are."""
    if not table.rows:
        return []
    least = LEAST_NAME if headings else LEAST_TEXT
    bare, width = table._replace(title=""), pen.width - len(INDENT)
    text = table_text(bare, width=width, color=pen.color, headings=headings, least=least)
    return [heading(table.title, pen), *(INDENT + line for line in text.splitlines()), *_more(left, command, pen)]


def _more(left: int, command: str, pen: Pen) -> list[str]:
    if left <= 0:
        return []
    told = pen.words.plural("and {n} more: {command}", "and {n} more: {command}", left, command=command)
    return paragraph(told, pen.width, INDENT)


def _flagged(
    over: Overview, pen: Pen, title: str, *flags: str, style: Style = "warn", command: str = _FIND, most: int = FEW
) -> list[str]:
    """The most urgent items under some flags, and how many there are."""
    rows: list[ItemRow] = [row for flag in flags for row in over.attention.get(flag, ())]
    total = sum(over.by_flag.get(flag, 0) for flag in flags)
    table = attention_table(rows[:most], style, pen.words, pen.default)
    titled = table._replace(title=f"{title} ({digits(str(total), pen.words.digits)})")
    return _shown(titled, total - most, command.replace("{flag}", flags[0]), pen, headings=False)


def _others(over: Overview, pen: Pen) -> list[str]:
    words = pen.words
    columns = (Column("n", "", "number"), Column("flag", "", "code"), Column("command", "", "code"))
    rows = [
        [
            Cell(digits(str(over.by_flag[flag]), words.digits)),
            Cell(words.term("flag", flag)),
            Cell(_FIND.replace("{flag}", flag), "dim"),
        ]
        for flag in _OTHERS
        if flag in over.by_flag
    ]
    return _shown(Table(words(N_("To be looked at")), columns, rows), 0, "", pen, headings=False)


def _terms(rows: Sequence[TermRow], pen: Pen) -> list[str]:
    """Each instrument whose end, renewal or day for notice is near, with the reason under it."""
    if not rows:
        return []
    lines = [heading(pen.words(N_("Renewals, ends and notice")), pen)]
    for row in rows[:FEW]:
        parts = [row.deadline or row.end or "", paint(safe(row.id), "warn", pen.color)]
        parts += [segment(pen.words.term("state", row.state))]
        parts += [segment(say_due(pen.words, row.days))] if row.days is not None else []
        lines.append(INDENT + "  ".join(part for part in parts if part))
        lines += paragraph(because(row.because, row.facts, pen.words), pen.width, INDENT * 2)
    if len(rows) <= FEW:
        return lines
    return [*lines, *paragraph(pen.words(N_("All of them: {command}"), command=_EXPIRING), pen.width, INDENT)]
