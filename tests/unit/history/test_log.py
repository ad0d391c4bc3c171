"""Commits, what they changed under which names, and what their messages say of themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mou_tracker.history.log import Touched, commits, trailers_of
from mou_tracker.history.moments import history_of
from tests.history_repo import AISHA, SALIM, SAMPLE, Repo, lived

LONG = "a line that stays\n" * 20


def paths(touched: tuple[Touched, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.path if one.ident else "", tuple(name for name, _ in one.before)) for one in touched]


def told(repo: Repo, *below: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The files of each commit, by its subject."""
    return {one.subject: paths(one.touched) for one in commits(history_of(repo.root), below)}


def test_who_recorded_what_and_when(tmp_path: Path) -> None:
    log = commits(history_of(lived(tmp_path).root))
    assert [one.author for one in log] == [AISHA, SALIM, SALIM, AISHA, AISHA, SALIM, AISHA]
    assert log[1].day == "2026-06-21"
    assert log[1].instant == "2026-06-21T12:00:00+03:00"
    assert log[1].subject == "Training is done"
    assert [one.parents for one in log] == [*((one.id,) for one in log[1:]), ()]
    assert paths(log[1].touched) == [(SAMPLE, (SAMPLE,))]
    assert log[0].touched[0].before[0][1] == log[1].touched[0].ident
    assert len(log[-1].touched) == 5
    assert {name for one in log[-1].touched for name, _ in one.before} == {""}
    assert not any("example.org" in repr(one) for one in log), "no addresses"


@pytest.mark.parametrize("below", ["", "the registers/ours"])
def test_a_file_is_followed_through_its_names(tmp_path: Path, below: str) -> None:
    repo = Repo(tmp_path, below=below)
    repo.commit("Come", "2026-01-01", {"agreements/a.yaml": LONG})
    repo.commit("Moved", "2026-01-02", {"agreements/a.yaml": None, "agreements/2026/b.yaml": f"{LONG}more\n"})
    repo.commit("Gone", "2026-01-03", {"agreements/2026/b.yaml": None})
    assert told(repo) == {
        "Gone": [("", ("agreements/2026/b.yaml",))],
        "Moved": [("agreements/2026/b.yaml", ("agreements/a.yaml",))],
        "Come": [("agreements/a.yaml", ("",))],
    }


def test_only_the_register_s_folder_counts(tmp_path: Path) -> None:
    repo = Repo(tmp_path, below="ours")
    repo.commit("Ours", "2026-01-01", {"mou.toml": "a\n"})
    (repo.top / "ours.txt").write_text("x\n")
    (repo.top / "theirs").mkdir()
    (repo.top / "theirs/agreements").write_text(LONG)
    repo.commit("Theirs", "2026-01-02")
    (repo.root / "agreements").mkdir()
    (repo.top / "theirs/agreements").rename(repo.root / "agreements/a.yaml")
    repo.commit("From there to here", "2026-01-03")
    assert told(repo) == {"From there to here": [("agreements/a.yaml", ("",))], "Ours": [("mou.toml", ("",))]}


