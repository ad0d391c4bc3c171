"""Every finding a rule's own examples give can be said in both languages: no gap without its parameter."""

from __future__ import annotations

import pytest

from mou_tracker.i18n.catalog import words_for
from mou_tracker.render.findings.words import advice, message
from mou_tracker.rules.base import Rule
from mou_tracker.rules.registry import ALL
from tests.sample_register import found_with


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_what_the_bad_example_gives_can_be_said(rule: Rule) -> None:
    for found in found_with(rule.sample, rule.bad):
        for lang in ("en", "ar"):
            said = [message(found, words_for(lang)), *advice(found, words_for(lang))]
            assert all(said)
