"""What a rule is: a code for ever, its words, an example of each side, and a pure check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from mou_tracker.diagnostics import Param, Path, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

Scope = Literal[
    "file", "shape", "record", "agreement", "meeting", "agencies", "item", "text", "day", "register", "calendar"
]
"""What a check is given.

file, shape   nothing: the reader or the model finds it
record        any whole record: `Agreement`, `Meeting` or `AgencyFile`
agreement     one `Agreement` record; the result is cached with the file's content
meeting       one `Meeting` record, likewise
agencies      one `AgencyFile` record, likewise
item          one `Commitment` or `Outcome` record; paths are relative to it
text          the `Passages` of one record: cached likewise, and with the languages of the settings
day           one `AgreementCard` or `MeetingCard` with the day and the settings
register      the whole `Register`: cards together
calendar      the whole `Register` with the day: what falls due, where instruments and meetings speak for each other
"""


class Finding(NamedTuple):
    """What a check found: the path of the value, the message's parameters, and the file (register rules only)."""

    path: Path
    params: Mapping[str, Param]
    at_key: bool = False
    file: str = ""


def at(*path: str | int, **params: Param) -> Finding:
    """A finding about the value at `path`."""
    return Finding(path, params)


def at_key(*path: str | int, **params: Param) -> Finding:
    """A finding about the key at the end of `path`."""
    return Finding(path, params, at_key=True)


def in_file(file: str, /, *path: str | int, **params: Param) -> Finding:
    """A finding of a register rule: it names the file too."""
    return Finding(path, params, file=file)


Check = Callable[..., Iterable[Finding]]
Example = str | Mapping[str, str]
"""YAML laid over the rule's sample record (its top-level keys replace the sample's); a mapping names several files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Texts are message ids in English with `{gaps}`; `message_many` is the plural on the gap `{n}`.

    `sample` says which record of the sample register the examples are laid over: `agreement`, `commitment`,
    `meeting`, `outcome`, `agencies`, `settings`; or `raw`: lines appended to the sample agreement as they are; or
    `bytes`: the whole file, one character a byte (latin-1). `terms` names the parameters whose value is a word of a
    vocabulary, so that it is said in the reader's language.
    """

    code: str
    scope: Scope
    severity: Severity
    title: str
    message: str
    why: str
    remedy: str
    bad: Example
    good: Example
    sample: str = ""
    message_many: str = ""
    check: Check | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def run(self, *subject: Any) -> Iterable[Finding]:
        """The findings of the check on its subject."""
        return self.check(*subject) if self.check else ()
