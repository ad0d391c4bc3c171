"""Whether an instrument is signed, and whether and when it takes effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from mou_tracker.analysis.answer import NO_FACTS, Answer
from mou_tracker.analysis.spans import KNOWN, came
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgreementCard, EventFact
from mou_tracker.model.dates import add, duration, first_day

_SIGNING_ROLES = ("party", "participant")
NEGOTIATION = frozenset({"negotiation_opened", "text_agreed", "initialled", "approved_internally"})
_STEPS = {"on_last_notification": "notified", "on_exchange_of_ratifications": "ratified"}
"""What each side does for the instrument to take effect.

`ratified` is the international act, dated by exchange, deposit or notification (Vienna Convention on the Law of
Treaties, art. 2 (1) (b), 16); approval at home is `approved_internally`.
"""


class Signing(NamedTuple):
    """How far signing has come by a day; `day` is the last signature, None when its date is not known.

    `unstated`: the record says nothing of signing nor of negotiation. `missing` are the sides yet to sign.
    """

    stage: Literal["all", "some", "none", "unstated"]
    day: str | None = None
    missing: tuple[str, ...] = ()


class Effect(NamedTuple):
    """Whether the instrument has taken effect by a day (`unknown`: it cannot be told) and the day it does, as written."""

    stage: Literal["taken", "awaited", "unknown"]
    day: str | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


def past_events(card: AgreementCard, today: date) -> tuple[EventFact, ...]:
    """The events that have happened by `today`, as listed."""
    return tuple(event for event in card.events if came(event.date, today)) if card.events else ()


def later(event: EventFact, events: tuple[EventFact, ...], types: Iterable[str]) -> bool:
    """True when one of `types` happened after `event`: on a later day, or listed after it where the day is the same."""
    other = newest(events, types)
    return other is not None and _order(events, other) > _order(events, event)


def _order(events: tuple[EventFact, ...], event: EventFact) -> tuple[date, int]:
    return (first_day(event.date) or date.min, events.index(event))


def newest(events: tuple[EventFact, ...], types: Iterable[str]) -> EventFact | None:
    """The latest event of these types; of two on one day, the one listed later."""
    found = [event for event in events if event.type in types]
    return max(found, key=lambda event: _order(events, event)) if found else None


def signing_of(card: AgreementCard, today: date, events: tuple[EventFact, ...]) -> Signing:
    """How far signing has come: a date of signing speaks for all sides, else each side signs for itself."""
    signatures = [event for event in events if event.type == "signed"]
    parties = [party for party in card.parties if came(party.signed, today)]
    together = came(card.signing_date, today)
    days = [party.signed or "" for party in parties] + [event.date for event in signatures]
    if together:
        return Signing("all", _last_day([*days, card.signing_date or ""], enough=True))
    if not days:
        planned = card.signing_date is not None or any(party.signed for party in card.parties)
        return Signing("none" if planned or newest(events, NEGOTIATION) else "unstated")
    everyone = any(event.by is None for event in signatures)
    missing = [] if everyone else _missing(card, {party.side for party in parties} | _sides(card, signatures))
    return Signing("some" if missing else "all", _last_day(days, enough=everyone), tuple(missing))


def _missing(card: AgreementCard, done: set[str]) -> list[str]:
    sides = {party.side for party in card.parties if party.role in _SIGNING_ROLES}
    return sorted((sides or {party.side for party in card.parties}) - done)


def _sides(card: AgreementCard, events: Iterable[EventFact]) -> set[str]:
    """The sides known to have acted: an event is of the side of the agency, or agency of the post, that it names."""
    side_of = {party.agency: party.side for party in card.parties}
    return {side_of[agency] for event in events if (agency := (event.by or "").partition("/")[0]) in side_of}


def leaves_too_few(card: AgreementCard, events: Iterable[EventFact], type_: str) -> bool:
    """True when the sides behind events of this type leave fewer than two; an agency of no known side is one."""
    side_of = {party.agency: party.side for party in card.parties}
    agencies = [(event.by or "").partition("/")[0] for event in events if event.type == type_]
    leaving = {side_of.get(agency, agency) for agency in agencies}
    return bool(leaving) and len(set(side_of.values())) - len(leaving) < 2


def _last_day(days: list[str], *, enough: bool) -> str | None:
    """The latest of `days`; None when one of them is not known, unless the known ones are `enough`."""
    known = [day for day in days if first_day(day)]
    if not known or (len(known) < len(days) and not enough):
        return None
    return max(known, key=lambda day: first_day(day) or date.min)


def effect_of(card: AgreementCard, today: date, events: tuple[EventFact, ...], signing: Signing) -> Effect:
    """Whether and when the instrument takes effect, in the manner it provides (Vienna Convention, art. 24 (1)).

    A recorded entry into effect comes first, then the stated date, then the mode. Where the manner is not stated,
    art. 24 (2) (consent of all) is not presumed: the answer is that it cannot be told.
    """
    entries = [event for event in events if event.type == "entered_into_effect"]
    if entries:
        return _recorded(entries)
    if first_day(card.effect_date):
        return _stated(card.effect_date or "", today, signing)
    if card.effect_mode == "on_signature":
        return _on_signature(signing)
    if card.effect_mode in _STEPS and card.effect_date not in KNOWN:
        return _on_steps(card, events, signing)
    if card.effect_mode == "provisional_from_signature" and card.effect_date not in KNOWN:
        return Effect("awaited", None, N_("It applies provisionally; entry into effect is not recorded."))
    if card.effect_mode == "after_period" and card.effect_date not in KNOWN:
        return _after_period(card, today, signing)
    return _not_known(card.effect_mode, signing)


def _after_period(card: AgreementCard, today: date, signing: Signing) -> Effect:
    """Effect a period after the last signature, where both are known to the day."""
    period, signed = duration(card.effect_after), signing.day or ""
    if signing.stage != "all" or period is None or len(signed) != 10:
        return _not_known(card.effect_mode, signing)
    day = add(date.fromisoformat(signed), period).isoformat()
    facts = {"period": card.effect_after or "", "signed": signed, "day": day}
    told = N_("It takes effect {period} after the last signature on {signed}: on {day}.")
    return Effect("taken" if came(day, today) else "awaited", day, told, facts)


def _recorded(entries: list[EventFact]) -> Effect:
    known = [event.date for event in entries if first_day(event.date)]
    if not known:
        return Effect("taken", None, N_("It took effect on a day that is not known."))
    day = min(known, key=lambda text: first_day(text) or date.max)
    return Effect("taken", day, N_("Its taking effect is recorded on {day}."), {"day": day})


def _stated(day: str, today: date, signing: Signing) -> Effect:
    if signing.stage in ("some", "none"):
        return Effect(
            "awaited", day, N_("It is to take effect on {day}, and is not signed by all sides."), {"day": day}
        )
    if came(day, today):
        return Effect("taken", day, N_("It took effect on {day}, the stated date."), {"day": day})
    return Effect("awaited", day, N_("It is to take effect on {day}, the stated date."), {"day": day})


def _on_signature(signing: Signing) -> Effect:
    if signing.stage == "all" and signing.day:
        return Effect("taken", signing.day, N_("It takes effect on the last signature, {day}."), {"day": signing.day})
    if signing.stage == "all":
        return Effect("taken", None, N_("It takes effect on the last signature, whose day is not known."))
    if signing.stage == "unstated":
        return Effect("unknown", None, N_("It takes effect on signature, and no signature is recorded."))
    return Effect("awaited", None, N_("It takes effect on the last signature, which is still to come."))


def _on_steps(card: AgreementCard, events: tuple[EventFact, ...], signing: Signing) -> Effect:
    """Effect by acts of every side: notifications, or ratifications exchanged."""
    done = [event for event in events if event.type == _STEPS[card.effect_mode or ""]]
    missing = _missing(card, _sides(card, done))
    if not missing and (day := _last_day([event.date for event in done], enough=False)):
        return Effect("taken", day, _DONE[card.effect_mode or ""], {"day": day})
    if not missing:
        return Effect("taken", None, N_("Every side has done what effect requires; the last day is not known."))
    if any(not _sides(card, [event]) for event in done):
        return Effect("unknown", None, N_("A step towards effect is recorded without the side that took it."))
    if signing.stage == "unstated" and not done:
        return _not_known(card.effect_mode, signing)
    return Effect("awaited", None, _AWAITED[card.effect_mode or ""], {"sides": ", ".join(missing)})


_DONE = {
    "on_last_notification": N_("It takes effect on the last notification, {day}."),
    "on_exchange_of_ratifications": N_("It takes effect on the exchange of ratifications, {day}."),
}
_AWAITED = {
    "on_last_notification": N_("Notification is awaited from: {sides}."),
    "on_exchange_of_ratifications": N_("Ratification is awaited from: {sides}."),
}


def _not_known(mode: str | None, signing: Signing) -> Effect:
    if mode == "after_period":
        return Effect("unknown", None, N_("It takes effect after a period; the date is not recorded."))
    if mode == "on_fixed_date":
        return Effect("unknown", None, N_("It takes effect on a fixed date that is not recorded."))
    if signing.stage in ("some", "none"):
        return Effect("awaited", None, N_("It is not signed by all sides."))
    return Effect("unknown", None, N_("How or when it takes effect is not known."))


def effect_date(card: AgreementCard, today: date) -> Answer:
    """The day the instrument takes effect, as text (it may be a partial date); None with the reason when not known."""
    events = past_events(card, today)
    effect = effect_of(card, today, events, signing_of(card, today, events))
    return Answer(effect.day, effect.because, effect.facts)
