"""The recogniser of ordinary layouts: what it knows, and what it leaves to the reference reader."""

from __future__ import annotations

import pytest

from mou_tracker.store.plain import read_plain

KNOWN = {
    "a: b\n": {"a": "b"},
    "a: b": {"a": "b"},
    "---\na: b\n": {"a": "b"},
    "# remark\n---\na: b\n": {"a": "b"},
    "a:\n  b:\n    c: d\n  e: f\ng: h\n": {"a": {"b": {"c": "d"}, "e": "f"}, "g": "h"},
    "a:\n- b\n- c\nd: e\n": {"a": ["b", "c"], "d": "e"},
    "a:\n  - b: c\n    d:\n      - e\n  - f\n": {"a": [{"b": "c", "d": ["e"]}, "f"]},
    "a:\n  -\n    b: c\n  -   d: e\n      f: g\n": {"a": [{"b": "c"}, {"d": "e", "f": "g"}]},
    "a:\n\n  # remark\n  b: c # remark\nd: # remark\ne:\n": {"a": {"b": "c"}, "d": None, "e": None},
    "a: 12\nb: -1.5\nc: true\nd: ~\ne: null\nf: 2025-01-15\ng: NO\nh: 12:30\n": {
        "a": 12, "b": -1.5, "c": True, "d": None, "e": None, "f": "2025-01-15", "g": "NO", "h": "12:30",
    },
    'a: ""\nb: "c: #d"\nc: \'it\'\'s\'\nd: "\\"x\\" \\\\ \\n"\n': {"a": "", "b": "c: #d", "c": "it's", "d": '"x" \\ \n'},
    "a: x#y\nb: http://e.org/?q=1#top\nc: a-b\n": {"a": "x#y", "b": "http://e.org/?q=1#top", "c": "a-b"},
    "a: [b, 'c, d', \"e]\", 1, ~, https://e.org/?x=1]\nb: {c: d, e: {f: [g]}}\nc: []\nd: {}\n": {
        "a": ["b", "c, d", "e]", 1, None, "https://e.org/?x=1"], "b": {"c": "d", "e": {"f": ["g"]}}, "c": [], "d": {},
    },
    "a: b\n  c\n\n  d\ne: f\n": {"a": "b c\nd", "e": "f"},
    "a: |\n  b\n\n    c: d\n  # e\n\nf: |-\n  g\nh: |+\n  i\n\n": {"a": "b\n\n  c: d\n# e\n", "f": "g", "h": "i\n\n"},
    "a: >\n  b\n  c\n\n  d\ne: >-\n  f\n": {"a": "b c\nd\n", "e": "f"},
    "a: b\r\nc:\r\n  - d\r\n": {"a": "b", "c": ["d"]},
    "ar: مذكرة تفاهم\nen: Memo   \n": {"ar": "مذكرة تفاهم", "en": "Memo"},
    "1: a\nnull: b\n": {"1": "a", "null": "b"},
}  # fmt: skip

LEFT = [
    "", "\n", "# a\n", "---\n", "a\n", "- a\n", "  a: b\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a: b: c\n", "a: b:\n", "a: b\n c: d\n", "a: b\n  - c\n",
    "a:\n    b: c\n  d: e\n", "a: - b\n", "a: !b c\n", "a: &b c\n", "a: *b\n", "<<: {a: b}\n", "? a\n: b\n", "a : b\n", "'a': b\n", "مادة: b\n",
    "a: 'b\n", 'a: "b\n', 'a: "\\x41"\n', 'a: "b" c\n', 'a: "b"#c\n', "a: [b\n", "a: [b,\n  c]\n", "a: [b: c]\n", "a: [b,]\n", "a: {b}\n", "a: {b:c}\n",
    "a: [?b]\n", "a: [-]\n", "a: [b] c\n", "a: @b\n", "a: `b`\n", "a: %b\n", "a: |2\n    b\n", "a: |\n", "a: |\n\nb: c\n", "a: |\n   b\n  c\n",
    "a: >\n  b\n    c\n", "a: |\n  b", "a: |#\n  b\n", "a:\tb\n", "a: b # c\n  d\n", "a: .inf\n", "a: 1e999\n", "a: 1234567890123456789\n",
    "a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "a:\n  - - b\n", "a: " + "[" * 9 + "]" * 9 + "\n",
    "".join("  " * depth + "a:\n" for depth in range(16)), "a" * 101 + ": b\n", "a: 12\n  34\n", "a: 'b'\n  c\n",
]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), KNOWN.items())
def test_what_it_knows(text: str, data: object) -> None:
    found = read_plain(text)
    assert found == data
    assert repr(found) == repr(data)


@pytest.mark.parametrize("text", LEFT)
def test_what_it_leaves(text: str) -> None:
    assert read_plain(text) is None


def test_time_is_linear_in_a_text_over_many_lines() -> None:
    assert read_plain("a: b\n" + "  c\n" * 250_000) is None
