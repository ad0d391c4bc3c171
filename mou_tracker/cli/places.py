"""Options that are needed before the command line is taken apart: the language and the folder."""

from __future__ import annotations

import os
from collections.abc import Sequence


def taken(argv: Sequence[str], option: str) -> tuple[str, list[str]]:
    """The value of an option that may stand anywhere, and the words without it; what follows `--` is left alone."""
    rest: list[str] = []
    value = ""
    words = iter(argv)
    for word in words:
        if word == "--":
            return value, [*rest, word, *words]
        if word == option:
            value = next(words, "")
        elif word.startswith(f"{option}="):
            value = word.partition("=")[2]
        else:
            rest.append(word)
    return value, rest


def folder_of(argv: Sequence[str]) -> str:
    """The folder named with `-C` before the command; several follow one another, as git has it."""
    folder = ""
    words = iter(argv)
    for word in words:
        if word == "-C":
            folder = os.path.join(folder, next(words, ""))
        elif not word.startswith("-"):
            break
    return folder
