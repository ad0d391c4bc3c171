"""`mou explain`: a rule, or why a record has a value."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou explain MOU303", N_("what the rule checks, why, an example of each side")),
    ("mou explain bh-om-2025-trafficking state", N_("why the agreement has this state today")),
)


def run(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="CODE|REF", help=N_("A rule's code, or a record"))],
    field: Annotated[
        str, typer.Argument(metavar="[FIELD]", help=N_("The value to explain; all of them when left out"))
    ] = "",
    as_of: options.AsOf = "",
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """Explain a rule or a derived value."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    from mou_tracker.cli.printing import pen_of, show_json, show_table

    if re.fullmatch(r"(?i)mou\d{3}", subject):
        from mou_tracker.render.rules_page import explain_rule, rules_table

        told = explain_rule(subject, session.words)
        if json:
            show_table(session, rules_table(session.words, subject), json=True, kind="rules")
        else:
            session.say(told)
        return
    from mou_tracker.actions.ask import explained

    answers = explained(session.register, subject, field, session.today)
    if json:
        from mou_tracker.render.record import Derived

        show_json(session, "explain", [Derived(name, *answer) for name, answer in answers])
        return
    from mou_tracker.render.terminal.records import reasons_text

    names = {card.id: card.name for card in session.register.agencies.values()}
    session.say(reasons_text(answers, pen_of(session, names)))
