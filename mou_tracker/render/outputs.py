"""Every JSON output of data by its kind, with the type it is made of, and its published schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from mou_tracker.analysis.changes import Difference, Life
from mou_tracker.analysis.deadlines import Deadline
from mou_tracker.analysis.listing import AgencyRow, AgreementRow, CommitmentRow, MeetingRow
from mou_tracker.analysis.overview import Overview
from mou_tracker.analysis.search import Hit
from mou_tracker.model.cards import Text
from mou_tracker.render.envelope import SCHEMA_VERSION
from mou_tracker.render.output_schema import closed, schema_of
from mou_tracker.render.record import Derived, Shown


class RuleLine(NamedTuple):
    """A rule in the list of all; title and family are in the language of the run."""

    code: str
    severity: Literal["error", "warning", "info"]
    title: str
    family: str


OUTPUTS: Mapping[str, Any] = {
    "status": Overview,
    "due": list[Deadline],
    "list-agreements": list[AgreementRow],
    "list-commitments": list[CommitmentRow],
    "list-meetings": list[MeetingRow],
    "list-agencies": list[AgencyRow],
    "show": Shown,
    "search": list[Hit],
    "explain": list[Derived],
    "history": Life,
    "diff": Difference,
    "rules": list[RuleLine],
}
"""The kinds of document and the type of their `data`."""


def output_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind's document; KeyError for a kind there is not.

    Within one version keys may come, none goes or changes its meaning.
    """
    definitions: dict[str, Any] = {}
    data = schema_of(OUTPUTS[kind], definitions)
    document = {
        "schemaVersion": {"const": SCHEMA_VERSION},
        "kind": {"const": kind},
        "asOf": {"type": "string", "format": "date"},
        "register": schema_of(Text | None, definitions),
        "data": data,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Output of mou {kind.replace('-', ' ')} --json",
        **closed(document),
        "$defs": definitions,
    }
