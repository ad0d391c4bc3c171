"""The data of a record as labelled lines: every key named, every word said, every reference with its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.format import digits, number, say_duration
from mou_tracker.render.terminal.fields import PROSE, REFERENCES, vocabulary
from mou_tracker.render.terminal.ink import fit, measure, paint, paragraph, safe, segment
from mou_tracker.render.terminal.labels import LABELS
from mou_tracker.render.terminal.pen import Pen

LABEL = 22
"""Cells for the names of fields; a longer one has a line to itself."""

_DURATION = re.compile(r"P\d\w*", re.ASCII)
_TEXTS = PROSE | {"purposes"}
_NAMELESS = frozenset({"agency", "date", "edition", "id", "item", "kind", "language", "op", "rule", "type", "year"})
"""Keys whose value says by itself what it is."""

_MAIN = frozenset({"name", "person", "text", "title"})
"""Texts that a record is about."""


def labelled(label: str, text: str | Sequence[str], pen: Pen) -> Iterator[str]:
    """A field: its name, and its text or texts beside it."""
    texts = [text] if isinstance(text, str) else text
    indent = " " * (LABEL + 2)
    shown = paint(fit(label, LABEL), "dim", pen.color) + "  "
    if measure(label) > LABEL:
        yield paint(segment(label), "dim", pen.color)
        shown = indent
    for index, one in enumerate(texts):
        yield from paragraph(one, pen.width, indent, indent if index else shown)


def filed(data: Mapping[str, Any], under: str, pen: Pen, left_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every key of a record in its order; `under` is its kind, for the words that depend on it."""
    for key, value in data.items():
        if key not in left_out and value not in (None, "", [], {}):
            yield from _field(key, value, under, pen)


def _field(key: str, value: Any, under: str, pen: Pen) -> Iterator[str]:
    label = pen.words(LABELS.get(key, key))
    if _is_plain(key, value):
        yield from labelled(label, _lines(key, value, under, pen), pen)
    elif isinstance(value, list) and all(_is_plain(key, entry) for entry in value):
        yield from labelled(label, _listed(key, value, under, pen), pen)
    elif isinstance(value, dict) and not any(
        isinstance(one, dict) for name, one in value.items() if name not in _TEXTS
    ):
        head, texts = _short(value, key, pen), _texts(value, pen)
        yield from labelled(label, [line for line in (head, *texts) if line], pen)
    else:
        yield paint(segment(label), "dim", pen.color)
        for entry in entries(value):
            yield from _entry(entry, key, pen, 1)


def entries(value: Any) -> list[Mapping[str, Any]]:
    """The records in a value: those of a list, of a mapping by id, or itself."""
    if isinstance(value, list):
        return value
    if all(isinstance(entry, dict) for entry in value.values()):
        return [{"id": name, **entry} for name, entry in value.items()]
    return [value]


def _entry(entry: Mapping[str, Any], under: str, pen: Pen, depth: int) -> Iterator[str]:
    """A record in a list: what is short on one line, then its texts, then what is nested."""
    bullet, indent = "  " * depth + "- ", "  " * depth + "  "
    lines = [line for line in (_short(entry, under, pen), *_texts(entry, pen)) if line]
    for index, line in enumerate(lines):
        yield from paragraph(line, pen.width, indent, indent if index else bullet)
    for key, value in entry.items():
        if value and key not in _TEXTS and not _is_short(key, value):
            yield f"{indent}{segment(pen.words(LABELS.get(key, key)))}:"
            for inner in entries(value):
                yield from _entry(inner, key, pen, depth + 1)


def _short(entry: Mapping[str, Any], under: str, pen: Pen) -> str:
    """What is short in a record, on one line."""
    return " · ".join(_piece(key, value, under, pen) for key, value in entry.items() if _is_short(key, value))


def _texts(entry: Mapping[str, Any], pen: Pen) -> list[str]:
    """The texts of a record, each with its name unless it is the main one; an honorific stands before its name."""
    title = safe(pen.words.pick(entry["honorific"], pen.default)) if entry.get("honorific") else ""
    found: list[str] = []
    for key, value in entry.items():
        if key == "honorific" or key not in _TEXTS or not value or _is_short(key, value):
            continue
        first, *others = _lines(key, value, "", pen)
        if title and key in ("name", "person"):
            first = pen.words(N_("{honorific} {name}"), honorific=title, name=first)
        if key not in _MAIN:
            first = pen.words(N_("{field}: {value}"), field=pen.words(LABELS[key]), value=first)
        found += [first, *others]
    return found


def _is_short(key: str, value: Any) -> bool:
    if value is None or value == [] or (key in _TEXTS and not _is_word(key, value)):
        return False
    return not isinstance(value, list | dict) or key == "measures" or _are_scalars(value)


def _is_word(key: str, value: Any) -> bool:
    """A reason may be a word of a vocabulary, and `after` a duration."""
    return isinstance(value, str) and (_DURATION.fullmatch(value) is not None or (key == "reason" and " " not in value))


def _are_scalars(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(entry, list | dict) for entry in value)


def _is_plain(key: str, value: Any) -> bool:
    return (key in _TEXTS and not isinstance(value, list)) or not isinstance(value, list | dict)


def _piece(key: str, value: Any, under: str, pen: Pen) -> str:
    shown = pen.words(", ").join(_listed(key, value, under, pen)) if isinstance(value, list) else ""
    if isinstance(value, dict):
        shown = pen.words(", ").join(f"{safe(name)}: {_value('value', one, '', pen)}" for name, one in value.items())
    shown = shown or _value(key, value, under, pen)
    if key in _NAMELESS and value not in ("not_stated", "unknown"):
        return pen.words("{value}", value=shown)
    return pen.words(N_("{field}: {value}"), field=pen.words(LABELS.get(key, key)), value=shown)


def _lines(key: str, value: Any, under: str, pen: Pen) -> list[str]:
    if key in _TEXTS and not _is_word(key, value):
        return [safe(line) for line in pen.words.pick(value, pen.default).splitlines() if line.strip()] or [""]
    return [_value(key, value, under, pen)]


def _listed(key: str, values: Sequence[Any], under: str, pen: Pen) -> list[str]:
    shown = [line for value in values for line in _lines(key, value, under, pen)]
    if key in REFERENCES or key in _TEXTS:
        return shown
    return [pen.words(", ").join(shown)]


def _value(key: str, value: Any, under: str, pen: Pen) -> str:
    words = pen.words
    if isinstance(value, bool):
        return words(N_("yes")) if value else words(N_("no"))
    if isinstance(value, int | float):
        return digits(str(value), words.digits) if key in ("year", "page") else number(value, words.digits)
    if value in ("not_stated", "unknown"):
        return words.term("known", value)
    if terms := vocabulary(under, key):
        return words.term(terms, safe(value))
    if _DURATION.fullmatch(value):
        return say_duration(words, value)
    name = pen.names.get(value) if key in REFERENCES else None
    if name is None:
        return safe(value)
    return words(N_("{name} ({ref})"), name=safe(words.pick(name, pen.default)), ref=safe(value))