def test_some_paths_only(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    assert list(told(repo, "agencies.yaml")) == ["A new secretary", "Begin the register"]
    assert list(told(repo, "meetings", "agencies.yaml"))[:2] == ["A new secretary", "The second meeting"]
    log = commits(history_of(repo.root), ["agencies.yaml"])
    assert log[0].parents == (log[1].id,), "parents are the next commits of the list"


def test_what_a_merge_itself_changed(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit("Base", "2026-01-01", {"agreements/a.yaml": LONG, "agreements/b.yaml": "b\n"})
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit("Renamed beside", "2026-01-02", {"agreements/a.yaml": None, "agreements/new.yaml": LONG})
    repo.git("switch", "--quiet", "main")
    repo.commit("Changed here", "2026-01-03", {"agreements/a.yaml": f"{LONG}more\n"})
    repo.git("merge", "--quiet", "--no-ff", "--message", "Both", "side", day="2026-01-04")
    found = told(repo)
    assert found["Both"] == [("agreements/new.yaml", ("agreements/a.yaml", "agreements/new.yaml"))]
    log = commits(history_of(repo.root))
    assert [one.subject for one in log] == ["Both", "Changed here", "Renamed beside", "Base"]
    assert len(log[0].parents) == 2


def test_a_merge_of_three(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit("Base", "2026-01-01", {"a": "1\n"})
    for name in ("one", "two"):
        repo.git("switch", "--quiet", "--create", name, "main")
        repo.commit(name, "2026-01-02", {name: "x\n"})
    repo.git("switch", "--quiet", "main")
    repo.commit("Here", "2026-01-03", {"here": "x\n"})
    repo.git("merge", "--quiet", "--no-ff", "--message", "All", "one", "two", day="2026-01-04")
    log = commits(history_of(repo.root))
    assert log[0].subject == "All"
    assert len(log[0].parents) == 3
    assert log[0].touched == ()
    assert {one.subject for one in log} == {"All", "Here", "one", "two", "Base"}


def test_odd_names_and_messages(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    names = [":colon", "with\nbreak", "tab\there", "-rf", "حماية", 'quo"te', " blank ", os.fsdecode(b"latin\xe9")]
    message = "\n\n  :100644 فعل \x1b[31m \n\nbody\x01\n\n:000000 000000 0 0 A\n"
    repo.commit(message, "2026-01-01", {f"agreements/{name}": f"{name!a}\n" for name in names}, author="A\tB :x")
    (log,) = commits(history_of(repo.root))
    assert {one.path for one in log.touched} == {f"agreements/{name}" for name in names}
    assert log.subject == ":100644 فعل \x1b[31m"
    assert log.author == "A\tB :x"


def test_the_repository_s_taste_changes_nothing(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    repo.git("mv", SAMPLE, "agreements/other.yaml")
    repo.commit("Another name", "2026-06-27")
    before = commits(history_of(repo.root))
    settings = {
        "log.showRoot": "false",
        "diff.renames": "false",
        "diff.relative": "true",
        "color.ui": "always",
        "core.quotePath": "true",
        "core.abbrev": "5",
        "log.diffMerges": "off",
        "log.follow": "true",
        "i18n.logOutputEncoding": "latin1",
        "format.pretty": "oneline",
        "log.decorate": "full",
        "log.date": "relative",
        "diff.noprefix": "true",
        "core.commentChar": ":",
    }
    for name, value in settings.items():
        repo.git("config", name, value)
    assert commits(history_of(repo.root)) == before
    assert paths(before[0].touched) == [("agreements/other.yaml", (SAMPLE,))]


def test_links_and_other_repositories_have_no_content(tmp_path: Path) -> None:
    repo = lived(tmp_path / "repo")
    (repo.root / "agreements/linked.yaml").symlink_to("sample.yaml")
    repo.commit("A link", "2026-06-27")
    assert commits(history_of(repo.root))[0].touched == (Touched("agreements/linked.yaml", "", (("", ""),)),)


def test_a_part_of_the_line(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    log = commits(history_of(repo.root), since="HEAD~3", until="HEAD~1")
    assert [one.subject for one in log] == ["Training is done", "A new secretary"]


def test_without_commits_there_are_none(tmp_path: Path) -> None:
    assert commits(history_of(Repo(tmp_path).root)) == []


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Subject\n\nMou-Renamed: a b\n", {"Mou-Renamed": ("a b",)}),
        ("Subject\n\nBody.\n\nA: 1\nB: 2\nA: 3\n", {"A": ("1", "3"), "B": ("2",)}),
        ("Subject\n\nBody: with a colon\nand more\n", {}),
        ("Only: a subject\n", {}),
        ("", {}),
        ("Subject\n\n\n\nA: x  \n\n\n", {"A": ("x",)}),
    ],
)
def test_trailers(message: str, found: dict[str, tuple[str, ...]]) -> None:
    assert trailers_of(message) == found
