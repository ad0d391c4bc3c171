"""`mou due`: what falls due, is overdue, or must be decided."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou due", N_("overdue, and due in the next 90 days")),
    ("mou due --within 6m --agency bh-lmra", N_("half a year ahead, for one agency")),
    ("mou due --within 2w --json", N_("for a reminder by another program")),
)


def run(
    ctx: typer.Context,
    *,
    within: Annotated[
        str, typer.Option("--within", metavar="SPAN", help=N_("How far ahead: 90d, 12w, 6m, 1y"))
    ] = "90d",
    agreement: options.Agreement = "",
    agency: options.Agency = "",
    side: options.Side = "",
    pillar: options.Pillar = "",
    thread: options.Thread = "",
    as_of: options.AsOf = "",
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """Show deadlines."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    from mou_tracker.analysis.deadlines import due_within
    from mou_tracker.analysis.filters import select
    from mou_tracker.cli.filtering import filters_from
    from mou_tracker.cli.printing import pen_of, show_table
    from mou_tracker.cli.spans import days_from
    from mou_tracker.render.lists import due_table

    days = days_from(within, session.today)
    kept = filters_from(session, agreement=agreement, agency=agency, side=side, pillar=pillar, thread=thread)
    found = due_within(select(session.register, kept, session.today), session.today, days)
    pen = pen_of(session)
    nothing = pen.words.plural("Nothing is due within {n} day.", "Nothing is due within {n} days.", days)
    show_table(session, due_table(found, pen.words, pen.default), json=json, kind="due", data=found, nothing=nothing)
