"""Records found by reference, and what is answered when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from mou_tracker.actions.ask import explained, find, record_data, suggested
from mou_tracker.actions.gather import shown
from mou_tracker.errors import FileTrouble, UsageMistake
from mou_tracker.model.register import Register
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from tests.lively_register import FILES, TODAY, laid_out, loaded


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lively")


@pytest.fixture(scope="module")
def register(place: Path) -> Register:
    return loaded(place)


@pytest.mark.parametrize(
    ("ref", "key", "value"),
    [
        ("lively", "kind", "memorandum_of_cooperation"),
        ("lively/manual", "due", "2026-07-15"),
        ("committee/2", "ordinal", 2),
        ("committee/1/r1", "kind", "recommendation"),
        ("om-council", "country", "OM"),
        ("om-council/secretary", "role", "secretary"),
    ],
)
def test_the_data_of_every_kind_of_record_is_found(
    place: Path, register: Register, ref: str, key: str, value: object
) -> None:
    assert record_data(WorkingTree(place), register, ref)[key] == value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("livly", "lively"),
        ("Lively/Shelter", "lively/shelter"),
        ("shelter", "lively/shelter"),
        ("campai", "lively/campaign"),
        ("committee/3", "committee/2"),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_the_nearest_reference_is_offered(register: Register, said: str, meant: str) -> None:
    with pytest.raises(UsageMistake) as told:
        find(register, said)
    assert told.value.params["near"] == meant


def test_a_thread_is_told_apart_from_a_record(register: Register) -> None:
    with pytest.raises(UsageMistake, match="is a thread"):
        find(register, "regional-training")


def test_an_end_that_several_share_is_not_guessed() -> None:
    assert suggested("training", ["a/training", "b/training"]) == ""
    assert suggested("a/traning", ["a/training", "b/training"]) == "a/training"


def test_a_record_whose_file_cannot_be_read_is_told_apart_from_none(tmp_path: Path) -> None:
    files = {**FILES, "agreements/broken.yaml": "format: [\n"}
    register = load(WorkingTree(laid_out(tmp_path, files))).register
    for ref in ("broken", "broken/item"):
        with pytest.raises(UsageMistake, match="cannot be read"):
            find(register, ref)


def test_a_file_that_changed_meanwhile_is_told(tmp_path: Path) -> None:
    register = loaded(tmp_path)
    (tmp_path / "agreements" / "lively.yaml").write_text("format: mou/1\ncommitments: []\n", "utf-8")
    with pytest.raises(FileTrouble):
        record_data(WorkingTree(tmp_path), register, "lively/manual")
    (tmp_path / "agreements" / "lively.yaml").unlink()
    with pytest.raises(FileTrouble):
        record_data(WorkingTree(tmp_path), register, "lively")


def test_one_value_or_all_are_explained(register: Register) -> None:
    assert [field for field, _ in explained(register, "lively", "notice-deadline", TODAY)] == ["notice_deadline"]
    assert explained(register, "lively", "state", TODAY)[0] in explained(register, "lively", "", TODAY)
    assert explained(register, "lively/shelter", "overdue", TODAY)[0][1].value == "overdue"


def test_a_value_that_is_not_derived_is_told_with_the_nearest(register: Register) -> None:
    with pytest.raises(UsageMistake) as told:
        explained(register, "lively", "stat", TODAY)
    assert told.value.params["near"] == "state"


def test_a_record_is_gathered_with_its_parts_names_and_those_who_name_it(place: Path, register: Register) -> None:
    found = shown(WorkingTree(place), register, "lively", TODAY)
    assert [part.ref for part in found.parts] == [
        f"lively/{name}" for name in ("shelter", "manual", "reports", "campaign")
    ]
    assert found.parts[0].flags == ("overdue", "carried_over")
    assert found.names["om-council"] == {"ar": "المجلس الوطني", "en": "National Council"}
    assert found.file == "agreements/lively.yaml"
    assert shown(WorkingTree(place), register, "sample", TODAY).named_by == ("committee/1", "committee/2")
    assert shown(WorkingTree(place), register, "committee/1/r1", TODAY).named_by == ("committee/2",)


def test_an_agency_is_gathered_with_what_it_still_owes(place: Path, register: Register) -> None:
    parts = [part.ref for part in shown(WorkingTree(place), register, "world-office", TODAY).parts]
    assert parts == ["lively/manual", "lively/reports"]
    body = shown(WorkingTree(place), register, "committee", TODAY)
    assert [(part.ref, part.kind) for part in body.parts] == [("committee/1", "meeting"), ("committee/2", "meeting")]
