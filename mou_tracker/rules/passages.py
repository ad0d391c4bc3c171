"""Every text for people in a record, with its place, gathered in one walk along what the model declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from mou_tracker.diagnostics import Path
from mou_tracker.model.vocabulary import KNOWN

if TYPE_CHECKING:
    from mou_tracker.model.base import Record

Words = str | Mapping[str, str]
"""A text as the record has it: in the register's default language, or a mapping of language to string."""

BREAK = "\0"
"""Stands between texts that are searched as one; no text of a record can hold it."""

_ODD = re.compile("[\u0370-\u052f\u0660-\u0669\u06a9\u06cc\uff01-\uff5e\ufb50-\ufefc]")
"""Greek, Cyrillic, Arabic-Indic digits, Persian letters, full-width and presentation forms."""

_TEXT, _TEXTS, _LINE, _LINES, _RECORD, _RECORDS, _TABLE = range(7)


class Said(NamedTuple):
    """One text in one language: its path, its language ("" for a line in none), its words."""

    path: Path
    language: str
    words: str


class Passages:
    """The texts of one record. `language` is the one of plain strings, `languages` those the register wants.

    `texts` are the texts for people as they stand; `lines` the short strings in no language, such as aliases.
    """

    def __init__(self, record: Record, language: str = "", languages: tuple[str, ...] = ()) -> None:
        self.language = language
        self.languages = languages
        self.texts: list[tuple[Path, Words]] = []
        self.lines: list[tuple[Path, str]] = []
        _walk(record, (), self.texts, self.lines)

    @cached_property
    def everything(self) -> str:
        """All texts and lines, one after the other, each between two breaks: for a quick look before a close one."""
        return BREAK.join(["", *_strings(self.texts), *(line for _, line in self.lines), ""])

    @cached_property
    def said(self) -> list[Said]:
        """Every text in every language it is said in, then every line; `not_stated` and `unknown` are no text."""
        found = [Said(*one) for one in _each(self.texts, self.language)]
        found += [Said(path, "", line) for path, line in self.lines]
        return [one for one in found if one.words not in KNOWN]

    @cached_property
    def arabic(self) -> str:
        """All Arabic texts, like `everything`."""
        return BREAK.join(["", *_arabic(self.texts, plain=self.language == "ar"), ""])

    @cached_property
    def has_odd(self) -> bool:
        """True when there is a character beyond Latin, plain Arabic and their marks: one look for several rules."""
        return _ODD.search(self.everything) is not None

    def holds(self, *signs: str) -> bool:
        """True when one of these stands anywhere: looked for by its single characters first, which is much quicker."""
        return any(all(map(self.everything.__contains__, sign)) and sign in self.everything for sign in signs)

    def where(self, test: Callable[[str], object]) -> Iterator[Said]:
        """The texts that pass the test."""
        return (one for one in self.said if test(one.words))


def _arabic(texts: list[tuple[Path, Words]], *, plain: bool) -> Iterator[str]:
    for _, words in texts:
        if isinstance(words, str):
            if plain:
                yield words
        elif "ar" in words:
            yield words["ar"]


def _strings(texts: list[tuple[Path, Words]]) -> Iterator[str]:
    for _, words in texts:
        if isinstance(words, str):
            yield words
        else:
            yield from words.values()


def _each(texts: list[tuple[Path, Words]], language: str) -> Iterator[tuple[Path, str, str]]:
    for path, words in texts:
        if isinstance(words, str):
            yield path, language, words
        else:
            for tongue, said in words.items():
                yield (*path, tongue), tongue, said


class _Plan(NamedTuple):
    """The fields of a kind of record that hold or lead to texts: name in Python and key in the file.

    `texts` and `listed` (lists of records) are what most records have; `rest` says how to read the others.
    """

    texts: tuple[tuple[str, str], ...]
    listed: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str, int], ...]


def _walk(record: Record, path: Path, texts: list[tuple[Path, Words]], lines: list[tuple[Path, str]]) -> None:
    values = record.__dict__
    plan = _plan(record.__class__)
    for name, key in plan.texts:
        if values[name] is not None:
            texts.append(((*path, key), values[name]))
    for name, key in plan.listed:
        if values[name]:
            for index, entry in enumerate(values[name]):
                _walk(entry, (*path, key, index), texts, lines)
    for name, key, kind in plan.rest:
        if values[name]:
            _walk_rest(kind, values[name], (*path, key), texts, lines)


def _walk_rest(
    kind: int, value: Any, path: Path, texts: list[tuple[Path, Words]], lines: list[tuple[Path, str]]
) -> None:
    if kind == _LINE:
        lines.append((path, value))
    elif kind == _RECORD:
        _walk(value, path, texts, lines)
    elif kind == _TEXTS:
        texts.extend(((*path, index), entry) for index, entry in enumerate(value))
    elif kind == _LINES:
        lines.extend(((*path, index), entry) for index, entry in enumerate(value))
    else:
        for word, entry in value.items():
            _walk(entry, (*path, word), texts, lines)


@cache
def _plan(kind: type[Record]) -> _Plan:
    fields = [
        (name, field.alias or name, found)
        for name, field in kind.model_fields.items()
        if (found := _kind(field.annotation, field.metadata)) is not None
    ]
    return _Plan(
        tuple((name, key) for name, key, found in fields if found == _TEXT),
        tuple((name, key) for name, key, found in fields if found == _RECORDS),
        tuple((name, key, found) for name, key, found in fields if found not in (_TEXT, _RECORDS)),
    )


def _kind(annotation: Any, metadata: Iterable[Any] = ()) -> int | None:
    from pydantic import PlainValidator, StringConstraints

    from mou_tracker.model.base import Record, check_text

    if any(isinstance(mark, PlainValidator) and mark.func is check_text for mark in metadata):
        return _TEXT
    if any(isinstance(mark, StringConstraints) and mark.pattern is None for mark in metadata):
        return _LINE
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _RECORD if any(_plan(annotation)) else None
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _kind(arguments[0], annotation.__metadata__)
    kinds = [kind for argument in arguments if (kind := _kind(argument)) is not None]
    return _many(get_origin(annotation), kinds[0]) if kinds else None


def _many(origin: Any, kind: int) -> int | None:
    if origin is list:
        return {_TEXT: _TEXTS, _LINE: _LINES, _RECORD: _RECORDS}[kind]
    if origin is dict:
        return _TABLE if kind == _RECORD else None
    return kind
