"""`mou post`: who holds a post, and from when."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.asking import answered
from mou_tracker.cli.dates import date_from
from mou_tracker.cli.recording import record
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou post AGENCY/secretary --holder NAME --from 2026-07-01", N_("who held it until then ends the day before")),
)
_HOLDER = N_("The person's name, in the register's language")


def run(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="AGENCY/POST", help=N_("The post"))],
    holder: Annotated[str, typer.Option("--holder", metavar="NAME", help=_HOLDER)] = "",
    holder_ar: Annotated[str, typer.Option("--holder-ar", metavar="NAME", help=N_("The name in Arabic"))] = "",
    holder_en: Annotated[str, typer.Option("--holder-en", metavar="NAME", help=N_("The name in English"))] = "",
    honorific: Annotated[
        str, typer.Option("--honorific", metavar="WORDS", help=N_("What stands before the name"))
    ] = "",
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("The first day"))] = "",
    acting: Annotated[bool, typer.Option("--acting", help=N_("Only acting"))] = False,
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
    no_input: options.NoInput = False,
) -> None:
    """Record who holds a post."""
    session: Session = ctx.obj
    from mou_tracker.actions.draft import Said
    from mou_tracker.actions.happen import Appointment, appoint

    if not (holder_ar or holder_en):
        holder = answered(session, holder, "--holder", N_("The name"), no_input=no_input)
    start = date_from(answered(session, start, "--from", N_("From which day"), no_input=no_input), session.today)
    appointment = Appointment(Said(holder, holder_ar, holder_en), start, acting, Said(honorific))
    plan = appoint(ref, appointment, session.today)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
