"""`mou event`: what happened to an instrument; its state follows from it."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.dates import date_from
from mou_tracker.cli.recording import record
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou event example-2026 renewed --date 2028-01-15 --until 2030-01-14", N_("renewed for two years")),
    ("mou event example-2026 notice_given --by AGENCY", N_("a party gave notice today")),
)
_TYPE = N_("Such as ratified, entered_into_effect, renewed, suspended, resumed, notice_given or terminated")


def run(
    ctx: typer.Context,
    agreement: Annotated[str, typer.Argument(metavar="AGREEMENT", help=N_("The agreement's id"))],
    type_: Annotated[str, typer.Argument(metavar="TYPE", help=_TYPE)],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=N_("The last day it holds"))] = "",
    text: options.Text = "",
    text_ar: options.TextAr = "",
    text_en: options.TextEn = "",
    date: options.On = "",
    by: options.By = "",
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
) -> None:
    """Record an event of an agreement."""
    session: Session = ctx.obj
    from mou_tracker.actions.draft import Said
    from mou_tracker.actions.happen import Happened
    from mou_tracker.actions.happen import event as planned

    day, last = date_from(date, session.today), date_from(until, session.today)
    happened = Happened(type_, day, by, last, Said(text, text_ar, text_en))
    plan = planned(agreement, happened, session.today)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
