"""Names and days mean the commits they should."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.moments import history_of, line_of_head, moment_of, moment_on
from tests.history_repo import Repo, lived


def on(repo: Repo, day: str) -> str:
    return moment_on(history_of(repo.root), date.fromisoformat(day)).id


def test_a_day_means_the_last_commit_made_by_its_end(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    first = repo.commit("First", "2026-01-10T00:00:00+03:00")
    repo.commit("Morning", "2026-02-01T08:00:00+03:00")
    evening = repo.commit("Evening", "2026-02-01T23:59:59+03:00")
    after = repo.commit("After midnight", "2026-02-02T00:00:00+03:00")
    assert [on(repo, day) for day in ("2026-01-10", "2026-01-31", "2026-02-01", "2026-02-02", "2030-01-01")] == [
        first,
        first,
        evening,
        after,
        after,
    ]


def test_the_day_is_that_of_the_place_where_the_commit_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = Repo(tmp_path)
    first = repo.commit("In Auckland on the second", "2026-02-02T08:00:00+13:00")
    repo.commit("In Honolulu, later, on the first", "2026-02-01T23:00:00-10:00")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    history = history_of(repo.root)
    assert [moment.day for moment in line_of_head(history)] == ["2026-02-01", "2026-02-02"]
    assert moment_on(history, date(2026, 2, 1)).id != first


def test_only_the_line_of_head_counts(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    repo.git("switch", "--quiet", "--create", "draft", "HEAD~4")
    draft = repo.commit("A draft", "2026-05-25", {"agreements/draft.yaml": "a: 1\n"})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Take the draft in", "draft", day="2026-06-28")
    assert on(repo, "2026-05-31") != draft
    assert on(repo, "2026-06-28") == repo.git("rev-parse", "HEAD").strip()


def test_a_clock_that_was_wrong_hides_nothing(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit("One", "2026-01-01")
    repo.commit("Clock a year ahead", "2027-01-01")
    last = repo.commit("Right again", "2026-01-03")
    assert on(repo, "2026-01-05") == last


def test_before_the_first_commit_nothing_is_known(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    with pytest.raises(HistoryTrouble, match="begins on") as found:
        on(repo, "2026-01-09")
    assert found.value.params["first"] == "2026-01-10"
    assert moment_of(history_of(repo.root), str(found.value.params["commit"])).day == "2026-01-10"


def test_names_that_git_knows(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    repo.git("tag", "--annotate", "--message", "Half a year", "2026-h1")
    history, head = history_of(repo.root), repo.git("rev-parse", "HEAD").strip()
    for name in ("HEAD", "main", "2026-h1", head, head[:8], "@", "refs/heads/main", "HEAD^0"):
        assert moment_of(history, name) == (head, "2026-06-26")


@pytest.mark.parametrize(
    "name",
    ["nosuch", "", " ", "-x", "--all", "--output=x", "HEAD..main", "HEAD:mou.toml", "HEAD\0", "a\nb", "x" * 5000, "..", "^HEAD"],
)  # fmt: skip
def test_what_is_no_commit_is_refused(tmp_path: Path, name: str) -> None:
    repo = lived(tmp_path)
    with pytest.raises(HistoryTrouble, match="There is no "):
        moment_of(history_of(repo.root), name)


def test_without_commits_nothing_is_recorded(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    history = history_of(repo.root)
    assert line_of_head(history) == []
    for ask in (lambda: moment_of(history, "HEAD"), lambda: moment_on(history, date(2026, 1, 1))):
        with pytest.raises(HistoryTrouble, match="Nothing is recorded yet"):
            ask()


def test_without_a_repository_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryTrouble, match="no git repository") as found:
        history_of(tmp_path)
    assert "git init" in found.value.hint


def test_files_that_are_elsewhere_are_told(tmp_path: Path) -> None:
    repo = lived(tmp_path / "repo")
    (tmp_path / "elsewhere").mkdir()
    repo.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(HistoryTrouble, match="elsewhere"):
        history_of(repo.root)
