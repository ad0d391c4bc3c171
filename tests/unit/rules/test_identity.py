"""Identity of records, agencies and sides: what the examples of the rules do not show."""

from __future__ import annotations

import pytest

from mou_tracker.diagnostics import Diagnostic
from tests.sample_register import (
    AGENCIES,
    OUTCOME,
    REGISTER,
    SECOND_MEETING,
    codes_with,
    findings,
    found_with,
    laid_over,
)


def _meeting_named(path: str, example: str) -> list[Diagnostic]:
    files = {name: text.encode() for name, text in REGISTER.items() if name != "meetings/committee/2.yaml"}
    files[path] = laid_over(SECOND_MEETING, example).encode()
    return [finding for finding in findings(files) if finding.code == "MOU209"]


@pytest.mark.parametrize(
    ("stem", "example", "misplaced"),
    [
        ("2", "ordinal: 2\n", False),
        ("2", "ordinal: 22\nedition: 2\n", False),
        ("2", "ordinal: null\n", False),
        ("2", "ordinal: null\nedition: 3\n", True),
        ("2026", "ordinal: 2\n", False),
        ("2026-03-11", "ordinal: 2\n", False),
        ("2026-03", "ordinal: 2\n", False),
        ("2026-03-11", "date: 2026-03\n", False),
        ("2026-03-11", "date: 2026-03-12\n", True),
        ("2026-03-11", "date: not_stated\n", False),
        ("opening-session", "ordinal: 2\n", False),
    ],
)
def test_meetings_are_named_by_ordinal_edition_or_date(stem: str, example: str, misplaced: bool) -> None:
    assert bool(_meeting_named(f"meetings/committee/{stem}.yaml", example)) == misplaced


def test_a_meeting_lies_in_the_folder_of_its_body() -> None:
    (found,) = _meeting_named("meetings/om-council/2.yaml", "ordinal: 2\n")
    assert (found.path, found.params) == (("body",), {"place": "om-council", "found": "committee"})


@pytest.mark.parametrize(
    "example",
    [
        "sources: [{id: s1, kind: press, title: One}, {id: s1, kind: press, title: Two}]\n",
        'agenda: [{item: "1", text: One}, {item: "1", text: Two}]\n',
    ],
)
def test_ids_of_sources_and_agenda_items_are_used_once(example: str) -> None:
    assert "MOU203" in codes_with("meeting", example)


def test_two_outcomes_with_one_id() -> None:
    (found,) = (
        finding
        for finding in found_with("meeting", f"outcomes:\n{_item(OUTCOME)}{_item(OUTCOME)}")
        if finding.code == "MOU203"
    )
    assert found.path == ("outcomes", 1, "id")


def _item(text: str) -> str:
    return "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(text.splitlines()))


def _agency(ident: str, lines: str) -> str:
    return f"{ident}:\n" + "".join(f"  {line}\n" for line in lines.split("|"))


@pytest.mark.parametrize(
    ("agency", "same"),
    [
        (_agency("kw-authority", "name: {en: Training  AUTHORITY}|kind: authority|country: KW"), False),
        (_agency("bh-other", "name: {en: Training  AUTHORITY}|kind: authority|country: BH"), True),
        (_agency("bh-other", "name: Other|aliases: [ta]|kind: authority|country: BH"), True),
        (_agency("bh-other", "name: {ar: هيئه التّدريب}|kind: authority|country: BH|successor_of: bh-authority"), False),
        (_agency("bh-other", "name: {ar: هيئه التّدريب}|kind: authority|country: BH"), True),
    ],
)
def test_one_name_folded_in_one_country_is_one_agency(agency: str, same: bool) -> None:
    assert ("MOU210" in codes_with("agencies", agency)) == same


def test_an_agency_may_repeat_its_own_name_among_its_aliases() -> None:
    own = AGENCIES.replace("aliases: [TA]", "aliases: [TA, training authority]").partition("om-council:")[0]
    assert "MOU210" not in codes_with("agencies", own)


def test_a_circle_of_parents_is_told_once_however_many_lead_into_it() -> None:
    agencies = (
        _agency("aa", "name: First|kind: centre|parent: bb")
        + _agency("bb", "name: Second|kind: centre|parent: cc")
        + _agency("cc", "name: Third|kind: centre|parent: bb")
        + _agency("dd", "name: Fourth|kind: centre|parent: aa")
    )
    found = [finding for finding in found_with("agencies", agencies) if finding.code == "MOU218"]
    assert [finding.params["cycle"] for finding in found] == ["bb → cc → bb"]


def test_one_agency_may_have_two_roles() -> None:
    parties = (
        "parties:\n"
        "  - {agency: bh-authority, side: BH}\n"
        "  - {agency: bh-authority, side: BH, role: depositary}\n"
        "  - {agency: om-council, side: OM}\n"
    )
    assert "MOU212" not in codes_with("agreement", parties)


@pytest.mark.parametrize("kind", ["centre", "university", "other", "joint_committee"])
def test_what_is_neither_national_nor_international_may_have_a_country_or_none(kind: str) -> None:
    for country in ("", "|country: QA"):
        agency = _agency("world-office", f"name: {{ar: المكتب, en: Office}}|kind: {kind}{country}")
        assert {"MOU217", "MOU223"} & codes_with("agencies", agency) == set()
