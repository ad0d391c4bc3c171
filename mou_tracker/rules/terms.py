"""MOU3xx, term, renewal and notice: what an instrument says of its length must be complete and agree with itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mou_tracker.analysis.spans import last_of
from mou_tracker.model.dates import duration, first_day, is_partial
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import surely_before, surely_longer

if TYPE_CHECKING:
    from mou_tracker.model.agreement import Agreement

_MEASURE = {"fixed": "initial", "until_date": "end", "until_event": "event"}
"""The key that says how long a term of each kind is."""

_FOREIGN = {"indefinite": ("initial", "end", "event"), "until_date": ("event",), "fixed": ("event",)}
"""Keys that contradict a kind of term."""

_RENEWING = ("automatic", "by_agreement")

_NEAR = timedelta(days=1)
"""A term of three years from 15 January is said to end on the 14th or on the 15th."""


def _unmeasured(record: Agreement) -> Iterator[Finding]:
    term = record.term
    key = _MEASURE.get(term.kind) if term else None
    if key and getattr(term, key) is None and not (key == "initial" and term and term.end):
        yield at("term", key, kind=term.kind if term else "", key=key)


def _contradicts_kind(record: Agreement) -> Iterator[Finding]:
    term = record.term
    for key in _FOREIGN.get(term.kind, ()) if term else ():
        value = getattr(term, key)
        if value is not None and value not in KNOWN:
            yield at("term", key, kind=term.kind if term else "", key=key)


def _ends_before_it_begins(record: Agreement) -> Iterator[Finding]:
    end = record.term.end if record.term else None
    effect = record.effect.date if record.effect else None
    signing = record.signing.date if record.signing else None
    begins = effect if first_day(effect) else signing
    if surely_before(end, begins):
        yield at("term", "end", date=str(end), start=str(begins))


def _end_and_length_differ(record: Agreement) -> Iterator[Finding]:
    term = record.term
    start = record.effect.date if record.effect else None
    if not (term and term.end and start) or is_partial(term.end) or is_partial(start):
        return
    first, span, end = first_day(start), duration(term.initial), first_day(term.end)
    if first and span and end and abs(last_of(first, span) - end) > _NEAR:
        yield at("term", "end", date=term.end, length=str(term.initial), start=start)


def _notice_beyond_term(record: Agreement) -> Iterator[Finding]:
    notice, term = record.notice, record.term
    if not (notice and term and term.kind == "fixed"):
        return
    for key in ("non_renewal", "termination"):
        length = getattr(notice, key)
        if _not_shorter(length, term.initial):
            yield at("notice", key, notice=length, length=str(term.initial))


def _not_shorter(notice: str | None, length: str | None) -> bool:
    """True when the notice certainly takes the whole length, or more."""
    span, whole = duration(notice), duration(length)
    return span is not None and (span == whole or surely_longer(notice, length))


def _automatic_without_period(record: Agreement) -> Iterator[Finding]:
    if record.renewal and record.renewal.kind == "automatic" and record.renewal.period is None:
        yield at("renewal", "period")


def _renewal_of_indefinite(record: Agreement) -> Iterator[Finding]:
    if record.term and record.renewal and record.term.kind == "indefinite" and record.renewal.kind in _RENEWING:
        yield at("renewal", "kind", kind=record.renewal.kind)


def _renewal_details_without_renewal(record: Agreement) -> Iterator[Finding]:
    renewal = record.renewal
    if renewal and renewal.kind not in _RENEWING:
        for key in ("period", "times"):
            value = getattr(renewal, key)
            if value is not None and value not in KNOWN:
                yield at("renewal", key, key=key, kind=renewal.kind)


def _effect_details(record: Agreement) -> Iterator[Finding]:
    effect = record.effect
    if effect and effect.date is None:
        if effect.mode == "on_fixed_date":
            yield at("effect", "date", mode=effect.mode, key="date")
        elif effect.mode == "after_period" and effect.after is None:
            yield at("effect", "after", mode=effect.mode, key="after")


def _dated_without_mode(record: Agreement) -> Iterator[Finding]:
    effect = record.effect
    if effect and effect.mode in KNOWN and first_day(effect.date):
        yield at("effect", "date", mode=effect.mode, date=str(effect.date))


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU304",
        scope="agreement",
        severity=WARNING,
        title="Term without its length",
        message="The term is of the kind {kind}, and the key {key} that measures it is missing",
        why="Without it the end cannot be computed, and nobody is warned before it comes.",
        remedy="Add the key; where the text does not say, write not_stated.",
        terms={"kind": "term_kind"},
        sample="agreement",
        check=_unmeasured,
        bad="term: {kind: fixed}\n",
        good="term: {kind: fixed, initial: not_stated}\n",
    ),
    Rule(
        code="MOU305",
        scope="agreement",
        severity=ERROR,
        title="Term contradicts its kind",
        message="A term of the kind {kind} cannot have {key}",
        why="The two say different things about the end, and only one of them can be right.",
        remedy="Choose the kind the text provides for, or remove the key.",
        terms={"kind": "term_kind"},
        sample="agreement",
        check=_contradicts_kind,
        bad={"agreements/sample.yaml": "term: {kind: indefinite, end: 2028-01-14}\nrenewal: null\n"},
        good={"agreements/sample.yaml": "term: {kind: until_date, end: 2028-01-14}\nrenewal: null\n"},
    ),
    Rule(
        code="MOU306",
        scope="agreement",
        severity=ERROR,
        title="Ends before it begins",
        message="The term ends on {date}, before the instrument begins on {start}",
        why="One of the two dates must be wrong, and every deadline hangs on them.",
        remedy="Compare both dates with the signed text.",
        sample="agreement",
        check=_ends_before_it_begins,
        bad="term: {kind: until_date, end: 2024-12-31}\n",
        good="term: {kind: until_date, end: 2028-12-31}\n",
    ),
    Rule(
        code="MOU310",
        scope="agreement",
        severity=WARNING,
        title="Notice as long as the term",
        message="The notice of {notice} takes up the whole term of {length}",
        why="Such a notice would have to be given before the instrument begins; months may have been written for days.",
        remedy="Check both durations: P3M is three months, P3Y three years, P3D three days.",
        sample="agreement",
        check=_notice_beyond_term,
        bad="notice: {non_renewal: P3Y}\n",
        good="notice: {non_renewal: P3M}\n",
    ),
    Rule(
        code="MOU311",
        scope="agreement",
        severity=WARNING,
        title="Renewal without its period",
        message="The renewal is automatic, and for how long is not given",
        why="The end of the period after the first cannot be computed, nor the last day for notice.",
        remedy="Add period under renewal; where the text does not say, write not_stated.",
        sample="agreement",
        check=_automatic_without_period,
        bad="renewal: {kind: automatic}\n",
        good="renewal: {kind: automatic, period: not_stated}\n",
    ),
    Rule(
        code="MOU312",
        scope="agreement",
        severity=ERROR,
        title="Renewal of what does not end",
        message="The term is indefinite, so a renewal of the kind {kind} cannot come about",
        why="What has no end is not renewed; either the term or the renewal is not what the text says.",
        remedy="Correct the kind of the term, or set the renewal to none.",
        terms={"kind": "renewal_kind"},
        sample="agreement",
        check=_renewal_of_indefinite,
        bad="term: {kind: indefinite}\nrenewal: {kind: automatic, period: P2Y}\n",
        good="term: {kind: indefinite}\nrenewal: {kind: none}\n",
    ),
    Rule(
        code="MOU313",
        scope="agreement",
        severity=WARNING,
        title="Details of no renewal",
        message="The renewal is of the kind {kind}, and yet {key} is given",
        why="A period or a number of times has meaning only where the instrument is renewed.",
        remedy="Set the kind to automatic or by_agreement, as the text provides, or remove the key.",
        terms={"kind": "renewal_kind"},
        sample="agreement",
        check=_renewal_details_without_renewal,
        bad="renewal: {kind: none, period: P2Y, times: 2}\n",
        good="renewal: {kind: by_agreement, period: P2Y, times: 2}\n",
    ),
    Rule(
        code="MOU317",
        scope="agreement",
        severity=WARNING,
        title="Day of effect not given",
        message="The way of taking effect is {mode}, and the key {key} that it needs is missing",
        why="Without it the day of effect cannot be computed, nor the term that is counted from it.",
        remedy="Add the key; where the source does not say, write not_stated.",
        terms={"mode": "effect_mode"},
        sample="agreement",
        check=_effect_details,
        bad="effect: {mode: on_fixed_date}\n",
        good="effect: {mode: on_fixed_date, date: 2025-02-01}\n",
    ),
    Rule(
        code="MOU332",
        scope="agreement",
        severity=WARNING,
        title="Day of effect without its ground",
        message="The day of effect is given as {date}, and how the instrument takes effect is {mode}",
        why="A day for which no ground is recorded may have been guessed from the signing, and the term is counted from it.",
        remedy="Choose on_fixed_date if the source names the day itself, or the way by which it follows; else write not_stated.",
        terms={"mode": "effect_mode"},
        sample="agreement",
        check=_dated_without_mode,
        bad="effect: {mode: not_stated, date: 2025-01-15}\n",
        good="effect: {mode: not_stated, date: not_stated}\n",
    ),
    Rule(
        code="MOU329",
        scope="agreement",
        severity=WARNING,
        title="End and length disagree",
        message="A length of {length} from {start} does not end on {date}",
        why="The stated end and the one computed from the length differ, and deadlines would follow one of the two.",
        remedy="Compare both with the signed text; keep the one it states, with the kind of term that goes with it.",
        sample="agreement",
        check=_end_and_length_differ,
        bad="term: {kind: fixed, initial: P3Y, end: 2027-01-14}\n",
        good="term: {kind: fixed, initial: P3Y, end: 2028-01-14}\n",
    ),
)
