"""What changed in the register from one recorded state to another, or to how the files stand now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mou_tracker.actions.states import filed, filed_in, unread
from mou_tracker.analysis.changes import Change, in_order
from mou_tracker.analysis.compare import Filed, compare
from mou_tracker.history.snapshot import Commit
from mou_tracker.store.source import Source, Unreadable


def changes_between(before: Commit, after: Source) -> tuple[Change, ...]:
    """Every change of a record, in the order of the minutes; only files that differ are read as data."""
    sides = list(_differing(before, after))
    old, new = ([side for pair in sides if (side := pair[place])] for place in (0, 1))
    return in_order(compare(old, new))


def _differing(before: Commit, after: Source) -> Iterator[tuple[Filed | None, Filed | None]]:
    theirs = {entry.path: entry.stamp for entry in before.entries()}
    ours = {entry.path: entry.stamp for entry in after.entries()}
    for path in dict.fromkeys(chain(theirs, ours)):
        if path not in ours or path not in theirs:
            yield (filed_in(before, path), None) if path in theirs else (None, filed_in(after, path))
        elif isinstance(after, Commit):
            if theirs[path] != ours[path]:
                yield filed_in(before, path), filed_in(after, path)
        else:
            yield from _read(before, after, path)


def _read(before: Commit, after: Source, path: str) -> Iterator[tuple[Filed | None, Filed | None]]:
    """A file of the working tree is read to be compared: its stamp says nothing of an old commit."""
    try:
        content = after.read(path)
    except Unreadable:
        yield filed_in(before, path), unread(path)
        return
    if not before.holds(path, content):
        yield filed_in(before, path), filed(path, content)
