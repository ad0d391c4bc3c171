"""`mou new`: a record that was not there."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mou_tracker.cli import recording_options as options
from mou_tracker.cli.dates import date_from
from mou_tracker.cli.recording import record
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    (
        "mou new agreement bh-xx-2026 --kind memorandum_of_understanding --title TITLE --party A=BH --party B=XX",
        N_("a file"),
    ),
    (
        "mou new commitment bh-xx-2026/training --title TEXT --class undertaking --owner AGENCY",
        N_("in the agreement's file"),
    ),
    ("mou new agency AGENCY --kind authority --title NAME --country BH", N_("in agencies.yaml")),
    ("mou new meeting BODY/3 --kind ordinary_session --status planned --date 2026-09-01 --ordinal 3", N_("a file")),
    ("mou new agreement bh-xx-2026 --from draft.yaml", N_("from a draft in YAML or JSON; - is standard input")),
)


def run(
    ctx: typer.Context,
    record_kind: Annotated[
        str, typer.Argument(metavar="WHAT", help=N_("agreement, commitment, agency, post or meeting"))
    ],
    ref: Annotated[str, typer.Argument(metavar="ID", help=N_("Its reference, such as AGREEMENT/ID for a commitment"))],
    source: options.Draft = "",
    title: options.Title = "",
    title_ar: options.TitleAr = "",
    title_en: options.TitleEn = "",
    kind: options.RecordKind = "",
    party: options.Party = None,
    folder: options.Folder = "",
    class_: options.Class = "",
    nature: options.Nature = "",
    owner: options.Owner = None,
    start: Annotated[str, typer.Option("--start", metavar="DATE", help=N_("From when"))] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help=N_("By when"))] = "",
    country: options.Country = "",
    role: options.Role = "",
    status: options.Status = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help=N_("Of a meeting"))] = "",
    ordinal: options.Ordinal = 0,
    dry_run: options.DryRun = False,
    no_commit: options.NoCommit = False,
    message: options.Words = "",
) -> None:
    """Make a new record."""
    session: Session = ctx.obj
    from mou_tracker.actions.create import create
    from mou_tracker.cli.drafting import drafted, parties_of

    said = {"": title, "ar": title_ar, "en": title_en}
    words = {"kind": kind, "source_class": class_, "nature": nature, "country": country, "role": role, "status": status}
    days = {"start": start, "due": due, "date": date}
    given: dict[str, Any] = {
        **words,
        **{key: date_from(day, session.today) for key, day in days.items()},
        "owners": owner,
    }
    given |= {"ordinal": ordinal, "parties": parties_of(party or [])}
    plan = create(record_kind, ref, drafted(session, record_kind, source, said, given), folder)
    record(session, plan, dry_run=dry_run, no_commit=no_commit, message=message)
