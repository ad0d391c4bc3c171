"""The filters that templates say values with: dates, distances in days, names, reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from mou_tracker.i18n.bidi import visible
from mou_tracker.i18n.calendar import dual_words
from mou_tracker.i18n.catalog import NOTHING
from mou_tracker.i18n.format import percent, say_ago, say_date, say_due, say_duration
from mou_tracker.model.dates import duration
from mou_tracker.model.vocabulary import TERMS
from mou_tracker.render.answers import because
from mou_tracker.render.page_words import KNOWN, Names, Tongue

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)

Filter = Callable[..., Any]


def _is_date(value: Any) -> bool:
    return value is None or value in KNOWN or (isinstance(value, str) and _DATE.fullmatch(value) is not None)


def _is_span(value: Any) -> bool:
    return isinstance(value, str) and duration(value) is not None


def term_of(tongue: Tongue, vocabulary: str, word: str) -> str:
    """The name of a word of a vocabulary; one that is not known stays the value it is."""
    name = tongue.words.term(vocabulary, word)
    return tongue.own(name) if word in TERMS.get(vocabulary, ()) else tongue.value(name)


_NAMED = frozenset({"meeting", "by"})
"""Facts of a reason that name a record: said by its name where that is known."""


def age_of(days: int) -> str:
    """Days as a duration people would say: whole years from two on, months from two on, else days."""
    return f"P{days // 365}Y" if days >= 730 else f"P{days // 30}M" if days >= 60 else f"P{days}D"


def _since(tongue: Tongue, days: int) -> str:
    """How long ago, in the same measure."""
    words = tongue.words
    if days >= 730:
        return words.plural("{n} year ago", "{n} years ago", days // 365)
    return words.plural("{n} month ago", "{n} months ago", days // 30) if days >= 60 else say_ago(words, days)


def _reason(tongue: Tongue, answer: Mapping[str, Any], names: Names) -> str:
    """Why a value is so; records among the facts by their names."""
    words, facts = tongue.words, answer["facts"]
    said = {key: _fact(tongue, key, value, names) for key, value in facts.items()}
    return tongue.own(words(answer["because"], **said))


def _fact(tongue: Tongue, key: str, value: str | int, names: Names) -> str:
    words = tongue.words
    if key in _NAMED and value in names:
        return tongue.passage(*words.pick_lang(names[str(value)], tongue.default))
    if key in _NAMED and value not in KNOWN:
        return tongue.code(str(value))
    return tongue.own(because(f"{{{key}}}", {key: value}, words))


def filters_of(tongue: Tongue) -> dict[str, Filter]:
    """The filters a template says values with, by name; each takes None for what is not there."""
    words, own = tongue.words, tongue.own

    def text(value: Any) -> str:
        if value is None or value in KNOWN:
            return own(words.pick(value))
        if hasattr(value, "__html__"):
            return tongue.value(value)
        return tongue.passage(*words.pick_lang(value, tongue.default))

    def name(value: Mapping[str, Any]) -> str:
        """The name of a record that has `ref` and `name`; its reference where it has no name."""
        ref = value["ref"]
        return text(value["name"]) if value.get("name") else own(words.pick(ref)) if ref in KNOWN else tongue.code(ref)

    def dual(value: str | None, stated: str | None = None) -> str:
        if tongue.hijri and _is_date(value) and value not in KNOWN:
            return own(dual_words(str(value), words.lang, words.digits, stated))
        return own(say_date(words, value)) if _is_date(value) else tongue.shown(value)

    def maybe(say: Callable[..., str]) -> Filter:
        return lambda value: own(NOTHING if value is None else say(words, value))

    return {
        "text": text,
        "name": name,
        "day": lambda value: own(say_date(words, value)) if _is_date(value) else tongue.shown(value),
        "dual": dual,
        "due": maybe(say_due),
        "ago": lambda days: own(NOTHING if days is None else _since(tongue, days)),
        "age": maybe(lambda said, days: say_duration(said, age_of(days))),
        "duration": lambda value: own(say_duration(words, value)) if _is_span(value) else text(value),
        "percent": lambda value: own(NOTHING) if value is None else tongue.value(percent(value, words.digits)),
        "because": lambda answer: _reason(tongue, answer, tongue.names),
        "code": lambda ref: own(NOTHING) if ref is None else tongue.code(ref),
        "link": tongue.link,
        "attribute": _attribute,
    }


def _attribute(value: Any) -> str:
    """A value for an HTML attribute: escaped, without the tags that say its direction."""
    if hasattr(value, "__html__"):
        return escape(Markup(re.sub(r"</?bdi[^>]*>", "", value)).unescape())  # noqa: S704
    return escape(visible(str(value)))
