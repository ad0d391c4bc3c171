"""The life of one record: every recorded change of it, through changes of its name, with who recorded it and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mou_tracker.actions.ask import find, record_data
from mou_tracker.actions.difference import changes_between
from mou_tracker.actions.states import filed, place_in, titled, unread
from mou_tracker.analysis.changes import Change, Life, Lived, concerning
from mou_tracker.analysis.compare import Filed, compare_file
from mou_tracker.analysis.instruments import title_of
from mou_tracker.errors import UsageMistake
from mou_tracker.history.blobs import Blobs
from mou_tracker.history.log import RENAMED, Recorded, Touched, commits
from mou_tracker.history.moments import history_of
from mou_tracker.history.snapshot import Commit
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.register import Register
from mou_tracker.rules.nearest import nearest
from mou_tracker.store.source import AGENCIES, FOLDERS, SETTINGS, Unreadable, WorkingTree

_FILES = (*FOLDERS, AGENCIES, SETTINGS)


class _Side(NamedTuple):
    path: str
    ident: str


_Pair = tuple[_Side, _Side]


def life(root: Path, register: Register, ref: str, field: str, today: date) -> Life:
    """What happened to `ref`, or to its `field`, the oldest first; what is not committed yet comes last, of `today`.

    UsageMistake when there is no such record and never was one; HistoryTrouble when there is no history.
    """
    history = history_of(root)
    unrecorded = changes_between(Commit(root, "HEAD"), WorkingTree(root))
    log = commits(history, _FILES)
    steps = list(_steps(log, Blobs(history.top, _order(log)), _earlier({ref}, unrecorded), field))[::-1]
    if mine := _of(ref, unrecorded, field):
        steps.append(Lived("", today.isoformat(), "", "", "", tuple(mine)))
    if not steps and not (register.kinds_of(ref) or ref == SETTINGS):
        find(register, ref)
    if field:
        _refuse_unknown(register, root, ref, field, steps)
    told = tuple(step._replace(changes=tuple(titled(step.changes, register))) for step in steps)
    named = title_of(register, ref) or next(
        (one.title for step in told[::-1] for one in step.changes if one.record == ref), None
    )
    return Life(ref, field, named, told)


def _refuse_unknown(register: Register, root: Path, ref: str, field: str, steps: Sequence[Lived]) -> None:
    """A field that the record neither has nor had is a slip of the pen."""
    known = record_data(WorkingTree(root), register, ref) if register.find(ref) else {}
    names = list(
        dict.fromkeys([*known, *(one.field.partition(".")[0] for step in steps for one in step.changes if one.field)])
    )
    name = field.partition(".")[0]
    if name not in names:
        near = nearest(name, names)
        raise UsageMistake(
            N_("{ref} has no field {field}"),
            N_("Did you mean {near}?") if near else N_("There are: {known}"),
            ref=ref,
            field=field,
            near=near,
            known=", ".join(names),
        )


def _steps(log: Sequence[Recorded], blobs: Blobs, refs: set[str], field: str) -> Iterator[Lived]:
    """The newest first. What a record is called is followed from each commit to its parents."""
    called: dict[str, set[str]] = {log[0].id: refs} if log else {}
    for commit in log:
        mine = called.pop(commit.id, refs)
        sides = [_changes(commit, place, blobs, mine) for place in range(max(1, len(commit.parents)))]
        for parent, changes in zip(commit.parents, sides, strict=False):
            called.setdefault(parent, set()).update(_earlier(mine, changes, commit.trailers.get(RENAMED, ())))
        told = [change for change in sides[0] if all(_is_among(change, side) for side in sides[1:])]
        if found := [change for ref in sorted(mine) for change in _of(ref, told, field)]:
            yield Lived(commit.id, commit.day, commit.instant, commit.author, commit.subject, tuple(found))


def _of(ref: str, changes: Sequence[Change], field: str) -> list[Change]:
    """The changes of a record, and the one by which it got another name."""
    gone = [change for change in changes if change.kind == "renamed" and f"{ref}/".startswith(f"{change.before}/")]
    found = concerning(changes, ref, field)
    return [*found, *(change for change in gone if change not in found)]


def _is_among(change: Change, others: Iterable[Change]) -> bool:
    """True when another parent's side changed to the same: then a merge made it, not one of its branches."""
    return any((one.record, one.field, one.after) == (change.record, change.field, change.after) for one in others)


