"""Data into a strict record, or findings (MOU1xx) that say which value does not fit and what would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mou_tracker.diagnostics import Diagnostic, Param, Path
from mou_tracker.model.base import Record
from mou_tracker.rules.nearest import nearest

R = TypeVar("R", bound=Record)

DERIVED = frozenset(
    [
        "state",
        "status",
        "progress",
        "expired",
        "overdue",
        "due_soon",
        "dormant",
        "expiring",
        "report_due",
        "report_overdue",
        "unassigned",
        "suspect",
        "carried_over",
        "times_carried",
        "current_period",
        "period_end",
        "notice_deadline",
        "next_review",
        "days_late",
        "freshness",
        "percent",
        "completed_without_evidence",
        "completed_unverified",
        "verdict",
        "active",
    ]
)
"""Names people give to what the tool computes for a day; storing them would make yesterday's answer today's."""

MOST_ERRORS = 200
"""Findings of shape given for one file; what is wrong more often is wrong in one way."""

_CODES = {
    "literal_error": "MOU103",
    "date_form": "MOU105",
    "date_type": "MOU105",
    "date_hijri": "MOU106",
    "date_year": "MOU107",
    "date_calendar": "MOU108",
    "duration_form": "MOU109",
    "text_empty": "MOU111",
    "text_language": "MOU112",
    "text_type": "MOU104",
    "greater_than_equal": "MOU113",
    "less_than_equal": "MOU113",
    "too_short": "MOU115",
    "path_form": "MOU116",
    "hijri_form": "MOU117",
    "string_too_short": "MOU118",
    "string_too_long": "MOU118",
    "count_form": "MOU120",
    "number_form": "MOU120",
    "yes_no_form": "MOU104",
}
_EXPECTED = {
    "string_type": "text",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "float_type": "number",
    "bool_type": "true_false",
    "text_type": "text",
    "yes_no_form": "true_false",
}


def shaped(record: type[R], data: object, file: str) -> tuple[R | None, list[Diagnostic]]:
    """The record, or None with every misfit of the data, in the order they stand."""
    try:
        return record.model_validate(data), []
    except ValidationError as misfit:
        details = misfit.errors(include_url=False)[:MOST_ERRORS]
    return None, [_diagnostic(record, detail, file) for detail in details]


def _diagnostic(record: type[Record], detail: ErrorDetails, file: str) -> Diagnostic:
    path: Path = tuple(detail["loc"])
    kind, found = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return _unknown_key(record, path, file)
    if kind == "missing":
        code = "MOU114" if path == ("format",) else "MOU102"
        return Diagnostic(code, file, path[:-1], {"key": str(path[-1]), "found": ""})
    if path and path[-1] == "[key]":
        return Diagnostic("MOU110", file, path[:-1], {"found": _shown(path[-2])}, at_key=True)
    if path == ("format",):
        return Diagnostic("MOU114", file, path, {"found": _shown(found)})
    if kind == "string_pattern_mismatch":
        return Diagnostic(_pattern_code(str(detail["ctx"]["pattern"])), file, path, {"found": _shown(found)})
    if kind == "string_too_short" and not str(found).strip():
        return Diagnostic("MOU111", file, path)
    return Diagnostic(_CODES.get(kind, "MOU104"), file, path, _params(kind, detail, found))


def _params(kind: str, detail: ErrorDetails, found: object) -> dict[str, Param]:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "literal_error":
        if isinstance(found, (dict, list)):
            return {"found": _type_of(found), "allowed": _allowed(context), "suggestion": ""}
        words = _allowed(context).split(", ")
        return {"found": _shown(found), "allowed": ", ".join(words), "suggestion": nearest(_shown(found), words)}
    if kind in _EXPECTED or kind not in _CODES:
        return {"expected": _EXPECTED.get(kind, "text"), "found": _type_of(context.get("found", found), found)}
    if kind == "text_language":
        return {"found": str(context.get("found", ""))}
    limit = context.get("min_length", context.get("max_length", context.get("ge", context.get("le", 0))))
    return {"found": _shown(found), "limit": int(limit)}


def _allowed(context: Mapping[str, Any]) -> str:
    return str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")


def _unknown_key(record: type[Record], path: Path, file: str) -> Diagnostic:
    key = str(path[-1])
    names = _names_at(record, path[:-1])
    if key in DERIVED and not nearest(key, names):
        return Diagnostic("MOU119", file, path, {"key": key}, at_key=True)
    params: dict[str, Param] = {"key": _shown(key), "suggestion": nearest(key, names)}
    return Diagnostic("MOU101", file, path, params, at_key=True)


def _pattern_code(pattern: str) -> str:
    if "https?" in pattern or "[0-9a-f]{64}" in pattern or "MOU" in pattern or "[A-Z]{2}" in pattern:
        return "MOU116"
    return "MOU112" if pattern.startswith("^([a-z]{2,3}") else "MOU110"


def _names_at(record: type[Record], path: Path) -> list[str]:
    here: Any = record
    for step in path:
        here = _step(here, step)
        if here is None:
            return []
    if not (isinstance(here, type) and issubclass(here, Record)):
        return []
    return [field.alias or name for name, field in here.model_fields.items()]


def _step(here: Any, step: str | int) -> Any:
    if isinstance(here, type) and issubclass(here, Record):
        for name, field in here.model_fields.items():
            if step == (field.alias or name):
                return _unwrapped(field.annotation)
        return None
    if get_origin(here) in (list, dict):
        return _unwrapped(get_args(here)[-1])
    return None


def _unwrapped(annotation: Any) -> Any:
    """The record, list or mapping inside an optional or annotated type."""
    if isinstance(annotation, type) or get_origin(annotation) in (list, dict):
        return annotation
    candidates = [_unwrapped(argument) for argument in get_args(annotation) if argument is not type(None)]
    return next((candidate for candidate in candidates if candidate is not None), None)


def _shown(value: object) -> str:
    return str(value)[:60] if isinstance(value, (str, int, float, bool)) else _type_of(value)


def _type_of(value: object, original: object = None) -> str:
    """The vocabulary word for the type of a value as it stands in the file."""
    value = original if original is not None else value
    if value is None or value == "":
        return "empty"
    names = {bool: "true_false", int: "whole_number", float: "number", str: "text", list: "list", dict: "mapping"}
    return names.get(type(value), "text")
