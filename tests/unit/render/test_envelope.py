"""Every JSON output keeps to its published schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from mou_tracker.analysis import listing
from mou_tracker.analysis.deadlines import due_within
from mou_tracker.analysis.overview import overview
from mou_tracker.analysis.search import search
from mou_tracker.model.register import Register
from mou_tracker.render.envelope import envelope, plain
from mou_tracker.render.output_schema import schema_of
from mou_tracker.render.outputs import OUTPUTS, output_schema
from tests.lively_register import TODAY, loaded

PUBLISHED = Path(__file__).resolve().parents[3] / "docs" / "schemas"


class Row(NamedTuple):
    """A row of a test."""

    name: str
    day: date | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole of rows."""

    rows: list[Row]
    counts: Mapping[str, int]
    kind: Literal["a", "b"]
    pair: tuple[int, str]


WHOLE = Whole([Row("x", date(2026, 1, 2), ("b", "a"))], {"n": 1}, "a", (1, "z"))


def test_values_become_plain() -> None:
    assert plain(WHOLE) == {
        "rows": [{"name": "x", "day": "2026-01-02", "words": ["b", "a"]}],
        "counts": {"n": 1},
        "kind": "a",
        "pair": [1, "z"],
    }
    assert plain(frozenset({"b", "a"})) == ["a", "b"]


def test_what_json_has_no_shape_for_is_refused() -> None:
    with pytest.raises(TypeError):
        plain(object())
    with pytest.raises(TypeError):
        schema_of(Path, {})


def test_the_schema_follows_the_annotations() -> None:
    definitions: dict[str, Any] = {}
    validator = Draft202012Validator({**schema_of(Whole, definitions), "$defs": definitions})
    validator.validate(plain(WHOLE))
    for wrong in ({"kind": "c"}, {"pair": [1]}, {"rows": [{"name": "x", "day": 3, "words": []}]}, {"more": 1}):
        assert not validator.is_valid({**plain(WHOLE), **wrong})


def test_the_document_says_its_version_kind_and_day() -> None:
    document = json.loads(envelope("due", [], TODAY, {"en": "Register"}))
    assert document == {
        "schemaVersion": 1,
        "kind": "due",
        "asOf": "2026-06-30",
        "register": {"en": "Register"},
        "data": [],
    }


def test_what_is_not_seen_is_written_as_an_escape() -> None:
    text = envelope("search", ["a\u202eb\x9b##[x]"], TODAY)
    assert "a\\u202eb\\u009b#\\u0023[x]" in text
    assert json.loads(text)["data"] == ["a\u202eb\x9b##[x]"]


def outputs(register: Register) -> dict[str, object]:
    return {
        "status": overview(register, TODAY),
        "due": due_within(register, TODAY, 900),
        "list-agreements": listing.agreement_rows(register, TODAY),
        "list-commitments": listing.commitment_rows(register, TODAY),
        "list-meetings": listing.meeting_rows(register, TODAY),
        "list-agencies": listing.agency_rows(register, TODAY),
        "search": search(register, "training"),
    }


def test_the_outputs_keep_to_their_schemas(tmp_path: Path) -> None:
    for kind, data in outputs(loaded(tmp_path)).items():
        assert data
        Draft202012Validator(output_schema(kind)).validate(json.loads(envelope(kind, data, TODAY, "Register")))


@pytest.mark.parametrize("kind", OUTPUTS)
def test_the_published_schema_is_the_one_of_the_program(kind: str) -> None:
    schema = output_schema(kind)
    Draft202012Validator.check_schema(schema)
    published = (PUBLISHED / f"output-{kind}.json").read_text("utf-8")
    told = f"run: mou schema output-{kind} > docs/schemas/output-{kind}.json"
    assert published == json.dumps(schema, ensure_ascii=False, indent=2) + "\n", told


def test_every_kind_of_output_is_documented() -> None:
    page = (PUBLISHED.parent / "outputs.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `mou")]
    assert [row.split("`")[3] for row in rows] == list(OUTPUTS)
    assert all(f"(schemas/output-{kind}.json)" in row for kind, row in zip(OUTPUTS, rows, strict=True))
