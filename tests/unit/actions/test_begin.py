"""A new register is valid, canonical and complete, and never made over another."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from mou_tracker.actions.begin import begin
from mou_tracker.actions.tidy import tidy
from mou_tracker.actions.tour import copy_example
from mou_tracker.actions.validate import check
from mou_tracker.errors import ChangeRefused, FileTrouble
from mou_tracker.model.schema import json_schema
from mou_tracker.store import shipped as shipping
from mou_tracker.store.judge import place_of
from mou_tracker.store.loader import load
from mou_tracker.store.reader import read_data
from mou_tracker.store.source import WorkingTree

MODELINE = re.compile(rb"\A(?:# yaml-language-server: \$schema=|#:schema )(\S+)\n")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("today", [date(2026, 4, 1), date(2026, 11, 21), date(2040, 1, 1)], ids=str)
def test_a_new_register_has_no_finding_at_all(tmp_path: Path, language: str, today: date) -> None:
    begin(tmp_path / "r", language)
    source = WorkingTree(tmp_path / "r")
    loaded = load(source)
    assert check(loaded, today).findings == ()
    assert loaded.register.settings.language == language
    assert set(loaded.register.agreements) == {"example-2026"}
    assert set(loaded.register.meetings) == {"example-committee/1"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_new_register_is_in_canonical_form(tmp_path: Path, language: str) -> None:
    begin(tmp_path, language)
    done = tidy(WorkingTree(tmp_path), check=True)
    assert (done.changed, done.refused) == ((), ())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_file_points_editors_to_its_schema(tmp_path: Path, language: str) -> None:
    begin(tmp_path, language)
    for entry in WorkingTree(tmp_path).entries():
        path = tmp_path / entry.path
        found = MODELINE.match(path.read_bytes())
        assert found, entry.path
        target = (path.parent / found[1].decode()).resolve()
        assert target == (tmp_path / "schemas" / f"{place_of(entry.path).kind}.schema.json").resolve()
        assert target.is_file()


def test_both_languages_say_the_same_in_their_own_comments(tmp_path: Path) -> None:
    arabic, english = begin(tmp_path / "ar", "ar"), begin(tmp_path / "en", "en")
    assert arabic == english
    for name in arabic.files:
        if not name.endswith(".yaml"):
            continue
        texts = {lang: (tmp_path / lang / name).read_bytes() for lang in ("ar", "en")}
        assert read_data(texts["ar"], name)[0] == read_data(texts["en"], name)[0]
        comments = {lang: re.findall(r"(?<!\S)#.*", text.decode()) for lang, text in texts.items()}
        assert len(comments["ar"]) == len(comments["en"])
        assert any(re.search("[\u0620-\u064a]", line) for line in comments["ar"])
        assert not any(
            re.search("[\u0620-\u064a]", line)
            for line in comments["en"]
            if "holders" not in line and "name:" not in line
        )


def test_the_files_are_those_of_a_register(tmp_path: Path) -> None:
    made = begin(tmp_path, "en")
    assert set(made.files) == {
        "README.md", ".gitattributes", "mou.toml", "agencies.yaml", "agreements/example-2026.yaml",
        "meetings/example-committee/1.yaml", "schemas/agreement.schema.json", "schemas/meeting.schema.json",
        "schemas/agencies.schema.json", "schemas/settings.schema.json",
    }  # fmt: skip
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(made.files)
    assert "eol=lf" in (tmp_path / ".gitattributes").read_text("utf-8")


def test_no_register_is_made_in_another(tmp_path: Path) -> None:
    begin(tmp_path, "en")
    before = (tmp_path / "mou.toml").read_bytes()
    for place in (tmp_path, tmp_path / "sub" / "folder", tmp_path / "nowhere" / ".." / "x"):
        with pytest.raises(ChangeRefused) as refusal:
            begin(place, "ar")
        assert refusal.value.params["folder"] == str(tmp_path)
    assert (tmp_path / "mou.toml").read_bytes() == before
    assert not (tmp_path / "sub").exists()


def test_files_in_the_way_are_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "agencies.yaml").write_text("mine", "utf-8")
    with pytest.raises(ChangeRefused) as refusal:
        begin(tmp_path, "en")
    assert refusal.value.params["files"] == "README.md, agencies.yaml"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "agencies.yaml"]


def test_the_example_is_copied_whole_and_fits_its_schemas(tmp_path: Path) -> None:
    files = copy_example(tmp_path / "tour")
    copied = {
        path.relative_to(tmp_path / "tour").as_posix() for path in (tmp_path / "tour").rglob("*") if path.is_file()
    }
    assert copied == set(files)
    assert {"mou.toml", "agencies.yaml", "agreements/bahrain/bh-om-2025-trafficking.yaml"} <= copied
    source = WorkingTree(tmp_path / "tour")
    for entry in source.entries():
        if entry.path.endswith(".yaml"):
            data, _ = read_data(source.read(entry.path), entry.path)
            jsonschema.Draft202012Validator(json_schema(place_of(entry.path).kind)).validate(data)
    with pytest.raises(ChangeRefused):
        copy_example(tmp_path / "tour")


def test_an_installation_without_its_folders_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipping, "_PACKAGE", tmp_path / "site" / "mou_tracker")
    with pytest.raises(FileTrouble):
        begin(tmp_path / "r", "en")
    (tmp_path / "site" / "mou_tracker" / "templates" / "init").mkdir(parents=True)
    assert shipping.shipped("templates") == tmp_path / "site" / "mou_tracker" / "templates"
