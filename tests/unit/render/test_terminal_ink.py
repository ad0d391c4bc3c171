"""Pieces of terminal text keep their cells, their order and their safety."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.i18n.bidi import FSI, LRI, LRM, PDI, RLI, cell_width
from mou_tracker.render.terminal.ink import (
    bar,
    fit,
    measure,
    paint,
    paragraph,
    runs_left,
    safe,
    segment,
    uncolored,
    wrap,
)

ARABIC = "تنظيم برامج تدريبية وورش عمل مُشتركة"
TEXTS = st.text(st.sampled_from("aZ 1-ابتعُمَانّ،؟漢👍🏽\u200d\u0301…«»"), max_size=40)


@given(TEXTS)
def test_measuring_by_counting_agrees_with_measuring_by_cells(text: str) -> None:
    assert measure(text) == cell_width(text)


@given(TEXTS, st.integers(0, 30))
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) == width


def test_a_cut_text_ends_with_an_ellipsis_after_a_whole_cluster() -> None:
    assert fit("عُمان الشقيقة", 3) == f"{LRM}{FSI}عُم…{PDI}{LRM}"
    assert fit("Training", 5) == "Trai…"
    assert fit("Training", 0) == ""


def test_only_text_from_right_to_left_is_guarded() -> None:
    assert segment("2025-01-15") == "2025-01-15"
    assert segment("عُمان") == f"{LRM}{FSI}عُمان{PDI}{LRM}"


def test_a_date_inside_arabic_keeps_the_order_of_its_parts() -> None:
    assert segment("قبل 2026-03-31") == f"{LRM}{FSI}قبل {LRI}2026-03-31{PDI}{PDI}{LRM}"
    assert segment("51/76 عامًا، 2010–2019") == f"{LRM}{FSI}{LRI}51/76{PDI} عامًا، {LRI}2010–2019{PDI}{PDI}{LRM}"
    assert paragraph("قبل 2026-03-31", 40) == [f"{LRM}{RLI}قبل {LRI}2026-03-31{PDI}{PDI}{LRM}"]


def test_data_cannot_steer_the_terminal() -> None:
    assert safe("a\x1b[31mb\tc\nd\u202ee") == "a\\x1b[31mb c d<U+202E>e"


@given(TEXTS, st.integers(1, 30))
def test_wrapped_lines_keep_every_word_in_order(text: str, width: int) -> None:
    assert " ".join(wrap(text, width)).split() == text.split()


@given(st.lists(st.sampled_from(["ab", "training", "عُمان", "في"]), max_size=12), st.integers(8, 30))
def test_wrapped_lines_fit(words: list[str], width: int) -> None:
    assert all(cell_width(line) <= width for line in wrap(" ".join(words), width))


def test_what_is_isolated_over_a_line_break_is_isolated_on_both_lines() -> None:
    assert wrap(f"المرجع {FSI}bh-om training{PDI} هنا", 13) == [f"المرجع {LRI}bh-om{PDI}", f"{LRI}training{PDI} هنا"]
    assert wrap(f"{FSI}أكتوبر 2023.{PDI}", 8) == [f"{RLI}أكتوبر{PDI}", f"{RLI}2023.{PDI}"]


def test_a_paragraph_hangs_under_its_first_line() -> None:
    assert paragraph("one two three", 8, "  ", "* ") == ["* one", "  two", "  three"]


def test_colours_only_when_asked() -> None:
    assert paint("late", "bad", color=False) == "late"
    assert paint("late", "", color=True) == "late"
    assert uncolored(paint("late", "bad", color=True)) == "late"
    assert paint("late", "bad", color=True) != "late"


@pytest.mark.parametrize(("part", "full"), [(0, 0), (1, 1), (50, 5), (99, 10), (100, 10)])
def test_a_bar_shows_its_share_and_never_hides_what_is_there(part: int, full: int) -> None:
    assert bar(part, 100, 10) == "▇" * full + "·" * (10 - full)


def test_a_bar_of_nothing_is_empty() -> None:
    assert bar(0, 0, 4) == "····"


def test_every_line_of_an_arabic_text_runs_from_the_right() -> None:
    assert paragraph("أُقرت المذكرة في 2019.", 13) == [
        f"{LRM}{RLI}أُقرت المذكرة{PDI}{LRM}",
        f"{LRM}{RLI}في 2019.{PDI}{LRM}",
    ]
    assert paragraph("Signed in عُمان", 40) == [f"{LRM}{FSI}Signed in عُمان{PDI}{LRM}"]


def test_what_is_isolated_does_not_decide_where_a_text_runs() -> None:
    assert runs_left(f"{FSI}lmra25{PDI} · موقع")
    assert not runs_left(f"{FSI}عُمان{PDI} · site")
    assert runs_left(f"{FSI}قبل يوم{PDI}: {FSI}عُمان{PDI}")
    assert not runs_left("2019")
