"""Says a derived value and why it is so, in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from mou_tracker.analysis.answer import Answer
from mou_tracker.i18n.bidi import visible
from mou_tracker.i18n.catalog import N_, NOTHING, Words
from mou_tracker.i18n.format import digits, percent, say_ago, say_date, say_duration
from mou_tracker.model.cards import Text
from mou_tracker.model.vocabulary import Flag

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_DURATION = re.compile(r"P\d\w*", re.ASCII)
_NAMES = frozenset({"by", "meeting", "id", "sides"})
"""Facts that name a record or a party, whatever they look like."""

_OPEN, _CLOSED = N_("open"), N_("closed")

VOCABULARIES: Mapping[str, str] = {
    "state": "state",
    "progress": "progress",
    "verdict": "verdict",
    "flag": "flag",
    **dict.fromkeys(get_args(Flag), "flag"),
}
"""The vocabulary of a derived value, by its field; `overdue` is also a count."""


def because(message: str, facts: Mapping[str, str | int], words: Words, names: Mapping[str, Text] | None = None) -> str:
    """The reason as a sentence; dates and durations among the facts are said in words, references by name if given."""
    return words(message, **{name: _fact(name, value, words, names or {}) for name, value in facts.items()})


def _fact(name: str, value: str | int, words: Words, names: Mapping[str, Text]) -> str | int:
    if isinstance(value, int):
        return value
    if value in ("not_stated", "unknown"):
        return words.term("known", value)
    if name in _NAMES:
        return visible(words.pick(names[value]) if value in names else value)
    if _DATE.fullmatch(value):
        return say_date(words, value)
    return say_duration(words, value) if _DURATION.fullmatch(value) else visible(value)


def value_text(field: str, answer: Answer, words: Words) -> str:
    """The value as people say it; — when it cannot be computed. Dates stay as the register has them."""
    value = answer.value
    if value is None:
        return NOTHING
    if field in VOCABULARIES and isinstance(value, str):
        return words.term(VOCABULARIES[field], str(value))
    if value in ("not_stated", "unknown"):
        return words.term("known", str(value))
    if field == "status":
        return words(_OPEN) if value == "open" else words(_CLOSED)
    if field == "percent":
        return percent(int(value), words.digits)
    if field == "freshness":
        return say_ago(words, int(value))
    return digits(str(value), words.digits) if isinstance(value, int) else visible(value)
