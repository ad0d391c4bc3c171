"""References: what the examples of the rules do not show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mou_tracker.model.register import Register
from mou_tracker.rules import references
from mou_tracker.rules.registry import BY_CODE
from mou_tracker.store.loader import load
from tests.sample_register import REGISTER, SAMPLE_FILE, FilesInMemory, codes_with, files_with, findings, found_with


def _register() -> Register:
    return load(FilesInMemory(files_with("agreement", ""))).register


def test_the_place_and_the_suggestion_are_given() -> None:
    (found,) = (finding for finding in found_with("commitment", "owners: [om-counsil]\n") if finding.code == "MOU201")
    assert (found.file, found.path) == (SAMPLE_FILE, ("commitments", 0, "owners", 0))
    assert found.params == {"target": "om-counsil", "suggestion": "om-council"}


@pytest.mark.parametrize("owner", ["not_stated", "unknown", "om-council/secretary", "om-council"])
def test_known_unknowns_agencies_and_posts_are_owners(owner: str) -> None:
    assert "MOU201" not in codes_with("commitment", f"owners: [{owner}]\n")


def test_a_post_that_its_agency_does_not_have_is_nothing() -> None:
    (found,) = (f for f in found_with("commitment", "owners: [om-council/secretery]\n") if f.code == "MOU201")
    assert found.params["suggestion"] == "om-council/secretary"


def test_what_an_unreadable_file_may_hold_is_not_reported() -> None:
    files = {**files_with("agreement", ""), "agreements/parent.yaml": b"format: mou/1\nkind: [\n"}
    found = findings(files)
    assert {finding.file for finding in found} == {"agreements/parent.yaml"}


def test_an_unreadable_meeting_excuses_its_outcomes() -> None:
    register = replace(_register(), meetings={}, broken=frozenset({"committee/1", "committee/2"}))
    assert [finding.params["target"] for finding in BY_CODE["MOU201"].run(register)] == []


def test_unreadable_agencies_excuse_every_agency_and_post() -> None:
    files = {**files_with("agreement", ""), "agencies.yaml": b"agencies: {"}
    assert {finding.file for finding in findings(files)} == {"agencies.yaml"}


def test_the_wrong_kind_is_told_once_and_not_as_nothing() -> None:
    codes = codes_with("agreement", "bodies: [parent]\n")
    assert "MOU202" in codes
    assert "MOU201" not in codes


def test_only_so_many_suggestions_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "MOST_SUGGESTIONS", 1)
    found = [f for f in found_with("commitment", "owners: [om-counsil, bh-autority]\n") if f.code == "MOU201"]
    assert [finding.params["suggestion"] for finding in found] == ["om-council", ""]


@pytest.mark.parametrize("pillar", ["capacity", "4p/capacity", "om/training", "training"])
def test_pillars_are_known_with_and_without_their_scheme(pillar: str) -> None:
    settings = (
        REGISTER["mou.toml"] + '[pillars.om.training]\ncore = "capacity"\ntitle = {ar = "التدريب", en = "Training"}\n'
    )
    files = {**files_with("commitment", f"pillars: [{pillar}]\n"), "mou.toml": settings.encode()}
    assert findings(files) == []


def test_agencies_are_not_called_unnamed_while_a_file_is_unreadable() -> None:
    files = {**files_with("agreement", ""), "agreements/parent.yaml": b"format: mou/1\nkind: [\n"}
    assert "MOU215" not in {finding.code for finding in findings(files)}


@pytest.mark.parametrize(
    ("valid", "outside"),
    [
        ("{from: 2025-01-16}", True),
        ("{from: 2025-01}", False),
        ("{to: 2024-12}", True),
        ("{to: 2025-01}", False),
        ("{from: unknown, to: not_stated}", False),
    ],
)
def test_agencies_outside_their_years_only_when_certain(valid: str, outside: bool) -> None:
    agency = f"world-office:\n  name: {{ar: المكتب, en: Office}}\n  kind: centre\n  valid: {valid}\n"
    party = "parties: [{agency: bh-authority, side: BH}, {agency: world-office, side: WO}]\n"
    files = {**files_with("agencies", agency), SAMPLE_FILE: files_with("agreement", party)[SAMPLE_FILE]}
    found = [finding for finding in findings(files) if finding.code == "MOU219" and finding.file == SAMPLE_FILE]
    assert bool(found) == outside
