"""Where errors end: one line in the reader's language, a remedy, and the exit code."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence

from mou_tracker.cli.world import World
from mou_tracker.errors import ChangeRefused, FileTrouble, MouError, UsageMistake
from mou_tracker.i18n.bidi import visible
from mou_tracker.i18n.catalog import N_, Words

INTERRUPTED = 130
BUG = 3


def guarded(world: World, words: Callable[[], Words], run: Callable[[], int]) -> int:
    """Runs, and turns whatever is raised into what is told and an exit code."""
    try:
        return _flushed(world, run())
    except MouError as trouble:
        _tell(world, _words(words), trouble)
        return trouble.exit_code
    except KeyboardInterrupt:
        world.err.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        _stop_printing()
        return 0
    except OSError as trouble:
        _stop_printing()
        told = N_("The system refuses: {reason}")
        _tell(world, _words(words), FileTrouble(told, reason=trouble.strerror or type(trouble).__name__))
        return FileTrouble.exit_code
    except Exception as bug:  # noqa: BLE001 - here, and only here, a bug ends
        world.err.write(
            _words(words)(
                N_("error: this is a fault of the program, not yours; a report is in {file}"), file=_report(bug)
            )
        )
        world.err.write("\n")
        return BUG


def _flushed(world: World, code: int) -> int:
    """What is still to be printed is printed here, where its failure can be told."""
    world.out.flush()
    return code


def _stop_printing() -> None:
    """Nothing more goes to a place that takes nothing, not even when the streams are closed at the end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _words(words: Callable[[], Words]) -> Words:
    try:
        return words()
    except MouError:
        return Words("en")


def _tell(world: World, words: Words, trouble: MouError) -> None:
    shown = {key: visible(value) if isinstance(value, str) else value for key, value in trouble.params.items()}
    world.err.write(f"{words(N_('error'))}: {words(trouble.message, **shown)}\n")
    if trouble.hint:
        world.err.write(f"{words(N_('help'))}: {words(trouble.hint, **shown)}\n")
    if isinstance(trouble, ChangeRefused) and trouble.findings:
        from mou_tracker.render.findings.line import one_line

        for finding in trouble.findings[:20]:
            world.err.write(f"  {one_line(finding, words)}\n")


def _report(bug: Exception) -> str:
    """The path of a file with what a programmer needs; a dash where none can be written."""
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(bug)).encode("utf-8", "backslashreplace")
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="mou-crash-", suffix=".txt", delete=False) as log:
            log.write(text)
            return log.name
    except OSError:
        return "-"


def no_such_command(name: str, names: Sequence[str]) -> UsageMistake:
    """There is no command of that name; perhaps the nearest was meant."""
    from mou_tracker.rules.nearest import nearest

    near = nearest(name, list(names))
    hint = N_("Did you mean: mou {near}") if near else N_("All commands: mou --help")
    return UsageMistake(N_("There is no command {name}"), hint, name=name, near=near)


def mistake_of(trouble: Exception) -> UsageMistake:
    """A usage mistake that Typer found, in our words; Typer's own sentence stands in where there is no better."""
    kind = type(trouble).__name__
    param = getattr(trouble, "param", None)
    option = getattr(trouble, "option_name", "") or (max(param.opts, key=len) if param is not None else "")
    hint = N_("All options: add --help")
    if kind == "NoSuchOption":
        return UsageMistake(N_("There is no option {option}"), hint, option=str(option))
    if kind == "MissingParameter" and param is not None:
        named = param.metavar or str(param.name).upper()
        return UsageMistake(
            N_("{option} is missing"), hint, option=named if param.param_type_name == "argument" else str(option)
        )
    if kind == "BadOptionUsage":
        return UsageMistake(N_("Option {option} needs a value"), hint, option=str(option))
    if kind == "BadParameter" and option:
        return UsageMistake(
            N_("The value of {option} is not valid: {told}"), hint, option=str(option), told=str(trouble)
        )
    return UsageMistake(N_("This call is not understood: {told}"), hint, told=str(trouble))
