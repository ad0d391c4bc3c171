"""Where the register's files come from: the working tree, or anything else that lists and reads like it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import NamedTuple, Protocol

from mou_tracker.store.limits import MAX_BYTES

SETTINGS = "mou.toml"
AGENCIES = "agencies.yaml"
FOLDERS = ("agreements", "meetings")
MAX_FOLDERS_DEEP = 12


class Entry(NamedTuple):
    """A file of the register: its path from the root with forward slashes, and a stamp that changes when it does."""

    path: str
    stamp: tuple[int, ...]


class Unreadable(Exception):
    """A file cannot be opened as a plain file; `reason` is `missing`, `not_regular`, `link`, `denied` or `too_large`."""

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.size = size


class Source(Protocol):
    """A place that holds a register's files."""

    def entries(self) -> list[Entry]:
        """Every file that belongs to the register or looks as if it wanted to, sorted by path."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises `Unreadable`."""
        ...

    def size_of(self, path: str) -> int | None:
        """The size of a file that records point to, None when there is no such plain file inside the register."""
        ...

    def state_of(self, path: str) -> tuple[int, ...] | None:
        """What changes when such a file does; None when there is none."""
        ...

    def digest(self, path: str) -> str:
        """The SHA-256 of such a file, as 64 hex digits; raises `Unreadable`."""
        ...


class WorkingTree:
    """The register as its files stand on disk now. Never follows a link out, never opens what is not a plain file."""

    def __init__(self, root: FilePath) -> None:
        self.root = root

    def entries(self) -> list[Entry]:
        """The settings, the agencies, and all below `agreements/` and `meetings/`; hidden names are not looked at."""
        found = [entry for name in (SETTINGS, AGENCIES) for entry in self._single(name)]
        for folder in FOLDERS:
            place = os.path.join(self.root, folder)
            found.extend(self._single(folder) if os.path.islink(place) else _below(place, folder, 0))
        found.sort()
        return found

    def _single(self, name: str) -> Iterator[Entry]:
        try:
            yield Entry(name, _stamp(os.lstat(os.path.join(self.root, name))))
        except OSError:
            return

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises `Unreadable` for links, pipes, directories, and what is over the size cap."""
        handle = self._open(path)
        with os.fdopen(handle, "rb") as stream:
            size = os.fstat(handle).st_size
            if size > MAX_BYTES:
                raise Unreadable("too_large", size)
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise Unreadable("too_large", len(content))
        return content

    def _open(self, path: str) -> int:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        full = os.path.join(self.root, *path.split("/"))
        try:
            handle = os.open(full, flags)
        except FileNotFoundError:
            raise Unreadable("missing") from None
        except OSError:
            raise Unreadable("link" if os.path.islink(full) else "denied") from None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Unreadable("not_regular")
        return handle

    def size_of(self, path: str) -> int | None:
        """The size of an evidence or text file in bytes, None when it is not a plain file inside the register."""
        state = self.state_of(path)
        return state[0] if state else None

    def state_of(self, path: str) -> tuple[int, ...] | None:
        """The stamp of such a file."""
        full = os.path.realpath(os.path.join(self.root, *path.split("/")))
        root = os.path.realpath(self.root)
        try:
            found = os.lstat(full)
        except (OSError, ValueError):
            return None
        inside = full.startswith(root + os.sep)
        return _stamp(found) if inside and stat.S_ISREG(found.st_mode) else None

    def digest(self, path: str) -> str:
        """The SHA-256 of a file inside the register, read in pieces."""
        import hashlib

        if self.size_of(path) is None:
            raise Unreadable("missing")
        total = hashlib.sha256()
        with os.fdopen(self._open(path), "rb") as stream:
            while piece := stream.read(1 << 20):
                total.update(piece)
        return total.hexdigest()


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _below(folder: str, prefix: str, depth: int) -> Iterator[Entry]:
    try:
        listing = os.scandir(folder)
    except OSError:
        return
    with listing:
        for item in listing:
            name = item.name
            if name[0] == ".":
                continue
            path = f"{prefix}/{name}"
            if name.endswith(".yaml"):
                yield Entry(path, _stamp(item.stat(follow_symlinks=False)))
            elif item.is_dir(follow_symlinks=False):
                if depth < MAX_FOLDERS_DEEP:
                    yield from _below(item.path, path, depth + 1)
                else:
                    yield Entry(path, _stamp(item.stat(follow_symlinks=False)))
            elif item.is_symlink() or name.lower().endswith((".yaml", ".yml", ".json")):
                yield Entry(path, _stamp(item.stat(follow_symlinks=False)))
