"""Rules for reading: every real rule is on the page, the list and the terminal, in both languages."""

from __future__ import annotations

import re

import pytest

from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import words_for
from mou_tracker.render.rules_page import FAMILIES, MOST_LINES, explain_rule, rules_markdown, rules_table
from mou_tracker.rules.registry import ALL
from tests.sample_findings import sample_rules, words

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200d\u2028-\u202e\ufeff\ud800-\udfff]")
LANGUAGES = pytest.mark.parametrize("lang", ["en", "ar"])


@LANGUAGES
def test_every_rule_has_its_section_and_its_link(lang: str) -> None:
    page = rules_markdown(words_for(lang))
    sections = re.findall(r'^<a id="(mou\d{3})"></a>$', page, re.MULTILINE)
    assert sections == sorted(rule.code.lower() for rule in ALL)
    assert sorted(re.findall(r"\(#(\w+)\)", page)) == sorted(re.findall(r'<a id="(\w+)">', page))
    assert UNSEEN.search(page) is None


@LANGUAGES
def test_every_rule_can_be_explained(lang: str) -> None:
    for rule in ALL:
        text = explain_rule(rule.code, words_for(lang))
        assert rule.code in text
        assert UNSEEN.search(text) is None
        assert "{" not in text.split(words_for(lang)("Wrong:"))[0]


@LANGUAGES
def test_the_table_has_every_rule_in_order_and_its_family(lang: str) -> None:
    table = rules_table(words_for(lang))
    assert [row[0].value for row in table.rows] == sorted(rule.code for rule in ALL)
    assert {row[3].shown for row in table.rows} <= {words_for(lang)(family) for family in FAMILIES.values()}
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_table_may_be_of_one_family() -> None:
    with sample_rules():
        (row,) = rules_table(words("ar"), "mou3").rows
    assert [cell.shown for cell in row] == ["MOU305", "تنبيه", "يومان مختلفان", "المدد والتواريخ"]
    assert row[1].value == "warning"


@pytest.mark.parametrize("code", ["MOU305", "mou305", "305", " 305 "])
def test_a_code_may_be_written_shortly(code: str) -> None:
    with sample_rules():
        assert explain_rule(code, words("en")).startswith("MOU305 warning: Days that differ\n")


def test_a_code_that_is_near_another_is_asked_for() -> None:
    with sample_rules(), pytest.raises(UsageMistake) as refusal:
        explain_rule("MOU3051", words("en"))
    assert refusal.value.hint == "Did you mean {suggestion}?"
    assert refusal.value.params == {"code": "MOU3051", "suggestion": "MOU305"}


def test_a_code_like_none_names_the_list() -> None:
    with sample_rules(), pytest.raises(UsageMistake) as refusal:
        explain_rule("zzz", words("en"))
    assert refusal.value.hint == "`mou rules` lists all of them."


def test_a_long_example_is_cut_and_bytes_are_shown() -> None:
    with sample_rules():
        text = explain_rule("MOU001", words("en"))
    assert "    \\xff\\xfe\\x00long\n" in text
    assert text.count("long") == MOST_LINES
    assert "    …\n" in text
