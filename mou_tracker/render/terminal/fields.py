"""What kind of value stands under the keys of a record: words of a vocabulary, references, prose."""

from __future__ import annotations

from collections.abc import Mapping

VOCABULARIES: Mapping[str, str] = {
    "addressee_groups": "addressee_group",
    "agencies.kind": "agency_kind",
    "agency.kind": "agency_kind",
    "agreement.kind": "agreement_kind",
    "attendance.role": "member_role",
    "authenticity": "authenticity",
    "bearing": "bearing",
    "capacity": "capacity",
    "changes.op": "amendment_op",
    "classification": "classification",
    "confidence": "confidence",
    "decision": "change_decision",
    "direction": "indicator_direction",
    "disposition": "disposition",
    "effect.mode": "effect_mode",
    "events.type": "event_type",
    "evidence.kind": "evidence_kind",
    "findings.kind": "finding_kind",
    "follow_up.disposition": "follow_up",
    "intent": "renewal_intent",
    "legal_character": "legal_character",
    "log.reason": "reason",
    "log.type": "log_type",
    "measure": "indicator_measure",
    "meeting.kind": "meeting_kind",
    "meeting.mode": "meeting_mode",
    "meeting.status": "meeting_status",
    "members.role": "member_role",
    "minutes.status": "minutes_status",
    "modality": "modality",
    "nature": "nature",
    "ongoing_activities": "ongoing_activities",
    "outcome.kind": "outcome_kind",
    "outcome.status": "outcome_status",
    "outcomes.kind": "outcome_kind",
    "outcomes.status": "outcome_status",
    "parties.role": "party_role",
    "post.role": "post_role",
    "posts.role": "post_role",
    "present": "presence",
    "presiding_as": "member_role",
    "progress": "progress",
    "relations.type": "relation_type",
    "renewal.kind": "renewal_kind",
    "signature.type": "signature_type",
    "source_class": "source_class",
    "sources.kind": "source_kind",
    "strength": "strength",
    "term.kind": "term_kind",
    "texts.status": "text_status",
    "verdict": "verdict",
    "what": "change_what",
}
"""The vocabulary of a key's words, by the key, or by what it stands under where that decides."""

REFERENCES = frozenset(
    {
        "actions",
        "agency",
        "agreements",
        "beneficiaries",
        "bodies",
        "body",
        "by",
        "contributors",
        "established_by",
        "fulfilled_by",
        "host",
        "instrument",
        "into",
        "item",
        "meeting",
        "on_behalf_of",
        "owners",
        "parent",
        "pillar",
        "pillars",
        "post",
        "refs",
        "represented_by",
        "responds_to",
        "successor_of",
        "target",
        "threads",
        "to",
        "vehicle",
    }
)
"""Keys that may name another record, a pillar or a thread."""

PROSE = frozenset(
    {
        "after",
        "before",
        "event",
        "honorific",
        "name",
        "note",
        "occasion",
        "person",
        "place",
        "publisher",
        "quote",
        "rationale",
        "reason",
        "text",
        "title",
    }
)
"""Keys with text for people."""


def vocabulary(under: str, key: str) -> str:
    """The vocabulary of the words under `key` of a record that stands under `under`; "" when there is none."""
    return VOCABULARIES.get(f"{under}.{key}") or VOCABULARIES.get(key, "")
