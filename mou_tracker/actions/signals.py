"""Signals that come in while a change is being written: noted, and acted on between its steps."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Noted:
    """Signals that came in while a change was being written; acted on between steps, never inside one."""

    def __init__(self) -> None:
        self.signals: list[int] = []

    def raise_if_any(self) -> None:
        """Stops the change here when somebody asked for it."""
        if self.signals:
            raise KeyboardInterrupt


@contextmanager
def signals_noted() -> Iterator[Noted]:
    """Ctrl-C raised in the middle of git would make git leave its lock behind; so it is noted instead."""
    noted = Noted()

    def note(number: int, _frame: object) -> None:
        noted.signals.append(number)

    before = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            before[number] = signal.signal(number, note)
        except ValueError:  # not the main thread: nothing is sent to it
            continue
    try:
        yield noted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
