"""Puts the files of a checked change in their place and commits them, or leaves everything as it was."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mou_tracker.actions.signals import Noted
from mou_tracker.errors import ChangeRefused, HistoryTrouble
from mou_tracker.history import lock, repo
from mou_tracker.history.gitcall import GitFailed
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.files import put, remove_file, replace_file, write_new

Files = Mapping[str, bytes | None]
"""Paths and what they shall hold; None takes a file away."""


def recover(place: repo.Repo) -> tuple[str, ...]:
    """Undoes, or finishes, a change that was cut off; gives the files whose old bytes were put back.

    HEAD moved: the commit is there, and only the index may lag behind. HEAD as before: the files go back to their old
    bytes, unless somebody has changed them since, whose work is left alone.
    """
    journal = lock.read_journal(place.git_dir)
    if journal is None:
        return ()
    back: list[str] = []
    lock.clear_away({str(left): left for path in journal.old for left in _leftovers(place.top / path)})
    if repo.head(place) == journal.head:
        for path, old in journal.old.items():
            if old != (now := bytes_at(place.top / path)) and _digest(now) == journal.new[path]:
                put(place.top / path, old)
                back.append(path)
    if journal.commits:
        repo.settle_index(place, list(journal.old))
    lock.drop_journal(place.git_dir)
    return tuple(back)


def _leftovers(path: Path) -> Iterator[Path]:
    """What `replace_file` was writing beside a file when it was cut off."""
    yield from path.parent.glob(f".{glob.escape(path.name[:40])}.*.tmp")


def apply_and_commit(place: repo.Repo, old: Files, new: Files, message: str, noted: Noted) -> str:
    """Replaces the files (paths from the top of the working tree) and commits them; gives the commit's id.

    With an empty message they are replaced only. On any failure the old bytes are back.
    """
    digests = {path: _digest(content) for path, content in new.items()}
    copies = lock.set_aside(place.git_dir, place.top, old)
    try:
        lock.write_journal(place.git_dir, lock.Journal(repo.head(place), old, digests, bool(message)))
        made = _applied(place, old, new, message, noted, copies)
        lock.drop_journal(place.git_dir)
    finally:
        lock.clear_away(copies)
    return made


def _applied(place: repo.Repo, old: Files, new: Files, message: str, noted: Noted, copies: Mapping[str, Path]) -> str:
    done: list[str] = []
    try:
        for full in new:
            noted.raise_if_any()
            done.append(full)
            swap(place.top / full, old[full], new[full])
        if not message:
            return ""
        noted.raise_if_any()
        return repo.commit(place, list(new), message)
    except BaseException as trouble:
        _put_back(place.top, done, old, new, copies)
        lock.drop_journal(place.git_dir)
        if isinstance(trouble, GitFailed):
            raise _refused(trouble) from None
        raise


def _refused(trouble: GitFailed) -> HistoryTrouble:
    """What git or a hook said; its last line is the one that tells."""
    told = [line.strip() for line in trouble.told.splitlines() if line.strip()]
    return HistoryTrouble(
        N_("git did not take the change, and it was undone: {told}"),
        N_("If a hook of the repository refused it, do what it says and try again"),
        told=" / ".join(told)[-500:] or str(trouble.code),
    )


def apply_only(root: Path, old: Files, new: Files) -> None:
    """Replaces files below `root` where there is no repository; on any failure the old bytes are back."""
    done: list[str] = []
    try:
        for path in new:
            done.append(path)
            swap(root / path, old[path], new[path])
    except BaseException:
        _put_back(root, done, old, new)
        raise


def _put_back(top: Path, done: Sequence[str], old: Files, new: Files, copies: Mapping[str, Path] | None = None) -> None:
    """Old bytes back where ours still stand; what an editor saved meanwhile is its owner's."""
    for path in done:
        if old[path] != new[path] == bytes_at(top / path):
            copy = (copies or {}).get(path)
            if copy is None or not lock.move_back(copy, top / path):
                put(top / path, old[path])


def swap(path: Path, old: bytes | None, new: bytes | None) -> None:
    """`new` in the place of `old`; refused when something else stands there by now."""
    if bytes_at(path) != old:
        raise ChangeRefused(
            N_("{file} was changed by somebody else at the same moment"),
            N_("Look at it, then try again"),
            file=str(path),
        )
    if new == old:
        return
    if new is None:
        remove_file(path)
    elif old is None:
        write_new(path, new)
    else:
        replace_file(path, new, old)


def bytes_at(path: Path) -> bytes | None:
    """What a plain file holds; None when there is none."""
    try:
        return path.read_bytes() if not path.is_symlink() else b"\0link"
    except OSError:
        return None


def linked(root: Path, path: str) -> bool:
    """Whether a folder on the way to the file is a link, which may lead out of the register."""
    return any((root / folder).is_symlink() for folder in _folders(path))


def _folders(path: str) -> Iterator[str]:
    steps = path.split("/")
    yield from ("/".join(steps[:count]) for count in range(1, len(steps)))


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()
