"""Questions at a terminal for what a command needs and was not given."""

from __future__ import annotations

from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_


def answered(session: Session, given: str, option: str, question: str, *, no_input: bool) -> str:
    """What was given, else the answer of the person at the terminal; UsageMistake when nobody can be asked.

    `question` is a message id. An empty answer is none.
    """
    if given.strip():
        return given
    asked = None if no_input or not can_ask(session) else _asked(session, question)
    if not asked:
        raise UsageMistake(N_("{option} is missing"), N_("All options: add --help"), option=option)
    return asked


def can_ask(session: Session) -> bool:
    """Whether a person sits at both ends: the screen and the keys."""
    world = session.world
    return world.inp is not None and world.inp.isatty() and world.at_terminal


def _asked(session: Session, question: str) -> str:
    world = session.world
    world.err.write(f"{session.words(question)}: ")
    world.err.flush()
    line = world.inp.readline() if world.inp else ""
    if not line:
        raise KeyboardInterrupt
    return line.strip()
