"""Work shared out to processes gives the same results in the same order, also when a process is lost."""

from __future__ import annotations

import errno
import gc
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from mou_tracker.store import workers
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from mou_tracker.store.verdict import to_row
from mou_tracker.store.workers import shared_out
from tests.sample_register import SAMPLE_FILE, SETTINGS, agencies_text, agreement_text

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

ME = os.getpid()
PATHS = [str(number) for number in range(1000)]
Work = Callable[[str], Any]


@pytest.fixture(params=[1, 2, 3, 4, 64])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(workers, "_cores", lambda: request.param)
    return int(request.param)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 2)


def processes(paths: Sequence[str]) -> set[int]:
    return set(shared_out(lambda _: os.getpid(), paths))


def held() -> tuple[int, list[str]]:
    """How many files are open, and which children live (the dead that nobody asked after included)."""
    if not os.path.isdir("/proc/self/fd"):
        return 0, []
    children = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
    return len(os.listdir("/proc/self/fd")), children


@pytest.mark.parametrize("count", [0, 1, 2, 299, 300, 301, 302, 303, 1000])
def test_the_same_in_the_same_order(cores: int, count: int) -> None:
    assert shared_out(lambda path: (path, int(path) ** 2), PATHS[:count]) == [
        (path, int(path) ** 2) for path in PATHS[:count]
    ]


def test_several_processes_when_there_is_much(cores: int) -> None:
    found = processes(PATHS)
    assert len(found) == min(4, cores)
    assert ME in found


def test_few_files_stay_in_this_process(cores: int) -> None:
    assert processes(PATHS[: workers.FEWEST - 1]) == {ME}


def dies_of_a_signal(path: str) -> str:
    if os.getpid() != ME:
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def raises(path: str) -> str:
    if os.getpid() != ME:
        raise ValueError(path)
    return path


def leaves(path: str) -> str:
    if os.getpid() != ME:
        os._exit(0)
    return path


def is_interrupted(path: str) -> str:
    if os.getpid() != ME:
        raise KeyboardInterrupt
    return path


def gives_what_cannot_be_sent(path: str) -> object:
    return path if os.getpid() == ME else object()


@pytest.mark.parametrize("work", [dies_of_a_signal, raises, leaves, is_interrupted, gives_what_cannot_be_sent])
def test_a_lost_process_loses_nothing(work: Work, two_cores: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert shared_out(work, PATHS) == PATHS
    assert capfd.readouterr() == ("", "")


def test_what_goes_wrong_everywhere_is_raised(two_cores: None) -> None:
    def wrong(path: str) -> str:
        raise ValueError(path)

    with pytest.raises(ValueError, match="0"):
        shared_out(wrong, PATHS)


@pytest.mark.parametrize("trouble", [errno.EAGAIN, errno.ENOMEM])
def test_no_process_to_be_had(trouble: int, two_cores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit on processes or memory (a container, a busy machine) is no reason to stop."""

    def refused() -> int:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(os, "fork", refused)
    assert shared_out(str, PATHS) == PATHS


def test_no_pipe_to_be_had(two_cores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> tuple[int, int]:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(os, "pipe", refused)
    assert shared_out(str, PATHS) == PATHS


def test_results_larger_than_a_pipe(two_cores: None) -> None:
    assert shared_out(lambda path: path * 5000, PATHS) == [path * 5000 for path in PATHS]


def test_nothing_is_left_behind(two_cores: None) -> None:
    before = held()
    for work in (str, raises, dies_of_a_signal, leaves):
        shared_out(work, PATHS)
    assert held() == before


def test_nothing_is_left_behind_when_it_stops(two_cores: None) -> None:
    before = held()
    with pytest.raises(ZeroDivisionError):
        shared_out(lambda path: int(path) // 0, PATHS)
    assert held() == before


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_as_it_was(enabled: bool, two_cores: None) -> None:
    was = gc.isenabled()
    try:
        gc.enable() if enabled else gc.disable()
        shared_out(str, PATHS)
        with pytest.raises(ZeroDivisionError):
            shared_out(lambda path: int(path) // 0, PATHS)
        assert gc.isenabled() is enabled
    finally:
        gc.enable() if was else gc.disable()


def test_what_was_not_yet_written_is_written_once(two_cores: None, capfd: pytest.CaptureFixture[str]) -> None:
    print("before", end="")
    shared_out(str, PATHS)
    print()
    assert capfd.readouterr().out == "before\n"


def test_a_register_read_by_several_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "mou.toml").write_text(SETTINGS)
    (tmp_path / "agencies.yaml").write_text(agencies_text())
    for number in range(40):
        text = agreement_text() if number % 3 else f"a: [{number}\n"
        (tmp_path / SAMPLE_FILE).with_name(f"a-{number}.yaml").write_text(text)
    found = []
    for cores in (1, 2, 4):
        monkeypatch.setattr(workers, "FEWEST", 2)
        monkeypatch.setattr(workers, "_cores", lambda cores=cores: cores)
        loaded = load(WorkingTree(tmp_path))
        found.append((loaded.fingerprint, list(map(to_row, loaded.verdicts)), loaded.register))
    assert found[0] == found[1] == found[2]
