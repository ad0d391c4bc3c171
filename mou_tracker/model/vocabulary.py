"""The controlled vocabularies: every closed list is a Literal, every open one a tuple of known words."""

from __future__ import annotations

from typing import Literal, get_args

Known = Literal["not_stated", "unknown"]
"""`not_stated`: the source does not say. `unknown`: we looked and cannot tell."""

KNOWN = get_args(Known)

# Instruments
LegalCharacter = Literal["binding", "non_binding", "mixed", "unknown", "not_stated"]
PartyRole = Literal[
    "party",
    "participant",
    "implementing_entity",
    "coordinating_entity",
    "observer",
    "depositary",
    "host",
    "beneficiary",
    "secretariat",
]
SignatureType = Literal["definitive", "ad_referendum", "initials", "exchange", "not_stated", "unknown"]
EffectMode = Literal[
    "on_signature",
    "on_last_notification",
    "on_exchange_of_ratifications",
    "on_fixed_date",
    "after_period",
    "provisional_from_signature",
    "not_stated",
    "unknown",
]
TermKind = Literal["fixed", "until_date", "indefinite", "until_event", "not_stated", "unknown"]
RenewalKind = Literal["automatic", "by_agreement", "none", "not_stated", "unknown"]
RenewalIntent = Literal["undecided", "renew", "let_lapse", "renegotiate", "not_stated"]
OngoingActivities = Literal["continue", "cease", "as_agreed", "not_stated", "unknown"]
TextStatus = Literal["authentic", "official_translation", "unofficial_translation", "summary", "draft", "not_stated"]
Authenticity = Literal["equally_authentic", "prevailing", "single_language", "not_stated", "unknown"]
RelationType = Literal[
    "amends",
    "extends_term",
    "renews",
    "supersedes",
    "implements",
    "pursuant_to",
    "annex_of",
    "part_of",
    "successor_phase_of",
    "establishes",
    "consolidates",
    "corrects",
    "translation_of",
    "responds_to",
    "same_subject_as",
    "related_to",
]
EventType = Literal[
    "negotiation_opened",
    "text_agreed",
    "initialled",
    "approved_internally",
    "signed",
    "ratified",
    "notified",
    "provisionally_applied",
    "entered_into_effect",
    "registered",
    "published",
    "renewed",
    "extended",
    "review_held",
    "suspended",
    "resumed",
    "notice_given",
    "withdrawn",
    "terminated",
    "superseded",
    "abandoned",
]
Classification = Literal["public", "parties_only", "internal"]
SourceKind = Literal[
    "press", "official_gazette", "official_website", "instrument", "minutes", "letter", "report", "register", "other"
]

# Commitments
SourceClass = Literal["obligation", "undertaking", "recommendation", "decision", "pledge", "plan_objective"]
Strength = Literal["shall", "will", "endeavour", "encourage", "may", "recommended", "not_stated"]
Nature = Literal["one_off", "recurring", "continuing", "not_stated"]
Progress = Literal[
    "not_started", "in_preparation", "in_progress", "ongoing", "completed", "on_hold", "cancelled", "superseded"
]
LogType = Literal["status_update", "activity", "milestone", "obstacle", "no_activity", "report", "correction"]
Verdict = Literal[
    "not_assessed",
    "no_evidence",
    "not_implemented",
    "partially_implemented",
    "largely_implemented",
    "implemented",
    "regressed",
    "contrary",
]
Confidence = Literal["low", "medium", "high"]
Bearing = Literal["supports", "contradicts", "mixed", "context"]
Disposition = Literal["accepted", "partially_accepted", "noted", "rejected", "pending", "not_applicable"]
IndicatorMeasure = Literal["count", "percent", "amount", "ratio", "yes_no", "other"]
IndicatorDirection = Literal["higher_better", "lower_better", "not_stated"]
ChangeDecision = Literal["approved", "rejected", "pending"]
ChangeWhat = Literal["due", "text", "owners", "scope"]
AmendmentOp = Literal["add", "replace", "remove"]

