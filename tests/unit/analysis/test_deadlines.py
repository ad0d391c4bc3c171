from __future__ import annotations

from datetime import date
from typing import Any

from mou_tracker.analysis.deadlines import KINDS, due_within
from mou_tracker.model.cards import Schedule, Step
from mou_tracker.model.register import Register
from tests.unit.analysis.cards import agency, agreement, entry, event, item, meeting, register

TODAY = date(2026, 6, 30)


def due(everything: Register, days: int = 30) -> list[tuple[str, str, int]]:
    return [(found.kind, found.when, found.days) for found in due_within(everything, TODAY, days)]


def deal(*items: Any, **facts: Any) -> Register:
    return register(agreement(**{"signed": "2025-01-15", "effect_mode": "on_signature", "items": items, **facts}))


def test_overdue_and_soon_by_date() -> None:
    late, soon, far = item("deal/a", due="2026-06-20"), item("deal/b", due="2026-07"), item("deal/c", due="2026-08-01")
    assert due(deal(far, soon, late)) == [("due", "2026-06-20", -10)]
    assert due(deal(far, soon, late), 31) == [("due", "2026-06-20", -10), ("due", "2026-07", 31)]
    assert len(due(deal(far, soon, late), 32)) == 3
    found = due_within(deal(late), TODAY, 0)[0]
    assert (found.ref, found.origin, found.owners, found.title) == ("deal/a", "deal", ("bh-lmra",), late.text)


def test_finished_closed_and_ended_items_are_not_due() -> None:
    late = item("deal/a", due="2026-06-20")
    assert due(deal(late._replace(log=(entry("2026-06-01", "completed"),)))) == []
    assert due(deal(late, events=(event("terminated", "2026-01-01"),))) == []


def test_recurrence_reports_and_milestones() -> None:
    steps = (Step("guide", "Guide", "2026-07-15", None), Step("plan", "Plan", "2026-05-01", "2026-04-20"))
    plan = Schedule("P3M", "2026-04-10", "P14D", None, None)
    card = item(nature="recurring", start="2025-07-05", every="P1Y", reports=plan, steps=steps)
    assert due(deal(card)) == [
        ("recurrence", "2026-07-05", 5),
        ("report", "2026-07-10", 10),
        ("milestone", "2026-07-15", 15),
    ]
    done_later = card._replace(steps=(Step("plan", "Plan", "2026-07-01", "2026-07-02"),), every=None, reports=None)
    assert due(deal(done_later)) == [("milestone", "2026-07-01", 1)], "it was not done yet on this day"


def test_notice_end_and_review() -> None:
    terms: dict[str, Any] = {
        "term_kind": "fixed",
        "term_initial": "P19M",
        "renewal_kind": "automatic",
        "renewal_period": "P1Y",
    }
    both = deal(**terms, notice_non_renewal="P1M", review="P6M")
    assert due(both, 50) == [
        ("review", "2026-01-15", -166),
        ("notice", "2026-07-14", 14),
        ("review", "2026-07-15", 15),
        ("end", "2026-08-14", 45),
    ]
    assert [kind for kind, _, _ in due(deal(**{**terms, "renewal_kind": "none"}, notice_non_renewal="P1M"), 50)] == [
        "end"
    ]
    given = deal(**terms, notice_non_renewal="P1M", events=(event("notice_given", "2026-06-01"),))
    assert [kind for kind, _, _ in due(given, 50)] == ["end"]


def test_days_for_notice_that_have_passed_are_past() -> None:
    passed = deal(
        term_kind="fixed", term_initial="P18M", renewal_kind="automatic", renewal_period="P1Y", notice_non_renewal="P1M"
    )
    assert due(passed) == [("end", "2026-07-14", 14)]


def test_outcomes_and_meetings() -> None:
    pledge = item("forum/1/p", kind="pledge", due="2026-07-01")
    praise = item("forum/1/q", kind="commendation", due="2026-07-01")
    card = meeting("forum/1", date="2026-01-01", items=(pledge, praise), next="2026-07-20")
    found = due_within(register(card, agency("forum")), TODAY, 30)
    assert [(one.kind, one.ref, one.days) for one in found] == [("due", "forum/1/p", 1), ("meeting", "forum", 20)]
    assert {one.kind for one in found} <= set(KINDS)


def test_reasons_are_filled_by_their_facts() -> None:
    card = item(
        nature="recurring",
        start="2025-07-05",
        every="P1Y",
        due="2026-07-01",
        steps=(Step("g", "G", "2026-07-01", None),),
    )
    for found in due_within(deal(card, term_kind="fixed", term_initial="P18M"), TODAY, 60):
        assert "{" not in found.because.format(**found.facts)
