"""`mou diff`: what changed since a day, a meeting or a version."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou diff last-meeting", N_("what changed since the last meeting, for the minutes")),
    ("mou diff 2025-01-01..2025-06-30 -o changes.md", N_("half a year, as Markdown")),
    ("mou diff last-meeting:gov-forum --json", N_("since the last meeting of a body, for programs")),
)

_SPAN = N_("Since when, or FROM..TO: a day, last-meeting, last-meeting:BODY, a tag or a commit")
_ENDINGS = {"txt": "text", "md": "md", "markdown": "md", "json": "json"}


def run(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="SINCE|FROM..TO", help=_SPAN)],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to; - is stdout"))] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="text|md|json", help=N_("By the file's ending, else text"))
    ] = "",
    json: options.Json = False,
) -> None:
    """Show what changed."""
    session: Session = ctx.obj
    from mou_tracker.cli.choices import format_of
    from mou_tracker.cli.comparing import compared, difference_as
    from mou_tracker.cli.output import deliver

    kind = "json" if json else format_of(form, output, _ENDINGS, "text")
    deliver(session, output, difference_as(kind, compared(session, span), session))
