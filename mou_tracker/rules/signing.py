"""MOU3xx, signing: who signed, for whom and when, and what an instrument may say of itself once signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Path
from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.settings import Settings
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import WARNING, Finding, Rule, at
from mou_tracker.rules.certain import surely_before, to_come

if TYPE_CHECKING:
    from mou_tracker.model.agreement import Agreement, Party

_AT_ONE_SIGNING = ("definitive", "ad_referendum")
"""Signatures given at the signing itself; initials come before it, an exchange has a day for each side."""

_SIGNING_ROLES = ("party", "participant")


def _signing_date(record: Agreement) -> str | None:
    return record.signing.date if record.signing else None


def _signed_after_effect(record: Agreement) -> Iterable[Finding]:
    effect = record.effect.date if record.effect else None
    if effect is None:
        return ()
    signed = [_signing_date(record), *(party.signature.date for party in record.parties if party.signature)]
    late = next((day for day in signed if surely_before(effect, day)), None)
    return (at("effect", "date", date=effect, signed=late),) if late else ()


def _two_signing_dates(record: Agreement) -> Iterator[Finding]:
    day = _signing_date(record)
    for index, party in enumerate(record.parties):
        own = party.signature.date if party.signature and party.signature.type in _AT_ONE_SIGNING else None
        if own and day and (surely_before(own, day) or surely_before(day, own)):
            yield at("parties", index, "signature", "date", date=own, signed=day)


def _signed_for_another(record: Agreement) -> Iterator[Finding]:
    for index, party in enumerate(record.parties):
        agency = party.signature.on_behalf_of if party.signature else None
        if agency and agency not in KNOWN and agency not in _agencies_of(record, party.side):
            yield at("parties", index, "signature", "on_behalf_of", agency=agency, side=party.side)


def _agencies_of(record: Agreement, side: str) -> set[str]:
    return {party.agency for party in record.parties if party.side == side}


def _ratified_without_force(record: Agreement) -> Iterator[Finding]:
    if record.legal_character != "non_binding":
        return
    for index, event in enumerate(record.events):
        if event.type == "ratified":
            yield at("events", index, "type", event="ratified")
    if record.effect and record.effect.mode == "on_exchange_of_ratifications":
        yield at("effect", "mode", event="ratified")


def _unsigned_side(record: Agreement) -> Iterator[Finding]:
    """The first entry of each side without a signature, where others have signed and the instrument is in use.

    A date of signing of the instrument speaks for all its sides.
    """
    signers = [(index, party) for index, party in enumerate(record.parties) if party.role in _SIGNING_ROLES]
    signed = {party.side for party in record.parties if party.signature}
    if not signed or _signing_date(record) is not None or not _in_use(record):
        return
    for side, index in _first_of_sides(signers).items():
        if side not in signed:
            yield at("parties", index, side=side)


def _first_of_sides(signers: Iterable[tuple[int, Party]]) -> dict[str, int]:
    first: dict[str, int] = {}
    for index, party in signers:
        first.setdefault(party.side, index)
    return first


def _in_use(record: Agreement) -> bool:
    effect = record.effect.date if record.effect else None
    return first_day(effect) is not None or any(event.type == "entered_into_effect" for event in record.events)


def _signed_in_future(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterator[Finding]:
    if not isinstance(card, AgreementCard):
        return
    places: list[tuple[str | None, Path]] = [(card.signing_date, ("signing", "date"))]
    places += [(party.signed, ("parties", index, "signature", "date")) for index, party in enumerate(card.parties)]
    for day, path in places:
        if day and to_come(day, today):
            yield at(*path, date=day)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU301",
        scope="agreement",
        severity=WARNING,
        title="In effect before signed",
        message="The instrument takes effect on {date}, before its signature on {signed}",
        why="An instrument can reach back, but rarely does; far more often one of the two dates is wrong.",
        remedy="Compare both dates with the signed text; if it does reach back, record a justified exception.",
        sample="agreement",
        check=_signed_after_effect,
        bad="effect: {mode: on_fixed_date, date: 2025-01-01}\n",
        good="effect: {mode: on_fixed_date, date: 2025-02-01}\n",
    ),
    Rule(
        code="MOU315",
        scope="agreement",
        severity=WARNING,
        title="Two days of signing",
        message="This side is said to have signed on {date}, the instrument on {signed}",
        why="Where all sign together there is one day; what takes effect on signature is counted from the last one.",
        remedy="Correct the date; if each side signed on its own day, give the signature the type exchange.",
        sample="agreement",
        check=_two_signing_dates,
        bad="parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-05}}\n"
        "  - {agency: om-council, side: OM, signature: {date: 2025-01-15}}\n",
        good="parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-05, type: exchange}}\n"
        "  - {agency: om-council, side: OM, signature: {date: 2025-01-15, type: exchange}}\n",
    ),
    Rule(
        code="MOU316",
        scope="agreement",
        severity=WARNING,
        title="Signed for another side",
        message="The signature is on behalf of {agency}, which is no party of the side {side}",
        why="A signatory need not belong to the party, but signs for a party of the same side; else that party has not signed.",
        remedy="Name the party that was signed for, or correct the side.",
        sample="agreement",
        check=_signed_for_another,
        bad="parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-15, on_behalf_of: om-council}}\n"
        "  - {agency: om-council, side: OM, signature: {date: 2025-01-15}}\n",
        good="parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-15, on_behalf_of: bh-authority}}\n"
        "  - {agency: om-council, side: OM, signature: {date: 2025-01-15}}\n",
    ),
    Rule(
        code="MOU318",
        scope="agreement",
        severity=WARNING,
        title="Ratified, yet not binding",
        message="The event {event} belongs to a binding instrument, and this one is recorded as not binding",
        why="States ratify what binds them; every document says entered into force or came into effect by this key.",
        remedy="Check legal_character; an approval inside one State is the event approved_internally.",
        source="Vienna Convention on the Law of Treaties, art. 2 (1) (b), 14",
        terms={"event": "event_type"},
        sample="agreement",
        check=_ratified_without_force,
        bad="events: [{type: ratified, date: 2025-03-01, by: bh-authority}]\n",
        good="events: [{type: approved_internally, date: 2025-03-01, by: bh-authority}]\n",
    ),
    Rule(
        code="MOU325",
        scope="agreement",
        severity=WARNING,
        title="A side has not signed",
        message="The instrument is treated as in effect, and no signature of the side {side} is recorded",
        why="Either the signature was not recorded, or the instrument does not bind this side yet.",
        remedy="Add the signature of this side; where only its date is not known, write date: not_stated.",
        sample="agreement",
        check=_unsigned_side,
        bad="signing: null\n"
        "parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-15}}\n"
        "  - {agency: om-council, side: OM}\n",
        good="signing: null\n"
        "parties:\n"
        "  - {agency: bh-authority, side: BH, signature: {date: 2025-01-15}}\n"
        "  - {agency: om-council, side: OM, signature: {date: not_stated}}\n",
    ),
    Rule(
        code="MOU326",
        scope="day",
        severity=WARNING,
        title="Signed in the future",
        message="The day of signing, {date}, is still to come",
        why="What is recorded as signed has happened; a day to come is a plan, or a slip in the year.",
        remedy="Correct the date; a planned signing stays out until it has taken place.",
        sample="agreement",
        check=_signed_in_future,
        bad="signing: {date: 2052-01-15}\neffect: {mode: not_stated}\n",
        good="signing: {date: 2025-01-15}\n",
    ),
)
