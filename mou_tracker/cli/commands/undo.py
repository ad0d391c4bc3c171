"""`mou undo`: the last recorded change taken back, as a change of its own."""

from __future__ import annotations

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.recording import record
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou undo", N_("what was recorded last; nothing is lost, the history has both")),
    ("mou undo --dry-run", N_("only show it")),
)


def run(
    ctx: typer.Context,
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
) -> None:
    """Undo the last recorded change."""
    session: Session = ctx.obj
    from mou_tracker.actions.takeback import undo as planned

    record(session, planned(), dry_run=dry_run, no_commit=no_commit, message=message)
