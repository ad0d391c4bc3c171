from __future__ import annotations

import pytest

from mou_tracker.analysis.explain import FIELDS, derived, explain, fields_of
from tests.unit.analysis.scene import SCENE, TODAY


def said(ref: str, field: str) -> tuple[object, str]:
    answer = explain(SCENE, ref, field, TODAY)
    return answer.value, answer.because.format(**answer.facts)


@pytest.mark.parametrize(
    ("ref", "field", "value", "because"),
    [
        ("deal", "state", "expiring", "It renews by itself after 2027-01-14 unless notice is given by 2026-09-14."),
        ("deal", "effect", "2025-01-15", "It takes effect on the last signature, 2025-01-15."),
        ("deal", "period", 1, "Period 1, counted from 2025-01-15, ends on 2027-01-14."),
        ("deal", "start", "2025-01-15", "Period 1, counted from 2025-01-15, ends on 2027-01-14."),
        ("deal", "notice_deadline", "2026-09-14", "Notice must be given P4M before 2027-01-14: by 2026-09-14."),
        ("deal", "next_review", "2027-01-15", "A review every P1Y from 2025-01-15."),
        ("deal", "open", 3, "Counted over its commitments."),
        ("plan", "end", None, "The term is not recorded."),
        ("plan", "start", None, "How or when it takes effect is not known."),
        ("deal/guide", "overdue", "overdue", "Due 2026-05-31; days late: 30."),
        ("deal/guide", "carried_over", "carried_over", "Times carried over: 2."),
        ("deal/guide", "dormant", None, "It does not apply on this day."),
        ("deal/guide", "status", "open", "Nothing on record closes it."),
        ("deal/visit", "overdue", None, "Reported as finished on 2026-02-01."),
        ("deal/visit", "status", "closed", "Reported as finished on 2026-02-01."),
        ("old/x", "status", "closed", "Its instrument is not in effect: nothing falls due."),
        ("deal/training", "due", "2026-09-15", "Every P3M from 2025-12-15."),
        ("deal/study", "due", None, "Nothing falls due."),
        ("deal/training", "percent", 40, "As reported by bh-lmra on 2026-06-10."),
        ("committee/2/praise", "status", "closed", "It is recorded, not tracked."),
        ("committee/2", "carried_over", 5, "Items of earlier meetings and of agreements followed, still open."),
        ("committee/1", "open", 2, "Counted over its tracked outcomes."),
        ("committee", "next_meeting", "2026-07-10", "It is on record as planned."),
        ("committee", "last_meeting", "2026-04-10", "Meeting committee/2."),
        ("om-ncht", "next_meeting", None, "It does not apply on this day."),
        ("bh-lmra", "overdue", 2, "Counted over the items it owes."),
        ("bh-lmra", "contact", "bh-lmra/ceo", "The post that speaks for it."),
        ("bh-lmra/ceo", "holder", "Second", "Acting, since 2026-01-01."),
    ],
)
def test_values_and_their_reasons(ref: str, field: str, value: object, because: str) -> None:
    assert said(ref, field) == (value, because)


def test_derived_agrees_with_explain_and_shows_raised_flags() -> None:
    for ref, _, _ in SCENE.titles():
        for field, answer in derived(SCENE, ref, TODAY):
            asked = str(answer.value) if field == "flag" else field
            assert explain(SCENE, ref, asked, TODAY) == answer
    assert [answer.value for field, answer in derived(SCENE, "deal/guide", TODAY) if field == "flag"] == [
        "overdue",
        "carried_over",
    ]


def test_fields_by_kind() -> None:
    assert fields_of(SCENE, "deal/guide") == FIELDS["item"]
    assert fields_of(SCENE, "bh-lmra/ceo") == ("holder",)
    for ref, field in (("nothing", "state"), ("deal", "colour"), ("deal/guide", "state")):
        with pytest.raises(KeyError):
            explain(SCENE, ref, field, TODAY)
    with pytest.raises(KeyError):
        derived(SCENE, "nothing", TODAY)


def test_what_a_meeting_closed_is_closed() -> None:
    from mou_tracker.model.cards import FollowUpFact
    from tests.unit.analysis.cards import item, meeting, register

    first = meeting("board/1", date="2026-01-01", items=(item("board/1/a", kind="action"),))
    second = meeting("board/2", date="2026-02-01", follow_up=(FollowUpFact("board/1/a", "merged"),))
    answer = explain(register(first, second), "board/1/a", "status", TODAY)
    assert (answer.value, answer.because) == ("closed", "A meeting closed it.")
