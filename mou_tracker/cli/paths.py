"""Paths as typed, from the current folder, into paths from the register's root."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_


def inside(session: Session, paths: Sequence[str]) -> list[str]:
    """Each path from the register's root with forward slashes; `.` for the root itself means everything: []."""
    found = [_from_root(session, path) for path in paths]
    return [] if "." in found else found


def _from_root(session: Session, path: str) -> str:
    full = Path(os.path.normpath(session.start / path))
    if not os.path.lexists(full):
        raise UsageMistake(N_("There is no file or folder {path}"), path=path)
    try:
        return full.relative_to(session.root).as_posix()
    except ValueError:
        raise UsageMistake(N_("{path} is not inside the register {root}"), path=path, root=str(session.root)) from None
