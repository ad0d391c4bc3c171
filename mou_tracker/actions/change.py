"""The one way a register is changed: lock, recover, plan, check, replace, commit; all of it or nothing.

The order is the write protocol of docs/recording.md. What is refused leaves every file as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mou_tracker.actions.apply import Files, apply_and_commit, apply_only, bytes_at, linked, recover
from mou_tracker.actions.signals import Noted, signals_noted
from mou_tracker.actions.validate import check
from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.errors import ChangeRefused, FileTrouble, HistoryTrouble
from mou_tracker.history import lock, repo
from mou_tracker.i18n.bidi import visible
from mou_tracker.i18n.catalog import N_
from mou_tracker.render.recorded import Moved
from mou_tracker.store.cache import Cache
from mou_tracker.store.loader import Loaded, load
from mou_tracker.store.overlay import Overlay
from mou_tracker.store.source import FOLDERS, Unreadable, WorkingTree

MADE_BY = ("Made-by", "mou")
"""The trailer of every commit made here; undoing looks for it."""


class Plan(NamedTuple):
    """What a command wants changed, and how the commit says it.

    `ref` is the record it is about, `moved` the fields that it sets to another value.
    """

    files: Files
    subject: str
    trailers: Sequence[tuple[str, str]] = ()
    ref: str = ""
    moved: Sequence[Moved] = ()


Planner = Callable[[Loaded, WorkingTree], Plan]
"""Makes the plan for the register as it stands once the lock is held."""


class Manner(NamedTuple):
    """How a change is to be made: shown only, left uncommitted, with words of the user's."""

    dry_run: bool = False
    commit: bool = True
    words: str = ""


class Changed(NamedTuple):
    """What was done: old and new bytes by path from the register's root, the commit (empty when there is none), the
    findings it brings, the register after and before, the plan, and the files of an earlier change that was cut off and
    is undone now.
    """

    old: Files
    new: Files
    commit: str
    findings: tuple[Diagnostic, ...]
    loaded: Loaded
    before: Loaded
    plan: Plan
    recovered: tuple[str, ...] = ()


def change(root: Path, cache: Cache, today: date, manner: Manner, plan: Planner) -> Changed:
    """Makes the change that `plan` gives for the register as it stands once the lock is held.

    Raises `ChangeRefused` (with the new errors, when there are any), `HistoryTrouble` or `FileTrouble`; every file is
    then as it was. When it returns with a commit, the change is in HEAD and durable.
    """
    root = Path(os.path.realpath(root))
    if manner.dry_run:
        return _checked(root, cache, today, plan)
    place = repo.repo_of(root)
    if place is None and manner.commit:
        raise HistoryTrouble(
            N_("This register is in no git repository, so the change could not be recorded"),
            N_("Make one with: git init, or add --no-commit"),
        )
    if place is None:
        changed = _checked(root, cache, today, plan)
        apply_only(root, changed.old, changed.new)
        return changed
    with _held(place) as (place, noted):
        ref = repo.branch_ref(place) if manner.commit else ""
        repo.refuse_if_busy(place)
        if manner.commit:
            repo.refuse_without_identity(place)
        recovered = recover(place)
        changed = _checked(root, cache, today, plan)._replace(recovered=recovered)
        noted.raise_if_any()
        changed = _applied(place, root, changed, manner, noted)
        if manner.commit:
            repo.make_durable(place, ref)
        return changed


@contextmanager
def _held(place: repo.Repo) -> Iterator[tuple[repo.Repo, Noted]]:
    """The lock held and signals noted; who waits for the lock can still be stopped."""
    with lock.locked(place.common_dir) as held, signals_noted() as noted:
        yield place._replace(held=held), noted


def _applied(place: repo.Repo, root: Path, changed: Changed, manner: Manner, noted: Noted) -> Changed:
    """The change made; files that stand already but are in no commit (a proof put there by hand) come with it."""
    named = {place.inside(root / path): path for path in changed.plan.files if changed.plan.files[path] is not None}
    named |= {place.inside(root / path): path for path in changed.new}
    if not manner.commit:
        wanted = {full: path for full, path in named.items() if path in changed.new}
    else:
        waiting = set(repo.untracked(place, list(named))) if changed.new else set()
        wanted = {full: path for full, path in named.items() if path in changed.new or full in waiting}
        _refuse_edited(place, [full for full, path in wanted.items() if path in changed.new or _is_record(path)])
    if not wanted:
        return changed
    old = {full: changed.old.get(path, changed.plan.files.get(path)) for full, path in wanted.items()}
    new = {full: changed.new.get(path, changed.plan.files.get(path)) for full, path in wanted.items()}
    message = _message(changed.plan, manner) if manner.commit else ""
    return changed._replace(commit=apply_and_commit(place, old, new, message, noted))


def _checked(root: Path, cache: Cache, today: date, plan: Planner) -> Changed:
    """The plan, its files that differ, and the findings it brings; refused when any of these is an error."""
    source = WorkingTree(root)
    loaded = load(source, cache)
    planned = plan(loaded, source)
    old = {path: _read(source, path) for path in planned.files}
    new = {path: content for path, content in planned.files.items() if content != old[path]}
    after = load(Overlay(source, new), cache.reading_only())
    before = {_name(finding) for finding in check(loaded, today).findings}
    brought = tuple(finding for finding in check(after, today).findings if _name(finding) not in before)
    errors = [finding for finding in brought if finding.severity is Severity.ERROR and not finding.excused]
    if errors:
        raise ChangeRefused(N_("The change would bring errors into the register; nothing was changed"), findings=errors)
    return Changed({path: old[path] for path in new}, new, "", brought, after, loaded, planned)


def _name(finding: Diagnostic) -> tuple[Any, ...]:
    return (finding.code, finding.file, finding.path, tuple(sorted(finding.params.items(), key=repr)))


def _refuse_edited(place: repo.Repo, paths: Sequence[str]) -> None:
    for status, path in repo.changed_paths(place, paths):
        if status == "??":
            raise ChangeRefused(
                N_("{file} has not been committed yet"),
                N_("Commit it first: git add {file}, then git commit"),
                file=path,
            )
        raise ChangeRefused(
            N_("{file} has edits that are not committed yet"),
            N_("Commit them first, or take them back with: git restore --staged --worktree {file}"),
            file=path,
        )


def _is_record(path: str) -> bool:
    return path.endswith(".yaml") and (path.partition("/")[0] in FOLDERS or "/" not in path)


def _read(source: WorkingTree, path: str) -> bytes | None:
    if linked(source.root, path):
        raise FileTrouble(N_("{file} lies behind a link, which may lead out of the register"), file=path)
    if not _is_record(path):
        return bytes_at(source.root / path)
    try:
        return source.read(path)
    except Unreadable as trouble:
        if trouble.reason == "missing":
            return None
        raise FileTrouble(N_("{file} cannot be read"), file=path) from None


def _message(planned: Plan, manner: Manner) -> str:
    """Subject, the user's words, trailers; line breaks and control characters never come from data."""
    subject = visible(" ".join(planned.subject.split()))[:200]
    words = "\n".join(visible(line).rstrip() for line in manner.words.strip().splitlines())
    trailers = "\n".join(f"{key}: {visible(' '.join(value.split()))}" for key, value in [*planned.trailers, MADE_BY])
    return "\n\n".join(part for part in (subject, words, trailers) if part) + "\n"
