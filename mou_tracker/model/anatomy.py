"""What a record is made of: its keys in the order they are written, and the record below each of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from mou_tracker.model.agency import AgencyFile
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.base import Record
from mou_tracker.model.commitment import Commitment
from mou_tracker.model.meeting import Meeting, Outcome
from mou_tracker.model.settings_file import SettingsFile

ROOTS: Mapping[str, type[Record]] = MappingProxyType(
    {"agreement": Agreement, "meeting": Meeting, "agencies": AgencyFile, "settings": SettingsFile}
)
"""The record each kind of file holds."""

_FIRST: Mapping[type[Record], tuple[str, ...]] = {
    Commitment: ("id", "text", "source_class"),
    Outcome: ("id", "kind", "status", "edition", "text", "responds_to", "fulfilled_by"),
}
"""Keys written before the others where a record's own keys would otherwise follow a page of inherited ones."""


class Key(NamedTuple):
    """A key as files have it, the record that declares it, and what may stand under it."""

    name: str
    owner: str
    annotation: Any
    required: bool
    default: Any


@cache
def keys(record: type[Record]) -> tuple[Key, ...]:
    """The keys of a record in the order they are written."""
    hints = get_type_hints(record, include_extras=True)
    found = [
        Key(field.alias or name, _owner(record, name), hints[name], field.is_required(), field.default)
        for name, field in record.model_fields.items()
    ]
    first = _FIRST.get(record, ())
    return tuple(sorted(found, key=lambda key: first.index(key.name) if key.name in first else len(first)))


def _owner(record: type[Record], name: str) -> str:
    return next(base.__name__ for base in record.__mro__ if name in vars(base).get("__annotations__", {}))


@cache
def below(record: type[Record]) -> Mapping[str, Any]:
    """What stands under each key: a record, `[it]` for a list of them, `{"*": it}` for a mapping; other keys are absent."""
    found = {key.name: _inner(key.annotation) for key in keys(record)}
    return {name: inner for name, inner in found.items() if inner}


def _inner(annotation: Any) -> Any:
    annotation = required(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    inner = _inner(get_args(annotation)[-1]) if get_origin(annotation) in (list, dict) else None
    if inner is None:
        return None
    return [inner] if get_origin(annotation) is list else {"*": inner}


def required(annotation: Any) -> Any:
    """The annotation without the None an optional key may also be; `Annotated` is left on."""
    if get_origin(annotation) in (Union, UnionType):
        others = [one for one in get_args(annotation) if one is not NoneType]
        return others[0] if len(others) == 1 else annotation
    return annotation


def step(here: Any, name: str | int) -> Any:
    """What stands one key or index below: a record or a description as `below` gives it; None when nothing is known."""
    if isinstance(here, list):
        return here[0]
    if isinstance(here, dict):
        return here["*"]
    return below(here).get(str(name)) if here is not None else None


@cache
def reachable(root: type[Record]) -> tuple[type[Record], ...]:
    """The record and all that stand below it, in the order a reader of the file meets them."""
    found: dict[type[Record], None] = {}
    _reach(root, found)
    return tuple(found)


def _reach(here: Any, found: dict[type[Record], None]) -> None:
    if isinstance(here, (list, dict)):
        _reach(here[0] if isinstance(here, list) else here["*"], found)
    elif here not in found:
        found[here] = None
        for inner in below(here).values():
            _reach(inner, found)
