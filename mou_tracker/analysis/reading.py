"""What the log and the assessments of one commitment say by a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer, on_day
from mou_tracker.analysis.spans import came
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import ItemCard, LogFact, Verdict
from mou_tracker.model.dates import first_day
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES

FINISHED = frozenset({"completed", "cancelled", "superseded"})
_ACTIVITY = frozenset({"activity", "milestone", "report", "status_update"})
_NOT_TAKEN_UP = frozenset({"rejected", "withdrawn", "superseded", "noted", "not_applicable"})
_CONTRADICTING = frozenset({"no_evidence", "not_implemented", "partially_implemented", "regressed", "contrary"})


class Reading(NamedTuple):
    """What the log and the assessments of an item say by a day.

    `claim` is the newest entry that states progress, `last` the day of the newest report, `active` of the newest
    activity; `evidence` counts what was attached.
    """

    claim: LogFact | None
    percent: LogFact | None
    last: date | None
    active: date | None
    evidence: int
    verdict: Verdict | None

    @property
    def progress(self) -> str | None:
        """The newest claim."""
        return self.claim.progress if self.claim else None


_UNREAD = Reading(None, None, None, None, 0, None)


def reading(item: ItemCard, today: date) -> Reading:
    """What is on record by `today`; an entry whose day is not known keeps its place in the log.

    The newest entry that states progress speaks for the item, so a correction prevails over what came before it.
    """
    if not item.log and not item.assessments:
        return _UNREAD
    claim, percent, last, active = None, None, None, None
    evidence, reached, at = 0, date.min, date.min
    for entry in item.log:
        day = first_day(entry.date)
        if day:
            if day > today:
                continue
            at = day
            if entry.type != "correction" and (last is None or day > last):
                last = day
            if entry.type in _ACTIVITY and (active is None or day > active):
                active = day
        evidence += entry.evidence
        if at >= reached and (entry.progress or entry.percent is not None):
            claim, percent, reached = entry if entry.progress else claim, _percent(entry, percent), at
    return Reading(claim, percent, last, active, evidence, _verdict(item, today) if item.assessments else None)


def _percent(entry: LogFact, before: LogFact | None) -> LogFact | None:
    return entry if entry.percent is not None or entry.progress == "completed" else before


def _verdict(item: ItemCard, today: date) -> Verdict | None:
    past = [entry for entry in item.assessments if came(entry.date, today)]
    return max(past, key=lambda entry: first_day(entry.date) or date.min) if past else None


def is_tracked(item: ItemCard) -> bool:
    """True for commitments, and for the kinds of outcome that somebody is to act on."""
    return item.kind == "commitment" or item.kind in TRACKED_OUTCOMES


def closing(item: ItemCard, read: Reading) -> Answer | None:
    """Why an item is closed, or None: not taken up, fulfilled, reported finished, or judged implemented.

    A claim of completion does not stand against a later verdict that denies it; a verdict of `implemented` closes
    only what can be finished, not a recurring or continuing commitment.
    """
    if item.status in _NOT_TAKEN_UP or item.disposition in _NOT_TAKEN_UP:
        return Answer("closed", N_("It was not taken up."))
    if item.fulfilled_by:
        return Answer("closed", N_("It was fulfilled by {meeting}."), {"meeting": item.fulfilled_by})
    claim, verdict = read.claim, read.verdict
    if claim and claim.progress in FINISHED and not _denied(claim, verdict):
        return on_day("closed", claim.date, N_("Reported as finished on {day}."), N_("Reported as finished."))
    stands = verdict and verdict.verdict == "implemented" and item.nature not in ("recurring", "continuing")
    if verdict and stands and not (claim and is_after(claim.date, verdict.date)):
        return on_day("closed", verdict.date, N_("Assessed as implemented on {day}."), N_("Assessed as implemented."))
    return None


def _denied(claim: LogFact, verdict: Verdict | None) -> bool:
    return bool(verdict and verdict.verdict in _CONTRADICTING and not is_after(claim.date, verdict.date))


def is_after(day: str, other: str) -> bool:
    """True when `day` is known to be later than `other`; a verdict whose day is not known is not outdated by a claim."""
    mine, theirs = first_day(day), first_day(other)
    return bool(mine and theirs and mine > theirs)
