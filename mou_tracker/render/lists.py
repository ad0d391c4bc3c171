"""The lists of agreements, commitments, meetings, agencies, deadlines and hits as neutral tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mou_tracker.analysis.deadlines import KINDS, Deadline
from mou_tracker.analysis.listing import AgencyRow, AgreementRow, CommitmentRow, MeetingRow
from mou_tracker.analysis.search import TITLE, Hit
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.i18n.format import say_due
from mou_tracker.render.overview_tables import (
    day_text,
    fresh_cell,
    number_cell,
    progress_word,
    text_of,
)
from mou_tracker.render.table import Cell, Column, Style, Table

STATE_STYLES: Mapping[str, Style] = {
    "in_effect": "good",
    "expiring": "warn",
    "notice_given": "warn",
    "suspended": "warn",
    "expired": "bad",
    "terminated": "dim",
    "superseded": "dim",
    "abandoned": "dim",
}
"""What a state means to the eye."""


def agreements_table(rows: Sequence[AgreementRow], words: Words, default: str) -> Table:
    """Instruments with their state, dates and counts."""
    columns = (
        Column("id", words(N_("Agreement")), "code"),
        Column("state", words(N_("State")), "code"),
        Column("signed", words(N_("Signed")), "date"),
        Column("end", words(N_("Ends")), "date"),
        Column("notice", words(N_("Notice by")), "date"),
        Column("open", words(N_("Open")), "number"),
        Column("overdue", words(N_("Overdue")), "number"),
        Column("title", words(N_("Title"))),
    )
    cells = [
        [
            Cell(row.id, value=row.id),
            Cell(words.term("state", row.state), STATE_STYLES.get(row.state, ""), row.state),
            Cell(day_text(row.signed, words), value=row.signed),
            Cell(day_text(row.end, words), value=row.end),
            Cell(day_text(row.notice, words), value=row.notice),
            number_cell(row.open, words),
            number_cell(row.overdue, words, "bad"),
            Cell(text_of(row.title, words, default), value=row.title),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def commitments_table(rows: Sequence[CommitmentRow], words: Words, default: str) -> Table:
    """Commitments and tracked outcomes with what is due, reported and flagged."""
    columns = (
        Column("ref", words(N_("Commitment")), "code"),
        Column("due", words(N_("Due")), "date"),
        Column("progress", words(N_("Progress")), "code"),
        Column("flags", words(N_("Attention"))),
        Column("text", words(N_("Text"))),
    )
    cells = [
        [
            Cell(row.ref, value=row.ref),
            Cell(day_text(row.due, words), value=row.due),
            Cell(progress_word(row.progress, words), "" if row.open else "dim", row.progress),
            flags_cell(row.flags, words),
            Cell(text_of(row.text, words, default), value=row.text),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def flags_cell(flags: Sequence[str], words: Words) -> Cell:
    """What needs attention."""
    style: Style = "bad" if "overdue" in flags or "report_overdue" in flags else "warn"
    return Cell(words(", ").join(words.term("flag", flag) for flag in flags), style, tuple(flags))


def meetings_table(rows: Sequence[MeetingRow], words: Words, default: str) -> Table:
    """Meetings with their day, place and what they left open."""
    columns = (
        Column("id", words(N_("Meeting")), "code"),
        Column("date", words(N_("Date")), "date"),
        Column("status", words(N_("Status")), "code"),
        Column("outcomes", words(N_("Outcomes")), "number"),
        Column("open", words(N_("Open")), "number"),
        Column("place", words(N_("Place"))),
        Column("title", words(N_("Title"))),
    )
    cells = [
        [
            Cell(row.id, value=row.id),
            Cell(day_text(row.date, words), value=row.date),
            Cell(words.term("meeting_status", row.status), value=row.status),
            number_cell(row.outcomes, words),
            number_cell(row.open, words),
            Cell(text_of(row.place, words, default), value=row.place),
            Cell(text_of(row.title, words, default) or words.term("meeting_kind", row.kind), value=row.title),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def agencies_table(rows: Sequence[AgencyRow], words: Words, default: str) -> Table:
    """Agencies with what they owe."""
    columns = (
        Column("id", words(N_("Agency")), "code"),
        Column("country", words(N_("Country")), "code"),
        Column("open", words(N_("Open")), "number"),
        Column("overdue", words(N_("Overdue")), "number"),
        Column("done", words(N_("Done")), "number"),
        Column("fresh", words(N_("Last report")), "date"),
        Column("kind", words(N_("Kind"))),
        Column("name", words(N_("Name"))),
    )
    cells = [
        [
            Cell(row.id, value=row.id),
            Cell(row.country or "", value=row.country),
            number_cell(row.open, words),
            number_cell(row.overdue, words, "bad"),
            number_cell(row.done, words, "good"),
            fresh_cell(row.fresh, row.open, words),
            Cell(words.term("agency_kind", row.kind), value=row.kind),
            Cell(text_of(row.name, words, default), value=row.name),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def due_table(rows: Sequence[Deadline], words: Words, default: str) -> Table:
    """Deadlines: the day, how far it is, what it is of."""
    columns = (
        Column("when", words(N_("Day")), "date"),
        Column("days", words(N_("When")), "date"),
        Column("kind", words(N_("What")), "code"),
        Column("ref", words(N_("Reference")), "code"),
        Column("title", words(N_("Text"))),
    )
    cells = [
        [
            Cell(day_text(row.when, words), value=row.when),
            Cell(say_due(words, row.days), "bad" if row.days < 0 else "warn" if row.days <= SOON else "", row.days),
            Cell(words(KINDS[row.kind]), value=row.kind),
            Cell(row.ref, value=row.ref),
            Cell(text_of(row.title, words, default), value=row.title),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


def hits_table(rows: Sequence[Hit], words: Words, default: str) -> Table:
    """What was found: the record, its kind, the words around what was looked for."""
    columns = (
        Column("ref", words(N_("Reference")), "code"),
        Column("kind", words(N_("Kind")), "code"),
        Column("excerpt", words(N_("Text"))),
    )
    cells = [
        [
            Cell(row.ref, value=row.ref),
            Cell(words.term("record_kind", row.kind), "dim", row.kind),
            Cell(row.excerpt if row.rank >= TITLE else text_of(row.title, words, default), value=row.excerpt),
        ]
        for row in rows
    ]
    return Table("", columns, cells)


SOON = 14
"""Days ahead that are marked to the eye."""
