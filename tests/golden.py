"""Golden texts: what the program says, kept word for word; UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, text: str) -> None:
    """Fails with a diff unless `tests/golden/<name>` holds exactly `text`; a missing file fails too."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    kept = path.read_bytes().decode() if path.exists() else ""
    if kept != text:
        diff = difflib.unified_diff(kept.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="")
        raise AssertionError("\n".join(["differs from its golden text (UPDATE_GOLDEN=1 accepts it)", *diff]))
