"""`mou progress`: what was done, or not done, about a commitment."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.dates import date_from
from mou_tracker.cli.recording import proofs_of, record
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou progress example-2026/training --progress in_progress --text WORDS", N_("a report of its only owner, today")),
    ("mou progress example-2026/training --measure trainees=24 --evidence list.pdf", N_("with a number and its proof")),
    ("mou progress example-2026/training --type no_activity --reason funding", N_("nothing was done, and why")),
)
_REASON = N_("Why nothing moves, such as funding")


def run(
    ctx: typer.Context,
    ref: options.Item,
    text: options.Text = "",
    text_ar: options.TextAr = "",
    text_en: options.TextEn = "",
    progress: options.Progress = "",
    percent: options.Percent = None,
    measure: options.Measure = None,
    evidence: options.Evidence = None,
    kind: options.EvidenceKind = "",
    title: options.EvidenceTitle = "",
    type_: options.ReportType = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WORD", help=_REASON)] = "",
    corrects: options.Corrects = "",
    date: options.On = "",
    by: options.By = "",
    meeting: options.AtMeeting = "",
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
    no_input: options.NoInput = False,
) -> None:
    """Record progress."""
    session: Session = ctx.obj
    from mou_tracker.actions.draft import Said
    from mou_tracker.actions.record import Report
    from mou_tracker.actions.record import progress as planned
    from mou_tracker.cli.asking import answered, can_ask

    given = (text, text_ar, text_en, progress, measure, evidence, reason, percent is not None)
    if can_ask(session) and not no_input and not any(given):
        text = answered(session, "", "--text", N_("What happened"), no_input=no_input)
    proofs, day = proofs_of(session, evidence, kind, title), date_from(date, session.today)
    said, again = Said(text, text_ar, text_en), date_from(corrects, session.today)
    report = Report(said, type_, day, by, progress, percent, reason, measure or (), proofs, meeting, again)
    plan = planned(ref, report, session.today)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
