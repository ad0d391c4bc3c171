"""The schemas: valid, complete, accepting what the model accepts and refusing what it refuses."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from mou_tracker.i18n.catalog import words_for
from mou_tracker.model.anatomy import ROOTS, keys, reachable
from mou_tracker.model.describe import FIELDS, meaning
from mou_tracker.model.forms import OPEN, form_of
from mou_tracker.model.schema import KINDS, descriptions, json_schema, schema_file, schema_text
from mou_tracker.store.judge import place_of
from mou_tracker.store.reader import read_data

ROOT = Path(__file__).parents[3]
VALIDATORS = {kind: jsonschema.Draft202012Validator(json_schema(kind)) for kind in KINDS}
RECORDS = {record for root in ROOTS.values() for record in reachable(root)}
EXAMPLES = [
    *(path.relative_to(ROOT).as_posix() for folder in ("agreements", "meetings") for path in (ROOT / folder).rglob("*.yaml")),
    "agencies.yaml",
    "mou.toml",
]  # fmt: skip


def agree(kind: str, data: Any) -> bool:
    """Whether schema and model say the same of the data, and what."""
    try:
        ROOTS[kind].model_validate(data)
        fits = True
    except ValidationError:
        fits = False
    errors = [f"{list(error.path)}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(data)]
    assert fits == (not errors), (kind, data, errors)
    return fits


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_valid_and_stand_in_the_repository(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    assert (ROOT / "schemas" / schema_file(kind)).read_text("utf-8") == schema_text(kind)


@pytest.mark.parametrize("path", EXAMPLES)
def test_the_example_register_fits(path: str) -> None:
    content = (ROOT / path).read_bytes()
    data = tomllib.loads(content.decode()) if path.endswith(".toml") else read_data(content, path)[0]
    assert agree(place_of(path).kind, data)


def test_every_field_has_a_meaning_and_no_meaning_is_stale() -> None:
    fields = {(key.owner, key.name) for record in RECORDS for key in keys(record)}
    assert all(meaning(key) for record in RECORDS for key in keys(record))
    shared = {name for owner, name in fields if f"{owner}.{name}" not in FIELDS}
    wanted = {f"{owner}.{name}" for owner, name in fields if f"{owner}.{name}" in FIELDS} | {
        f"*.{name}" for name in shared
    }
    assert set(FIELDS) == wanted


def test_every_word_of_an_open_list_names_its_vocabulary() -> None:
    from mou_tracker.model.base import Word

    form = form_of(Word)
    for record in RECORDS:
        for key in keys(record):
            if str(Word) in str(key.annotation):
                assert f"{key.owner}.{key.name}" in OPEN, (key, form)


def test_meanings_come_in_both_languages_the_asked_one_first() -> None:
    english, arabic = (json_schema("agreement", words_for(lang))["properties"]["title"] for lang in ("en", "ar"))
    assert english["description"] == "The title, in each language it has\n\n\u2068العنوان بكل لغة له\u2069"
    assert arabic["description"] == "\u2068العنوان بكل لغة له\u2069\n\nThe title, in each language it has"


def test_every_description_is_translated() -> None:
    arabic = words_for("ar")
    assert [text for text in descriptions() if arabic(text) == text] == []


def test_words_of_lists_are_told_by_name() -> None:
    schema = json_schema("agreement")
    progress = schema["$defs"]["LogEntry"]["properties"]["progress"]["anyOf"][0]
    assert progress["enumDescriptions"][progress["enum"].index("on_hold")] == "on hold · متوقف مؤقتًا"
    assert "memorandum_of_understanding" in schema["properties"]["kind"]["examples"]
    assert "training_programme" in schema["$defs"]["Commitment"]["properties"]["modality"]["items"]["examples"]


def test_no_hidden_mark_stands_bare_in_a_file() -> None:
    assert "\u2068" not in schema_text("agreement")
    assert json.loads(schema_text("agreement")) == json_schema("agreement")


SOUND: dict[str, Any] = {
    "format": "mou/1",
    "kind": "memorandum_of_understanding",
    "title": {"ar": "مذكرة", "en": "Memorandum"},
    "parties": [
        {"agency": "a", "side": "BH", "signature": {"by": "a/head", "date": "2025-01-15", "hijri": "1446-07-15"}}
    ],
    "effect": {"mode": "on_signature", "after": "P30D"},
    "renewal": {"kind": "automatic", "times": 2},
    "texts": [{"language": "ar", "status": "authentic", "file": "texts/a.pdf", "url": "https://example.org/a"}],
    "relations": [{"type": "implements", "target": "b/c"}],
    "commitments": [
        {
            "id": "training",
            "text": "Train",
            "source_class": "undertaking",
            "page": 3,
            "opt_in": True,
            "pillars": ["capacity"],
            "log": [{"date": "2025", "by": "a", "type": "activity", "percent": 10, "measures": {"m": 1.5}}],
        }
    ],
    "sources": [{"id": "s1", "kind": "press", "title": "T", "sha256": "0" * 64}],
    "exceptions": [{"rule": "MOU304", "reason": "r", "until": "2026-12-31"}],
}
STRANGE = [
    None, True, 0, -1, 7, 200, 2025, 1446, 1699, 2200, 2201, 10000, 1.5, "", " ", "x", "yes", "unknown", "not_stated", "2025-01-15", "2025-02-30", "2024-02-29",
    "2023-02-29", "1900-02-29", "2000-02-29", "2025-13", "2025-04-31", "2200", "2201", "1699", "1446-07-15", "1446-13-01",
    "2025-1-5", "P3Y", "P", "PT1H", "P1000Y", "P1Y6M", "P2W", "mou/1", "mou/2", "BH", "bh", "a/b", "a/b/c", "a/b/c/d", "A",
    "a b", "../a", "a/../b", "/a", "a/", ".a", "a\\b", "c:a", "https://example.org", "ftp://x", "0" * 64, "0" * 63, "s1",
    "MOU304", "MOU3", "en", "pt-BR", "ar-", "x" * 81, "x" * 301, [], [None], ["a"], ["a", 1], {}, {"ar": "نص"}, {"ar": " "},
    {"AR": "x"}, {"ar": 1}, {"x": "y", "ar": "z"}, {"kind": "fixed"}, {"m": "unknown"}, {"a b": 1}, [{"ar": "x"}],
    [{"agency": "a"}], [{"id": "a", "text": "b", "source_class": "decision"}],
]  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for name, value in inner for found in places(value, (*path, name)))]


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = changed(data[path[0]] if isinstance(data, list) else data.get(path[0]), path[1:], value)
    return copy


FIELDS_OF_ALL = sorted({key.name for record in RECORDS for key in keys(record)})


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_schema_and_model_agree_on_what_does_not_fit(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(SOUND)))
    here: Any = SOUND
    for name in path:
        here = here[name]
    if isinstance(here, dict) and data.draw(st.booleans()):
        path = (*path, data.draw(st.sampled_from(FIELDS_OF_ALL)))
    agree("agreement", changed(SOUND, path, data.draw(st.sampled_from(STRANGE))))


@pytest.mark.parametrize("missing", ["format", "kind", "title", "parties"])
def test_what_must_be_there_is_missed(missing: str) -> None:
    assert agree("agreement", SOUND)
    assert not agree("agreement", {key: value for key, value in SOUND.items() if key != missing})


@pytest.mark.parametrize("value", STRANGE, ids=repr)
def test_agencies_settings_and_meetings_agree_too(value: Any) -> None:
    agency = {"name": "A", "kind": "ministry"}
    for key in keys(ROOTS["settings"]):
        agree("settings", {"format": "mou/1", key.name: value})
    for key in keys(ROOTS["meeting"]):
        agree("meeting", {"format": "mou/1", "body": "a", "kind": "seminar", "status": "held", key.name: value})
    for name in ("name", "kind", "country", "posts", "quorum", "aliases", "valid", "members"):
        agree("agencies", {"format": "mou/1", "agencies": {"a": {**agency, name: value}}})
    if isinstance(value, str):
        agree("agencies", {"format": "mou/1", "agencies": {value: agency}})
