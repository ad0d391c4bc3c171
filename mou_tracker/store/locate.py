"""Places for findings: the span of a path in the file's text, with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mou_tracker.diagnostics import NOWHERE, Diagnostic, Path, Span
from mou_tracker.store.reader import read

LONGEST_EXCERPT = 4_000
"""Characters of a line kept for showing it; a line of a megabyte is not shown whole."""


def located(findings: Iterable[Diagnostic], file: str, content: bytes | None) -> list[Diagnostic]:
    """The findings of one file, each with its span and excerpt; without content they stand at the file's beginning."""
    findings = list(findings)
    if content is None:
        return [replace(finding, span=finding.span or NOWHERE) for finding in findings]
    if all(finding.span for finding in findings):
        spans: list[Span] = [finding.span or NOWHERE for finding in findings]
    elif file.endswith(".toml"):
        text = content.decode("utf-8", "replace")
        spans = [finding.span or _in_toml(text, finding.path) for finding in findings]
    else:
        document, _ = read(content, file)
        values = document.values if document else {}
        keys = document.keys if document else {}
        spans = [finding.span or _span(values, keys, finding) for finding in findings]
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split("\n")  # as the reader counts them, whatever else breaks lines
    return [
        replace(finding, span=span, excerpt=_line(lines, span)) for finding, span in zip(findings, spans, strict=True)
    ]


def _span(values: Mapping[Path, Span], keys: Mapping[Path, Span], finding: Diagnostic) -> Span:
    path = finding.path
    if finding.at_key and path in keys:
        return keys[path]
    while path and path not in values and path not in keys:
        path = path[:-1]
    found = values.get(path)
    if path == finding.path and found and found.line == found.end_line:
        return found
    if path in keys:
        return keys[path]
    return _first_line(found) if found and path else NOWHERE


def _first_line(span: Span) -> Span:
    if span.end_line == span.line:
        return span
    return Span(span.line, span.column, span.line, span.column + 1)


def _line(lines: list[str], span: Span) -> str:
    return lines[span.line - 1][:LONGEST_EXCERPT] if 0 < span.line <= len(lines) else ""


def _in_toml(text: str, path: Path) -> Span:
    """The line of a key in TOML: under its table's header, else the header itself, else the first line."""
    header, key = ".".join(str(part) for part in path[:-1]), str(path[-1]) if path else ""
    table, best = "", NOWHERE
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            table = found.group(1).replace('"', "").replace(" ", "")
            if table in (header, ".".join(str(part) for part in path)):
                best = Span(number, 1, number, len(line) + 1)
        elif (found := re.match(r"\s*\"?([\w-]+)\"?\s*=", line)) and _names(table, found.group(1), header, key):
            return Span(number, found.start(1) + 1, number, found.end(1) + 1)
    return best


def _names(table: str, word: str, header: str, key: str) -> bool:
    full = f"{table}.{word}" if table else word
    return full in (f"{header}.{key}" if header else key, header)
