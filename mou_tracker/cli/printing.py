"""Tables and values on stdout: columns on a screen, tab-separated rows in a pipe, or one JSON document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mou_tracker.cli.session import Session
from mou_tracker.model.cards import Text
from mou_tracker.render.table import Table

if TYPE_CHECKING:
    from mou_tracker.render.terminal.pen import Pen


def show_table(
    session: Session, table: Table, *, json: bool, kind: str, data: object = None, nothing: str = ""
) -> None:
    """Prints a table; `data` is what JSON has of it (its cells' values when None), `nothing` is told when it is empty."""
    if json:
        show_json(session, kind, _rows(table) if data is None else data)
        return
    if not table.rows:
        session.tell(nothing)
        return
    from mou_tracker.render.terminal.table import rows_text, table_text

    world = session.world
    if world.at_terminal:
        session.say(table_text(table, width=world.width, color=world.color))
    else:
        session.say(rows_text(table))


def show_json(session: Session, kind: str, data: object) -> None:
    """Prints the versioned document of that kind."""
    from mou_tracker.render.envelope import envelope

    title = None if kind == "rules" else session.register.settings.title
    session.say(envelope(kind, data, session.today, title))


def pen_of(session: Session, names: Mapping[str, Text] | None = None) -> Pen:
    """How pages are written in this run, with the register's digits."""
    from mou_tracker.i18n.catalog import words_for
    from mou_tracker.render.terminal.pen import Pen

    world, settings = session.world, session.register.settings
    digits = settings.digits if session.lang == "ar" else "latn"
    return Pen(words_for(session.lang, digits=digits), world.width, world.color, names or {}, settings.language)


def _rows(table: Table) -> list[dict[str, object]]:
    return [{column.key: cell.value for column, cell in zip(table.columns, row, strict=True)} for row in table.rows]
