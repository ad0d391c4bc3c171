"""Every rule shows itself: its bad example gives its code, its good one does not and holds no error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mou_tracker.diagnostics import Severity
from mou_tracker.i18n.catalog import gaps, words_for
from mou_tracker.model.vocabulary import TERMS
from mou_tracker.render.findings.words import advice, message
from mou_tracker.rules.base import Rule
from mou_tracker.rules.registry import ALL, BY_CODE
from mou_tracker.store import reader
from tests.sample_register import REGISTER, codes_with, files_with, findings, found_with

STUMBLING = "the parser fails here"
"""No text is known on which a parser fails without saying where (MOU017), so it is made to fail on this one."""

EVERY_RULE = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)


@pytest.fixture(autouse=True)
def parser_that_stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    steady = reader._events

    def events(text: str, libyaml: bool) -> Iterator[Any]:
        if STUMBLING in text:
            raise RuntimeError
        return steady(text, libyaml)

    monkeypatch.setattr(reader, "_events", events)


def test_the_sample_register_gives_no_finding() -> None:
    assert findings({path: text.encode() for path, text in REGISTER.items()}) == []


def test_each_code_belongs_to_one_rule() -> None:
    assert len(BY_CODE) == len(ALL)


@EVERY_RULE
def test_the_bad_example_gives_the_code(rule: Rule) -> None:
    assert rule.code in codes_with(rule.sample, rule.bad)


@EVERY_RULE
def test_the_good_example_does_not_and_holds_no_error(rule: Rule) -> None:
    found = found_with(rule.sample, rule.good)
    assert rule.code not in {finding.code for finding in found}
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


@EVERY_RULE
def test_the_examples_differ_and_change_the_sample(rule: Rule) -> None:
    assert rule.bad != rule.good
    assert files_with(rule.sample, rule.bad) != files_with("agreement", "")


@EVERY_RULE
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_finding_can_be_said(rule: Rule, language: str) -> None:
    words = words_for(language)
    for finding in found_with(rule.sample, rule.bad):
        said = [message(finding, words), *advice(finding, words)]
        assert all(said)
        assert not [line for line in said if "{" in line and "{" not in str(finding.params)]


@EVERY_RULE
def test_the_finding_has_a_place(rule: Rule) -> None:
    for finding in found_with(rule.sample, rule.bad):
        assert finding.file
        assert finding.span is not None


@EVERY_RULE
def test_the_words_have_their_form(rule: Rule) -> None:
    assert 2 <= len(rule.title.split()) <= 6
    assert not rule.title.endswith(".")
    for text in filter(None, (rule.message, rule.message_many)):
        assert not text.endswith(".")
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")


@EVERY_RULE
def test_the_terms_are_gaps_and_vocabularies(rule: Rule) -> None:
    assert set(rule.terms) <= gaps(rule.message) | gaps(rule.remedy)
    assert set(rule.terms.values()) <= set(TERMS)
