"""Runs `mou` inside this process on a folder, and says whether what it printed could act on who reads it."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from mou_tracker.cli.main import run
from mou_tracker.cli.world import World

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
"""What steers a terminal or a log, breaks a line unseen, or turns text round; our own isolates are looked at apart."""

COLOUR = re.compile(r"\x1b\[[\d;]*m")
ISOLATES = re.compile("[\u2066-\u2069]")
END = "\u2069"


class Ran(NamedTuple):
    """How a run ended: its code, what it printed, the seconds of processor time it took."""

    code: int
    out: str
    err: str
    seconds: float


class _Screen(io.TextIOWrapper):
    """A stream that says it is a person's screen."""

    def isatty(self) -> bool:
        return True


def mou(root: Path, *argv: str, environ: Mapping[str, str] | None = None, at_screen: bool = False) -> Ran:
    """One run standing in `root`; nothing is cached unless `environ` names a place for it."""
    stream = _Screen if at_screen else io.TextIOWrapper
    out, err = (stream(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    given = {"MOU_TODAY": "2026-06-30", "TERM": "xterm", **({"MOU_NO_CACHE": "1"} if environ is None else environ)}
    started = time.process_time()
    code = run(World(argv, root, given, out, err))
    seconds = time.process_time() - started
    return Ran(code, *(_printed(kept) for kept in (out, err)), seconds)


def _printed(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


def acting(text: str) -> list[str]:
    """What in a printed text acts, or is left open at the end of a line; nothing when it is harmless."""
    plain = COLOUR.sub("", text)
    found = [f"U+{ord(character):04X}" for character in ACTING.findall(plain)]
    return found + [
        f"isolate left open or closed twice: {line[:80]!r}" for line in plain.split("\n") if not _even(line)
    ]


def _even(line: str) -> bool:
    depth = 0
    for mark in ISOLATES.findall(line):
        depth += -1 if mark == END else 1
        if depth < 0:
            return False
    return depth == 0


def commands_of_a_log(text: str) -> list[str]:
    """Lines that the log of a forge would take for its own commands."""
    return [line for line in text.split("\n") if re.match(r"\s*(::|##)", line) or "##[" in line or "##vso[" in line]
