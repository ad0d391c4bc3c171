"""What a run is given from outside: words typed, place, environment, streams; tests put their own in its stead."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO


class World(NamedTuple):
    """The outside of one run."""

    argv: Sequence[str]
    cwd: Path
    environ: Mapping[str, str]
    out: TextIO
    err: TextIO
    inp: TextIO | None = None

    @property
    def at_terminal(self) -> bool:
        """Whether what is printed goes to a person's screen."""
        return self.out.isatty()

    @property
    def color(self) -> bool:
        """Colours only on a screen that wants them (https://no-color.org)."""
        return self.at_terminal and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Columns of the screen; 80 when nobody knows."""
        if (columns := self.environ.get("COLUMNS", "")).isdigit() and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(self.out.fileno()).columns or 80
        except (OSError, ValueError):
            return 80


def outside() -> World:
    """The real one. Output is UTF-8 whatever the locale says: the register is Arabic and English."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return World(sys.argv[1:], Path.cwd(), os.environ, sys.stdout, sys.stderr, sys.stdin)
