"""Rules of follow-up: what a meeting did with earlier items, and what a review of years found (MOU6xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.cards import ItemCard, MeetingCard
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.certain import surely_before, surely_outside

if TYPE_CHECKING:
    from mou_tracker.model.meeting import Meeting

_NEEDS = {"merged": "into", "reassigned": "to"}


def _promised_and_none(record: Meeting) -> Iterable[Finding]:
    if not record.follow_up_promised or record.status != "held" or record.follow_up:
        return ()
    if any(outcome.kind in TRACKED_OUTCOMES for outcome in record.outcomes):
        return ()
    return (at("follow_up_promised", date=record.date or ""),)


def _incomplete_disposition(record: Meeting) -> Iterable[Finding]:
    return [
        at("follow_up", index, key, disposition=entry.disposition, key=key)
        for index, entry in enumerate(record.follow_up)
        if (key := _NEEDS.get(entry.disposition, "")) and getattr(entry, key) is None
    ]


def _followed_twice(record: Meeting) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(record.follow_up):
        if entry.item in seen:
            yield at("follow_up", index, "item", item=entry.item)
        seen.add(entry.item)


def _finding_outside_review(record: Meeting) -> Iterable[Finding]:
    review = record.review
    if review is None:
        return ()
    return [
        at("findings", index, "year", year=str(found.year), start=review.from_, end=review.to)
        for index, found in enumerate(record.findings)
        if found.year is not None and surely_outside(str(found.year), review.from_, review.to)
    ]


def _finding_without_pillar(record: Meeting) -> Iterable[Finding]:
    if record.review is None:
        return ()
    return [at("findings", index, "pillar") for index, found in enumerate(record.findings) if found.pillar is None]


def _review_backwards(record: Meeting) -> Iterable[Finding]:
    review = record.review
    if review is None or not surely_before(review.to, review.from_):
        return ()
    return (at("review", "to", start=review.from_, end=review.to),)


def _not_an_earlier_item(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        for index, entry in enumerate(card.follow_up):
            day = _day_of(entry.item, card, register)
            if day and surely_before(card.date, day):
                yield in_file(card.file, "follow_up", index, "item", item=entry.item, day=day, date=card.date or "")


def _day_of(item: str, card: MeetingCard, register: Register) -> str | None:
    """The day the item came into being: of its meeting, or of the signing of its instrument."""
    owner = item.rpartition("/")[0]
    if owner in register.meetings:
        return register.meetings[owner].date if owner != card.id else None
    return register.agreements[owner].signing_date if owner in register.agreements else None


def _own_item(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        for index, entry in enumerate(card.follow_up):
            if entry.item.rpartition("/")[0] == card.id:
                yield in_file(card.file, "follow_up", index, "item", item=entry.item)


def _closed_unfinished(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        for index, entry in enumerate(card.follow_up):
            item = register.item(entry.item) if entry.disposition == "closed_implemented" else None
            progress = _progress_at(item, card.date) if item else None
            if progress and progress != "completed":
                yield in_file(card.file, "follow_up", index, "disposition", item=entry.item, progress=progress)


def _progress_at(item: ItemCard, date: str | None) -> str | None:
    """The progress last claimed by that day (by any day, when it is not known)."""
    day = last_day(date)
    claims = [entry for entry in item.log if entry.progress and not (day and surely_before(date, entry.date))]
    return claims[-1].progress if claims else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU606",
        scope="meeting",
        severity=WARNING,
        title="Follow-up promised, none recorded",
        message="The meeting promised follow-up, but no item to follow is recorded",
        why="The next meeting will ask what became of it, and there is nothing to answer from.",
        remedy="Record the recommendations or actions as outcomes; ask the secretary for the minutes.",
        sample="meeting",
        bad="follow_up_promised: true\nfollow_up: []",
        good="""\
follow_up_promised: true
outcomes:
  - id: a1
    kind: action
    text: {ar: إعداد الخطة, en: Prepare the plan}
    nature: one_off
    owners: [om-council]
    due: 2026-12-31
""",
        check=_promised_and_none,
    ),
    Rule(
        code="MOU616",
        scope="meeting",
        severity=WARNING,
        title="Disposition that is not complete",
        message="The item is “{disposition}”, but the key {key} is missing",
        terms={"disposition": "follow_up"},
        why="A merged item lives on in another, a reassigned one with another owner; without it the trail ends here.",
        remedy="Name the item it was merged into, or the agency or post it was reassigned to.",
        sample="meeting",
        bad="follow_up:\n  - {item: committee/1/r1, disposition: reassigned}",
        good="follow_up:\n  - {item: committee/1/r1, disposition: reassigned, to: bh-authority}",
        check=_incomplete_disposition,
    ),
    Rule(
        code="MOU622",
        scope="meeting",
        severity=WARNING,
        title="Finding outside the review",
        message="{year} lies outside the years reviewed, {start} to {end}",
        why="A review speaks of the years it looked at; the year or the period is wrong.",
        remedy="Correct the year of the finding, or the period of the review.",
        sample="meeting",
        bad="""\
