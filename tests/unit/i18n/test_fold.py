"""Search keys: what readers take for one word has one key, and only search sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.i18n.fold import fold, matcher, matches, sort_key, tokens

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةـًٌٍَُِّْٰٱٲکیگچ٠١٢۰۱ لاﻻﷲ\u200c\u200f\u202e.,،؛«»abcÉéßİıøŁ-_12"
words_of_all_scripts = st.text(
    st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"])), max_size=40
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الإتجار", "الاتجار"),
        ("عُمان", "عمان"),
        ("اتفاقيــــة", "اتفاقية"),
        ("اتفاقيه", "اتفاقية"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسئول"),
        ("آخر", "اخر"),
        ("ﺍﻟﺒﺤﺮﻳﻦ", "البحرين"),
        ("٢٠١٠-٢٠١٩", "2010-2019"),
        ("۲۰۱۹", "2019"),
        ("هيئة\u200f تنظيم\u00a0سوق", "هيئة  تنظيم سوق"),
        ("کویت", "كويت"),
        ("Café ÉTÉ", "cafe ete"),
        ("Łódź", "lodz"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_of_one_word_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("التزام", "إلزام"), ("وقاية", "وقاء"), ("طرف", "ظرف"), ("15", "51")])
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(words_of_all_scripts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(words_of_all_scripts)
def test_a_text_matches_itself(text: str) -> None:
    assert matches(text, text)


def test_tokens_are_folded_words_and_numbers() -> None:
    assert tokens("الفترة (٢٠١٠-٢٠١٩)، والحماية") == ["الفتره", "2010", "2019", "والحمايه"]
    assert tokens("bh-om-2025-trafficking") == ["bh", "om", "2025", "trafficking"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("الاتجار", "مكافحة الإتجار بالبشر"),
        ("اتجار", "مكافحة الإتجار بالأشخاص"),
        ("البشر", "الاتجار بالبشر"),
        ("بالبشر", "ضحايا البشر"),
        ("ضحايا", "الدعم اللازم للضحايا"),
        ("ضحايا", "وللضحايا حقوق"),
        ("تدريب", "تأهيل وتدريب الكوادر"),
        ("تدريب", "والتدريب والتأهيل"),
        ("التدريب تأهيل", "والتدريب والتأهيل"),
        ("اتفاق", "اتفاقية التعاون"),
        ("النيا", "نيابة عامة"),
        ("traff", "bh-om-2025-trafficking"),
        ("labour REG", "Labour Market Regulatory Authority"),
        ("", "أي نص"),
        ("،", "أي نص"),
    ],
)
def test_a_query_finds_its_word_in_any_attachment(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("ولد", "بلد"), ("بلد", "ولد"), ("تدريب وقاية", "تدريب الكوادر"), ("عمل", "أعمال"), ("market", "supermarket")],
)
def test_a_query_does_not_find_another_word(query: str, text: str) -> None:
    assert not matches(query, text)


def test_one_matcher_serves_many_texts() -> None:
    found_in = matcher("حماية")
    assert [found_in(text) for text in ("الوقاية", "والحماية", "للحماية")] == [False, True, True]


def test_names_sort_without_article_and_honorifics() -> None:
    names = ["وزارة الخارجية", "النيابة العامة", "سعادة الدكتور حاتم علي", "هيئة تنظيم سوق العمل", "الادعاء العام"]
    assert sorted(names, key=sort_key) == [
        "الادعاء العام",
        "سعادة الدكتور حاتم علي",
        "النيابة العامة",
        "هيئة تنظيم سوق العمل",
        "وزارة الخارجية",
    ]


@pytest.mark.parametrize("name", ["ألمانيا", "التزام قانوني", "آل خليفة", "الله", "إلزام", "ال"])
def test_letters_of_the_root_are_no_article(name: str) -> None:
    assert sort_key(name)[1].startswith("ال")


def test_the_script_of_the_output_comes_first() -> None:
    names = ["UNODC", "هيئة", "H.E. Dr. Amal", "LMRA"]
    assert sorted(names, key=sort_key) == ["هيئة", "H.E. Dr. Amal", "LMRA", "UNODC"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == ["H.E. Dr. Amal", "LMRA", "UNODC", "هيئة"]
