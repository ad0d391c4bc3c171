"""Says what an unquoted scalar means under the core schema of YAML 1.2."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

Scalar = str | int | float | bool | None

MAX_DIGITS: Final = 18
"""More digits than this do not fit a signed 64-bit integer or an exact binary fraction everywhere."""

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAYBE_NUMBER: Final = frozenset("+-.0123456789")
_INTEGER: Final = re.compile(r"[-+]?([0-9]+)")
_BASED: Final = re.compile(r"0o([0-7]+)|0x([0-9a-fA-F]+)")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class NumberError(ValueError):
    """A number that cannot be kept exactly; `reason` is one of not_finite, too_long, out_of_range."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@lru_cache(maxsize=8192)
def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar: null, bool, int, float, or the text itself (YAML 1.2.2, section 10.3.2).

    Dates, `yes`, `NO`, `1_000` and `12:30` stay text. Raises `NumberError` for infinities, not-a-number and numbers
    that would lose digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _MAYBE_NUMBER else text


def _number(text: str) -> Scalar:
    if found := _INTEGER.fullmatch(text):
        _check_length(found[1])
        return int(text)
    if found := _BASED.fullmatch(text):
        octal, hexadecimal = found.groups()
        _check_length(octal or hexadecimal)
        return int(octal, 8) if octal else int(hexadecimal, 16)
    if found := _FLOAT.fullmatch(text):
        _check_length(found[1])
        return _finite(text, found[1])
    if _NOT_FINITE.fullmatch(text):
        raise NumberError("not_finite")
    return text


def _check_length(digits: str) -> None:
    if len(digits) - digits.count(".") > MAX_DIGITS:
        raise NumberError("too_long")


def _finite(text: str, digits: str) -> float:
    value = float(text)
    if math.isinf(value) or (value == 0 and digits.strip("0.")):
        raise NumberError("out_of_range")
    return value
