"""Who acts: agencies, bodies with their members, posts and the people who hold them over time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mou_tracker.model.base import (
    AgencyRef,
    AgreementRef,
    Country,
    DateText,
    DurationText,
    Excuse,
    Id,
    Line,
    LocalText,
    Person,
    PostRef,
    Record,
    Source,
    SourceRef,
)
from mou_tracker.model.vocabulary import AgencyKind, MemberRole, PostRole


class Holder(Person):
    """A person in a post from a day to a day (both inclusive), perhaps acting."""

    from_: DateText = Field(alias="from")
    to: DateText | None = None
    acting: bool = False
    note: LocalText | None = None
    source: SourceRef | None = None


class Post(Record):
    """An office that persons hold one after the other; responsibility binds to it."""

    title: LocalText
    role: PostRole | None = None
    holders: list[Holder] = Field(default_factory=list)
    note: LocalText | None = None
    source: SourceRef | None = None


class Validity(Record):
    """From when to when an agency exists."""

    from_: DateText | None = Field(default=None, alias="from")
    to: DateText | None = None


class Member(Record):
    """An agency in a body, with its role and time."""

    agency: AgencyRef
    role: MemberRole = "member"
    post: PostRef | None = None
    from_: DateText | None = Field(default=None, alias="from")
    to: DateText | None = None
    note: LocalText | None = None
    source: SourceRef | None = None


class Host(Record):
    """Who hosts which edition of a recurring event."""

    edition: Annotated[int, Field(ge=1)]
    agency: AgencyRef
    note: LocalText | None = None
    source: SourceRef | None = None


class Agency(Record):
    """A ministry, authority, committee, forum, organisation, centre or state."""

    name: LocalText
    kind: AgencyKind
    aliases: list[Line] = Field(default_factory=list)
    country: Country | None = None
    parent: AgencyRef | None = None
    established_by: AgreementRef | None = None
    valid: Validity | None = None
    successor_of: AgencyRef | None = None
    members: list[Member] = Field(default_factory=list)
    cadence: DurationText | None = None
    quorum: Annotated[int, Field(ge=1)] | None = None
    hosts: list[Host] = Field(default_factory=list)
    posts: dict[Id, Post] = Field(default_factory=dict)
    note: LocalText | None = None
    source: SourceRef | None = None
    sources: list[Source] = Field(default_factory=list)
    exceptions: list[Excuse] = Field(default_factory=list)


class AgencyFile(Record):
    """The file `agencies.yaml`."""

    format: Literal["mou/1"]
    agencies: dict[Id, Agency]
    sources: list[Source] = Field(default_factory=list)
    exceptions: list[Excuse] = Field(default_factory=list)
