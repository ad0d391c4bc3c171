"""Sources, files and exceptions: found wherever a record may hold them."""

from __future__ import annotations

import pytest

from mou_tracker.model.agreement import Agreement
from mou_tracker.rules.inside import holders
from tests.sample_register import OUTCOME, SAMPLE_FILE, codes_with, found_with, laid_over

DEEP = (
    "milestones: [{id: plan, text: Plan, due: 2026-09-01, source: s9}]\n"
    "log: [{date: 2026-05-10, by: bh-authority, type: activity, text: Held, source: s8}]\n"
    "assessments: [{date: 2026-05-11, by: om-council, verdict: no_evidence, source: s7}]\n"
)


def test_sources_are_looked_for_at_every_depth() -> None:
    found = [finding for finding in found_with("commitment", DEEP) if finding.code == "MOU205"]
    assert {(finding.path[2:], finding.params["source"]) for finding in found} == {
        (("milestones", 0, "source"), "s9"),
        (("log", 0, "source"), "s8"),
        (("assessments", 0, "source"), "s7"),
    }
    assert {finding.params["suggestion"] for finding in found} == {""}


def test_an_agency_may_cite_its_own_sources_and_those_of_the_file() -> None:
    agency = (
        "world-office:\n"
        "  name: {ar: المكتب الدولي, en: World Office}\n"
        "  kind: international_organisation\n"
        "  sources: [{id: own, kind: letter, title: Letter}]\n"
        "  posts: {head: {title: Head, source: own}}\n"
    )
    assert "MOU205" not in codes_with("agencies", agency)
    assert "MOU205" in codes_with("agencies", agency.replace("source: own", "source: s1"))


def test_a_post_under_an_agency_is_found_by_its_key() -> None:
    agency = (
        "world-office:\n"
        "  name: Office\n"
        "  kind: centre\n"
        "  posts: {head: {title: Head, holders: [{name: A, from: 2025-01-01, source: x}]}}\n"
    )
    (found,) = (finding for finding in found_with("agencies", agency) if finding.code == "MOU205")
    assert found.path == ("agencies", "world-office", "posts", "head", "holders", 0, "source")


def test_a_lone_source_stands_for_the_whole_record() -> None:
    assert "MOU216" not in codes_with("commitment", "source: null\n")


def test_sources_that_nothing_cites_stand_for_the_whole_record_together() -> None:
    example = {
        "meetings/committee/2.yaml": "sources:\n"
        "  - {id: s1, kind: minutes, title: Minutes, date: 2026-03-11}\n"
        "  - {id: s2, kind: press, title: Report, date: 2026-03-12}\n"
    }
    assert "MOU216" not in {finding.code for finding in found_with("meeting", example)}


@pytest.mark.parametrize(
    "place",
    [
        "log: [{date: 2026-05-10, by: bh-authority, type: report, evidence: [FILE]}]\n",
        "assessments: [{date: 2026-05-11, by: om-council, verdict: implemented, evidence: [FILE]}]\n",
    ],
)
def test_evidence_without_its_hash(place: str) -> None:
    text = place.replace("FILE", "{kind: photo, title: Opening, file: evidence/opening.jpg}")
    found = found_with("commitment", text)
    assert {finding.path[-2:] for finding in found if finding.code == "MOU322"} == {(0, "file")}
    assert "MOU323" in {finding.code for finding in found}


def test_minutes_without_their_hash() -> None:
    assert "MOU322" in codes_with("meeting", "minutes: {status: approved, file: texts/minutes.pdf}\n")


def test_exceptions_of_a_commitment_and_of_an_agency_are_looked_at() -> None:
    unknown = "exceptions: [{rule: MOU998, reason: Known, until: 2027-01-01}]\n"
    assert "MOU220" in codes_with("commitment", unknown)
    agency = f"world-office:\n  name: Office\n  kind: centre\n  {unknown}"
    (found,) = (finding for finding in found_with("agencies", agency) if finding.code == "MOU220")
    assert found.path == ("agencies", "world-office", "exceptions", 0, "rule")


@pytest.mark.parametrize(("until", "expired"), [("2026-06-29", True), ("2026-06-30", False), ("2026-06", False)])
def test_an_exception_holds_through_its_day(until: str, expired: bool) -> None:
    text = f"exceptions: [{{rule: MOU304, reason: Known, until: {until}}}]\nterm: {{kind: fixed}}\n"
    codes = codes_with("agreement", text)
    assert ("MOU221" in codes) == expired
    assert ("MOU304" in codes) == expired


def test_holders_gives_the_record_itself_and_all_below_it() -> None:
    record = Agreement.model_validate(
        {
            "format": "mou/1",
            "kind": "protocol",
            "title": "Protocol",
            "parties": [{"agency": "aa", "side": "A", "signature": {"date": "2025", "source": "s1"}, "source": "s2"}],
            "term": {"kind": "fixed", "source": "s3"},
            "commitments": [
                {"id": "x", "text": "X", "source_class": "pledge", "reports": {"every": "P1Y", "from": "2025"}}
            ],
        }
    )
    assert [path for _, path in holders(record, "source")] == [("parties", 0), ("parties", 0, "signature"), ("term",)]
    assert [path for _, path in holders(record, "commitments")] == [()]
    assert [path for _, path in holders(record, "every")] == [("commitments", 0, "reports")]


def test_a_changed_file_is_told_at_its_hash() -> None:
    example = {SAMPLE_FILE: f"texts: [{{language: ar, status: authentic, file: texts/a.txt, sha256: {'a' * 64}}}]\n"}
    found = found_with("agreement", {**example, "texts/a.txt": "another\n"})
    assert [finding.path for finding in found if finding.code == "MOU324"] == [("texts", 0, "sha256")]


def test_an_outcome_may_cite_the_sources_of_its_meeting() -> None:
    assert "s1" in laid_over(OUTCOME, "")
    assert "MOU205" in codes_with("outcome", "source: s2\n")
