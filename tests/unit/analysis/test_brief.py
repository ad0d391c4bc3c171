from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.analysis.brief import brief_of_agreement, brief_of_meeting
from mou_tracker.analysis.instruments import contact, title_of
from tests.unit.analysis.cards import agency, agreement, event, item, meeting, register
from tests.unit.analysis.scene import SCENE, TODAY

NEXT = brief_of_meeting(SCENE, "committee", TODAY)


def refs(items: tuple[object, ...]) -> list[str]:
    return [getattr(one, "ref") for one in items]  # noqa: B009


def test_the_next_meeting_of_a_body_is_the_one_planned() -> None:
    assert (NEXT.kind, NEXT.subject, NEXT.body, NEXT.day) == ("meeting", "committee/3", "committee", "2026-06-30")
    assert brief_of_meeting(SCENE, "committee/3", TODAY) == NEXT
    assert NEXT.session is not None
    assert NEXT.session.date == "2026-07-10"
    assert NEXT.previous is not None
    assert (NEXT.previous.id, NEXT.previous.minutes) == ("committee/2", "draft")
    assert (NEXT.horizon.value, NEXT.horizon.facts) == ("2026-10-10", {"meeting": "committee/3"})


def test_figures() -> None:
    assert NEXT.figures._asdict() == {
        "instruments": 1,
        "items": 6,
        "open": 5,
        "done": 1,
        "overdue": 2,
        "due_soon": 0,
        "dormant": 0,
        "reports_missing": 0,
        "carried": 5,
    }


def test_items_by_need() -> None:
    assert refs(NEXT.overdue) == ["committee/1/form", "deal/guide"]
    assert refs(NEXT.due_before_next) == ["deal/training"]
    assert refs(NEXT.dormant) == []
    assert [(one.ref, one.times) for one in NEXT.carried] == [
        ("deal/guide", 2),
        ("deal/training", 2),
        ("deal/study", 2),
        ("committee/1/form", 1),
        ("committee/1/host", 1),
    ]
    assert NEXT.carried[4].disposition == "carried_over"


def test_an_item_has_its_last_report_and_owners_by_name() -> None:
    training = next(one for one in NEXT.commitments if one.ref == "deal/training")
    assert (training.last, training.last_by, training.percent) == ("2026-06-10", "bh-lmra", 40)
    assert training.last_text == {"ar": "دورة تدريبية", "en": "A course was held"}
    assert training.owners[0].name == {"ar": "الرئيس", "en": "Chief"}
    assert training.home.name == {"ar": "مذكرة التفاهم بشأن الاتجار بالأشخاص", "en": "Memorandum on trafficking"}


def test_what_is_asked() -> None:
    assert [(ask.kind, ask.ref) for ask in NEXT.asks] == [
        ("renewal", "deal"),
        ("review", "deal"),
        ("change", "committee/1/form"),
        ("assign", "deal/study"),
        ("take_up", "committee/1/host"),
        ("assess", "deal/visit"),
    ]
    for ask in NEXT.asks:
        assert "{" not in ask.because.format(**ask.facts)


def test_the_proposed_agenda_follows_the_order_of_meetings() -> None:
    assert [point.kind for point in NEXT.agenda] == [
        "opening",
        "minutes",
        "carried",
        "overdue",
        "reports",
        "decisions",
        "instruments",
        "next",
    ]
    minutes = NEXT.agenda[1]
    assert minutes.wording.format(**minutes.facts) == "Approval of the minutes of meeting committee/2"
    assert NEXT.agenda[4].refs == ("bh-lmra", "om-ncht")
    assert NEXT.agenda[6].refs == ("deal",)


def test_the_instrument_with_its_next_day() -> None:
    deal = NEXT.instruments[0]
    assert (deal.id, deal.state.value, deal.period, deal.start, deal.end.value) == (
        "deal",
        "expiring",
        1,
        "2025-01-15",
        "2027-01-14",
    )
    assert deal.next is not None
    assert deal.next.value == "2026-09-14"
    assert [(tie.type, tie.ref, tie.inverse) for tie in deal.ties] == [("implements", "plan", True)]
    assert [(party.agency, party.side) for party in deal.parties] == [("bh-lmra", "BH"), ("om-ncht", "OM")]


