"""Writes the register's files: a whole file or none, never over what somebody else has written meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from mou_tracker.errors import ChangeRefused, FileTrouble
from mou_tracker.i18n.catalog import N_

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW


def replace_file(path: Path, new: bytes, expected_old: bytes) -> None:
    """Puts `new` in the place of `expected_old`, durably and at once, with the file's own mode.

    Raises `ChangeRefused` when the file does not hold `expected_old` (any more), and `FileTrouble` when it is no plain
    file or cannot be written; the file is then as it was.
    """
    with _told(path):
        mode = _compared(path, expected_old)
        temporary = _written_beside(path, new, mode)
        try:
            _compared(path, expected_old)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet, durably, and the folders above it.

    Raises `ChangeRefused` when there is anything of that name, and `FileTrouble` when it cannot be written.
    """
    with _told(path):
        missing = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path, content)
        for folder in (path.parent, *(folder.parent for folder in missing)):
            sync_folder(folder)


def write_all_new(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Writes new files below a folder, all or none, and gives their names; `ChangeRefused` names those already there."""
    there = [name for name in files if os.path.lexists(folder / name)]
    if there:
        raise ChangeRefused(
            N_("These files are already there: {files}"),
            N_("Name another folder, or move them away first"),
            files=", ".join(there),
        )
    made = [place for name in files for place in (folder / name).parents if not place.exists()]
    written: list[Path] = []
    try:
        for name, content in files.items():
            write_new(folder / name, content)
            written.append(folder / name)
    except BaseException:
        _undo(written, made)
        raise
    return list(files)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _undo(written: list[Path], made: list[Path]) -> None:
    """Takes back what was written; folders only where they are empty again."""
    for path in written:
        with contextlib.suppress(OSError):
            path.unlink()
    for place in sorted(set(made), key=lambda one: len(one.parts), reverse=True):
        with contextlib.suppress(OSError):
            place.rmdir()


def _create(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, _NEW, 0o666)
    except FileExistsError:
        raise ChangeRefused(N_("{file} is already there"), N_("Choose another name"), file=str(path)) from None
    try:
        _fill(handle, content)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _written_beside(path: Path, content: bytes, mode: int) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        _fill(handle, content)
        Path(name).chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def _compared(path: Path, expected: bytes) -> int:
    """The mode of a plain file that holds what is expected of it."""
    handle = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        plain = stat.S_ISREG(found.st_mode)
        same = plain and stream.read(len(expected) + 1) == expected
    if not plain:
        raise FileTrouble(N_("{file} is not a plain file"), file=str(path))
    if not same:
        raise ChangeRefused(
            N_("{file} was changed by somebody else meanwhile; nothing was written"),
            N_("Run the command again"),
            file=str(path),
        )
    return stat.S_IMODE(found.st_mode)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses, said with the file's name."""
    try:
        yield
    except OSError as trouble:
        raise FileTrouble(
            N_("{file} cannot be written: {reason}"),
            N_("Name another file, or free the place"),
            file=str(path),
            reason=trouble.strerror or type(trouble).__name__,
        ) from None


def put(path: Path, content: bytes | None) -> None:
    """Makes a file hold these bytes whatever it held, keeping its mode; None takes it away. Durable, whole or not at all."""
    if content is None:
        remove_file(path)
    elif path.exists():
        with _told(path):
            temporary = _written_beside(path, content, stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
            sync_folder(path.parent)
    else:
        write_new(path, content)


def remove_file(path: Path) -> None:
    """Takes a file away, durably; one that is not there is no trouble."""
    with _told(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
