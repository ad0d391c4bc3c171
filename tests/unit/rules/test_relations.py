"""Relations between instruments: cycles of every length, doubles, periods under a parent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.rules.relations import _rings
from tests.sample_register import PARENT, REGISTER, SAMPLE_FILE, findings, found_with


def _found(relations: Mapping[str, str], code: str) -> list[Diagnostic]:
    """What is found with `code` when agreements stand in these relations, written as `type target`, comma-separated."""
    files = {path: text.encode() for path, text in REGISTER.items()}
    for ident, tied in relations.items():
        rows = [one.split() for one in tied.split(", ") if one]
        text = "relations: [" + ", ".join(f"{{type: {kind}, target: {target}}}" for kind, target in rows) + "]\n"
        files[f"agreements/{ident}.yaml"] = (PARENT + text).encode()
    return [finding for finding in findings(files) if finding.code == code]


def test_a_long_circle_of_mixed_relations_is_told_once_from_its_first_name() -> None:
    relations = {"c": "implements a", "a": "amends b", "b": "part_of c", "d": "implements a"}
    (found,) = _found(relations, "MOU207")
    assert found.params["cycle"] == "a → b → c → a"
    assert (found.file, found.path) == ("agreements/a.yaml", ("relations", 0, "target"))


def test_two_circles_are_told_both() -> None:
    relations = {"a": "amends b", "b": "amends a", "c": "amends d, amends a", "d": "renews c"}
    assert [found.params["cycle"] for found in _found(relations, "MOU207")] == ["a → b → a", "c → d → c"]


def test_a_way_that_meets_again_is_no_circle() -> None:
    relations = {"a": "implements b, implements c", "b": "implements d", "c": "implements d", "d": ""}
    assert _found(relations, "MOU207") == []


def test_relations_that_may_return_make_no_circle() -> None:
    assert _found({"a": "pursuant_to b", "b": "establishes a"}, "MOU207") == []


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.dictionaries(st.sampled_from("abcdef"), st.just(0), max_size=3), max_size=6
    )
)
def test_a_ring_is_found_exactly_when_one_can_walk_round(links: dict[str, dict[str, int]]) -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = list(links.get(start, ()))
        while ahead:
            node = ahead.pop()
            if node not in seen:
                seen.add(node)
                ahead.extend(links.get(node, ()))
        return seen

    rings = list(_rings(links))
    assert bool(rings) == any(start in reached(start) for start in links)
    for ring in rings:
        assert all(following in links[node] for node, following in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_the_same_relation_twice_in_one_record() -> None:
    (found,) = _found({"a": "pursuant_to parent, related_to parent, pursuant_to parent"}, "MOU208")
    assert found.path == ("relations", 2)
    assert found.params["stored"] == "agreements/a.yaml"


def test_two_records_that_mirror_each_other_are_told_once_on_the_older() -> None:
    (found,) = _found({"a": "same_subject_as b", "b": "same_subject_as a"}, "MOU208")
    assert (found.file, found.params["stored"]) == ("agreements/a.yaml", "agreements/b.yaml")


def test_a_relation_to_an_own_commitment_is_one_to_itself() -> None:
    found = found_with("agreement", "relations: [{type: related_to, target: sample/training}]\n")
    assert [finding.params["target"] for finding in found if finding.code == "MOU206"] == ["sample/training"]


@pytest.mark.parametrize(
    ("parent", "outside"),
    [
        ("term: {kind: until_date, end: 2027-12-31}\n", True),
        ("term: {kind: until_date, end: 2027-12-31}\nrenewal: {kind: automatic, period: P1Y}\n", False),
        ("term: {kind: until_date, end: '2028'}\n", False),
        ("term: {kind: until_date, end: not_stated}\n", False),
    ],
)
def test_an_end_beyond_the_parents_only_when_that_ends_for_certain(parent: str, outside: bool) -> None:
    child = "term: {kind: until_date, end: 2028-06-30}\nrenewal: {kind: none}\n"
    found = found_with("agreement", {SAMPLE_FILE: child, "agreements/parent.yaml": parent})
    assert ("MOU302" in {finding.code for finding in found}) == outside


def test_a_replacement_in_an_unreadable_file_is_not_missed() -> None:
    example = {
        SAMPLE_FILE: "events: [{type: superseded, date: 2026-03-01}]\n",
        "agreements/second.yaml": "format: mou/1\nkind: [\n",
    }
    assert "MOU327" not in {finding.code for finding in found_with("agreement", example)}
