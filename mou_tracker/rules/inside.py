"""Finding, anywhere inside a record, the records in which a given field is set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from mou_tracker.diagnostics import Path

if TYPE_CHECKING:
    from mou_tracker.model.base import Record

Nested = tuple[str, str]
"""A field that leads to records worth visiting: its name in Python and its key in the file."""


@cache
def _plan(kind: type[Record], wanted: str) -> tuple[bool, tuple[Nested, ...]]:
    """Whether records of `kind` have the field `wanted`, and which of their fields lead to records that do."""
    nested = tuple(
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if any(has or leads for has, leads in (_plan(inner, wanted) for inner in _inner(field.annotation)))
    )
    return wanted in kind.model_fields, nested


def values(record: Record, wanted: str) -> list[Any]:
    """Every value of the field `wanted` in `record` and inside it, where it is set and not empty; quicker than `holders`."""
    found: list[Any] = []
    _gather(record, wanted, found)
    return found


def _gather(record: Record, wanted: str, found: list[Any]) -> None:
    has, nested = _plan(record.__class__, wanted)
    fields = record.__dict__
    if has and fields[wanted]:
        found.append(fields[wanted])
    for name, _ in nested:
        value = fields[name]
        if not value:
            continue
        if value.__class__ is list:
            for entry in value:
                _gather(entry, wanted, found)
        elif value.__class__ is dict:
            for entry in value.values():
                _gather(entry, wanted, found)
        else:
            _gather(value, wanted, found)


def _inner(annotation: Any) -> Iterator[type[Record]]:
    from mou_tracker.model.base import Record

    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _inner(argument)


def holders(record: Record, wanted: str, path: Path = ()) -> Iterator[tuple[Record, Path]]:
    """Every record inside `record`, itself included, in which the field `wanted` is set, with its path."""
    has, nested = _plan(record.__class__, wanted)
    if has and getattr(record, wanted) is not None:
        yield record, path
    for name, key in nested:
        value = getattr(record, name)
        if not value:
            continue
        if value.__class__ is list:
            for index, entry in enumerate(value):
                yield from holders(entry, wanted, (*path, key, index))
        elif value.__class__ is dict:
            for word, entry in value.items():
                yield from holders(entry, wanted, (*path, key, word))
        else:
            yield from holders(value, wanted, (*path, key))
