"""Contents by their ids in git, from one long-running process that is asked ahead for what is read next."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from weakref import finalize

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.gitcall import begun
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.source import Unreadable

if TYPE_CHECKING:
    from git.cmd import Git

MOST_AHEAD = 32
"""Requests on their way at once: as many lines fit into any system's pipe, so that neither side waits for the other."""

PIECE = 1 << 20


class Blobs:
    """Contents by id; `order` is the order in which they will likely be read.

    A forked process gets a git of its own: two readers of one pipe would take each other's answers.
    """

    def __init__(self, root: Path, order: Sequence[str] = ()) -> None:
        self._root = root
        self._order = order
        self._places = {ident: place for place, ident in enumerate(order)}
        self._readers: dict[int, _Reader] = {}

    def read(self, ident: str) -> bytes:
        """The content; `Unreadable` when it is not here, or over the size cap of the register's files."""
        reader = self._reader()
        place = self._places.get(ident)
        reader.ask_for(ident, self._order[place : place + reader.ahead] if place is not None else ())
        return reader.next_content(MAX_BYTES)

    def pieces(self, ident: str) -> Iterator[bytes]:
        """The content of any size in pieces; all of them must be taken. `Unreadable` when it is not here."""
        reader = self._reader()
        reader.ask_for(ident, ())
        return reader.next_pieces()

    def _reader(self) -> _Reader:
        process = os.getpid()
        if process not in self._readers:
            self._readers[process] = _Reader(begun(self._root, ["cat-file", "--batch"], has_input=True))
        return self._readers[process]


def _end(process: Git.AutoInterrupt) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            stream.close()
    if process.proc is not None:
        process.proc.wait()


class _Reader:
    """One `git cat-file --batch` and what it has been asked for; reads further ahead while ids come in their order."""

    def __init__(self, process: Git.AutoInterrupt) -> None:
        self._process = process
        finalize(self, _end, process)  # a collector of circles might let go of the pipes before the process
        self._asked: deque[str] = deque()
        self.ahead = 1

    def ask_for(self, ident: str, expected: Sequence[str]) -> None:
        """Makes `ident` the next answer, and asks for what is `expected` from it on."""
        while self._asked and self._asked[0] != ident:
            self._skip()
            self.ahead = 1
        if not self._asked:
            self._asked.extend(expected or [ident])
            try:
                self._process.stdin.write("".join(f"{one}\n" for one in self._asked).encode("ascii"))
                self._process.stdin.flush()
            except OSError:
                self._give_up()
            self.ahead = min(MOST_AHEAD, self.ahead * 2)

    def next_content(self, most: int) -> bytes:
        """The next answer whole."""
        size = self._size()
        if size > most:
            self._drop(size)
            raise Unreadable("too_large", size)
        return self._take(size + 1)[:-1]

    def next_pieces(self) -> Iterator[bytes]:
        """The next answer in pieces."""
        size = self._size()
        while size:
            piece = self._take(min(size, PIECE))
            size -= len(piece)
            yield piece
        self._take(1)

    def _skip(self) -> None:
        try:
            self._drop(self._size())
        except Unreadable:
            return

    def _drop(self, size: int) -> None:
        while size > PIECE:
            size -= len(self._take(PIECE))
        self._take(size + 1)

    def _size(self) -> int:
        """The size of the next answer, whose head is read."""
        self._asked.popleft()
        head = self._process.stdout.readline().split()
        if len(head) == 2 and head[1] == b"missing":
            raise Unreadable("missing")
        if len(head) != 3 or head[1] != b"blob":
            self._give_up()
        return int(head[2])

    def _take(self, size: int) -> bytes:
        content: bytes = self._process.stdout.read(size)
        if len(content) != size:
            self._give_up()
        return content

    def _give_up(self) -> NoReturn:
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        told = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        raise HistoryTrouble(
            N_("The repository is damaged: {told}"),
            N_("What is wrong with it: git fsck"),
            told=told[0] if told else "?",
        )
