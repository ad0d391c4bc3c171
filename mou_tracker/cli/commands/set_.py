"""`mou set`: one field of a record."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.recording import record
from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou set example-2026 renewal.intent renew", N_("one word")),
    ("mou set example-2026 title.en TITLE", N_("a text in one language")),
    ("mou set example-2026/training owners AGENCY,AGENCY", N_("a list")),
    ("mou set example-2026 note --unset", N_("take it away")),
)
_FIELD = N_("The key; keys below keys are joined by dots")


def run(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help=N_("Any record"))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=_FIELD)],
    value: Annotated[str, typer.Argument(metavar="[VALUE]", help=N_("The new value"))] = "",
    unset: Annotated[bool, typer.Option("--unset", help=N_("Take the field away"))] = False,
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
) -> None:
    """Set one field of a record."""
    session: Session = ctx.obj
    from mou_tracker.actions.amend import amend

    if bool(value) == unset:
        raise UsageMistake(N_("Give either a value or --unset"), N_("All options: add --help"))
    plan = amend(ref, field, None if unset else value)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
