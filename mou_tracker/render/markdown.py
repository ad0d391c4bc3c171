"""Text inside Markdown: data that stays data, our own prose, and fenced examples."""

from __future__ import annotations

import re

from mou_tracker.i18n import bidi

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_STRUCTURE = re.compile(r"[\\*\[\]<>|]")
_FENCES = re.compile("`{3,}")


def escaped(data: str) -> str:
    """Foreign text on one line, nothing in it acting: every ASCII punctuation mark escaped (CommonMark, section 2.4)."""
    return _PUNCTUATION.sub(r"\\\g<0>", bidi.visible(data))


def said(sentence: str) -> str:
    """A message whose values were made visible already, nothing in it acting; our isolates stay."""
    return _PUNCTUATION.sub(r"\\\g<0>", sentence)


def prose(sentence: str) -> str:
    """A sentence of our own, still readable unrendered: what would make structure is escaped, `code` stays code."""
    return _STRUCTURE.sub(r"\\\g<0>", sentence)


def fenced(text: str, language: str) -> str:
    """`text` as a code block, its fence longer than any inside it."""
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCES.findall(text))])
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"
