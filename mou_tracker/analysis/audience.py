"""Who may read what: the register without the records that are not meant for an audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from mou_tracker.model.cards import AgreementCard, ItemCard, MeetingCard
from mou_tracker.model.register import Register

AUDIENCES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "internal": frozenset({"internal", "parties_only", "public"}),
        "parties": frozenset({"parties_only", "public"}),
        "public": frozenset({"public"}),
    }
)
"""Each audience with the classifications it may read."""

STRICTEST = ("internal", "parties_only", "public")
"""Classifications, the strictest first."""


def may_read(card: AgreementCard | MeetingCard, audience: str) -> bool:
    """True when the record is classified for that audience."""
    return card.classification in AUDIENCES[audience]


def for_audience(register: Register, audience: str) -> Register:
    """The register as if the records not meant for the audience did not exist: nothing that stays names them.

    Raises KeyError for an audience that is not in `AUDIENCES`.
    """
    if AUDIENCES[audience] >= set(STRICTEST):
        return register
    hidden = {card.id for card in _records(register) if not may_read(card, audience)}
    return replace(
        register,
        agreements={
            ident: _agreement(card, hidden) for ident, card in register.agreements.items() if ident not in hidden
        },
        meetings={ident: _meeting(card, hidden) for ident, card in register.meetings.items() if ident not in hidden},
        broken=frozenset(),
        twins=(),
    )


def strictest(register: Register, refs: Iterable[str]) -> str:
    """The strictest classification among these agreements and meetings; `public` when there are none."""
    found = {
        card.classification for ref in refs if (card := register.agreements.get(ref) or register.meetings.get(ref))
    }
    return next((word for word in STRICTEST if word in found), "public")


def _records(register: Register) -> Iterable[AgreementCard | MeetingCard]:
    return (*register.agreements.values(), *register.meetings.values())


def _names(ref: str, hidden: set[str]) -> bool:
    """True when the reference is of a hidden record or of something in it."""
    parts = ref.split("/")
    return any("/".join(parts[:size]) in hidden for size in range(1, len(parts) + 1))


def _agreement(card: AgreementCard, hidden: set[str]) -> AgreementCard:
    return card._replace(
        relations=tuple(one for one in card.relations if not _names(one.target, hidden)),
        items=tuple(_item(item, hidden) for item in card.items),
        refs=tuple(one for one in card.refs if not _names(one.target, hidden)),
    )


def _meeting(card: MeetingCard, hidden: set[str]) -> MeetingCard:
    return card._replace(
        agreements=tuple(ident for ident in card.agreements if ident not in hidden),
        follow_up=tuple(one for one in card.follow_up if not _names(one.item, hidden)),
        items=tuple(_item(item, hidden) for item in card.items),
        refs=tuple(one for one in card.refs if not _names(one.target, hidden)),
    )


def _item(item: ItemCard, hidden: set[str]) -> ItemCard:
    """What a hidden meeting fulfilled stays fulfilled, by an unknown one."""
    fulfilled = item.fulfilled_by and item.fulfilled_by in hidden
    return item._replace(
        fulfilled_by="unknown" if fulfilled else item.fulfilled_by,
        log=tuple(one._replace(meeting=None) if one.meeting in hidden else one for one in item.log),
    )
