from __future__ import annotations

from datetime import date
from typing import Any

from mou_tracker.analysis.carry import OpenItem, agenda, closed_items, open_items
from mou_tracker.analysis.sessions import held_before, next_meeting
from mou_tracker.model.cards import FollowUpFact, MeetingCard
from mou_tracker.model.register import Register
from tests.unit.analysis.cards import agency, agreement, entry, item, meeting, register

TODAY = date(2026, 6, 30)


def held(number: int, *outcomes: str, **facts: Any) -> MeetingCard:
    ident = f"committee/{number}"
    items = tuple(item(f"{ident}/{name}", kind="recommendation", status="adopted") for name in outcomes)
    return meeting(ident, date=f"2026-0{number}-10", items=items, **facts)


def follow(ref: str, word: str) -> tuple[FollowUpFact, ...]:
    return (FollowUpFact(ref, word),)


def refs(found: tuple[OpenItem, ...]) -> list[tuple[str, int]]:
    return [(one.item.ref, one.times) for one in found]


def test_open_items_are_carried_by_each_meeting_since() -> None:
    everything = register(held(1, "a"), held(2, "b"), held(3, "c"))
    expected = [("committee/1/a", 2), ("committee/2/b", 1), ("committee/3/c", 0)]
    assert refs(open_items(everything, "committee", TODAY)) == expected
    assert refs(open_items(everything, "committee", TODAY, "committee/3")) == [
        ("committee/1/a", 1),
        ("committee/2/b", 0),
    ]
    assert refs(open_items(everything, "committee", TODAY, "committee/1")) == []


def test_age_and_origin() -> None:
    one = open_items(register(held(1, "a")), "committee", TODAY)[0]
    assert (one.origin, one.since, one.age) == ("committee/1", "2026-01-10", 171)


def test_meetings_that_were_not_held_carry_nothing() -> None:
    planned = held(3)._replace(status="planned")
    tomorrow = held(4)._replace(date="2026-07-01")
    assert refs(open_items(register(held(1, "a"), held(2), planned, tomorrow), "committee", TODAY)) == [
        ("committee/1/a", 1)
    ]


def test_an_item_leaves_by_its_newest_disposition() -> None:
    first = held(1, "a", "b")
    closed = held(2, follow_up=follow("committee/1/a", "closed_implemented"))
    assert refs(open_items(register(first, closed), "committee", TODAY)) == [("committee/1/b", 1)]
    assert closed_items(register(first, closed), TODAY) == {"committee/1/a"}
    again = held(3, follow_up=follow("committee/1/a", "carried_over"))
    assert len(open_items(register(first, closed, again), "committee", TODAY)) == 2
    assert refs(open_items(register(first, closed), "committee", TODAY, "committee/2")) == [
        ("committee/1/a", 0),
        ("committee/1/b", 0),
    ], "what the meeting itself decided came after its agenda"


def test_escalated_items_stay_and_say_so() -> None:
    everything = register(held(1, "a"), held(2, follow_up=follow("committee/1/a", "escalated")))
    assert [(one.item.ref, one.disposition) for one in open_items(everything, "committee", TODAY)] == [
        ("committee/1/a", "escalated")
    ]


def test_finished_and_untracked_items_are_not_on_the_agenda() -> None:
    done = item("committee/1/a", kind="decision", log=(entry("2026-02-01", "completed"),))
    praise = item("committee/1/b", kind="commendation")
    assert (
        open_items(register(meeting("committee/1", date="2026-01-10", items=(done, praise))), "committee", TODAY) == ()
    )


def deal(**facts: Any) -> Register:
    card = agreement(signed="2026-01-15", effect_mode="on_signature", items=(item(),), **facts)
    return register(card, held(1), held(2), held(3))


def test_commitments_of_the_agreements_it_follows() -> None:
    assert refs(open_items(deal(bodies=("committee",)), "committee", TODAY)) == [("deal/training", 2)]
    assert refs(open_items(deal(), "committee", TODAY)) == []
    named = deal()
    meetings = {**named.meetings, "committee/2": named.meetings["committee/2"]._replace(agreements=("deal",))}
    followed = register(*named.agreements.values(), *meetings.values())
    assert refs(open_items(followed, "committee", TODAY)) == [("deal/training", 2)]
    assert (
        refs(open_items(deal(bodies=("committee",), term_kind="until_date", term_end="2026-05"), "committee", TODAY))
        == []
    )


def test_express_carrying_over_counts_where_it_is_more() -> None:
    other = [
        meeting(f"forum/{n}", date=f"2026-0{n}-20", follow_up=follow("deal/training", "carried_over"))
        for n in range(1, 6)
    ]
    everything = deal(bodies=("committee",))
    with_forum = register(*everything.agreements.values(), *everything.meetings.values(), *other)
    assert refs(open_items(with_forum, "committee", TODAY)) == [("deal/training", 5)]


def test_agenda_leaves_out_what_it_is_told_to() -> None:
    everything = register(held(1), held(2))
    assert [card.id for card in agenda(everything, TODAY).held["committee"]] == ["committee/1", "committee/2"]
    assert [card.id for card in agenda(everything, TODAY, frozenset({"committee/2"})).held["committee"]] == [
        "committee/1"
    ]


def test_held_before_a_meeting() -> None:
    cards = [held(1), held(2), held(3)]
    assert [card.id for card in held_before(cards, TODAY, "committee/3")] == ["committee/1", "committee/2"]
    assert [card.id for card in held_before(cards, date(2026, 2, 9))] == ["committee/1"]
    assert held_before([meeting("committee/1")], TODAY), "held on a day that is not recorded"


def test_the_next_meeting() -> None:
    body = agency("committee", cadence="P3M")
    last = held(3)
    assert next_meeting([], body, TODAY) is None
    assert next_meeting([last], None, TODAY) is None
    by_cadence = next_meeting([last], body, TODAY)
    assert by_cadence is not None
    assert (by_cadence.when, by_cadence.meeting) == ("2026-06-10", None)
    named = next_meeting([last._replace(next="2026-09")], body, TODAY)
    assert named is not None
    assert (named.when, named.day) == ("2026-09", date(2026, 9, 30))
    planned = [
        held(4)._replace(status="planned", date="2026-08-01"),
        held(5)._replace(status="planned", date="2026-09-01"),
    ]
    soon = next_meeting([last, *planned], body, TODAY)
    assert soon is not None
    assert (soon.when, soon.meeting) == ("2026-08-01", "committee/4")
    passed = next_meeting([last, planned[0]], body, date(2026, 12, 1))
    assert passed is not None
    assert passed.meeting == "committee/4", "still to be held, though its day has passed"
    before_last = held(2)._replace(status="planned")
    assert next_meeting([before_last, last], None, TODAY) is None
