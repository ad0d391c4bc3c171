"""A meeting of a body: who came, what was decided, what became of earlier items."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mou_tracker.model.base import (
    AgencyRef,
    AgreementRef,
    AnyRef,
    Code,
    DateText,
    Excuse,
    FilePath,
    HijriText,
    ItemRef,
    LocalText,
    MeetingRef,
    OwnerRef,
    PillarRef,
    PostRef,
    Record,
    Sha256,
    Source,
    SourceRef,
    ThreadRef,
    Url,
)
from mou_tracker.model.commitment import Trackable
from mou_tracker.model.vocabulary import (
    Classification,
    FindingKind,
    FollowUp,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    MemberRole,
    MinutesStatus,
    OutcomeKind,
    OutcomeStatus,
    Presence,
)


class Chair(Record):
    """Who presided: a post, or a person, perhaps acting, and as what."""

    post: PostRef | None = None
    person: LocalText | None = None
    honorific: LocalText | None = None
    acting: bool = False
    presiding_as: MemberRole | None = None
    source: SourceRef | None = None


class Attendance(Record):
    """Presence of an agency, with the person and post where known."""

    agency: AgencyRef
    person: LocalText | None = None
    honorific: LocalText | None = None
    post: PostRef | None = None
    role: MemberRole | None = None
    present: Presence = "yes"
    represented_by: AgencyRef | None = None
    note: LocalText | None = None
    source: SourceRef | None = None


class AgendaItem(Record):
    """A point of the agenda and the records it is about."""

    item: Code
    text: LocalText
    refs: list[AnyRef] = Field(default_factory=list)
    source: SourceRef | None = None


class Outcome(Trackable):
    """What a meeting brought out; decisions, recommendations, actions, pledges, proposals and requests are tracked."""

    is_outcome: ClassVar[bool] = True

    kind: OutcomeKind
    status: OutcomeStatus = "adopted"
    edition: Annotated[int, Field(ge=1)] | None = None
    fulfilled_by: MeetingRef | None = None
    responds_to: list[ItemRef] = Field(default_factory=list)


class FollowUpEntry(Record):
    """What a meeting did with an item of an earlier one."""

    item: ItemRef
    disposition: FollowUp
    into: ItemRef | None = None
    to: OwnerRef | None = None
    note: LocalText | None = None
    source: SourceRef | None = None


class MeetingFinding(Record):
    """A strength or shortcoming a review of years found, by pillar and year."""

    kind: FindingKind
    text: LocalText
    pillar: PillarRef | None = None
    year: Annotated[int, Field(ge=1700, le=2200)] | None = None
    actions: list[ItemRef] = Field(default_factory=list)
    source: SourceRef | None = None


class Minutes(Record):
    """The minutes and where they stand."""

    status: MinutesStatus
    file: FilePath | None = None
    sha256: Sha256 | None = None
    url: Url | None = None


class ReviewPeriod(Record):
    """The years a review looks back on, both inclusive."""

    from_: DateText = Field(alias="from")
    to: DateText


class Meeting(Record):
    """One session, edition or follow-up meeting: a file under `meetings/<body>/`."""

    format: Literal["mou/1"]
    body: AgencyRef
    kind: MeetingKind
    status: MeetingStatus
    title: LocalText | None = None
    ordinal: Annotated[int, Field(ge=1)] | None = None
    edition: Annotated[int, Field(ge=1)] | None = None
    date: DateText | None = None
    end_date: DateText | None = None
    hijri: HijriText | None = None
    mode: MeetingMode = "not_stated"
    place: LocalText | None = None
    host: AgencyRef | None = None
    chair: Chair | None = None
    attendance: list[Attendance] = Field(default_factory=list)
    agenda: list[AgendaItem] = Field(default_factory=list)
    agreements: list[AgreementRef] = Field(default_factory=list)
    review: ReviewPeriod | None = None
    outcomes: list[Outcome] = Field(default_factory=list)
    follow_up: list[FollowUpEntry] = Field(default_factory=list)
    follow_up_promised: bool = False
    findings: list[MeetingFinding] = Field(default_factory=list)
    minutes: Minutes | None = None
    next: DateText | None = None
    pillars: list[PillarRef] = Field(default_factory=list)
    threads: list[ThreadRef] = Field(default_factory=list)
    classification: Classification = "internal"
    from_press: bool = False
    note: LocalText | None = None
    sources: list[Source] = Field(default_factory=list)
    exceptions: list[Excuse] = Field(default_factory=list)
