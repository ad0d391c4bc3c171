"""Running rules: on one record and its texts, on cards for a day, on the register as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Diagnostic, Path
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.meeting import Meeting
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import Finding, Rule
from mou_tracker.rules.passages import Passages
from mou_tracker.rules.registry import ALL

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile
    from mou_tracker.model.commitment import Trackable


def _of(scope: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in ALL if rule.scope == scope and rule.check)


_RECORD = _of("record")
_AGREEMENT, _MEETING, _AGENCIES, _ITEM = _of("agreement"), _of("meeting"), _of("agencies"), _of("item")
_TEXT, _DAY, _REGISTER, _CALENDAR = _of("text"), _of("day"), _of("register"), _of("calendar")


def diagnostic(rule: Rule, finding: Finding, file: str, prefix: Path = ()) -> Diagnostic:
    """The finding of a rule as a diagnostic about `file`; severities of `mou.toml` are applied later."""
    return Diagnostic(
        code=rule.code,
        file=finding.file or file,
        path=prefix + finding.path,
        params=dict(finding.params),
        severity=rule.severity,
        at_key=finding.at_key,
    )


def check_record(
    record: Agreement | Meeting | AgencyFile, file: str, settings: Settings | None = None
) -> list[Diagnostic]:
    """Findings that depend on nothing but the content of one file and on the languages of the settings.

    Without settings no language is missed, and plain strings are in none.
    """
    found = [*_run(_RECORD, record, file), *_texts(record, file, settings)]
    if isinstance(record, Agreement):
        found += [*_run(_AGREEMENT, record, file), *_items(record.commitments, "commitments", file)]
    elif isinstance(record, Meeting):
        found += [*_run(_MEETING, record, file), *_items(record.outcomes, "outcomes", file)]
    else:
        found += _run(_AGENCIES, record, file)
    return found


def check_day(cards: Iterable[AgreementCard | MeetingCard], today: date, settings: Settings) -> list[Diagnostic]:
    """Findings that come and go with the day."""
    return [
        diagnostic(rule, finding, card.file)
        for card in cards
        for rule in _DAY
        for finding in rule.run(card, today, settings)
    ]


def check_register(register: Register) -> list[Diagnostic]:
    """Findings that need more than one record."""
    return [diagnostic(rule, finding, finding.file) for rule in _REGISTER for finding in rule.run(register)]


def check_calendar(register: Register, today: date) -> list[Diagnostic]:
    """Findings that come and go with the day and need more than one record."""
    return [diagnostic(rule, finding, finding.file) for rule in _CALENDAR for finding in rule.run(register, today)]


def _texts(record: Agreement | Meeting | AgencyFile, file: str, settings: Settings | None) -> Iterator[Diagnostic]:
    passages = Passages(record, settings.language, settings.languages) if settings else Passages(record)
    return _run(_TEXT, passages, file)


def _run(rules: Sequence[Rule], record: object, file: str, prefix: Path = ()) -> Iterator[Diagnostic]:
    for rule in rules:
        for finding in rule.check(record):  # type: ignore[misc]  # `_of` leaves out rules without one
            yield diagnostic(rule, finding, file, prefix)


def _items(items: Sequence[Trackable], key: str, file: str) -> Iterator[Diagnostic]:
    for index, item in enumerate(items):
        yield from _run(_ITEM, item, file, (key, index))
