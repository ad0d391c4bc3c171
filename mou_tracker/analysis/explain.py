"""Why a derived value of one record is what it is on a day, and all that is derived of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.carry import agenda, open_items
from mou_tracker.analysis.deadlines import deadlines_of
from mou_tracker.analysis.instruments import contact, holder_on
from mou_tracker.analysis.progress import freshness, percent_of, progress_of, verdict_of
from mou_tracker.analysis.reading import closing, is_tracked
from mou_tracker.analysis.review import review_of
from mou_tracker.analysis.sessions import held_before, next_meeting
from mou_tracker.analysis.spans import KNOWN
from mou_tracker.analysis.state import LIVE
from mou_tracker.analysis.survey import Entry, Line, outcome_lines, survey
from mou_tracker.analysis.tally import Tally
from mou_tracker.analysis.term import deadline_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgencyCard, AgreementCard, ItemCard, MeetingCard, PostCard, Text
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import Flag

OPEN, CLOSED = N_("open"), N_("closed")
"""What the field `status` of an item says, as message ids."""

FLAGS: tuple[str, ...] = get_args(Flag)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "agreement": ("state", "effect", "period", "start", "end", "notice_deadline", "next_review", "open", "overdue"),
    "item": ("status", "progress", "percent", "verdict", "freshness", "due", *FLAGS),
    "meeting": ("open", "carried_over"),
    "agency": ("next_meeting", "last_meeting", "carried_over", "open", "overdue", "done", "freshness", "contact"),
    "post": ("holder",),
}
"""The derived fields of each kind of record; `item` is a commitment or an outcome."""


def explain(register: Register, ref: str, field: str, today: date) -> Answer:
    """The value of a derived field on `today` and the rule and facts that gave it.

    Raises KeyError with the reference when there is no such record, with the field when nothing of that name is
    derived of it (see `fields_of`).
    """
    if field not in fields_of(register, ref):
        raise KeyError(field)
    found = _all(register, ref, today).get(field)
    return found or _absent(register, ref, today)


def derived(register: Register, ref: str, today: date) -> list[tuple[str, Answer]]:
    """Everything derived of a record on `today`; of an item's flags those that are raised, each as the field `flag`.

    Raises KeyError when there is no such record.
    """
    found = _all(register, ref, today)
    return [("flag" if field in FLAGS and answer.value == field else field, answer) for field, answer in found.items()]


def fields_of(register: Register, ref: str) -> tuple[str, ...]:
    """The fields derived of a record; KeyError when there is no such record."""
    return FIELDS[_kind(register, ref)]


def _kind(register: Register, ref: str) -> str:
    found = register.find(ref)
    kinds = {
        AgreementCard: "agreement",
        ItemCard: "item",
        MeetingCard: "meeting",
        AgencyCard: "agency",
        PostCard: "post",
    }
    if found is None:
        raise KeyError(ref)
    return kinds[type(found)]


def _all(register: Register, ref: str, today: date) -> dict[str, Answer]:
    card = register.find(ref)
    if isinstance(card, AgreementCard):
        return _of_agreement(survey(register, today, [ref]).entries[0])
    if isinstance(card, ItemCard):
        return _of_item(register, _line(register, card, today), today)
    if isinstance(card, MeetingCard):
        return _of_meeting(register, card, today)
    if isinstance(card, AgencyCard):
        return {**_of_body(register, card, today), **_of_agency(register, card, today)}
    if isinstance(card, PostCard):
        return _of_post(card, today)
    raise KeyError(ref)


def _of_agreement(entry: Entry) -> dict[str, Answer]:
    card, case, period = entry.card, entry.case, entry.case.period
    counted = N_("Counted over its commitments.")
    return {
        "state": entry.state,
        "effect": Answer(case.effect.day, case.effect.because, case.effect.facts),
        "period": Answer(period.number, period.because, period.facts),
        "start": _start(entry),
        "end": Answer(period.end.isoformat() if period.end else None, period.because, period.facts),
        "notice_deadline": deadline_of(card, period),
        "next_review": review_of(card, case.today, case.events, case.effect),
        "open": Answer(sum(line.is_open for line in entry.lines), counted),
        "overdue": Answer(sum(line.is_overdue for line in entry.lines), counted),
    }


def _start(entry: Entry) -> Answer:
    """The first day of the current period; where it is not known, for the reason that effect is not."""
    period, effect = entry.case.period, entry.case.effect
    if period.start is None:
        return Answer(None, effect.because, effect.facts)
    return Answer(period.start.isoformat(), period.because, period.facts)


def _line(register: Register, item: ItemCard, today: date) -> Line:
    home = register.find(item.ref.rpartition("/")[0])
    if isinstance(home, AgreementCard):
        lines = survey(register, today, [home.id]).entries[0].lines
    elif isinstance(home, MeetingCard):
        lines = outcome_lines(register, home, today, agenda(register, today))
    else:
        raise KeyError(item.ref)
    return next(line for line in lines if line.item.ref == item.ref)


def _of_item(register: Register, line: Line, today: date) -> dict[str, Answer]:
    item = line.item
    if not is_tracked(item):
        return {"status": Answer(CLOSED, N_("It is recorded, not tracked."))}
    found = {
        "status": _status(register, line, today),
        "progress": progress_of(item, today),
        "percent": percent_of(item, today),
        "verdict": verdict_of(item, today),
        "freshness": freshness(item, today),
        "due": _due(line, today),
    }
    return found | {str(answer.value): answer for answer in line.flags}


def _status(register: Register, line: Line, today: date) -> Answer:
    closed = closing(line.item, line.read)
    if closed:
        return Answer(CLOSED, closed.because, closed.facts)
    if agenda(register, today).closed(line.item.ref):
        return Answer(CLOSED, N_("A meeting closed it."))
    if line.state is not None and line.state not in LIVE:
        return Answer(CLOSED, N_("Its instrument is not in effect: nothing falls due."))
    return Answer(OPEN, N_("Nothing on record closes it."))


def _due(line: Line, today: date) -> Answer:
    ahead = sorted(deadlines_of(line.item, line.read, today), key=lambda one: one.day) if line.is_open else []
    if not ahead:
        stated = line.item.due is not None and line.item.due not in KNOWN
        return Answer(line.item.due, N_("The stated due date.") if stated else N_("Nothing falls due."))
    return Answer(ahead[0].when, ahead[0].because, ahead[0].facts)


def _absent(register: Register, ref: str, today: date) -> Answer:
    """Why a value is not there: the item is closed, or the facts do not call for it."""
    card = register.find(ref)
    if isinstance(card, ItemCard) and is_tracked(card):
        status = _status(register, _line(register, card, today), today)
        if status.value == CLOSED:
            return Answer(None, status.because, status.facts)
    return Answer(None, N_("It does not apply on this day."))


def _of_meeting(register: Register, card: MeetingCard, today: date) -> dict[str, Answer]:
    lines = outcome_lines(register, card, today, agenda(register, today))
    left = open_items(register, card.body, today, card.id)
    return {
        "open": Answer(sum(line.is_open for line in lines), N_("Counted over its tracked outcomes.")),
        "carried_over": Answer(len(left), N_("Items of earlier meetings and of agreements followed, still open.")),
    }


def _of_body(register: Register, card: AgencyCard, today: date) -> dict[str, Answer]:
    meetings = register.meetings_of(card.id)
    if not meetings:
        return {}
    held, upcoming = held_before(meetings, today), next_meeting(meetings, card, today)
    found = {"carried_over": Answer(len(open_items(register, card.id, today)), N_("Open for its next meeting."))}
    if upcoming:
        found["next_meeting"] = Answer(upcoming.when, upcoming.because, upcoming.facts)
    if held:
        found["last_meeting"] = Answer(held[-1].date, N_("Meeting {meeting}."), {"meeting": held[-1].id})
    return found


def _of_agency(register: Register, card: AgencyCard, today: date) -> dict[str, Answer]:
    found = survey(register, today)
    lines = [line for entry in found.entries for line in entry.lines] + found.outcomes
    mine = [line for line in lines if any(owner.partition("/")[0] == card.id for owner in line.item.owners)]
    tally = Tally(register, today, 0)
    tally.add(mine)
    row = next((row for row in tally.owed() if row.agency == card.id), None)
    counted = N_("Counted over the items it owes.")
    answers = {"contact": _contact(card, today)}
    if row:
        answers |= {"open": Answer(row.open, counted), "overdue": Answer(row.overdue, counted)}
        answers |= {"done": Answer(row.done, counted), "freshness": Answer(row.fresh, counted)}
    return answers


def _contact(card: AgencyCard, today: date) -> Answer:
    found = contact(card, today)
    return Answer(found.post, N_("The post that speaks for it.")) if found else Answer(None, N_("No post is named."))


def _of_post(card: PostCard, today: date) -> dict[str, Answer]:
    holder = holder_on(card, today)
    if holder is None:
        return {"holder": Answer(None, N_("Nobody is recorded as holding it on this day."))}
    because = N_("Acting, since {day}.") if holder.acting else N_("Since {day}.")
    return {"holder": Answer(_plain(holder.name), because, {"day": holder.start})}


def _plain(name: Text) -> str:
    """A name in all its languages, as an answer is one text."""
    return name if isinstance(name, str) else " / ".join(name.values())
