"""`mou init`: a new register."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou init", N_("in this folder")),
    ("mou init --lang ar register", N_("in the folder register, in Arabic")),
)

_NEXT = (
    ("mou validate", N_("check it")),
    ("mou status", N_("see where things stand")),
    ("mou brief example-2026 -o brief.html", N_("write a first brief")),
)


def run(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help=N_("Where; this folder when left out"))] = ".",
) -> None:
    """Make a new register."""
    session: Session = ctx.obj
    from mou_tracker.actions.begin import begin

    place = session.start / folder
    made = begin(place, session.lang)
    words = session.words
    session.say(words.plural("Made {n} file in {folder}", "Made {n} files in {folder}", len(made.files), folder=folder))
    session.say(words(N_("Next:")))
    for line, told in _NEXT:
        session.say(f"  {line if folder == '.' else line.replace('mou', f'mou -C {folder}', 1)}   {words(told)}")
