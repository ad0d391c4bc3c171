"""Isolation, hidden marks, and the measuring and cutting of text in terminal cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mou_tracker.i18n import bidi

FSI, LRI, PDI, LRM = "\u2068", "\u2066", "\u2069", "\u200e"
ARABIC = "هيئة تنظيم سوق العمل"
mixed = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("عُمان 12-ـ\u200d\u2068\u2069👩🇧🇭e\u0301中"))
)


def test_a_value_is_wrapped_by_its_kind_of_isolate() -> None:
    assert bidi.isolate("2025-01-15") == f"{FSI}2025-01-15{PDI}"
    assert bidi.isolate_ltr("bh-om-2025") == f"{LRI}bh-om-2025{PDI}"


def test_isolates_inside_stay_when_they_pair_and_go_when_they_do_not() -> None:
    inner = f"من {FSI}BH{PDI} إلى"
    assert bidi.isolate(inner) == f"{FSI}{inner}{PDI}"
    assert bidi.isolate(f"a{PDI}b") == f"{FSI}ab{PDI}"
    assert bidi.isolate(f"{PDI}a{FSI}") == f"{FSI}a{PDI}"
    assert bidi.isolate(f"a\u2067b{FSI}c{PDI}") == f"{FSI}abc{PDI}"


@pytest.mark.parametrize("text", ["عُمان", "שלום", "٢٠٢٥", "ﺍﻟﻌﺮﺑﻴﺔ", "LMRA هيئة"])
def test_right_to_left_text_is_seen(text: str) -> None:
    assert bidi.has_rtl(text)


@pytest.mark.parametrize("text", ["", "LMRA", "2025-01-15", "naïve — “quoted”", "中文"])
def test_left_to_right_text_is_not_taken_for_right_to_left(text: str) -> None:
    assert not bidi.has_rtl(text)


def test_hidden_marks_are_named_with_place_and_kind() -> None:
    text = "a\u202eb\u200fc\u2068د\u200c\ufeff\u061c"
    assert bidi.hidden_marks(text) == [
        (1, 0x202E, "override"),
        (3, 0x200F, "mark"),
        (5, 0x2068, "override"),
        (7, 0x200C, "mark"),
        (8, 0xFEFF, "mark"),
        (9, 0x061C, "mark"),
    ]
    assert bidi.strip_marks(text) == "abcد"


def test_each_control_of_order_is_an_override_and_each_zero_width_one_a_mark() -> None:
    overrides = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    marks = [*range(0x200B, 0x2010), 0x061C, 0xFEFF]
    kinds = {mark.codepoint: mark.kind for mark in bidi.hidden_marks("".join(map(chr, overrides + marks)))}
    assert kinds == {**dict.fromkeys(overrides, "override"), **dict.fromkeys(marks, "mark")}


def test_plain_text_has_no_hidden_marks() -> None:
    assert bidi.hidden_marks("عُمان والبحرين 2025 – اتفاقيــــة") == []
    assert bidi.hidden_marks("plain") == []


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\tc\rd\x00", "a\\nb\\tc\\rd\\x00"),
        ("\x9b31m", "\\x9b31m"),
        ("abc\u202etxt.exe", "abc<U+202E>txt.exe"),
        ("\u2068x\u2069", "<U+2068>x<U+2069>"),
        ("line\u2028sep", "line<U+2028>sep"),
        ("lone\ud800", "lone<U+D800>"),
        ("عُمان\u200f", "عُمان\u200f"),
    ],
)
def test_what_steers_or_lies_is_shown(raw: str, shown: str) -> None:
    assert bidi.visible(raw) == shown


@given(st.text())
def test_what_was_made_visible_is_safe_and_stays_as_it_is(text: str) -> None:
    shown = bidi.visible(text)
    assert bidi.visible(shown) == shown
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("عُمَان", 4),
        ("اتفاقيــة", 9),
        ("中文", 4),
        ("e\u0301", 1),
        ("\u2068x\u2069", 1),
        ("", 0),
        ("\u06dd", 1),
    ],
)
def test_cells_of_known_texts(text: str, cells: int) -> None:
    assert bidi.cell_width(text) == cells


def test_cells_agree_with_the_terminal_library_on_latin_and_arabic() -> None:
    blocks = [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x600, 0x700), *range(0xFB50, 0xFE00)]
    blocks += [*range(0x750, 0x780), *range(0x2010, 0x2028), *range(0x3041, 0x3097), *range(0xFE70, 0xFEFD)]
    assigned = [chr(code) for code in blocks if unicodedata.category(chr(code)) != "Cn"]
    assert [c for c in assigned if bidi.cell_width(c) != cell_len(c)] == []


def test_clipping_keeps_what_fits_and_marks_the_cut() -> None:
    assert bidi.clip(ARABIC, 40) == ARABIC
    assert bidi.clip(ARABIC, 5) == "هيئة…"
    assert bidi.clip("memorandum", 4) == "mem…"
    assert bidi.clip("memorandum", 1) == "…"
    assert bidi.clip("memorandum", 0) == ""


def test_clipping_never_parts_a_mark_from_its_letter() -> None:
    assert bidi.clip("عُمان والبحرين", 2) == "عُ…"
    assert bidi.clip("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_clipping_never_parts_joined_signs() -> None:
    family = "👩\u200d👩\u200d👧"
    assert bidi.clip(family + " abc", 5) == "…"
    assert bidi.clip("🇧🇭🇴🇲🇰🇼", 4) == "🇧🇭…"


def test_clipping_closes_an_isolate_it_has_opened() -> None:
    assert bidi.clip(f"من {FSI}2025-01-15{PDI} إلى", 8) == f"من {FSI}2025{PDI}…"


@given(mixed, st.integers(0, 12))
def test_clipped_text_fits_and_padded_text_fills(text: str, width: int) -> None:
    clipped = bidi.clip(text, width)
    assert bidi.cell_width(clipped) <= width
    assert bidi.cell_width(bidi.pad(clipped, width)) == width
    assert clipped == text or clipped.rstrip(f"…{PDI}") in text


def test_padding_counts_cells_and_leaves_longer_text() -> None:
    assert bidi.pad("عُمان", 6) == "عُمان  "
    assert bidi.pad("longer", 3) == "longer"


def test_only_segments_with_arabic_are_guarded() -> None:
    assert bidi.guard("هيئة") == f"{LRM}هيئة{LRM}"
    assert bidi.guard("bh-om-2025") == "bh-om-2025"
