"""Signing, events and texts: what the examples of the rules do not show."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sample_register import codes_with, found_with


def _given(code: str, example: str, today: date = date(2026, 6, 30)) -> bool:
    return code in codes_with("agreement", example, today)


def _signed(first: str, second: str) -> str:
    return f"parties:\n  - {{agency: bh-authority, side: BH{first}}}\n  - {{agency: om-council, side: OM{second}}}\n"


@pytest.mark.parametrize(
    ("effect", "late"),
    [("2025-01-14", True), ("2025-01-15", False), ("2025-01", False), ("'2024'", True), ("unknown", False)],
)
def test_signed_after_effect_only_when_certain(effect: str, late: bool) -> None:
    assert _given("MOU301", f"effect: {{mode: on_fixed_date, date: {effect}}}\n") == late


def test_one_late_signature_is_late() -> None:
    example = "signing: null\n" + _signed(", signature: {date: 2025-01-15}", ", signature: {date: 2025-02-15}")
    (found,) = (finding for finding in found_with("agreement", example) if finding.code == "MOU301")
    assert found.params == {"date": "2025-01-15", "signed": "2025-02-15"}


@pytest.mark.parametrize(
    ("signature", "two_days"),
    [
        ("{date: 2025-01-16}", True),
        ("{date: 2025-01-16, type: ad_referendum}", True),
        ("{date: 2024-12-16, type: initials}", False),
        ("{date: 2025-02-16, type: exchange}", False),
        ("{date: 2025-01}", False),
        ("{date: unknown}", False),
    ],
)
def test_the_days_of_one_signing_agree(signature: str, two_days: bool) -> None:
    assert _given("MOU315", _signed(f", signature: {signature}", "")) == two_days


@pytest.mark.parametrize(
    ("example", "unsigned"),
    [
        ("signing: null\n" + _signed(", signature: {date: 2025-01-15}", ""), True),
        ("signing: null\n" + _signed("", ""), False),
        ("signing: {date: 2025-01-15}\n" + _signed(", signature: {date: 2025-01-15}", ""), False),
        ("signing: null\n" + _signed(", signature: {}", ", role: observer"), False),
        ("signing: null\neffect: {mode: not_stated}\n" + _signed(", signature: {date: 2025-01-15}", ""), False),
        (
            "signing: null\neffect: null\nevents: [{type: entered_into_effect, date: 2025-02-01}]\n"
            + _signed(", signature: {date: 2025-01-15}", ""),
            True,
        ),
    ],
)
def test_a_side_has_not_signed_where_others_have_and_it_is_in_use(example: str, unsigned: bool) -> None:
    assert _given("MOU325", example) == unsigned


def test_the_ratification_of_an_instrument_whose_character_is_open() -> None:
    for character in ("binding", "mixed", "not_stated", "unknown"):
        example = f"legal_character: {character}\nevents: [{{type: ratified, date: 2025-03-01}}]\n"
        assert not _given("MOU318", example)
    assert _given("MOU318", "effect: {mode: on_exchange_of_ratifications}\n")


@pytest.mark.parametrize(
    ("today", "to_come"), [(date(2025, 1, 13), True), (date(2025, 1, 14), False), (date(2025, 1, 15), False)]
)
def test_a_day_to_come_leaves_a_day_for_those_further_east(today: date, to_come: bool) -> None:
    assert _given("MOU326", "note: Signed\n", today) == to_come


def test_a_notice_may_be_recorded_for_a_day_to_come() -> None:
    assert not _given("MOU308", "events: [{type: notice_given, date: 2027-06-01}]\n")
    assert not _given("MOU308", "events: [{type: published, date: '2026'}]\n")


@pytest.mark.parametrize(
    ("days", "out_of_order"),
    [
        (("2025-02-01", "2025-01-20"), True),
        (("2025-02-01", "2025-02"), False),
        (("2025-02", "2025-02-01"), False),
        (("'2026'", "unknown", "2025-12-31"), True),
        (("2025-02-01", "not_stated", "2025-03-01"), False),
    ],
)
def test_events_out_of_order_only_when_certain(days: tuple[str, ...], out_of_order: bool) -> None:
    events = ", ".join(f"{{type: published, date: {day}}}" for day in days)
    assert _given("MOU307", f"events: [{events}]\n") == out_of_order


@pytest.mark.parametrize(
    ("event", "afterwards"),
    [
        ("{type: renewed, date: 2026-02-01}", True),
        ("{type: renewed, date: 2026-01}", False),
        ("{type: published, date: 2026-02-01}", False),
        ("{type: terminated, date: 2026-02-01}", True),
        ("{type: review_held, date: 2026-02-01}", False),
        ("{type: suspended, date: unknown}", False),
    ],
)
def test_what_can_still_happen_after_the_end(event: str, afterwards: bool) -> None:
    assert _given("MOU309", f"events: [{{type: terminated, date: 2026-01-15}}, {event}]\n") == afterwards


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("effect: {mode: on_signature, date: 2025-01-15, hijri: 1446-08-15}\n", ("effect", "hijri")),
        ("term: {kind: until_date, end: 2028-01-15, hijri: 1448-08-15}\n", ("term", "hijri")),
        ("events: [{type: published, date: 2025-01-15, hijri: 1447-07-15}]\n", ("events", 0, "hijri")),
        (_signed(", signature: {date: 2025-01-15, hijri: 1446-07-18}", ""), ("parties", 0, "signature", "hijri")),
    ],
)
def test_both_calendars_are_compared_wherever_they_stand_together(place: str, path: tuple[str | int, ...]) -> None:
    assert [finding.path for finding in found_with("agreement", place) if finding.code == "MOU314"] == [path]


@pytest.mark.parametrize(
    ("hijri", "apart"), [("1446-07-14", 0), ("1446-07-16", 0), ("1446-07-17", 2), ("1446-07-12", 3)]
)
def test_one_day_between_the_calendars_is_common(hijri: str, apart: int) -> None:
    found = found_with("agreement", f"signing: {{date: 2025-01-15, hijri: {hijri}}}\n")
    assert [finding.params["n"] for finding in found if finding.code == "MOU314"] == ([apart] if apart else [])


def test_a_hijri_date_beside_no_full_date_is_not_compared() -> None:
    for day in ("2025-01", "not_stated"):
        assert not _given("MOU314", f"signing: {{date: {day}, hijri: 1440-01-01}}\n")
    assert not _given("MOU314", "signing: {hijri: 1440-01-01}\n")


def test_meetings_and_logs_have_their_calendars_compared() -> None:
    assert "MOU314" in codes_with("meeting", "hijri: 1446-09-01\n")
    log = "log: [{date: 2026-05-10, hijri: 1446-01-01, by: bh-authority, type: activity}]\n"
    assert "MOU314" in codes_with("commitment", log)


@pytest.mark.parametrize(
    ("amendment", "early"),
    [
        ("{date: 2025-01-14}", True),
        ("{date: 2025-01}", False),
        ("{date: 2026-06-01, effect_date: 2026-05-31}", True),
        ("{date: 2026-06-01, effect_date: 2026-06}", False),
        ("{date: unknown, effect_date: 2024-01-01}", False),
    ],
)
def test_amendments_too_early_only_when_certain(amendment: str, early: bool) -> None:
    assert _given("MOU319", f"amendments: [{amendment}]\n") == early


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        ("authenticity: prevailing\nprevailing_language: not_stated\n", set()),
        ("authenticity: prevailing\nprevailing_language: fr\ntexts: null\n", set()),
        ("prevailing_language: unknown\n", set()),
        ("authenticity: single_language\nprevailing_language: ar\n", {"MOU331"}),
        ("texts: [{language: en, status: summary, translated_from: not_stated}]\n", set()),
        ("texts: [{language: en, status: summary, translated_from: en}]\n", {"MOU321"}),
    ],
)
def test_languages_of_texts(example: str, codes: set[str]) -> None:
    assert codes_with("agreement", example) & {"MOU320", "MOU321", "MOU330", "MOU331"} == codes
