"""`mou show`: everything about one record."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou show bh-om-2025-trafficking", N_("an agreement with its commitments")),
    ("mou show bh-om-2025-trafficking/training", N_("one commitment with its reports")),
    ("mou show kw-national-committee/23 --json", N_("a meeting, for programs")),
)


def run(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=N_("An agreement, commitment, meeting, outcome, agency or post"))
    ],
    as_of: options.AsOf = "",
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """Show one record."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    from mou_tracker.actions.gather import shown

    found = shown(session.source, session.register, ref, session.today)
    if json:
        from mou_tracker.cli.printing import show_json

        show_json(session, "show", found)
        return
    from mou_tracker.cli.printing import pen_of
    from mou_tracker.render.terminal.records import record_text

    session.say(record_text(found, pen_of(session, found.names)))
