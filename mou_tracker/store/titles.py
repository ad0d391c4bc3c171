"""The index of ids and titles for the TAB key: one sorted text file, searched without reading it whole."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from mou_tracker.model.cards import Card, Text
from mou_tracker.model.register import titles
from mou_tracker.store.outputs import replace_quietly

NAME = "titles"
LONGEST_TITLE = 60


def write_titles(folder: Path, lines: Iterable[str]) -> None:
    """The index: one line per record, sorted by id."""
    replace_quietly(folder / NAME, [line.encode("utf-8", "replace") for line in sorted(lines)])


def title_lines(cards: Iterable[Card], language: str) -> list[str]:
    """A line per record on these cards: id, kind, Arabic title, English title; `language` is the one of plain texts."""
    return [title_line(ref, kind, text, language) for card in cards for ref, kind, text in titles(card)]


def title_line(ref: str, kind: str, text: Text | None, language: str) -> str:
    """One line of the index."""
    texts = {language: text} if isinstance(text, str) else text or {}
    arabic, english = (_short(texts.get(code) or "") for code in ("ar", "en"))
    return f"{ref}\t{kind}\t{arabic or english}\t{english or arabic}\n"


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TITLE]


def beginning_with(folder: str, lang: str, begun: str, kinds: Collection[str], most: int) -> list[tuple[str, str]]:
    """At most `most` ids of these kinds that begin so, with their titles, from the index in `folder`.

    An agreement's commitments show once its `/` is typed, unless commitments alone are asked for.
    """
    found: list[tuple[str, str]] = []
    depth = max(begun.count("/"), min(_DEPTHS[kind] for kind in kinds))
    for line in _lines_from(os.path.join(folder, NAME), begun):
        ref, kind, arabic, english = line.rstrip("\n").split("\t")
        if not ref.startswith(begun) or len(found) == most:
            break
        if kind in kinds and ref.count("/") <= depth:
            found.append((ref, arabic if lang == "ar" else english))
    return found


_DEPTHS = {"agreement": 0, "agency": 0, "thread": 0, "commitment": 1, "meeting": 1, "post": 1, "outcome": 2}
"""How many `/` an id of each kind has."""


def _lines_from(path: str, begun: str) -> Iterator[str]:
    """The lines of a sorted file from the first that is not before `begun`; found by halving."""
    wanted = begun.encode("utf-8", "replace")
    try:
        file = open(path, "rb")  # noqa: SIM115 - the with below closes it
    except OSError:
        return
    with file:
        low, high = 0, os.fstat(file.fileno()).st_size
        while low < high:
            middle = (low + high) // 2
            if _line_at(file, middle) < wanted:
                low = middle + 1
            else:
                high = middle
        first = _line_at(file, low)
        if first != _END:
            yield first.decode("utf-8", "replace")
            for line in file:
                yield line.decode("utf-8", "replace")


_END = b"\xff"
"""After every line: no text in UTF-8 begins with it."""


def _line_at(file: BinaryIO, offset: int) -> bytes:
    """The first line that begins at `offset` or after."""
    file.seek(max(offset - 1, 0))
    if offset:
        file.readline()
    return file.readline() or _END
