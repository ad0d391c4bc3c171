"""How a register stood at the end of each month: counts for charts over time."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, get_args

from mou_tracker.analysis.survey import NO_PROGRESS, survey
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import Progress, Verdict


class Counted(NamedTuple):
    """A register on a day (ISO): how many instruments, commitments and tracked outcomes, and of the latter two together how
    many are open, overdue and done, how many have each reported progress, and how many each verdict.
    """

    day: str
    agreements: int
    commitments: int
    outcomes: int
    open: int
    overdue: int
    done: int
    by_progress: Mapping[str, int]
    by_verdict: Mapping[str, int]


def counted(register: Register, day: date) -> Counted:
    """The counts of a day, as the dashboard of that day had them."""
    found = survey(register, day)
    commitments = [line for entry in found.entries for line in entry.lines]
    lines = [*commitments, *found.outcomes]
    progress, verdicts = Counter(line.progress for line in lines), Counter(line.verdict for line in lines)
    return Counted(
        day=day.isoformat(),
        agreements=len(found.entries),
        commitments=len(commitments),
        outcomes=len(found.outcomes),
        open=sum(line.is_open for line in lines),
        overdue=sum(line.is_overdue for line in lines),
        done=sum(line.is_done for line in lines),
        by_progress={word: progress[word] for word in (*get_args(Progress), NO_PROGRESS) if progress[word]},
        by_verdict={word: verdicts[word] for word in get_args(Verdict) if verdicts[word]},
    )


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last day of each month from that of `first` on, and `last` itself."""
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month):
        yield date(year, month, monthrange(year, month)[1])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    yield last
