"""The mark stands under what it marks, in cells, whatever the line is written in."""

from __future__ import annotations

import pytest

from mou_tracker.diagnostics import Diagnostic, Span
from mou_tracker.i18n.bidi import LRM, cell_width
from mou_tracker.render.findings.excerpt import Excerpt, excerpt


def marked(line: str, what: str, room: int = 0) -> Excerpt:
    """The excerpt for the first occurrence of `what` in `line`."""
    column = line.index(what) + 1
    found = excerpt(Diagnostic("MOU101", "a.yaml", span=Span(7, column, 7, column + len(what)), excerpt=line), room)
    assert found is not None
    return found


def under(found: Excerpt) -> str:
    """The characters of the line whose cells the mark covers."""
    start = len(found.mark) - len(found.mark.lstrip())
    at, covered = 0, ""
    for character in found.line.strip(LRM):
        if start <= at < len(found.mark):
            covered += character
        at += cell_width(character)
    return covered


def test_a_latin_value() -> None:
    assert marked("due: 2025-02-30", "2025-02-30") == ("due: 2025-02-30", "     ^~~~~~~~~~", "")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("ab: cd", "c"),
        ("日本: 語x", "語x"),
        ("e\u0301e\u0301: x", "x"),
        ("name: مُذَكِّرَة", "مُذَكِّرَة"),
        ('t: "مذكرة تفاهم 2025" # x', '"مذكرة تفاهم 2025"'),
        ("a: 👨‍👩‍👧 b", "b"),
    ],
)
def test_the_mark_covers_the_cells_of_the_span(line: str, what: str) -> None:
    found = marked(line, what)
    assert (under(found), found.quoted) == (what, "")
    assert found.mark.strip()[0] == "^"


def test_tabs_and_controls_are_shown_and_counted_as_shown() -> None:
    found = marked("\tdue\x1b[31m: x", "x")
    assert found.line == "\\tdue\\x1b[31m: x"
    assert under(found) == "x"


def test_a_mark_without_width_is_shown_where_it_is_the_finding() -> None:
    found = marked("title: abc\u200fdef", "\u200f")
    assert found.line == "title: abc<U+200F>def"
    assert under(found) == "<U+200F>"


def test_a_part_of_an_arabic_stretch_is_quoted_since_a_terminal_may_turn_the_stretch_round() -> None:
    found = marked("ar: مذكرة تفاهم بين, x", "تفاهم")
    assert under(found) == "مذكرة تفاهم بين"
    assert found.mark.strip("~ ") == ""
    assert found.quoted == "تفاهم"


def test_a_comment_in_arabic_turns_round_together_with_the_value_before_it() -> None:
    found = marked("ar: مذكرة  # تعليق", "مذكرة")
    assert under(found) == "مذكرة  # تعليق"
    assert found.quoted == "مذكرة"


def test_a_number_before_the_stretch_stays_and_one_after_it_moves_with_it() -> None:
    assert under(marked("a: 5 مذكرة", "5")) == "5"
    assert under(marked("a: مذكرة 5", "5")) == "مذكرة 5"


def test_arabic_lines_are_guarded_and_others_are_not() -> None:
    assert marked("a: مذكرة", "a").line == f"{LRM}a: مذكرة{LRM}"
    assert marked("a: b", "a").line == "a: b"


@pytest.mark.parametrize("room", range(24, 90, 7))
@pytest.mark.parametrize("what", ["start", "MIDDLE", "end"])
def test_a_long_line_is_cut_to_the_room_around_the_span(what: str, room: int) -> None:
    found = marked("start " + "語 " * 50 + "MIDDLE" + " e\u0301x" * 50 + " end", what, room)
    assert cell_width(found.line) <= room
    assert under(found) == what
    assert not found.line.startswith("…\u0301")


def test_a_marked_value_longer_than_the_room_is_cut_too() -> None:
    assert marked("key: " + "x" * 500, "x" * 500, 40) == ("key: " + "x" * 32 + "…", "     ^" + "~" * 32, "")
    found = marked("k" * 99 + "x" * 99 + "y" * 99, "x" * 99, 40)
    assert cell_width(found.line) == 40
    assert under(found) == "x" * 27 + "…"


def test_a_place_without_text_has_one_mark() -> None:
    found = excerpt(Diagnostic("MOU101", "a.yaml", span=Span(1, 4, 1, 4), excerpt="abc"), 0)
    assert found == ("abc", "   ^", "")


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    found = excerpt(Diagnostic("MOU101", "a.yaml", span=Span(1, 3, 9, 1), excerpt="a: [  "), 0)
    assert found is not None
    assert found.mark.rstrip() == "  ^~~~"


def test_nothing_is_shown_when_the_place_lies_beyond_what_was_kept_of_the_line() -> None:
    assert excerpt(Diagnostic("MOU101", "a.yaml", span=Span(1, 500, 1, 501), excerpt="x" * 400), 0) is None
    assert excerpt(Diagnostic("MOU101", "a.yaml"), 0) is None