def _earlier(refs: Iterable[str], changes: Iterable[Change], trailers: Iterable[str] = ()) -> set[str]:
    """What the records were called before these changes."""
    names = {change.record: change.before for change in changes if change.kind == "renamed"}
    names |= {new: old for old, _, new in (trailer.partition(" ") for trailer in trailers) if new}
    return {_before(ref, names) for ref in refs}


def _before(ref: str, names: dict[str, str]) -> str:
    if ref in names:
        return names[ref]
    owner, slash, rest = ref.rpartition("/")
    return f"{_before(owner, names)}/{rest}" if slash else ref


def _changes(commit: Recorded, place: int, blobs: Blobs, refs: set[str]) -> list[Change]:
    """What a commit changed against one of its parents, of these records."""
    found: list[Change] = []
    for pair in _pairs(commit, place):
        mention = _mention(pair, refs)
        if mention is not None:
            old, new = (_filed(side, blobs, mention) for side in pair)
            found += compare_file(old, new)
    return found


def _mention(pair: _Pair, refs: set[str]) -> list[bytes] | None:
    """What a file must hold to tell of these records: nothing in particular when it is theirs; None when it never can.

    The file of agencies holds many records, and a meeting may follow up on items of other files.
    """
    if any(_ident(side) in _owners(ref) for side in pair for ref in refs):
        return []
    path = pair[1].path or pair[0].path
    if path == AGENCIES:
        return [ref.partition("/")[0].encode() for ref in refs]
    return [ref.encode() for ref in refs] if path.startswith("meetings/") else None


def _pairs(commit: Recorded, place: int) -> list[_Pair]:
    """The files a commit changed, as they were in a parent and as they are; renamed ones in one pair, as git or a trailer
    of the commit says.
    """
    pairs = [_pair(touched, place) for touched in commit.touched]
    for trailer in commit.trailers.get(RENAMED, ()):
        old, _, new = trailer.partition(" ")
        gone = next((one for one in pairs if not one[1].path and _ident(one[0]) == old), None)
        come = next((one for one in pairs if not one[0].path and _ident(one[1]) == new), None)
        if gone and come:
            pairs = [one for one in pairs if one not in (gone, come)] + [(gone[0], come[1])]
    return pairs


def _pair(touched: Touched, place: int) -> _Pair:
    before = touched.before[place] if place < len(touched.before) else ("", "")
    return _Side(*before), _Side(touched.path if touched.ident else "", touched.ident)


def _ident(side: _Side) -> str:
    found = place_in(side.path)
    return found.ident if found else ""


def _owners(ref: str) -> set[str]:
    """The ids of files that may hold a record: its own, and that of what it is a part of."""
    steps = ref.split("/")
    return {"/".join(steps[:count]) for count in range(1, len(steps) + 1)}


def _filed(side: _Side, blobs: Blobs, mention: Sequence[bytes]) -> Filed | None:
    """What a file held; None also when it mentions none of what is asked about."""
    if not side.path:
        return None
    try:
        content = blobs.read(side.ident)
    except Unreadable:
        return unread(side.path)
    return filed(side.path, content) if not mention or any(word in content for word in mention) else None


def _order(log: Sequence[Recorded]) -> list[str]:
    """The contents as they will be read, each once."""
    return list(
        dict.fromkeys(ident for commit in log for touched in commit.touched for ident in _idents(touched) if ident)
    )


def _idents(touched: Touched) -> Iterator[str]:
    yield from (ident for _, ident in touched.before)
    yield touched.ident
