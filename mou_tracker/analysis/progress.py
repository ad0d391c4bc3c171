"""What is reported of a commitment, what is judged of it, and what needs attention on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mou_tracker.analysis.answer import Answer, on_day
from mou_tracker.analysis.reading import Reading, closing, is_after, is_tracked, reading
from mou_tracker.analysis.recurrence import Cycle, occurrences, reporting
from mou_tracker.analysis.spans import KNOWN, came, shifted, window
from mou_tracker.analysis.state import LIVE
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgreementCard, ItemCard, LogFact
from mou_tracker.model.dates import first_day, last_day
from mou_tracker.model.settings import Settings


class Day(NamedTuple):
    """A day with the edges of the windows of `mou.toml`: until when is soon, since when is active."""

    today: date
    soon: date
    active: date


@lru_cache(maxsize=256)
def _day(today: date, soon: str | None, dormant: str | None) -> Day:
    return Day(today, shifted(today, window(soon)), shifted(today, window(dormant), -1))


def day_of(today: date, settings: Settings) -> Day:
    """`today` with the windows of these settings."""
    return _day(today, settings.windows.get("due_soon"), settings.windows.get("dormant"))


def progress_of(item: ItemCard, today: date) -> Answer:
    """The reported progress on `today`: a word of `progress`, or None when nothing states it."""
    claim = reading(item, today).claim
    if claim is None:
        return Answer(None, N_("No report states its progress."))
    return _as_reported(claim.progress, claim)


def percent_of(item: ItemCard, today: date) -> Answer:
    """The reported share done, 0 to 100; 100 when reported completed since."""
    entry = reading(item, today).percent
    if entry is None:
        return Answer(None, N_("No report states a percentage."))
    value = 100 if entry.percent is None else entry.percent
    return _as_reported(value, entry)


def _as_reported(value: str | int | None, entry: LogFact) -> Answer:
    if entry.date in KNOWN:
        return Answer(value, N_("As reported by {by}, on a day not recorded."), {"by": entry.by})
    return Answer(value, N_("As reported by {by} on {day}."), {"by": entry.by, "day": entry.date})


def freshness(item: ItemCard, today: date) -> Answer:
    """Whole days since the last report of any kind but a correction; None when there is none."""
    last = reading(item, today).last
    if last is None:
        return Answer(None, N_("Nothing has been reported."))
    return Answer((today - last).days, N_("The last report is of {day}."), {"day": last.isoformat()})


def verdict_of(item: ItemCard, today: date) -> Answer:
    """The newest assessment on `today`: a word of `verdict`; `not_assessed` when there is none."""
    found = reading(item, today).verdict
    if found is None:
        return Answer("not_assessed", N_("It has not been assessed."))
    if found.date in KNOWN:
        return Answer(found.verdict, N_("As assessed by {by}, on a day not recorded."), {"by": found.by})
    return Answer(found.verdict, N_("As assessed by {by} on {day}."), {"by": found.by, "day": found.date})


def is_open(item: ItemCard, today: date) -> bool:
    """True while something is still to be done; what a meeting closed is known to `carry.closed` only."""
    return is_tracked(item) and closing(item, reading(item, today)) is None


def amended_on(card: AgreementCard, item: ItemCard, today: date) -> str | None:
    """The day of the newest change by `today` to the text of `item`: an amendment aimed at it, or an approved request."""
    ident = item.ref.rpartition("/")[2]
    days = [
        amendment.effect_date or amendment.date
        for amendment in card.amendments
        if any(_aims_at(target, ident, item.ref) for target in amendment.targets)
    ]
    days += [
        change.date for change in item.changes if change.decision == "approved" and change.what in ("text", "scope")
    ]
    past = [day for day in days if came(day, today)]
    return max(past, key=lambda day: first_day(day) or date.min) if past else None


def _aims_at(target: str, ident: str, ref: str) -> bool:
    """Targets are written as the commitment's id, its reference, or a path such as `commitments/training/text`."""
    return target == ref or ident in target.replace(".", "/").split("/")


def flags(
    item: ItemCard,
    card_state: str | None,
    today: date,
    settings: Settings,
    *,
    carried: int = 0,
    amended: str | None = None,
    since: str | None = None,
    closed: bool = False,
) -> tuple[Answer, ...]:
    """What needs attention on `today`, each a word of `flag`, in that vocabulary's order.

    `card_state` is the state of the instrument, None for an outcome of a meeting. `carried` is how often it was carried
    over, `amended` is `amended_on(...)`, `since` the day from which activity is expected where the item states no start
    (effect of the instrument, date of the meeting), `closed` that a meeting closed it. Nothing falls due under an
    instrument that is not in effect, is suspended or has ended.
    """
    if not is_tracked(item):
        return ()
    read = reading(item, today)
    live = not closed and (card_state is None or card_state in LIVE) and closing(item, read) is None
    day = day_of(today, settings)
    return flags_from(item, read, day, live=live, carried=carried, amended=amended, since=since)


