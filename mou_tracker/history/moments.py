"""Points in a register's history: the commit a name or a day means, and what to do when it is not here."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.gitcall import GitFailed, call
from mou_tracker.history.repo import repo_of
from mou_tracker.i18n.catalog import N_

_NOTHING = N_("Nothing is recorded yet: the repository has no commit")
_UNSHALLOW = N_("Bring the rest here with: git fetch --unshallow")


class History(NamedTuple):
    """Where a register's history is: the top of its repository, its own folder below it (`""` or `a/b/`), and whether the
    history was cut off when the repository was cloned.
    """

    top: Path
    prefix: str
    is_shallow: bool


class Moment(NamedTuple):
    """A commit, and the day it was made where it was made (ISO)."""

    id: str
    day: str

    @property
    def short(self) -> str:
        """Enough of its id for a person."""
        return self.id[:10]


def history_of(root: Path) -> History:
    """The history the register at `root` is part of; HistoryTrouble when there is none."""
    repo = repo_of(root)
    if repo is None:
        raise HistoryTrouble(
            N_("The register in {folder} has no history: it is in no git repository"),
            N_("Begin one there with: git init"),
            folder=str(root),
        )
    real, top = os.path.realpath(root), os.path.realpath(repo.top)
    if os.path.commonpath([real, top]) != top:
        raise HistoryTrouble(N_("The repository's files are elsewhere: {folder}"), folder=top)
    below = Path(real).relative_to(top).as_posix()
    return History(Path(top), "" if below == "." else f"{below}/", (repo.common_dir / "shallow").is_file())


def moment_of(history: History, rev: str) -> Moment:
    """The commit of that name: an id, a branch, a tag, `HEAD~3`; HistoryTrouble when there is none here."""
    try:
        ident = call(history.top, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"])
        return _moments(history, ["--no-walk", ident.decode("ascii").strip()])[0]
    except (GitFailed, ValueError, IndexError):
        raise _no_such(history, rev) from None


def _no_such(history: History, rev: str) -> HistoryTrouble:
    if not _moments(history, ["-1", "HEAD"]):
        return HistoryTrouble(_NOTHING)
    if history.is_shallow:
        return HistoryTrouble(N_("There is no {rev} in this clone, whose history is cut off"), _UNSHALLOW, rev=rev)
    return HistoryTrouble(
        N_("There is no {rev} in the history"),
        N_("Name a day such as 2025-06-30, last-meeting, a tag, or a commit from: git log --oneline"),
        rev=rev,
    )


def moment_on(history: History, day: date) -> Moment:
    """The last commit made by the end of that day on the line of HEAD (its first parents).

    HistoryTrouble when the history begins later: what the register said before is then not known.
    """
    every = line_of_head(history)
    found = next((moment for moment in every if moment.day <= day.isoformat()), None)
    if found:
        return found
    if not every:
        raise HistoryTrouble(_NOTHING)
    facts = {"first": every[-1].day, "day": day.isoformat()}
    if history.is_shallow:
        raise HistoryTrouble(
            N_("This clone knows the history since {first} only: what was recorded on {day} cannot be told"),
            _UNSHALLOW,
            **facts,
        )
    raise HistoryTrouble(
        N_("The history begins on {first}: nothing was recorded by {day}"),
        N_("The oldest record: {commit}"),
        commit=every[-1].short,
        **facts,
    )


def line_of_head(history: History) -> list[Moment]:
    """The commits on the line of HEAD (its first parents), the newest first; none in a repository without any."""
    return _moments(history, ["--first-parent", "HEAD"])


def _moments(history: History, which: list[str]) -> list[Moment]:
    """Commits as `git log` lists them; none in a repository without any."""
    try:
        listing = call(history.top, ["log", "--format=%H %cs", "--no-decorate", *which, "--"])
    except GitFailed as trouble:
        if "does not have any commits" in trouble.told or "bad revision 'HEAD'" in trouble.told:
            return []
        raise
    return [Moment(*line.split(" ")) for line in listing.decode("ascii").splitlines()]
