from __future__ import annotations

import re

import pytest

from mou_tracker.diagnostics import Severity
from mou_tracker.rules.registry import ALL
from tests.sample_register import COMMITMENT, REGISTER, SAMPLE_FILE, agreement_text, codes_with, findings, found_with

_DATED = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize("place", range(len(_DATED.findall(COMMITMENT))))
@pytest.mark.parametrize("word", ["not_stated", "unknown"])
def test_a_date_that_is_not_known_is_never_a_finding(place: int, word: str) -> None:
    found = list(_DATED.finditer(COMMITMENT))[place]
    text = COMMITMENT[: found.start()] + word + COMMITMENT[found.end() :]
    files = {**REGISTER, SAMPLE_FILE: agreement_text(text)}
    assert findings({path: text.encode() for path, text in files.items()}) == []


def test_a_partial_due_date_reaches_to_its_last_day() -> None:
    assert "MOU406" not in codes_with("commitment", "start: 2026-11-30\ndue: 2026-11")
    assert "MOU406" in codes_with("commitment", "start: 2026-12-01\ndue: 2026-11")


def test_an_outcome_that_was_turned_down_needs_no_due_date_and_no_addressee() -> None:
    assert {"MOU401", "MOU604"} <= codes_with("outcome", "due: null\nowners: null")
    assert not {"MOU401", "MOU604"} & codes_with("outcome", "due: null\nowners: null\nstatus: rejected")


def test_moving_the_due_date_back_and_forth_is_a_chain() -> None:
    moves = """\
original_due: 2026-06-30
change_requests:
  - {date: 2026-03-01, what: due, from: 2026-06-30, to: 2027-01-31, reason: تمديد, decision: approved}
  - {date: 2026-04-01, what: due, from: 2027-01-31, to: 2027-06-30, reason: تمديد, decision: rejected}
  - {date: 2026-05-01, what: owners, to: om-council, reason: نقل, decision: approved}
  - {date: 2026-06-01, what: due, from: 2027-01-31, to: "2026", reason: تقديم, decision: approved}
"""
    assert not {"MOU407", "MOU408"} & codes_with("commitment", moves)


def test_a_broken_link_is_found_where_it_is() -> None:
    moves = """\
original_due: 2026-06-30
change_requests:
  - {date: 2026-03-01, what: due, from: 2026-06-30, to: 2026-09-30, reason: تمديد, decision: approved}
  - {date: 2026-06-01, what: due, from: 2026-10-31, to: 2026-12-31, reason: تمديد, decision: approved}
"""
    broken = [finding for finding in found_with("commitment", moves) if finding.code == "MOU408"]
    assert [finding.path[2:] for finding in broken] == [("change_requests", 1, "from")]
    assert broken[0].params == {"found": "2026-10-31", "expected": "2026-09-30"}


def test_an_owner_of_a_ministry_below_a_party_is_of_its_side() -> None:
    agencies = REGISTER["agencies.yaml"]
    section = "  bh-section: {name: {ar: قسم, en: Section}, kind: authority, country: BH, parent: bh-authority}\n"
    other = section.replace(", parent: bh-authority", "")
    owned = agreement_text(COMMITMENT.replace("owners: [bh-authority]", "owners: [bh-section]"))
    for added, expected in ((section, False), (other, True)):
        files = {**REGISTER, "agencies.yaml": agencies + added, SAMPLE_FILE: owned}
        found = findings({path: text.encode() for path, text in files.items()})
        assert ("MOU405" in {finding.code for finding in found}) is expected


def test_matters_of_judgement_are_no_errors() -> None:
    errors = {rule.code for rule in ALL if rule.code >= "MOU400" and rule.severity is Severity.ERROR}
    assert errors == {
        *("MOU406", "MOU407", "MOU408", "MOU413", "MOU421"),
        "MOU531",
        *("MOU602", "MOU613", "MOU623", "MOU629", "MOU634"),
    }
