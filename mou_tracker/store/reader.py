"""Turns the bytes of one file into data, and knows the place of every path in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mou_tracker.diagnostics import Diagnostic, Path, Severity, Span
from mou_tracker.store.composer import Composer, Node, Style
from mou_tracker.store.limits import MAX_BYTES, MAX_DEPTH
from mou_tracker.store.plain import read_plain
from mou_tracker.store.problems import explain
from mou_tracker.store.screen import Lines, screen

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Node", "Style", "read", "read_data"]

_GLUED_QUESTION_MARK: Final = re.compile(r"(?<=[^\s,\[\]{}:?])\?")
_SUSPECT: Final = re.compile(r"\t|\S#")
_DISPUTED: Final = re.compile(r"(?<!\S)#[^\n]*|(?P<tab>\t)|(?P<glued_comment>#)")
_UNENDED: Final = re.compile(r"\n +\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: its data, and where everything stands.

    `data` holds dict, list, str, int, float, bool and None only; dates are text. `values` has the span of the value at
    every path, the root's being (); `keys` the span of the key of each path that ends in one. `nodes` and `key_nodes` say
    how each is written and at which offsets of `text`, which is the file without its byte-order mark.
    """

    data: dict[str, Any]
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    nodes: Mapping[Path, Node]
    key_nodes: Mapping[Path, Node]
    text: str


class _Spans(Mapping[Path, Span]):
    """The spans of nodes, computed when asked for: few of them ever are."""

    def __init__(self, nodes: Mapping[Path, Node], lines: Lines) -> None:
        self._nodes = nodes
        self._lines = lines

    def __getitem__(self, path: Path) -> Span:
        node = self._nodes[path]
        return self._lines.span(node.start, node.end)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


def read_data(content: bytes, file: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The data of a file's bytes as fast as may be, and the findings; None when one of them is an error.

    Agrees with `read` on every content; ask that one for places.
    """
    text, findings = screen(content, file)
    if text is None:
        return None, findings
    data = read_plain(text)
    if data is not None:
        return data, findings
    document, more = _refer(text, file)
    return (document.data if document else None), findings + more


def read(content: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """The reference reading: YAML 1.2 core schema, one plain mapping, no tags, anchors, aliases or duplicate keys.

    None when there is an error among the findings (MOU002-018); warnings come with the document.
    """
    text, findings = screen(content, file)
    if text is None:
        return None, findings
    document, more = _refer(text, file)
    return document, findings + more


def _refer(text: str, file: str) -> tuple[Document | None, list[Diagnostic]]:
    composer = Composer(text, file)
    data: object = None
    try:
        data = composer.run(_events(text, with_libyaml()))
    except Exception as trouble:  # noqa: BLE001 (parsers raise from every family)
        composer.findings.append(explain(trouble, text, file))
    findings, nodes, key_nodes = composer.findings, composer.nodes, composer.key_nodes
    if isinstance(data, dict) and _SUSPECT.search(text):
        findings += _between(text, [*nodes.values(), *key_nodes.values()], file)
    if not isinstance(data, dict) or any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    values, keys = _Spans(nodes, composer.lines), _Spans(key_nodes, composer.lines)
    return Document(data, values, keys, nodes, key_nodes, text), findings


def with_libyaml() -> bool:
    """Whether the fast parser is installed; without it PyYAML's own is used, which gives the same."""
    import yaml

    return yaml.__with_libyaml__


def _events(text: str, libyaml: bool) -> Iterator[Any]:
    """The parser's events; nothing is built from tags, and no recursion takes place here or in the parsers."""
    import yaml

    if _UNENDED.search(text):
        text += "\n"  # parsers disagree about a last line of spaces without an end
    if libyaml:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    elif not _GLUED_QUESTION_MARK.search(text):
        yield from yaml.parse(text, Loader=yaml.SafeLoader)
    else:
        stand_in = _stand_in(text)
        for event in yaml.parse(_GLUED_QUESTION_MARK.sub(stand_in, text), Loader=yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                event.value = event.value.replace(stand_in, "?")
            yield event


def _stand_in(text: str) -> str:
    """A private-use character that occurs in the text neither itself nor as an escape."""
    escapes = text.upper()
    return next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text and f"{code:X}" not in escapes)


def _between(text: str, nodes: Iterable[Node], file: str) -> Iterator[Diagnostic]:
    """The first tab or glued # between the written values: of these, parsers make different things."""
    scalars = sorted(
        (node for node in nodes if node.style not in (Style.BLOCK, Style.FLOW)), key=lambda node: node.start
    )
    done = 0
    for style, start, end in [*scalars, Node(Style.PLAIN, len(text), len(text))]:
        found = next((found for found in _DISPUTED.finditer(text, done, start) if found.lastgroup), None)
        at, problem = (found.start(), found.lastgroup or "tab") if found else (text.find("\t", start, end), "tab")
        if found or (at >= 0 and style is Style.PLAIN):
            yield Diagnostic("MOU005", file, params={"problem": problem}, span=Lines(text).span(at, at + 1))
            return
        done = end
