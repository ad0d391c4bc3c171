"""Filters as people type them, checked against what the register and the vocabularies have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mou_tracker.analysis.filters import NO_PILLAR, Filters
from mou_tracker.analysis.listing import SORTS
from mou_tracker.analysis.survey import NO_PROGRESS
from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.fold import fold
from mou_tracker.model.register import Register
from mou_tracker.model.settings import SHIPPED_SCHEMES
from mou_tracker.model.vocabulary import AGREEMENT_KINDS, TERMS


def filters_from(
    session: Session,
    listing: str = "commitments",
    *,
    agreement: str = "",
    body: str = "",
    agency: str = "",
    side: str = "",
    pillar: str = "",
    thread: str = "",
    kind: str = "",
    state: str = "",
    progress: str = "",
    verdict: str = "",
    flag: str = "",
    is_open: bool = False,
) -> Filters:
    """The filters; several values stand between commas. A value that does not exist is a `UsageMistake`.

    Of which vocabulary kinds and states are depends on what is listed.
    """
    register = session.register
    return Filters(
        agreement=_ids("--agreement", agreement, register.agreements),
        body=_ids("--body", body, register.agencies),
        agency=_ids("--agency", agency, [*register.agencies, *register.posts]),
        side=_ids("--side", side, _sides(register)),
        pillar=_words(session, "--pillar", pillar, "pillar", _pillars(register)),
        thread=_ids("--thread", thread, register.settings.threads),
        kind=_kinds(session, kind, listing),
        state=_words(session, "--state", state, "meeting_status" if listing == "meetings" else "state"),
        progress=_words(session, "--progress", progress, "progress", (NO_PROGRESS,)),
        verdict=_words(session, "--verdict", verdict, "verdict"),
        flag=_words(session, "--flag", flag, "flag"),
        is_open=is_open,
    )


def _split(said: str) -> list[str]:
    return [part.strip() for part in said.replace("،", ",").split(",") if part.strip()]


def _ids(option: str, said: str, known: Iterable[str]) -> tuple[str, ...]:
    if not said:
        return ()
    choices = {fold(name): name for name in known}
    return tuple(choices.get(fold(part)) or _unknown(option, part, choices.values()) for part in _split(said))


def _words(session: Session, option: str, said: str, vocabulary: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Words of a vocabulary, as the files have them or as they are said in the reader's language."""
    if not said:
        return ()
    known = [*TERMS[vocabulary], *more]
    choices = {_key(session.words.term(vocabulary, word)): word for word in known} | {
        _key(word): word for word in known
    }
    return tuple(choices.get(_key(part)) or _unknown(option, part, known) for part in _split(said))


def _kinds(session: Session, said: str, listing: str) -> tuple[str, ...]:
    if not said or listing in _KINDS:
        return _words(session, "--kind", said, _KINDS.get(listing, ""))
    in_use = {card.kind for card in session.register.agreements.values()}
    more = [*sorted(in_use - {*AGREEMENT_KINDS}), "commitment", *TERMS["outcome_kind"]]
    return _words(session, "--kind", said, "agreement_kind", more)


_KINDS: Mapping[str, str] = {"meetings": "meeting_kind", "agencies": "agency_kind"}


def _key(word: str) -> str:
    return fold(word).replace("-", "_").replace(" ", "_")


def _sides(register: Register) -> list[str]:
    sides = {party.side for card in register.agreements.values() for party in card.parties}
    return sorted(sides | {card.country for card in register.agencies.values() if card.country})


def _pillars(register: Register) -> list[str]:
    schemes = {**SHIPPED_SCHEMES, **register.settings.pillars}
    codes = [code for scheme in schemes.values() for code in scheme]
    return [*codes, *(f"{name}/{code}" for name, scheme in schemes.items() for code in scheme), NO_PILLAR]


def _unknown(option: str, found: str, known: Iterable[str]) -> str:
    from mou_tracker.rules.nearest import nearest

    choices = list(known)
    near = nearest(found, choices)
    if near:
        hint = N_("Did you mean {near}?")
    else:
        hint = (
            N_("There are: {known}")
            if 0 < len(choices) <= MOST_NAMED
            else N_("What there is: mou list, mou search TEXT")
        )
    raise UsageMistake(
        N_("{option} has no value {found}"), hint, option=option, found=found, near=near, known=", ".join(choices)
    )


MOST_NAMED = 20
"""How many values are named when none of them is near."""

LISTINGS = ("agreements", "commitments", "meetings", "agencies")


def listing_of(said: str) -> str:
    """Which list is meant; one record is as good as many (`agreement`)."""
    known = {name: name for name in LISTINGS} | {"agreement": "agreements", "commitment": "commitments"}
    known |= {"meeting": "meetings", "agency": "agencies"}
    return known.get(said.lower()) or _unknown("WHAT", said, LISTINGS)


def sort_of(said: str) -> str:
    """The order asked for."""
    return said if said in SORTS else _unknown("--sort", said, SORTS)
