"""Reading a file: data, places, and every refusal with its place and words."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from mou_tracker.diagnostics import Diagnostic, Span
from mou_tracker.store import reader
from mou_tracker.store.reader import Node, Style, read, read_data
from mou_tracker.store.screen import MAX_FINDINGS

TEXT = """\
title: {ar: مذكرة, en: "A memo"}
parties:
- agency: om-ncht  # remark
  due: 2025-01-15
note: |
  one

  two

none:
"""


def document(text: str) -> reader.Document:
    found, findings = read(text.encode(), "f.yaml")
    assert found is not None, findings
    return found


def refusals(text: str) -> list[tuple[str, Any, dict[str, Any]]]:
    found, findings = read(text.encode(), "f.yaml")
    assert found is None
    return [(finding.code, tuple(finding.span or ()), dict(finding.params)) for finding in findings]


def test_data() -> None:
    assert document(TEXT).data == {
        "title": {"ar": "مذكرة", "en": "A memo"},
        "parties": [{"agency": "om-ncht", "due": "2025-01-15"}],
        "note": "one\n\ntwo\n",
        "none": None,
    }


def test_the_place_of_every_value() -> None:
    values = document(TEXT).values
    assert values[("title",)] == Span(1, 8, 1, 33)
    assert values[("title", "ar")] == Span(1, 13, 1, 18)
    assert values[("title", "en")] == Span(1, 24, 1, 32)
    assert values[("parties",)] == values[("parties", 0)]._replace(column=1) == Span(3, 1, 4, 18)
    assert values[("parties", 0, "agency")] == Span(3, 11, 3, 18)
    assert values[("note",)] == Span(5, 7, 8, 6)
    assert values[("none",)] == Span(10, 6, 10, 6)
    assert values[()] == Span(1, 1, 10, 6)


def test_the_place_of_every_key() -> None:
    keys = document(TEXT).keys
    assert keys[("parties", 0, "due")] == Span(4, 3, 4, 6)
    assert set(keys) == {path for path in document(TEXT).values if path and isinstance(path[-1], str)}
    assert len(keys) == 8
    assert ("parties", 0) not in keys


def test_how_every_value_is_written() -> None:
    found = document(TEXT)
    styles = {path: node.style for path, node in found.nodes.items()}
    assert styles[("title",)] is Style.FLOW
    assert styles[("title", "en")] is Style.DOUBLE
    assert styles[("parties",)] is styles[()] is Style.BLOCK
    assert styles[("note",)] is Style.LITERAL
    _, start, end = found.nodes[("title", "en")]
    assert found.text[start:end] == '"A memo"'
    assert found.key_nodes[("none",)] == Node(Style.PLAIN, len(found.text) - 6, len(found.text) - 2)


def test_places_leave_out_the_byte_order_mark_and_carriage_returns() -> None:
    found, _ = read("\ufeffa: b\r\nc: |\r\n  d\r\n".encode(), "f.yaml")
    assert found is not None
    assert found.data == {"a": "b", "c": "d\n"}
    assert found.values[("a",)] == Span(1, 4, 1, 5)
    assert found.values[("c",)] == Span(2, 4, 3, 4)


def test_an_empty_value_in_brackets_stands_after_its_colon() -> None:
    assert document("a: {b: , c: }\n").values[("a", "c")] == Span(1, 12, 1, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ("MOU006", (3, 1, 3, 2), {"key": "a", "first_line": 1})),
        ("a: !!str b\n", ("MOU007", (1, 4, 1, 9), {"tag": "tag:yaml.org,2002:str"})),
        ("a: &b c\n", ("MOU008", (1, 4, 1, 6), {"reason": "anchor", "name": "b"})),
        ("a: *b\n", ("MOU008", (1, 4, 1, 6), {"reason": "alias", "name": "b"})),
        ("<<: {a: b}\n", ("MOU008", (1, 1, 1, 3), {"reason": "merge", "name": "<<"})),
        ("a: b\n---\nc: d\n", ("MOU009", (2, 1, 2, 4), {"reason": "second_document"})),
        ("%YAML 1.2\n---\na: b\n", ("MOU009", (1, 1, 1, 2), {"reason": "directive"})),
        ("# b\n", ("MOU011", (1, 1, 1, 1), {"found": "nothing"})),
        ("- a\n", ("MOU011", (1, 1, 1, 1), {"found": "list"})),
        ("text\n", ("MOU011", (1, 1, 1, 1), {"found": "text"})),
        ("[a]: b\n", ("MOU012", (1, 1, 1, 2), {"reason": "collection"})),
        ("'': b\n", ("MOU012", (1, 1, 1, 3), {"reason": "empty"})),
        ("a: .inf\n", ("MOU013", (1, 4, 1, 8), {"number": ".inf", "reason": "not_finite"})),
        ('a: "\\u202e"\n', ("MOU014", (1, 4, 1, 12), {"character": "U+202E"})),
        ("a:\n  b: 'c\n", ("MOU005", (2, 6, 2, 7), {"problem": "unclosed_quote"})),
        ("a: [b,\nc: d\n", ("MOU005", (1, 4, 1, 5), {"problem": "unclosed_bracket"})),
        ("a: [b,\n", ("MOU005", (1, 4, 1, 5), {"problem": "unclosed_bracket"})),
        ("a: b: c\n", ("MOU005", (1, 5, 1, 6), {"problem": "colon_in_text"})),
        ("a: b\n  c: d\n", ("MOU005", (2, 4, 2, 5), {"problem": "mapping_here"})),
        ("a:\n\tb: c\n", ("MOU005", (2, 1, 2, 2), {"problem": "tab"})),
        ("a: b #\tc\nd: 'e\tf'\ng: h\ti\n", ("MOU005", (3, 5, 3, 6), {"problem": "tab"})),
        ('a: "b"#c\n', ("MOU005", (1, 7, 1, 8), {"problem": "glued_comment"})),
    ],
)
def test_a_refusal_names_place_and_reason(text: str, expected: tuple[str, tuple[int, ...], dict[str, Any]]) -> None:
    assert refusals(text) == [expected]


def test_everything_wrong_is_said_at_once() -> None:
    codes = [code for code, *_ in refusals("a: !b c\na: &d e\nf: *d\ng: .nan\nh: 'i\n")]
    assert codes == ["MOU007", "MOU006", "MOU008", "MOU008", "MOU013", "MOU005"]


def test_keys_that_look_alike_are_the_same_key() -> None:
    assert refusals("أ: 1\nا\u0654: 2\n")[0][0] == "MOU006"


def test_keys_are_text_as_written() -> None:
    assert document("1: a\nnull: b\nno: c\n2025-01-15: d\n").data == {
        "1": "a",
        "null": "b",
        "no": "c",
        "2025-01-15": "d",
    }


def test_nesting_may_be_twenty_deep() -> None:
    assert document("a: " + "[" * 19 + "]" * 19 + "\n")
    assert refusals("a: " + "[" * 20 + "]" * 20 + "\n") == [("MOU010", (1, 23, 1, 23), {"limit": 20})]


def test_a_hostile_file_cannot_flood_the_report() -> None:
    assert len(refusals("a: b\n" * 10_000)) == MAX_FINDINGS


@pytest.mark.parametrize(
    "trouble", [RecursionError, KeyError, AssertionError, NotImplementedError, MemoryError, ValueError, yaml.YAMLError]
)
def test_whatever_a_parser_raises_is_a_finding(trouble: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, libyaml: bool) -> Any:
        raise trouble(text)
        yield libyaml

    monkeypatch.setattr(reader, "_events", broken)
    found, findings = read(b"a: b\n", "f.yaml")
    assert found is None
    assert findings == [Diagnostic("MOU017", "f.yaml", params={"kind": trouble.__name__}, span=Span(1, 1, 1, 1))]


@pytest.mark.parametrize("text", [TEXT, "a: [b,\n  c]\n", "a: b: c\n", "a: \u200eb\n", "\ufeffa: b\n", ""])
def test_the_fast_way_gives_the_same(text: str) -> None:
    found, findings = read(text.encode(), "f.yaml")
    assert read_data(text.encode(), "f.yaml") == (found.data if found else None, findings)


@pytest.mark.parametrize("text", [TEXT, "a: {u: https://e.org/?a=b, v: c?d}\n", 'a: "\\ue000"\nb: {c: d?e}\n'])
def test_without_libyaml_it_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = document(text)
    monkeypatch.setattr(reader, "with_libyaml", lambda: False)
    without = document(text)
    assert (without.data, without.nodes, without.key_nodes) == (
        with_libyaml.data,
        with_libyaml.nodes,
        with_libyaml.key_nodes,
    )
