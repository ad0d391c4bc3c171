"""One instrument summed up for a brief: state, parties, term, what comes next, and its ties to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.deadlines import notice_ahead
from mou_tracker.analysis.review import review_of
from mou_tracker.analysis.spans import came
from mou_tracker.analysis.survey import Entry
from mou_tracker.model.cards import AgencyCard, AgreementCard, HolderFact, PostCard, Text
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register


class PartyRow(NamedTuple):
    """A party, its name as the register has it, and when its side signed."""

    agency: str
    name: Text | None
    side: str
    role: str
    signed: str | None


class Tie(NamedTuple):
    """A tie to another record; `inverse` when the other record states it."""

    type: str
    ref: str
    title: Text | None
    inverse: bool


class Instrument(NamedTuple):
    """An instrument on a day; `next` is its nearest day of consequence ahead (ISO) and why, or None and why not."""

    id: str
    title: Text
    kind: str
    legal_character: str
    state: Answer
    parties: tuple[PartyRow, ...]
    signed: str | None
    effect: Answer
    period: int | None
    start: str | None
    end: Answer
    renews: bool
    notice: Answer | None
    review: Answer | None
    next: Answer | None
    ties: tuple[Tie, ...]
    open: int
    overdue: int


def instrument(entry: Entry, register: Register) -> Instrument:
    """The summary of one instrument of a survey."""
    card, case, period = entry.card, entry.case, entry.case.period
    notice = notice_ahead(case)
    review = review_of(card, case.today, case.events, case.effect) if card.review else None
    end = Answer(period.end.isoformat() if period.end else None, period.because, period.facts)
    return Instrument(
        id=card.id,
        title=card.title,
        kind=card.kind,
        legal_character=card.legal_character,
        state=entry.state,
        parties=tuple(_parties(card, register)),
        signed=case.signing.day,
        effect=Answer(case.effect.day, case.effect.because, case.effect.facts),
        period=period.number,
        start=period.start.isoformat() if period.start else None,
        end=end,
        renews=period.renews,
        notice=notice[1] if notice else None,
        review=review,
        next=_nearest([notice[1] if notice else None, review, end], case.today),
        ties=tuple(_ties(card, register)),
        open=sum(line.is_open for line in entry.lines),
        overdue=sum(line.is_overdue for line in entry.lines),
    )


def _nearest(answers: list[Answer | None], today: date) -> Answer | None:
    ahead = [(day, answer) for answer in answers if answer and (day := _day(answer)) and day >= today]
    return min(ahead, key=lambda pair: pair[0])[1] if ahead else None


def _day(answer: Answer) -> date | None:
    return last_day(str(answer.value)) if answer.value else None


def _parties(card: AgreementCard, register: Register) -> Iterator[PartyRow]:
    for party in card.parties:
        agency = register.agencies.get(party.agency)
        yield PartyRow(party.agency, agency.name if agency else None, party.side, party.role, party.signed)


def _ties(card: AgreementCard, register: Register) -> Iterator[Tie]:
    for relation in card.relations:
        yield Tie(relation.type, relation.target, title_of(register, relation.target), inverse=False)
    for other in register.agreements.values():
        for relation in other.relations:
            if relation.target == card.id or relation.target.startswith(f"{card.id}/"):
                yield Tie(relation.type, other.id, other.title, inverse=True)


def title_of(register: Register, ref: str) -> Text | None:
    """The title, text or name of any record; None when there is none of that reference."""
    found = register.find(ref)
    for field in ("title", "text", "name"):
        if hasattr(found, field):
            text: Text | None = getattr(found, field)
            return text
    return None


class Contact(NamedTuple):
    """Who to speak to at an agency: a post, its title, and who holds it on the day, perhaps acting."""

    post: str
    title: Text
    holder: Text | None
    acting: bool


def contact(agency: AgencyCard | None, today: date) -> Contact | None:
    """The focal point of an agency, else its alternate, else its secretary; with the holder on `today` (inclusive)."""
    posts = {post.role: post for post in reversed(agency.posts)} if agency else {}
    post = next((posts[role] for role in ("focal_point", "alternate_focal_point", "secretary") if role in posts), None)
    if post is None:
        return None
    holder = holder_on(post, today)
    return Contact(post.ref, post.title, holder.name if holder else None, bool(holder and holder.acting))


def holder_on(post: PostCard, today: date) -> HolderFact | None:
    """Who holds a post on `today`, both days of a holder's time inclusive; of several the one listed last."""
    for holder in reversed(post.holders):
        until = last_day(holder.to)
        if came(holder.start, today) and not (until and until < today):
            return holder
    return None
