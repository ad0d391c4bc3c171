"""`mou demo`: the example register, and a tour of it."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (("mou demo tour", N_("copy the example register into the folder tour, check it, show it, brief it")),)

_TOUR = (
    (("validate",), N_("Check every file:")),
    (("status",), N_("The dashboard:")),
    (("brief", "bh-om-2025-trafficking", "-o", "brief.html"), N_("The brief of one agreement, as a page:")),
)


def run(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help=N_("A folder that does not exist yet"))],
) -> None:
    """Copy the example register out and run the tour."""
    session: Session = ctx.obj
    from mou_tracker.actions.tour import copy_example
    from mou_tracker.cli.main import run as run_command

    place = session.start / folder
    files = copy_example(place)
    words = session.words
    session.say(words.plural("Copied {n} file to {folder}", "Copied {n} files to {folder}", len(files), folder=folder))
    worst = 0
    for argv, told in _TOUR:
        session.say(f"\n{words(told)}\n$ mou {' '.join(argv)}\n")
        session.world.out.flush()
        worst = max(worst, run_command(session.world._replace(argv=["--lang", session.lang, *argv], cwd=place)))
    raise typer.Exit(worst)