def flags_from(
    item: ItemCard,
    read: Reading,
    day: Day,
    *,
    live: bool,
    carried: int = 0,
    amended: str | None = None,
    since: str | None = None,
) -> tuple[Answer, ...]:
    """`flags`, from what is on record; `live` says that the item is open under a live instrument."""
    if not live and not amended and read.progress != "completed":
        return ()
    found = _of_time(item, read, day, since) if live else []
    if read.progress == "completed":
        found += _of_completion(read)
    if carried and live:
        found.append(Answer("carried_over", N_("Times carried over: {times}."), {"times": carried}))
    if amended and read.verdict and is_after(amended, read.verdict.date):
        facts = {"day": amended, "assessed": read.verdict.date}
        found.append(Answer("suspect", N_("The text changed on {day}, after the assessment of {assessed}."), facts))
    return tuple(found)


def _of_time(item: ItemCard, read: Reading, day: Day, since: str | None) -> list[Answer]:
    found: list[Answer | None] = []
    if item.due:
        found.append(_of_due(item.due, day))
    if item.every:
        found.append(_of_cycle(occurrences(item, day.today, read.active), day))
    if item.reports:
        found.append(_of_reports(reporting(item, day.today, read.last), day))
    if is_dormant(item, read, day, since):
        found.append(_of_silence(item, read, since))
    if not item.owners:
        found.append(Answer("unassigned", N_("Nobody is named to act.")))
    return [answer for answer in found if answer] if found else []


def _of_due(due: str, day: Day) -> Answer | None:
    last = last_day(due)
    if last is None or last > day.soon:
        return None
    left = (last - day.today).days
    if left < 0:
        return Answer("overdue", N_("Due {due}; days late: {days}."), {"due": due, "days": -left})
    return Answer("due_soon", N_("Due {due}; days left: {days}."), {"due": due, "days": left})


def _of_cycle(found: Cycle | None, day: Day) -> Answer | None:
    if found is None or found.due > day.soon:
        return None
    left = (found.due - day.today).days
    facts: dict[str, str | int] = {"due": found.due.isoformat(), "days": abs(left), "missed": found.missed}
    if left < 0:
        return Answer("overdue", N_("Was to recur by {due}; days late: {days}; times missed: {missed}."), facts)
    return Answer("due_soon", N_("Is to recur by {due}; days left: {days}."), facts)


def _of_reports(found: Cycle | None, day: Day) -> Answer | None:
    if found is None or found.due > day.today:
        return None
    late = (day.today - found.due).days
    facts: dict[str, str | int] = {"due": found.due.isoformat(), "days": late, "missed": found.missed}
    if day.today <= found.late:
        return Answer("report_due", N_("A report is due since {due}."), facts)
    return Answer("report_overdue", N_("A report was due {due}; days late: {days}; reports missing: {missed}."), facts)


def _of_silence(item: ItemCard, read: Reading, since: str | None) -> Answer:
    if read.active:
        return Answer("dormant", N_("The last activity is of {day}."), {"day": read.active.isoformat()})
    return Answer("dormant", N_("No activity since it began on {day}."), {"day": item.start or since or ""})


def is_dormant(item: ItemCard, read: Reading, day: Day, since: str | None) -> bool:
    """True when a continuing commitment, not on hold, shows no activity within the window `dormant`.

    Without any activity the window runs from its start, else from `since`; without either it cannot be told. What
    states no nature, no due date and no recurrence is followed by activity too: nothing else would ever show it.
    """
    continuing = item.nature == "continuing" or (item.nature == "not_stated" and not item.due and not item.every)
    if not continuing or read.progress == "on_hold":
        return False
    reference = read.active or first_day(item.start) or first_day(since)
    return reference is not None and reference < day.active


def _of_completion(read: Reading) -> list[Answer]:
    claim, verdict = read.claim, read.verdict
    if claim is None:
        return []
    found = []
    if not read.evidence:
        dated, undated = (
            N_("Reported completed on {day}, without evidence."),
            N_("Reported completed, without evidence."),
        )
        found.append(on_day("completed_without_evidence", claim.date, dated, undated))
    if verdict is None or verdict.verdict == "not_assessed" or is_after(claim.date, verdict.date):
        dated, undated = N_("Reported completed on {day}, not assessed since."), N_("Reported completed, not assessed.")
        found.append(on_day("completed_unverified", claim.date, dated, undated))
    return found
