"""`mou list`: agreements, commitments, meetings or agencies, filtered and sorted."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou list agreements --state in_effect", N_("the agreements in effect")),
    ("mou list commitments --open --agency bh-lmra", N_("what an agency still has to do")),
    ("mou list commitments --flag overdue --sort due", N_("what is overdue, the oldest first")),
    ("mou list meetings --body gov-forum", N_("the meetings of a body")),
)


def run(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=N_("agreements, commitments, meetings or agencies"))],
    *,
    agreement: options.Agreement = "",
    body: options.Body = "",
    agency: options.Agency = "",
    side: options.Side = "",
    pillar: options.Pillar = "",
    thread: options.Thread = "",
    kind: options.Kind = "",
    state: options.State = "",
    progress: options.Progress = "",
    verdict: options.Verdict = "",
    flag: options.Flag = "",
    is_open: options.Open = False,
    sort: options.Sort = "id",
    as_of: options.AsOf = "",
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """List records."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    from mou_tracker.cli.filtering import filters_from, listing_of, sort_of
    from mou_tracker.cli.listings import show_listing

    listing = listing_of(what)
    kept = filters_from(
        session, listing, agreement=agreement, body=body, agency=agency, side=side, pillar=pillar, thread=thread,
        kind=kind, state=state, progress=progress, verdict=verdict, flag=flag, is_open=is_open,
    )  # fmt: skip
    show_listing(session, listing, kept, sort_of(sort), json=json)
