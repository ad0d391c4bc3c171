"""Month by month the counts are those of the dashboard on that day, of the register as it was recorded then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mou_tracker.actions.over_time import series
from mou_tracker.analysis.overview import overview
from mou_tracker.analysis.series import month_ends
from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.moments import history_of, moment_on
from mou_tracker.history.snapshot import Commit
from mou_tracker.store.cache import Cache
from mou_tracker.store.loader import load
from tests.history_repo import Repo, lived
from tests.lively_register import FILES

TODAY = date(2026, 6, 30)
NO_CACHE = Cache(None)


def test_each_month_is_what_the_dashboard_said(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    repo.commit("More", "2026-06-27", {**FILES, "agreements/broken.yaml": "a: [\n", "agreements/BAD.YML": "x\n"})
    found = series(repo.root, TODAY, NO_CACHE)
    assert [one.day for one in found] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]
    for one in found:
        day = date.fromisoformat(one.day)
        register = load(Commit(repo.root, moment_on(history_of(repo.root), day))).register
        over = overview(register, day)
        totals = over.totals
        assert (one.agreements, one.commitments, one.outcomes, one.open) == (
            totals.agreements,
            totals.commitments,
            totals.outcomes,
            totals.open,
        )
        assert one.overdue == over.by_flag.get("overdue", 0)
        assert dict(one.by_progress) == dict(over.by_progress)
        assert dict(one.by_verdict) == dict(over.by_verdict)
    assert found[0].by_progress == {"not_reported": 2}
    assert found[-1].commitments == 5


def test_it_is_kept_and_kept_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo, cache = lived(tmp_path / "repo"), Cache(tmp_path / "cache", "test")
    first = series(repo.root, date(2026, 5, 15), cache)
    read: list[str] = []

    def noted(file: str, content: bytes) -> object:
        read.append(file)
        return carded(file, content)

    from mou_tracker.store.judge import carded

    monkeypatch.setattr("mou_tracker.store.judge.carded", noted)
    assert series(repo.root, date(2026, 5, 15), cache) == first
    assert read == []
    later = series(repo.root, TODAY, cache)
    assert later[:4] == first[:4]
    assert later == series(repo.root, TODAY, NO_CACHE)


def test_each_content_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = lived(tmp_path)
    read: list[tuple[str, bytes]] = []

    def noted(file: str, content: bytes) -> object:
        read.append((file, content))
        return carded(file, content)

    from mou_tracker.store.judge import carded

    monkeypatch.setattr("mou_tracker.store.judge.carded", noted)
    series(repo.root, TODAY, NO_CACHE)
    assert len(read) == len(set(read))
    assert len([file for file, _ in read if file == "agreements/parent.yaml"]) == 1
    assert len([file for file, _ in read if file == "agreements/sample.yaml"]) == 3, "the states at the ends of months"


def test_where_there_is_nothing_to_count(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "empty")
    assert series(repo.root, TODAY, NO_CACHE) == []
    repo.commit("Not a register yet", "2026-05-01", {"readme": "x\n"})
    assert [one.agreements for one in series(repo.root, TODAY, NO_CACHE)] == [0, 0]
    assert series(repo.root, date(2026, 4, 30), NO_CACHE) == []
    with pytest.raises(HistoryTrouble):
        series(tmp_path, TODAY, NO_CACHE)


def test_the_ends_of_months() -> None:
    assert list(month_ends(date(2023, 11, 15), date(2024, 2, 10))) == [
        date(2023, 11, 30),
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2024, 2, 10),
    ]
    assert list(month_ends(date(2024, 2, 1), date(2024, 2, 29))) == [date(2024, 2, 29)]
