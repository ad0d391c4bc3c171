"""The lists of an overview as neutral tables: what needs attention, who owes what, pillars, bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mou_tracker.analysis.filters import NO_PILLAR
from mou_tracker.analysis.overview import BodyRow
from mou_tracker.analysis.survey import NO_PROGRESS
from mou_tracker.analysis.tally import ItemRow, OwedRow, PillarRow
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.i18n.format import digits, say_ago, say_due
from mou_tracker.model.cards import Text
from mou_tracker.render.table import Cell, Column, Style, Table


def progress_word(word: str | None, words: Words) -> str:
    """A word of reported progress, also when nothing states it."""
    return words(N_("not reported")) if word in (None, NO_PROGRESS) else words.term("progress", str(word))


def pillar_word(word: str, words: Words) -> str:
    """A core pillar, also when there is none."""
    return words(N_("no pillar")) if word == NO_PILLAR else words.term("pillar", word)


def text_of(text: Text | None, words: Words, default: str) -> str:
    """A text of the register in the reader's language; nothing when there is none."""
    return words.pick(text, default) if text else ""


def number_cell(n: int, words: Words, style: Style = "") -> Cell:
    """A count."""
    return Cell(digits(str(n), words.digits), style if n else "", n)


def attention_table(rows: Sequence[ItemRow], style: Style, words: Words, default: str) -> Table:
    """Items under a flag: how late or since when, reference, text."""
    columns = (
        Column("when", words(N_("When")), "date"),
        Column("ref", words(N_("Reference")), "code"),
        Column("text", words(N_("Text"))),
    )
    cells = [
        [
            Cell(_when(row, words), style, row.number),
            Cell(row.ref, value=row.ref),
            Cell(text_of(row.text, words, default), value=row.text),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def _when(row: ItemRow, words: Words) -> str:
    if row.flag == "dormant":
        return str(row.facts.get("day", ""))
    if row.number is None:
        return ""
    return say_due(words, row.number if row.flag == "due_soon" else -row.number)


def owed_table(rows: Sequence[OwedRow], words: Words, default: str) -> Table:
    """What each agency owes, and when it last reported on what is open."""
    columns = (
        Column("agency", words(N_("Agency")), "code"),
        Column("open", words(N_("Open")), "number"),
        Column("overdue", words(N_("Overdue")), "number"),
        Column("done", words(N_("Done")), "number"),
        Column("fresh", words(N_("Last report")), "date"),
        Column("name", words(N_("Name"))),
    )
    cells = [
        [
            Cell(row.agency, value=row.agency),
            number_cell(row.open, words),
            number_cell(row.overdue, words, "bad"),
            number_cell(row.done, words, "good"),
            fresh_cell(row.fresh, row.open, words),
            Cell(text_of(row.name, words, default), value=row.name),
        ]
        for row in rows
    ]
    return Table(words(N_("By agency")), columns, cells)


def fresh_cell(fresh: int | None, open_: int, words: Words) -> Cell:
    """When an agency last reported on what it has open; nothing when it has nothing open."""
    if fresh is None:
        return Cell(words(N_("never")) if open_ else "", "warn")
    return Cell(say_ago(words, fresh), value=fresh)


def pillars_table(rows: Sequence[PillarRow], words: Words) -> Table:
    """Items under each core pillar."""
    columns = (
        Column("pillar", words(N_("Pillar")), "code"),
        Column("open", words(N_("Open")), "number"),
        Column("overdue", words(N_("Overdue")), "number"),
        Column("done", words(N_("Done")), "number"),
        Column("total", words(N_("All")), "number"),
    )
    cells = [
        [
            Cell(pillar_word(row.pillar, words), value=row.pillar),
            number_cell(row.open, words),
            number_cell(row.overdue, words, "bad"),
            number_cell(row.done, words, "good"),
            number_cell(row.total, words),
        ]
        for row in rows
    ]
    return Table(words(N_("By pillar")), columns, cells)


def bodies_table(rows: Sequence[BodyRow], today: date, words: Words, default: str) -> Table:
    """The last and the next meeting of each body, and what its meetings left open."""
    columns = (
        Column("body", words(N_("Body")), "code"),
        Column("last", words(N_("Last")), "date"),
        Column("next", words(N_("Next")), "date"),
        Column("open", words(N_("Open")), "number"),
        Column("carried", words(N_("Carried")), "number"),
        Column("name", words(N_("Name"))),
    )
    return Table(words(N_("Meetings")), columns, [_body(row, today, words, default) for row in rows])


def _body(row: BodyRow, today: date, words: Words, default: str) -> list[Cell]:
    held = day_text(row.last_date, words) if row.last else words(N_("none held"))
    late: Style = "bad" if row.next and row.next.day < today else ""
    return [
        Cell(row.body, value=row.body),
        Cell(held, value=row.last_date),
        Cell(row.next.when if row.next else words(N_("not set")), late, row.next.when if row.next else None),
        number_cell(row.open, words),
        number_cell(row.carried, words, "warn"),
        Cell(text_of(row.name, words, default), value=row.name),
    ]


def day_text(day: str | None, words: Words) -> str:
    """A date for a table: as the register has it, known unknowns as the terms they are."""
    return words.term("known", day) if day in ("not_stated", "unknown") else day or ""
