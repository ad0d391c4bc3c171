"""One card of plain facts per record: what lists, deadlines and cross-checks need, light enough for ten thousand.

A card holds only texts, numbers, None and tuples of them (and `{language: text}` mappings), so that it can be stored
and read back in one step. Dates are the partial dates of the register, as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mou_tracker.diagnostics import Path

Text = str | Mapping[str, str]
"""Text for people as the register has it: one string, or a mapping of language to string."""


class Ref(NamedTuple):
    """A reference found in a record: the kinds it may name, its target, and where it first stands."""

    kinds: tuple[str, ...]
    target: str
    path: Path


class LogFact(NamedTuple):
    """The bare facts of one log entry; `text` only of the newest."""

    date: str
    type: str
    progress: str | None
    percent: int | None
    evidence: int
    by: str
    reason: str | None
    text: Text | None
    meeting: str | None


class Verdict(NamedTuple):
    """The bare facts of one assessment."""

    date: str
    verdict: str
    by: str


class Change(NamedTuple):
    """The bare facts of one change request."""

    date: str
    what: str
    before: str | None
    after: str | None
    decision: str


class Schedule(NamedTuple):
    """A reporting duty: every so often from a day, late after a grace, to whom."""

    every: str
    start: str | None
    grace: str
    to: str | None
    until: str | None


class Step(NamedTuple):
    """A milestone or deliverable with its day."""

    id: str
    text: Text
    due: str | None
    done: str | None


class ItemCard(NamedTuple):
    """A commitment, or an outcome of a meeting; `ref` is its full reference, `path` its place in its file."""

    ref: str
    path: Path
    kind: str
    text: Text
    nature: str
    status: str | None
    disposition: str | None
    owners: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    pillars: tuple[str, ...]
    threads: tuple[str, ...]
    start: str | None
    due: str | None
    original_due: str | None
    every: str | None
    until: str | None
    edition: int | None
    fulfilled_by: str | None
    log: tuple[LogFact, ...]
    assessments: tuple[Verdict, ...]
    changes: tuple[Change, ...]
    reports: Schedule | None
    steps: tuple[Step, ...]


class PartyFact(NamedTuple):
    """A party and whether its side has signed, and when."""

    agency: str
    side: str
    role: str
    signed: str | None


class EventFact(NamedTuple):
    """Something that happened to an instrument."""

    type: str
    date: str
    by: str | None
    until: str | None


class RelationFact(NamedTuple):
    """A tie to another record."""

    type: str
    target: str


class AmendmentFact(NamedTuple):
    """An amendment: when, and which targets it changes."""

    date: str
    effect_date: str | None
    targets: tuple[str, ...]


class AgreementCard(NamedTuple):
    """The facts of one instrument; `periods` of term, renewal and notice are ISO 8601 durations."""

    id: str
    file: str
    kind: str
    title: Text
    legal_character: str
    classification: str
    parties: tuple[PartyFact, ...]
    signing_date: str | None
    effect_mode: str | None
    effect_date: str | None
    term_kind: str | None
    term_initial: str | None
    term_end: str | None
    renewal_kind: str | None
    renewal_period: str | None
    renewal_times: int | str | None
    renewal_intent: str
    notice_non_renewal: str | None
    notice_termination: str | None
    review: str | None
    events: tuple[EventFact, ...]
    relations: tuple[RelationFact, ...]
    amendments: tuple[AmendmentFact, ...]
    bodies: tuple[str, ...]
    pillars: tuple[str, ...]
    threads: tuple[str, ...]
    items: tuple[ItemCard, ...]
    refs: tuple[Ref, ...]
    effect_after: str | None = None


class AttendanceFact(NamedTuple):
    """Whether an agency was there."""

    agency: str
    present: str


class FollowUpFact(NamedTuple):
    """What a meeting did with an earlier item."""

    item: str
    disposition: str


class FindingFact(NamedTuple):
    """A finding of a review."""

    kind: str
    pillar: str | None
    year: int | None
    text: Text


class MeetingCard(NamedTuple):
    """The facts of one meeting; `id` is `body/stem`, `items` are all its outcomes, tracked or not."""

    id: str
    file: str
    body: str
    kind: str
    status: str
    title: Text | None
    ordinal: int | None
    edition: int | None
    date: str | None
    end_date: str | None
    place: Text | None
    host: str | None
    chair: str | None
    classification: str
    agreements: tuple[str, ...]
    attendance: tuple[AttendanceFact, ...]
    items: tuple[ItemCard, ...]
    follow_up: tuple[FollowUpFact, ...]
    follow_up_promised: bool
    findings: tuple[FindingFact, ...]
    minutes: str | None
    next: str | None
    pillars: tuple[str, ...]
    threads: tuple[str, ...]
    refs: tuple[Ref, ...]


class HolderFact(NamedTuple):
    """A person in a post from a day to a day."""

    name: Text
    start: str
    to: str | None
    acting: bool


class PostCard(NamedTuple):
    """A post with its holders, as listed."""

    ref: str
    title: Text
    role: str | None
    holders: tuple[HolderFact, ...]


class MemberFact(NamedTuple):
    """An agency in a body."""

    agency: str
    role: str
    start: str | None
    to: str | None


class AgencyCard(NamedTuple):
    """The facts of one agency or body."""

    id: str
    file: str
    kind: str
    name: Text
    aliases: tuple[str, ...]
    country: str | None
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    members: tuple[MemberFact, ...]
    cadence: str | None
    hosts: tuple[tuple[int, str], ...]
    posts: tuple[PostCard, ...]
    refs: tuple[Ref, ...]


Card = AgreementCard | MeetingCard | AgencyCard


def without_texts(card: Card) -> Card:
    """The card without the words of its items and of their logs: all that a check across records needs."""
    if isinstance(card, AgencyCard):
        return card
    return card._replace(items=tuple(map(_wordless, card.items)))


def _wordless(item: ItemCard) -> ItemCard:
    if not any(entry.text for entry in item.log):
        return item._replace(text="")
    return item._replace(text="", log=tuple(entry._replace(text=None) for entry in item.log))
