"""Search keys: one spelling for what readers take to be the same word, for finding and sorting only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from mou_tracker.i18n.bidi import has_rtl

_DROPPED = [*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)]
_INVISIBLE = [0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
_TABLE: dict[int, str | int | None] = {
    **dict.fromkeys([*_DROPPED, *_INVISIBLE]),
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
    **str.maketrans("أإآٱؤئةىکیە", "ااااءءهيكيه"),
    **str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2),
}
_BEYOND = re.compile("[^\x00-\x7f\u060c\u061b\u061f\u0621-\u064aپچڤگ«»“”‘’–—]")
_TOKEN = re.compile(r"\w+")
_ATTACHED = [
    (conjunction + particle, 2 if particle.endswith(("ال", "لل")) else 3)
    for conjunction in ("", "و", "ف")
    for particle in ("", "ب", "ل", "ك", "ال", "بال", "كال", "لل")
    if conjunction + particle
]
"""What may be written attached before a word, and how many letters must remain."""

_ARTICLE_IN_ROOT = ("التزام", "التماس", "التحاق", "التقاء", "التهاب", "الله", "الماس", "الياس")
_HONORIFICS = (
    "صاحب صاحبة الجلالة السمو المعالي السعادة الفضيلة الملكي سمو سعادة معالي فضيلة الشيخ الشيخة الدكتور الدكتورة د "
    "السيد السيدة المستشار المستشارة المهندس المهندسة الأستاذ الأستاذة اللواء العميد العقيد "
    "his her excellency highness royal majesty h.e h.h h.r.h h.m dr mr mrs ms "
    "sheikh sheikha sayyid eng prof counsellor"
)


def fold(text: str) -> str:
    """The search key of `text`: idempotent, lower case, without diacritics, tatweel and hidden marks.

    Hamza seats fold (أ إ آ ٱ to ا, ؤ ئ to ء), ة to ه, ى to ي, presentation forms by NFKC, digits to 0-9, Latin letters
    to their base letters, white space to single spaces. Never shown and never stored.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    key = unicodedata.normalize("NFKC", text).translate(_TABLE)
    key = _fold_deeply(key) if _BEYOND.search(key) else key.lower()
    return " ".join(key.split())


def _fold_deeply(text: str) -> str:
    """For letters beyond ASCII and Arabic: repeated, as folding case can bring back what NFKC composes."""
    before = ""
    while before != text:
        before = text
        composed = unicodedata.normalize("NFKC", text.casefold()).translate(_TABLE)
        apart = unicodedata.normalize("NFKD", composed)
        bare = "".join(character for character in apart if unicodedata.category(character) != "Mn")
        text = unicodedata.normalize("NFKC", bare)
    return text


def tokens(text: str) -> list[str]:
    """The folded words and numbers of `text`, in order; punctuation separates."""
    return _TOKEN.findall(fold(text))


@lru_cache(maxsize=65536)
def _stems(token: str) -> tuple[str, ...]:
    """`token` as it is, and without what may stand attached before an Arabic word: و ف, ب ل ك, ال, لل.

    A lone particle is taken off only where three letters remain: in short words it is mostly of the root (بلد).
    """
    if token[0] not in "وفبلكا":
        return (token,)
    rests = (token[len(prefix) :] for prefix, least in _ATTACHED if _begins(token, prefix, least))
    return (token, *rests)


def _begins(token: str, prefix: str, least: int) -> bool:
    return token.startswith(prefix) and len(token) >= len(prefix) + least


def matcher(query: str) -> Callable[[str], bool]:
    """A test for many texts: every word of `query` begins a word of the text; attached و ف ب ل ك and ال are optional.

    An empty query matches every text.
    """
    wanted = [_stems(token) for token in tokens(query)]

    def found_in(text: str) -> bool:
        present = [_stems(token) for token in tokens(text)]
        return all(any(_same(word, other) for other in present) for word in wanted)

    return found_in


def _same(wanted: tuple[str, ...], present: tuple[str, ...]) -> bool:
    whole = wanted[0]
    beginnings = (whole, whole[2:]) if whole.startswith("ال") and len(whole) > 3 else (whole,)
    return any(stem.startswith(beginnings) or stem in wanted for stem in present)


def matches(query: str, text: str) -> bool:
    """True when `text` answers `query`; see `matcher`, which is quicker for many texts."""
    return matcher(query)(text)


_FOLDED_HONORIFICS = frozenset(map(fold, _HONORIFICS.split()))
_FOLDED_ROOTS = tuple(map(fold, _ARTICLE_IN_ROOT))


def sort_key(name: str, lang: str = "ar") -> tuple[int, str, str]:
    """Where `name` sorts: by its search key without honorifics and article; the output language's script comes first.

    An أ or إ before ل is no article (ألمانيا), nor is the ال of words such as التزام.
    """
    words = fold(name).split(" ")
    while len(words) > 1 and words[0].rstrip(".") in _FOLDED_HONORIFICS:
        words = words[1:]
    key = " ".join(words)
    if _has_article(key, name):
        key = key[2:]
    return (int(has_rtl(name) != (lang == "ar")), key, name)


def _has_article(key: str, name: str) -> bool:
    if not key.startswith("ال") or not key[2:3].isalpha() or key.startswith(_FOLDED_ROOTS):
        return False
    first = key.partition(" ")[0]
    return not any(word.startswith(("أل", "إل", "آل")) and fold(word) == first for word in name.split())
