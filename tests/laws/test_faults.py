"""A change survives a failure of the disk at any moment: it is whole in the history, or it never was."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mou_tracker.actions.apply import recover
from mou_tracker.actions.change import Manner, change
from mou_tracker.actions.draft import Said
from mou_tracker.actions.proofs import Proof
from mou_tracker.actions.record import Report, progress
from mou_tracker.errors import MouError
from mou_tracker.history import repo
from mou_tracker.store.cache import Cache
from tests.lively_register import TODAY, laid_out

ONCE, FULL = ("fsync", "replace", "unlink", "mkdir", "open"), ("fsync", "mkdir", "open")
"""What writing asks of the system; a full disk still takes names away and changes them."""


def git(place: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=place, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Secretary")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "secretary@example.org")
    root = laid_out(tmp_path / "register")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "The register")
    return root


def files(place: Path) -> dict[str, bytes]:
    found = [path for path in place.rglob("*") if path.is_file() and ".git" not in path.relative_to(place).parts]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in found}


class Fault:
    """Lets `count` calls pass, then fails one (or, with `for_good`, every one from then on)."""

    def __init__(self, count: int, for_good: bool) -> None:
        self.left, self.for_good, self.struck = count, for_good, False

    def wrap(self, call: Callable[..., Any], within: Path) -> Callable[..., Any]:
        def wrapped(*args: Any, **named: Any) -> Any:
            flags = args[1] if call.__name__ == "open" and len(args) > 1 else os.O_WRONLY
            reads = call.__name__ == "open" and not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR))
            inside = isinstance(args[0], int) or str(within) in str(args[0])
            if inside and not reads:
                if self.left <= 0 and (self.for_good or not self.struck):
                    self.struck = True
                    raise OSError(errno.ENOSPC, "No space left on device")
                self.left -= 1
            return call(*args, **named)

        return wrapped


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_every_write_may_fail(place: Path, tmp_path: Path, for_good: bool) -> None:
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(b"proof")
    report = Report(Said(ar="عمل", en="Work"), progress="in_progress", evidence=[Proof(str(proof))])
    before, head = files(place), git(place, "rev-parse", "HEAD")
    for count in range(60):
        fault = Fault(count, for_good)
        with pytest.MonkeyPatch.context() as patch:
            for name in FULL if for_good else ONCE:
                patch.setattr(os, name, fault.wrap(getattr(os, name), place))
            try:
                made = change(place, Cache(None), TODAY, Manner(), progress("lively/shelter", report, TODAY)).commit
            except MouError:
                made = ""
        if not made:
            found = repo.repo_of(place)
            assert found
            recover(found)
            assert (count, files(place), git(place, "rev-parse", "HEAD")) == (count, before, head)
            assert (count, git(place, "status", "--porcelain")) == (count, "")
        else:
            assert git(place, "status", "--porcelain") == ""
            assert git(place, "rev-parse", "HEAD~1") == head
            git(place, "reset", "-q", "--hard", head.strip())
        if not fault.struck:
            return
    pytest.fail("it never ran through")
