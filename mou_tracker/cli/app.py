"""The application: global options before the command, then the command."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli.help import Commands
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_


def build() -> typer.Typer:
    """The Typer application; its commands import themselves when they are run."""
    app = typer.Typer(
        cls=Commands, add_completion=True, rich_markup_mode=None, no_args_is_help=False, invoke_without_command=True
    )
    app.callback(cls=Commands, invoke_without_command=True)(_before)
    return app


def _before(
    ctx: typer.Context,
    folder: Annotated[str, typer.Option("-C", metavar="DIR", help=N_("Work as if started in this folder"))] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="ar|en", help=N_("Language; may stand anywhere"))] = "",
    version: Annotated[bool, typer.Option("--version", help=N_("Print the version"))] = False,
) -> None:
    session: Session = ctx.obj
    if version:
        from mou_tracker import __version__

        session.say(f"mou {__version__}")
    elif ctx.invoked_subcommand is None:
        session.say(ctx.get_help())
