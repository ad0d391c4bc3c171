"""Which entry of one list became which of another: by what identifies it, else by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_IDENTIFYING = (
    *("id", "agency", "person", "name", "item", "edition", "type", "target", "op", "instrument", "rule", "language"),
    *("what", "date", "by", "from", "kind"),
)
"""Keys that tell the entries of a list apart, whatever list it is."""

LIKE = 0.5
"""The share of what two entries hold together that makes the one a later form of the other."""

MOST_COMPARED = 10_000
"""Pairs that are compared for likeness at most; beyond, what has no counterpart is new or gone."""

Pair = tuple[Any, Any]


def paired(before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Every entry with its counterpart, None where there is none: those of `after` in order, then what is gone."""
    places = {key: place for place, key in enumerate(_keys(before))}
    counterparts = [places.get(key) for key in _keys(after)]
    gone = [place for place in range(len(before)) if place not in {*counterparts}]
    for place, other in likest(
        [before[place] for place in gone], after, [at for at, one in enumerate(counterparts) if one is None]
    ):
        counterparts[other] = gone[place]
    found = [
        (None if place is None else before[place], entry) for place, entry in zip(counterparts, after, strict=True)
    ]
    return [*found, *((entry, None) for place, entry in enumerate(before) if place not in {*counterparts})]


def likest(before: Sequence[Any], after: Sequence[Any], places: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of places of entries alike, the likest first, each used once; of `after` only these places are free."""
    if len(before) * len(places) > MOST_COMPARED:
        return []
    held = [Counter(leaves(entry)) for entry in before]
    wanted = {place: Counter(leaves(after[place])) for place in places}
    scores = [
        (_likeness(mine, theirs), one, other) for one, mine in enumerate(held) for other, theirs in wanted.items()
    ]
    found: list[tuple[int, int]] = []
    for score, one, other in sorted(scores, key=lambda entry: (-entry[0], *entry[1:])):
        if score >= LIKE and one not in {pair[0] for pair in found} and other not in {pair[1] for pair in found}:
            found.append((one, other))
    return found


def _likeness(one: Counter[Any], other: Counter[Any]) -> float:
    return (one & other).total() / max((one | other).total(), 1)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every plain value inside with the key it stands under."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    else:
        yield key, repr(value)


def _keys(entries: Sequence[Any]) -> list[tuple[str, int]]:
    """What identifies each entry, and how many before it are identified by the same."""
    seen: Counter[str] = Counter()
    keys = []
    for entry in entries:
        known = [entry.get(key) for key in _IDENTIFYING] if isinstance(entry, Mapping) else []
        name = repr(known) if any(one is not None for one in known) else repr(entry)
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def by_id(entries: Any) -> dict[str, Mapping[str, Any]]:
    """The entries of a list that have an id, by it; of two with one id the first."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            found.setdefault(entry["id"], entry)
    return found


def renamed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """New names of what has only changed its name: old → new, among those that one side alone has."""
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    pairs = likest([before[one] for one in gone], [after[one] for one in come], range(len(come)))
    return {gone[one]: come[other] for one, other in pairs}
