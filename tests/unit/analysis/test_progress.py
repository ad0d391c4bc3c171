from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from mou_tracker.analysis.crosswalk import IATI, OCDS, VTODO
from mou_tracker.analysis.progress import (
    amended_on,
    flags,
    freshness,
    is_open,
    percent_of,
    progress_of,
    verdict_of,
)
from mou_tracker.model.cards import AmendmentFact, Change, ItemCard, Schedule
from mou_tracker.model.settings import Settings
from mou_tracker.model.vocabulary import Flag, Progress
from tests.unit.analysis.cards import agreement, entry, item, verdict

TODAY = date(2026, 6, 30)
SETTINGS = Settings()


def raised(card: ItemCard, today: date = TODAY, state: str | None = "in_effect", **facts: Any) -> list[str]:
    found = flags(card, state, today, SETTINGS, **facts)
    assert all("{" not in answer.because.format(**answer.facts) for answer in found)
    return [str(answer.value) for answer in found]


def test_progress_is_the_newest_claim_as_of_the_day() -> None:
    log = (
        entry("2026-01-10", "in_preparation"),
        entry("2026-03-10", "in_progress"),
        entry("2026-05-10", type="activity"),
    )
    card = item(log=log)
    assert progress_of(card, TODAY).value == "in_progress"
    assert progress_of(card, date(2026, 3, 9)).value == "in_preparation"
    assert progress_of(card, date(2026, 1, 9)).value is None
    answer = progress_of(card, TODAY)
    assert answer.because.format(**answer.facts) == "As reported by bh-lmra on 2026-03-10."


def test_a_correction_prevails_and_is_no_report() -> None:
    log = (
        entry("2026-03-10", "completed", percent=100),
        entry("2026-03-20", "in_progress", type="correction", percent=60),
    )
    assert progress_of(item(log=log), TODAY).value == "in_progress"
    assert percent_of(item(log=log), TODAY).value == 60
    assert freshness(item(log=log), TODAY).facts == {"day": "2026-03-10"}


def test_entries_out_of_order_or_without_a_day() -> None:
    late = item(log=(entry("2026-05-01", "completed"), entry("2026-02-01", "in_progress")))
    assert progress_of(late, TODAY).value == "completed"
    undated = item(
        log=(entry("2026-02-01", "in_progress"), entry("not_stated", "on_hold"), entry("2026-06", "completed"))
    )
    assert progress_of(undated, date(2026, 5, 31)).value == "on_hold"
    assert progress_of(undated, date(2026, 6, 1)).value == "completed"


def test_percent_of_what_is_completed_is_all() -> None:
    assert percent_of(item(log=(entry("2026-01-01", percent=40), entry("2026-02-01", "completed"))), TODAY).value == 100
    assert percent_of(item(log=(entry("2026-01-01", percent=40), entry("2026-02-01", "ongoing"))), TODAY).value == 40
    assert percent_of(item(), TODAY).value is None


def test_freshness_in_days() -> None:
    assert freshness(item(log=(entry("2026-06-01"),)), TODAY).value == 29
    assert freshness(item(), TODAY).value is None


def test_verdict_is_the_newest() -> None:
    card = item(assessments=(verdict("2026-01-01", "implemented"), verdict("2026-05-01", "regressed")))
    assert verdict_of(card, TODAY).value == "regressed"
    assert verdict_of(card, date(2026, 4, 30)).value == "implemented"
    assert verdict_of(item(), TODAY).value == "not_assessed"


@pytest.mark.parametrize(
    ("expected", "card"),
    [
        (True, item()),
        (True, item(kind="recommendation", status="adopted")),
        (True, item(kind="proposal", status="deferred")),
        (False, item(kind="commendation", status="adopted")),
        (False, item(kind="recommendation", status="rejected")),
        (False, item(kind="recommendation", disposition="noted")),
        (False, item(kind="pledge", fulfilled_by="forum/2020")),
        (False, item(log=(entry("2026-01-01", "completed"),))),
        (False, item(log=(entry("2026-01-01", "cancelled"),))),
        (True, item(log=(entry("2026-01-01", "on_hold"),))),
        (True, item(log=(entry("2026-01-01", "completed"),), assessments=(verdict("2026-02-01", "regressed"),))),
        (False, item(log=(entry("2026-03-01", "completed"),), assessments=(verdict("2026-02-01", "regressed"),))),
        (False, item(log=(entry("2026-01-01", "in_progress"),), assessments=(verdict("2026-02-01", "implemented"),))),
        (True, item(log=(entry("2026-03-01", "in_progress"),), assessments=(verdict("2026-02-01", "implemented"),))),
        (True, item(nature="continuing", assessments=(verdict("2026-02-01", "implemented"),))),
    ],
)
def test_open_until_finished_and_not_denied(expected: bool, card: ItemCard) -> None:
    assert is_open(card, TODAY) is expected


@pytest.mark.parametrize(
    ("expected", "due"),
    [
        (["overdue"], "2026-06-29"),
        (["due_soon"], "2026-06-30"),
        (["due_soon"], "2026-06"),
        (["due_soon"], "2026-07-30"),
        ([], "2026-07-31"),
        ([], "2026"),
        (["overdue"], "2025"),
        ([], "not_stated"),
    ],
)
def test_due_days_are_inclusive(expected: list[str], due: str) -> None:
    assert raised(item(nature="one_off", due=due)) == expected


def test_days_late_are_counted() -> None:
    answer = flags(item(nature="one_off", due="2026-06-20"), "in_effect", TODAY, SETTINGS)[0]
    assert answer.because.format(**answer.facts) == "Due 2026-06-20; days late: 10."


