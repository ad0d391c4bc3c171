from __future__ import annotations

import time
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from mou_tracker.analysis.filters import Filters, select
from mou_tracker.analysis.overview import Overview, overview
from mou_tracker.analysis.tally import NEVER, OLDER, bucket
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Pillar, Settings
from tests.unit.analysis.cards import agreement, entry, item, register
from tests.unit.analysis.scene import SCENE, TODAY

SEEN = overview(SCENE, TODAY)


def rows(view: Overview, flag: str) -> list[str]:
    return [row.ref for row in view.attention.get(flag, ())]


def test_totals() -> None:
    assert SEEN.totals._asdict() == {
        "agreements": 3,
        "commitments": 5,
        "outcomes": 2,
        "meetings": 3,
        "agencies": 3,
        "open": 5,
        "broken": 0,
    }


def test_counts_by_word_keep_the_order_of_the_vocabulary() -> None:
    assert SEEN.by_state == {"expired": 1, "expiring": 1, "undetermined": 1}
    assert SEEN.by_progress == {"in_progress": 1, "completed": 1, "not_reported": 5}
    assert SEEN.by_verdict == {"not_assessed": 6, "partially_implemented": 1}
    assert SEEN.by_freshness == {30: 1, 90: 0, 180: 0, 365: 0, OLDER: 0, NEVER: 4}


def test_what_needs_attention() -> None:
    assert rows(SEEN, "overdue") == ["committee/1/form", "deal/guide"]
    assert rows(SEEN, "unassigned") == ["deal/study"]
    assert rows(SEEN, "completed_without_evidence") == ["deal/visit"]
    assert rows(SEEN, "carried_over") == [
        "deal/guide",
        "deal/study",
        "deal/training",
        "committee/1/form",
        "committee/1/host",
    ]
    late = SEEN.attention["overdue"][1]
    assert (late.number, late.home, late.progress) == (30, "deal", "not_reported")
    assert SEEN.by_flag["overdue"] == 2
    assert rows(overview(SCENE, TODAY, most=1), "overdue") == ["committee/1/form"]
    assert overview(SCENE, TODAY, most=1).by_flag == SEEN.by_flag


def test_terms_near_their_day() -> None:
    assert [(row.id, row.state, row.end, row.deadline, row.days) for row in SEEN.terms] == [
        ("deal", "expiring", "2027-01-14", "2026-09-14", 76)
    ]


def test_what_agencies_owe_counts_joint_items_under_each() -> None:
    assert [(row.agency, row.open, row.overdue, row.done, row.fresh) for row in SEEN.agencies] == [
        ("bh-lmra", 3, 2, 1, 20),
        ("om-ncht", 1, 0, 1, None),
    ]


def test_pillars_by_the_first_one_named() -> None:
    assert [tuple(row) for row in SEEN.pillars] == [
        ("prevention", 1, 1, 0, 0),
        ("capacity", 1, 1, 1, 0),
        ("no_pillar", 5, 3, 1, 1),
    ]


def test_bodies_with_their_meetings() -> None:
    body = SEEN.bodies[0]
    assert (body.body, body.last, body.last_date, body.open, body.carried) == (
        "committee",
        "committee/2",
        "2026-04-10",
        2,
        2,
    )
    assert body.next is not None
    assert body.next.when == "2026-07-10"


def test_freshness_edges() -> None:
    assert [bucket(date(2026, 6, 30), TODAY), bucket(date(2026, 5, 31), TODAY), bucket(date(2026, 5, 30), TODAY)] == [
        30,
        30,
        90,
    ]
    assert (bucket(date(2020, 1, 1), TODAY), bucket(None, TODAY)) == (OLDER, NEVER)


