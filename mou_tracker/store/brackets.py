"""Changes inside brackets: entries come in after a comma, go with theirs, and keep the lines and comments around them."""

from __future__ import annotations

import re
from typing import Any, Final

from mou_tracker.diagnostics import Path
from mou_tracker.store.entries import Entries
from mou_tracker.store.phrases import in_line, pair
from mou_tracker.store.splice import Splice

_REST_OF_OWN_LINE: Final = re.compile(r" *(,?) *(?:#.*)?")
_COMMA: Final = re.compile(r"\s*,")


def replaced(entries: Entries, path: Path, value: Any) -> Splice:
    """Puts a value in the place of the one at a path; one that is not written comes after its colon."""
    _, start, end = entries.node(path)
    words = in_line(value, in_brackets=True)
    if start == end:
        stop = entries.stop(path)
        return Splice(stop, stop, f" {words}" if _unwritten(entries, stop) else f": {words}")
    return filled(entries, path, value) or Splice(start, end, words)


def filled(entries: Entries, path: Path, value: Any) -> Splice | None:
    """Puts entries into empty brackets that hold a comment, before it; None where there is none."""
    _, start, end = entries.node(path)
    empty = entries.value(path)
    if not (
        isinstance(empty, (dict, list)) and not empty and type(value) is type(empty) and "#" in entries.text[start:end]
    ):
        return None
    return Splice(start + 1, start + 1, in_line(value)[1:-1])


def inserted(entries: Entries, path: Path, key: str, value: Any, after: str | None) -> Splice:
    """Puts a new entry into the mapping at a path, after one of its keys or before all."""
    _, start, end = entries.node(path)
    new = pair(key, value)
    if entries.text[start] != "{":
        return Splice(start, end, f"{{{entries.text[start:end]}, {new}}}")
    if after is None:
        first = entries.start((*path, entries.names(path)[0]))
        return Splice(first, first, f"{new}, ")
    return _after(entries, (*path, after), new)


def appended(entries: Entries, path: Path, value: Any) -> Splice:
    """Puts a value at the end of the list at a path."""
    return _after(entries, (*path, len(entries.value(path)) - 1), in_line(value, in_brackets=True))


def removed(entries: Entries, path: Path) -> Splice:
    """Takes away an entry that has siblings, and one comma; with its whole lines where it has them for itself."""
    text, names = entries.text, entries.names(path[:-1])
    number = names.index(path[-1])
    start, stop, last = entries.start(path), entries.stop(path), number == len(names) - 1
    if (rest := _own_line(entries, path)) and (rest[1] or last):
        return Splice(entries.line_start(start), entries.next_line(stop), "")
    before = entries.stop((*path[:-1], names[number - 1])) if number else 0
    if number and "#" not in text[before:start]:
        return Splice(before, stop, " " if _unwritten(entries, before) else "")
    after = entries.start((*path[:-1], names[number + 1])) if not last else stop
    if not last and "#" not in text[stop:after]:
        return Splice(start, after, "")
    comma = _COMMA.match(text, stop)
    return Splice(start, comma.end() if comma and not last else stop, "")


def _after(entries: Entries, path: Path, new: str) -> Splice:
    """A new entry after another: on a line of its own if that one has its own, so that comments stay where they are."""
    stop, text = entries.stop(path), entries.text
    rest = _own_line(entries, path)
    end = entries.line_end(stop)
    indent = entries.line_break + " " * entries.column(entries.start(path))
    if rest and rest[1]:
        return Splice(end, end, f"{indent}{new},")
    comma = f"{' ' if _unwritten(entries, stop) else ''},"
    if rest and path[-1] == entries.names(path[:-1])[-1]:
        return Splice(stop, end, f"{comma}{text[stop:end]}{indent}{new}")
    return Splice(stop, stop, f"{comma} {new}")


def _own_line(entries: Entries, path: Path) -> re.Match[str] | None:
    """The rest of the line of an entry that shares its lines with nothing but its comma and a comment."""
    stop = entries.stop(path)
    if not entries.begins_line(entries.start(path)):
        return None
    return _REST_OF_OWN_LINE.fullmatch(entries.text, stop, entries.line_end(stop))


def _unwritten(entries: Entries, stop: int) -> bool:
    """Whether an entry that ends there ends in its colon, to which no comma may be glued."""
    return entries.text[stop - 1] == ":"
