"""One versioned JSON document for every output of data, and the schema each keeps to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from mou_tracker.model.cards import Text

SCHEMA_VERSION = 1

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|(?<=#)#")


def envelope(kind: str, data: object, today: date, title: Text | None = None) -> str:
    """The document: `schemaVersion`, `kind`, `asOf` (the day it holds for), `register` (its title), `data`."""
    document = {
        "schemaVersion": SCHEMA_VERSION,
        "kind": kind,
        "asOf": today.isoformat(),
        "register": title or None,
        "data": plain(data),
    }
    return _UNSEEN.sub(_escaped, json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def plain(value: Any) -> Any:
    """A value as JSON has it: named tuples and dataclasses as objects by field, sets sorted, dates in ISO 8601."""
    if value is None or isinstance(value, str | int | float):
        return value
    if hasattr(value, "_fields"):
        return {name: plain(inner) for name, inner in zip(value._fields, value, strict=True)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(inner) for inner in value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)
