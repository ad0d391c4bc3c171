"""An instrument: its parties, signatures, term, renewal, notice, texts, relations, events and commitments."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mou_tracker.model.base import (
    AgencyRef,
    AgreementRef,
    AnyRef,
    Count,
    DateText,
    DurationText,
    Excuse,
    FilePath,
    HijriText,
    Language,
    Line,
    LocalText,
    OwnerRef,
    PillarRef,
    Record,
    Sha256,
    Side,
    Source,
    SourceRef,
    ThreadRef,
    Url,
    Word,
)
from mou_tracker.model.commitment import Commitment
from mou_tracker.model.vocabulary import (
    AmendmentOp,
    Authenticity,
    Classification,
    EffectMode,
    EventType,
    LegalCharacter,
    OngoingActivities,
    PartyRole,
    RelationType,
    RenewalIntent,
    RenewalKind,
    SignatureType,
    TermKind,
    TextStatus,
)


class Signature(Record):
    """Who signed for a side, in what capacity, and when; the signatory need not be of the party."""

    by: OwnerRef | None = None
    name: LocalText | None = None
    honorific: LocalText | None = None
    capacity: Word | None = None
    date: DateText | None = None
    hijri: HijriText | None = None
    on_behalf_of: AgencyRef | None = None
    type: SignatureType = "definitive"
    source: SourceRef | None = None


class Party(Record):
    """An agency in an instrument; `side` groups the party, its implementers and its signatory."""

    agency: AgencyRef
    side: Side
    role: PartyRole = "party"
    signature: Signature | None = None
    source: SourceRef | None = None


class Signing(Record):
    """The act of signing: day, place, occasion."""

    date: DateText | None = None
    hijri: HijriText | None = None
    place: LocalText | None = None
    occasion: LocalText | None = None
    source: SourceRef | None = None


class Effect(Record):
    """How and when the instrument takes effect."""

    mode: EffectMode
    date: DateText | None = None
    hijri: HijriText | None = None
    after: DurationText | None = None
    source: SourceRef | None = None


class Term(Record):
    """How long it lasts; counted from the day of effect."""

    kind: TermKind
    initial: DurationText | None = None
    end: DateText | None = None
    hijri: HijriText | None = None
    event: LocalText | None = None
    source: SourceRef | None = None


class Renewal(Record):
    """Whether it renews, for how long, how often, and what is intended."""

    kind: RenewalKind
    period: DurationText | None = None
    times: Count | None = None
    intent: RenewalIntent = "undecided"
    source: SourceRef | None = None


class Notice(Record):
    """How long before the end, or before leaving, notice must be given."""

    non_renewal: DurationText | None = None
    termination: DurationText | None = None
    source: SourceRef | None = None


class Text(Record):
    """A text of the instrument in one language, with the hash of its file."""

    language: Language
    status: TextStatus
    file: FilePath | None = None
    sha256: Sha256 | None = None
    url: Url | None = None
    translated_from: Language | None = None
    note: LocalText | None = None
    source: SourceRef | None = None


class Relation(Record):
    """A tie to another record, stored on the newer one; the inverse is computed."""

    type: RelationType
    target: AnyRef
    note: LocalText | None = None
    source: SourceRef | None = None


class Event(Record):
    """Something that happened to the instrument; states are derived from these."""

    type: EventType
    date: DateText
    hijri: HijriText | None = None
    by: OwnerRef | None = None
    until: DateText | None = None
    text: LocalText | None = None
    source: SourceRef | None = None


class AmendmentChange(Record):
    """One change an amendment makes."""

    op: AmendmentOp
    target: Line
    before: LocalText | None = None
    after: LocalText | None = None


class Amendment(Record):
    """A change to the instrument agreed later."""

    date: DateText
    effect_date: DateText | None = None
    instrument: AgreementRef | None = None
    changes: list[AmendmentChange] = Field(default_factory=list)
    note: LocalText | None = None
    source: SourceRef | None = None


class Statement(Record):
    """What a post-holder publicly said about the instrument."""

    by: OwnerRef
    name: LocalText | None = None
    text: LocalText
    date: DateText | None = None
    source: SourceRef | None = None


class Agreement(Record):
    """One instrument with its commitments: one file under `agreements/`, named by its id."""

    format: Literal["mou/1"]
    kind: Word
    title: LocalText
    legal_character: LegalCharacter = "not_stated"
    parties: Annotated[list[Party], Field(min_length=1)]
    signing: Signing | None = None
    effect: Effect | None = None
    term: Term | None = None
    renewal: Renewal | None = None
    notice: Notice | None = None
    review: DurationText | None = None
    ongoing_activities: OngoingActivities = "not_stated"
    texts: list[Text] = Field(default_factory=list)
    authenticity: Authenticity = "not_stated"
    prevailing_language: Language | None = None
    relations: list[Relation] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    purposes: list[LocalText] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    commitments: list[Commitment] = Field(default_factory=list)
    amendments: list[Amendment] = Field(default_factory=list)
    bodies: list[AgencyRef] = Field(default_factory=list)
    pillars: list[PillarRef] = Field(default_factory=list)
    threads: list[ThreadRef] = Field(default_factory=list)
    classification: Classification = "internal"
    from_press: bool = False
    note: LocalText | None = None
    sources: list[Source] = Field(default_factory=list)
    exceptions: list[Excuse] = Field(default_factory=list)
