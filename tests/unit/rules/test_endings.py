"""What the end of a term asks for, day by day; and that the glance which spares the full answer never misleads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.analysis.state import standing
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.facts import agreement_card
from mou_tracker.rules.endings import _cannot_end_by
from tests.sample_register import codes_with, found_with

ENDING = "term: {kind: until_date, end: 2026-08-31}\nnotice: {non_renewal: P2M}\n"


@pytest.mark.parametrize(
    ("today", "passed"),
    [(date(2026, 6, 30), False), (date(2026, 7, 1), True), (date(2026, 8, 31), True), (date(2026, 9, 1), False)],
)
def test_the_day_for_notice_has_passed_until_the_period_ends(today: date, passed: bool) -> None:
    assert ("MOU303" in codes_with("agreement", ENDING, today)) == passed


@pytest.mark.parametrize(
    "settled",
    [
        "renewal: {kind: automatic, period: P2Y, intent: renew}\n",
        "renewal: {kind: none}\n",
        "renewal: null\n",
        "events: [{type: notice_given, date: 2026-05-01}]\n",
        "notice: {termination: P2M}\n",
    ],
)
def test_nothing_is_asked_where_there_is_nothing_to_decide(settled: str) -> None:
    lines = [line for line in ENDING.splitlines(keepends=True) if line.partition(":")[0] != settled.partition(":")[0]]
    assert "MOU303" not in codes_with("agreement", "".join(lines) + settled, date(2026, 8, 1))


def test_the_deadline_and_the_end_are_named() -> None:
    (found,) = (f for f in found_with("agreement", ENDING, date(2026, 8, 1)) if f.code == "MOU303")
    assert found.params == {"deadline": "2026-06-30", "end": "2026-08-31"}


OPEN = "term: {kind: until_date, end: 2026-05-31}\nrenewal: {kind: none}\n"


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ("", True),
        ("nature: continuing\n", False),
        ("log: [{date: 2026-05-20, by: bh-authority, type: status_update, progress: completed}]\n", False),
        ("log: [{date: 2026-05-20, by: bh-authority, type: status_update, progress: cancelled}]\n", False),
    ],
)
def test_only_what_was_to_be_done_once_and_is_open_is_left_open(item: str, left: bool) -> None:
    example = {"agreements/sample.yaml": OPEN + _commitment(item)}
    assert ("MOU328" in {finding.code for finding in found_with("agreement", example)}) == left


def _commitment(item: str) -> str:
    nature = "" if item.startswith("nature") else "    nature: one_off\n"
    lines = "".join(f"    {line}\n" for line in item.splitlines())
    return f"commitments:\n  - id: training\n    text: Training\n    source_class: undertaking\n{nature}{lines}"


@pytest.mark.parametrize("event", ["terminated", "superseded"])
def test_an_instrument_that_has_ended_by_an_event_counts_too(event: str) -> None:
    (found,) = (
        finding
        for finding in found_with("agreement", f"events: [{{type: {event}, date: 2026-06-01}}]\n")
        if finding.code == "MOU328"
    )
    assert found.params == {"state": event, "n": 1}
    assert found.path == ("commitments", 0)


DATES = st.dates(date(2019, 1, 1), date(2030, 12, 31)).map(date.isoformat)
PARTIAL = st.one_of(DATES, DATES.map(lambda day: day[:7]), DATES.map(lambda day: day[:4]), st.just("not_stated"))
LENGTHS = st.sampled_from(["P1Y", "P3Y", "P6M", "P90D", "P1M", "not_stated"])


@given(
    signing=st.none() | PARTIAL,
    effect=st.none() | PARTIAL,
    mode=st.sampled_from(["on_signature", "on_fixed_date", "not_stated", "on_last_notification", "after_period"]),
    term=st.fixed_dictionaries(
        {"kind": st.sampled_from(["fixed", "until_date", "indefinite"])}, optional={"initial": LENGTHS, "end": PARTIAL}
    ),
    renewal=st.sampled_from(["none", "automatic", "by_agreement"]),
    day=st.dates(date(2019, 1, 1), date(2032, 12, 31)),
)
def test_the_glance_never_denies_an_end_that_has_come(
    signing: str | None, effect: str | None, mode: str, term: dict[str, str], renewal: str, day: date
) -> None:
    data: dict[str, object] = {
        "format": "mou/1",
        "kind": "protocol",
        "title": "Protocol",
        "parties": [{"agency": "aa", "side": "A"}, {"agency": "bb", "side": "B"}],
        "signing": {"date": signing} if signing else {},
        "effect": {"mode": mode, "date": effect} if effect else {"mode": mode},
        "term": term,
        "renewal": {"kind": renewal, "period": "P1Y"} if renewal != "none" else {"kind": renewal},
    }
    card = agreement_card(Agreement.model_validate(data), "x", "agreements/x.yaml")
    if _cannot_end_by(card, day):
        end = standing(card, day).period.end
        assert end is None or end > day - timedelta(days=1)
