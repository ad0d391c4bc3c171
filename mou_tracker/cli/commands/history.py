"""`mou history`: the life of one record."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou history bh-om-2025-trafficking/training", N_("who recorded what of a commitment, and when")),
    ("mou history bh-om-2025-trafficking/training due", N_("how often its due date was moved")),
    ("mou history bh-lmra --json", N_("an agency, for programs")),
)


def run(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=N_("An agreement, commitment, meeting, outcome, agency or post"))
    ],
    field: Annotated[
        str, typer.Argument(metavar="[FIELD]", help=N_("Only this field, such as due, log or term.initial"))
    ] = "",
    json: options.Json = False,
) -> None:
    """Show what happened to a record."""
    session: Session = ctx.obj
    from mou_tracker.actions.life import life
    from mou_tracker.actions.states import names_in

    found = life(session.root, session.register, ref, field, session.today)
    if json:
        from mou_tracker.cli.printing import show_json

        show_json(session, "history", found)
        return
    from mou_tracker.cli.printing import pen_of
    from mou_tracker.render.terminal.changed import life_text

    names = names_in([change for step in found.steps for change in step.changes], session.register)
    session.say(life_text(found, pen_of(session, names)))
