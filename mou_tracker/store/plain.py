"""Recognises at speed the layout people and the tool write; what it is not certain of is left to the reference reader.

The law: for every text the screen lets through, `read_plain` gives None, or exactly the data of the reference reader,
which then has no error for that text. So every pattern here is narrower than YAML, and doubt is always None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from mou_tracker.store.core_schema import NumberError, resolve

_KEY: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
_BODY: Final = r"[^:#\n]*+(?:(?::(?=[^ \n])|(?<! )#)[^:#\n]*+)*+(?<! )"
_TEXT: Final = r"(?![nNtTfF](?:ull|ULL|rue|RUE|alse|ALSE)(?![^ \n]))[^-?:,\[\]{}#&*!|>'\"%@`+.0-9~ \n]" + _BODY
_MAYBE: Final = r"(?:[+.0-9~nNtTfF]|-(?=[0-9.]))" + _BODY
_LINE: Final = re.compile(
    r"( *+)(-(?: ++|(?=\n)))?+"  # indentation; the dash of a list item
    rf"(?:({_KEY}):(?=[ \n]) *+)?+"  # a key
    rf'(?:({_TEXT})\n|({_MAYBE})\n|("[^"\\\n]*+")\n'  # a text; perhaps a number or a word like true; a quoted text
    r"|([|>][-+]?\n(?:\1 .*\n| *+\n)*+|.*\n?+))"  # a block text with all lines deeper than its key; anything else
)
_START: Final = re.compile(r"(?:(?:#.*)?\n)*+---\n")
_BLOCK: Final = re.compile(r"[|>][-+]?\n")
_UNQUOTED: Final = re.compile(f"{_TEXT}|{_MAYBE}")
_SINGLE: Final = r"'[^'\n]*+(?:''[^'\n]*+)*+'"
_DOUBLE: Final = r'"[^"\\\n]*+(?:\\["\\/nt][^"\\\n]*+)*+"'
_QUOTED: Final = re.compile(rf"({_SINGLE}|{_DOUBLE}) *+(?:(?<= )#.*)?+\n?+")
_ESCAPE: Final = re.compile(r"\\(.)")
_FOLD: Final = re.compile(r"\n(\n*)")
_BRACKETS: Final = re.compile(
    rf" *+(?:([\[\]{{}},])|({_KEY}): ++"  # punctuation; a key
    r"|((?:[^-?:,\[\]{}#&*!|>'\"%@` \n]|-(?=[0-9.]))"  # an unquoted text
    r"[^:#?,\[\]{}\n]*+(?:(?::(?=[^ ,\[\]{}?\n])|(?<! )#|(?<=[A-Za-z0-9/])\?)[^:#?,\[\]{}\n]*+)*+)"
    rf"|({_SINGLE}|{_DOUBLE})|(.))"  # a quoted text; anything else
)

_DEEPEST: Final = 12
_DEEPEST_BRACKETS: Final = 6
"""Together under the limit of the reference reader, which decides about anything deeper."""

_LONGEST_RUN: Final = 10_000
"""Characters of an unquoted text over several lines; joining is quadratic beyond."""

_DONE, _EMPTY, _OPEN = 0, 1, 2
"""What the last line left: a finished value, a key or dash without one, a text that may go on (+ blank lines since)."""

_Open = tuple[int, Any]
"""The level of an open collection, and the collection."""

_Token = tuple[str, str, str, str, str]


class _DoubtError(Exception):
    """Not certain: the reference reader decides."""


def read_plain(text: str) -> dict[str, Any] | None:
    """The data of a document in an ordinary layout, or None when only the reference reader can tell.

    `text` has passed the screen and has no byte-order mark.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text:
        return None
    if not text.endswith("\n"):
        if _BLOCK.search(text):
            return None
        text += "\n"
    try:
        return _read(text) or None
    except (_DoubtError, NumberError):
        return None


def _read(text: str) -> dict[str, Any]:
    """One pass over the lines with a stack of open collections.

    A mapping in column n has level 2n and a list 2n + 1: a list may stand below its key in the same column.
    """
    root: dict[str, Any] = {}
    node: Any = root
    slot: Any = ""
    level, state = 0, _DONE
    stack: list[_Open] = []
    start = _START.match(text)
    for lead, dash, key, words, maybe, quoted, other in _LINE.findall(text, start.end() if start else 0):
        depth = 2 * len(lead) + (1 if dash else 0)
        if not (key or dash):
            state = _go_on(words or maybe, quoted or other, state, deeper=depth > level, node=node, slot=slot)
            continue
        if depth > level:
            level, node = _open(stack, (level, node), slot, state, depth)
        elif depth < level:
            level, node = _close(stack, depth)
        if dash and key:
            stack.append((level, node))
            node.append({})
            node, level = node[-1], depth - 1 + 2 * len(dash)
        if words:
            value, state = words, _OPEN
        else:
            value, state = _value(maybe, quoted, other, dash)
        if not key:
            node.append(value)
            slot = -1
        elif key in node:
            raise _DoubtError
        else:
            node[key] = value
            slot = key
    return root


