"""`mou fmt`: the canonical form, with every comment kept."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli.paths import inside
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou fmt", N_("every file of the register")),
    ("mou fmt --check", N_("only say which files would change; exit 1 if any")),
)


def run(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help=N_("Files or folders"))] = None,
    check: Annotated[bool, typer.Option("--check", help=N_("Change nothing; exit 1 if a file would change"))] = False,
    fix_marks: Annotated[bool, typer.Option("--fix-marks", help=N_("Remove invisible marks from texts"))] = False,
) -> None:
    """Put files into their canonical form."""
    session: Session = ctx.obj
    from mou_tracker.actions.tidy import tidy
    from mou_tracker.render.terminal.tidied import tidied_text
    from mou_tracker.store.source import WorkingTree

    done = tidy(WorkingTree(session.root), inside(session, paths or []), check=check, fix_marks=fix_marks)
    session.say(tidied_text(done, session.words, check=check))
    raise typer.Exit(1 if done.refused or (check and done.changed) else 0)
