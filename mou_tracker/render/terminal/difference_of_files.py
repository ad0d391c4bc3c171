"""Files before and after a change as a unified difference, for a screen or a pipe."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.render.table import Style
from mou_tracker.render.terminal.ink import paint, safe

_STYLES: Mapping[str, Style] = {"+": "good", "-": "bad", "@": "dim"}


def files_text(old: Mapping[str, bytes | None], new: Mapping[str, bytes | None], words: Words, *, color: bool) -> str:
    """The difference of every file, by path; of a file that is no text only its size is told."""
    return "".join(line for path in sorted(new) for line in _file(path, old[path], new[path], words, color))


def _file(path: str, old: bytes | None, new: bytes | None, words: Words, color: bool) -> Iterator[str]:
    before, after = _lines(old), _lines(new)
    if before is None or after is None:
        size = len(new if new is not None else old or b"")
        message = (
            N_("New file {file} ({size} bytes)") if new is not None else N_("File {file} goes away ({size} bytes)")
        )
        yield words(message, file=safe(path), size=size) + "\n"
        return
    source, target = ("/dev/null" if content is None else safe(path) for content in (old, new))
    for line in difflib.unified_diff(before, after, source, target, lineterm=""):
        style = "strong" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
        yield paint(safe(line), style, color) + "\n"


def _lines(content: bytes | None) -> list[str] | None:
    if content is None:
        return []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.split("\n")[: None if not text.endswith("\n") else -1]
