"""One thing that became different between two records of a register, and the groups in which minutes tell such things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args

from mou_tracker.model.cards import Text

ChangeKind = Literal[
    "new",
    "progressed",
    "completed",
    "slipped",
    "amended",
    "closed",
    "assessed",
    "followed_up",
    "holder_changed",
    "renamed",
    "corrected",
    "noted",
    "removed",
    "unreadable",
    "readable",
]
"""What kind of thing happened; the order is that of the minutes."""

About = Literal["agreement", "commitment", "meeting", "outcome", "agency", "post", "settings", "file"]


class Change(NamedTuple):
    """What became of a record: `field` is the path inside it (`""` for the record itself), ids standing for places.

    `before` and `after` are plain data, None where there was or is nothing: the value of the field, or the entry of a list
    that came or went. `title` is the record's own text.
    """

    kind: ChangeKind
    record: str
    about: About
    field: str
    before: Any
    after: Any
    title: Text | None


class Point(NamedTuple):
    """A state of the register: what was asked for, the commit (empty: as the files stand now), and its day (ISO)."""

    asked: str
    commit: str
    day: str


class Difference(NamedTuple):
    """What changed from one state of the register to another; `changes` in the order of the minutes."""

    before: Point
    after: Point
    changes: tuple[Change, ...]


class Lived(NamedTuple):
    """A step in the life of a record: the commit that recorded it, by whom and when, and what changed.

    `commit`, `author` and `instant` are empty for what is not recorded yet. `instant` is ISO 8601 with its zone.
    """

    commit: str
    day: str
    instant: str
    author: str
    subject: str
    changes: tuple[Change, ...]


class Life(NamedTuple):
    """Everything that is known to have happened to a record, or to one field of it, the oldest first."""

    ref: str
    field: str
    title: Text | None
    steps: tuple[Lived, ...]


KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in the order of the minutes: by kind, then by record."""
    return tuple(sorted(changes, key=lambda one: (KINDS.index(one.kind), one.record)))


def concerning(changes: Iterable[Change], ref: str, field: str = "") -> list[Change]:
    """The changes of a record and of what belongs to it; of one field and what is below it, if given."""
    return [
        change
        for change in changes
        if (change.record == ref and _is_in(change.field, field)) or (not field and change.record.startswith(f"{ref}/"))
    ]


def _is_in(field: str, wanted: str) -> bool:
    return not wanted or not field or field == wanted or field.startswith(f"{wanted}.")