review: {from: "2010", to: "2019"}
findings:
  - {kind: strength, pillar: capacity, year: 2021, text: {ar: تدريب منتظم, en: Regular training}}
""",
        good="""\
review: {from: "2010", to: "2019"}
findings:
  - {kind: strength, pillar: capacity, year: 2019, text: {ar: تدريب منتظم, en: Regular training}}
""",
        check=_finding_outside_review,
    ),
    Rule(
        code="MOU628",
        scope="meeting",
        severity=INFO,
        title="Finding without a pillar",
        message="This finding of the review names no pillar",
        why="Reviews are read by pillar and year; a finding without a pillar is in no column.",
        remedy="Name the pillar it belongs to.",
        sample="meeting",
        bad="""\
review: {from: "2010", to: "2019"}
findings:
  - {kind: shortcoming, year: 2019, text: {ar: نقص الإحصاءات, en: Few statistics}}
""",
        good="""\
review: {from: "2010", to: "2019"}
findings:
  - {kind: shortcoming, pillar: capacity, year: 2019, text: {ar: نقص الإحصاءات, en: Few statistics}}
""",
        check=_finding_without_pillar,
    ),
    Rule(
        code="MOU632",
        scope="meeting",
        severity=WARNING,
        title="Item followed up twice",
        message="{item} is followed up twice at one meeting",
        why="An item leaves a meeting in one way; of two dispositions nobody knows which holds.",
        remedy="Keep the disposition that was agreed.",
        sample="meeting",
        bad="""\
follow_up:
  - {item: committee/1/r1, disposition: carried_over}
  - {item: committee/1/r1, disposition: escalated}
""",
        good="follow_up:\n  - {item: committee/1/r1, disposition: escalated}",
        check=_followed_twice,
    ),
    Rule(
        code="MOU634",
        scope="meeting",
        severity=ERROR,
        title="Review that runs backwards",
        message="The review runs from {start} back to {end}",
        why="A period cannot end before it begins.",
        remedy="Exchange the two years, or correct one of them.",
        sample="meeting",
        bad='review: {from: "2019", to: "2010"}',
        good='review: {from: "2010", to: "2019"}',
        check=_review_backwards,
    ),
    Rule(
        code="MOU614",
        scope="register",
        severity=WARNING,
        title="Follow-up of a later item",
        message="{item} is of {day}, after this meeting on {date}",
        why="A meeting can only follow up what was there before it; one of the dates or the reference is wrong.",
        remedy="Correct the reference or the dates.",
        sample="meeting",
        bad="date: 2025-08-01\nnext: null",
        good="date: 2025-12-01\nnext: null",
        check=_not_an_earlier_item,
    ),
    Rule(
        code="MOU615",
        scope="register",
        severity=INFO,
        title="Closed before it was reported done",
        message="{item} is closed as implemented, while its last report says “{progress}”",
        terms={"progress": "progress"},
        why="The meeting's decision and the owner's report do not agree; the report may be missing.",
        remedy="Log the completion with its evidence, or correct the disposition.",
        sample="meeting",
        bad="follow_up:\n  - {item: committee/1/r1, disposition: closed_implemented}",
        good="follow_up:\n  - {item: committee/1/r1, disposition: closed_not_implemented}",
        check=_closed_unfinished,
    ),
    Rule(
        code="MOU636",
        scope="register",
        severity=WARNING,
        title="Follow-up of an own outcome",
        message="{item} is an outcome of this meeting itself",
        why="An item is carried over from an earlier meeting; one of this meeting is followed up at the next.",
        remedy="Remove the entry, or name the item of the earlier meeting.",
        sample="meeting",
        bad="""\
outcomes:
  - id: a1
    kind: action
    text: {ar: إعداد الخطة, en: Prepare the plan}
    nature: one_off
    owners: [om-council]
    due: 2026-12-31
follow_up:
  - {item: committee/2/a1, disposition: carried_over}
""",
        good="follow_up:\n  - {item: committee/1/r1, disposition: carried_over}",
        check=_own_item,
    ),
)
