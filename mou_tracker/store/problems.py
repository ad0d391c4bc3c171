"""Names, in words of our own, what a YAML parser stumbled over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mou_tracker.diagnostics import NOWHERE, Diagnostic, Param
from mou_tracker.store.limits import MAX_DEPTH
from mou_tracker.store.screen import Lines

PROBLEMS: Final = {
    "tab": "a tab where only spaces may stand",
    "unclosed_quote": "a quotation mark that is never closed",
    "bad_escape": "a backslash followed by something that has no meaning",
    "unclosed_bracket": "a bracket that is not closed, or whose content goes on as it cannot",
    "missing_comma": "no comma between two entries in brackets",
    "colon_in_brackets": "a colon directly before a bracket or comma",
    "stray_mark": "a comma, colon or bracket where a value should be",
    "special_start": "an unquoted text that begins with a special character",
    "colon_in_text": "a second colon followed by a space in one line",
    "mapping_here": "a key where no key can be, often because of its indentation",
    "list_here": "a list that begins in the line of its key",
    "question_mark": "a question mark where no key can be",
    "missing_colon": "a key without its colon",
    "text_after_value": "something after a value that has already ended",
    "bad_indent": "a line whose indentation fits nothing above it",
    "list_broken": "a line between list items that is not a list item",
    "glued_comment": "a # directly after something; a comment needs a space before it",
    "block_header": "something after the sign of a block text (| or >)",
    "text_after_end": "something after the end of the document",
    "other": "something that is not YAML",
}
"""Every value of the parameter `problem` of MOU005, with what it means."""


_REFUSED: Final[dict[str, tuple[str, dict[str, Param]]]] = {
    "tag": ("MOU007", {"tag": "!"}),
    "anchor": ("MOU008", {"reason": "anchor", "name": "&"}),
    "alias": ("MOU008", {"reason": "alias", "name": "*"}),
    "directive": ("MOU009", {"reason": "directive"}),
    "too_deep": ("MOU010", {"limit": MAX_DEPTH}),
}
_SHOWN_WHERE_IT_BEGAN: Final = frozenset({"unclosed_quote", "unclosed_bracket", "missing_colon"})
_BRACKET: Final = re.compile(r"[\[\]{}]")
_ENDED: Final = re.compile(r"^\.\.\.|\A(?:\s|#.*+)*+[\[{'\"]", re.MULTILINE)
_TOO_HIGH: Final = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")

Place = tuple[int, int]
"""Offsets of where the parser says the construct began and where it stumbled."""


def _at_start_of_token(text: str, at: Place) -> str:
    return "tab" if text.startswith("\t", at[1]) else "special_start"


def _at_colon(text: str, at: Place) -> str:
    return "colon_in_text" if re.search(r":\s", _line_before(text, at[1])) else "mapping_here"


def _at_entry(text: str, at: Place) -> str:
    return "text_after_value" if _line_before(text, at[1]).strip() else "bad_indent"


def _at_bracket(text: str, at: Place) -> str:
    broken = text.startswith(("]", "}"), at[1]) or "\n" in text[at[0] : at[1]] or not text[at[1] :].strip()
    return "unclosed_bracket" if broken else "missing_comma"


def _at_node(text: str, at: Place) -> str:
    return "stray_mark" if text[at[1] :].strip() or _open_bracket(text) < 0 else "unclosed_bracket"


def _at_end(text: str, at: Place) -> str:
    ended = _ENDED.search(text, 0, at[1])
    return "bad_indent" if not ended and not _line_before(text, at[1]).strip() else "text_after_end"


def _line_before(text: str, index: int) -> str:
    return text[text.rfind("\n", 0, index) + 1 : index]


def _open_bracket(text: str) -> int:
    """The offset of the innermost bracket that is open at the end, or -1; quotes are not looked at."""
    closed = 0
    for found in reversed(list(_BRACKET.finditer(text))):
        if found[0] in "]}":
            closed += 1
        elif closed:
            closed -= 1
        else:
            return found.start()
    return -1


_FAMILIES: Final[tuple[tuple[str, str | Callable[[str, Place], str]], ...]] = (
    (r"scanning an alias", "alias"),
    (r"scanning an anchor", "anchor"),
    (r"(?:scanning|parsing) a tag(?! directive)|undefined tag handle", "tag"),
    (r"directive|incompatible YAML", "directive"),
    (r"nesting level|depth", "too_deep"),
    (r"escape|hexdecimal", "bad_escape"),
    (r"quoted scalar.*(?:end of stream|document)", "unclosed_quote"),
    (r"tab character", "tab"),
    (r"cannot start any token", _at_start_of_token),
    (r"mapping values are not allowed", _at_colon),
    (r"sequence entries are not allowed", "list_here"),
    (r"mapping keys are not allowed", "question_mark"),
    (r"could not find expected ':'", "missing_colon"),
    (r"scanning a block scalar", "block_header"),
    (r"unexpected ':'", "colon_in_brackets"),
    (r"flow (?:sequence|mapping).*expected ','", _at_bracket),
    (r"node content", _at_node),
    (r"parsing a block mapping", _at_entry),
    (r"parsing a block collection", "list_broken"),
    (r"document start", _at_end),
)
"""Which sentences of libyaml and PyYAML (context, then problem) mean what; the first that fits."""


def explain(trouble: Exception, text: str, file: str) -> Diagnostic:
    """The finding for whatever a parser raised: MOU005 for syntax, 007-010 for refused features, else MOU017."""
    mark = getattr(trouble, "problem_mark", None)
    if mark is None:
        return _unexpected(trouble, text, file)
    begin = getattr(trouble, "context_mark", None) or mark
    sentence = f"{getattr(trouble, 'context', '')} {getattr(trouble, 'problem', '')}"
    name = _name(sentence, text, (begin.index, mark.index))
    code, params = _REFUSED.get(name, ("MOU005", {"problem": name}))
    start = begin.index if name in _SHOWN_WHERE_IT_BEGAN else mark.index
    if name == "unclosed_bracket" and not text[start:].strip():
        start = _open_bracket(text)
    end = start if text[start : start + 1] in ("", "\n") else start + 1
    return Diagnostic(code, file, params=params, span=Lines(text).span(start, end))


def _name(sentence: str, text: str, at: Place) -> str:
    for pattern, name in _FAMILIES:
        if re.search(pattern, sentence):
            return name if isinstance(name, str) else name(text, at)
    return "other"


def _unexpected(trouble: Exception, text: str, file: str) -> Diagnostic:
    """An exception without a place; PyYAML's own parser fails so on a code point that does not exist."""
    if isinstance(trouble, (ValueError, OverflowError)) and (found := _TOO_HIGH.search(text)):
        return Diagnostic("MOU005", file, params={"problem": "bad_escape"}, span=Lines(text).span(*found.span()))
    return Diagnostic("MOU017", file, params={"kind": type(trouble).__name__}, span=NOWHERE)