def _open(stack: list[_Open], parent: _Open, slot: Any, state: int, depth: int) -> _Open:
    """A deeper line begins a collection below the last key or dash, if that has no value yet."""
    if state != _EMPTY or len(stack) >= _DEEPEST:
        raise _DoubtError
    child: Any = [] if depth % 2 else {}
    parent[1][slot] = child
    stack.append(parent)
    return depth, child


def _close(stack: list[_Open], depth: int) -> _Open:
    """A line further out goes on with the collection of its own column."""
    level, node = stack.pop()
    while depth < level:
        level, node = stack.pop()
    if depth != level:
        raise _DoubtError
    return level, node


def _go_on(words: str, other: str, state: int, *, deeper: bool, node: Any, slot: Any) -> int:
    """The state after a line without key and dash: blank, a remark, or more of the text above (which it joins)."""
    if words:
        if not deeper or state < _OPEN or not isinstance(node[slot], str) or len(node[slot]) > _LONGEST_RUN:
            raise _DoubtError
        node[slot] += ("\n" * (state - _OPEN) or " ") + words
        return _OPEN
    if other.startswith("#"):
        return _DONE if state >= _OPEN else state
    if other.strip("\n"):
        raise _DoubtError
    return state + 1 if state >= _OPEN else state


def _value(maybe: str, quoted: str, other: str, dash: str) -> tuple[Any, int]:
    if maybe:
        return resolve(maybe), _OPEN
    if quoted:
        return quoted[1:-1], _DONE
    if other == "\n" or other[0] == "#":
        return None, _EMPTY
    return _other(other, dash), _DONE


def _other(source: str, dash: str) -> Any:
    """A value that is not simply one unquoted or quoted text up to the end of the line."""
    first = source[0]
    if first in "|>":
        if dash:
            raise _DoubtError
        return _block(source)
    if first in "[{":
        tokens: Iterator[_Token] = iter(_BRACKETS.findall(source.rstrip(" \n")))
        value = _bracketed(next(tokens), tokens, 1)
        if next(tokens, None):
            raise _DoubtError
        return value
    if first in "'\"":
        if found := _QUOTED.fullmatch(source):
            return _unquote(found[1])
        raise _DoubtError
    text = source.partition(" #")[0].rstrip(" \n")
    if _UNQUOTED.fullmatch(text):
        return resolve(text)
    raise _DoubtError


def _unquote(quoted: str) -> str:
    inner = quoted[1:-1]
    if quoted[0] == "'":
        return inner.replace("''", "'")
    return _ESCAPE.sub(lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), inner)


def _bracketed(token: _Token, tokens: Iterator[_Token], depth: int) -> Any:
    """The value that begins with this token, inside brackets on one line."""
    mark, _, words, quoted, _ = token
    if words:
        return resolve(words.rstrip(" "))
    if quoted:
        return _unquote(quoted)
    if depth > _DEEPEST_BRACKETS:
        raise _DoubtError
    if mark == "[":
        return _list(tokens, depth)
    if mark == "{":
        return _mapping(tokens, depth)
    raise _DoubtError


def _list(tokens: Iterator[_Token], depth: int) -> list[Any]:
    items: list[Any] = []
    for token in tokens:
        if token[0] == "]" and not items:
            return items
        items.append(_bracketed(token, tokens, depth + 1))
        if _closes(tokens, "]"):
            return items
    raise _DoubtError


def _mapping(tokens: Iterator[_Token], depth: int) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for mark, key, *_ in tokens:
        if mark == "}" and not members:
            return members
        if not key or key in members:
            raise _DoubtError
        members[key] = _bracketed(next(tokens, ("", "", "", "", "")), tokens, depth + 1)
        if _closes(tokens, "}"):
            return members
    raise _DoubtError


def _closes(tokens: Iterator[_Token], bracket: str) -> bool:
    mark = next(tokens, ("", "", "", "", ""))[0]
    if mark not in (bracket, ","):
        raise _DoubtError
    return mark == bracket


def _block(source: str) -> str:
    """A literal (|) or folded (>) text; folded only where no line is deeper than the first."""
    header, *lines, _ = source.split("\n")
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    body = "\n".join(_unindented(line, indent) for line in lines)
    text = body.rstrip("\n")
    if not text:
        raise _DoubtError
    if header[0] == ">":
        if text.startswith("\n") or "\n " in text:
            raise _DoubtError
        text = _FOLD.sub(lambda found: found[1] or " ", text)
    ends = {"|": "\n", "-": "", "+": body[len(body.rstrip("\n")) :] + "\n"}
    return text + ends[header[1:] or "|"]


def _unindented(line: str, indent: int) -> str:
    rest = line[indent:]
    if line[:indent].strip(" ") or (rest and not rest.strip(" ")):
        raise _DoubtError
    return rest
