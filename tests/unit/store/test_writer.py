"""Edits in the text of a record: before and after, letter by letter."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mou_tracker.errors import ChangeRefused
from mou_tracker.model.anatomy import ROOTS
from mou_tracker.store.reader import read_data
from mou_tracker.store.writer import Append, Edit, Remove, Rename, Set, spliced

AGREEMENT = ROOTS["agreement"]
ENTRY = {"date": "2025-06-10", "by": "bh-lmra", "text": {"ar": "عُقد برنامج", "en": "A course"}, "percent": 40}


def after(before: str, *edits: Edit, record: Any = AGREEMENT) -> str:
    return spliced(before.encode(), edits, record, file="a.yaml").content.decode()


def refusal(before: str, *edits: Edit) -> ChangeRefused:
    with pytest.raises(ChangeRefused) as caught:
        spliced(before.encode(), edits, AGREEMENT, file="a.yaml")
    return caught.value


# ---- the log of a commitment ----

LOG = ("commitments", 0, "log")
COMMITMENT = """\
commitments:
  - id: training
    nature: continuing  # as the source says
    start: 2025-01-15
    source: s1

sources: []
"""


def test_the_first_entry_makes_the_log_where_the_model_has_it() -> None:
    assert (
        after(COMMITMENT, Append(LOG, ENTRY))
        == """\
commitments:
  - id: training
    nature: continuing  # as the source says
    start: 2025-01-15
    log:
      - date: 2025-06-10
        by: bh-lmra
        text:
          ar: عُقد برنامج
          en: A course
        percent: 40
    source: s1

sources: []
"""
    )


def test_without_a_model_a_new_key_comes_last() -> None:
    assert after(COMMITMENT, Set(("commitments", 0, "due"), "2026"), record=None) == COMMITMENT.replace(
        "    source: s1\n", '    source: s1\n    due: "2026"\n'
    )


@pytest.mark.parametrize("column", ["      ", "    "])
def test_an_entry_comes_after_those_there_are_at_their_dashes(column: str) -> None:
    before = f"""\
commitments:
  - id: training
    log:  # oldest first
{column}- date: 2025-01-01
{column}  by: om   # by telephone
{column}  # not confirmed
    source: s1
