"""What changed between two states of a register's records, on plain data: said of each record, ready to be put in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mou_tracker.analysis.changes import About, Change
from mou_tracker.analysis.kinds import kind_of
from mou_tracker.analysis.pairs import by_id, paired, renamed
from mou_tracker.model.cards import Text

_TEXTS = frozenset(
    {
        *("capacity", "event", "honorific", "name", "note", "occasion", "person", "place", "publisher", "quote"),
        *("rationale", "reason", "text", "title"),
    }
)
"""Keys whose mapping is one text in several languages."""

_LABELS = ("id", "agency", "item", "edition", "date")
"""Keys that name an entry in a path."""

_PARTS: Mapping[str, tuple[str, About]] = {
    "agreement": ("commitments", "commitment"),
    "meeting": ("outcomes", "outcome"),
}
_APART = frozenset({"commitments", "outcomes", "follow_up", "posts", "holders"})
"""Keys whose entries are records of their own, or are told of other records."""


class Filed(NamedTuple):
    """One record's file in one state of the register: what it holds (`about`), the record's id, its data.

    `data` is None when the file is there and cannot be read.
    """

    about: About
    ident: str
    data: Mapping[str, Any] | None


def compare(before: Sequence[Filed], after: Sequence[Filed]) -> list[Change]:
    """What changed between two states of the same register; only files that differ need be given."""
    old = {(one.about, one.ident): one for one in before}
    new = {(one.about, one.ident): one for one in after}
    moved: dict[tuple[About, str], tuple[About, str]] = {}
    for about in ("agreement", "meeting"):
        gone = {
            one.ident: one.data for one in before if one.about == about and one.data and (about, one.ident) not in new
        }
        come = {
            one.ident: one.data for one in after if one.about == about and one.data and (about, one.ident) not in old
        }
        moved |= {(about, was): (about, now) for was, now in renamed(gone, come).items()}
    found: list[Change] = []
    for key in sorted({*old, *new} - {*moved.values()}):
        found += compare_file(old.get(key), new.get(moved.get(key, key)))
    return found


def compare_file(before: Filed | None, after: Filed | None) -> list[Change]:
    """What changed in one file; None on the side where it is not there."""
    one = after or before
    if one is None:
        return []
    if (before and before.data is None) or (after and after.data is None):
        return list(_unread(one, before, after))
    old, new = (side.data if side else None for side in (before, after))
    if one.about == "agency":
        return list(_agencies(old, new))
    found = list(_record(one.about, before.ident if before else one.ident, one.ident, old, new))
    return [*found, *_parts(one, old, new), *_followed(one, old, new)]


def _unread(one: Filed, before: Filed | None, after: Filed | None) -> Iterator[Change]:
    was, now = (side is not None and side.data is not None for side in (before, after))
    if after is None:
        yield Change("removed", one.ident, one.about, "", None, None, None)
    elif not now and (was or before is None):
        yield Change("unreadable", one.ident, one.about, "", None, None, None)
    elif now:
        yield Change("readable", one.ident, one.about, "", None, None, title_of(after.data))


def title_of(data: Any) -> Text | None:
    """The text, title or name of a record."""
    for key in ("text", "title", "name") if isinstance(data, Mapping) else ():
        text = data.get(key)
        if isinstance(text, str) or (isinstance(text, Mapping) and all(isinstance(one, str) for one in text.values())):
            return dict(text) if isinstance(text, Mapping) else text
    return None


def _record(about: About, old_ref: str, ref: str, old: Any, new: Any) -> Iterator[Change]:
    """The record itself: come, gone, renamed, and each of its fields that differs."""
    title = title_of(old if new is None else new)
    if old is None or new is None:
        if old is None:
            yield Change("new", ref, about, "", None, _gist(new), title)
        else:
            yield Change("removed", ref, about, "", _gist(old), None, title)
        return
    if old_ref != ref:
        yield Change("renamed", ref, about, "", old_ref, ref, title)
    for path, was, now in differences(old, new):
        if path[0] not in _APART and path != ("id",):
            yield Change(kind_of(about, path, was, now), ref, about, ".".join(path), was, now, title)


def _gist(data: Any) -> dict[str, Any]:
    """What to say of a record that came or went: its kind, who is to act and by when, and how many parts it has."""
    kept = {key: data[key] for key in ("kind", "date", "owners", "due", "every") if key in data}
    counts = {key: len(data[key]) for key in ("commitments", "outcomes") if isinstance(data.get(key), list)}
    return {**kept, **counts}


def _parts(one: Filed, old: Any, new: Any) -> Iterator[Change]:
    """Commitments of an agreement, outcomes of a meeting."""
    key, about = _PARTS.get(one.about, ("", "file"))
    was, now = (by_id(data.get(key)) if data else {} for data in (old, new))
    for earlier, name in _matched(was, now):
        yield from _record(about, f"{one.ident}/{earlier}", f"{one.ident}/{name}", was.get(earlier), now.get(name))


def _matched(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every name of either side with what it was before, those of now first."""
    moved = renamed(was, now)
    earlier = {name: one for one, name in moved.items()}
    return [(earlier.get(name, name), name) for name in now] + [
        (name, name) for name in was if name not in now and name not in moved
    ]


