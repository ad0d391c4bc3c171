"""Everything about one record, for a screen: what is derived and why, its parts, and all that is filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mou_tracker.analysis.answer import Answer
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.render.answers import because, value_text
from mou_tracker.render.lists import flags_cell
from mou_tracker.render.overview_tables import day_text, progress_word, text_of
from mou_tracker.render.record import Part, Shown
from mou_tracker.render.table import Cell, Column, Table
from mou_tracker.render.terminal.filed import filed, labelled
from mou_tracker.render.terminal.ink import paint, paragraph, safe, segment
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.table import table_text

_SHOWN_ABOVE = frozenset({"format", "id", "title", "text", "name", "commitments", "outcomes"})
"""Keys of the record itself that the head and the parts show."""

DERIVED: Mapping[str, str] = {
    "carried_over": N_("Carried over"),
    "contact": N_("Contact"),
    "done": N_("Done"),
    "due": N_("Due"),
    "effect": N_("In effect from"),
    "end": N_("End"),
    "flag": N_("Attention"),
    "freshness": N_("Last report"),
    "holder": N_("Holder"),
    "last_meeting": N_("Last meeting"),
    "next_meeting": N_("Next meeting"),
    "next_review": N_("Next review"),
    "notice_deadline": N_("Notice by"),
    "open": N_("Open"),
    "overdue": N_("Overdue"),
    "percent": N_("Percent"),
    "period": N_("Period"),
    "progress": N_("Progress"),
    "start": N_("Start"),
    "state": N_("State"),
    "status": N_("Status"),
    "verdict": N_("Assessment"),
}
"""The names of derived values; a flag that is not raised has that of its vocabulary."""


def record_text(shown: Shown, pen: Pen) -> str:
    """The record: reference and kind, its texts, what is derived, its parts, what is filed, who refers to it."""
    blocks = [
        _head(shown, pen),
        _reasons([(one.field, one.answer) for one in shown.derived], pen),
        _parts(shown.parts, pen),
        list(filed(shown.record, shown.kind, pen, _SHOWN_ABOVE)),
        _origin(shown, pen),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(shown: Shown, pen: Pen) -> list[str]:
    kind = pen.words.term("record_kind", shown.kind)
    lines = [f"{paint(safe(shown.ref), 'strong', pen.color)}  {segment(kind)}"]
    for line in _texts(shown.record, pen):
        lines += paragraph(line, pen.width)
    return lines


def _texts(record: Mapping[str, object], pen: Pen) -> Iterator[str]:
    """The record's title, text or name in every language there is, the reader's first."""
    text = next((record[key] for key in ("title", "text", "name") if record.get(key)), None)
    if isinstance(text, dict):
        languages = sorted(text, key=lambda language: language != pen.words.lang)
        yield from (safe(text[language]) for language in languages)
    elif text:
        yield safe(str(text))


def _parts(parts: Sequence[Part], pen: Pen) -> list[str]:
    if not parts:
        return []
    return table_text(parts_table(parts, pen.words, pen.default), width=pen.width, color=pen.color).splitlines()


def parts_table(parts: Sequence[Part], words: Words, default: str) -> Table:
    """The parts of a record as a table."""
    columns = (
        Column("ref", words(N_("Reference")), "code"),
        Column("date", words(N_("Date")), "date"),
        Column("progress", words(N_("Progress")), "code"),
        Column("kind", words(N_("Kind"))),
        Column("flags", words(N_("Attention"))),
        Column("text", words(N_("Text"))),
    )
    return Table("", columns, [_part(part, words, default) for part in parts])


def _part(part: Part, words: Words, default: str) -> list[Cell]:
    kind = "" if part.kind == "commitment" else words.term(_kinds(part.kind), part.kind)
    return [
        Cell(part.ref, value=part.ref),
        Cell(day_text(part.date, words), value=part.date),
        Cell(progress_word(part.progress, words) if part.progress else "", value=part.progress),
        Cell(kind, "dim", part.kind),
        flags_cell(part.flags, words),
        Cell(text_of(part.text, words, default), value=part.text),
    ]


def _kinds(kind: str) -> str:
    return "record_kind" if kind == "meeting" else "outcome_kind"


def _origin(shown: Shown, pen: Pen) -> list[str]:
    named = pen.words(", ").join(map(safe, shown.named_by))
    lines = list(labelled(pen.words(N_("Named by")), named, pen)) if named else []
    return [*lines, *labelled(pen.words(N_("File")), safe(shown.file), pen)]


def _reasons(reasons: Sequence[tuple[str, Answer]], pen: Pen) -> list[str]:
    """A line for each value with its reason; a reason said just before is not said again."""
    lines: list[str] = []
    before = ""
    for field, answer in reasons:
        reason = because(answer.because, answer.facts, pen.words, pen.names)
        value = value_text(field, answer, pen.words)
        if reason == before:
            text = value
        else:
            text = reason if answer.value is None else pen.words(N_("{value}: {reason}"), value=value, reason=reason)
        lines += labelled(_name(field, answer, pen), text, pen)
        before = reason
    return lines


def _name(field: str, answer: Answer, pen: Pen) -> str:
    if answer.value == field:
        return pen.words(DERIVED["flag"])
    return pen.words(DERIVED[field]) if field in DERIVED else pen.words.term("flag", field)


def reasons_text(reasons: Sequence[tuple[str, Answer]], pen: Pen) -> str:
    """Derived values, each with the reason that gave it."""
    return "\n".join(_reasons(reasons, pen)) + "\n"
