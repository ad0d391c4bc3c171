"""Foreign text inside Markdown that stays readable: only what would act is escaped (CommonMark 0.31, GFM 0.29)."""

from __future__ import annotations

import re

_ACTS = re.compile(
    r"""
      [\\`*\[\]<|~$]               # escapes, code, emphasis, links, tags, cells, strikethrough, formulas
    | (?<![^\W_])_+|_+(?![^\W_])   # an underscore inside a word never emphasises (section 6.2)
    | &(?=[#A-Za-z])               # entities (section 2.5)
    | :(?=//)|(?<=[Ww]{3})\.       # addresses that GFM would link
    """,
    re.VERBOSE,
)
_AT_START = re.compile(r"(?:#{1,6}(?=[ \t]|$)|[-+](?=[ \t-]|$)|=+(?=[ \t]*$)|>)|(\d{1,9})(?=[.)](?:[ \t]|$))")
"""What begins a heading, a list, a quotation, a rule or an underlined heading at the start of a line (chapter 4, 5)."""


def quietly(data: str) -> str:
    """`data`, one line, with a backslash before what would act anywhere, or at its own start."""
    text = _ACTS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), data)
    start = _AT_START.match(text)
    if start is None:
        return text
    digits = start[1] or ""
    return f"{digits}\\{text[len(digits) :]}"
