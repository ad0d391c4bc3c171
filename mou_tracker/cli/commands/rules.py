"""`mou rules`: what is checked."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou rules", N_("every rule with its severity")),
    ("mou rules MOU6", N_("only those about meetings")),
    ("mou explain MOU303", N_("one rule in full")),
)


def run(
    ctx: typer.Context,
    prefix: Annotated[str, typer.Argument(metavar="[CODE]", help=N_("Only rules that begin so"))] = "",
    json: options.Json = False,
) -> None:
    """List the rules."""
    session: Session = ctx.obj
    from mou_tracker.cli.printing import show_table
    from mou_tracker.render.rules_page import rules_table

    show_table(session, rules_table(session.words, prefix.upper()), json=json, kind="rules")
