"""Findings about data: a code, parameters and the exact place, in no language yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands inside a document: keys and list indexes from the top."""

Param = str | int
"""What fills a gap in a message; the message itself is chosen by code and language."""


class Severity(StrEnum):
    """How much a finding matters; the worst one decides the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


NOWHERE = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong (code and parameters) and where; it can be said in any language.

    `file` is relative to the register's root, with forward slashes. `path` names the value the finding is about;
    `at_key` points at the mapping key rather than at its value. `span` and `excerpt` (the source line) are filled
    in when the finding is located. `excused` is the reason of a justified exception that is in force.
    """

    code: str
    file: str
    path: Path = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    span: Span | None = None
    excerpt: str = ""
    at_key: bool = False
    excused: str | Mapping[str, str] = ""

    def order(self) -> tuple[str, Span, str, str]:
        """Sort key: file, then place, then code."""
        return (self.file, self.span or NOWHERE, self.code, repr(sorted(self.params.items())))
