"""The repository a change goes into: whether it can take one, the commit itself, and what makes it durable."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mou_tracker.errors import ChangeRefused, HistoryTrouble
from mou_tracker.history.gitcall import GitFailed, call
from mou_tracker.i18n.catalog import N_

PATIENCE = 2.0
"""Seconds to wait for a lock of git's: a commit of somebody's takes a fraction of one."""

_UNDER_WAY = (
    ("MERGE_HEAD", N_("A merge is under way in this repository"), "git merge --abort"),
    ("rebase-merge", N_("A rebase is under way in this repository"), "git rebase --abort"),
    ("rebase-apply", N_("A rebase is under way in this repository"), "git rebase --abort"),
    ("CHERRY_PICK_HEAD", N_("A cherry-pick is under way in this repository"), "git cherry-pick --abort"),
    ("REVERT_HEAD", N_("A revert is under way in this repository"), "git revert --abort"),
    ("BISECT_LOG", N_("A bisect is under way in this repository"), "git bisect reset"),
)


class Repo(NamedTuple):
    """Where a register's history is: its working tree, the folder of this working tree's git data, and the shared one.

    `held` are open files that keep the lock of a change: git holds them too while it commits, so that the lock outlives us
    as long as git does.
    """

    top: Path
    git_dir: Path
    common_dir: Path
    held: tuple[int, ...] = ()

    def inside(self, path: Path) -> str:
        """A path below the resolved working tree, from its top, with forward slashes."""
        return path.relative_to(self.top).as_posix()


def repo_of(root: Path) -> Repo | None:
    """The repository that holds the register; None when there is none. A bare or damaged one is a `HistoryTrouble`."""
    try:
        answer = call(root, ["rev-parse", "--is-bare-repository", "--absolute-git-dir", "--git-common-dir"])
    except GitFailed as trouble:
        if "not a git repository" in trouble.told:
            return None
        raise HistoryTrouble(N_("git cannot read this repository: {told}"), told=trouble.first_line) from None
    bare, git_dir, common = os.fsdecode(answer).splitlines()
    if bare == "true":
        raise HistoryTrouble(N_("This repository is bare: it has no files to change"), N_("Work in a clone of it"))
    top = os.fsdecode(call(root, ["rev-parse", "--show-toplevel"])).rstrip("\n")
    return Repo(Path(os.path.realpath(top)), Path(git_dir), Path(os.path.normpath(os.path.join(root, common))))


def branch_ref(repo: Repo) -> str:
    """The branch a commit would go to, such as `refs/heads/main`; a detached HEAD is refused."""
    try:
        return os.fsdecode(call(repo.top, ["symbolic-ref", "-q", "HEAD"])).strip()
    except GitFailed:
        raise ChangeRefused(
            N_("The repository stands on no branch (detached HEAD)"), N_("Go to a branch first: git switch main")
        ) from None


def refuse_if_busy(repo: Repo) -> None:
    """Refuses while git is in the middle of something, or its lock is held."""
    for name, told, remedy in _UNDER_WAY:
        if (repo.git_dir / name).exists():
            raise ChangeRefused(told, N_("Finish it, or give it up with: {remedy}"), remedy=remedy)
    end = time.monotonic() + PATIENCE
    while lock := next((one for one in _locks(repo) if one.exists()), None):
        if time.monotonic() > end:
            raise ChangeRefused(
                N_("Another git program is at work: {file}"),
                N_("Wait until it is done; if none is running, remove that file and try again"),
                file=str(lock),
            )
        time.sleep(0.05)


def _locks(repo: Repo) -> tuple[Path, ...]:
    return (repo.git_dir / "index.lock", repo.git_dir / "HEAD.lock")


def refuse_without_identity(repo: Repo) -> None:
    """Refuses when git does not know whose change this is; an identity is never invented."""
    for variable in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        try:
            call(repo.top, ["-c", "user.useConfigOnly=true", "var", variable])
        except GitFailed:
            raise ChangeRefused(
                N_("git does not know your name"),
                N_('Say it once: git config --global user.name "…" and git config --global user.email "…"'),
            ) from None


def changed_paths(repo: Repo, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Those of the paths (from the top) that differ from HEAD, in the index or on disk, or that git does not track.

    Each with its two letters of `git status`; `??` is a file that git does not know.
    """
    if not paths:
        return []
    settings = ["-c", "status.renames=false"]
    told = ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=no"]
    answer = call(repo.top, [*settings, *told, "--", *paths])
    return [(entry[:2], entry[3:]) for entry in os.fsdecode(answer).split("\0") if len(entry) > 3]


