"""One change at a time: a lock in git's folder (shared by all working trees), and each tree's journal of a change."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mou_tracker.errors import ChangeRefused, FileTrouble
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.files import sync_folder

FOLDER = "mou-tracker"
PATIENCE = 10.0
"""Seconds to wait for another change to end: one takes a fraction of a second."""


_BEYOND = 1 << 20
"""Windows locks bytes and keeps others from reading them: one behind all that is written."""


class Journal(NamedTuple):
    """What was there before a change: HEAD, each file's old bytes (None: it was not there), and the SHA-256 of what takes
    their place ("": nothing). `commits` is False where the files were to be changed only, and the index is not ours.
    """

    head: str
    old: Mapping[str, bytes | None]
    new: Mapping[str, str]
    commits: bool = True


@contextmanager
def locked(common_dir: Path) -> Iterator[tuple[int, ...]]:
    """Holds the lock; the system frees it when the process ends, however it ends, and whoever was given the open files."""
    with _opened(common_dir / FOLDER) as file:
        end = time.monotonic() + PATIENCE
        while not _taken(file):
            if time.monotonic() > end:
                file.seek(0)
                raise ChangeRefused(
                    N_("Another change is being written ({who})"),
                    N_("Try again when it is done"),
                    who=file.read(200).decode("utf-8", "replace").strip() or "?",
                )
            time.sleep(0.02)
        file.truncate(0)
        file.write(f"process {os.getpid()}".encode())
        file.flush()
        try:
            yield () if sys.platform == "win32" else (file.fileno(),)
        finally:
            file.truncate(0)
            _freed(file)


def _opened(folder: Path) -> BinaryIO:
    try:
        folder.mkdir(exist_ok=True)
        return (folder / "lock").open("a+b")
    except OSError as trouble:
        raise _unwritable(folder, trouble) from None


def _unwritable(folder: Path, trouble: OSError) -> FileTrouble:
    return FileTrouble(
        N_("The folder of git's data cannot be written: {file}: {reason}"),
        N_("Ask who keeps the repository for the right to write there"),
        file=str(folder),
        reason=trouble.strerror or type(trouble).__name__,
    )


def _taken(file: BinaryIO) -> bool:
    """Whether the lock could be had now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_BEYOND)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _freed(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_UN)


def write_journal(git_dir: Path, journal: Journal) -> None:
    """Keeps the old bytes, durably, before anything is replaced: undoing then needs no new disk space."""
    folder = git_dir / FOLDER
    body = {
        "head": journal.head,
        "commits": journal.commits,
        "old": {path: _text(content) for path, content in journal.old.items()},
        "new": dict(journal.new),
    }
    temporary = folder / "journal.tmp"
    try:
        folder.mkdir(exist_ok=True)
        with temporary.open("wb") as file:
            file.write(json.dumps(body).encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / "journal")
    except OSError as trouble:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _unwritable(folder, trouble) from None
    sync_folder(folder)


def set_aside(git_dir: Path, top: Path, old: Mapping[str, bytes | None]) -> dict[str, Path]:
    """A durable copy of each file beside the journal, with its mode: putting one back is a change of name, no new space."""
    folder, copies = git_dir / FOLDER, {}
    try:
        folder.mkdir(exist_ok=True)
        for number, (path, content) in enumerate(old.items()):
            if content is not None:
                copies[path] = folder / f"old-{number}"
                with copies[path].open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                copies[path].chmod(stat.S_IMODE((top / path).stat().st_mode))
    except OSError as trouble:
        clear_away(copies)
        raise _unwritable(folder, trouble) from None
    return copies


def move_back(copy: Path, path: Path) -> bool:
    """The copy in the place of a file; False where the system cannot do that (git's folder is on another disk)."""
    try:
        copy.replace(path)
    except OSError:
        return False
    sync_folder(path.parent)
    return True


def clear_away(copies: Mapping[str, Path]) -> None:
    """Takes the copies away that are left."""
    for copy in copies.values():
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def read_journal(git_dir: Path) -> Journal | None:
    """The journal of a change that was cut off; None when there is none (one that was not whole never began)."""
    try:
        body = json.loads((git_dir / FOLDER / "journal").read_bytes())
        return Journal(
            body["head"],
            {path: _bytes(content) for path, content in body["old"].items()},
            {path: str(body["new"][path]) for path in body["old"]},
            bool(body["commits"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def drop_journal(git_dir: Path) -> None:
    """Forgets the journal: the change is whole, or undone. One that stays finds nothing more to do."""
    with contextlib.suppress(OSError):
        (git_dir / FOLDER / "journal").unlink(missing_ok=True)
    sync_folder(git_dir / FOLDER)


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("latin-1")


def _bytes(content: str | None) -> bytes | None:
    return None if content is None else content.encode("latin-1")