def test_what_each_agency_owes() -> None:
    owed = NEXT.agencies[0]
    assert (owed.agency, owed.open, owed.overdue, owed.fresh) == ("bh-lmra", 3, 2, 20)
    assert owed.items == ("committee/1/form", "deal/guide", "deal/training")
    assert owed.contact is not None
    assert (owed.contact.post, owed.contact.holder, owed.contact.acting) == ("bh-lmra/ceo", "Second", True)


def test_sources_are_the_files_of_its_records() -> None:
    assert NEXT.records == {
        "committee/1": "meetings/committee/1.yaml",
        "committee/2": "meetings/committee/2.yaml",
        "committee/3": "meetings/committee/3.yaml",
        "deal": "agreements/deal.yaml",
    }


def test_a_meeting_that_was_held_shows_what_it_brought() -> None:
    second = brief_of_meeting(SCENE, "committee/2", TODAY)
    assert refs(second.recorded) == ["committee/2/praise"]
    assert [(one.ref, one.disposition) for one in second.decided] == [("committee/1/host", "carried_over")]
    assert second.findings[0].kind == "strength"
    assert [(one.ref, one.times) for one in second.carried if one.kind != "commitment"] == [
        ("committee/1/form", 0),
        ("committee/1/host", 0),
    ]
    assert refs(brief_of_meeting(SCENE, "committee/1", TODAY).outcomes) == []


def test_the_horizon_without_a_named_meeting() -> None:
    body = agency("board", cadence="P3M")
    assert brief_of_meeting(register(body), "board", TODAY).horizon.value == "2026-09-30"
    assert brief_of_meeting(register(agency("board")), "board", TODAY).horizon.value == "2026-07-30"
    planned = meeting("board/1", status="planned", date="2026-08-01")
    assert brief_of_meeting(register(body, planned), "board", TODAY).horizon.value == "2026-11-01"


def test_unknown_subjects_are_key_errors() -> None:
    with pytest.raises(KeyError):
        brief_of_meeting(SCENE, "nobody", TODAY)
    with pytest.raises(KeyError):
        brief_of_agreement(SCENE, "nothing", TODAY)


def test_the_brief_on_one_instrument() -> None:
    one = brief_of_agreement(SCENE, "deal", TODAY)
    assert (one.kind, one.subject, one.session, one.agenda) == ("agreement", "deal", None, ())
    assert refs(one.commitments) == ["deal/guide", "deal/training", "deal/visit", "deal/study"]
    assert refs(one.outcomes) == ["committee/1/host", "committee/1/form"]
    assert one.horizon.value == "2026-09-28"
    assert refs(one.due_before_next) == ["deal/training"]


def test_asks_of_instruments_and_of_stuck_items() -> None:
    held = [meeting(f"board/{n}", date=f"2026-0{n}-01", agreements=("gone", "left")) for n in range(1, 5)]
    stuck = item("gone/a", due="2026-05-01", start="2025-01-01")
    ending = agreement(
        "gone",
        signed="2024-07-01",
        effect_mode="on_signature",
        term_kind="until_date",
        term_end="2026-08-01",
        items=(stuck,),
    )
    leaving = agreement(
        "left",
        signed="2024-07-01",
        effect_mode="on_signature",
        term_kind="indefinite",
        events=(event("notice_given", "2026-06-01"),),
    )
    found = brief_of_meeting(register(ending, leaving, *held, agency("board")), "board", TODAY)
    assert [(ask.kind, ask.ref) for ask in found.asks] == [
        ("renewal", "gone"),
        ("settle", "left"),
        ("escalate", "gone/a"),
    ]
    assert found.asks[2].facts == {"times": 4}


def test_contacts_and_titles() -> None:
    assert contact(None, TODAY) is None
    first = contact(SCENE.agencies["bh-lmra"], date(2025, 12, 31))
    assert first is not None
    assert (first.holder, first.acting) == ("First", False)
    nobody = contact(SCENE.agencies["bh-lmra"], date(2019, 1, 1))
    assert nobody is not None
    assert nobody.holder is None
    assert title_of(SCENE, "plan") == "Plan"
    assert title_of(SCENE, "none") is None
