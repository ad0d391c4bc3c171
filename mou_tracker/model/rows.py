"""Cards as plain rows and back: nothing but builtin types, so that thousands are stored and read in one step."""

from __future__ import annotations

from sys import intern
from typing import Any

from mou_tracker.model.cards import (
    AgencyCard,
    AgreementCard,
    AmendmentFact,
    AttendanceFact,
    Card,
    Change,
    EventFact,
    FindingFact,
    FollowUpFact,
    HolderFact,
    ItemCard,
    LogFact,
    MeetingCard,
    MemberFact,
    PartyFact,
    PostCard,
    Ref,
    RelationFact,
    Schedule,
    Step,
    Verdict,
)

Row = tuple[Any, ...]

SHORT = 40


def row_of(card: Card) -> Row:
    """The card as nested plain tuples, headed by its class's name."""
    return (type(card).__name__, _plain(card))


def card_of(row: Row) -> Card:
    """The card a row was made from."""
    card: Card = _BUILDERS[row[0]](row[1])
    return card


def _plain(value: Row) -> Row:
    """Short texts (ids, dates, words) are interned: stored once a row, and one object for all when read back."""
    row: list[Any] = []
    for entry in value:
        if entry.__class__ is str:
            row.append(intern(entry) if len(entry) <= SHORT else entry)
        else:
            row.append(_plain(entry) if entry and isinstance(entry, tuple) else entry)
    return tuple(row)


def _all(make: Any, rows: Row) -> Row:
    return tuple(map(make, rows)) if rows else ()


def _item(row: Row) -> ItemCard:
    item = ItemCard._make(row)
    if not (item.log or item.assessments or item.changes or item.reports or item.steps):
        return item
    return item._replace(
        log=_all(LogFact._make, item.log),
        assessments=_all(Verdict._make, item.assessments),
        changes=_all(Change._make, item.changes),
        reports=Schedule._make(item.reports) if item.reports else None,
        steps=_all(Step._make, item.steps),
    )


def _agreement(row: Row) -> AgreementCard:
    card = AgreementCard._make(row)
    return card._replace(
        parties=_all(PartyFact._make, card.parties),
        events=_all(EventFact._make, card.events),
        relations=_all(RelationFact._make, card.relations),
        amendments=_all(AmendmentFact._make, card.amendments),
        items=_all(_item, card.items),
        refs=_all(Ref._make, card.refs),
    )


def _meeting(row: Row) -> MeetingCard:
    card = MeetingCard._make(row)
    return card._replace(
        attendance=_all(AttendanceFact._make, card.attendance),
        items=_all(_item, card.items),
        follow_up=_all(FollowUpFact._make, card.follow_up),
        findings=_all(FindingFact._make, card.findings),
        refs=_all(Ref._make, card.refs),
    )


def _post(row: Row) -> PostCard:
    card = PostCard._make(row)
    return card._replace(holders=_all(HolderFact._make, card.holders))


def _agency(row: Row) -> AgencyCard:
    card = AgencyCard._make(row)
    return card._replace(
        members=_all(MemberFact._make, card.members),
        posts=_all(_post, card.posts),
        refs=_all(Ref._make, card.refs),
    )


_BUILDERS: dict[str, Any] = {"AgreementCard": _agreement, "MeetingCard": _meeting, "AgencyCard": _agency}
