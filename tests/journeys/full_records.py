"""Records with every field the models know, each text for people being a given one: made by walking the models."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge
from pydantic import PlainValidator, StringConstraints
from pydantic.fields import FieldInfo

from mou_tracker.model import base
from mou_tracker.model.agency import Agency
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.base import Record, RefTo
from mou_tracker.model.meeting import Meeting

Text = Callable[[str], str]
"""What to write into a field, given its path such as `commitments.log.text.ar`."""

REFERENCES = {
    "agency": "bh-authority",
    "post": "bh-authority/head",
    "agreement": "parent",
    "meeting": "committee/1",
    "commitment": "sample/training",
    "outcome": "committee/1/r1",
    "thread": "regional-training",
    "pillar": "capacity",
}
CHECKED: Mapping[Any, Any] = {
    base.check_date: "2026-03-01",
    base.check_hijri: "1447-09-12",
    base.check_duration: "P3M",
    base.check_count: 2,
    base.check_number: 5,
    base.check_yes_no: True,
    base.check_path: "texts/full.pdf",
}
PATTERNED: Mapping[Any, Any] = {
    base.Id: "full",
    base.Word: "other",
    base.Code: "c1",
    base.Language: "ar",
    base.Side: "BH",
    base.Country: "BH",
    base.Sha256: "0" * 64,
    base.Url: "https://example.org/a?b=c&d=e#f",
    base.RuleCode: "MOU719",
}
PATTERNS = {get_args(kind)[1].pattern: value for kind, value in PATTERNED.items()}


def agreement(text: Text) -> str:
    """The agreement `full`."""
    return _file(Agreement, text)


def meeting(text: Text) -> str:
    """A meeting of the body `committee`."""
    return _file(Meeting, text, body="committee", ordinal=3, edition=3)


def agency(text: Text) -> str:
    """The agency `full`, as an entry of the file of agencies."""
    return f"  full: {_flow(record(Agency, text, 'agencies.full.'))}\n"


def texts(kind: type[Record]) -> list[str]:
    """The paths of all free texts of a record."""
    found: list[str] = []
    record(kind, lambda path: found.append(path) or "text")
    return found


def _file(kind: type[Record], text: Text, **fixed: Any) -> str:
    return _flow({**record(kind, text), **fixed}) + "\n"


def _flow(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def record(kind: type[Record], text: Text, at: str = "") -> dict[str, Any]:
    """Data of that kind with every field given."""
    return {
        field.alias or name: _value(field.annotation, field.metadata, text, f"{at}{field.alias or name}")
        for name, field in kind.model_fields.items()
    }


def _value(annotation: Any, marks: Any, text: Text, path: str) -> Any:
    for mark in marks:
        if (found := _marked(mark, text, path)) is not None:
            return found
    if hasattr(annotation, "__metadata__"):
        return _value(get_args(annotation)[0], annotation.__metadata__, text, path)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return record(annotation, text, f"{path}.")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        return [_value(arguments[0], (), text, path)]
    if origin is dict:
        return {_value(arguments[0], (), text, path): _value(arguments[1], (), text, f"{path}.*")}
    if origin is Literal:
        return arguments[0]
    if arguments:
        return _value(next(choice for choice in arguments if choice is not type(None)), (), text, path)
    return {bool: True, int: 1}[annotation]


def _marked(mark: Any, text: Text, path: str) -> Any:
    if isinstance(mark, RefTo):
        return REFERENCES[mark.kinds[0]]
    if isinstance(mark, PlainValidator):
        if mark.func is base.check_text:
            return {language: text(f"{path}.{language}") for language in ("ar", "en")}
        return CHECKED[mark.func]
    if isinstance(mark, FieldInfo):
        return _value(int, mark.metadata, text, path)
    if isinstance(mark, Ge):
        return max(1, mark.ge)
    if isinstance(mark, StringConstraints):
        return PATTERNS.get(mark.pattern) if mark.pattern else text(path)[:300]
    return None
