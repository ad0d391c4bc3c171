"""`mou search`: words in the whole register, however they are spelt."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou search التدريب", N_("with or without ال, hamza, diacritics")),
    ("mou search referral system", N_("all words in one text, begun or whole")),
    ("mou search LMRA --json", N_("for programs")),
)


def run(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT…", help=N_("Words to find"))],
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """Find records."""
    session: Session = ctx.obj
    session.at = at
    from mou_tracker.analysis.search import search
    from mou_tracker.cli.printing import pen_of, show_table
    from mou_tracker.i18n.bidi import visible
    from mou_tracker.render.lists import hits_table

    query = " ".join(words)
    found, pen = search(session.register, query), pen_of(session)
    nothing = pen.words(N_("Nothing is found for {query}."), query=visible(query))
    table = hits_table(found, pen.words, pen.default)
    show_table(session, table, json=json, kind="search", data=found, nothing=nothing)
