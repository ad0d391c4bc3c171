"""How a page for a screen is written: language, width, colours, names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mou_tracker.i18n.catalog import Words
from mou_tracker.model.cards import Text


class Pen(NamedTuple):
    """The language, the width in cells, whether to colour, the names of references, the language of plain texts."""

    words: Words
    width: int = 80
    color: bool = False
    names: Mapping[str, Text] = {}
    default: str = "en"
