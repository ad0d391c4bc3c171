"""Term, renewal, notice and effect: only certain contradictions are claimed."""

from __future__ import annotations

import pytest

from tests.sample_register import codes_with


def _given(code: str, example: str) -> bool:
    return code in codes_with("agreement", example)


@pytest.mark.parametrize(
    ("term", "unmeasured"),
    [
        ("{kind: fixed}", True),
        ("{kind: fixed, end: 2028-01-14}", False),
        ("{kind: fixed, initial: unknown}", False),
        ("{kind: until_date}", True),
        ("{kind: until_date, end: not_stated}", False),
        ("{kind: until_event}", True),
        ("{kind: until_event, event: {en: Completion of the project}}", False),
        ("{kind: indefinite}", False),
        ("{kind: not_stated}", False),
    ],
)
def test_each_kind_of_term_has_its_measure(term: str, unmeasured: bool) -> None:
    assert _given("MOU304", f"term: {term}\n") == unmeasured


@pytest.mark.parametrize(
    ("term", "contradicts"),
    [
        ("{kind: indefinite, initial: P3Y}", True),
        ("{kind: indefinite, end: not_stated}", False),
        ("{kind: indefinite, event: Completion}", True),
        ("{kind: until_date, end: 2028-01-14, event: Completion}", True),
        ("{kind: until_event, event: Completion, end: 2028-01-14}", False),
        ("{kind: fixed, initial: P3Y, end: 2028-01-14}", False),
    ],
)
def test_what_a_kind_of_term_cannot_have(term: str, contradicts: bool) -> None:
    assert _given("MOU305", f"term: {term}\n") == contradicts


@pytest.mark.parametrize(
    ("example", "backwards"),
    [
        ("term: {kind: until_date, end: 2025-01-14}\n", True),
        ("term: {kind: until_date, end: 2025-01-15}\n", False),
        ("term: {kind: until_date, end: 2025-01}\n", False),
        ("term: {kind: until_date, end: '2024'}\n", True),
        ("term: {kind: until_date, end: unknown}\n", False),
        ("effect: {mode: not_stated, date: not_stated}\nterm: {kind: until_date, end: '2024'}\n", True),
        ("effect: null\nsigning: null\nterm: {kind: until_date, end: '2024'}\n", False),
    ],
)
def test_an_end_before_the_beginning_only_when_certain(example: str, backwards: bool) -> None:
    assert _given("MOU306", example) == backwards


@pytest.mark.parametrize(
    ("end", "start", "differs"),
    [
        ("2028-01-14", "2025-01-15", False),
        ("2028-01-15", "2025-01-15", False),
        ("2028-01-13", "2025-01-15", False),
        ("2028-01-16", "2025-01-15", True),
        ("2028-01-12", "2025-01-15", True),
        ("'2028'", "2025-01-15", False),
        ("2029-01-14", "2025-01", False),
        ("2028-02-29", "2025-03-01", False),
    ],
)
def test_an_end_may_be_said_to_be_the_last_day_or_the_day_after(end: str, start: str, differs: bool) -> None:
    example = f"effect: {{mode: on_fixed_date, date: {start}}}\nterm: {{kind: fixed, initial: P3Y, end: {end}}}\n"
    assert _given("MOU329", example) == differs


@pytest.mark.parametrize(
    ("notice", "initial", "beyond"),
    [
        ("{non_renewal: P12M}", "P1Y", True),
        ("{termination: P400D}", "P1Y", True),
        ("{non_renewal: P365D}", "P12M", False),
        ("{non_renewal: P6M}", "P1Y", False),
        ("{non_renewal: unknown}", "P1Y", False),
        ("{non_renewal: P2Y}", "not_stated", False),
    ],
)
def test_a_notice_takes_the_whole_term_only_when_certain(notice: str, initial: str, beyond: bool) -> None:
    assert _given("MOU310", f"notice: {notice}\nterm: {{kind: fixed, initial: {initial}}}\n") == beyond


@pytest.mark.parametrize(
    ("renewal", "code"),
    [
        ("{kind: automatic}", "MOU311"),
        ("{kind: automatic, period: unknown}", ""),
        ("{kind: by_agreement}", ""),
        ("{kind: none, times: 2}", "MOU313"),
        ("{kind: not_stated, period: P1Y}", "MOU313"),
        ("{kind: not_stated, period: not_stated, times: unknown}", ""),
        ("{kind: none, intent: let_lapse}", ""),
    ],
)
def test_what_a_renewal_needs_and_may_have(renewal: str, code: str) -> None:
    assert codes_with("agreement", f"renewal: {renewal}\n") & {"MOU311", "MOU313"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ("{mode: on_fixed_date}", "MOU317"),
        ("{mode: on_fixed_date, date: not_stated}", ""),
        ("{mode: after_period}", "MOU317"),
        ("{mode: after_period, after: P30D}", ""),
        ("{mode: after_period, date: 2025-02-14}", ""),
        ("{mode: on_last_notification}", ""),
        ("{mode: unknown, date: 2025-02-14}", "MOU332"),
        ("{mode: not_stated, date: unknown}", ""),
    ],
)
def test_what_each_way_of_taking_effect_needs(effect: str, code: str) -> None:
    assert codes_with("agreement", f"effect: {effect}\n") & {"MOU317", "MOU332"} == ({code} if code else set())


@pytest.mark.parametrize("kind", ["none", "not_stated", "unknown"])
def test_an_indefinite_term_without_renewal(kind: str) -> None:
    assert not _given("MOU312", f"term: {{kind: indefinite}}\nrenewal: {{kind: {kind}}}\n")
