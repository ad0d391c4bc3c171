"""How a text is written in YAML: bare where every reader takes it for that text, in quotes otherwise."""

from __future__ import annotations

import re
from typing import Final

from mou_tracker.i18n.bidi import hidden_marks
from mou_tracker.store.core_schema import NumberError, resolve

_OTHER_READING: Final = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|[-+]?\.(?:inf|nan)|0[box][0-9a-f_]+)|~|=|<<"
    r"|[-+]?(?:[0-9][0-9_]*(?:[.:][0-9_:.]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:.*"
)
"""Texts that a reader of YAML 1.1 takes for true, false, nothing, a number, a time (yaml.org/type); days are left bare."""

_BARE: Final = re.compile(r"[^-\s?:,\[\]{}#&*!|>'\"%@`~=<.][^\x00-\x1f\x7f-\x9f\ufffe\uffff]*")
_NOT_IN_TEXT: Final = re.compile(r":(?= |$)| #")
_NOT_IN_BRACKETS: Final = re.compile(r"[,\[\]{}:?]")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


def bare(text: str, in_brackets: bool = False) -> bool:
    """Whether the text may stand without quotes, in brackets or outside, and be the same text to every reader."""
    if text != text.strip() or not _BARE.fullmatch(text) or _NOT_IN_TEXT.search(text) or hidden_marks(text):
        return False
    return not (in_brackets and _NOT_IN_BRACKETS.search(text)) and not read_otherwise(text)


def read_otherwise(text: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 takes the bare text for something else than text."""
    try:
        return not text or _OTHER_READING.fullmatch(text) is not None or resolve(text) != text
    except NumberError:
        return True


def quoted(text: str) -> str:
    """The text in double quotes; in single ones where that spares escapes. It has no line break and no control."""
    if ("\\" in text or '"' in text) and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(text: str, in_brackets: bool = False) -> str:
    """One line of text as it is written where there was none before."""
    if any(character < " " or "\x7f" <= character <= "\x9f" or character in "\u2028\u2029" for character in text):
        import json

        return json.dumps(text, ensure_ascii=False).translate(_CONTROLS)
    return text if bare(text, in_brackets) else quoted(text)


_CONTROLS: Final = {code: f"\\u{code:04X}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def rewritten(source: str, text: str, in_brackets: bool = False) -> str:
    """The text as `written` has it, unless its own writing says more: escapes that show what would not be seen."""
    if source[:1] not in ("'", '"'):
        return quoted(text) if read_otherwise(text) else source
    telling = source[0] == '"' and any(escape not in '"\\/' for escape in _ESCAPE.findall(source))
    unclear = hidden_marks(text) or any(character < " " for character in text)
    return source if telling or unclear else written(text, in_brackets)
