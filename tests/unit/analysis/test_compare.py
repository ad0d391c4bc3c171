"""Two states of a record give what happened between them: of which kind, to which record, in which field."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from mou_tracker.analysis.changes import KINDS, Change, concerning, in_order
from mou_tracker.analysis.compare import Filed, compare, differences
from mou_tracker.analysis.kinds import kind_of
from mou_tracker.analysis.pairs import paired

ITEM: dict[str, Any] = {
    "id": "training",
    "text": {"ar": "تنظيم برامج تدريبية", "en": "Organise training programmes"},
    "source_class": "undertaking",
    "owners": ["bh-lmra"],
    "due": "2026-06-30",
    "log": [{"date": "2026-01-10", "by": "bh-lmra", "type": "activity", "progress": "in_preparation"}],
    "milestones": [{"id": "draft", "text": {"en": "The draft"}, "due": "2026-03-31"}],
}
AGREEMENT: dict[str, Any] = {
    "format": "mou/1",
    "kind": "memorandum_of_understanding",
    "title": {"en": "Training", "ar": "التدريب"},
    "parties": [{"agency": "bh-lmra", "side": "BH"}, {"agency": "om-ncht", "side": "OM"}],
    "term": {"kind": "fixed", "initial": "P3Y"},
    "commitments": [ITEM],
    "sources": [{"id": "s1", "kind": "press", "title": {"en": "News"}}],
}
MEETING: dict[str, Any] = {
    "format": "mou/1",
    "body": "committee",
    "status": "planned",
    "date": "2026-05-01",
    "outcomes": [{"id": "r1", "kind": "decision", "text": {"en": "Train the trainers"}}],
}
AGENCIES: dict[str, Any] = {
    "format": "mou/1",
    "agencies": {
        "bh-lmra": {
            "name": {"en": "Authority"},
            "kind": "authority",
            "posts": {"ceo": {"title": {"en": "Chief"}, "holders": [{"name": {"en": "Salim"}, "from": "2024-01-01"}]}},
        }
    },
}


def edited(base: dict[str, Any], *steps: str | int, to: Any = None, **more: Any) -> dict[str, Any]:
    """A copy with the value at the path replaced, or taken away."""
    copy = deepcopy(base)
    place: Any = copy
    for step in steps[:-1]:
        place = place[step]
    if to is None:
        del place[steps[-1]]
    else:
        place[steps[-1]] = to
    return copy | more


def item(*steps: str | int, to: Any = None) -> dict[str, Any]:
    return edited(AGREEMENT, "commitments", 0, *steps, to=to)


def changes(before: Any, after: Any, about: Any = "agreement", ident: str = "a") -> list[Change]:
    return compare([Filed(about, ident, before)] if before else [], [Filed(about, ident, after)] if after else [])


def told(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.record, one.field) for one in found]


LATER = {"date": "2026-05-10", "by": "bh-lmra", "type": "activity"}
ONE = "a/training"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (item("log", to=[*ITEM["log"], LATER]), ("progressed", ONE, "log")),
        (item("log", to=[*ITEM["log"], LATER | {"progress": "in_progress"}]), ("progressed", ONE, "log")),
        (item("log", to=[LATER | {"progress": "completed"}, *ITEM["log"]]), ("completed", ONE, "log")),
        (item("log", to=[*ITEM["log"], LATER | {"progress": "cancelled"}]), ("closed", ONE, "log")),
        (item("log", to=[*ITEM["log"], LATER | {"type": "correction"}]), ("corrected", ONE, "log")),
        (item("log", 0, "progress", to="in_progress"), ("corrected", ONE, "log.2026-01-10.progress")),
        (item("log"), ("corrected", ONE, "log")),
        (item("assessments", to=[{"date": "2026-06-01", "by": "c", "verdict": "regressed"}]), ("assessed", ONE, "assessments")),
        (item("due", to="2026-12-31"), ("slipped", ONE, "due")),
        (item("due", to="2026-07"), ("slipped", ONE, "due")),
        (item("due", to="2026-06"), ("amended", ONE, "due")),
        (item("due", to="2026-03-31"), ("amended", ONE, "due")),
        (item("due"), ("amended", ONE, "due")),
        (item("due", to="not_stated"), ("amended", ONE, "due")),
        (item("milestones", 0, "due", to="2026-09-30"), ("slipped", ONE, "milestones.draft.due")),
        (item("milestones", 0, "done", to="2026-03-01"), ("progressed", ONE, "milestones.draft.done")),
        (item("owners", to=["om-ncht"]), ("amended", ONE, "owners")),
        (item("text", "en", to="Organise many programmes"), ("amended", ONE, "text")),
        (item("disposition", to="rejected"), ("closed", ONE, "disposition")),
        (item("disposition", to="accepted"), ("amended", ONE, "disposition")),
        (item("fulfilled_by", to="committee/3"), ("closed", ONE, "fulfilled_by")),
        (item("note", to="A note"), ("noted", ONE, "note")),
        (item("change_requests", to=[{"date": "2026-05-01", "what": "due"}]), ("amended", ONE, "change_requests")),
        (edited(AGREEMENT, "parties", 0, "signature", to={"date": "2026-01-01"}), ("amended", "a", "parties.bh-lmra.signature")),
        (edited(AGREEMENT, "term", "initial", to="P5Y"), ("amended", "a", "term.initial")),
        (edited(AGREEMENT, "title", "en", to="Training of trainers"), ("amended", "a", "title")),
        (edited(AGREEMENT, "parties", 1, "signature", to={"date": "2026-01-01"}), ("amended", "a", "parties.om-ncht.signature")),
        (edited(AGREEMENT, "sources", 0, "url", to="https://example.org"), ("noted", "a", "sources.s1.url")),
        (AGREEMENT | {"events": [{"type": "renewed", "date": "2026-02-01"}]}, ("progressed", "a", "events")),
        (AGREEMENT | {"events": [{"type": "terminated", "date": "2026-02-01"}]}, ("closed", "a", "events")),
        (AGREEMENT | {"events": [{"type": "suspended", "date": "2026-02-01"}]}, ("amended", "a", "events")),
        (AGREEMENT | {"commitments": []}, ("removed", ONE, "")),
    ],
)  # fmt: skip
def test_what_happens_to_an_agreement(after: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert told(changes(AGREEMENT, after)) == [expected]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (MEETING | {"status": "held"}, ("progressed", "b/1", "status")),
        (MEETING | {"status": "cancelled"}, ("closed", "b/1", "status")),
        (MEETING | {"status": "postponed"}, ("slipped", "b/1", "status")),
        (MEETING | {"date": "2026-06-01"}, ("slipped", "b/1", "date")),
        (MEETING | {"date": "2026-04-01"}, ("amended", "b/1", "date")),
        (edited(MEETING, "outcomes", 0, "status", to="rejected"), ("closed", "b/1/r1", "status")),
        (edited(MEETING, "outcomes", 0, "kind", to="action"), ("amended", "b/1/r1", "kind")),
        (MEETING | {"follow_up": [{"item": "b/0/r9", "disposition": "carried_over"}]}, ("followed_up", "b/0/r9", "follow_up")),
        (MEETING | {"follow_up": [{"item": "a/x", "disposition": "closed_implemented"}]}, ("closed", "a/x", "follow_up")),
        (MEETING | {"attendance": [{"agency": "bh-lmra"}]}, ("amended", "b/1", "attendance")),
    ],
)  # fmt: skip
def test_what_happens_to_a_meeting(after: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert told(changes(MEETING, after, "meeting", "b/1")) == [expected]


def test_a_day_of_the_past_that_was_mended_is_no_postponement() -> None:
    signed = AGREEMENT | {"signing": {"date": "2026-01-15"}}
    assert told(changes(signed, AGREEMENT | {"signing": {"date": "2026-01-16"}})) == [("amended", "a", "signing.date")]


def test_what_a_meeting_did_is_told_of_the_item_and_names_the_meeting() -> None:
    (found,) = changes(MEETING, MEETING | {"follow_up": [{"item": "a/x", "disposition": "merged"}]}, "meeting", "b/1")
    assert (found.about, found.before, found.after) == (
        "commitment",
        None,
        {"item": "a/x", "disposition": "merged", "meeting": "b/1"},
    )
    back = changes(MEETING | {"follow_up": [{"item": "a/x", "disposition": "merged"}]}, MEETING, "meeting", "b/1")
    assert told(back) == [("corrected", "a/x", "follow_up")]


def holders(*entries: dict[str, Any]) -> dict[str, Any]:
    return edited(AGENCIES, "agencies", "bh-lmra", "posts", "ceo", "holders", to=list(entries))


SALIM, MARYAM = {"name": {"en": "Salim"}, "from": "2024-01-01"}, {"name": {"en": "Maryam"}, "from": "2026-06-01"}


def test_what_happens_to_a_post() -> None:
    found = changes(AGENCIES, holders(SALIM | {"to": "2026-05-31"}, MARYAM), "agency", "agencies.yaml")
    assert told(found) == [("holder_changed", "bh-lmra/ceo", "holders")] * 2
    assert [(one.before, one.after) for one in found] == [(SALIM, SALIM | {"to": "2026-05-31"}), (None, MARYAM)]
    assert found[0].title == {"en": "Chief"}


def test_what_happens_to_agencies() -> None:
    more = edited(AGENCIES, "agencies", "om-ncht", to={"name": {"en": "Committee"}, "kind": "national_committee"})
    assert told(changes(AGENCIES, more, "agency", "agencies.yaml")) == [("new", "om-ncht", "")]
    assert told(changes(more, AGENCIES, "agency", "agencies.yaml")) == [("removed", "om-ncht", "")]
    other = edited(AGENCIES, "agencies", "bh-lmra", "name", "en", to="Another authority")
    assert told(changes(AGENCIES, other, "agency", "agencies.yaml")) == [("amended", "bh-lmra", "name")]
    renamed = {"format": "mou/1", "agencies": {"bh-labour": AGENCIES["agencies"]["bh-lmra"]}}
    assert told(changes(AGENCIES, renamed, "agency", "agencies.yaml")) == [("renamed", "bh-labour", "")]
    post = edited(AGENCIES, "agencies", "bh-lmra", "posts", "head", to={"title": {"en": "Head of unit"}})
    assert told(changes(AGENCIES, post, "agency", "agencies.yaml")) == [("new", "bh-lmra/head", "")]


def test_a_new_record_and_its_parts() -> None:
    assert told(changes(None, AGREEMENT)) == [("new", "a", ""), ("new", ONE, "")]
    assert told(changes(AGREEMENT, None)) == [("removed", "a", ""), ("removed", ONE, "")]
    record, part = changes(None, AGREEMENT)
    assert record.after == {"kind": "memorandum_of_understanding", "commitments": 1}
    assert part.after == {"owners": ["bh-lmra"], "due": "2026-06-30"}
    assert (record.title, part.title) == (AGREEMENT["title"], ITEM["text"])


def test_a_commitment_that_got_a_new_id_is_the_same() -> None:
    found = changes(AGREEMENT, item("id", to="courses"))
    assert [(*told([one])[0], one.before) for one in found] == [("renamed", "a/courses", "", ONE)]
    more = deepcopy(item("id", to="courses"))
    more["commitments"][0]["due"] = "2027-01-01"
    assert told(changes(AGREEMENT, more)) == [("renamed", "a/courses", ""), ("slipped", "a/courses", "due")]


def test_a_commitment_replaced_by_another_is_not_renamed() -> None:
    other = {"id": "manual", "text": {"en": "Publish a manual"}, "source_class": "pledge", "owners": ["om-ncht"]}
    assert told(changes(AGREEMENT, AGREEMENT | {"commitments": [other]})) == [
        ("new", "a/manual", ""),
        ("removed", ONE, ""),
    ]


def test_a_file_that_got_a_new_name_is_the_same_record() -> None:
    found = compare(
        [Filed("agreement", "a", AGREEMENT)], [Filed("agreement", "b", AGREEMENT | {"pillars": ["capacity"]})]
    )
    assert told(found) == [("renamed", "b", ""), ("amended", "b", "pillars")]
    other = AGREEMENT | {"title": {"en": "Quite another"}, "parties": [], "commitments": [], "sources": [], "term": {}}
    unlike = compare([Filed("agreement", "a", AGREEMENT)], [Filed("agreement", "b", other)])
    assert {one.kind for one in unlike} == {"new", "removed"}


def test_a_file_that_cannot_be_read() -> None:
    broken, good = Filed("agreement", "a", None), Filed("agreement", "a", AGREEMENT)
    assert told(compare([good], [broken])) == [("unreadable", "a", "")]
    assert told(compare([broken], [good])) == [("readable", "a", "")]
    assert told(compare([], [broken])) == [("unreadable", "a", "")]
    assert told(compare([broken], [])) == [("removed", "a", "")]
    assert compare([broken], [broken]) == []


def test_nothing_changed() -> None:
    for data, about in ((AGREEMENT, "agreement"), (MEETING, "meeting"), (AGENCIES, "agency")):
        assert changes(data, deepcopy(data), about) == []


def test_order_within_lists_of_records_is_no_change() -> None:
    turned = AGREEMENT | {"parties": AGREEMENT["parties"][::-1], "commitments": [{**ITEM, "id": "z"}, ITEM]}
    assert told(changes(AGREEMENT, turned)) == [("new", "a/z", "")]


def test_settings_are_compared_by_field() -> None:
    before, after = (
        {"language": "ar", "windows": {"due_soon": "P30D"}},
        {"language": "ar", "windows": {"due_soon": "P60D"}},
    )
    assert told(changes(before, after, "settings", "mou.toml")) == [("amended", "mou.toml", "windows.due_soon")]


def test_entries_are_paired_by_what_identifies_them_then_by_likeness() -> None:
    one, two = {"date": "2026-01-01", "by": "x", "text": "first"}, {"date": "2026-02-01", "by": "x", "text": "second"}
    moved = {**one, "date": "2026-01-02"}
    assert paired([one, two], [two, moved]) == [(two, two), (one, moved)]
    assert paired([one, one], [one]) == [(one, one), (one, None)]
    assert paired([], [two]) == [(None, two)]
    assert paired([{"a": 1}], [{"b": 2}]) == [(None, {"b": 2}), ({"a": 1}, None)]


def test_the_order_of_minutes() -> None:
    found = in_order([Change(kind, ref, "commitment", "", None, None, None) for kind in KINDS[::-1] for ref in "ba"])
    assert [(one.kind, one.record) for one in found] == [(kind, ref) for kind in KINDS for ref in "ab"]


def test_what_concerns_a_record() -> None:
    some = [
        Change("amended", ref, "agreement", field, 1, 2, None)
        for ref in ("a", "a/x", "ab", "b/a")
        for field in ("due", "term.initial", "terms", "")
    ]
    assert {one.record for one in concerning(some, "a")} == {"a", "a/x"}
    assert [one.field for one in concerning(some, "a", "term")] == ["term.initial", ""]
    assert [one.field for one in concerning(some, "a/x", "due")] == ["due", ""]


def test_differences_name_entries_by_their_ids() -> None:
    found = list(differences({"m": [{"id": "x", "v": 1}, {"w": 1}]}, {"m": [{"id": "x", "v": 2}, {"w": 1, "z": 0}]}))
    assert found == [(("m", "x", "v"), 1, 2), (("m", "1", "z"), None, 0)]


def test_a_value_of_another_shape_is_one_difference() -> None:
    assert list(differences({"a": [1]}, {"a": {"b": 1}})) == [(("a",), [1], {"b": 1})]
    assert kind_of("agreement", ("events",), 5, "x") == "corrected"
