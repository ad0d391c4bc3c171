"""The register month by month since its history began, each distinct content read once."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mou_tracker.analysis.series import Counted, counted, month_ends
from mou_tracker.history.blobs import Blobs
from mou_tracker.history.moments import History, Moment, history_of, line_of_head
from mou_tracker.history.snapshot import Commit
from mou_tracker.store.cache import Cache
from mou_tracker.store.loader import put_together
from mou_tracker.store.source import Unreadable
from mou_tracker.store.verdict import FileVerdict, from_row, to_row
from mou_tracker.store.workers import shared_out
from mou_tracker.store.workspace import read_settings


class _State(NamedTuple):
    """A day, the commit that stood then, and what it held: the id of the content by path."""

    day: date
    commit: Commit
    files: Mapping[str, str]


_Key = tuple[str, str]
"""A path and the id of its content: what a verdict depends on."""


def series(root: Path, today: date, cache: Cache) -> list[Counted]:
    """The counts at the end of each month since the first commit on HEAD's line, and of today; none without a commit.

    What is known of a day and a commit never changes, and is kept in the `cache`.
    """
    history = history_of(root)
    points = list(_points(line_of_head(history), today))
    kept = Cache(cache.folder / "series" if cache.folder else None, cache.generation)
    known = kept.rows()
    rows = {_name(day, moment): known[_name(day, moment)] for day, moment in points if _name(day, moment) in known}
    lacking = [(day, moment) for day, moment in points if _name(day, moment) not in rows]
    if lacking:
        made = zip(lacking, _counted(history, root, lacking), strict=True)
        rows |= {_name(*point): _packed(one) for point, one in made}
        kept.keep({}, rows, b"")
    return [Counted._make(marshal.loads(rows[_name(day, moment)])) for day, moment in points]


def _packed(one: Counted) -> bytes:
    row: Any = tuple(one)
    return marshal.dumps(row)


def _name(day: date, moment: Moment) -> bytes:
    return f"{day} {moment.id}".encode()


def _points(line: Sequence[Moment], today: date) -> Iterator[tuple[date, Moment]]:
    """Each day with the last commit made by its end."""
    first = min((moment.day for moment in line), default="")
    for day in month_ends(date.fromisoformat(first), today) if first and first <= today.isoformat() else ():
        yield day, next(moment for moment in line if moment.day <= day.isoformat())


def _counted(history: History, root: Path, points: Sequence[tuple[date, Moment]]) -> Iterator[Counted]:
    states = [_state(root, day, moment) for day, moment in points]
    keys = list(dict.fromkeys(key for state in states for key in state.files.items()))
    rows = dict(zip(keys, _read(history, keys), strict=True))
    standing: dict[_Key, FileVerdict] = {}
    for state in states:
        standing = {key: standing.get(key) or from_row(marshal.loads(rows[key])) for key in state.files.items()}
        settings, _ = read_settings(state.commit)
        yield counted(put_together(settings, tuple(standing.values())), state.day)


def _state(root: Path, day: date, moment: Moment) -> _State:
    commit = Commit(root, moment)
    return _State(
        day,
        commit,
        {entry.path: commit.files[entry.path].ident for entry in commit.entries() if entry.path in commit.files},
    )


def _read(history: History, keys: Sequence[_Key]) -> list[bytes]:
    """The packed cards of each content, read in forked processes where that pays."""
    from mou_tracker.store.judge import carded

    blobs = Blobs(history.top, [ident for _, ident in keys])

    def work(name: str) -> bytes:
        ident, _, path = name.partition(" ")
        try:
            content = blobs.read(ident)
        except Unreadable:
            content = b""
        return marshal.dumps(to_row(carded(path, content)))

    return shared_out(work, [f"{ident} {path}" for path, ident in keys])
