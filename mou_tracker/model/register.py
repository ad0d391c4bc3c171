"""The register as one immutable value: its settings and a card per record, found by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mou_tracker.model.cards import AgencyCard, AgreementCard, Card, ItemCard, MeetingCard, PostCard, Text
from mou_tracker.model.settings import Settings

Found = AgreementCard | MeetingCard | AgencyCard | ItemCard | PostCard


@dataclass(frozen=True)
class Register:
    """Every record by id. `broken` holds the ids of records whose file could not be read, so that a reference to
    them is not reported a second time; `all_agencies_broken` says the same of the whole list of agencies. `twins` are
    agreements whose id another file already has: id, the file that stands, the file left out.
    """

    settings: Settings = field(default_factory=Settings)
    agencies: Mapping[str, AgencyCard] = field(default_factory=dict)
    agreements: Mapping[str, AgreementCard] = field(default_factory=dict)
    meetings: Mapping[str, MeetingCard] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    all_agencies_broken: bool = False
    twins: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def posts(self) -> Mapping[str, PostCard]:
        """Posts by `agency/post`."""
        return {post.ref: post for agency in self.agencies.values() for post in agency.posts}

    @cached_property
    def commitments(self) -> Mapping[str, ItemCard]:
        """Commitments by `agreement/commitment`."""
        return {item.ref: item for card in self.agreements.values() for item in card.items}

    @cached_property
    def outcomes(self) -> Mapping[str, ItemCard]:
        """Outcomes of meetings, tracked or not, by `body/meeting/outcome`."""
        return {item.ref: item for card in self.meetings.values() for item in card.items}

    def item(self, ref: str) -> ItemCard | None:
        """The commitment or outcome of that reference."""
        return self.commitments.get(ref) or self.outcomes.get(ref)

    def kinds_of(self, ref: str) -> frozenset[str]:
        """Every kind of record that has this reference (a post and a commitment may share one)."""
        tables: tuple[tuple[str, Mapping[str, object]], ...] = (
            ("agreement", self.agreements),
            ("agency", self.agencies),
            ("commitment", self.commitments),
            ("meeting", self.meetings),
            ("post", self.posts),
            ("outcome", self.outcomes),
            ("thread", self.settings.threads),
        )
        return frozenset(kind for kind, table in tables if ref in table)

    def find(self, ref: str) -> Found | None:
        """The card of that reference: agreement, meeting, commitment, outcome, agency, then post."""
        for table in (self.agreements, self.meetings, self.commitments, self.outcomes, self.agencies, self.posts):
            if ref in table:
                return table[ref]
        return None

    def meetings_of(self, body: str) -> list[MeetingCard]:
        """The meetings of a body in their order: by ordinal or edition, then date."""
        return sorted((card for card in self.meetings.values() if card.body == body), key=meeting_order)

    def titles(self) -> Iterator[tuple[str, str, Text | None]]:
        """Every reference with its kind and title, threads last."""
        for table in (self.agreements, self.meetings, self.agencies):
            for card in table.values():
                yield from titles(card)
        for thread, title in self.settings.threads.items():
            yield thread, "thread", title


def titles(card: Card) -> Iterator[tuple[str, str, Text | None]]:
    """Every reference on a card with its kind and title, for completion and search."""
    if isinstance(card, AgencyCard):
        yield card.id, "agency", card.name
        for post in card.posts:
            yield post.ref, "post", post.title
        return
    is_agreement = isinstance(card, AgreementCard)
    yield card.id, "agreement" if is_agreement else "meeting", card.title
    for item in card.items:
        yield item.ref, "commitment" if is_agreement else "outcome", item.text


def meeting_order(card: MeetingCard) -> tuple[int, str, str]:
    """Sort key of the meetings of one body."""
    return (card.ordinal or card.edition or 0, card.date or "", card.id)
