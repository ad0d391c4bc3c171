"""Finds templates by name in their folders: the first folder that has one, and nothing outside whatever links say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.catalog import N_

Folders = Sequence[Path]

MAX_BYTES = 1 << 20
"""A template is read up to this size."""


def find(name: str, folders: Folders) -> tuple[str, str] | None:
    """The text of the template `name` (`parts/x.j2`) and its file, None when no folder has it.

    Raises FileTrouble when it is there and cannot be read, or when a link leads out of the folder.
    """
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    for folder in folders:
        path = Path(folder, *parts)
        if os.path.lexists(path):
            return _text(path, folder), str(path)
    return None


def names(folders: Folders) -> list[str]:
    """Every template there is."""
    return sorted({path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.*")})


def _text(path: Path, folder: Path) -> str:
    file = str(path)
    if folder.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        raise FileTrouble(
            N_("The template {file} is a link that leads out of its folder"), N_("Put the file itself there"), file=file
        )
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise FileTrouble(N_("The template {file} is not a plain file of at most 1 MiB"), file=file)
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise FileTrouble(N_("The template {file} is not UTF-8"), file=file) from None
    except OSError as trouble:
        told = trouble.strerror or type(trouble).__name__
        raise FileTrouble(N_("The template {file} cannot be read: {told}"), file=file, told=told) from None
