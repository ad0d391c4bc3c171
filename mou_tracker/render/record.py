"""One record with all that is known of it on a day, gathered to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.model.cards import Text


class Derived(NamedTuple):
    """A derived value and why it is so; `because` is an English message with its `facts` in the gaps."""

    field: str
    value: str | int | None
    because: str
    facts: Mapping[str, str | int]

    @property
    def answer(self) -> Answer:
        """The same without its field."""
        return Answer(self.value, self.because, self.facts)


class Part(NamedTuple):
    """A commitment, outcome or meeting that belongs to the record, on the day."""

    ref: str
    kind: str
    text: Text | None
    date: str | None
    progress: str | None
    flags: tuple[str, ...]


class Shown(NamedTuple):
    """A record: its reference, kind (a word of `record_kind`), file, derived values, parts and the data as filed.

    `named_by` are the records that refer to it; `names` has a name for every reference in the data that has one.
    """

    ref: str
    kind: str
    file: str
    derived: tuple[Derived, ...]
    parts: tuple[Part, ...]
    named_by: tuple[str, ...]
    names: Mapping[str, Text]
    record: Mapping[str, Any]
