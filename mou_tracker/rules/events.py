"""MOU3xx, events and dates: what happened, in the order it happened, in both calendars, and not yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.i18n.calendar import days_apart
from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import disordered, surely_before, to_come
from mou_tracker.rules.inside import holders, values

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.meeting import Meeting

_ENDING = frozenset({"terminated", "superseded"})

_EVEN_AFTER = frozenset({"registered", "published", "review_held", "approved_internally", "superseded"})
"""Events that may still befall an instrument that has ended."""


def _out_of_order(record: Agreement) -> Iterator[Finding]:
    if len(record.events) > 1:
        for index, day, before in disordered(event.date for event in record.events):
            yield at("events", index, "date", date=day, before=before)


def _to_come(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterator[Finding]:
    if isinstance(card, AgreementCard):
        for index, event in enumerate(card.events):
            if event.type != "notice_given" and to_come(event.date, today):
                yield at("events", index, "date", event=event.type, date=event.date)


def _after_the_end(record: Agreement) -> Iterator[Finding]:
    ends = [event for event in record.events if event.type in _ENDING]
    for index, event in enumerate(record.events if ends else ()):
        end = next((end for end in ends if surely_before(end.date, event.date)), None)
        if end and event.type not in _EVEN_AFTER:
            yield at("events", index, event=event.type, end=end.type, date=end.date)


def _calendars_apart(record: Agreement | Meeting | AgencyFile) -> Iterator[Finding]:
    for holder, path in holders(record, "hijri") if values(record, "hijri") else ():
        key = "end" if "end" in type(holder).model_fields else "date"
        day, hijri = getattr(holder, key), holder.hijri  # type: ignore[attr-defined]
        apart = days_apart(day, hijri) if day else None
        if apart is not None and abs(apart) > 1:
            yield at(*path, "hijri", hijri=hijri, date=day, n=abs(apart))


def _amended_too_early(record: Agreement) -> Iterator[Finding]:
    signed = record.signing.date if record.signing else None
    for index, amendment in enumerate(record.amendments):
        if surely_before(amendment.date, signed):
            yield at("amendments", index, "date", date=amendment.date, before=str(signed))
        elif surely_before(amendment.effect_date, amendment.date):
            yield at("amendments", index, "effect_date", date=str(amendment.effect_date), before=amendment.date)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU307",
        scope="agreement",
        severity=WARNING,
        title="Events out of order",
        message="The event of {date} stands after one of {before}",
        why="Events are kept oldest first, so that the record reads as a history and a slip in a date is seen.",
        remedy="Move the event to its place, or correct its date.",
        sample="agreement",
        check=_out_of_order,
        bad="events: [{type: published, date: 2025-04-01}, {type: registered, date: 2025-03-01}]\n",
        good="events: [{type: registered, date: 2025-03-01}, {type: published, date: 2025-04-01}]\n",
    ),
    Rule(
        code="MOU308",
        scope="day",
        severity=WARNING,
        title="Event still to come",
        message="The event {event} is recorded for {date}, which is still to come",
        why="Events are what has happened; the state follows from them once their day is there.",
        remedy="Correct the date, or record the event when it has happened.",
        terms={"event": "event_type"},
        sample="agreement",
        check=_to_come,
        bad="events: [{type: published, date: 2062-04-01}]\n",
        good="events: [{type: published, date: 2026-04-01}]\n",
    ),
    Rule(
        code="MOU309",
        scope="agreement",
        severity=ERROR,
        title="Event after the end",
        message="The event {event} comes after the instrument had ended ({end}, {date})",
        why="What has ended cannot be renewed, suspended or brought into effect; one of the two events is wrong.",
        remedy="Correct the event or its date; a new instrument has a record of its own.",
        source="Vienna Convention on the Law of Treaties, art. 70",
        terms={"event": "event_type", "end": "event_type"},
        sample="agreement",
        check=_after_the_end,
        bad="events: [{type: terminated, date: 2025-06-01}, {type: renewed, date: 2026-01-15}]\n",
        good="events: [{type: renewed, date: 2026-01-15}, {type: terminated, date: 2026-06-01}]\n",
    ),
    Rule(
        code="MOU314",
        scope="record",
        severity=WARNING,
        title="Calendars disagree",
        message="{hijri} and {date} are {n} day apart by the Umm al-Qura calendar",
        message_many="{hijri} and {date} are {n} days apart by the Umm al-Qura calendar",
        why="One day of difference is common, since months begin by sighting; more means that one date is wrong.",
        remedy="Compare both dates with the paper; if it states them so, keep them and record a justified exception.",
        sample="agreement",
        check=_calendars_apart,
        bad="signing: {date: 2025-01-15, hijri: 1446-08-15}\n",
        good="signing: {date: 2025-01-15, hijri: 1446-07-14}\n",
    ),
    Rule(
        code="MOU319",
        scope="agreement",
        severity=WARNING,
        title="Amended too early",
        message="The date {date} lies before {before}, which must come first",
        why="An instrument is signed before it is amended, and an amendment agreed before it takes effect.",
        remedy="Compare the dates with the texts; if the amendment reaches back, record a justified exception.",
        sample="agreement",
        check=_amended_too_early,
        bad="amendments: [{date: 2024-06-01}]\n",
        good="amendments: [{date: 2026-06-01}]\n",
    ),
)
