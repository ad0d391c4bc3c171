"""A register from its files: every file has its verdict, what cannot be read is named, never skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mou_tracker.diagnostics import NOWHERE, Severity
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.loader import Loaded, load, put_together
from mou_tracker.store.source import MAX_FOLDERS_DEEP, WorkingTree
from mou_tracker.store.verdict import from_row, to_row
from tests.lively_register import FILES, laid_out
from tests.sample_register import REGISTER, SAMPLE_FILE, agreement_text


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "register")


def loaded(root: Path) -> Loaded:
    return load(WorkingTree(root))


def codes(found: Loaded, file: str) -> list[str]:
    return [f"{one.code} {one.params.get('reason', '')}".strip() for one in found.findings() if one.file == file]


def test_every_file_has_its_verdict(root: Path) -> None:
    found = loaded(root)
    files = [name for name in sorted(FILES) if not name.startswith("texts/")]
    assert [verdict.file for verdict in found.verdicts] == files
    assert found.files == len(files)
    assert {finding.severity for finding in found.findings()} <= {Severity.WARNING, Severity.INFO}
    assert not found.unreadable()


def test_every_verdict_keeps(root: Path) -> None:
    for verdict in loaded(root).verdicts:
        assert from_row(to_row(verdict)) == verdict


def test_the_records_are_there(root: Path) -> None:
    register = loaded(root).register
    assert sorted(register.agreements) == ["lively", "parent", "sample"]
    assert sorted(register.meetings) == ["committee/1", "committee/2"]
    assert "bh-authority" in register.agencies
    assert register.settings.language == "ar"
    assert not register.broken
    assert not register.twins


@pytest.mark.parametrize("name", [SAMPLE_FILE, "meetings/committee/1.yaml", "agencies.yaml"])
def test_a_broken_file_is_named_and_the_others_are_read(root: Path, name: str) -> None:
    (root / name).write_text("a: [\n")
    found = loaded(root)
    assert {finding.file for finding in found.unreadable()} == {name}
    assert all(finding.span is not None and finding.severity is Severity.ERROR for finding in found.unreadable())
    broken = {SAMPLE_FILE: "sample", "meetings/committee/1.yaml": "committee/1", "agencies.yaml": "agencies.yaml"}
    assert found.register.broken == {broken[name]}
    assert found.register.all_agencies_broken is (name == "agencies.yaml")
    assert "parent" in found.register.agreements


def test_the_settings_are_broken(root: Path) -> None:
    (root / "mou.toml").write_text("format = \n")
    found = loaded(root)
    assert [finding.code for finding in found.unreadable()] == ["MOU019"]
    assert found.register.settings.language == "en"
    assert found.register.agreements


def a_link(path: Path) -> None:
    (path.parent.parent / "away.yaml").write_text("a: b\n")
    path.symlink_to("../away.yaml")


HOSTILE = {
    "MOU001 link": a_link,
    "MOU001 not_regular": lambda path: path.mkdir(),
    "MOU002": lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)),
}


@pytest.mark.parametrize("code", HOSTILE)
@pytest.mark.parametrize("name", [SAMPLE_FILE, "agencies.yaml"])
def test_what_is_no_plain_file(root: Path, name: str, code: str) -> None:
    (root / name).unlink()
    HOSTILE[code](root / name)
    found = loaded(root)
    assert codes(found, name) == [code]
    assert [finding.span for finding in found.unreadable()] == [NOWHERE]
    assert found.register.broken


def test_a_pipe_does_not_hang(root: Path) -> None:
    (root / SAMPLE_FILE).unlink()
    os.mkfifo(root / SAMPLE_FILE)
    assert codes(loaded(root), SAMPLE_FILE) == ["MOU001 not_regular"]


def test_a_file_that_goes_while_it_is_read(root: Path) -> None:
    class Hasty(WorkingTree):
        def read(self, path: str) -> bytes:
            if path == SAMPLE_FILE:
                (self.root / path).unlink(missing_ok=True)
            return super().read(path)

    found = load(Hasty(root))
    assert codes(found, SAMPLE_FILE) == ["MOU001 missing"]
    assert sorted(found.register.agreements) == ["lively", "parent"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_one_may_not_read(root: Path) -> None:
    (root / SAMPLE_FILE).chmod(0)
    assert codes(loaded(root), SAMPLE_FILE) == ["MOU001 denied"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "agreements/UPPER.yaml",
            "agreements/a b.yaml",
            "agreements/-x.yaml",
            "agreements/a.yml",
            "agreements/a.json",
        ),
        *(
            "agreements/مذكرة.yaml",
            "agreements/.yaml.yaml",
            "meetings/1.yaml",
            "meetings/a/b/1.yaml",
            "agreements/A.YAML",
        ),
    ],
)
def test_a_name_where_no_record_lives(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(REGISTER[SAMPLE_FILE])
    if "/." in name:
        assert loaded(root).files == loaded(laid_out(root.with_name("other"))).files
    else:
        assert codes(loaded(root), name) == ["MOU020"]


@pytest.mark.parametrize(
    "name", ["agreements/notes.txt", "agreements/.hidden.yaml", "texts/x.yaml", "README.yaml", "agreements/.git/x.yaml"]
)
def test_what_is_not_the_registers(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("a: [\n")
    assert not loaded(root).unreadable()


def test_folders_may_be_deep_but_not_without_end(root: Path) -> None:
    shallow = root.joinpath("agreements", *"abc", "deep.yaml")
    shallow.parent.mkdir(parents=True)
    shallow.write_text(agreement_text())
    deep = root.joinpath("agreements", *["d"] * (MAX_FOLDERS_DEEP + 2), "deepest.yaml")
    deep.parent.mkdir(parents=True)
    deep.write_text("a: [\n")
    found = loaded(root)
    assert "deep" in found.register.agreements
    assert [finding.code for finding in found.unreadable()] == ["MOU001"]


def test_a_circle_of_links_ends(root: Path) -> None:
    (root / "agreements" / "again").symlink_to(".")
    (root / "agreements" / "away").symlink_to("/")
    found = loaded(root)
    assert codes(found, "agreements/again") == codes(found, "agreements/away") == ["MOU001 link"]


def test_of_two_with_one_id_the_first_stands(root: Path) -> None:
    other = root / "agreements" / "zz" / "sample.yaml"
    other.parent.mkdir()
    other.write_text(agreement_text().replace("P3Y", "P9Y"))
    register = loaded(root).register
    assert register.twins == (("sample", SAMPLE_FILE, "agreements/zz/sample.yaml"),)
    assert register.agreements["sample"].file == SAMPLE_FILE


def test_the_fingerprint_is_of_the_content(root: Path, tmp_path: Path) -> None:
    first = loaded(root).fingerprint
    assert loaded(laid_out(tmp_path / "same")).fingerprint == first
    (root / "agreements/parent.yaml").touch()
    assert loaded(root).fingerprint == first
    seen = {first}
    for change in (
        lambda: (root / SAMPLE_FILE).rename(root / "agreements/other.yaml"),
        lambda: (root / "mou.toml").write_text('format = "mou/1"\n'),
    ):
        change()
        seen.add(loaded(root).fingerprint)
    assert len(seen) == 3


def test_an_empty_folder_and_a_missing_one(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert found.files == 0
    assert [finding.code for finding in found.unreadable()] == ["MOU001"]
    assert not found.register.agreements
    assert not load(WorkingTree(tmp_path / "nowhere")).register.agreements


def test_the_register_is_what_the_verdicts_give(root: Path) -> None:
    found = loaded(root)
    assert put_together(found.register.settings, found.verdicts) == found.register
