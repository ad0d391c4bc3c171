"""Files that are not the register's: what a command was asked to write, and the cache."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.catalog import N_


def write_output(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, making its folder; raises `FileTrouble`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or pipe is written to, never replaced
            return
        _replace(path, [content])
    except OSError as trouble:
        raise FileTrouble(
            N_("{file} cannot be written: {reason}"),
            N_("Name another file, or free the place"),
            file=str(path),
            reason=trouble.strerror or type(trouble).__name__,
        ) from None


def append_output(path: Path, content: bytes) -> None:
    """Adds to the end of a file, such as a CI's step summary; raises `FileTrouble`."""
    try:
        with path.open("ab") as file:
            file.write(content)
    except OSError as trouble:
        raise FileTrouble(
            N_("{file} cannot be written: {reason}"),
            N_("Name another file, or free the place"),
            file=str(path),
            reason=trouble.strerror or type(trouble).__name__,
        ) from None


def replace_quietly(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file of the cache; a cache that cannot be written is no trouble to anyone."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(path, pieces)


def remove_quietly(path: Path) -> None:
    """Takes a file of the cache away."""
    with contextlib.suppress(OSError):
        path.unlink()


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        _mode_like(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode_like(path: Path, temporary: str) -> None:
    """A new file gets the mode that opening it would give; a replaced one keeps its own."""
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.chmod(temporary, mode)
