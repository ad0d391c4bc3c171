"""The four lists: rows from the analysis, a table of them, what to say when there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mou_tracker.analysis import listing as rows
from mou_tracker.analysis.filters import Filters
from mou_tracker.cli.printing import pen_of, show_table
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_
from mou_tracker.render import lists as tables


class Listing(NamedTuple):
    """One list: its rows, its table, and the message when it is empty."""

    rows: Callable[..., Any]
    table: Callable[..., Any]
    nothing: str


LISTINGS: Mapping[str, Listing] = {
    "agreements": Listing(rows.agreement_rows, tables.agreements_table, N_("No agreements match.")),
    "commitments": Listing(rows.commitment_rows, tables.commitments_table, N_("No commitments match.")),
    "meetings": Listing(rows.meeting_rows, tables.meetings_table, N_("No meetings match.")),
    "agencies": Listing(rows.agency_rows, tables.agencies_table, N_("No agencies match.")),
}


def show_listing(session: Session, what: str, kept: Filters, sort: str, *, json: bool) -> None:
    """Prints one of the lists."""
    one, pen = LISTINGS[what], pen_of(session)
    found = one.rows(session.register, session.today, kept, sort)
    table = one.table(found, pen.words, pen.default)
    show_table(session, table, json=json, kind=f"list-{what}", data=found, nothing=pen.words(one.nothing))
