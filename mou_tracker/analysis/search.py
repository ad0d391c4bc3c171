"""Finding records by words, whatever the spelling: the best match of each record first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mou_tracker.diagnostics import Path
from mou_tracker.i18n.fold import fold, matcher, tokens
from mou_tracker.model.cards import AgencyCard, AgreementCard, ItemCard, MeetingCard, Text
from mou_tracker.model.register import Register

_BEFORE, _AFTER = 5, 11
"""How many words an excerpt shows before and after the first one found."""

EXACT, BEGINNING, TITLE, TEXT = range(4)
"""Ranks: the id itself, an id that begins so, words of the title or name, words of any other text."""


class Hit(NamedTuple):
    """A record found: its reference, kind and title, where the words stand in it, and an excerpt as it is written."""

    rank: int
    ref: str
    kind: str
    title: Text | None
    field: Path
    excerpt: str


class _Field(NamedTuple):
    rank: int
    path: Path
    text: Text | None


class _Record(NamedTuple):
    ref: str
    kind: str
    title: Text | None
    fields: Iterable[_Field]


def search(register: Register, query: str) -> list[Hit]:
    """Every record that answers `query`, one hit each at its best place, by rank, kind and reference.

    All words must be in one text, begun or whole; Arabic spellings and attached particles do not matter. An empty
    query finds nothing.
    """
    wanted = fold(query)
    if not tokens(query):
        return []
    found_in = matcher(query)
    hits = [hit for record in _records(register) if (hit := _best(record, wanted, query, found_in))]
    return sorted(hits, key=lambda hit: (hit.rank, hit.kind, hit.ref))


def _best(record: _Record, wanted: str, query: str, found_in: Callable[[str], bool]) -> Hit | None:
    if record.ref == wanted or record.ref.rpartition("/")[2] == wanted:
        return Hit(EXACT, record.ref, record.kind, record.title, ("id",), record.ref)
    if record.ref.startswith(wanted):
        return Hit(BEGINNING, record.ref, record.kind, record.title, ("id",), record.ref)
    for field in record.fields:
        for path, text in _said(field.path, field.text):
            if found_in(text):
                return Hit(field.rank, record.ref, record.kind, record.title, path, excerpt(text, query))
    return None


def excerpt(text: str, query: str) -> str:
    """The words of `text` around the first one that `query` names, with … where it was cut."""
    words = text.split()
    tests = [matcher(token) for token in tokens(query)]
    at = next((place for place, word in enumerate(words) if any(test(word) for test in tests)), 0)
    start, end = max(0, at - _BEFORE), at + _AFTER
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")


def _said(path: Path, text: Text | None) -> Iterator[tuple[Path, str]]:
    if isinstance(text, str):
        yield path, text
    elif text:
        for language, words in text.items():
            yield (*path, language), words


def _records(register: Register) -> Iterator[_Record]:
    for agreement in register.agreements.values():
        yield _Record(agreement.id, "agreement", agreement.title, _of_agreement(agreement))
        for item in agreement.items:
            yield _Record(item.ref, "commitment", item.text, _of_item(item))
    for meeting in register.meetings.values():
        yield _Record(meeting.id, "meeting", meeting.title, _of_meeting(meeting))
        for item in meeting.items:
            yield _Record(item.ref, "outcome", item.text, _of_item(item))
    for agency in register.agencies.values():
        yield _Record(agency.id, "agency", agency.name, _of_agency(agency))
        for post in agency.posts:
            names = (_Field(TEXT, ("holders", place, "name"), holder.name) for place, holder in enumerate(post.holders))
            yield _Record(post.ref, "post", post.title, [_Field(TITLE, ("title",), post.title), *names])


def _of_agreement(card: AgreementCard) -> Iterator[_Field]:
    yield _Field(TITLE, ("title",), card.title)
    for place, party in enumerate(card.parties):
        yield _Field(TEXT, ("parties", place, "agency"), party.agency)


def _of_item(item: ItemCard) -> Iterator[_Field]:
    yield _Field(TITLE, ("text",), item.text)
    for place, entry in enumerate(item.log):
        yield _Field(TEXT, ("log", place, "text"), entry.text)
    for step in item.steps:
        yield _Field(TEXT, ("milestones",), step.text)


def _of_meeting(card: MeetingCard) -> Iterator[_Field]:
    yield _Field(TITLE, ("title",), card.title)
    yield _Field(TEXT, ("place",), card.place)
    for place, found in enumerate(card.findings):
        yield _Field(TEXT, ("findings", place, "text"), found.text)


def _of_agency(card: AgencyCard) -> Iterator[_Field]:
    yield _Field(TITLE, ("name",), card.name)
    for place, alias in enumerate(card.aliases):
        yield _Field(TITLE, ("aliases", place), alias)
