from __future__ import annotations

import pytest

from mou_tracker.analysis.filters import Filters
from mou_tracker.analysis.listing import SORTS, agency_rows, agreement_rows, commitment_rows, meeting_rows
from tests.unit.analysis.cards import agreement, register
from tests.unit.analysis.scene import SCENE, TODAY


def test_agreements() -> None:
    deal = agreement_rows(SCENE, TODAY)[0]
    assert deal._asdict() == {
        "id": "deal",
        "title": {"ar": "مذكرة التفاهم بشأن الاتجار بالأشخاص", "en": "Memorandum on trafficking"},
        "kind": "memorandum_of_understanding",
        "state": "expiring",
        "sides": ("BH", "OM"),
        "signed": "2025-01-15",
        "effect": "2025-01-15",
        "end": "2027-01-14",
        "notice": "2026-09-14",
        "commitments": 4,
        "open": 3,
        "overdue": 1,
        "last": "2026-06-10",
    }


def test_commitments_and_outcomes() -> None:
    rows = {row.ref: row for row in commitment_rows(SCENE, TODAY)}
    assert list(rows) == sorted(rows)
    late = rows["deal/guide"]
    assert (late.due, late.days, late.pillar, late.flags) == (
        "2026-05-31",
        -30,
        "capacity",
        ("overdue", "carried_over"),
    )
    running = rows["deal/training"]
    assert (running.due, running.days, running.last, running.progress) == (
        "2026-09-15",
        77,
        "2026-06-10",
        "in_progress",
    )
    done = rows["deal/visit"]
    assert (done.open, done.due, done.days) == (False, None, None)
    assert rows["committee/1/host"].kind == "pledge"
    assert "committee/2/praise" not in rows


def test_meetings_in_the_order_of_their_body() -> None:
    rows = meeting_rows(SCENE, TODAY)
    assert [(row.id, row.status, row.outcomes, row.open, row.carried) for row in rows] == [
        ("committee/1", "held", 2, 2, 0),
        ("committee/2", "held", 0, 0, 1),
        ("committee/3", "planned", 0, 0, 0),
    ]
    assert [row.id for row in meeting_rows(SCENE, TODAY, Filters(state=("planned",)))] == ["committee/3"]
    assert [row.id for row in meeting_rows(SCENE, TODAY, Filters(agreement=("deal",)))] == ["committee/1"]
    assert [row.id for row in meeting_rows(SCENE, TODAY, Filters(is_open=True))] == ["committee/3"]
    assert meeting_rows(SCENE, TODAY, Filters(body=("forum",))) == []


def test_agencies_with_what_they_owe() -> None:
    rows = [(row.id, row.agreements, row.open, row.overdue, row.done) for row in agency_rows(SCENE, TODAY)]
    assert rows == [("bh-lmra", 2, 3, 2, 1), ("committee", 0, 0, 0, 0), ("om-ncht", 3, 1, 0, 1)]
    assert [row.id for row in agency_rows(SCENE, TODAY, Filters(agency=("om-ncht",)))] == ["om-ncht"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("id", ["deal", "old", "plan"]),
        ("date", ["old", "deal", "plan"]),
        ("state", ["old", "deal", "plan"]),
        ("due", ["old", "deal", "plan"]),
        ("title", ["old", "deal", "plan"]),
    ],
)
def test_sorting_agreements(sort: str, expected: list[str]) -> None:
    assert [row.id for row in agreement_rows(SCENE, TODAY, sort=sort)] == expected


def test_every_list_takes_every_sort() -> None:
    for sort in SORTS:
        for rows in (agreement_rows, commitment_rows, meeting_rows, agency_rows):
            assert len(rows(SCENE, TODAY, sort=sort)) == len(rows(SCENE, TODAY))
    assert [row.ref for row in commitment_rows(SCENE, TODAY, sort="due")][:2] == ["committee/1/form", "deal/guide"]
    assert agency_rows(SCENE, TODAY, sort="due")[0].id == "bh-lmra"


def test_arabic_titles_sort_without_their_article() -> None:
    cards = [
        agreement("a", title={"ar": "المذكرة"}),
        agreement("b", title={"ar": "اتفاق"}),
        agreement("c", title={"en": "Zed"}),
    ]
    arabic = register(*cards, settings=SCENE.settings.__class__(language="ar"))
    assert [row.id for row in agreement_rows(arabic, TODAY, sort="title")] == ["b", "a", "c"]
