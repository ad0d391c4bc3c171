"""A progress bar on stderr for work that is long enough to be noticed, at a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mou_tracker.cli.world import World
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.store.workers import Tick

NOTICED = 1_000
"""Files from which on reading takes about a second."""


@contextmanager
def reading_bar(world: World, words: Words) -> Iterator[Tick | None]:
    """Gives a `tick` that shows how far the reading is; None where nobody looks."""
    if not world.err.isatty():
        yield None
        return
    bar: list[Any] = []

    def tick(done: int, whole: int) -> None:
        if whole < NOTICED:
            return
        if not bar:
            bar.append(_bar(world, words(N_("Reading the register"))))
        bar[0].update(bar[0].task_ids[0], completed=done, total=whole)

    try:
        yield tick
    finally:
        if bar:
            bar[0].stop()


def _bar(world: World, title: str) -> Any:
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(file=world.err), transient=True)
    progress.add_task(title, total=None)
    progress.start()
    return progress
