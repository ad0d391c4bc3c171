"""Finds the stretch of a text to replace so that one smallest edit is made, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mou_tracker.diagnostics import Path
from mou_tracker.i18n.catalog import LANGUAGES
from mou_tracker.model.anatomy import keys, step
from mou_tracker.model.base import Record
from mou_tracker.store import brackets
from mou_tracker.store.composer import Style
from mou_tracker.store.edits import Append, Edit, Remove, Rename, exists
from mou_tracker.store.entries import Entries
from mou_tracker.store.phrases import Habits, Phrase, in_line, item, member, members, under_dash, under_key
from mou_tracker.store.remarks import COLLECTIONS, WRITTEN_AS_BLOCK
from mou_tracker.store.scalars import written
from mou_tracker.store.splice import Splice

_HEADER = re.compile(r"[|>][1-9]?([-+]?)")


def planned(entries: Entries, edit: Edit, habits: Habits, record: type[Record] | None) -> Splice:
    """The splice of one of the `steps` of an edit. Raises `Unclear`; what it gives is to be read again and compared."""
    path = edit.path
    if isinstance(edit, Rename):
        key = entries.document.key_nodes[path]
        return Splice(key.start, key.end, written(edit.key, entries.in_brackets(path)))
    if isinstance(edit, Remove):
        return brackets.removed(entries, path) if entries.in_brackets(path) else _removed(entries, path, habits)
    if isinstance(edit, Append):
        flow = entries.node(path).style is Style.FLOW
        return brackets.appended(entries, path, edit.value) if flow else _appended(entries, path, edit.value, habits)
    if exists(entries.document.data, path):
        flow = entries.in_brackets(path)
        return brackets.replaced(entries, path, edit.value) if flow else _replaced(entries, path, edit.value, habits)
    parent, key_name = path[:-1], str(path[-1])
    after = _predecessor(entries.names(parent), key_name, _order(record, parent))
    if entries.node(parent).style is Style.FLOW:
        return brackets.inserted(entries, parent, key_name, edit.value, after)
    column = entries.column(entries.start((*parent, entries.names(parent)[0])))
    lines = member(key_name, edit.value, column, habits)
    return _before_all(entries, parent, lines) if after is None else _below(entries, (*parent, after), lines, habits)


# Order


def _order(record: type[Record] | None, path: Path) -> Sequence[str]:
    """The keys of the mapping at a path in the model's order, as far as it is known."""
    here: Any = record
    for name in path:
        here = step(here, name)
    return [key.name for key in keys(here)] if isinstance(here, type) else ()


def _predecessor(names: Sequence[Any], key: str, order: Sequence[str]) -> str | None:
    """After which of the names a new key comes: the nearest before it in the order; None for before all of them."""
    if key in LANGUAGES and all(name in LANGUAGES for name in names):
        order = LANGUAGES
    ranks = {name: number for number, name in enumerate(order)}
    known = [name for name in names if name in ranks]
    if key not in ranks or not known:
        return str(names[-1])
    return max((name for name in known if ranks[name] < ranks[key]), key=ranks.__getitem__, default=None)


# New entries


def _appended(entries: Entries, path: Path, value: Any, habits: Habits) -> Splice:
    last = (*path, len(entries.value(path)) - 1)
    dash, (style, start, end) = entries.start(last), entries.node(last)
    beside = start < end and "\n" not in entries.text[dash:start]
    row = {Style.FLOW: True, Style.BLOCK: False}.get(style) if entries.value(last) else None
    lines = item(value, entries.column(dash), start - dash if beside else 2, habits, row)
    return _below(entries, last, lines, habits)


def _below(entries: Entries, path: Path, lines: list[str], habits: Habits) -> Splice:
    """New lines after an entry and the comments that are its own."""
    at = entries.feet(path)
    blank = not habits.cautious and _spaced(entries, path, lines)
    new = "".join(entries.line_break + line for line in ["", *lines][not blank :])
    return _unended(entries, Splice(at, at, new))


def _unended(entries: Entries, splice: Splice) -> Splice:
    """A block text that ended with the file, without a line break, does not get one from the lines that follow it."""
    at, text = splice.start, entries.text
    if at < len(text) or text.endswith("\n"):
        return splice
    last = max(entries.document.nodes.values(), key=lambda node: (node.start, node.style not in COLLECTIONS))
    header = _HEADER.match(text, last.start)
    if (
        last.style not in WRITTEN_AS_BLOCK
        or not header
        or header[1] == "-"
        or entries.line_end(last.start) == len(text)
    ):
        return splice
    sign, after = header.span(1)
    return Splice(sign, at, "-" + text[after:at] + splice.text)