@pytest.mark.parametrize(
    ("chosen", "agreements", "items"),
    [
        ({"agreement": ("deal",)}, ["deal"], ["deal/guide", "deal/training", "deal/visit", "deal/study", "committee/1/host", "committee/1/form"]),
        ({"agency": ("om-ncht",)}, ["deal", "old", "plan"], ["deal/visit", "committee/1/host"]),
        ({"agency": ("bh-lmra/ceo",)}, ["deal"], ["deal/training"]),
        ({"side": ("OM",), "is_open": True}, [], ["committee/1/host"]),
        ({"pillar": ("capacity",)}, ["deal"], ["deal/guide"]),
        ({"pillar": ("training",)}, ["deal"], ["deal/guide"]),
        ({"pillar": ("no_pillar",), "is_open": True}, ["deal"], ["deal/study", "committee/1/host", "committee/1/form"]),
        ({"thread": ("centre",)}, ["deal"], ["deal/training"]),
        ({"thread": ("regional",)}, ["deal"], ["deal/guide", "deal/training", "deal/visit", "deal/study"]),
        ({"kind": ("treaty",)}, ["old"], ["old/x"]),
        ({"kind": ("pledge",)}, [], ["committee/1/host"]),
        ({"state": ("expired", "undetermined")}, ["old", "plan"], ["old/x"]),
        ({"progress": ("not_reported",), "agreement": ("deal",)}, ["deal"], ["deal/guide", "deal/study", "committee/1/host", "committee/1/form"]),
        ({"verdict": ("partially_implemented",)}, ["deal"], ["deal/study"]),
        ({"flag": ("overdue",)}, ["deal"], ["deal/guide", "committee/1/form"]),
        ({"body": ("committee",), "flag": ("overdue",)}, ["deal"], ["deal/guide", "committee/1/form"]),
        ({"agreement": ("nothing",)}, [], []),
    ],
)  # fmt: skip
def test_filters(chosen: dict[str, Any], agreements: list[str], items: list[str]) -> None:
    kept = select(SCENE, Filters(**chosen), TODAY)
    assert list(kept.agreements) == agreements
    found = [item.ref for card in (*kept.agreements.values(), *kept.meetings.values()) for item in card.items]
    assert found == items
    view = overview(SCENE, TODAY, Filters(**chosen))
    assert (view.totals.agreements, view.totals.commitments + view.totals.outcomes) == (len(agreements), len(items))


def test_no_filter_keeps_everything() -> None:
    assert select(SCENE, Filters(), TODAY) is SCENE
    assert not Filters().any()


def test_a_pillar_without_a_core_is_counted_apart() -> None:
    odd = Settings(pillars={"om": {"odd": Pillar("odd", "elsewhere", "Odd")}})
    view = overview(
        register(agreement(items=(item(pillars=("odd",)), item("deal/b", pillars=("gone",)))), settings=odd), TODAY
    )
    assert [(row.pillar, row.total) for row in view.pillars] == [("no_pillar", 2)]


def test_an_empty_register() -> None:
    view = overview(Register(), TODAY)
    assert view.totals == (0, 0, 0, 0, 0, 0, 0)
    assert view.attention == {}
    assert {field.name for field in fields(view)} >= {"terms", "agencies", "pillars", "bodies"}


def many(agreements: int) -> Register:
    log = (entry("2026-01-10", "in_progress"), entry("2026-05-10", type="activity"))
    items = [item(f"x/c{n}", nature="recurring", start=f"2024-0{n + 1}-10", every="P1Y", log=log) for n in range(8)]
    card = agreement(
        signed="2020-02-29",
        effect_mode="on_signature",
        term_kind="fixed",
        term_initial="P3Y",
        renewal_kind="automatic",
        renewal_period="P1Y",
    )
    return register(*(card._replace(id=f"deal-{n}", items=tuple(items)) for n in range(agreements)))  # fmt: skip


@pytest.mark.slow
def test_the_overview_is_linear_in_the_register() -> None:
    small, large = many(500), many(4000)

    def seconds(everything: Register) -> float:
        best = 60.0
        for _ in range(3):
            start = time.process_time()
            overview(everything, TODAY, most=20)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(large) < 8 * 2.5 * seconds(small)
