"""How a value that comes new into a file is written: the register's style, with the habits of the file it comes into."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from mou_tracker.i18n.bidi import hidden_marks
from mou_tracker.store.scalars import written

WIDEST: Final = 100
"""Characters of a list that is written in brackets of its own accord."""

WIDEST_ROW: Final = 200
"""Characters of a value that is written in brackets because its neighbours are."""

_NOT_IN_LINES: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class Habits(NamedTuple):
    """How a file is laid out: columns from a key to the keys and to the dashes below it, and whether lists of single
    values stand in brackets. A `cautious` hand writes no text over several lines and leaves blank lines alone.
    """

    step: int = 2
    dash: int = 2
    rows: bool = True
    cautious: bool = False


class Phrase(NamedTuple):
    """A value after its key or dash: what stands in the same line (perhaps nothing), and the lines below, indented."""

    head: str
    rest: list[str]


def in_line(value: Any, in_brackets: bool = False) -> str:
    """A value in one line; collections in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(pair(key, inner) for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_line(inner, in_brackets=True) for inner in value) + "]"
    if isinstance(value, str):
        return written(value, in_brackets)
    if isinstance(value, float):
        return _number(value)
    return "null" if value is None else str(value).lower()


def pair(key: str, value: Any) -> str:
    """An entry of a mapping in brackets."""
    return f"{written(key, in_brackets=True)}: {in_line(value, in_brackets=True)}"


def member(key: str, value: Any, column: int, habits: Habits) -> list[str]:
    """The lines of an entry of a mapping whose keys stand in that column (from 0)."""
    head, rest = under_key(value, column, habits)
    return [f"{' ' * column}{written(key)}:{head and ' '}{head}", *rest]


def item(value: Any, column: int, gap: int, habits: Habits, row: bool | None = None) -> list[str]:
    """The lines of an item of a list whose dashes stand in that column; `gap` is from dash to item."""
    head, rest = under_dash(value, column, gap, habits, row)
    return [f"{' ' * column}-{' ' * (gap - 1)}{head}", *rest]


def under_key(value: Any, column: int, habits: Habits, row: bool | None = None) -> Phrase:
    """A value below a key in that column; `row` says whether to write a collection in brackets, if it is known."""
    if not _below(value, habits, row):
        return _single(value, column + habits.step, habits)
    if isinstance(value, dict):
        return Phrase("", members(value, column + habits.step, habits))
    return Phrase("", _items(value, column + habits.dash, habits))


def under_dash(value: Any, column: int, gap: int, habits: Habits, row: bool | None = None) -> Phrase:
    """A value after a dash in that column: a mapping or list begins in the line of the dash."""
    inner = column + gap
    if not _below(value, habits, row):
        return _single(value, inner, habits)
    first, *rest = members(value, inner, habits) if isinstance(value, dict) else _items(value, inner, habits)
    return Phrase(first[inner:], rest)


def members(value: dict[str, Any], column: int, habits: Habits) -> list[str]:
    """The lines of a mapping whose keys stand in that column."""
    return [line for key, inner in value.items() for line in member(key, inner, column, habits)]


def _items(value: list[Any], column: int, habits: Habits) -> list[str]:
    return [line for inner in value for line in item(inner, column, 2, habits)]


def _single(value: Any, column: int, habits: Habits) -> Phrase:
    """A value in one line, or a text of several lines below | with its lines in that column."""
    if isinstance(value, str) and _fits_lines(value) and not habits.cautious:
        lines = value.removesuffix("\n").split("\n")
        return Phrase("|" if value.endswith("\n") else "|-", [" " * column + line if line else "" for line in lines])
    return Phrase(in_line(value), [])


def _below(value: Any, habits: Habits, row: bool | None) -> bool:
    """Whether a value is written as entries below one another."""
    if not isinstance(value, (dict, list)) or not value:
        return False
    if row is None:
        row = isinstance(value, list) and habits.rows and not any(isinstance(inner, (dict, list)) for inner in value)
        return not (row and len(in_line(value)) <= WIDEST and not _has_lines(value))
    return not (row and len(in_line(value)) <= WIDEST_ROW and not _has_lines(value))


def _has_lines(value: Any) -> bool:
    if isinstance(value, (dict, list)):
        inner: Iterable[Any] = value.values() if isinstance(value, dict) else value
        return any(map(_has_lines, inner))
    return isinstance(value, str) and "\n" in value


def _fits_lines(text: str) -> bool:
    """Whether a text can stand below | and be seen for what it is."""
    lines = text.removesuffix("\n").split("\n")
    plain = (
        "\n" in text and lines[0][:1] not in ("", " ") and lines[-1] and all(line.strip() or not line for line in lines)
    )
    return bool(plain) and not _NOT_IN_LINES.search(text) and not hidden_marks(text)


def _number(value: float) -> str:
    """With a point before the exponent, without which a reader of YAML 1.1 takes it for text."""
    mantissa, mark, exponent = repr(value).partition("e")
    return mantissa + (".0" if mark and "." not in mantissa else "") + mark + exponent