def _spaced(entries: Entries, path: Path, lines: list[str]) -> bool:
    """Whether a blank line parts a new entry from the one before it, as the neighbours are parted."""
    names = entries.names(path[:-1])
    number = names.index(path[-1])
    start, end = entries.start(path), entries.end(path)
    if len(lines) == 1 and "\n" not in entries.text[start:end]:
        return False
    if number + 1 < len(names):
        return entries.blank_below(entries.feet(path))
    above = entries.end((*path[:-1], names[number - 1])) if number else start
    return number > 0 and entries.blank_above(entries.heads(path, above))


def _before_all(entries: Entries, path: Path, lines: list[str]) -> Splice:
    """New lines before the first entry of a mapping; comments at the top of a file stay at the top."""
    first = (*path, entries.names(path)[0])
    start = entries.start(first)
    new = "".join(line + entries.line_break for line in lines)
    if entries.begins_line(start):
        at = entries.heads(first, entries.sign_end(path)) if path else entries.line_start(start)
        return Splice(at, at, new)
    column = entries.column(start)
    return Splice(start, start, new[column:] + " " * column)


# Other values


def _replaced(entries: Entries, path: Path, value: Any, habits: Habits) -> Splice:
    """Another value after a colon or dash; a comment in the first line of the old one stays there."""
    if into := brackets.filled(entries, path, value):
        return into
    if not path:
        return _root(entries, value, habits)
    text, sign, body = entries.text, entries.sign_end(path), entries.body(path)
    phrase, inner = _phrase(entries, path, value, habits)
    own_line = "\n" in text[sign : body.start]
    trail = body.trail if not phrase.rest or body.trail.strip() else ""
    rest = "".join(entries.line_break + line for line in phrase.rest)
    if not phrase.rest or (phrase.head and not own_line):
        space = " " if body.start == sign else ""
        return Splice(body.start, body.end, space + phrase.head + trail + rest)
    if not own_line:
        return Splice(sign, body.end, trail + rest)
    first = phrase.head + trail if phrase.head else trail.strip()
    lines = [" " * inner + first, *phrase.rest] if first else phrase.rest
    return Splice(entries.line_start(body.start), body.end, entries.line_break.join(lines))


def _phrase(entries: Entries, path: Path, value: Any, habits: Habits) -> tuple[Phrase, int]:
    """A value as it is written in the place of another, and the column of what comes on lines of its own."""
    (style, start, end), begin = entries.node(path), entries.start(path)
    column = entries.column(begin)
    row = {Style.FLOW: True, Style.BLOCK: False}.get(style) if entries.value(path) else None
    if path in entries.document.key_nodes:
        return under_key(value, column, habits, row), column + habits.step
    gap = start - begin if start < end and "\n" not in entries.text[begin:start] else 2
    return under_dash(value, column, gap, habits, row), column + gap


def _root(entries: Entries, value: Any, habits: Habits) -> Splice:
    """All that a file holds, when it is emptied or was empty."""
    _, start, end = entries.node(())
    end = min(end, entries.end(()))
    if value and not entries.column(start) and not habits.cautious:
        return Splice(start, end, entries.line_break.join(members(value, 0, habits)))
    return Splice(start, end, in_line(value))


# Entries that go


def _removed(entries: Entries, path: Path, habits: Habits) -> Splice:
    """Takes away an entry that has siblings, with its comments: in its lines, deeper below it, and directly above it
    unless it is the first, where a comment may speak of all.
    """
    text, names = entries.text, entries.names(path[:-1])
    number = names.index(path[-1])
    start, stop = entries.start(path), entries.feet(path)
    if not entries.begins_line(start):
        return _first_in_line(entries, path[:-1], start, stop)
    above = entries.end((*path[:-1], names[number - 1])) if number else 0
    begin, after = entries.heads(path, above) if number else entries.line_start(start), entries.next_line(stop)
    if after == len(text) and not text.endswith("\n") and begin and not habits.cautious:
        return Splice(entries.line_end(begin - 1), after, "")
    if not habits.cautious and (after == len(text) or entries.blank_below(stop)):
        while number and entries.blank_above(begin):
            begin = entries.line_start(begin - 1)
        while not number and entries.blank_below(after - 1):
            after = entries.next_line(after)
    return Splice(begin, after, "")


def _first_in_line(entries: Entries, parent: Path, start: int, stop: int) -> Splice:
    """Takes away the entry that follows a dash in its line; the next one moves up, unless comments stand before it."""
    follows = entries.start((*parent, entries.names(parent)[1]))
    if entries.text[stop:follows].strip():
        return Splice(len(entries.text[:start].rstrip(" ")), stop, "")
    return Splice(start, follows, "")
