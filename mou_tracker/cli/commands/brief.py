"""`mou brief`: the brief for a meeting or on an agreement."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou brief gov-forum -o brief.html", N_("for the next meeting of a body, as one page to send or print")),
    ("mou brief kw-national-committee/23 --lang ar", N_("on one meeting, in Arabic, as Markdown")),
    (
        "mou brief bh-om-2025-trafficking --audience public -o brief.md",
        N_("on an agreement, without what is not public"),
    ),
)


def run(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help=N_("A meeting, a body (its next meeting) or an agreement"))],
    *,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to; - is stdout"))] = "",
    format_: Annotated[str, typer.Option("--format", metavar="md|html", help=N_("By the file's ending, else md"))] = "",
    audience: Annotated[
        str,
        typer.Option("--audience", metavar="internal|parties|public", help=N_("For whom; others' records stay out")),
    ] = "internal",
    hijri: Annotated[bool, typer.Option("--hijri", help=N_("Hijri dates beside Gregorian ones"))] = False,
    digits: Annotated[str, typer.Option("--digits", metavar="latn|arab", help=N_("Digits: 2025 or ٢٠٢٥"))] = "",
    as_of: options.AsOf = "",
    at: options.At = "",
) -> None:
    """Write a brief."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    from mou_tracker import __version__
    from mou_tracker.actions.brief import Manner, written
    from mou_tracker.cli.choices import format_of, one_of
    from mou_tracker.cli.output import deliver
    from mou_tracker.render.brief import ENDINGS

    settings = session.register.settings
    manner = Manner(
        format_of(format_, output, ENDINGS, "md"),
        session.lang,
        one_of("--digits", digits or settings.digits, ("latn", "arab")),
        hijri or settings.hijri,
        one_of("--audience", audience, ("internal", "parties", "public")),
        __version__,
    )
    text = written(session.source, session.register, ref, session.today, root=session.root, manner=manner)
    deliver(session, output, text)
