"""The entry point: `mou` and `mou-tracker`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from mou_tracker.cli.boundary import guarded
from mou_tracker.cli.places import folder_of, taken
from mou_tracker.cli.world import World, outside
from mou_tracker.i18n.catalog import Words

VARIABLE = "_MOU_COMPLETE"
"""Set by the shell's completion script, as Typer writes it."""


def main() -> None:
    """Runs the command line and exits with its code; the collector is off, since a run is short and what it holds lasts."""
    gc.disable()
    sys.exit(run(outside()))


def run(world: World) -> int:
    """One run: 0 fine, 1 findings or refused, 2 could not run, 3 a bug of ours, 130 interrupted."""
    if list(world.argv) == ["--version"]:
        return guarded(world, lambda: Words("en"), lambda: _version(world))
    if VARIABLE in world.environ:
        from mou_tracker.cli.complete import answer, is_asked

        if is_asked(world.environ):
            return answer(world)
    lang, argv = taken(world.argv, "--lang")
    folder = folder_of(argv)
    from mou_tracker.cli.session import Session

    session = Session(world, lang, folder)
    return guarded(world, lambda: session.words, lambda: _command(session, argv))


def _version(world: World) -> int:
    from mou_tracker import __version__

    world.out.write(f"mou {__version__}\n")
    return 0


def _command(session: object, argv: Sequence[str]) -> int:
    import typer

    from mou_tracker.cli.app import build
    from mou_tracker.cli.boundary import mistake_of

    command = typer.main.get_command(build())
    try:
        code = command.main(args=list(argv), prog_name="mou", standalone_mode=False, obj=session)
    except typer.Abort:
        return 130
    except SystemExit:  # Typer's answer to a pipe whose reader has left, and to nothing else here
        raise BrokenPipeError from None
    except Exception as trouble:
        if hasattr(trouble, "format_message") and hasattr(trouble, "ctx"):
            raise mistake_of(trouble) from None
        raise
    return code if isinstance(code, int) else 0
