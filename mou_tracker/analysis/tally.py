"""Counting tracked items once over: by progress, verdict, freshness, pillar and owner, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, get_args

from mou_tracker.analysis.answer import NO_FACTS, Answer
from mou_tracker.analysis.filters import NO_PILLAR, core_of
from mou_tracker.analysis.survey import NO_PROGRESS, Line
from mou_tracker.model.cards import Text
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import CorePillar, Flag, Progress, Verdict

FRESHNESS = (30, 90, 180, 365)
"""Upper edges of the buckets of freshness, in days since the last report."""

OLDER, NEVER = -1, -2
"""The buckets beyond the last edge, and of what was never reported on."""


class ItemRow(NamedTuple):
    """An item under a flag: `number` is what the flag counts (days late or left, times carried); `home` its record."""

    ref: str
    text: Text
    home: str
    owners: tuple[str, ...]
    progress: str
    flag: str
    number: int | None
    because: str
    facts: Mapping[str, str | int] = NO_FACTS


class OwedRow(NamedTuple):
    """What an agency owes: items open, overdue and done; `fresh` is days since its last report on an open item."""

    agency: str
    name: Text | None
    open: int
    overdue: int
    done: int
    fresh: int | None


class PillarRow(NamedTuple):
    """Items under a core pillar, by the first pillar each names."""

    pillar: str
    total: int
    open: int
    overdue: int
    done: int


_Share = tuple[tuple[str, ...], int]
"""Owners or pillars as an item names them, and the sum of 1 for open, 2 for overdue, 4 for done."""


class _Flagged:
    """The lines under one flag: how many, and the most urgent of them."""

    __slots__ = ("_limit", "_most", "_rows", "_worst", "count")

    def __init__(self, most: int | None) -> None:
        self.count = 0
        self._most = most
        self._limit = None if most is None else 4 * most + 100
        self._worst: int | None = None
        self._rows: list[tuple[int, str, Line, Answer]] = []

    def add(self, line: Line, answer: Answer) -> None:
        """Count it, and keep it unless enough are more urgent."""
        self.count += 1
        urgency = _urgency(answer)
        if self._worst is not None and urgency > self._worst:
            return
        self._rows.append((urgency, line.item.ref, line, answer))
        if self._limit is not None and len(self._rows) > self._limit:
            self._rows = sorted(self._rows, key=_first_two)[: self._most]
            self._worst = self._rows[-1][0] if self._rows else None

    def rows(self) -> tuple[ItemRow, ...]:
        """The most urgent, most urgent first."""
        return tuple(row_of(line, answer) for _, _, line, answer in sorted(self._rows, key=_first_two)[: self._most])


class Tally:
    """Counts over lines of a survey as they come; only the `most` urgent rows are kept under each flag."""

    def __init__(self, register: Register, today: date, most: int | None = None) -> None:
        self.total = self.open = 0
        self._register, self._today, self._most = register, today, most
        self._words: Counter[tuple[str, str]] = Counter()
        self._last: Counter[date | None] = Counter()
        self._owned: Counter[_Share] = Counter()
        self._pillars: Counter[_Share] = Counter()
        self._fresh: dict[tuple[str, ...], date] = {}
        self._flagged: dict[str, _Flagged] = {}

    def add(self, lines: Iterable[Line]) -> None:
        """Count these lines too."""
        for line in lines:
            self.total += 1
            self._words[line.progress, line.verdict] += 1
            if line.is_open:
                self._add_open(line)
            item, status = line.item, line.is_open + 2 * line.is_overdue + 4 * line.is_done
            self._owned[item.owners, status] += 1
            self._pillars[item.pillars or line.home.pillars, status] += 1
            for answer in line.flags:
                self._flag(str(answer.value)).add(line, answer)

    def _add_open(self, line: Line) -> None:
        owners, last = line.item.owners, line.read.last
        self.open += 1
        self._last[last] += 1
        if last and last > self._fresh.get(owners, date.min):
            self._fresh[owners] = last

    def _flag(self, word: str) -> _Flagged:
        if word not in self._flagged:
            self._flagged[word] = _Flagged(self._most)
        return self._flagged[word]

    def by_progress(self) -> dict[str, int]:
        """Items by reported progress, in the vocabulary's order, then those of which nothing is reported."""
        return _in_order(self._word_counts(0), (*get_args(Progress), NO_PROGRESS))

    def _word_counts(self, place: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for words, count in self._words.items():
            counts[words[place]] += count
        return counts

    def by_verdict(self) -> dict[str, int]:
        """Items by newest verdict."""
        return _in_order(self._word_counts(1), get_args(Verdict))

    def by_flag(self) -> dict[str, int]:
        """How many items are under each flag raised."""
        return {word: self._flagged[word].count for word in get_args(Flag) if word in self._flagged}

    def by_freshness(self) -> dict[int, int]:
        """Open items by the upper edge of their bucket of days since the last report, then `OLDER` and `NEVER`."""
        counts = dict.fromkeys((*FRESHNESS, OLDER, NEVER), 0)
        for last, count in self._last.items():
            counts[bucket(last, self._today)] += count
        return counts

    def attention(self) -> dict[str, tuple[ItemRow, ...]]:
        """The items under each flag raised, the most urgent first."""
        return {word: self._flagged[word].rows() for word in get_args(Flag) if word in self._flagged}

    def owed(self) -> tuple[OwedRow, ...]:
        """What each agency owes, joint items under each owner; the most overdue first."""
        counts: dict[str, list[int]] = {}
        fresh: dict[str, date] = {}
        for (owners, status), count in self._owned.items():
            for agency in _agencies(owners):
                _add_to(counts.setdefault(agency, [0, 0, 0]), status, count)
        for owners, last in self._fresh.items():
            fresh.update({agency: max(last, fresh.get(agency, last)) for agency in _agencies(owners)})
        rows = [self._owed(agency, row, fresh.get(agency)) for agency, row in counts.items()]
        return tuple(sorted(rows, key=lambda row: (-row.overdue, -row.open, row.agency)))

    def _owed(self, agency: str, counts: list[int], last: date | None) -> OwedRow:
        card = self._register.agencies.get(agency)
        days = (self._today - last).days if last else None
        return OwedRow(agency, card.name if card else None, counts[0], counts[1], counts[2], days)

    def pillars(self) -> tuple[PillarRow, ...]:
        """Items by core pillar, those that name none last; pillars without items are left out."""
        cores: dict[str, list[int]] = {word: [0, 0, 0, 0] for word in (*get_args(CorePillar), NO_PILLAR)}
        for (pillars, status), count in self._pillars.items():
            _add_to(cores[core_of(pillars, self._register)], status, count, first=1)
        return tuple(PillarRow(word, *row) for word, row in cores.items() if row[0])


def _add_to(counts: list[int], status: int, count: int, first: int = 0) -> None:
    """Add to the counts of open, overdue and done, which stand from place `first` on, and to all those before."""
    for place in range(len(counts)):
        counts[place] += count if place < first or status >> (place - first) & 1 else 0


def bucket(last: date | None, today: date) -> int:
    """The bucket of freshness of an item last reported on that day."""
    if last is None:
        return NEVER
    days = (today - last).days
    return next((edge for edge in FRESHNESS if days <= edge), OLDER)


def row_of(line: Line, answer: Answer) -> ItemRow:
    """The row of an item under one of its flags."""
    item, facts = line.item, answer.facts
    number = facts.get("days", facts.get("times"))
    return ItemRow(
        ref=item.ref,
        text=item.text,
        home=line.home.id,
        owners=item.owners,
        progress=line.progress,
        flag=str(answer.value),
        number=number if isinstance(number, int) else None,
        because=answer.because,
        facts=facts,
    )


def _urgency(answer: Answer) -> int:
    """Sorts the latest first, and what is due soon by the days left."""
    number = answer.facts.get("days", answer.facts.get("times", 0))
    if not isinstance(number, int):
        return 0
    return number if answer.value == "due_soon" else -number


def _first_two(found: tuple[int, str, Line, Answer]) -> tuple[int, str]:
    return found[:2]


def _in_order(counts: Mapping[str, int], order: tuple[str, ...]) -> dict[str, int]:
    return {word: counts[word] for word in order if counts.get(word)}


def _agencies(owners: tuple[str, ...]) -> Iterable[str]:
    """The agencies of agencies and posts, each once."""
    if len(owners) == 1 and "/" not in owners[0]:
        return owners
    return dict.fromkeys(owner.partition("/")[0] for owner in owners)
