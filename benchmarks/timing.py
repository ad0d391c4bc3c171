"""Runs commands by turns and takes the medians of their seconds and the largest of their memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """A command line, where it runs and in what environment; `before` is done before each run and not timed.

    `codes` are the exit codes of a run that did its work; any other stops the benchmark.
    """

    argv: Sequence[str]
    cwd: Path
    environ: Mapping[str, str]
    before: Callable[[], object] | None = None
    codes: Sequence[int] = (0,)


class Taken(NamedTuple):
    """Median seconds from start to end, median seconds of processor time, and the most MiB one process of a run held."""

    seconds: float
    cpu: float
    mib: float


class FailedError(Exception):
    """A command did not do its work."""


def by_turns(commands: Mapping[str, Command], times: int) -> dict[str, Taken]:
    """Every command `times` times, one after the other, so that what else the machine does meets all alike."""
    runs: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(once(command))
    return {
        name: Taken(
            statistics.median(run.seconds for run in found),
            statistics.median(run.cpu for run in found),
            max(run.mib for run in found),
        )
        for name, found in runs.items()
    }


def once(command: Command) -> Taken:
    """One run; what it prints goes to files, as in a pipe."""
    if command.before:
        command.before()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command.argv, cwd=command.cwd, env=command.environ, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.codes:
            raise FailedError(
                f"{' '.join(command.argv)[:200]} ended with {process.returncode}: {_end(out)} {_end(err)}"
            )
    return Taken(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _end(stream: object) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")[-500:]
