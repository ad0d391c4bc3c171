"""Of which kind a change to a field is: progress, completion, slip, amendment, closing, correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mou_tracker.analysis.carry import CLOSING
from mou_tracker.analysis.changes import About, ChangeKind
from mou_tracker.model.dates import last_day

_NOT_TAKEN_UP = frozenset({"rejected", "withdrawn", "superseded", "noted", "not_applicable"})
_ENDED = frozenset({"terminated", "superseded", "abandoned", "withdrawn"})
_SET_BACK = frozenset({"suspended", "notice_given"})
_NOTES = frozenset(
    {"sources", "source", "exceptions", "note", "format", "hijri", "texts", "quote", "page", "from_press"}
)
"""What is noted beside the facts."""

_APPENDED = frozenset({"log", "assessments"})
"""Lists in which what stands is never changed: a change to what is there is a correction."""


_MEETINGS: Mapping[str, ChangeKind] = {"held": "progressed", "cancelled": "closed", "postponed": "slipped"}


def kind_of(about: About, path: tuple[str, ...], before: Any, after: Any) -> ChangeKind:
    """The kind of a change to the field at `path` of a record; an entry that came has no `before`, one that went no `after`."""
    field = path[0]
    if field in _APPENDED:
        return (
            _of_entry(field, after) if before is None and isinstance(after, Mapping) and len(path) == 1 else "corrected"
        )
    if field == "follow_up":
        return _of_follow_up(after)
    if field == "events":
        return _of_event(before, after) if len(path) == 1 else "corrected"
    if field in ("milestones", "deliverables") and path[-1] == "done" and before is None:
        return "progressed"
    if path[-1] == "due" or (path == ("date",) and about == "meeting"):
        return "slipped" if _is_later(before, after) else "amended"
    if field in ("status", "disposition", "fulfilled_by"):
        return _of_status(about, field, after)
    return "noted" if field in _NOTES or path[-1] in _NOTES else "amended"


def _of_entry(field: str, entry: Mapping[str, Any]) -> ChangeKind:
    if field == "assessments":
        return "assessed"
    if entry.get("type") == "correction":
        return "corrected"
    progress = entry.get("progress")
    if progress == "completed":
        return "completed"
    return "closed" if progress in ("cancelled", "superseded") else "progressed"


def _of_follow_up(after: Any) -> ChangeKind:
    if not isinstance(after, Mapping):
        return "corrected"
    return "closed" if _is(after.get("disposition"), CLOSING) else "followed_up"


def _of_event(before: Any, after: Any) -> ChangeKind:
    if before is not None or not isinstance(after, Mapping):
        return "corrected"
    if _is(after.get("type"), _ENDED):
        return "closed"
    return "amended" if _is(after.get("type"), _SET_BACK) else "progressed"


def _of_status(about: About, field: str, after: Any) -> ChangeKind:
    if about == "meeting":
        return _MEETINGS.get(str(after), "amended")
    if field == "fulfilled_by":
        return "closed" if after else "corrected"
    return "closed" if _is(after, _NOT_TAKEN_UP) else "amended"


def _is(value: Any, words: frozenset[str]) -> bool:
    return isinstance(value, str) and value in words


def _is_later(before: Any, after: Any) -> bool:
    was, now = (last_day(day) if isinstance(day, str) else None for day in (before, after))
    return bool(was and now and now > was)
