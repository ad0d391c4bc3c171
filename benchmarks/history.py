"""Measures the memory of the register: a repository of N agreements and M commits over ten years, beside git itself.

python benchmarks/history.py [N] [M]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import corpus  # noqa: E402

from mou_tracker.actions.difference import changes_between  # noqa: E402
from mou_tracker.actions.life import life  # noqa: E402
from mou_tracker.actions.over_time import series  # noqa: E402
from mou_tracker.history.log import commits  # noqa: E402
from mou_tracker.history.moments import history_of, moment_on  # noqa: E402
from mou_tracker.history.snapshot import Commit  # noqa: E402
from mou_tracker.store.cache import Cache  # noqa: E402
from mou_tracker.store.loader import load  # noqa: E402
from mou_tracker.store.source import WorkingTree  # noqa: E402

FIRST, LAST = date(2016, 1, 1), date(2025, 12, 31)


def stream(files: dict[str, str], count: int) -> Iterator[bytes]:
    """A history for `git fast-import`: all files at once, then `count` commits that each report on two commitments."""
    yield _commit(0, FIRST, files)
    names = [name for name in files if name.startswith("agreements/")]
    for number in range(1, count + 1):
        day = FIRST + (LAST - FIRST) * number / count
        for name in (names[number * 7 % len(names)], names[number * 13 % len(names)]):
            files[name] = _reported(files[name], day)
        changed = {name: files[name] for name in (names[number * 7 % len(names)], names[number * 13 % len(names)])}
        yield _commit(number, day, changed)


def _reported(text: str, day: date) -> str:
    entry = f"      - date: {day}\n        by: agency-1\n        type: activity\n        progress: in_progress\n"
    head, sign, rest = text.partition("    source: s1\n")
    return head + entry + sign + rest


def _commit(number: int, day: date, files: dict[str, str]) -> bytes:
    moment = int((day - date(1970, 1, 1)) / timedelta(seconds=1)) + 43200
    lines = [
        f"commit refs/heads/main\ncommitter Writer <w@example.org> {moment} +0300\n".encode(),
        _data(f"Step {number}"),
    ]
    for name, text in files.items():
        lines += [f"M 100644 inline {name}\n".encode(), _data(text)]
    return b"".join(lines)


def _data(text: str) -> bytes:
    return b"data %d\n%s\n" % (len(text.encode()), text.encode())


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Does it once, and prints the seconds it took."""
    started = time.perf_counter()
    found = work()
    print(f"{what:<60}{time.perf_counter() - started:8.3f} s", flush=True)
    return found


def main(count: int, steps: int) -> None:
    """Builds the repository and measures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "register")
        corpus.write(root, count)
        files = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.*"))}
        git = ["git", "-C", str(root)]
        subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
        subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream(files, steps)), check=True)
        subprocess.run([*git, "reset", "-q", "--hard"], check=True)
        subprocess.run([*git, "repack", "-adq"], check=True)
        print(f"{count} agreements, {steps} commits")
        _measure(root, git, Cache(Path(folder, "cache"), "benchmark"))


def _measure(root: Path, git: list[str], cache: Cache) -> None:
    ids = "rev-list --objects HEAD~500 -- agreements | head -c0; git ls-tree -r HEAD~500 | awk '{print $3}'"
    shell = f"cd {root} && git {ids} | git cat-file --batch --buffer > /dev/null"
    timed("git: all files of an old commit", lambda: subprocess.run(["sh", "-c", shell], check=True))
    timed(
        "git: log --raw -M of everything",
        lambda: subprocess.run([*git, "log", "--raw", "-M"], capture_output=True, check=True),
    )
    history = history_of(root)
    old = timed("the commit of a day", lambda: moment_on(history, date(2020, 12, 31)))
    commit = Commit(root, old)
    timed("all files of an old commit", lambda: sum(len(commit.read(entry.path)) for entry in commit.entries()))
    timed("the register as it stands, cold", lambda: load(WorkingTree(root), cache).register)
    timed(
        "the register as of the old commit, the rest known",
        lambda: load(Commit(root, old), cache.reading_only()).register,
    )
    timed("the register as of the old commit, nothing known", lambda: load(Commit(root, old)).register)
    timed("what changed since the old commit", lambda: changes_between(Commit(root, old), WorkingTree(root)))
    timed("the log of everything", lambda: commits(history))
    register = load(WorkingTree(root), cache).register
    ref = min(register.commitments)
    timed("the life of a commitment", lambda: life(root, register, ref, "", LAST))
    versions = len({touched.ident for one in commits(history) for touched in one.touched})
    points = timed(f"month by month, first time ({versions} versions)", lambda: series(root, LAST, cache))
    timed(f"month by month, again ({len(points)} months)", lambda: series(root, LAST, cache))


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], "1000", "1000"][:2]))
