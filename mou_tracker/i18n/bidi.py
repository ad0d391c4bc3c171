"""Text of two directions: isolating values, finding hidden marks, and measuring and cutting terminal cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

FSI, LRI, RLI, PDI, LRM = "\u2068", "\u2066", "\u2067", "\u2069", "\u200e"

_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
_MARKS = "\u200b-\u200f\u061c\ufeff"
_HIDDEN = re.compile(f"[{_OVERRIDES}{_MARKS}]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_OVERRIDES}]")
_NAMED_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINER = "\u200d"


class HiddenMark(NamedTuple):
    """A character no reader sees: at which index of the text, its code point, and how much it can do.

    `override` embeds, overrides or isolates and so can make a text read as what it is not; `mark` has no width.
    """

    at: int
    codepoint: int
    kind: Literal["override", "mark"]


def has_rtl(text: str) -> bool:
    """True when `text` holds a character of a right-to-left script (Arabic-Indic digits included)."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def isolate(text: str) -> str:
    """`text` between U+2068 and U+2069, so that its direction neither takes from nor gives to its surroundings.

    Isolate controls inside that do not pair up are dropped: a stray one would end our own (UAX #9, BD9).
    """
    return f"{FSI}{_paired(text)}{PDI}"


def isolate_ltr(text: str) -> str:
    """`text` between U+2066 and U+2069: an id, a path or a command, always read from the left."""
    return f"{LRI}{_paired(text)}{PDI}"


def _paired(text: str) -> str:
    if text.isascii() or not (found := _ISOLATES.findall(text)):
        return text
    depth = 0
    for mark in found:
        depth += -1 if mark == PDI else 1
        if depth < 0:
            break
    return text if depth == 0 else _ISOLATES.sub("", text)


def strip_marks(text: str) -> str:
    """`text` without any character that `hidden_marks` would name."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def hidden_marks(text: str) -> list[HiddenMark]:
    """Every bidi control, zero-width character and byte order mark in `text`, in order."""
    if text.isascii():
        return []
    return [
        HiddenMark(found.start(), ord(found[0]), "override" if _is_override(found[0]) else "mark")
        for found in _HIDDEN.finditer(text)
    ]


def _is_override(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def visible(text: str) -> str:
    r"""`text` with what could steer a terminal or lie about order shown: `\x1b`, `\n`, `<U+202E>`.

    For values, before they are isolated: it shows our own isolates too. Lone surrogates and line separators count.
    """
    if text.isprintable():
        return text
    return _UNSAFE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character > "\x9f":
        return f"<U+{ord(character):04X}>"
    return _NAMED_ESCAPES.get(character) or f"\\x{ord(character):02x}"


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Mc", "Me", "Cc", "Cs") or "\u1160" <= character <= "\u11ff":
        return 0
    if category == "Cf":
        return 1 if character == "\u00ad" or _is_sign_over_digits(character) else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_sign_over_digits(character: str) -> bool:
    """Signs such as the end of a verse U+06DD: of category Cf, and yet they take a cell and belong to what follows."""
    return character in "\u06dd\u070f\u0890\u0891\u08e2" or "\u0600" <= character <= "\u0605"


def cell_width(text: str) -> int:
    """How many terminal cells `text` takes: combining and zero-width characters none, East Asian wide ones two."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def _clusters(text: str) -> Iterator[str]:
    """What must not be cut: a character with all that combines with it or is joined to it."""
    start = 0
    for index in range(1, len(text)):
        if not _continues(text[start:index], text[index]):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _continues(cluster: str, character: str) -> bool:
    """The rules of UAX #29 that matter here: marks, joiners, skin tones, flags, and signs written over digits."""
    if cluster[-1] == _JOINER or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    if _is_flag_letter(character):
        return len(cluster) == 1 and _is_flag_letter(cluster)
    return _cells(character) == 0 or _is_sign_over_digits(cluster[-1])


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def clip(text: str, width: int) -> str:
    """`text` in at most `width` cells, ending in … where it was cut; never inside a cluster, isolates closed."""
    if cell_width(text) <= width:
        return text
    if width < 1:
        return ""
    kept, room = [], width - 1
    for cluster in _clusters(text):
        room -= cell_width(cluster)
        if room < 0:
            break
        kept.append(cluster)
    head = "".join(kept).rstrip()
    return head + PDI * _open_isolates(head) + "…"


def _open_isolates(text: str) -> int:
    depth = 0
    for mark in _ISOLATES.findall(text):
        depth = max(0, depth - 1) if mark == PDI else depth + 1
    return depth


def pad(text: str, width: int) -> str:
    """`text` with spaces after it up to `width` cells; a longer one stays as it is."""
    return text + " " * (width - cell_width(text))


def guard(segment: str) -> str:
    """`segment` between two U+200E when it holds right-to-left text: columns keep their places."""
    return f"{LRM}{segment}{LRM}" if has_rtl(segment) else segment
