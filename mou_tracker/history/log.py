"""What was recorded when, and by whom: commits with the files they changed, newest first, from one run of git."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mou_tracker.history.gitcall import GitFailed, call
from mou_tracker.history.moments import History

RENAMED = "Mou-Renamed"
"""The trailer by which a commit says that a record has a new id: `Mou-Renamed: old new`."""

_FORMAT = "--format=%H%x00%P%x00%an%x00%cs%x00%cI%x00%B%x00"
_FIELDS = 6
_RAW = ("--raw", "-z", "--no-abbrev", "-M", "-c", "--combined-all-paths")
_PLAIN = ("--date-order", "--no-decorate", "--no-color", "--encoding=UTF-8", "--no-show-signature")
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): *(\S.*)")
_PLAIN_FILES = frozenset({"100644", "100755", "100664"})


class Touched(NamedTuple):
    """A file that a commit changed: its path there ("" when it was removed), the id of its content, and the same of it in
    each parent. Paths are from the register's folder; an id is empty where there was no plain file.
    """

    path: str
    ident: str
    before: tuple[tuple[str, str], ...]


class Recorded(NamedTuple):
    """A commit: its id, its parents' ids, who made it (the name only), the day it was recorded where it was made, the
    instant (ISO 8601), its message's first line, and its trailers by name.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    day: str
    instant: str
    subject: str
    trailers: Mapping[str, tuple[str, ...]]
    touched: tuple[Touched, ...]


def commits(history: History, paths: Sequence[str] = (), since: str = "", until: str = "HEAD") -> list[Recorded]:
    """The commits that lead to `until` and not to `since`, each before its parents; none in a repository without any.

    Only those that changed one of the `paths` (from the register's folder; all of it without any). What a merge changed is
    what differs from all its parents.
    """
    below = [f"{history.prefix}{path}" for path in paths] or [history.prefix or "."]
    which = [until, *([f"^{since}"] if since else [])]
    try:
        listing = call(
            history.top,
            [
                "-c",
                "log.showRoot=true",
                "log",
                _FORMAT,
                *_RAW,
                *_PLAIN,
                "--full-history",
                "--parents",
                *which,
                "--",
                *below,
            ],
        )
    except GitFailed as trouble:
        if "does not have any commits" in trouble.told or "bad revision 'HEAD'" in trouble.told:
            return []
        raise
    return list(_parsed(iter(os.fsdecode(listing).split("\0")), history.prefix))


def _parsed(words: Iterator[str], prefix: str) -> Iterator[Recorded]:
    word = next(words, None)
    while word is not None:
        if not word.strip():
            word = next(words, None)
            continue
        head = [word.strip(), *(next(words) for _ in range(_FIELDS - 1))]
        touched, word = _touched(words, prefix)
        yield _recorded(head, touched)


def _recorded(head: Sequence[str], touched: Iterable[Touched]) -> Recorded:
    ident, parents, author, day, instant, message = (_text(word) for word in head)
    subject, trailers = message.strip().partition("\n")[0].strip(), trailers_of(message)
    return Recorded(ident, tuple(parents.split()), author, day, instant, subject, trailers, tuple(touched))


def _text(word: str) -> str:
    """What git gave as UTF-8, without what is none."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _touched(words: Iterator[str], prefix: str) -> tuple[list[Touched], str | None]:
    """The changed files up to the next commit, and the word that begins it (None at the end)."""
    found: list[Touched] = []
    for word in words:
        entry = word.lstrip("\n")
        if entry and not entry.startswith(":"):
            return found, entry
        if entry:
            found.append(_one(entry, words, prefix))
    return found, None


def _one(entry: str, words: Iterator[str], prefix: str) -> Touched:
    """`:MODE MODE ID ID STATUS` and its paths; a merge has a mode, an id and a path more for each parent."""
    parents = len(entry) - len(entry.lstrip(":"))
    *modes_and_ids, status = entry.lstrip(":").split(" ")
    modes, idents = modes_and_ids[: parents + 1], modes_and_ids[parents + 1 :]
    if parents == 1:
        old = next(words)
        names = [old, next(words) if status[0] in "RC" else old]
    else:
        names = [next(words) for _ in range(parents + 1)]
    sides = [_side(mode, ident, name, prefix) for mode, ident, name in zip(modes, idents, names, strict=True)]
    return Touched(*sides[-1], tuple(sides[:-1]))


def _side(mode: str, ident: str, name: str, prefix: str) -> tuple[str, str]:
    if not name.startswith(prefix) or not ident.strip("0"):
        return "", ""
    return name[len(prefix) :], ident if mode in _PLAIN_FILES else ""


def trailers_of(message: str) -> dict[str, tuple[str, ...]]:
    """The trailers of a commit message: its last paragraph, when it is none but `Name: value` lines."""
    body, _, last = message.strip().rpartition("\n\n")
    lines = [_TRAILER.fullmatch(line.strip()) for line in last.splitlines()]
    found: dict[str, tuple[str, ...]] = {}
    if body and all(lines):
        for line in lines:
            if line:
                found[line[1]] = (*found.get(line[1], ()), line[2].strip())
    return found