"""
    assert after(before, Append(LOG, {"date": "2025-02", "by": "bh"})) == before.replace(
        "confirmed\n", f"confirmed\n{column}- date: 2025-02\n{column}  by: bh\n"
    )


def test_the_dashes_of_a_new_list_stand_as_those_of_the_file() -> None:
    before = "parties:\n- agency: a\ncommitments:\n- id: x\n  owners: [a]\n"
    assert (
        after(before, Append(LOG, {"date": "2025-02", "by": "bh"}))
        == before + "  log:\n  - date: 2025-02\n    by: bh\n"
    )


@pytest.mark.parametrize("empty", [" []", "", " null", " ~"])
def test_an_empty_log_becomes_a_block(empty: str) -> None:
    before = f"commitments:\n  - id: x\n    log:{empty}  # none yet\n    source: s1\n"
    assert after(before, Append(LOG, {"date": "2025-02", "by": "bh"})) == (
        "commitments:\n  - id: x\n    log:  # none yet\n      - date: 2025-02\n        by: bh\n    source: s1\n"
    )


def test_a_log_in_brackets_stays_in_brackets() -> None:
    before = "commitments:\n  - {id: x, log: [{date: 2025-01, by: a}]} # short\n"
    assert after(before, Append(LOG, {"date": "2025-02", "by": "b"})) == (
        "commitments:\n  - {id: x, log: [{date: 2025-01, by: a}, {date: 2025-02, by: b}]} # short\n"
    )


def test_brackets_over_several_lines_get_one_more() -> None:
    before = "owners: [\n  a,  # one\n  b   # two\n  ]\n"
    assert after(before, Append(("owners",), "c")) == "owners: [\n  a,  # one\n  b,   # two\n  c\n  ]\n"
    before = "owners: [\n  a,  # one\n  b,  # two\n]\n"
    assert after(before, Append(("owners",), "c")) == "owners: [\n  a,  # one\n  b,  # two\n  c,\n]\n"
    assert after(before, Remove(("owners", 0))) == "owners: [\n  b,  # two\n]\n"
    assert after(before, Remove(("owners", 1))) == "owners: [\n  a,  # one\n]\n"


def test_empty_brackets_keep_their_comment() -> None:
    assert after("log: [ # none\n  ]\n", Append(("log",), "a")) == "log: [a # none\n  ]\n"


def test_target_inside_brackets() -> None:
    before = "indicators:\n  - id: a\n    targets: [{by: 2026-12-31, value: 60}]  # agreed\n"
    new = {"by": "2027-12-31", "value": 90}
    assert after(before, Append(("indicators", 0, "targets"), new)) == before.replace(
        "}]", "}, {by: 2027-12-31, value: 90}]"
    )


def test_a_row_among_rows() -> None:
    before = "attendance:\n  - {agency: a, role: member}\n  - {agency: b}\n"
    new = {"agency": "c", "role": "chair, acting"}
    assert after(before, Append(("attendance",), new)) == before + '  - {agency: c, role: "chair, acting"}\n'


# ---- values ----


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-12-31", "2026-12-31"), ("2026-12", "2026-12"), ("2026", '"2026"'), ("not_stated", "not_stated"), ("no", '"no"'), ("1:30", '"1:30"'),
        ("012", '"012"'), ("", '""'), (" a", '" a"'), ("a: b", '"a: b"'), ("a # b", '"a # b"'), ("- a", '"- a"'), ('"q"', "'\"q\"'"), ("it's", "it's"),
        ("ملاحظة: نص", '"ملاحظة: نص"'), ("#وسم", '"#وسم"'), ("نص، ونص", "نص، ونص"), ("a\tb", '"a\\tb"'), (None, "null"), (True, "true"), (60, "60"),
        (1.5, "1.5"), (1e20, "1.0e+20"), ([], "[]"), ({}, "{}"), (["a", "b, c"], '[a, "b, c"]'), ("\n", '"\\n"'), ("  a\nb", '"  a\\nb"'),
    ],
)  # fmt: skip
def test_how_a_value_is_written(value: Any, written: str) -> None:
    before = "a:\n  due: 2025   # agreed\nb: 1\n"
    assert after(before, Set(("a", "due"), value)) == before.replace("2025", written)
    data, _ = read_data(after(before, Set(("a", "new"), value)).encode(), "f")
    assert data is not None
    assert data["a"]["new"] == value


def test_a_text_of_several_lines() -> None:
    before = "a:\n  note: short # why\n  b: 1\n"
    assert after(before, Set(("a", "note"), "one\n\ntwo")) == "a:\n  note: |- # why\n    one\n\n    two\n  b: 1\n"
    assert after(before, Set(("a", "note"), "سطر\nسطر\n")) == "a:\n  note: | # why\n    سطر\n    سطر\n  b: 1\n"
    assert after("a: {note: x}\n", Set(("a", "note"), "one\ntwo")) == 'a: {note: "one\\ntwo"}\n'


def test_a_comment_below_never_becomes_part_of_a_text() -> None:
    before = "a:\n  - x\n    # deep\nb: 1\n"
    assert after(before, Set(("a",), "one\ntwo")) == 'a: "one\\ntwo"\n    # deep\nb: 1\n'


@pytest.mark.parametrize(
    "old",
    [
        "'x'",
        '"x\n    y"',
        "x\n    y",
        "|\n    x\n\n    y",
        ">-\n    x",
        "[\n    x]",
        "\n    - x\n    - y",
        "\n    x: 1",
    ],
)
def test_one_value_in_the_place_of_any(old: str) -> None:
    gap = "" if old.startswith("\n") else " "
    assert after(f"a:\n  b:{gap}{old}\n  c: 1\n", Set(("a", "b"), "new")) == "a:\n  b: new\n  c: 1\n"
    assert after(f"a:\n  -{gap}{old}\n  - 1\n", Set(("a", 0), "new")) == "a:\n  - new\n  - 1\n"


@pytest.mark.parametrize(
    "old", [" x  # c", "  # c", " {}  # c", " |  # c\n    x", "  # c\n    - x\n    - y", ' "x\n    y"  # c']
)
def test_a_mapping_in_the_place_of_any(old: str) -> None:
    assert after(f"a:\n  b:{old}\n  c: 1\n", Set(("a", "b"), {"x": 1})) == "a:\n  b:  # c\n    x: 1\n  c: 1\n"


def test_a_value_on_its_own_line() -> None:
    before = "a:\n  # why\n  old  # c\nb: 1\n"
    assert after(before, Set(("a",), "new")) == "a:\n  # why\n  new  # c\nb: 1\n"
    assert after(before, Set(("a",), ["x"])) == "a:\n  # why\n  [x]  # c\nb: 1\n"
    assert after(before, Set(("a",), {"x": 1})) == "a:\n  # why\n  # c\n  x: 1\nb: 1\n"


def test_only_what_differs_in_a_mapping_is_set() -> None:
    before = "a:\n  x: 'one'   # c\n  # d\n  y: {p: 1, q: 2}\n  z: 3\n"
    new = {"x": "one", "y": {"p": 1, "q": 5}, "w": 4}
    assert after(before, Set(("a",), new)) == "a:\n  x: 'one'   # c\n  # d\n  y: {p: 1, q: 5}\n  w: 4\n"
    assert after(before, Set(("a",), {"x": "one", "y": {"p": 1, "q": 2}, "z": 3})) == before


def test_only_what_differs_in_a_list_is_set() -> None:
    before = "a:\n  - x: 1  # c\n  - p  # d\n  - q\n"
    assert after(before, Set(("a",), [{"x": 2}, "p", "q"])) == before.replace("1", "2")
    assert after(before, Set(("a",), [{"x": 1}, "q"])) == "a:\n  - x: 1  # c\n  - q\n"
    assert after(before, Set(("a",), [{"x": 1}, "p", "q", "r"])) == before + "  - r\n"
    assert after(before, Set(("a",), ["o", {"x": 1}, "p", "q"])) == "a:\n  - o\n  - x: 1\n  - p\n  - q\n"


# ---- keys ----


def test_text_in_another_language() -> None:
    assert (
        after("title:\n  ar: نص\nkind: x\n", Set(("title", "en"), "Text")) == "title:\n  ar: نص\n  en: Text\nkind: x\n"
    )
    assert (
        after("title:\n  en: Text\nkind: x\n", Set(("title", "ar"), "نص")) == "title:\n  ar: نص\n  en: Text\nkind: x\n"
    )
    assert after("title: {en: Text} # c\n", Set(("title", "ar"), "نص: أ")) == 'title: {ar: "نص: أ", en: Text} # c\n'


def test_a_due_date_comes_where_the_model_has_it() -> None:
    assert after(COMMITMENT, Set(("commitments", 0, "due"), "2026-12-31")) == COMMITMENT.replace(
        "15\n", "15\n    due: 2026-12-31\n"
    )


def test_a_key_before_all_others() -> None:
    before = "# about this file\n\ntitle: x\ncommitments:\n  - nature: one_off  # c\n    due: 2026-01\n"
    assert after(before, Set(("format",), "mou/1")) == before.replace("title", "format: mou/1\ntitle")
    assert after(before, Set(("commitments", 0, "id"), "x")) == before.replace("- nature", "- id: x\n    nature")
    below = "a:\n  # about it\n  en: x\n"
    assert after(below, Set(("a", "ar"), "نص")) == "a:\n  ar: نص\n  # about it\n  en: x\n"


def test_a_new_section_is_parted_as_the_others_are() -> None:
    before = "kind: x\n\ncommitments:\n  - id: a\n\n# where from\nsources:\n  - id: s1\n"
    new = {"date": "2026-01-01", "changes": []}
    assert after(before, Append(("amendments",), new)) == (
        "kind: x\n\ncommitments:\n  - id: a\n\namendments:\n  - date: 2026-01-01\n    changes: []\n\n"
        "# where from\nsources:\n  - id: s1\n"
    )
    assert after(before, Set(("exceptions",), [{"rule": "MOU304"}])) == before + "\nexceptions:\n  - rule: MOU304\n"


def test_items_parted_by_blank_lines() -> None:
    before = "commitments:\n  - id: a\n    due: 2026-01\n\n  - id: b\n    due: 2026-02\n\nthreads: [x]\n"
    new = {"id": "c", "due": "2026-03"}
    assert after(before, Append(("commitments",), new)) == before.replace("02\n", "02\n\n  - id: c\n    due: 2026-03\n")
    assert after(before, Remove(("commitments", 0))) == "commitments:\n  - id: b\n    due: 2026-02\n\nthreads: [x]\n"
    assert after(before, Remove(("commitments", 1))) == "commitments:\n  - id: a\n    due: 2026-01\n\nthreads: [x]\n"


def test_mappings_above_are_made() -> None:
    assert after("kind: x\n", Set(("notice", "non_renewal"), "P3M")) == "kind: x\nnotice:\n  non_renewal: P3M\n"
    assert after("a:\n", Set(("a", "b", "c"), 1)) == "a:\n  b:\n    c: 1\n"
    assert after("{}\n", Set(("a",), 1)) == "a: 1\n"


def test_another_name_for_a_key() -> None:
    before = "agencies:\n  bh-old:   # c\n    name: x\n  om: {name: y}\n"
    assert after(before, Rename(("agencies", "bh-old"), "bh-new")) == before.replace("bh-old", "bh-new")
    assert after(before, Rename(("agencies", "om", "name"), "no")) == before.replace("{name", '{"no"')
    assert after(before, Rename(("agencies", "om"), "om")) == before


# ---- what goes ----


def test_an_item_goes_with_its_own_comments() -> None:
    before = """\
