from __future__ import annotations

from time import process_time

import pytest

from mou_tracker.model.agreement import Agreement
from mou_tracker.rules.engine import check_record
from tests.sample_register import codes_with, found_with


def _log(*entries: str) -> str:
    return "log:\n" + "".join(f"  - {{by: bh-authority, type: status_update, {entry}}}\n" for entry in entries)


@pytest.mark.parametrize(
    ("before", "after", "backwards"),
    [
        ("in_progress", "not_started", True),
        ("completed", "in_progress", True),
        ("cancelled", "in_progress", True),
        ("completed", "superseded", False),
        ("in_progress", "ongoing", False),
        ("ongoing", "in_progress", False),
        ("in_progress", "cancelled", False),
        ("in_preparation", "completed", False),
    ],
)
def test_which_steps_go_backwards(before: str, after: str, backwards: bool) -> None:
    log = _log(f"date: 2026-04-01, progress: {before}", f"date: 2026-05-01, progress: {after}, reason: other")
    assert ("MOU508" in codes_with("commitment", log)) is backwards


def test_a_pause_does_not_hide_a_step_back_nor_make_one() -> None:
    pause = "date: 2026-04-10, progress: on_hold, reason: funding"
    ahead = _log("date: 2026-04-01, progress: in_progress", pause, "date: 2026-05-01, progress: in_progress")
    back = _log("date: 2026-04-01, progress: in_progress", pause, "date: 2026-05-01, progress: not_started")
    assert "MOU508" not in codes_with("commitment", ahead)
    assert "MOU508" in codes_with("commitment", back)


def test_what_recurs_begins_again() -> None:
    log = _log("date: 2026-04-01, progress: completed", "date: 2026-05-01, progress: in_progress")
    assert "MOU508" not in codes_with("commitment", f"nature: recurring\nevery: P1Y\ndue: null\n{log}")


@pytest.mark.parametrize(
    ("progress", "percent", "disagree"),
    [
        ("completed", 99, True),
        ("completed", 0, True),
        ("completed", 100, False),
        ("not_started", 1, True),
        ("not_started", 0, False),
        ("in_progress", 100, False),
    ],
)
def test_progress_and_percentage(progress: str, percent: int, disagree: bool) -> None:
    log = _log(f"date: 2026-05-01, progress: {progress}, percent: {percent}")
    assert ("MOU509" in codes_with("commitment", log)) is disagree


def test_entries_that_differ_in_a_measure_are_two() -> None:
    same = "date: 2026-05-01, progress: in_progress"
    assert "MOU521" in codes_with("commitment", _log(f"{same}, measures: {{trainees: 1}}", *[same] * 2))
    assert "MOU521" not in codes_with("commitment", _log(f"{same}, measures: {{trainees: 1}}", same))


def test_a_count_may_fall_by_a_correction() -> None:
    log = """\
log:
  - {date: 2026-04-01, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 42}}
  - {date: 2026-05-01, by: bh-authority, type: correction, corrects: 2026-04-01, text: 24, measures: {trainees: 24}}
  - {date: 2026-06-01, by: bh-authority, type: status_update, progress: in_progress, measures: {trainees: 30}}
""".replace("text: 24", 'text: "24"')
    assert "MOU522" not in codes_with("commitment", log)


def test_evidence_that_contradicts_proves_nothing() -> None:
    def completed(bearing: str) -> str:
        proof = f"{{kind: statistics, title: أرقام, url: https://example.org/n, bearing: {bearing}}}"
        return _log(f"date: 2026-05-01, progress: completed, evidence: [{proof}]")

    assert "MOU504" in codes_with("commitment", completed("contradicts"))
    assert "MOU504" not in codes_with("commitment", completed("mixed"))


def test_a_suggestion_comes_with_an_unknown_measure() -> None:
    log = _log("date: 2026-05-01, progress: in_progress, measures: {traines: 3, budget: 4}")
    found = [finding for finding in found_with("commitment", log) if finding.code == "MOU413"]
    assert [finding.params["suggestion"] for finding in found] == ["trainees", ""]
    assert all(finding.at_key for finding in found)


def test_a_very_long_log_takes_no_long_time() -> None:
    entry = {"date": "2026-05-01", "by": "bh-authority", "type": "correction", "corrects": "2026-04-01"}
    log = [{**entry, "text": str(number), "measures": {f"m{number}": 1}} for number in range(4_000)]
    verdicts = [{"date": "2026-05-01", "by": "committee", "verdict": "regressed"}] * 4_000
    indicators = [{"id": f"i{number}", "title": "رقم"} for number in range(200)]
    item = {"id": "a", "text": "نص", "source_class": "pledge", "log": log, "assessments": verdicts}
    data = {
        "format": "mou/1",
        "kind": "agreement",
        "title": "اتفاقية",
        "parties": [{"agency": "bh-authority", "side": "BH"}],
        "commitments": [{**item, "indicators": indicators}],
    }
    record = Agreement.model_validate(data)
    started = process_time()
    found = check_record(record, "a.yaml")
    assert process_time() - started < 5
    assert len([finding for finding in found if finding.code == "MOU516"]) == 4_000
