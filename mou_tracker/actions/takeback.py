"""Undoes the last recorded change, as a new commit."""

from __future__ import annotations

import os
from pathlib import Path

from mou_tracker.actions.change import MADE_BY, Plan, Planner
from mou_tracker.actions.draft import speech
from mou_tracker.errors import ChangeRefused, HistoryTrouble
from mou_tracker.history import repo
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import WorkingTree

UNDOES = "Undoes"
"""The trailer that names the commit whose change is taken back."""


def undo() -> Planner:
    """Plans the files of the newest change made here as they were before it.

    ChangeRefused when there is none, or when one of its files has been changed since.
    """

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        root = Path(os.path.realpath(source.root))
        place = repo.repo_of(root)
        if place is None:
            raise HistoryTrouble(N_("This register is in no git repository: there is no history to undo"))
        made = repo.last_made(place, MADE_BY, UNDOES)
        if made is None:
            raise ChangeRefused(N_("There is no change of this program's to undo"), N_("What was recorded: git log"))
        words = speech(loaded.register)
        files = {_inside(place, root, path): _before(place, made, path) for path in made.paths}
        subject = words(N_("Undo: {subject}"), subject=made.subject)
        return Plan(files, subject, [(UNDOES, made.id)])

    return plan


def _before(place: repo.Repo, made: repo.Made, path: str) -> bytes | None:
    if repo.blob_id(place, "HEAD", path) != repo.blob_id(place, made.id, path):
        raise ChangeRefused(
            N_("{file} has been changed since “{subject}”, so that cannot be undone by itself"),
            N_("Undo by hand: git revert {commit}"),
            file=path,
            subject=made.subject,
            commit=made.id[:10],
        )
    return repo.written_out(place, made.parent, path)


def _inside(place: repo.Repo, root: Path, path: str) -> str:
    try:
        return (place.top / path).relative_to(root).as_posix()
    except ValueError:
        raise ChangeRefused(N_("{file} is outside the register; it is not touched"), file=path) from None
