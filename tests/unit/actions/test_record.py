"""Plans: what would be written, and how the history would say it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mou_tracker.actions.amend import amend
from mou_tracker.actions.change import Plan, Planner
from mou_tracker.actions.create import create
from mou_tracker.actions.draft import Said, measured, number_of
from mou_tracker.actions.happen import Appointment, Happened, appoint, event
from mou_tracker.actions.proofs import MOST_BYTES, Proof, kept, safe_name
from mou_tracker.actions.record import Move, Opinion, Report, assess, progress, reschedule
from mou_tracker.errors import FileTrouble, MouError, UsageMistake
from mou_tracker.i18n.bidi import hidden_marks
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Settings
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from tests.lively_register import FILES, TODAY, laid_out

SAID = Said(ar="نص", en="text")


def planned(folder: Path, planner: Planner, files: Mapping[str, str] = FILES) -> Plan:
    source = WorkingTree(laid_out(folder, files))
    return planner(load(source), source)


def lines(plan: Plan, file: str) -> list[str]:
    """The lines that are new in a file."""
    content = plan.files[file]
    assert content is not None
    old = FILES[file].splitlines()
    return [line.strip() for line in content.decode().splitlines() if line not in old]


def test_a_report(tmp_path: Path) -> None:
    plan = planned(tmp_path, progress("sample/training", Report(SAID, percent=0, measures=["trainees=٢٤٫٥"]), TODAY))
    assert plan.subject == "إفادة عن sample/training: تحديث الحالة"
    assert list(plan.trailers) == [("Agreement", "sample"), ("Commitment", "sample/training")]
    assert {"- date: 2026-06-30", "percent: 0", "trainees: 24.5", "type: status_update"} <= set(
        lines(plan, "agreements/sample.yaml")
    )


def test_the_history_is_told_in_the_registers_language_without_marks(tmp_path: Path) -> None:
    move = Move("2027-01-31", SAID)
    arabic = planned(tmp_path / "ar", reschedule("lively/manual", move, TODAY)).subject
    files = {**FILES, "mou.toml": FILES["mou.toml"].replace('language = "ar"', 'language = "en"')}
    english = planned(tmp_path / "en", reschedule("lively/manual", move, TODAY), files).subject
    assert english == "Move the due date of lively/manual from 2026-07-15 to 2027-01-31"
    assert arabic == "تغيير تاريخ استحقاق lively/manual من 2026-07-15 إلى 2027-01-31"
    assert not hidden_marks(arabic)


def test_an_outcome_is_reported_on_under_its_meeting(tmp_path: Path) -> None:
    plan = planned(tmp_path, progress("committee/1/r1", Report(SAID, meeting="committee/2"), TODAY))
    assert list(plan.trailers) == [
        ("Meeting", "committee/1"),
        ("Outcome", "committee/1/r1"),
        ("Meeting", "committee/2"),
    ]
    assert "- date: 2026-03-11" in lines(plan, "meetings/committee/1.yaml")


def test_who_assesses_is_the_only_body_that_follows(tmp_path: Path) -> None:
    plan = planned(tmp_path, assess("sample/training", Opinion("implemented"), TODAY))
    assert "by: committee" in lines(plan, "agreements/sample.yaml")
    with pytest.raises(UsageMistake):
        planned(tmp_path, assess("parent/x", Opinion("implemented"), TODAY))


def test_the_last_day_of_a_holder_is_the_day_before_a_month_begins(tmp_path: Path) -> None:
    plan = planned(tmp_path, appoint("om-council/secretary", Appointment(SAID, "2026-03"), TODAY))
    assert "to: 2026-02-28" in lines(plan, "agencies.yaml")
    assert plan.moved[0].before == {"ar": "ناصر", "en": "Nasser"}


def test_an_event(tmp_path: Path) -> None:
    plan = planned(tmp_path, event("lively", Happened("notice_given", by="om-council"), TODAY))
    assert lines(plan, "agreements/lively.yaml") == [
        "events:",
        "- type: notice_given",
        "date: 2026-06-30",
        "by: om-council",
    ]


@pytest.mark.parametrize(
    ("ref", "field", "value", "line"),
    [
        ("sample", "review", "P1Y", "review: P1Y"),
        ("sample", "from_press", "true", "from_press: true"),
        ("sample", "renewal.times", "3", "renewal: {kind: automatic, period: P2Y, times: 3}"),
        ("sample/training", "page", "4", "page: 4"),
        ("sample/training", "clause", "4", 'clause: "4"'),
        ("lively/campaign", "owners", "world-office, om-council", "owners: [world-office, om-council]"),
        ("om-council/secretary", "title.en", "Clerk", "title: {ar: أمين السر, en: Clerk}"),
        ("committee", "quorum", "٣", "quorum: 3"),
    ],
)
def test_a_field_is_set_with_the_type_it_has(tmp_path: Path, ref: str, field: str, value: str, line: str) -> None:
    plan = planned(tmp_path, amend(ref, field, value))
    (file,) = plan.files
    assert lines(plan, file) == [line]
    assert plan.moved[0].field == field


def test_a_text_goes_under_the_registers_language(tmp_path: Path) -> None:
    plan = planned(tmp_path, amend("parent", "note", "ملاحظة"))
    assert lines(plan, "agreements/parent.yaml") == ["note:", "ar: ملاحظة"]


def test_a_new_file_begins_with_the_line_for_editors_where_there_are_schemas(tmp_path: Path) -> None:
    files = {**FILES, "schemas/agreement.schema.json": "{}"}
    data = {"title": {"ar": "م"}, "parties": [{"agency": "world-office", "side": "WO"}], "kind": "law"}
    plan = planned(tmp_path, create("agreement", "x", data, "2026"), files)
    content = plan.files["agreements/2026/x.yaml"]
    assert content
    first, second, third, *_ = content.decode().splitlines()
    assert (first, second) == ("# yaml-language-server: $schema=../../schemas/agreement.schema.json", "format: mou/1")
    assert third == "kind: law"


def test_texts_and_numbers_as_they_are_given() -> None:
    plain, both = Register(Settings(language="en")), Register(Settings(language="ar", languages=("ar", "en")))
    assert Said("x").text(plain) == "x"
    assert Said("x").text(both) == {"ar": "x"}
    assert Said("س", en="x").text(both) == {"ar": "س", "en": "x"}
    assert Said().text(both) is None
    with pytest.raises(UsageMistake):
        Said("x", ar="y").text(both)
    assert [number_of(one) for one in ("٢٤", "-3", "2.50", "not_stated", "1e5", "1" * 30)] == [
        *(24, -3, 2.5, "not_stated", "1e5"),
        "1" * 30,
    ]
    assert measured(["a=1", "b = unknown"]) == {"a": 1, "b": "unknown"}
    for wrong in ("a", "=1", "a="):
        with pytest.raises(UsageMistake):
            measured([wrong])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("list.PDF", "list.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a b\u202e\n(1).docx", "a-b-1.docx"),
        (".hidden", "hidden"),
        ("قائمة الحضور.xlsx", "قائمة-الحضور.xlsx"),
        ("---", "file"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_names_of_evidence_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe or safe_name(name) == safe_name(Path(name).name) == safe


def test_evidence_is_named_in_the_language_of_its_title(tmp_path: Path) -> None:
    (tmp_path / "قائمة.jpg").write_bytes(b"x")
    found = kept([Proof(str(tmp_path / "قائمة.jpg")), Proof("https://example.org/a/")], ["ar", "en"])
    assert [(one["kind"], one["title"]) for one in found.entries] == [
        ("photo", {"ar": "قائمة"}),
        ("publication", {"en": "example.org/a"}),
    ]
    assert len(found.files) == 1


def test_evidence_that_is_too_large_or_no_file(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for where in (large, tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(FileTrouble):
            kept([Proof(str(where))])


@pytest.mark.parametrize("value", ["a\x00b", "\x1b[31m", "   "])
def test_what_no_file_may_hold_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(MouError):
        planned(tmp_path, progress("sample/training", Report(Said(ar=value)), TODAY))