def untracked(repo: Repo, paths: Sequence[str]) -> list[str]:
    """Those of the paths that are there and that git neither tracks nor is told to ignore."""
    return [path for status, path in changed_paths(repo, paths) if status == "??"]


def is_tracked(repo: Repo, path: str) -> bool:
    """Whether git knows the path."""
    return bool(call(repo.top, ["ls-files", "-z", "--", path]))


def commit(repo: Repo, paths: Sequence[str], message: str) -> str:
    """Commits these paths alone, whatever else is staged, with the user's hooks and signing; gives the commit's id.

    `git commit --only` keeps what the user has staged of other paths. Raises `GitFailed` when it is not in HEAD.
    """
    before = head(repo)
    try:
        if new := [path for path in paths if not is_tracked(repo, path) and (repo.top / path).exists()]:
            call(repo.top, ["add", "--intent-to-add", "--", *new], writing=True)
        settings = ["-c", "core.fsync=all", "-c", "gc.auto=0", "-c", "user.useConfigOnly=true"]
        arguments = [*settings, "commit", "--quiet", "--only", "--cleanup=verbatim", "-F", "-", "--", *paths]
        call(repo.top, arguments, given=message.encode("utf-8", "replace"), writing=True, keeping=repo.held)
    except GitFailed:
        settle_index(repo, paths)
        if head(repo) == before or changed_paths(repo, paths):
            raise  # else git ended after it had moved the branch: the commit is made
    return head(repo)


def head(repo: Repo) -> str:
    """The id of the newest commit; empty in a repository without one."""
    try:
        return os.fsdecode(call(repo.top, ["rev-parse", "--verify", "-q", "HEAD"])).strip()
    except GitFailed:
        return ""


def make_durable(repo: Repo, ref: str) -> None:
    """Syncs the folders that hold the branch: git renames the ref into place and leaves the folder to chance."""
    from mou_tracker.store.files import sync_folder

    for folder in {(repo.common_dir / ref).parent, repo.common_dir, repo.git_dir}:
        sync_folder(folder)


def settle_index(repo: Repo, paths: Sequence[str]) -> None:
    """Makes the index say of these paths what HEAD says: for a commit that was cut off between ref and index."""
    with contextlib.suppress(GitFailed):
        if head(repo):
            call(repo.top, ["reset", "--quiet", "--", *paths], writing=True)
        else:
            call(repo.top, ["rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--", *paths], writing=True)


class Made(NamedTuple):
    """A commit of this program's: its id, its parent ("" for the first commit), its subject, the files it touched."""

    id: str
    parent: str
    subject: str
    paths: tuple[str, ...]


def last_made(repo: Repo, by: tuple[str, str], undoes: str) -> Made | None:
    """The newest commit with the trailer `by` that is not undone by a later one with the trailer `undoes: ID`."""
    form = f"%H%x00%P%x00%s%x00%(trailers:key={undoes},valueonly,separator=%x20)%x1e"
    mark = f"^{by[0]}: {by[1]}$"
    answer = call(repo.top, ["log", "--first-parent", f"--grep={mark}", f"--format={form}"]) if head(repo) else b""
    undone: set[str] = set()
    for entry in os.fsdecode(answer).split("\x1e"):
        if not entry.strip():
            continue
        ident, parents, subject, undoing = entry.strip("\n").split("\0")
        if undoing:
            undone.update(undoing.split())
        elif ident not in undone:
            return Made(ident, parents.partition(" ")[0], subject, _touched(repo, ident))
    return None


def _touched(repo: Repo, commit: str) -> tuple[str, ...]:
    told = ["diff-tree", "-r", "--root", "--no-commit-id", "--name-only", "--no-renames", "-z", commit]
    return tuple(path for path in os.fsdecode(call(repo.top, told)).split("\0") if path)


def blob_id(repo: Repo, commit: str, path: str) -> str:
    """The id of what a commit holds at a path; empty when it holds nothing there."""
    try:
        return (
            os.fsdecode(call(repo.top, ["rev-parse", "--verify", "-q", f"{commit}:{path}"])).strip() if commit else ""
        )
    except GitFailed:
        return ""


def written_out(repo: Repo, commit: str, path: str) -> bytes | None:
    """The bytes of a path as a checkout of that commit would write them; None when it holds nothing there."""
    if not blob_id(repo, commit, path):
        return None
    return call(repo.top, ["cat-file", "--filters", f"{commit}:{path}"])
