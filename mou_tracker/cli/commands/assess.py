"""`mou assess`: the verdict of those who follow up."""

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
    ("mou assess example-2026/training --verdict partially_implemented --by BODY", N_("the verdict of a body")),
)
_VERDICT = N_(
    "not_assessed, no_evidence, not_implemented, partially_implemented, largely_implemented, implemented, regressed or contrary"
)


def run(
    ctx: typer.Context,
    ref: options.Item,
    verdict: Annotated[str, typer.Option("--verdict", metavar="WORD", help=_VERDICT)] = "",
    confidence: Annotated[str, typer.Option("--confidence", metavar="WORD", help=N_("low, medium or high"))] = "",
    rationale: Annotated[
        str, typer.Option("--rationale", metavar="TEXT", help=N_("Why, in the register's language"))
    ] = "",
    rationale_ar: Annotated[str, typer.Option("--rationale-ar", metavar="TEXT", help=N_("The reason in Arabic"))] = "",
    rationale_en: Annotated[str, typer.Option("--rationale-en", metavar="TEXT", help=N_("The reason in English"))] = "",
    date: options.On = "",
    by: options.By = "",
    meeting: options.AtMeeting = "",
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
    no_input: options.NoInput = False,
) -> None:
    """Record an assessment."""
    session: Session = ctx.obj
    from mou_tracker.actions.draft import Said
    from mou_tracker.actions.record import Opinion
    from mou_tracker.actions.record import assess as planned

    verdict = answered(session, verdict, "--verdict", N_("The verdict"), no_input=no_input)
    said = Said(rationale, rationale_ar, rationale_en)
    opinion = Opinion(verdict, said, confidence, date_from(date, session.today), by, meeting)
    plan = planned(ref, opinion, session.today)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
