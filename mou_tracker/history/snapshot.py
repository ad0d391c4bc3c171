"""The register as one commit recorded it: a `Source` over a tree of git, read without touching any file."""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.blobs import Blobs
from mou_tracker.history.gitcall import GitFailed, call
from mou_tracker.history.moments import History, Moment, history_of, moment_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.source import AGENCIES, FOLDERS, MAX_FOLDERS_DEEP, SETTINGS, Entry, Unreadable

_LINK, _OTHER_REPOSITORY = b"120000", b"160000"


class Kept(NamedTuple):
    """What a tree says of one path: the id of its content, the size in bytes (None: not here), and why it is no plain file."""

    ident: str
    size: int | None
    reason: str = ""


class Commit:
    """The register's files as the commit `rev` (any name git knows, or a `Moment`) has them."""

    def __init__(self, root: Path, rev: str | Moment) -> None:
        self.history: History = history_of(root)
        self.moment = rev if isinstance(rev, Moment) else moment_of(self.history, rev)

    @cached_property
    def files(self) -> dict[str, Kept]:
        """Every path of the register's folder in the commit, in order; HistoryTrouble when there was no such folder."""
        where = f"{self.moment.id}:{self.history.prefix.removesuffix('/')}"
        try:
            listing = call(self.history.top, ["ls-tree", "-r", "-z", "-l", "--full-tree", where])
        except GitFailed as trouble:
            if "Not a valid object name" not in trouble.told:
                raise _not_here(self.moment) from None
            raise HistoryTrouble(
                N_("There was no register in {folder} on {day} (commit {commit})"),
                N_("When it came there: git log --reverse -- {folder}"),
                folder=self.history.prefix,
                day=self.moment.day,
                commit=self.moment.short,
            ) from None
        return dict(_listed(line) for line in listing.split(b"\0") if line)

    @cached_property
    def _blobs(self) -> Blobs:
        return Blobs(
            self.history.top, [self.files[entry.path].ident for entry in self.entries() if self._plain(entry.path)]
        )

    def _plain(self, path: str) -> bool:
        kept = self.files.get(path)
        return kept is not None and not kept.reason and kept.size is not None and kept.size <= MAX_BYTES

    def entries(self) -> list[Entry]:
        """The files the working tree would list, had this commit been checked out; a stamp is the content's id."""
        found = {path: kept for known, kept in self.files.items() if (path := _listed_as(known, kept))}
        return [Entry(path, (int(kept.ident, 16), 0, 0)) for path, kept in sorted(found.items())]

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises `Unreadable` for links, for what is not here, and for what is over the size cap."""
        kept = self._found(path)
        if kept.size is not None and kept.size > MAX_BYTES:
            raise Unreadable("too_large", kept.size)
        try:
            return self._blobs.read(kept.ident)
        except Unreadable:
            raise _not_here(self.moment) from None

    def holds(self, path: str, content: bytes) -> bool:
        """True when the commit has exactly this content under the path; told from ids, without reading it."""
        import hashlib

        kept = self.files.get(path)
        if kept is None or kept.reason or kept.size != len(content):
            return False
        make = hashlib.sha1 if len(kept.ident) == 40 else hashlib.sha256
        return make(b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest() == kept.ident

    def size_of(self, path: str) -> int | None:
        """The size of a file in bytes, None when it was no plain file of the register."""
        state = self.state_of(path)
        return state[0] if state else None

    def state_of(self, path: str) -> tuple[int, ...] | None:
        """The size of such a file and the id of its content."""
        kept = self.files.get(posixpath.normpath(path))
        return None if kept is None or kept.reason or kept.size is None else (kept.size, int(kept.ident, 16))

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, read in pieces; raises `Unreadable`."""
        import hashlib

        total = hashlib.sha256()
        for piece in self._blobs.pieces(self._found(posixpath.normpath(path)).ident):
            total.update(piece)
        return total.hexdigest()

    def _found(self, path: str) -> Kept:
        kept = self.files.get(path)
        if kept is None or kept.reason:
            known = kept or next((self.files[other] for other in self.files if other.startswith(f"{path}/")), None)
            raise Unreadable((known.reason or "not_regular") if known else "missing")
        return kept


def _not_here(moment: Moment) -> HistoryTrouble:
    return HistoryTrouble(
        N_("This clone holds only a part of what was recorded on {day} (commit {commit})"),
        N_("Bring the rest here with: git fetch --refetch --no-filter"),
        day=moment.day,
        commit=moment.short,
    )


def _listed(line: bytes) -> tuple[str, Kept]:
    head, _, name = line.partition(b"\t")
    mode, _, ident, size = head.split()
    reason = {_LINK: "link", _OTHER_REPOSITORY: "not_regular"}.get(mode, "")
    return os.fsdecode(name), Kept(ident.decode("ascii"), int(size) if size.isdigit() else None, reason)


def _listed_as(path: str, kept: Kept) -> str:
    """The path under which the working tree lists a file: its own, that of a folder it lists whole, or "" for none."""
    steps = path.split("/")
    if steps[0] in (SETTINGS, AGENCIES) or path in FOLDERS:
        return steps[0]
    if steps[0] not in FOLDERS:
        return ""
    for depth, step in enumerate(steps[1:]):
        if step.startswith("."):
            return ""
        is_folder = depth + 2 < len(steps)
        if step.endswith(".yaml") or (is_folder and depth >= MAX_FOLDERS_DEEP):
            return "/".join(steps[: depth + 2])
    return path if kept.reason or path.lower().endswith((".yaml", ".yml", ".json")) else ""
