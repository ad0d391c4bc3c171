"""Rules of commitments and outcomes: their nature and days (MOU4xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.analysis.spans import last_of
from mou_tracker.model.cards import AgreementCard
from mou_tracker.model.dates import duration, first_day, last_day
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.certain import surely_before
from mou_tracker.rules.kinds import is_outcome

if TYPE_CHECKING:
    from mou_tracker.model.commitment import Trackable

NOT_PURSUED = frozenset({"rejected", "withdrawn", "superseded", "noted"})
"""Statuses of an outcome that nobody is expected to carry out."""


def is_followed(item: Trackable) -> bool:
    """True for commitments, and for outcomes of a tracked kind that were not turned down."""
    return not is_outcome(item) or (item.kind in TRACKED_OUTCOMES and item.status not in NOT_PURSUED)


def _one_off_without_due(item: Trackable) -> Iterable[Finding]:
    if item.nature != "one_off" or item.due is not None or not is_followed(item):
        return ()
    return () if is_outcome(item) and item.edition else (at("due", id=item.id),)


def _recurring_without_rhythm(item: Trackable) -> Iterable[Finding]:
    if item.nature != "recurring":
        return ()
    missing = "every" if item.every is None else "start" if item.start is None else ""
    return (at(missing, key=missing),) if missing else ()


def _continuing_with_due(item: Trackable) -> Iterable[Finding]:
    if item.nature != "continuing" or first_day(item.due) is None:
        return ()
    return (at("due", due=item.due or ""),)


def _due_before_start(item: Trackable) -> Iterable[Finding]:
    if item.due is None or not surely_before(item.due, item.start):
        return ()
    return (at("due", due=item.due, start=item.start or ""),)


def _until_before_start(item: Trackable) -> Iterable[Finding]:
    if item.until is None or not surely_before(item.until, item.start):
        return ()
    return (at("until", until=item.until, start=item.start or ""),)


def _one_off_with_rhythm(item: Trackable) -> Iterable[Finding]:
    return (at("every", every=item.every),) if item.every and item.nature == "one_off" else ()


def _soft_with_due(item: Trackable) -> Iterable[Finding]:
    if item.strength not in ("encourage", "may") or item.nature != "one_off" or first_day(item.due) is None:
        return ()
    return (at("strength", strength=item.strength),)


def _nature_not_stated(item: Trackable) -> Iterable[Finding]:
    if item.nature != "not_stated" or not (item.due or item.every) or not is_followed(item):
        return ()
    key = "every" if item.every else "due"
    return (at("nature", key=key),) if duration(item.every) or first_day(item.due) else ()


def _due_after_the_end(register: Register) -> Iterator[Finding]:
    prolonged = {
        relation.target
        for card in register.agreements.values()
        for relation in card.relations
        if relation.type in ("extends_term", "renews", "amends")
    }
    for card in register.agreements.values():
        if card.renewal_kind == "none" and card.id not in prolonged and (end := _certain_end(card)):
            for item in card.items:
                if surely_before(end, item.due):
                    yield in_file(card.file, *item.path, "due", due=item.due or "", end=end)


def _certain_end(card: AgreementCard) -> str:
    """The last day the term can have, where nothing recorded can move it; "" otherwise."""
    if any(event.type in ("extended", "renewed") for event in card.events):
        return ""
    if card.term_kind == "until_date" and first_day(card.term_end):
        return card.term_end or ""
    start, span = last_day(card.effect_date), duration(card.term_initial)
    return last_of(start, span).isoformat() if card.term_kind == "fixed" and start and span else ""


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU401",
        scope="item",
        severity=WARNING,
        title="One-off commitment without a due date",
        message="{id} is to be done once, but has no due date",
        why="Without a due date it can never be overdue, and nobody is reminded of it.",
        remedy="Give the due date, or write due: not_stated when the source has none.",
        sample="commitment",
        bad="due: null",
        good="due: not_stated",
        check=_one_off_without_due,
    ),
    Rule(
        code="MOU402",
        scope="item",
        severity=WARNING,
        title="Recurring commitment without its rhythm",
        message="A recurring commitment needs the key {key}",
        why="Its next due date is counted from its start, one period after the other; without both there is none.",
        remedy="Give start and every, such as every: P1Y, or not_stated when the source does not say.",
        sample="commitment",
        bad="nature: recurring\ndue: null\nevery: P1Y\nstart: null",
        good="nature: recurring\ndue: null\nevery: P1Y",
        check=_recurring_without_rhythm,
    ),
    Rule(
        code="MOU403",
        scope="item",
        severity=WARNING,
        title="Continuing commitment with a due date",
        message="A continuing commitment is never finished, but is due on {due}",
        why="A continuing commitment is followed by its activity; a due date would make it overdue for ever.",
        remedy="Remove the due date, or write nature: one_off when it is finished on that day.",
        sample="commitment",
        bad="nature: continuing",
        good="nature: continuing\ndue: null",
        check=_continuing_with_due,
    ),
    Rule(
        code="MOU406",
        scope="item",
        severity=ERROR,
        title="Due before the start",
        message="Due on {due}, before its start on {start}",
        why="A commitment cannot be due before it begins; one of the two days is wrong.",
        remedy="Correct the start or the due date.",
        sample="commitment",
        bad="start: 2027-01-01",
        good="start: 2026-12",
        check=_due_before_start,
    ),
    Rule(
        code="MOU417",
        scope="register",
        severity=WARNING,
        title="Due after the instrument has ended",
        message="Due on {due}, but the instrument ends on {end}",
        why="The instrument is not renewed, so the commitment falls due when it no longer holds.",
        remedy="Check the due date and the term, or record the renewal or extension.",
        sample="agreement",
        bad="term: {kind: until_date, end: 2026-06-30}\nrenewal: {kind: none}",
        good="term: {kind: until_date, end: 2027-06-30}\nrenewal: {kind: none}",
        check=_due_after_the_end,
    ),
    Rule(
        code="MOU418",
        scope="item",
        severity=INFO,
        title="Soft wording with a fixed day",
        message="The wording is “{strength}”, yet it is to be done once and by a fixed day",
        terms={"strength": "strength"},
        why="Words such as “may” and “encourage” seldom set a deadline; the nature or the strength may be misread.",
        remedy="Compare with the text of the instrument and correct the strength, the nature or the due date.",
        sample="commitment",
        bad="strength: may",
        good="strength: shall",
        check=_soft_with_due,
    ),
    Rule(
        code="MOU420",
        scope="item",
        severity=INFO,
        title="Nature missing where days are given",
        message="The key {key} is given, but not whether it is one-off, recurring or continuing",
        why="Deadlines are counted by the nature of a commitment; without it the day is only shown.",
        remedy="Write nature: one_off for what is due once, nature: recurring for what returns.",
        sample="commitment",
        bad="nature: not_stated",
        good="nature: one_off",
        check=_nature_not_stated,
    ),
    Rule(
        code="MOU421",
        scope="item",
        severity=ERROR,
        title="Until before the start",
        message="It recurs until {until}, before its start on {start}",
        why="A period cannot end before it begins; one of the two days is wrong.",
        remedy="Correct the start or the end.",
        sample="commitment",
        bad="nature: recurring\ndue: null\nevery: P1Y\nuntil: 2024-12-31",
        good="nature: recurring\ndue: null\nevery: P1Y\nuntil: 2027-12-31",
        check=_until_before_start,
    ),
    Rule(
        code="MOU422",
        scope="item",
        severity=WARNING,
        title="One-off commitment that recurs",
        message="It is to be done once, but also every {every}",
        why="A commitment is either done once or again and again; its deadlines depend on which.",
        remedy="Write nature: recurring, or remove the key every.",
        sample="commitment",
        bad="every: P1Y",
        good="nature: recurring\nevery: P1Y\ndue: null",
        check=_one_off_with_rhythm,
    ),
)
