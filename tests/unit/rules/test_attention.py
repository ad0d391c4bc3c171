from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from mou_tracker.rules.engine import check_calendar
from mou_tracker.store.loader import load
from tests.sample_register import REGISTER, TODAY, FilesInMemory, files_with

LATE = "due: 2026-06-15\nindicators: null\nlog: null"
CLOSED = "follow_up:\n  - {item: sample/training, disposition: closed_not_implemented}"


def _found(files: Mapping[str, bytes], today: date = TODAY) -> dict[str, dict[str, str | int]]:
    register = load(FilesInMemory(files)).register
    return {finding.code: dict(finding.params) for finding in check_calendar(register, today)}


def _with(commitment: str, more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    return {**files_with("commitment", commitment), **(more or {})}


def test_how_many_days_late() -> None:
    assert _found(_with(LATE))["MOU506"] == {"id": "sample/training", "due": "2026-06-15", "n": 15}
    assert "MOU506" not in _found(_with(LATE), date(2026, 6, 15))
    assert _found(_with(LATE), date(2026, 6, 16))["MOU506"]["n"] == 1


def test_a_partial_due_date_is_late_after_its_last_day() -> None:
    month = LATE.replace("2026-06-15", "2026-06")
    assert "MOU506" not in _found(_with(month), date(2026, 6, 30))
    assert _found(_with(month), date(2026, 7, 1))["MOU506"]["n"] == 1


def test_what_a_meeting_closed_is_not_late() -> None:
    closed = files_with("meeting", CLOSED)["meetings/committee/2.yaml"]
    assert "MOU506" not in _found(_with(LATE, {"meetings/committee/2.yaml": closed}))


def test_nothing_is_late_under_a_superseded_instrument() -> None:
    newer = REGISTER["agreements/parent.yaml"] + "relations: [{type: supersedes, target: sample}]\n"
    assert "MOU506" not in _found(_with(LATE, {"agreements/newer.yaml": newer.encode()}))


def test_a_missed_recurrence_is_late_from_its_day() -> None:
    yearly = "nature: recurring\ndue: null\nevery: P1Y\nstart: 2025-02-01\nindicators: null\nlog: null"
    assert _found(_with(yearly))["MOU506"] == {"id": "sample/training", "due": "2026-02-01", "n": 149}


def test_a_continuing_commitment_sleeps_after_the_window() -> None:
    continuing = "nature: continuing\ndue: null"
    assert "MOU505" not in _found(_with(continuing), date(2027, 5, 10))
    assert _found(_with(continuing), date(2027, 5, 11))["MOU505"]["day"] == "2026-05-10"


def test_an_obstacle_is_no_activity() -> None:
    log = "log:\n  - {date: 2026-06-01, by: bh-authority, type: obstacle, text: عقبة}"
    assert "MOU505" in _found(_with(f"nature: continuing\ndue: null\n{log}"))


def test_a_verdict_ends_the_waiting() -> None:
    claim = "log:\n  - {date: 2025-12-10, by: bh-authority, type: status_update, progress: completed}\n"
    verdict = "assessments:\n  - {date: 2025-12-11, by: committee, verdict: partially_implemented}\n"
    assert _found(_with(claim))["MOU515"]["n"] == 202
    assert "MOU515" not in _found(_with(claim), date(2026, 3, 10))
    assert "MOU515" not in _found(_with(claim + verdict))


@pytest.mark.parametrize("today", [date(2026, 7, 11), date(2026, 10, 1)])
def test_the_next_meeting_named_is_late_at_once(today: date) -> None:
    files = files_with("meeting", "next: 2026-07-10")
    assert _found(files, today)["MOU638"] == {
        "body": "committee",
        "due": "2026-07-10",
        "n": (today - date(2026, 7, 10)).days,
    }


def test_the_next_meeting_counted_from_the_cadence_has_some_days_of_grace() -> None:
    files = files_with("meeting", "next: null")
    assert "MOU638" not in _found(files, date(2026, 10, 11))
    assert _found(files, date(2026, 10, 12))["MOU638"]["due"] == "2026-09-11"


def test_a_planned_meeting_answers_for_the_next_one() -> None:
    planned = (
        "format: mou/1\nbody: committee\nkind: joint_committee_session\nstatus: planned\nordinal: 3\ndate: 2026-12-01\n"
    )
    files = {**files_with("meeting", "next: 2026-07-10"), "meetings/committee/3.yaml": planned.encode()}
    assert "MOU638" not in _found(files, date(2026, 10, 1))


def test_a_meeting_of_some_day_in_a_year_is_counted_from_its_end() -> None:
    files = files_with("meeting", 'date: "2026"\nnext: null')
    assert "MOU638" not in _found(files, date(2027, 7, 30))
    assert _found(files, date(2027, 7, 31))["MOU638"] == {"body": "committee", "due": "2027-06-30", "n": 31}
