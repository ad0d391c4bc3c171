"""Choosing among the instruments and items of a register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import get_args

from mou_tracker.analysis.survey import Entry, Line, Survey, survey
from mou_tracker.model.cards import AgreementCard, ItemCard, MeetingCard
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import CorePillar

NO_PILLAR = "no_pillar"
"""Stands for the pillar of what names none, in filters and counts."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty field keeps all, several words in one field are alternatives, fields add up.

    `agreement` and `body` are ids. `agency` keeps what an agency owes and the instruments it is a party to, `side`
    likewise a side of an instrument, or the country of the owner. `pillar` is a code, `scheme/code` or core pillar,
    `kind` a kind of instrument or of item, `flag` and `state` words of those vocabularies, `is_open` open items only.
    """

    agreement: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    pillar: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    is_open: bool = False

    def any(self) -> bool:
        """True when something is chosen."""
        return any(getattr(self, field.name) for field in fields(self))

    def of_items(self) -> bool:
        """True when something is chosen that only items have."""
        return bool(self.progress or self.verdict or self.flag or self.is_open)


ALL = Filters()


def surveyed(register: Register, today: date, filters: Filters = ALL) -> Survey:
    """The survey of what the filters keep on `today`; where agreements are named, only those are computed."""
    return chosen(survey(register, today, filters.agreement or None), register, filters)


def chosen(found: Survey, register: Register, filters: Filters) -> Survey:
    """The part of a survey that the filters keep; an instrument stays for itself or for one of its items."""
    entries = list(chosen_entries(found.entries, register, filters))
    return found._replace(entries=entries, outcomes=chosen_outcomes(found.outcomes, register, filters))


def chosen_entries(entries: Iterable[Entry], register: Register, filters: Filters) -> Iterable[Entry]:
    """The instruments that the filters keep, with the commitments they keep, one after the other."""
    if not filters.any():
        return entries
    return (kept for entry in entries if (kept := _entry(entry, register, filters)))


def chosen_outcomes(outcomes: list[Line], register: Register, filters: Filters) -> list[Line]:
    """The outcomes that the filters keep; none have a state."""
    if not filters.any():
        return outcomes
    return [] if filters.state else [line for line in outcomes if _keeps_outcome(line, register, filters)]


def select(register: Register, filters: Filters, today: date) -> Register:
    """The register with the agreements, commitments and tracked outcomes that the filters keep on `today`.

    Agencies stay all; a meeting stays when one of its outcomes does, or when it is of a chosen body or agreement.
    """
    if not filters.any():
        return register
    kept = surveyed(register, today, filters)
    agreements = {
        entry.card.id: entry.card._replace(items=tuple(line.item for line in entry.lines)) for entry in kept.entries
    }
    items: dict[str, list[ItemCard]] = {}
    for line in kept.outcomes:
        items.setdefault(line.home.id, []).append(line.item)
    meetings = {
        card.id: card._replace(items=tuple(items.get(card.id, ())))
        for card in register.meetings.values()
        if card.id in items or _keeps_meeting(card, filters)
    }
    return replace(register, agreements=agreements, meetings=meetings)


def _keeps_meeting(card: MeetingCard, filters: Filters) -> bool:
    rest = replace(filters, body=(), agreement=())
    return not rest.any() and _of_meeting(card, filters)


def _of_meeting(card: MeetingCard, filters: Filters) -> bool:
    if filters.body and card.body not in filters.body:
        return False
    return not filters.agreement or not _apart(filters.agreement, card.agreements)


def _apart(wanted: tuple[str, ...], present: Iterable[str]) -> bool:
    """True when none of `wanted` is among `present`."""
    return not any(word in wanted for word in present)


def _entry(entry: Entry, register: Register, filters: Filters) -> Entry | None:
    card = entry.card
    if filters.agreement and card.id not in filters.agreement:
        return None
    if filters.state and entry.state.value not in filters.state:
        return None
    if filters.body and _apart(filters.body, card.bodies):
        return None
    lines = [line for line in entry.lines if _keeps_commitment(line, card, register, filters)]
    if lines or (not filters.of_items() and _keeps_card(card, register, filters)):
        return entry._replace(lines=lines)
    return None


def _keeps_card(card: AgreementCard, register: Register, filters: Filters) -> bool:
    return not (
        (filters.agency and _apart(filters.agency, (party.agency for party in card.parties)))
        or (filters.side and _apart(filters.side, (party.side for party in card.parties)))
        or (filters.thread and _apart(filters.thread, card.threads))
        or (filters.pillar and not _in_pillar(card.pillars, register, filters))
        or (filters.kind and card.kind not in filters.kind)
    )


def _keeps_commitment(line: Line, card: AgreementCard, register: Register, filters: Filters) -> bool:
    sides = {party.agency: party.side for party in card.parties} if filters.side else {}
    if filters.kind and line.item.kind not in filters.kind and card.kind not in filters.kind:
        return False
    if filters.thread and _apart(filters.thread, (*line.item.threads, *card.threads)):
        return False
    return _keeps_line(line, line.item.pillars or card.pillars, sides, register, filters)


def _keeps_outcome(line: Line, register: Register, filters: Filters) -> bool:
    home = line.home
    if not isinstance(home, MeetingCard) or not _of_meeting(home, filters):
        return False
    if filters.kind and line.item.kind not in filters.kind:
        return False
    if filters.thread and _apart(filters.thread, (*line.item.threads, *home.threads)):
        return False
    return _keeps_line(line, line.item.pillars or home.pillars, {}, register, filters)


def _keeps_line(
    line: Line, pillars: tuple[str, ...], sides: Mapping[str, str], register: Register, filters: Filters
) -> bool:
    if not _has_status(line, filters) or (filters.pillar and not _in_pillar(pillars, register, filters)):
        return False
    owners = {owner.partition("/")[0] for owner in line.item.owners}
    if filters.agency and _apart(filters.agency, (*owners, *line.item.owners)):
        return False
    return not filters.side or not _apart(filters.side, (_side(owner, sides, register) for owner in owners))


def _has_status(line: Line, filters: Filters) -> bool:
    return not (
        (filters.is_open and not line.is_open)
        or (filters.progress and line.progress not in filters.progress)
        or (filters.verdict and line.verdict not in filters.verdict)
        or (filters.flag and _apart(filters.flag, (str(answer.value) for answer in line.flags)))
    )


def _side(agency: str, sides: Mapping[str, str], register: Register) -> str:
    card = register.agencies.get(agency)
    return sides.get(agency) or (card.country if card else None) or ""


def core_of(pillars: tuple[str, ...], register: Register) -> str:
    """The core pillar of the first pillar named, which is the primary one; `NO_PILLAR` when there is none."""
    pillar = register.settings.pillar(pillars[0]) if pillars else None
    return pillar.core if pillar and pillar.core in get_args(CorePillar) else NO_PILLAR


def _in_pillar(pillars: tuple[str, ...], register: Register, filters: Filters) -> bool:
    names = {*pillars, *(ref.rpartition("/")[2] for ref in pillars), core_of(pillars, register)}
    names |= {pillar.core for ref in pillars if (pillar := register.settings.pillar(ref))}
    return not _apart(filters.pillar, names)
