"""Every reference in a record, found by walking its data along the places the model marks with `RefTo`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from mou_tracker.diagnostics import Path
from mou_tracker.model.base import Record, RefTo
from mou_tracker.model.cards import Ref
from mou_tracker.model.vocabulary import KNOWN

Plan = Mapping[str, Any]
"""Per key of a mapping: a tuple of kinds (a reference), `[plan or kinds]` (a list), `{"*": plan}` (any key), or a plan."""


def references(record: type[Record], data: object, at: Path = ()) -> tuple[Ref, ...]:
    """The references in validated data of that record, each target once per set of kinds, at its first place.

    `at` is the path of the record in its file.
    """
    found: dict[tuple[tuple[str, ...], str], Path] = {}
    for kinds, target, path in _walk(_plan(record), data, at):
        found.setdefault((kinds, target), path)
    return tuple(Ref(kinds, target, path) for (kinds, target), path in found.items())


def _walk(plan: Any, data: Any, path: Path) -> Iterator[tuple[tuple[str, ...], str, Path]]:
    if plan.__class__ is tuple:
        if data not in KNOWN:
            yield plan, data, path
    elif plan.__class__ is list:
        inner = plan[0]
        for index, entry in enumerate(data):
            yield from _walk(inner, entry, (*path, index))
    elif "*" in plan:
        for key, entry in data.items():
            yield from _walk(plan["*"], entry, (*path, key))
    else:
        for key, entry in data.items():
            if key in plan and entry is not None:
                yield from _walk(plan[key], entry, (*path, key))


@cache
def _plan(record: type[Record]) -> Plan:
    plan: dict[str, Any] = {}
    for name, field in record.model_fields.items():
        inner = _marked(field.metadata) or _inner(field.annotation)
        if inner:
            plan[field.alias or name] = inner
    return plan


def _marked(metadata: Any) -> tuple[str, ...] | None:
    return next((mark.kinds for mark in metadata if isinstance(mark, RefTo)), None)


def _inner(annotation: Any) -> Any:
    """The plan of an annotation: of a record, a list or mapping of them, or a marked text; None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _plan(annotation) or None
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _marked(annotation.__metadata__) or _inner(arguments[0])
    plans = [plan for plan in map(_inner, arguments) if plan]
    if not plans:
        return None
    if get_origin(annotation) is list:
        return [plans[0]]
    return {"*": plans[-1]} if get_origin(annotation) is dict else plans[0]