@pytest.mark.parametrize("state", ["expired", "terminated", "superseded", "suspended", "signed", "negotiating"])
def test_nothing_falls_due_under_an_instrument_that_is_not_live(state: str) -> None:
    card = item(nature="one_off", due="2026-01-01", owners=())
    assert raised(card, state=state) == []
    assert raised(card, state="notice_given") == ["overdue", "unassigned"]
    assert raised(card, state=None) == ["overdue", "unassigned"]


def test_what_is_closed_raises_nothing_of_time() -> None:
    done = item(nature="one_off", due="2026-01-01", log=(entry("2026-02-01", "completed", evidence=1),))
    assert raised(done) == ["completed_unverified"]
    assert raised(item(nature="one_off", due="2026-01-01"), closed=True) == []
    assert raised(item(kind="commendation", due="2026-01-01")) == []


def test_a_recurring_commitment_is_due_at_the_end_of_each_period() -> None:
    yearly = item(nature="recurring", start="2024-08-31", every="P1Y")
    assert raised(yearly, date(2025, 8, 1)) == ["due_soon"]
    assert raised(yearly, date(2025, 9, 1)) == ["overdue"]
    held = yearly._replace(log=(entry("2025-05-01", type="activity"),))
    assert raised(held, date(2025, 9, 1)) == []
    found = flags(held, "in_effect", date(2028, 9, 1), SETTINGS)[0]
    assert (found.value, found.facts["due"], found.facts["missed"]) == ("overdue", "2026-08-31", 3)
    assert raised(held._replace(until="2025-12-31"), date(2028, 9, 1)) == []
    excuse = yearly._replace(log=(entry("2025-05-01", type="no_activity"),))
    assert raised(excuse, date(2025, 9, 1)) == ["overdue"]


def test_reports_are_late_after_their_grace() -> None:
    plan = Schedule("P3M", "2026-01-31", "P14D", None, None)
    card = item(nature="one_off", reports=plan)
    assert raised(card, date(2026, 4, 29)) == []
    assert raised(card, date(2026, 4, 30)) == ["report_due"]
    assert raised(card, date(2026, 5, 14)) == ["report_due"]
    assert raised(card, date(2026, 5, 15)) == ["report_overdue"]
    told = card._replace(log=(entry("2026-05-10", type="no_activity"),))
    assert raised(told, date(2026, 5, 15)) == []
    assert raised(told, date(2026, 7, 31)) == ["report_due"], "31 January and two quarters, not drifting from 30 April"
    assert raised(item(nature="one_off", reports=plan._replace(start=None)), TODAY) == []
    assert raised(item(nature="one_off", start="2026-01-31", reports=plan._replace(start=None))) == ["report_overdue"]


def test_a_continuing_commitment_falls_dormant() -> None:
    card = item(nature="continuing", log=(entry("2025-06-30", type="activity"), entry("2026-05-01", type="obstacle")))
    assert raised(card) == []
    assert raised(card, date(2026, 7, 1)) == ["dormant"]
    assert raised(item(nature="continuing", start="2025-01-15")) == ["dormant"]
    assert raised(item(nature="continuing")) == []
    assert raised(item(), since="2025-01-15") == ["dormant"]
    assert raised(item(nature="one_off", start="2025-01-15")) == []
    assert raised(card._replace(log=(entry("2025-01-01", "on_hold"),))) == []


def test_completion_wants_evidence_and_an_assessment() -> None:
    done = item(log=(entry("2026-02-01", "completed"),))
    assert raised(done) == ["completed_without_evidence", "completed_unverified"]
    assert raised(done._replace(assessments=(verdict("2026-01-01", "implemented"),))) == raised(done)
    judged = done._replace(assessments=(verdict("2026-03-01", "implemented"),))
    assert raised(judged) == ["completed_without_evidence"]
    assert raised(judged._replace(log=(entry("2026-02-01", "completed", evidence=1),))) == []


def test_a_text_amended_after_its_assessment_is_suspect() -> None:
    card = item(assessments=(verdict("2026-01-01", "partially_implemented"),))
    changed = agreement(amendments=(AmendmentFact("2026-02-01", None, ("commitments/training/text",)),))
    day = amended_on(changed, card, TODAY)
    assert day == "2026-02-01"
    assert raised(card, amended=day) == ["suspect"]
    assert raised(item(), amended=day) == [], "nothing was assessed that could be out of date"
    assert amended_on(changed, card, date(2026, 1, 31)) is None
    assert amended_on(changed, item("deal/other"), TODAY) is None
    assert (
        amended_on(agreement(amendments=(AmendmentFact("2026-01-01", "2026-03-01", ("deal/training",)),)), card, TODAY)
        == "2026-03-01"
    )
    asked = card._replace(
        changes=(
            Change("2026-04-01", "text", None, None, "approved"),
            Change("2026-05-01", "due", None, None, "approved"),
        )
    )
    assert amended_on(agreement(), asked, TODAY) == "2026-04-01"


def test_times_carried_are_told() -> None:
    answer = flags(item(due="2027-01-01"), None, TODAY, SETTINGS, carried=3)[0]
    assert (answer.value, answer.facts) == ("carried_over", {"times": 3})


def test_flags_are_words_of_the_vocabulary_and_keep_its_order() -> None:
    late = item(
        nature="continuing",
        start="2020-01-01",
        due="2026-01-01",
        owners=(),
        reports=Schedule("P1M", None, "P0D", None, None),
    )
    found = raised(late, carried=2)
    assert found == [word for word in get_args(Flag) if word in found]
    assert found == ["overdue", "report_overdue", "dormant", "unassigned", "carried_over"]


def test_crosswalks_know_every_word_of_progress() -> None:
    words = set(get_args(Progress))
    assert set(IATI) == set(VTODO) == words
    assert words - set(OCDS) == {"cancelled", "superseded"}
