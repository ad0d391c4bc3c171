"""What a recorded change came to, as a value to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mou_tracker.model.cards import Text


class Moved(NamedTuple):
    """A field with its value before and after a change; None where there was or is none.

    A `field` is a key of records or the name of a derived value; a value is plain data or a text for people.
    """

    field: str
    before: object
    after: object


class NextDay(NamedTuple):
    """The next day on which something is due: ISO date, days from today (negative when passed), kind, whose."""

    when: str
    days: int
    kind: str
    ref: str


class Recorded(NamedTuple):
    """What was recorded of `ref` ("" when of no single record), as `subject` says in the register's language: the fields that
    moved, what is due next, the commit ("" when there is none).

    `names` has the name of references among the values.
    """

    ref: str
    subject: str
    title: Text | None
    moved: tuple[Moved, ...]
    next: NextDay | None
    commit: str
    names: Mapping[str, Text]
