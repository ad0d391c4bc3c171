"""Putting the register's files into canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.store.canonical import canonical
from mou_tracker.store.files import replace_file
from mou_tracker.store.judge import place_of
from mou_tracker.store.locate import located
from mou_tracker.store.source import Unreadable, WorkingTree


class Refused(NamedTuple):
    """A file that was left as it is, and its errors; none when only its layout could not be changed safely."""

    file: str
    findings: tuple[Diagnostic, ...]


class Tidied(NamedTuple):
    """What putting files into canonical form came to: paths from the register's root."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refused, ...]


def tidy(source: WorkingTree, paths: Sequence[str] = (), *, check: bool = False, fix_marks: bool = False) -> Tidied:
    """Puts the files at or below `paths` (from the register's root; all, when none is named) into canonical form.

    With `check` nothing is written and `changed` are the files that would change. A file that cannot be read, or not be
    laid out without changing what it says, is left as it is and is among the `refused`. Raises what `replace_file` does.
    """
    changed: list[str] = []
    unchanged: list[str] = []
    refused: list[Refused] = []
    for path in _wanted(source, paths):
        outcome = _tidied(source, path, check=check, fix_marks=fix_marks)
        if isinstance(outcome, Refused):
            refused.append(outcome)
        else:
            (changed if outcome else unchanged).append(path)
    return Tidied(tuple(changed), tuple(unchanged), tuple(refused))


def _wanted(source: WorkingTree, paths: Sequence[str]) -> list[str]:
    folders = tuple(f"{path.rstrip('/')}/" for path in paths)
    found = [entry.path for entry in source.entries()]
    return [path for path in found if not paths or path in paths or path.startswith(folders)]


def _tidied(source: WorkingTree, path: str, *, check: bool, fix_marks: bool) -> Refused | bool:
    """Whether the file changed (or would), or why it was left as it is."""
    kind = place_of(path).kind
    try:
        content = source.read(path)
    except Unreadable as trouble:
        return Refused(path, tuple(located([_unreadable(path, trouble)], path, None)))
    if not kind:
        name = path.rsplit("/", 1)[-1]
        return Refused(path, tuple(located([Diagnostic("MOU020", path, params={"name": name})], path, None)))
    laid = canonical(content, kind, file=path, fix_marks=fix_marks)
    if not laid.kept:
        return Refused(path, tuple(located(laid.findings, path, content)))
    if laid.content == content:
        return False
    if not check:
        replace_file(source.root / path, laid.content, content)
    return True


def _unreadable(path: str, trouble: Unreadable) -> Diagnostic:
    if trouble.size:
        return Diagnostic("MOU002", path, params={"size": trouble.size})
    return Diagnostic("MOU001", path, params={"reason": trouble.reason})
