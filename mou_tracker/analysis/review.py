"""The reviews an instrument provides for: when the next one is, and whether the last one was held."""

from __future__ import annotations

from datetime import date

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.effect import Effect, effect_of, past_events, signing_of
from mou_tracker.analysis.spans import count_until, shifted, step_of
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgreementCard, EventFact
from mou_tracker.model.dates import Duration, first_day


def next_review(card: AgreementCard, today: date) -> Answer:
    """The next scheduled review (ISO date) on `today` or later that no review held has answered.

    Reviews are scheduled from the day of effect, without drift; a review held answers the scheduled day nearest to it.
    The fact `missed` is the last scheduled day before `today` when no review held has answered it.
    """
    events = past_events(card, today)
    return review_of(card, today, events, effect_of(card, today, events, signing_of(card, today, events)))


def review_of(card: AgreementCard, today: date, events: tuple[EventFact, ...], effect: Effect) -> Answer:
    """`next_review`, from what is already known of events and effect."""
    step, start = step_of(card.review), first_day(effect.day)
    if step is None:
        return Answer(None, N_("Periodic review is not recorded."))
    if start is None:
        return Answer(None, N_("Reviews cannot be counted: the day of effect is not known."))
    held = {
        _nearest(start, step, day) for event in events if event.type == "review_held" and (day := first_day(event.date))
    }
    upcoming = max(1, count_until(start, step, today))
    missed = upcoming - 1 if upcoming > 1 and upcoming - 1 not in held else 0
    while upcoming in held:
        upcoming += 1
    facts: dict[str, str | int] = {"every": card.review or "", "effect": effect.day or ""}
    if missed:
        facts["missed"] = shifted(start, step, missed).isoformat()
    return Answer(shifted(start, step, upcoming).isoformat(), N_("A review every {every} from {effect}."), facts)


def _nearest(start: date, step: Duration, day: date) -> int:
    after = count_until(start, step, day)
    if after == 0:
        return 0
    return after if shifted(start, step, after) - day <= day - shifted(start, step, after - 1) else after - 1
