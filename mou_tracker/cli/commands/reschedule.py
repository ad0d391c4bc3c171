"""`mou reschedule`: a due date moved by a request, with its reason; the first date is kept."""

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
    ("mou reschedule example-2026/training --to 2027-06-30 --reason WORDS", N_("moved, as was approved today")),
)


def run(
    ctx: typer.Context,
    ref: options.Item,
    to: Annotated[
        str, typer.Option("--to", metavar="DATE", help=N_("The new due date; 2026-12 is a whole month"))
    ] = "",
    reason: options.Reason = "",
    reason_ar: options.ReasonAr = "",
    reason_en: options.ReasonEn = "",
    decision: Annotated[
        str,
        typer.Option("--decision", metavar="WORD", help=N_("approved, rejected or pending; only approved moves it")),
    ] = "approved",
    date: options.On = "",
    by: options.By = "",
    meeting: options.AtMeeting = "",
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
    no_input: options.NoInput = False,
) -> None:
    """Move a due date."""
    session: Session = ctx.obj
    from mou_tracker.actions.draft import Said
    from mou_tracker.actions.record import Move
    from mou_tracker.actions.record import reschedule as planned

    to = date_from(answered(session, to, "--to", N_("The new due date"), no_input=no_input), session.today)
    if not (reason_ar or reason_en):
        reason = answered(session, reason, "--reason", N_("The reason"), no_input=no_input)
    said = Said(reason, reason_ar, reason_en)
    move = Move(to, said, decision, date_from(date, session.today), by, meeting)
    plan = planned(ref, move, session.today)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
