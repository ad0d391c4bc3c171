"""What putting files into canonical form came to, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.render.findings.line import one_line
from mou_tracker.render.terminal.ink import safe, segment


class Refused(Protocol):
    """A file that was left as it is, and why; without findings when its layout could not be changed safely."""

    @property
    def file(self) -> str:
        """The path from the register's root."""

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """The errors that stand in the way."""


class Tidied(Protocol):
    """The files that changed (or would), that need no change, and that were left as they are."""

    @property
    def changed(self) -> Sequence[str]:
        """Paths from the register's root."""

    @property
    def unchanged(self) -> Sequence[str]:
        """Paths from the register's root."""

    @property
    def refused(self) -> Sequence[Refused]:
        """Each with its errors."""


def tidied_text(done: Tidied, words: Words, *, check: bool = False) -> str:
    """A line for each file changed (with `check`: that would change) or left as it is, and the sum at the end."""
    lines = [segment(safe(file)) for file in done.changed]
    for refused in done.refused:
        lines += [one_line(finding, words) for finding in refused.findings]
        if not refused.findings:
            told = words(
                N_("{file}: left as it is, because its layout cannot be changed safely"), file=safe(refused.file)
            )
            lines.append(segment(told))
    return "\n".join([*lines, segment(words(", ").join(_sums(done, words, check=check)))]) + "\n"


def _sums(done: Tidied, words: Words, *, check: bool) -> list[str]:
    changed, refused = len(done.changed), len(done.refused)
    if not changed and not refused:
        return [words(N_("No changes."))]
    if check:
        sums = [words.plural("{n} file would change", "{n} files would change", changed)]
    else:
        sums = [words.plural("{n} file put into canonical form", "{n} files put into canonical form", changed)]
    if refused:
        sums.append(words.plural("{n} file left as it is", "{n} files left as they are", refused))
    return sums
