"""Which commands and options there are, asked of the Typer application once and kept."""

from __future__ import annotations

from typing import Any, NamedTuple

from mou_tracker import __version__
from mou_tracker.cli.session import Session
from mou_tracker.store.cache import Cache, generation, user_folder


class Grammar(NamedTuple):
    """Commands with a word about each, and per command (`""`: before it) the options with a word about each."""

    commands: list[tuple[str, str]]
    options: dict[str, list[tuple[str, str]]]


def grammar(session: Session) -> Grammar:
    """The grammar in the session's language."""
    folder = user_folder(session.world.environ)
    cache = Cache(folder, generation(__version__))
    return Grammar(*cache.remember(b"grammar", session.lang, lambda: tuple(_asked(session))))


def _asked(session: Session) -> Grammar:
    import typer

    from mou_tracker.cli.app import build

    words = session.words
    root: Any = typer.main.get_command(build())
    context = typer.Context(root, info_name="mou", obj=session)
    commands = {name: root.get_command(context, name) for name in root.list_commands(context)}
    options = {"": _options(root, context, words)}
    options |= {name: _options(command, context, words) for name, command in commands.items()}
    return Grammar([(name, words(command.summary)) for name, command in commands.items()], options)


def _options(command: Any, context: Any, words: Any) -> list[tuple[str, str]]:
    found = [
        (name, words(param.help or ""))
        for param in command.get_params(context)
        if param.param_type_name == "option" and param.name not in ("install_completion", "show_completion")
        for name in param.opts
        if name.startswith("--") or len(param.opts) == 1
    ]
    return sorted(dict(found).items())
