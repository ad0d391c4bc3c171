"""What happens to instruments and posts: events, and who holds a post from when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mou_tracker.actions.change import Plan, Planner
from mou_tracker.actions.draft import (
    Said,
    agreement_of,
    day_before,
    edited,
    entry,
    fitting,
    post_of,
    speech,
    trailers_of,
)
from mou_tracker.analysis.instruments import holder_on
from mou_tracker.diagnostics import Path
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.agency import Holder
from mou_tracker.model.agreement import Event
from mou_tracker.model.cards import PostCard
from mou_tracker.model.dates import first_day
from mou_tracker.render.recorded import Moved
from mou_tracker.store.edits import Append, Edit, Set
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import AGENCIES, WorkingTree


class Happened(NamedTuple):
    """An event of an instrument as it was given."""

    type: str
    date: str = ""
    by: str = ""
    until: str = ""
    text: Said = Said()


class Appointment(NamedTuple):
    """Who holds a post from when, as it was given."""

    name: Said
    start: str
    acting: bool = False
    honorific: Said = Said()


def event(ref: str, happened: Happened, today: date) -> Planner:
    """Plans a new entry at the end of an agreement's events."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        card = agreement_of(register, ref)
        given = entry(
            type=happened.type,
            date=happened.date or today.isoformat(),
            by=happened.by,
            until=happened.until,
            text=happened.text.text(register),
        )
        data = fitting(Event, given, card.file, ("events", len(card.events)))
        words = speech(register)
        subject = words(N_("Event of {ref}: {what}"), ref=ref, what=words.term("event_type", happened.type))
        content = edited(source, card.file, [Append(("events",), data)])
        return Plan({card.file: content}, subject, trailers_of(register, ref), ref)

    return plan


def appoint(ref: str, appointment: Appointment, today: date) -> Planner:
    """Plans a new holder of a post; who held it until then is given the day before as the last, unless one is stated."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        post = post_of(register, ref)
        agency, _, ident = ref.partition("/")
        path: Path = ("agencies", agency, "posts", ident, "holders")
        name = appointment.name.text(register)
        given = entry(
            name=name,
            honorific=appointment.honorific.text(register),
            from_=appointment.start,
            acting=appointment.acting or None,
        )
        data = fitting(Holder, given, AGENCIES, (*path, len(post.holders)))
        edits: list[Edit] = [*_closing(post, path, appointment.start), Append(path, data)]
        words = speech(register)
        subject = words(
            N_("{name} holds the post {ref} from {day}"), name=words.pick(name), ref=ref, day=appointment.start
        )
        before = holder_on(post, today)
        moved = [Moved("holder", before.name if before else None, name)]
        return Plan({AGENCIES: edited(source, AGENCIES, edits)}, subject, _trailers(ref), ref, moved)

    return plan


def _closing(post: PostCard, path: Path, start: str) -> Iterator[Edit]:
    """The end of those who hold the post still."""
    for index, holder in enumerate(post.holders):
        if holder.to:
            continue
        began, begins = first_day(holder.start), first_day(start)
        if began and begins and began >= begins:
            raise UsageMistake(
                N_("Who holds {ref} now does so from {before}, which is not before {after}"),
                N_("Look at it: mou show {ref}"),
                ref=post.ref,
                before=holder.start,
                after=start,
            )
        yield Set((*path, index, "to"), day_before(start))


def _trailers(ref: str) -> list[tuple[str, str]]:
    return [("Agency", ref.partition("/")[0]), ("Post", ref)]
