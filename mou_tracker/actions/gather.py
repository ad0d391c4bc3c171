"""Everything about one record in one value: what is filed, what is derived, its parts, who names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mou_tracker.actions.ask import find, place_of, record_data
from mou_tracker.analysis.explain import derived
from mou_tracker.analysis.survey import Line, Survey, survey
from mou_tracker.model.cards import AgencyCard, AgreementCard, ItemCard, MeetingCard, PostCard, Ref, Text
from mou_tracker.model.register import Found, Register
from mou_tracker.render.record import Derived, Part, Shown
from mou_tracker.store.source import Source


def shown(source: Source, register: Register, ref: str, today: date) -> Shown:
    """The record of that reference on that day; UsageMistake when there is none."""
    card = find(register, ref)
    answers = derived(register, ref, today)
    return Shown(
        ref=ref,
        kind=_kind(register, card),
        file=place_of(register, ref)[0],
        derived=tuple(Derived(field, answer.value, answer.because, answer.facts) for field, answer in answers),
        parts=tuple(_parts(register, card, today)),
        named_by=tuple(_named_by(register, ref)),
        names=_names(register, card, ref),
        record=record_data(source, register, ref),
    )


def _kind(register: Register, card: Found) -> str:
    if isinstance(card, ItemCard):
        return "commitment" if card.ref in register.commitments else "outcome"
    return {AgreementCard: "agreement", MeetingCard: "meeting", AgencyCard: "agency", PostCard: "post"}[type(card)]


def _parts(register: Register, card: Found, today: date) -> Iterator[Part]:
    """Commitments of an agreement, outcomes of a meeting, meetings of a body and what an agency still has to do."""
    if isinstance(card, AgreementCard):
        yield from map(_part, _lines(survey(register, today, [card.id])))
    elif isinstance(card, MeetingCard):
        lines = {line.item.ref: line for line in survey(register, today, ()).outcomes}
        for item in card.items:
            line = lines.get(item.ref)
            yield _part(line) if line else Part(item.ref, item.kind, item.text, item.due, None, ())
    elif isinstance(card, AgencyCard):
        for meeting in register.meetings_of(card.id):
            yield Part(meeting.id, "meeting", meeting.title, meeting.date, None, ())
        found = survey(register, today)
        lines_ = [*_lines(found), *found.outcomes]
        yield from (_part(line) for line in lines_ if line.is_open and _owns(card.id, line.item.owners))


def _lines(found: Survey) -> list[Line]:
    return [line for entry in found.entries for line in entry.lines]


def _owns(agency: str, owners: Iterable[str]) -> bool:
    return any(owner.partition("/")[0] == agency for owner in owners)


def _part(line: Line) -> Part:
    item = line.item
    return Part(item.ref, item.kind, item.text, item.due, line.progress, tuple(str(flag.value) for flag in line.flags))


def _refs(register: Register) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    for table in (register.agreements, register.meetings, register.agencies):
        yield from ((ident, card.refs) for ident, card in table.items())


def _named_by(register: Register, ref: str) -> list[str]:
    """The records that refer to `ref`, by id, without the one that holds it."""
    home = ref.rpartition("/")[0]
    return sorted(
        ident for ident, refs in _refs(register) if ident not in (ref, home) and any(one.target == ref for one in refs)
    )


def _names(register: Register, card: Found, ref: str) -> dict[str, Text]:
    """A name for every record, pillar and thread that the record's file names."""
    home = ref.rpartition("/")[0]
    holder = card if isinstance(card, AgreementCard | MeetingCard | AgencyCard) else register.find(home)
    refs = holder.refs if isinstance(holder, AgreementCard | MeetingCard | AgencyCard) else ()
    names = {one.target: _name(register, one) for one in refs}
    return {target: name for target, name in names.items() if name}


def _name(register: Register, ref: Ref) -> Text | None:
    if "pillar" in ref.kinds:
        pillar = register.settings.pillar(ref.target)
        return pillar.title if pillar else None
    if "thread" in ref.kinds:
        return register.settings.threads.get(ref.target)
    found = register.find(ref.target)
    if isinstance(found, AgencyCard):
        return found.name
    return found.text if isinstance(found, ItemCard) else found.title if found else None
