"""Cards as literals: what a test does not name is empty."""

from __future__ import annotations

from typing import Any

from mou_tracker.model.cards import (
    AgencyCard,
    AgreementCard,
    EventFact,
    ItemCard,
    LogFact,
    MeetingCard,
    PartyFact,
    Verdict,
)
from mou_tracker.model.register import Register


def agreement(ident: str = "deal", **facts: Any) -> AgreementCard:
    """A memorandum between the sides BH and OM, nothing else stated; `signed` signs it on that day by both."""
    signed = facts.pop("signed", None)
    parties = (PartyFact("bh-lmra", "BH", "party", None), PartyFact("om-ncht", "OM", "party", None))
    empty: dict[str, Any] = {
        "id": ident,
        "file": f"agreements/{ident}.yaml",
        "kind": "memorandum_of_understanding",
        "title": {"ar": "مذكرة", "en": "Memorandum"},
        "legal_character": "not_stated",
        "classification": "internal",
        "parties": parties,
        "renewal_intent": "undecided",
        "signing_date": signed,
        **dict.fromkeys(("events", "relations", "amendments", "bodies", "pillars", "threads", "items", "refs"), ()),
    }
    return AgreementCard(**{**dict.fromkeys(AgreementCard._fields), **empty, **facts})


def item(ref: str = "deal/training", **facts: Any) -> ItemCard:
    """A commitment owned by an agency, nothing else stated."""
    empty: dict[str, Any] = {
        "ref": ref,
        "path": ("commitments", 0),
        "kind": "commitment",
        "text": {"ar": "تدريب", "en": "Training"},
        "nature": "not_stated",
        "owners": ("bh-lmra",),
        **dict.fromkeys(("beneficiaries", "pillars", "threads", "log", "assessments", "changes", "steps"), ()),
    }
    return ItemCard(**{**dict.fromkeys(ItemCard._fields), **empty, **facts})


def meeting(ident: str = "committee/1", **facts: Any) -> MeetingCard:
    """A held meeting of the body that its id names."""
    body, _, stem = ident.partition("/")
    empty: dict[str, Any] = {
        "id": ident,
        "file": f"meetings/{ident}.yaml",
        "body": body,
        "kind": "ordinary_session",
        "status": "held",
        "ordinal": int(stem) if stem.isdigit() else None,
        "classification": "internal",
        "follow_up_promised": False,
        **dict.fromkeys(
            ("agreements", "attendance", "items", "follow_up", "findings", "pillars", "threads", "refs"), ()
        ),
    }
    return MeetingCard(**{**dict.fromkeys(MeetingCard._fields), **empty, **facts})


def agency(ident: str, **facts: Any) -> AgencyCard:
    """An authority, its id for a name."""
    empty: dict[str, Any] = {
        "id": ident,
        "file": "agencies.yaml",
        "kind": "authority",
        "name": ident,
        **dict.fromkeys(("aliases", "members", "hosts", "posts", "refs"), ()),
    }
    return AgencyCard(**{**dict.fromkeys(AgencyCard._fields), **empty, **facts})


def event(kind: str, day: str, by: str | None = None, until: str | None = None) -> EventFact:
    """Something that happened."""
    return EventFact(kind, day, by, until)


def entry(day: str, progress: str | None = None, **facts: Any) -> LogFact:
    """A log entry, by default a status update."""
    defaults: dict[str, Any] = {"type": "status_update", "evidence": 0, "by": "bh-lmra"}
    return LogFact(**{**dict.fromkeys(LogFact._fields), **defaults, **facts, "date": day, "progress": progress})


def verdict(day: str, word: str) -> Verdict:
    """An assessment by the other side."""
    return Verdict(day, word, "om-ncht")


def register(*cards: AgreementCard | MeetingCard | AgencyCard, **facts: Any) -> Register:
    """A register of these cards."""
    return Register(
        agreements={card.id: card for card in cards if isinstance(card, AgreementCard)},
        meetings={card.id: card for card in cards if isinstance(card, MeetingCard)},
        agencies={card.id: card for card in cards if isinstance(card, AgencyCard)},
        **facts,
    )
