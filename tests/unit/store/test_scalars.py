"""Texts without quotes where every reader agrees, and in quotes otherwise."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.store.reader import read
from mou_tracker.store.scalars import bare, read_otherwise, rewritten, written

PLAIN = [
    "نص عربي، مع فاصلة",
    "2025-01-15",
    "mou/1",
    "http://x/y",
    "a'b",
    "12 persons",
    "P3Y",
    "BH",
    "السعر 5%",
    "a #b"[:1],
]
QUOTED = [
    "", " a", "a ", "yes", "No", "on", "y", "~", "null", "true", "12", "1.5", "012", "0x1F", "1:30", "12:30:45", "1_000", ".5",
    "1e3", "-1", "+1", ".inf", ".NaN", "=", "<<", "- a", "? a", ": a", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">a",
    "%a", "@a", "`a", "'a", '"a', "[a", "{a", "]", "}", ",a", "2025-01-15T10:00:00Z", "2025-1-5 10:00:00", "\u200fنص",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_plain_texts_stay_bare(text: str) -> None:
    assert bare(text)
    assert written(text) == text


@pytest.mark.parametrize("text", QUOTED)
def test_doubtful_texts_are_quoted(text: str) -> None:
    assert not bare(text)
    assert written(text)[0] in "'\""


@given(st.text(max_size=12), st.booleans())
def test_what_is_written_is_read_as_that_text(text: str, in_brackets: bool) -> None:
    line = written(text, in_brackets)
    document = f"k: [{line}, x]\n" if in_brackets else f"k: {line}\n"
    found, _ = read(document.encode("utf-8", "surrogatepass"), "x")
    if found is not None:
        assert found.data["k"] == ([text, "x"] if in_brackets else text)
        old = yaml.safe_load(document)["k"]
        old = old[0] if in_brackets else old
        assert old == text or str(old) == text  # a day is a date to readers of YAML 1.1


@given(st.text(st.characters(exclude_categories=("C", "Z")), max_size=12))
def test_what_a_reader_of_yaml_1_1_takes_for_text_may_stay_bare(text: str) -> None:
    try:
        old = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    if bare(text):
        assert old == text or str(old) == text
    elif isinstance(old, bool | int | float):
        assert read_otherwise(text)


def test_a_writing_that_says_more_is_kept() -> None:
    assert rewritten('"a\\tb"', "a\tb") == '"a\\tb"'
    assert rewritten("'a'", "a") == "a"
    assert rewritten("yes", "yes") == '"yes"'
    assert json.loads(written("a\nb")) == "a\nb"