def _agencies(old: Any, new: Any) -> Iterator[Change]:
    was, now = (_mappings(data, "agencies") for data in (old, new))
    for earlier, name in _matched(was, now):
        before, after = was.get(earlier), now.get(name)
        yield from _record("agency", earlier, name, before, after)
        if before and after:
            yield from _posts(name, _mappings(before, "posts"), _mappings(after, "posts"))


def _posts(agency: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for earlier, name in _matched(was, now):
        before, after = was.get(earlier), now.get(name)
        yield from _record("post", f"{agency}/{earlier}", f"{agency}/{name}", before, after)
        yield from _holders(f"{agency}/{name}", before, after)


def _mappings(data: Any, key: str) -> dict[str, Mapping[str, Any]]:
    found = data.get(key) if data else None
    return {name: one for name, one in found.items() if isinstance(one, Mapping)} if isinstance(found, Mapping) else {}


def _holders(ref: str, old: Any, new: Any) -> Iterator[Change]:
    """Who came into a post that was there before, who left it, and what else became different of a holder."""
    if not old or not new:
        return
    was, now = (data.get("holders") if isinstance(data.get("holders"), list) else [] for data in (old, new))
    for before, after in paired(was, now):
        if before != after:
            yield Change("holder_changed", ref, "post", "holders", before, after, title_of(new))


def _followed(one: Filed, old: Any, new: Any) -> Iterator[Change]:
    """What a meeting did with earlier items is told of those items."""
    was, now = (
        data.get("follow_up") if data and isinstance(data.get("follow_up"), list) else [] for data in (old, new)
    )
    for before, after in paired(was, now):
        entry = after if after is not None else before
        if before == after or not isinstance(entry, Mapping) or not isinstance(entry.get("item"), str):
            continue
        was_told, told = (
            {**side, "meeting": one.ident} if isinstance(side, Mapping) else None for side in (before, after)
        )
        about: About = "outcome" if entry["item"].count("/") > 1 else "commitment"
        kind = kind_of(about, ("follow_up",), was_told, told)
        yield Change(kind, entry["item"], about, "follow_up", was_told, told, None)


Difference = tuple[tuple[str, ...], Any, Any]


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every value that differs, by its path; an entry that came into a list or went stands whole."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and not (path and path[-1] in _TEXTS):
        for key in [*new, *(key for key in old if key not in new)]:
            yield from differences(old.get(key), new.get(key), (*path, str(key)))
    elif _are_entries(old) and _are_entries(new):
        for place, (was, now) in enumerate(paired(old or [], new or [])):
            if now is None or was is None:
                if was != now:
                    yield path, was, now
            else:
                yield from differences(was, now, (*path, _label(now, place)))
    else:
        yield path, old, new


def _are_entries(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value))


def _label(entry: Mapping[str, Any], place: int) -> str:
    return next((str(entry[key]) for key in _LABELS if isinstance(entry.get(key), str | int)), str(place))
