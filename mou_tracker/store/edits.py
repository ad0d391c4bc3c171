"""Edits of a record's data: what they are, what they make of it in memory, and of which smallest steps they consist."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from mou_tracker.diagnostics import Diagnostic, Path
from mou_tracker.errors import ChangeRefused
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.limits import MAX_DEPTH


class Set(NamedTuple):
    """Puts a value at a path: in the place of what is there, or as a new key, with the mappings above it if need be."""

    path: Path
    value: object


class Append(NamedTuple):
    """Puts a value at the end of the list at a path; where there is none or an empty value, a list is made."""

    path: Path
    value: object


class Remove(NamedTuple):
    """Takes a key or list item away; what holds nothing then stays as `{}` or `[]`."""

    path: Path


class Rename(NamedTuple):
    """Gives the key that ends a path another name; its value and its place stay."""

    path: Path
    key: str


Edit = Set | Append | Remove | Rename


def normal(edit: Edit) -> Edit:
    """The edit with plain data for a value (enumerations become their text); refuses what is none."""
    if isinstance(edit, (Set, Append)):
        if not (edit.path or isinstance(edit.value, dict)):
            raise unfit(named(None, edit.path))
        return edit._replace(value=_plain(edit.value, edit.path, len(edit.path) + 1))
    return edit


def applied(data: dict[str, Any], edit: Edit) -> Any:
    """The data after a normal edit; what was given stays untouched. Raises `ChangeRefused` where it does not fit the data."""
    if isinstance(edit, Set):
        return _put(data, edit.path, edit.value, data, edit.path)
    if isinstance(edit, Append):
        there = _at_or_none(data, edit.path)
        if not isinstance(there, list) and there is not None:
            raise _one_value(data, edit.path)
        return _put(data, edit.path, [*(there or []), edit.value], data, edit.path)
    if not edit.path or not exists(data, edit.path):
        raise ChangeRefused(N_("There is nothing at {place}"), place=named(data, edit.path))
    return _without(data, edit.path) if isinstance(edit, Remove) else _renamed(data, edit)


def steps(data: dict[str, Any], edit: Edit) -> list[Edit]:
    """The same in smallest steps: a step sets what is there or one key of a mapping that has others, appends to a list
    that has items, removes what has siblings, or renames. Nothing is set to what it is already.

    `edit` can be `applied` to the data.
    """
    if isinstance(edit, Append):
        there = _at_or_none(data, edit.path)
        return [edit] if there else steps(data, Set(edit.path, [edit.value]))
    if isinstance(edit, Remove):
        parent = at(data, edit.path[:-1])
        return [edit] if len(parent) > 1 else [Set(edit.path[:-1], type(parent)())]
    if isinstance(edit, Rename):
        return [edit] if edit.key != edit.path[-1] else []
    if exists(data, edit.path):
        return list(_changes(edit.path, at(data, edit.path), edit.value))
    depth = next(depth for depth in range(len(edit.path) - 1, -1, -1) if exists(data, edit.path[:depth]))
    depth += bool(at(data, edit.path[:depth]))
    value = edit.value
    for key in reversed(edit.path[depth:]):
        value = {key: value}
    return [Set(edit.path[:depth], value)]


def unfit(place: str, findings: Sequence[Diagnostic] = ()) -> ChangeRefused:
    """The refusal of a value that no file of the register may hold."""
    return ChangeRefused(
        N_("What is to be written at {place} cannot be kept in a file"),
        N_("Leave out characters that cannot be seen, and numbers of more than 18 digits"),
        findings,
        place=place,
    )


def at(data: Any, path: Path) -> Any:
    """What stands at a path that exists."""
    for name in path:
        data = data[name]
    return data


def exists(data: Any, path: Path) -> bool:
    """Whether anything, be it null, stands at a path."""
    for name in path:
        if isinstance(data, dict):
            if not isinstance(name, str) or name not in data:
                return False
        elif not (isinstance(data, list) and isinstance(name, int) and 0 <= name < len(data)):
            return False
        data = data[name]
    return True


def same(one: object, other: object) -> bool:
    """Equal in values and their types, all the way down; the order of keys does not count."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def named(data: Any, path: Path) -> str:
    """A path for people, items by their ids: `commitments/training/log`."""
    words = []
    for name in path:
        data = data[name] if exists(data, (name,)) else None
        id_ = data.get("id") if isinstance(data, dict) and isinstance(name, int) else None
        words.append(str(id_ or name))
    return "/".join(words) or "/"


