"""Pieces of text for a screen: made safe, guarded, coloured, fitted to cells, wrapped, drawn as bars."""

from __future__ import annotations

import re
from functools import lru_cache

from mou_tracker.i18n.bidi import FSI, LRI, LRM, PDI, RLI, cell_width, clip, guard, has_rtl, isolate, visible
from mou_tracker.render.table import Style

_SGR = {"bad": "31", "warn": "33", "good": "32", "dim": "2", "strong": "1"}
_COMMAND = re.compile(r"(?<!\S)::(?=[a-z])")
_SPACES = re.compile(r"[\t\r\n\u2028\u2029]+")
_LETTER, _MARK = "[ -~\u0621-\u063a\u0640-\u064a\u060c\u061b\u061f«»–—’“”]", "[\u064b-\u0652\u0670]"
_USUAL = re.compile(f"(?:{_LETTER}{_MARK}*)*")
"""Letters of one cell each and the Arabic marks over them: such a text is measured and cut by counting."""

_MARKS = re.compile(_MARK)

_SGR_CODE = re.compile(r"\x1b\[\d*m")
_NUMBERS = re.compile(r"\d+(?:[-/–]\d+)+")
_OPENERS = FSI + LRI + RLI
FULL, EMPTY = "▇", "·"


def safe(text: str) -> str:
    """Data as one line that steers neither a terminal nor the log of a CI: white space as spaces, controls shown."""
    if not text.isprintable():
        text = visible(_SPACES.sub(" ", text))
    return quiet(text) if "::" in text or "##" in text else text


def quiet(text: str) -> str:
    """Words that a CI's log obeys (`::error`, `##[error]`, `##vso[`), told apart by look-alikes it does not obey."""
    return _COMMAND.sub("∷", text).replace("##[", "#♯[").replace("##vso[", "#♯vso[")


def segment(text: str) -> str:
    """A piece of a line, kept in its place and order where it holds right-to-left text.

    The isolate keeps a full stop or … at the sentence's own end, the marks around it keep the columns in place.
    """
    return guard(isolate(_numbers_apart(text))) if has_rtl(text) else text


def _numbers_apart(text: str) -> str:
    """Dates, ranges and fractions isolated: after an Arabic letter their parts would change places (UAX #9, W2)."""
    return _NUMBERS.sub(f"{LRI}\\g<0>{PDI}", text)


def paint(text: str, style: Style, color: bool) -> str:
    """`text` in the colour of its meaning, when colours are wanted."""
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if color and style and text else text


def uncolored(text: str) -> str:
    """`text` without the codes of its colours."""
    return _SGR_CODE.sub("", text) if "\x1b" in text else text


def measure(text: str) -> int:
    """The cells `text` takes."""
    if text.isascii():
        return len(text)
    return len(_MARKS.sub("", text)) if _USUAL.fullmatch(text) else cell_width(text)


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with … or filled with spaces; guarded."""
    size = measure(text)
    if size > width:
        text = _cut(text, width)
        size = measure(text)
    return (text if text.isascii() else segment(text)) + " " * (width - size)


def _cut(text: str, width: int) -> str:
    if width < 1 or not _USUAL.fullmatch(text):
        return clip(text, width)
    kept = _first(width - 1).match(text)
    return (kept[0].rstrip() if kept else "") + "…"


@lru_cache(maxsize=64)
def _first(letters: int) -> re.Pattern[str]:
    return re.compile(f"(?:{_LETTER}{_MARK}*){{0,{letters}}}")


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces; a longer word keeps a line to itself.

    What is isolated over a break is isolated on both lines.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = measure(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    lines += [line] if line else []
    return lines if text.isascii() or len(lines) < 2 else _isolated(_directed(lines))


def _directed(lines: list[str]) -> list[str]:
    """The lines with the direction of each isolate written out: a part of it may not have the letter that decides."""
    text = "\n".join(lines)
    said = (character if character != FSI else _opener(text, at) for at, character in enumerate(text))
    return "".join(said).split("\n")


def _opener(text: str, at: int) -> str:
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] in _OPENERS) - (text[end] == PDI)
        if depth == 0:
            return RLI if runs_left(text[at + 1 : end]) else LRI
    return FSI


def _isolated(lines: list[str]) -> list[str]:
    open_: list[str] = []
    found = []
    for line in lines:
        begun = "".join(open_)
        for character in line:
            if character in _OPENERS:
                open_.append(character)
            elif character == PDI and open_:
                open_.pop()
        found.append(f"{begun}{line}{PDI * len(open_)}")
    return found


def paragraph(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """`text` wrapped, each line after `indent`, the first one after `first` where that is given.

    Where the text runs from right to left, so does each of its lines, whatever it begins with.
    """
    lines = wrap(text, width - measure(indent))
    if runs_left(text):
        lines = [f"{LRM}{RLI}{_numbers_apart(line)}{PDI}{LRM}" for line in lines]
    elif has_rtl(text):
        lines = [segment(line) for line in lines]
    return [(indent if index or first is None else first) + line for index, line in enumerate(lines)]


def runs_left(text: str) -> bool:
    """True when the first letter is of a right-to-left script (UAX #9, P2 and P3); letters outside of isolates first."""
    inside, depth = "", 0
    for character in text:
        if character in _OPENERS:
            depth += 1
        elif character == PDI:
            depth -= 1
        elif character.isalpha():
            if depth <= 0:
                return has_rtl(character)
            inside = inside or character
    return has_rtl(inside)


def bar(part: int, whole: int, width: int, rest: str = EMPTY) -> str:
    """`part` of `whole` as a bar of `width` cells, filled up with `rest`; what is there is never drawn as nothing."""
    full = min(width, max(1 if part else 0, round(part * width / whole))) if whole > 0 else 0
    return FULL * full + rest * (width - full)
