"""The word somebody probably meant: the nearest of the words that are possible."""

from __future__ import annotations

from collections.abc import Iterable

from mou_tracker.i18n.fold import fold

LEAST_LIKE = 0.72
"""How alike two words must be (0 to 1) to be offered; below it a suggestion misleads more often than it helps."""

MOST_CHOICES = 20_000
"""Beyond it no suggestion is looked for: comparing would take longer than reading the list."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice most like `word`, compared folded; "" when none is near. The first of equals wins."""
    wanted = _key(word)
    keys: dict[str, str] = {}
    for choice in choices:
        keys.setdefault(_key(choice), choice)
    if wanted in keys:
        return keys[wanted]
    if len(wanted) < 2 or len(keys) > MOST_CHOICES:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(wanted, keys, n=1, cutoff=LEAST_LIKE)
    return keys[near[0]] if near else ""


def _key(word: str) -> str:
    return fold(word).replace("_", "-").replace(" ", "-")
