"""Help and usage mistakes in the reader's language, and commands that are imported only when they are run."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from mou_tracker.cli.table import COMMANDS, Entry
from mou_tracker.i18n.bidi import pad
from mou_tracker.i18n.catalog import N_, Words

if TYPE_CHECKING:
    from mou_tracker.cli.session import Session

_ARGUMENTS, _OPTIONS, _EXAMPLES = N_("Arguments"), N_("Options"), N_("Examples")


class Command(TyperCommand):
    """One command whose help speaks the session's language; `examples` are (command line, what it does) pairs."""

    summary = ""
    examples: Sequence[tuple[str, str]] = ()

    def get_help(self, ctx: Any) -> str:
        """The help page: usage, what it does, examples first, then arguments and options."""
        words = _session(ctx).words
        parts = [_usage(self, ctx, words), words(self.summary)]
        if self.examples:
            parts.append(_section(words(_EXAMPLES), [(line, words(told)) for line, told in self.examples]))
        arguments = [param for param in self.get_params(ctx) if isinstance(param, TyperArgument)]
        options = [param for param in self.get_params(ctx) if not isinstance(param, TyperArgument)]
        parts += [_params(words(_ARGUMENTS), arguments, words), _params(words(_OPTIONS), options, words)]
        return "\n\n".join(part for part in parts if part)


class Commands(TyperGroup):
    """All commands, in the order of the work; a module is imported when its command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the table."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported now."""
        entry = next((entry for entry in COMMANDS if entry.name == cmd_name), None)
        return _load(entry) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does, but a name that does not exist is answered with the nearest one."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            from mou_tracker.cli.boundary import no_such_command

            raise no_such_command(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The front page: what it is, and the commands grouped by when one needs them."""
        words = _session(ctx).words
        parts = [
            words(N_("Usage: {usage}"), usage=f"{ctx.command_path} [-C DIR] COMMAND …"),
            words(N_("Keeps agreements and their commitments as files that are checked, shown and briefed.")),
        ]
        for group in dict.fromkeys(entry.group for entry in COMMANDS):
            rows = [(entry.name, words(entry.summary)) for entry in COMMANDS if entry.group == group]
            parts.append(_section(words(group), rows))
        parts.append(_params(words(_OPTIONS), self.get_params(ctx), words))
        parts.append(words(N_("More about one command: {command}"), command=f"{ctx.command_path} COMMAND --help"))
        return "\n\n".join(parts)


def _session(ctx: Any) -> Session:
    session: Session = ctx.find_root().obj
    return session


def _load(entry: Entry) -> Any:
    module = importlib.import_module(f"mou_tracker.cli.commands.{entry.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(entry.name, cls=Command)(module.run)
    command: Any = typer.main.get_command(app)
    command.summary = entry.summary
    command.examples = module.EXAMPLES
    return command


def _usage(command: Any, ctx: Any, words: Words) -> str:
    pieces = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    return words(N_("Usage: {usage}"), usage=pieces)


def _params(title: str, params: Sequence[Any], words: Words) -> str:
    rows = [(_names(param), words(_told(param))) for param in params if not getattr(param, "hidden", False)]
    return _section(title, rows)


def _told(param: Any) -> str:
    return N_("Show this page") if param.name == "help" else (param.help or "")


def _names(param: Any) -> str:
    if isinstance(param, TyperArgument):
        return str(param.metavar or str(param.name).upper())
    names = ", ".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.metavar or 'TEXT'}"


def _section(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    width = max(len(left) for left, _ in rows)
    return "\n".join([f"{title}:", *(f"  {pad(left, width)}  {right}".rstrip() for left, right in rows)])
