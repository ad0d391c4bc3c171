"""Refusals: what stops a program, as one tree.

    MouError
    ├── UsageMistake     (exit 2)  the call's words are off
    ├── NotAWorkspace    (exit 2)  no register here or above
    ├── FileTrouble      (exit 2)  a file cannot be read or written
    ├── HistoryTrouble   (exit 2)  git cannot do or tell what was asked
    ├── MissingExtra     (exit 2)  an optional library is not installed
    └── ChangeRefused    (exit 1)  a change was not made; carries the findings

Wrong *data* is never one of these: it is a `Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Sequence

from mou_tracker.diagnostics import Diagnostic, Param


class MouError(Exception):
    """A refusal with a message and a remedy; both are message ids with parameters, said in a language by the edge."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "", **params: Param) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params = params


class UsageMistake(MouError):
    """The call's words are off."""


class NotAWorkspace(MouError):
    """There is no register here or in any folder above."""


class FileTrouble(MouError):
    """A file cannot be read or written."""


class HistoryTrouble(MouError):
    """Git cannot do or tell what was asked."""


class MissingExtra(MouError):
    """An optional library is missing; the hint is the install command."""


class ChangeRefused(MouError):
    """A change was not made; `findings` say why."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "", findings: Sequence[Diagnostic] = (), **params: Param) -> None:
        super().__init__(message, hint, **params)
        self.findings = tuple(findings)
