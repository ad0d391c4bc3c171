"""What somebody must do: commitments, the log of their progress, assessments and change requests."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from mou_tracker.model.base import (
    AgencyRef,
    Code,
    DateText,
    DurationText,
    Excuse,
    FilePath,
    HijriText,
    Id,
    Line,
    LocalText,
    MeetingRef,
    Number,
    OwnerRef,
    PillarRef,
    Record,
    Sha256,
    SourceRef,
    ThreadRef,
    Url,
    Word,
    YesNo,
)
from mou_tracker.model.vocabulary import (
    Bearing,
    ChangeDecision,
    ChangeWhat,
    Confidence,
    Disposition,
    IndicatorDirection,
    IndicatorMeasure,
    LogType,
    Nature,
    Progress,
    SourceClass,
    Strength,
    Verdict,
)

Percent = Annotated[int, Field(ge=0, le=100)]


class Evidence(Record):
    """What proves (or contradicts) a claim: a file of the register with its hash, or an address."""

    kind: Word
    title: LocalText
    file: FilePath | None = None
    sha256: Sha256 | None = None
    url: Url | None = None
    date: DateText | None = None
    bearing: Bearing = "supports"
    note: LocalText | None = None


class LogEntry(Record):
    """One report of what happened: the owner's claim, not a verdict."""

    date: DateText
    by: OwnerRef
    type: LogType
    text: LocalText | None = None
    progress: Progress | None = None
    percent: Percent | None = None
    reason: Word | None = None
    measures: dict[Code, Number] = Field(default_factory=dict)
    evidence: list[Evidence] = Field(default_factory=list)
    meeting: MeetingRef | None = None
    period: DateText | None = None
    corrects: DateText | None = None
    hijri: HijriText | None = None
    source: SourceRef | None = None


class Assessment(Record):
    """The verdict of those who follow up; appended, never changed."""

    date: DateText
    by: OwnerRef
    verdict: Verdict
    meeting: MeetingRef | None = None
    confidence: Confidence | None = None
    rationale: LocalText | None = None
    evidence: list[Evidence] = Field(default_factory=list)
    source: SourceRef | None = None


class ChangeRequest(Record):
    """A request to change what was agreed; an approved one alone may move a due date."""

    date: DateText
    what: ChangeWhat
    from_: Line | None = Field(default=None, alias="from")
    to: Line | None = None
    reason: LocalText
    decision: ChangeDecision
    by: OwnerRef | None = None
    meeting: MeetingRef | None = None
    source: SourceRef | None = None


class Baseline(Record):
    """Where an indicator stood at the beginning."""

    date: DateText
    value: Number


class Target(Record):
    """What an indicator should reach, and by when."""

    by: DateText
    value: Number


class Indicator(Record):
    """A measure of progress; log entries give its values by its id."""

    id: Code
    title: LocalText
    measure: IndicatorMeasure = "count"
    unit: Line | None = None
    direction: IndicatorDirection = "higher_better"
    baseline: Baseline | None = None
    targets: list[Target] = Field(default_factory=list)
    source: SourceRef | None = None


class Milestone(Record):
    """A step on the way with its own day."""

    id: Code
    text: LocalText
    due: DateText | None = None
    done: DateText | None = None
    source: SourceRef | None = None


class Reporting(Record):
    """How often the owner reports, from when, to whom, and how late is still in time."""

    every: DurationText
    from_: DateText | None = Field(default=None, alias="from")
    grace: DurationText = "P0D"
    to: OwnerRef | None = None
    until: DateText | None = None


class Deliverable(Record):
    """A thing to be produced under a commitment: a guide, a standard, a plan."""

    id: Code
    text: LocalText
    owners: list[OwnerRef] = Field(default_factory=list)
    due: DateText | None = None
    done: DateText | None = None
    source: SourceRef | None = None


class Trackable(Record):
    """What commitments and tracked outcomes of meetings share."""

    is_outcome: ClassVar[bool] = False

    id: Id
    text: LocalText
    clause: Line | None = None
    quote: LocalText | None = None
    page: Annotated[int, Field(ge=1)] | None = None
    nature: Nature = "not_stated"
    strength: Strength | None = None
    modality: list[Word] = Field(default_factory=list)
    pillars: list[PillarRef] = Field(default_factory=list)
    threads: list[ThreadRef] = Field(default_factory=list)
    owners: list[OwnerRef] = Field(default_factory=list)
    beneficiaries: list[OwnerRef] = Field(default_factory=list)
    contributors: list[OwnerRef] = Field(default_factory=list)
    addressee_groups: list[Word] = Field(default_factory=list)
    vehicle: AgencyRef | None = None
    opt_in: YesNo | None = None
    start: DateText | None = None
    due: DateText | None = None
    original_due: DateText | None = None
    every: DurationText | None = None
    until: DateText | None = None
    indicators: list[Indicator] = Field(default_factory=list)
    milestones: list[Milestone] = Field(default_factory=list)
    deliverables: list[Deliverable] = Field(default_factory=list)
    reports: Reporting | None = None
    log: list[LogEntry] = Field(default_factory=list)
    assessments: list[Assessment] = Field(default_factory=list)
    change_requests: list[ChangeRequest] = Field(default_factory=list)
    disposition: Disposition | None = None
    note: LocalText | None = None
    source: SourceRef | None = None
    exceptions: list[Excuse] = Field(default_factory=list)


class Commitment(Trackable):
    """What a party undertook in an instrument."""

    source_class: SourceClass
