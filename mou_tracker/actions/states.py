"""Files of the register, now or as they were, as data that can be compared: read, never judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mou_tracker.analysis.changes import Change
from mou_tracker.analysis.compare import Filed
from mou_tracker.analysis.instruments import title_of
from mou_tracker.model.cards import Text
from mou_tracker.model.register import Register
from mou_tracker.store.source import AGENCIES, SETTINGS, Source, Unreadable


class Place(NamedTuple):
    """What kind of record a path holds, and its id."""

    about: str
    ident: str


def place_in(path: str) -> Place | None:
    """The record a path of the register holds; None where there is none."""
    if path in (SETTINGS, AGENCIES):
        return Place("settings" if path == SETTINGS else "agency", path)
    steps = path.removesuffix(".yaml").split("/")
    if steps[0] == "agreements" and path.endswith(".yaml"):
        return Place("agreement", steps[-1])
    if steps[0] == "meetings" and path.endswith(".yaml") and len(steps) == 3:
        return Place("meeting", f"{steps[1]}/{steps[2]}")
    return None


def filed(path: str, content: bytes | None) -> Filed | None:
    """What a file holds; None when it is not there (`content` None) or is no record's."""
    place = place_in(path)
    if place is None or content is None:
        return None
    about: Any = place.about
    return Filed(about, place.ident, _settings(content) if about == "settings" else _record(path, content))


def unread(path: str) -> Filed | None:
    """A file that is there and cannot be read."""
    place = place_in(path)
    about: Any = place.about if place else ""
    return Filed(about, place.ident, None) if place else None


def _record(path: str, content: bytes) -> Mapping[str, Any] | None:
    from mou_tracker.store.reader import read_data

    return read_data(content, path)[0]


def _settings(content: bytes) -> Mapping[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def filed_in(source: Source, path: str) -> Filed | None:
    """What a source has under a path; None when nothing is there."""
    try:
        return filed(path, source.read(path))
    except Unreadable as trouble:
        return None if trouble.reason == "missing" else unread(path)


def titled(changes: Sequence[Change], *registers: Register) -> Iterator[Change]:
    """The changes with the titles that the registers know, where they have none of their own."""
    for change in changes:
        known = (title_of(register, change.record) for register in registers)
        yield change if change.title else change._replace(title=next((title for title in known if title), None))


def names_in(changes: Sequence[Change], *registers: Register) -> dict[str, Text]:
    """A name for every agency, post, meeting and agreement that the changes mention."""
    mentioned = {word for change in changes for value in (change.before, change.after) for word in _words(value)}
    found: dict[str, Text] = {}
    for word in sorted(mentioned):
        name = next((name for register in registers if (name := title_of(register, word))), None)
        if name:
            found[word] = name
    return found


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
