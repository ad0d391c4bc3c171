"""Rules of indicators, their measures in the log, and periodic reports (MOU4xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Path
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at, at_key
from mou_tracker.rules.certain import disordered, surely_longer
from mou_tracker.rules.nearest import nearest

if TYPE_CHECKING:
    from mou_tracker.model.commitment import Indicator, Trackable

_MOST = 20
"""How many suggestions are looked for in one item: comparing words takes long, and one slip is often made many times."""


def _nothing_to_reach(item: Trackable) -> Iterable[Finding]:
    return [
        at("indicators", index, key := "targets" if not indicator.targets else "baseline", id=indicator.id, key=key)
        for index, indicator in enumerate(item.indicators)
        if not indicator.targets or indicator.baseline is None
    ]


def _targets_out_of_order(item: Trackable) -> Iterator[Finding]:
    for index, indicator in enumerate(item.indicators):
        if len(indicator.targets) > 1:
            days = [target.by for target in indicator.targets]
            for place, day, before in disordered(days):
                yield at("indicators", index, "targets", place, "by", day=day, before=before)


def _two_targets_for_a_day(item: Trackable) -> Iterator[Finding]:
    for index, indicator in enumerate(item.indicators):
        days: set[str] = set()
        for place, target in enumerate(indicator.targets):
            if target.by in days and target.by not in KNOWN:
                yield at("indicators", index, "targets", place, "by", id=indicator.id, day=target.by)
            days.add(target.by)


def _unknown_measure(item: Trackable) -> Iterable[Finding]:
    if not item.log:
        return ()
    known = {indicator.id for indicator in item.indicators}
    lost = [
        (index, word)
        for index, entry in enumerate(item.log)
        if entry.measures
        for word in entry.measures
        if word not in known
    ]
    return [
        at_key("log", index, "measures", word, found=word, suggestion=nearest(word, known) if place < _MOST else "")
        for place, (index, word) in enumerate(lost)
    ]


def _target_the_wrong_way(item: Trackable) -> Iterator[Finding]:
    for index, indicator in enumerate(item.indicators):
        start = _number(indicator.baseline.value) if indicator.baseline else None
        if start is None or indicator.direction == "not_stated":
            continue
        sign = 1 if indicator.direction == "higher_better" else -1
        for place, target in enumerate(indicator.targets):
            value = _number(target.value)
            if value is not None and sign * value < sign * start:
                yield at("indicators", index, "targets", place, "value", target=str(value), baseline=str(start))


def _number(value: float | str) -> float | None:
    return None if isinstance(value, str) else value


def _percent_beyond(item: Trackable) -> Iterable[Finding]:
    percents = [(index, entry) for index, entry in enumerate(item.indicators) if entry.measure == "percent"]
    return _beyond(item, percents) if percents else ()


def _beyond(item: Trackable, percents: list[tuple[int, Indicator]]) -> Iterator[Finding]:
    for path, value in _values(item, percents):
        number = _number(value)
        if number is not None and not 0 <= number <= 100:
            yield at(*path, found=str(value))


def _values(item: Trackable, indicators: list[tuple[int, Indicator]]) -> Iterator[tuple[Path, float | str]]:
    ids = {indicator.id for _, indicator in indicators}
    for index, indicator in indicators:
        if indicator.baseline:
            yield ("indicators", index, "baseline", "value"), indicator.baseline.value
        for place, target in enumerate(indicator.targets):
            yield ("indicators", index, "targets", place, "value"), target.value
    for index, entry in enumerate(item.log):
        for word, value in entry.measures.items():
            if word in ids:
                yield ("log", index, "measures", word), value


def _count_falls(item: Trackable) -> Iterable[Finding]:
    if len(item.log) < 2 or item.nature == "recurring":
        return ()
    counts = [indicator.id for indicator in item.indicators if _only_grows(indicator)]
    return _falls(item, counts) if counts else ()


def _only_grows(indicator: Indicator) -> bool:
    return indicator.measure == "count" and indicator.direction == "higher_better"


def _falls(item: Trackable, counts: list[str]) -> Iterator[Finding]:
    highest: dict[str, float] = {}
    for index, entry in enumerate(item.log):
        for word in counts:
            value = _number(entry.measures.get(word, ""))
            if value is not None and entry.type != "correction" and value < highest.get(word, value):
                yield at("log", index, "measures", word, id=word, found=str(value), before=str(highest[word]))
            if value is not None:
                highest[word] = value


def _reports_without_start(item: Trackable) -> Iterable[Finding]:
    if item.reports is None or item.reports.from_ is not None or item.start is not None:
        return ()
    return (at("reports", "from", every=item.reports.every),)


def _grace_too_long(item: Trackable) -> Iterable[Finding]:
    if item.reports is None or not surely_longer(item.reports.grace, item.reports.every):
        return ()
    return (at("reports", "grace", grace=item.reports.grace, every=item.reports.every),)


_FROM_NOTHING = "baseline: {date: 2025-02-01, value: 0}"


def _indicator(*lines: str) -> str:
    head = "indicators:\n  - id: trainees\n    title: {ar: عدد المتدربين, en: Number of trainees}\n"
    return head + "".join(f"    {line}\n" for line in lines)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU411",
        scope="item",
        severity=INFO,
        title="Indicator without baseline or target",
        message="The indicator {id} lacks the key {key}",
        why="Without a beginning and an aim a figure says neither how far one has come nor how far there is to go.",
        remedy="Give the baseline and the targets; a value may be not_stated.",
        sample="commitment",
        bad="indicators:\n  - {id: trainees, title: {ar: عدد المتدربين, en: Number of trainees}}",
        good=_indicator("baseline: {date: not_stated, value: not_stated}", "targets: [{by: not_stated, value: 60}]"),
        check=_nothing_to_reach,
    ),
    Rule(
        code="MOU412",
        scope="item",
        severity=WARNING,
        title="Targets out of order",
        message="The target for {day} stands after the one for {before}",
        why="Targets are steps towards an aim; out of order, one of the dates is probably wrong.",
        remedy="Correct the date, or put the targets in the order of their dates.",
        sample="commitment",
        bad=_indicator(_FROM_NOTHING, "targets: [{by: 2026-12-31, value: 30}, {by: 2025-12-31, value: 60}]"),
        good=_indicator(_FROM_NOTHING, "targets: [{by: 2025-12-31, value: 30}, {by: 2026-12-31, value: 60}]"),
        check=_targets_out_of_order,
    ),
    Rule(
        code="MOU413",
        scope="item",
        severity=ERROR,
        title="Measure of an unknown indicator",
        message="No indicator of this commitment has the id {found}",
        why="A figure is counted under the indicator it names; this one would be lost.",
        remedy="Correct the id, or add the indicator.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, measures: {traines: 24}}
""",
        good="""\
log:
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 24}}
""",
        check=_unknown_measure,
    ),
    Rule(
        code="MOU414",
        scope="item",
        severity=WARNING,
        title="Target worse than the baseline",
        message="The target {target} is worse than the baseline {baseline}",
        why="By its direction the indicator would have to get worse to reach its target.",
        remedy="Correct the values, or the direction of the indicator.",
        sample="commitment",
        bad=_indicator("baseline: {date: 2025-02-01, value: 80}", "targets: [{by: 2026-12-31, value: 60}]"),
        good=_indicator(
            "direction: lower_better",
            "baseline: {date: 2025-02-01, value: 80}",
            "targets: [{by: 2026-12-31, value: 60}]",
        ),
        check=_target_the_wrong_way,
    ),
    Rule(
        code="MOU415",
        scope="item",
        severity=WARNING,
        title="Percentage beyond 0 to 100",
        message="{found} is not a percentage from 0 to 100",
        why="A share of a whole lies between 0 and 100; another value is a slip or another kind of measure.",
        remedy="Correct the value, or choose another measure for the indicator, such as ratio.",
        sample="commitment",
        bad=_indicator("measure: percent", _FROM_NOTHING, "targets: [{by: 2026-12-31, value: 120}]"),
        good=_indicator("measure: percent", _FROM_NOTHING, "targets: [{by: 2026-12-31, value: 90}]"),
        check=_percent_beyond,
    ),
    Rule(
        code="MOU416",
        scope="item",
        severity=WARNING,
        title="Reports without a first day",
        message="Reports are due every {every}, but from which day is not said",
        why="The days on which reports fall due are counted from the first; without it none is ever late.",
        remedy="Write the first day under from, or from: not_stated.",
        sample="commitment",
        bad="start: null\nreports: {every: P3M}",
        good="start: null\nreports: {every: P3M, from: 2026-06-01}",
        check=_reports_without_start,
    ),
    Rule(
        code="MOU426",
        scope="item",
        severity=WARNING,
        title="Grace longer than the period",
        message="The grace of {grace} is longer than the period of {every}",
        why="A report would still be in time when the next one is already due.",
        remedy="Correct the grace or the period.",
        sample="commitment",
        bad="reports: {every: P1M, from: 2026-06-01, grace: P60D}",
        good="reports: {every: P3M, from: 2026-06-01, grace: P14D}",
        check=_grace_too_long,
    ),
    Rule(
        code="MOU427",
        scope="item",
        severity=WARNING,
        title="Two targets for one day",
        message="{id} has two targets for {day}",
        why="Only one of them can be the aim; which one is not said.",
        remedy="Remove one, or correct its date.",
        sample="commitment",
        bad=_indicator(_FROM_NOTHING, "targets: [{by: 2026-12-31, value: 30}, {by: 2026-12-31, value: 60}]"),
        good=_indicator(_FROM_NOTHING, "targets: [{by: 2025-12-31, value: 30}, {by: 2026-12-31, value: 60}]"),
        check=_two_targets_for_a_day,
    ),
    Rule(
        code="MOU522",
        scope="item",
        severity=INFO,
        title="Count that falls",
        message="{id} falls from {before} to {found}",
        why="A count is reported as the total so far and does not fall; this may be the figure of one period alone.",
        remedy="Report the total so far, or log a correction.",
        sample="commitment",
        bad="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 24}}
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 12}}
""",
        good="""\
log:
  - {date: 2026-04-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 24}}
  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 36}}
""",
        check=_count_falls,
    ),
)
