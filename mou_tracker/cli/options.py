"""Options that many commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.i18n.catalog import N_

AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help=N_("As true on that day (default: today)"))]
At = Annotated[
    str, typer.Option("--at", metavar="REV|DATE", help=N_("As recorded then: a day, last-meeting, a tag or a commit"))
]
Json = Annotated[bool, typer.Option("--json", help=N_("As JSON, for programs"))]
Agreement = Annotated[str, typer.Option("--agreement", metavar="ID", help=N_("Only this agreement"))]
Agency = Annotated[str, typer.Option("--agency", metavar="ID", help=N_("Only what concerns this agency"))]
Side = Annotated[str, typer.Option("--side", metavar="SIDE", help=N_("Only agreements with this side"))]
Pillar = Annotated[str, typer.Option("--pillar", metavar="CODE", help=N_("Only this pillar"))]
Thread = Annotated[str, typer.Option("--thread", metavar="ID", help=N_("Only this thread"))]
Body = Annotated[str, typer.Option("--body", metavar="ID", help=N_("Only what this body follows"))]
Kind = Annotated[str, typer.Option("--kind", metavar="WORD", help=N_("Only this kind"))]
State = Annotated[str, typer.Option("--state", metavar="WORD", help=N_("Only agreements in this state, or meetings"))]
Progress = Annotated[str, typer.Option("--progress", metavar="WORD", help=N_("Only with this reported progress"))]
Verdict = Annotated[str, typer.Option("--verdict", metavar="WORD", help=N_("Only with this assessment"))]
Flag = Annotated[str, typer.Option("--flag", metavar="WORD", help=N_("Only what needs attention in this way"))]
Open = Annotated[bool, typer.Option("--open", help=N_("Only what is still open"))]
Sort = Annotated[str, typer.Option("--sort", metavar="BY", help=N_("id, date, state, due or title"))]
