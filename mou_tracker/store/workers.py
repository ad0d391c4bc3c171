"""Work shared out to forked processes where that pays: the same results in the same order."""

from __future__ import annotations

import gc
import marshal
import os
from collections.abc import Callable, Sequence
from typing import Any

FEWEST = 300
"""Below this a second process costs more than it saves."""


EVERY = 64
"""Files between two ticks."""

Tick = Callable[[int, int], None]
"""Told how many of how many files are done."""


def shared_out(work: Callable[[str], Any], paths: Sequence[str], tick: Tick | None = None) -> list[Any]:
    """`work(path)` for every path, in order; results are builtin types. One process per core, at most four.

    `tick` hears of this process's share, scaled to the whole: the others are as far.
    """
    count = min(4, _cores()) if hasattr(os, "fork") and len(paths) >= FEWEST else 1
    size = -(-len(paths) // count) if paths else 1
    pieces = [paths[start : start + size] for start in range(0, len(paths), size)]
    children = [_begin(work, piece) for piece in pieces[1:]]
    try:
        mine = _done(work, pieces[0], tick, len(paths)) if pieces else []
    except BaseException:
        for child in children:
            _collect(child)
        raise
    found = [_collect(child) for child in children]
    for piece, theirs in zip(pieces[1:], found, strict=True):
        mine += theirs or _done(work, piece)
    return mine


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _done(work: Callable[[str], Any], paths: Sequence[str], tick: Tick | None = None, whole: int = 0) -> list[Any]:
    """Without the garbage collector: what is made is kept or freed by its count, and nothing here makes cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        if tick is None:
            return [work(path) for path in paths]
        results = []
        for start in range(0, len(paths), EVERY):
            results += [work(path) for path in paths[start : start + EVERY]]
            tick(len(results) * whole // len(paths), whole)
        return results
    finally:
        if enabled:
            gc.enable()


def _begin(work: Callable[[str], Any], paths: Sequence[str]) -> tuple[int, int] | None:
    """The child's process and the pipe to read from; None when the system grants neither."""
    try:
        reading, writing = os.pipe()
    except OSError:
        return None
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(marshal.dumps(_done(work, paths)))
        status = 0
    finally:
        os._exit(status)


def _collect(child: tuple[int, int] | None) -> list[Any]:
    """The child's results; none when it did not end well (the parent then does the work itself)."""
    if child is None:
        return []
    pid, reading = child
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status or not content:
        return []
    found: list[Any] = marshal.loads(content)
    return found
