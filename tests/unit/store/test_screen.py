"""What is seen of a file's bytes before any parser."""

from __future__ import annotations

import pytest

from mou_tracker.diagnostics import Span
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.screen import _REMARKABLE, MAX_FINDINGS, Lines, in_escapes, screen


def test_ordinary_text_passes_untouched() -> None:
    text = "title: مذكرة «تفاهم» – “x”\r\n\ta: ١٢٣ 🤝\u00a0\n"
    assert screen(text.encode(), "f") == (text, [])


def test_places_count_characters_and_lines() -> None:
    _, (finding,) = screen("a: b\nأبجد\u202ec\n".encode(), "f")
    assert (finding.code, finding.span, finding.params) == ("MOU014", Span(2, 5, 2, 6), {"character": "U+202E"})


def test_the_byte_order_mark_is_left_out_of_text_and_columns() -> None:
    text, (mark, hidden) = screen("\ufeffa\u200b: b\n".encode(), "f")
    assert text == "a\u200b: b\n"
    assert (mark.code, mark.severity, hidden.code, hidden.severity) == ("MOU016", "warning", "MOU015", "warning")
    assert hidden.span == Span(1, 2, 1, 3)


def test_a_file_at_the_limit_passes_and_one_byte_more_does_not() -> None:
    assert screen(b"#" * MAX_BYTES, "f")[1] == []
    _, (finding,) = screen(b"#" * (MAX_BYTES + 1), "f")
    assert finding.params == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}


@pytest.mark.parametrize(
    ("content", "encoding", "byte", "offset"),
    [
        ("title: مذكرة تفاهم\n".encode("cp1256"), "Windows-1256", "E3", 7),
        ("title: protocole d'été\n".encode("cp1252"), "Windows-1252", "E9", 19),
        ("title: مذكرة\n".encode("utf-16"), "UTF-16", "FF", 0),
        ("title: memorandum\n".encode("utf-16-le"), "UTF-16", "00", 1),
        ("title: memorandum\n".encode("utf-16-be"), "UTF-16", "00", 0),
        ("title: memorandum\n".encode("utf-32-le"), "UTF-32", "00", 1),
        ("title: مذكرة تفاهم بشأن".encode()[:-1], "UTF-8", "D9", 35),
    ],
)
def test_the_likely_encoding_is_named(content: bytes, encoding: str, byte: str, offset: int) -> None:
    text, (finding,) = screen(content, "f")
    assert text is None
    assert finding.code == "MOU003"
    assert finding.params == {"encoding": encoding, "byte": byte, "offset": offset}


def test_the_place_of_a_wrong_byte() -> None:
    _, (finding,) = screen("a: b\nأب".encode() + b"\xff\n", "f")
    assert finding.span == Span(2, 3, 2, 4)


def test_a_hostile_file_cannot_flood_the_report() -> None:
    _, findings = screen(b"\x01" * 10_000, "f")
    assert len(findings) == MAX_FINDINGS


def test_what_escapes_must_not_produce() -> None:
    found = list(in_escapes("a\n\tb\x00\r\u2028\u202e\u200b"))
    assert [(code, character) for code, _, character in found] == [
        ("MOU004", "U+0000"),
        ("MOU004", "U+000D"),
        ("MOU018", "U+2028"),
        ("MOU014", "U+202E"),
        ("MOU015", "U+200B"),
    ]


def test_lines_of_a_text() -> None:
    lines = Lines("ab\nc\n")
    assert lines.span(0, 2) == Span(1, 1, 1, 3)
    assert lines.span(1, 4) == Span(1, 2, 2, 2)
    assert lines.span(5, 5) == Span(3, 1, 3, 1)


def test_no_remarkable_character_is_printable() -> None:
    """The screen looks closer only where `str.isprintable` says no."""
    characters = "a".join(chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    remarkable = [found[0] for found in _REMARKABLE.finditer(characters)]
    controls, breaks, overrides, hidden = 29 + 32 + 2, 4, 9, 7
    assert len(remarkable) == controls + breaks + overrides + hidden
    assert not any(map(str.isprintable, remarkable))
