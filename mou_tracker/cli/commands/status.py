"""`mou status`: the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from mou_tracker.cli import options
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou status", N_("where everything stands today")),
    ("mou status --agency bh-lmra", N_("only what concerns one agency")),
    ("mou status --as-of 2025-12-31 --json", N_("as it stood at the end of the year, for programs")),
)


def run(
    ctx: typer.Context,
    *,
    agreement: options.Agreement = "",
    agency: options.Agency = "",
    side: options.Side = "",
    pillar: options.Pillar = "",
    thread: options.Thread = "",
    as_of: options.AsOf = "",
    at: options.At = "",
    json: options.Json = False,
) -> None:
    """Show the dashboard."""
    session: Session = ctx.obj
    session.as_of, session.at = as_of, at
    asked = {"agreement": agreement, "agency": agency, "side": side, "pillar": pillar, "thread": thread}
    session.say(session.remembered(f"status {asked} {json}", lambda: _text(session, asked, json=json)))


def _text(session: Session, asked: Mapping[str, Any], *, json: bool) -> str:
    from mou_tracker.analysis.overview import overview
    from mou_tracker.cli.filtering import filters_from

    kept = filters_from(session, **asked)
    if json:
        from mou_tracker.render.envelope import envelope

        title = session.register.settings.title
        return envelope("status", overview(session.register, session.today, kept), session.today, title)
    from mou_tracker.cli.printing import pen_of
    from mou_tracker.render.terminal.status import MOST, status_text

    return status_text(overview(session.register, session.today, kept, MOST), pen_of(session))
