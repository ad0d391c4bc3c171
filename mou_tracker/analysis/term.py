"""The term of an instrument: its current period, what moves its end, and the deadline for notice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from mou_tracker.analysis.answer import NO_FACTS, Answer
from mou_tracker.analysis.effect import Effect, effect_of, later, leaves_too_few, newest, past_events, signing_of
from mou_tracker.analysis.spans import NO_TIME, ONE_DAY, last_of, shifted, step_of, sum_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgreementCard, EventFact
from mou_tracker.model.dates import Duration, duration, first_day, is_partial, last_day

_PROLONGING = ("extended", "renewed")


class Period(NamedTuple):
    """The period of validity a day falls in, the last one once it is over, or the first before it begins.

    `number` counts from 1; `start` and `end` are both within the period; `renews` says that another follows by itself.
    What cannot be computed is None, and `because` (a message id on `facts`) says why. `cut`: notice ends it early.
    """

    number: int | None
    start: date | None
    end: date | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS
    renews: bool = False
    cut: bool = False
    approximate: bool = False


class _Run(NamedTuple):
    """Periods in a row: the first is `base` long from `anchor`, each of `left` further ones adds `step`.

    Ends are counted from the anchor in one step, so that 31 January plus months never drifts to the 28th.
    """

    anchor: date
    base: Duration
    step: Duration | None
    left: int | None
    start: date | None
    number: int | None
    done: int = 0
    open_end: bool = False

    def end(self, done: int | None = None) -> date:
        """The last day after so many renewals."""
        times = self.done if done is None else done
        return last_of(self.anchor, sum_of(self.base, self.step or NO_TIME, times))

    def more(self) -> bool:
        """True when another period follows by itself."""
        return self.step is not None and (self.left is None or self.done < self.left)

    def at(self, day: date) -> _Run:
        """Rolled on to the period that `day` falls in, or to the last there is."""
        if not self.more() or self.open_end or day <= self.end():
            return self
        step = self.step or NO_TIME
        most = self.done + (day - self.end()).days // max(1, step.months * 28 + step.days) + 1
        limit = most if self.left is None else min(most, self.left)
        least = self.done + (day - self.end()).days // (step.months * 31 + step.days)
        return self.renewed(bisect_left(range(limit), day, lo=min(least, limit), key=self.end))

    def renewed(self, done: int) -> _Run:
        """After `done` renewals in all."""
        if done == self.done:
            return self
        number = None if self.number is None else self.number + done - self.done
        return self._replace(done=done, number=number, start=self.end(done - 1) + ONE_DAY)


def term(card: AgreementCard, today: date) -> Period:
    """The current period of validity on `today`.

    Counted from the day of effect, which is its first day; automatic renewals roll until notice or `times`. Renewals
    and extensions on record move the end. The end day itself is still within the instrument's validity.
    """
    events = past_events(card, today)
    return period_of(card, today, events, effect_of(card, today, events, signing_of(card, today, events)))


def period_of(card: AgreementCard, today: date, events: tuple[EventFact, ...], effect: Effect) -> Period:
    """`term`, from what is already known of events and effect."""
    run = _prolonged(card, _first(card, effect), events) if events else _first(card, effect)
    notice = notice_of(card, events) if events else None
    if run is None:
        return _endless(card, effect, notice)
    kept = _until_notice(card, run, notice) if notice else run
    return _period(card, kept.at(today), effect, notice)


def notice_of(card: AgreementCard, events: tuple[EventFact, ...]) -> EventFact | None:
    """The notice that ends the instrument: the latest one that no renewal or extension has followed.

    Notice by one of several sides is no such notice while two sides or more remain.
    """
    notice = newest(events, ("notice_given",))
    if notice is None or later(notice, events, _PROLONGING):
        return None
    return notice if leaves_too_few(card, events, "notice_given") else None


def _first(card: AgreementCard, effect: Effect) -> _Run | None:
    """The periods as first agreed; None when they have no end or it cannot be computed."""
    start, initial, stated = first_day(effect.day), duration(card.term_initial), last_day(card.term_end)
    step = step_of(card.renewal_period) if card.renewal_kind == "automatic" else None
    left = card.renewal_times if isinstance(card.renewal_times, int) else None
    if card.term_kind == "fixed" and start and initial:
        return _Run(start, initial, step, left, start, 1)
    if card.term_kind in ("fixed", "until_date") and stated:
        return _Run(stated + ONE_DAY, NO_TIME, step, left, start, 1)
    return None


def _prolonged(card: AgreementCard, run: _Run | None, events: tuple[EventFact, ...]) -> _Run | None:
    """`run` after the renewals and extensions on record, in the order of their days."""
    changes = [event for event in events if event.type in _PROLONGING]
    for event in sorted(changes, key=lambda event: first_day(event.date) or date.min):
        until = last_day(event.until)
        if run is None:
            run = _Run(until + ONE_DAY, NO_TIME, None, None, None, None) if until else None
        else:
            run = _moved(run.at(first_day(event.date) or date.min), event, until, card)
    return run


def _moved(run: _Run, event: EventFact, until: date | None, card: AgreementCard) -> _Run:
    if event.type == "renewed" and not until:
        return _renewed(run, step_of(card.renewal_period))
    if not until:
        return run._replace(open_end=True)
    further = event.type == "renewed" and until > run.end()
    return _Run(
        anchor=until + ONE_DAY,
        base=NO_TIME,
        step=run.step,
        left=None if run.left is None else max(0, run.left - run.done - further),
        start=run.end() + ONE_DAY if further else run.start,
        number=None if run.number is None else run.number + further,
    )


def _renewed(run: _Run, step: Duration | None) -> _Run:
    """A renewal on record without its end: nothing new where renewal is automatic, else one more period."""
    if run.more():
        return run
    if step is None:
        return run._replace(open_end=True)
    return run._replace(step=step, left=run.done + 1).renewed(run.done + 1)


def _until_notice(card: AgreementCard, run: _Run, notice: EventFact) -> _Run:
    """`run` without the renewals that the notice prevents; one given after its deadline prevents only the next but one."""
    given = first_day(notice.date)
    if given is None or not run.more():
        return run._replace(left=run.done)
    current = run.at(given)
    ahead = duration(card.notice_non_renewal)
    late = ahead is not None and current.more() and given > shifted(current.end(), ahead, -1)
    return run._replace(left=current.done + late)


def _leaves_on(card: AgreementCard, run: _Run | None, notice: EventFact | None) -> date | None:
    """The last day of validity by a notice of termination; None when notice only prevents renewal.

    The day a notice states counts first. Else a notice is one of non-renewal where renewal is automatic (and the
    record states that notice, or no other); otherwise it ends the instrument after the stated period from its day.
    """
    if notice is None or last_day(notice.until):
        return last_day(notice.until) if notice else None
    given, ahead = first_day(notice.date), duration(card.notice_termination)
    if given is None or ahead is None:
        return None
    non_renewal = run is not None and run.step is not None and duration(card.notice_non_renewal) is not None
    return None if non_renewal else shifted(given, ahead)


def _period(card: AgreementCard, run: _Run, effect: Effect, notice: EventFact | None) -> Period:
    if run.open_end:
        return Period(run.number, run.start, None, N_("It was prolonged; until when is not recorded."))
    end, leaves = run.end(), _leaves_on(card, run, notice)
    if leaves and leaves < end:
        return _cut(run, leaves, notice)
    if card.renewal_kind == "automatic" and run.step is None and not notice:
        return _unmeasured(run, end)
    facts: dict[str, str | int] = {"end": end.isoformat()}
    approximate = run.base != NO_TIME and is_partial(effect.day or "")
    if run.done and run.base == NO_TIME:
        return Period(run.number, run.start, end, N_("By renewal the period ends on {end}."), facts, run.more())
    if run.number is None or run.start is None or run.base == NO_TIME:
        return Period(run.number, run.start, end, N_("The end of the period is stated as {end}."), facts, run.more())
    facts |= {"number": run.number, "effect": effect.day or ""}
    because = N_("Period {number}, counted from {effect}, ends on {end}.")
    if approximate:
        because = N_("Period {number} ends about {end}: counted from {effect}, a date without its day.")
    return Period(run.number, run.start, end, because, facts, run.more(), approximate=approximate)


def _cut(run: _Run | None, leaves: date, notice: EventFact | None) -> Period:
    facts = {"end": leaves.isoformat(), "notice": notice.date if notice else ""}
    because = N_("Notice given on {notice} ends it on {end}.")
    return Period(run.number if run else 1, run.start if run else None, leaves, because, facts, cut=True)


def _unmeasured(run: _Run, end: date) -> Period:
    """Automatic renewal for a period that is not recorded: after the first end nothing more can be counted."""
    because = N_("It renews by itself after {end}, for a period that is not recorded.")
    return Period(run.number, run.start, end, because, {"end": end.isoformat()}, renews=True)


def _endless(card: AgreementCard, effect: Effect, notice: EventFact | None) -> Period:
    leaves = _leaves_on(card, None, notice)
    if leaves:
        return _cut(None, leaves, notice)
    start = first_day(effect.day)
    if card.term_kind == "indefinite":
        return Period(1, start, None, N_("Its term is indefinite."))
    if card.term_kind == "until_event":
        return Period(1, start, None, N_("It lasts until an event."))
    if card.term_kind == "fixed" and duration(card.term_initial):
        return Period(None, None, None, N_("The end cannot be computed: the day of effect is not known."))
    if card.term_kind in ("fixed", "until_date"):
        return Period(None, start, None, N_("The end cannot be computed: the length of the term is not recorded."))
    return Period(None, start, None, N_("The term is not recorded."))


def notice_deadline(card: AgreementCard, today: date) -> Answer:
    """The last day for notice of non-renewal of the current period: its end less the notice (ISO date), or None."""
    return deadline_of(card, term(card, today))


def deadline_of(card: AgreementCard, period: Period) -> Answer:
    """`notice_deadline`, from the period."""
    ahead = duration(card.notice_non_renewal)
    if ahead is None:
        return Answer(None, N_("Notice of non-renewal is not recorded."))
    if period.end is None or period.cut:
        return Answer(None, period.because, period.facts)
    day = shifted(period.end, ahead, -1).isoformat()
    facts = {"end": period.end.isoformat(), "notice": card.notice_non_renewal or "", "deadline": day}
    return Answer(day, N_("Notice must be given {notice} before {end}: by {deadline}."), facts)