# Agencies and meetings
AgencyKind = Literal[
    "ministry",
    "authority",
    "national_committee",
    "joint_committee",
    "forum",
    "working_group",
    "prosecution",
    "police",
    "international_organisation",
    "regional_organisation",
    "civil_society",
    "private_sector",
    "centre",
    "university",
    "state",
    "other",
]
MemberRole = Literal["chair", "vice_chair", "secretary", "rapporteur", "member", "observer", "invitee", "stakeholder"]
PostRole = Literal[
    "focal_point", "alternate_focal_point", "validator", "chair", "vice_chair", "secretary", "rapporteur", "lead"
]
MeetingKind = Literal[
    "ordinary_session",
    "extraordinary_session",
    "joint_committee_session",
    "follow_up",
    "bilateral_meeting",
    "technical",
    "forum_session",
    "seminar",
    "workshop",
    "written_procedure",
]
MeetingStatus = Literal["planned", "convened", "postponed", "cancelled", "held"]
MeetingMode = Literal["in_person", "virtual", "hybrid", "not_stated"]
Presence = Literal["yes", "no", "apologies", "represented_by", "not_stated"]
OutcomeKind = Literal[
    "decision",
    "recommendation",
    "action",
    "pledge",
    "proposal",
    "request",
    "affirmation",
    "commendation",
    "discussed",
    "noted",
]
TRACKED_OUTCOMES = frozenset({"decision", "recommendation", "action", "pledge", "proposal", "request"})
OutcomeStatus = Literal[
    "proposed", "adopted", "adopted_amended", "noted", "deferred", "rejected", "withdrawn", "superseded", "not_stated"
]
FollowUp = Literal["carried_over", "closed_implemented", "closed_not_implemented", "merged", "escalated", "reassigned"]
FindingKind = Literal["strength", "shortcoming", "opportunity", "risk"]
MinutesStatus = Literal["none", "draft", "circulated", "approved", "signed", "not_stated"]

# Derived: computed for a day, never stored
State = Literal[
    "superseded",
    "terminated",
    "expired",
    "suspended",
    "notice_given",
    "expiring",
    "in_effect",
    "provisional",
    "signed",
    "partly_signed",
    "negotiating",
    "abandoned",
    "undetermined",
]
Flag = Literal[
    "overdue",
    "due_soon",
    "report_due",
    "report_overdue",
    "dormant",
    "unassigned",
    "completed_without_evidence",
    "completed_unverified",
    "carried_over",
    "suspect",
]
CorePillar = Literal["prosecution", "protection", "prevention", "partnership", "capacity"]
RecordKind = Literal["agreement", "commitment", "meeting", "outcome", "agency", "post"]

# Open lists: these words are known and translated; others are allowed
AGREEMENT_KINDS = (
    "treaty",
    "convention",
    "agreement",
    "protocol",
    "memorandum_of_understanding",
    "memorandum_of_cooperation",
    "cooperation_protocol",
    "executive_programme",
    "joint_action_plan",
    "exchange_of_notes",
    "agreed_minutes",
    "joint_statement",
    "arrangement",
    "letter_of_intent",
    "interagency_agreement",
    "project_agreement",
    "amendment",
    "annex",
    "national_plan",
    "law",
    "decree",
    "other",
)
MODALITIES = (
    "exchange_of_expertise",
    "training_programme",
    "workshop",
    "specialised_programme",
    "study_research",
    "field_visit",
    "centre_access",
    "guidance_manual",
    "model_standards",
    "best_practice_guide",
    "referral_mechanism",
    "awareness",
    "joint_plan",
    "information_sharing",
    "legislation",
    "hosting",
    "diploma",
)
REASONS = (
    "awaiting_other_party",
    "awaiting_internal_approval",
    "legal_basis",
    "funding",
    "capacity",
    "no_focal_point",
    "technical",
    "overtaken_by_events",
    "priorities_changed",
    "other",
)
EVIDENCE_KINDS = (
    "signed_document",
    "official_letter",
    "minutes",
    "attendance_list",
    "training_report",
    "publication",
    "statistics",
    "legislation",
    "official_statement",
    "press",
    "photo",
    "document",
)
CAPACITIES = (
    "head_of_state",
    "head_of_government",
    "minister",
    "minister_of_foreign_affairs",
    "undersecretary",
    "ambassador",
    "chief_executive",
    "committee_chair",
    "regional_representative",
    "not_stated",
)
ADDRESSEE_GROUPS = (
    "all_participants",
    "source_states",
    "transit_states",
    "destination_states",
    "national_committees",
    "diplomatic_missions",
    "communities",
    "civil_society",
    "private_sector",
)