def _at_or_none(data: Any, path: Path) -> Any:
    return at(data, path) if exists(data, path) else None


def _one_value(data: Any, path: Path) -> ChangeRefused:
    return ChangeRefused(N_("{place} holds something else; nothing can be put into it"), place=named(data, path))


def _put(node: Any, path: Path, value: object, whole: Any, full: Path) -> Any:
    """A copy of the node with the value at the path below it; a null counts as an empty mapping."""
    if not path:
        return value
    name, *rest = path
    if isinstance(name, str) and (node is None or isinstance(node, dict)):
        node = node or {}
        return {**node, name: _put(node.get(name), tuple(rest), value, whole, full)}
    if not exists(node, (name,)):
        if isinstance(node, (dict, list)) or node is None:
            raise ChangeRefused(N_("There is nothing at {place}"), place=named(whole, full))
        raise _one_value(whole, full[: len(full) - len(path)])
    items = list(node)
    items[int(name)] = _put(node[name], tuple(rest), value, whole, full)
    return items


def _without(data: Any, path: Path) -> Any:
    parent = at(data, path[:-1])
    name = path[-1]
    kept: Any = (
        {key: value for key, value in parent.items() if key != name}
        if isinstance(parent, dict)
        else [item for number, item in enumerate(parent) if number != name]
    )
    return _put(data, path[:-1], kept, data, path)


def _renamed(data: Any, edit: Rename) -> Any:
    parent = at(data, edit.path[:-1])
    if not isinstance(parent, dict):
        raise ChangeRefused(N_("There is nothing at {place}"), place=named(data, edit.path))
    if edit.key in parent and edit.key != edit.path[-1]:
        raise ChangeRefused(N_("{place} is already there"), place=named(data, (*edit.path[:-1], edit.key)))
    changed = {edit.key if key == edit.path[-1] else key: value for key, value in parent.items()}
    return _put(data, edit.path[:-1], changed, data, edit.path)


def _changes(path: Path, old: Any, new: Any) -> Iterator[Edit]:
    """What differs between two values, so that what does not is left as it is written."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and new and (old.keys() & new.keys() or (old and not path)):
        for key, value in new.items():
            yield from _changes((*path, key), old[key], value) if key in old else [Set((*path, key), value)]
        yield from (Remove((*path, key)) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _list_changes(path, old, new)
    else:
        yield Set(path, new)


def _list_changes(path: Path, old: list[Any], new: list[Any]) -> Iterator[Edit]:
    """Items that stay are left; where some come in between others the whole list is set."""
    length = min(len(old), len(new))
    first = next((number for number in range(length) if not same(old[number], new[number])), length)
    last = next((n for n in range(length - first) if not same(old[-1 - n], new[-1 - n])), length - first)
    if first + last == len(new):
        yield from (Remove((*path, number)) for number in reversed(range(first, len(old) - last)))
    elif first == len(old):
        yield from (Append(path, item) for item in new[first:])
    elif len(old) == len(new):
        for number in range(first, len(old) - last):
            yield from _changes((*path, number), old[number], new[number])
    else:
        yield Set(path, new)


def _plain(value: object, path: Path, depth: int) -> object:
    if depth > MAX_DEPTH:
        raise unfit(named(None, path))
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {str.__str__(key): _plain(inner, path, depth + 1) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner, path, depth + 1) for inner in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    raise unfit(named(None, path))
