"""MOU2xx, exceptions and severities: what `exceptions` and `mou.toml` say about rules must name rules and days that count.

The codes there are come from outside: only the list of all rules has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.register import Register
from mou_tracker.rules.base import WARNING, Check, Finding, Rule, at, in_file
from mou_tracker.rules.inside import holders, values

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.meeting import Meeting

_OWN = ("MOU220", "MOU221", "MOU222")


def rules(others: Collection[str]) -> tuple[Rule, ...]:
    """The rules of this family, which know the codes of all other families and their own."""
    known = frozenset((*others, *_OWN))
    return (_unknown_rule(known), _EXPIRED, _unknown_severity(known))


def _excuses(known: frozenset[str]) -> Check:
    def check(record: Agreement | Meeting | AgencyFile) -> Iterator[Finding]:
        for holder, path in holders(record, "exceptions") if values(record, "exceptions") else ():
            for index, excuse in enumerate(holder.exceptions):  # type: ignore[attr-defined]
                if excuse.rule not in known:
                    yield at(*path, "exceptions", index, "rule", rule=excuse.rule)

    return check


def _severities(known: frozenset[str]) -> Check:
    def check(register: Register) -> Iterator[Finding]:
        for code in register.settings.severities:
            if code not in known:
                yield in_file("mou.toml", "severities", code, rule=code)

    return check


def _unknown_rule(known: frozenset[str]) -> Rule:
    return Rule(
        code="MOU220",
        scope="record",
        severity=WARNING,
        title="Exception for no rule",
        message="There is no rule {rule} that this exception could excuse",
        why="The finding it was written for is still reported, or the exception has outlived its rule.",
        remedy="Correct the code, as it stands beside the finding, or remove the exception.",
        sample="agreement",
        check=_excuses(known),
        bad="exceptions: [{rule: MOU999, reason: The source gives no length, until: 2026-12-31}]\n",
        good="exceptions: [{rule: MOU304, reason: The source gives no length, until: 2026-12-31}]\n",
    )


_EXPIRED = Rule(
    code="MOU221",
    scope="day",
    severity=WARNING,
    title="Exception past its day",
    message="The exception for {rule} ended on {until}",
    why="An exception holds for a time, so that the matter is looked at again; that time is over.",
    remedy="Settle the matter and remove the exception, or give it a new day with the reason for it.",
    sample="agreement",
    bad="exceptions: [{rule: MOU304, reason: The source gives no length, until: 2025-12-31}]\n",
    good="exceptions: [{rule: MOU304, reason: The source gives no length, until: 2026-12-31}]\n",
)


def _unknown_severity(known: frozenset[str]) -> Rule:
    return Rule(
        code="MOU222",
        scope="register",
        severity=WARNING,
        title="Severity for no rule",
        message="There is no rule {rule} whose severity could be set",
        why="The rule that was meant keeps its own severity, and nobody would notice.",
        remedy="Correct the code in mou.toml, or remove the line.",
        sample="settings",
        check=_severities(known),
        bad='[severities]\nMOU999 = "error"\n',
        good='[severities]\nMOU215 = "warning"\n',
    )