YAML_PROBLEMS = (
    "tab",
    "unclosed_quote",
    "bad_escape",
    "unclosed_bracket",
    "missing_comma",
    "colon_in_brackets",
    "stray_mark",
    "special_start",
    "colon_in_text",
    "mapping_here",
    "list_here",
    "question_mark",
    "missing_colon",
    "text_after_value",
    "bad_indent",
    "list_broken",
    "glued_comment",
    "block_header",
    "text_after_end",
    "other",
)

TERMS: dict[str, tuple[str, ...]] = {
    "known": get_args(Known),
    "agreement_kind": AGREEMENT_KINDS,
    "legal_character": get_args(LegalCharacter),
    "party_role": get_args(PartyRole),
    "signature_type": get_args(SignatureType),
    "capacity": CAPACITIES,
    "effect_mode": get_args(EffectMode),
    "term_kind": get_args(TermKind),
    "renewal_kind": get_args(RenewalKind),
    "renewal_intent": get_args(RenewalIntent),
    "ongoing_activities": get_args(OngoingActivities),
    "text_status": get_args(TextStatus),
    "authenticity": get_args(Authenticity),
    "relation_type": get_args(RelationType),
    "event_type": get_args(EventType),
    "classification": get_args(Classification),
    "source_kind": get_args(SourceKind),
    "source_class": get_args(SourceClass),
    "strength": get_args(Strength),
    "nature": get_args(Nature),
    "modality": MODALITIES,
    "progress": get_args(Progress),
    "log_type": get_args(LogType),
    "reason": REASONS,
    "verdict": get_args(Verdict),
    "confidence": get_args(Confidence),
    "evidence_kind": EVIDENCE_KINDS,
    "bearing": get_args(Bearing),
    "disposition": get_args(Disposition),
    "indicator_measure": get_args(IndicatorMeasure),
    "indicator_direction": get_args(IndicatorDirection),
    "change_decision": get_args(ChangeDecision),
    "change_what": get_args(ChangeWhat),
    "amendment_op": get_args(AmendmentOp),
    "agency_kind": get_args(AgencyKind),
    "member_role": get_args(MemberRole),
    "post_role": get_args(PostRole),
    "meeting_kind": get_args(MeetingKind),
    "meeting_status": get_args(MeetingStatus),
    "meeting_mode": get_args(MeetingMode),
    "presence": get_args(Presence),
    "outcome_kind": get_args(OutcomeKind),
    "outcome_status": get_args(OutcomeStatus),
    "follow_up": get_args(FollowUp),
    "finding_kind": get_args(FindingKind),
    "minutes_status": get_args(MinutesStatus),
    "addressee_group": ADDRESSEE_GROUPS,
    "state": get_args(State),
    "flag": get_args(Flag),
    "pillar": get_args(CorePillar),
    "record_kind": get_args(RecordKind),
    "severity": ("error", "warning", "info"),
    "type": ("text", "list", "mapping", "whole_number", "number", "true_false", "empty", "nothing"),
    "file_trouble": ("missing", "not_regular", "link", "denied"),
    "yaml_problem": YAML_PROBLEMS,
}
"""Every vocabulary by name, its words in order; the names are the contexts of the translations."""