log:
  # oldest first
  - date: 1
  # about the second
  - date: 2  # c
    # its foot
    by: x
  # about the third
  - date: 3
# about kind
kind: x
"""
    assert (
        after(before, Remove(("log", 1)))
        == """\
log:
  # oldest first
  - date: 1
  # about the third
  - date: 3
# about kind
kind: x
"""
    )
    assert after(before, Remove(("log", 0))) == before.replace("  - date: 1\n", "")
    assert after(before, Remove(("log", 2))) == before.replace("  # about the third\n  - date: 3\n", "")


def test_the_first_key_after_a_dash_goes() -> None:
    assert after("- x\n".join(["a:\n", "- id: x\n  due: 1\n"]), Remove(("a", 1, "id"))) == "a:\n- x\n- due: 1\n"
    assert after("a:\n- id: x\n  # why\n  due: 1\n", Remove(("a", 0, "id"))) == "a:\n-\n  # why\n  due: 1\n"


@pytest.mark.parametrize(
    ("before", "path", "expected"),
    [
        ("a: [x, y, z] # c\n", ("a", 0), "a: [y, z] # c\n"),
        ("a: [x, y, z] # c\n", ("a", 1), "a: [x, z] # c\n"),
        ("a: [x, y, z] # c\n", ("a", 2), "a: [x, y] # c\n"),
        ("a: { x: 1, y: 2 }\n", ("a", "x"), "a: { y: 2 }\n"),
        ("a: { x: 1, y: 2 }\n", ("a", "y"), "a: { x: 1 }\n"),
        ("a: [x] # c\n", ("a", 0), "a: [] # c\n"),
        ("a: # c\n  - x\nb: 1\n", ("a", 0), "a: [] # c\nb: 1\n"),
        ("a:\n  x: 1\nb: 1\n", ("a", "x"), "a: {}\nb: 1\n"),
        ("# c\na: 1\n", ("a",), "# c\n{}\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: |\n  x\nb: 2", ("b",), "a: |\n  x\n"),
        ("a: |+\n  x\n\nb: 2\nc: 3\n", ("b",), "a: |+\n  x\n\nc: 3\n"),
    ],
)
def test_what_is_removed(before: str, path: tuple[str | int, ...], expected: str) -> None:
    assert after(before, Remove(path)) == expected


# ---- the file around ----


def test_line_ends_mark_and_missing_last_line_break_stay() -> None:
    before = "\ufeffa:\r\n  - x: 1\r\n    y: 2"
    new = after(before, Append(("a",), {"x": 3, "z": "one\ntwo"}))
    assert new == "\ufeffa:\r\n  - x: 1\r\n    y: 2\r\n  - x: 3\r\n    z: |-\r\n      one\r\n      two"
    assert after(before, Set(("a", 0, "x"), "z")) == before.replace("1", "z")


def test_a_text_that_ends_with_the_file_gets_no_line_break() -> None:
    assert after("a: |\n  one\n  two", Set(("b",), 1)) == "a: |-\n  one\n  two\nb: 1"


def test_comments_at_the_end_stay_at_the_end() -> None:
    before = "---\na:\n  - x\n\n# that is all\n...\n"
    assert after(before, Append(("a",), "z")) == before.replace("- x\n", "- x\n  - z\n")
    assert after(before, Set(("b",), 1)) == before.replace("- x\n", "- x\nb: 1\n")


def test_a_comment_after_a_list_stays_with_what_follows() -> None:
    before = "a:\n- x\n# about b\nb: 1\n"
    assert after(before, Append(("a",), "z")) == "a:\n- x\n- z\n# about b\nb: 1\n"
    before = "a:\n  - x\n    # about x\n  # more to come\nb: 1\n"
    assert after(before, Append(("a",), "z")) == "a:\n  - x\n    # about x\n  - z\n  # more to come\nb: 1\n"


def test_several_edits_and_the_lines_they_changed() -> None:
    before = "a: 1\nlog:\n  - x\nb: 2\nc: 3\n"
    edits = [Append(("log",), "w"), Set(("c",), 4), Remove(("a",)), Append(("log",), "z")]
    done = spliced(before.encode(), edits)
    assert done.content == b"log:\n  - x\n  - w\n  - z\nb: 2\nc: 4\n"
    assert (done.added, done.removed) == ((3, 4, 6), (1, 5))


def test_no_edit_changes_nothing() -> None:
    assert spliced(COMMITMENT.encode(), []) == (COMMITMENT.encode(), (), ())
    assert spliced(COMMITMENT.encode(), [Set(("commitments", 0, "id"), "training")]) == (COMMITMENT.encode(), (), ())


# ---- refusals ----


@pytest.mark.parametrize(
    ("edit", "message", "place"),
    [
        (Remove(("commitments", 1)), "There is nothing at {place}", "commitments/1"),
        (Remove(()), "There is nothing at {place}", "/"),
        (Set(("commitments", 3, "due"), "x"), "There is nothing at {place}", "commitments/3/due"),
        (Set(("new", 0), "x"), "There is nothing at {place}", "new/0"),
        (Rename(("due",), "x"), "There is nothing at {place}", "due"),
        (Rename(("commitments", 0), "x"), "There is nothing at {place}", "commitments/training"),
        (Rename(("commitments", 0, "id"), "start"), "{place} is already there", "commitments/training/start"),
        (Set(("commitments", 0, "id", "en"), "x"), "{place} holds something else; nothing can be put into it", "commitments/training/id"),
        (Append(("commitments", 0), "x"), "{place} holds something else; nothing can be put into it", "commitments/training"),
        (Set(("a",), object()), "What is to be written at {place} cannot be kept in a file", "a"),
        (Set(("a",), float("nan")), "What is to be written at {place} cannot be kept in a file", "a"),
        (Set((), "x"), "What is to be written at {place} cannot be kept in a file", "/"),
    ],
)  # fmt: skip
def test_an_edit_that_does_not_fit(edit: Edit, message: str, place: str) -> None:
    trouble = refusal(COMMITMENT, edit)
    assert (trouble.message, trouble.params["place"]) == (message, place)


@pytest.mark.parametrize(
    ("value", "code"), [("a\x1bb", "MOU004"), ("a\u202eb", "MOU014"), (10**20, "MOU013"), ({"": 1}, "MOU012")]
)
def test_a_value_that_no_file_may_hold(value: Any, code: str) -> None:
    trouble = refusal(COMMITMENT, Set(("commitments", 0, "note"), value))
    assert trouble.message == "What is to be written at {place} cannot be kept in a file"
    assert [(finding.code, finding.path, finding.span) for finding in trouble.findings] == [
        (code, ("commitments", 0, "note"), None)
    ]


def test_a_file_that_cannot_be_read() -> None:
    trouble = refusal("a: [\n", Set(("b",), 1))
    assert trouble.message == "{file} cannot be changed before it can be read"
    assert [finding.code for finding in trouble.findings] == ["MOU005"]


def test_a_layout_in_which_nothing_is_certain() -> None:
    trouble = refusal("a: |+\n  x\nb: 1\n\n", Remove(("b",)))
    assert trouble.message == "{file} is laid out so that {place} cannot be changed safely"


def test_it_takes_milliseconds() -> None:
    item = "  - id: c{}\n    text: {{ar: نص عربي طويل, en: An English text of some length}}\n    owners: [a, b]\n    start: 2025-01-15\n"
    before = ("commitments:\n" + "".join(item.format(number) for number in range(75))).encode()
    assert len(before) > 9000
    edit = Append(("commitments", 40, "log"), ENTRY)
    spliced(before, [edit], AGREEMENT)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        spliced(before, [edit], AGREEMENT)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.03, "a third of this, when nothing else runs"
