"""A derived value together with the rule and the facts that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NO_FACTS: Mapping[str, str | int] = MappingProxyType({})


class Answer(NamedTuple):
    """`value` is a word of a vocabulary, an ISO date or a whole number; None when it cannot be computed.

    `because` is a message id in English whose gaps are all among `facts`; dates among the facts are as the register
    has them, or ISO when computed.
    """

    value: str | int | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


def on_day(value: str, day: str, dated: str, undated: str, **facts: str | int) -> Answer:
    """An answer about something that happened on `day`: `dated` has the gap {day}; `undated` where it is not known."""
    known = day not in ("not_stated", "unknown")
    return Answer(value, dated, {"day": day, **facts}) if known else Answer(value, undated, facts)
