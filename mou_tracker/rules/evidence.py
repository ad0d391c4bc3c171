"""Rules of evidence and assessments: what proves a claim, and what those who follow up say of it (MOU5xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Path
from mou_tracker.model.cards import AgreementCard, MeetingCard
from mou_tracker.model.settings import Settings
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.certain import disordered, surely_before, to_come

if TYPE_CHECKING:
    from mou_tracker.model.commitment import Evidence, Trackable

_GOOD_BEFORE = frozenset({"partially_implemented", "largely_implemented", "implemented"})
_BORNE_OUT = frozenset({"completed", "ongoing"})


def _newest_progress(item: Trackable) -> str | None:
    return next((entry.progress for entry in reversed(item.log) if entry.progress), None)


def _completed_without_evidence(item: Trackable) -> Iterable[Finding]:
    if not item.log or _newest_progress(item) != "completed":
        return ()
    if any(proof.bearing in ("supports", "mixed") for _, _, proof in _all_evidence(item)):
        return ()
    index = max(index for index, entry in enumerate(item.log) if entry.progress)
    return (at("log", index, "progress", id=item.id),)


def _all_evidence(item: Trackable) -> Iterator[tuple[Path, str, Evidence]]:
    """Evidence with its path and the date of the entry that brings it."""
    for index, entry in enumerate(item.log):
        for place, proof in enumerate(entry.evidence):
            yield ("log", index, "evidence", place), entry.date, proof
    for index, verdict in enumerate(item.assessments):
        for place, proof in enumerate(verdict.evidence):
            yield ("assessments", index, "evidence", place), verdict.date, proof


def _nowhere_to_see(item: Trackable) -> Iterable[Finding]:
    if not (item.log or item.assessments):
        return ()
    return [
        at(*path, kind=proof.kind)
        for path, _, proof in _all_evidence(item)
        if proof.file is None and proof.url is None and proof.note is None
    ]


def _evidence_from_later(item: Trackable) -> Iterable[Finding]:
    if not (item.log or item.assessments):
        return ()
    return [
        at(*path, "date", date=proof.date or "", entry=date)
        for path, date, proof in _all_evidence(item)
        if proof.date and surely_before(date, proof.date)
    ]


def _two_hashes(item: Trackable) -> Iterator[Finding]:
    if not (item.log or item.assessments):
        return
    first: dict[str, str] = {}
    for path, _, proof in _all_evidence(item):
        if proof.file and proof.sha256 and first.setdefault(proof.file, proof.sha256) != proof.sha256:
            yield at(*path, "sha256", file=proof.file)


def _assessments_out_of_order(item: Trackable) -> Iterable[Finding]:
    if len(item.assessments) < 2:
        return ()
    return [
        at("assessments", index, "date", date=day, before=before)
        for index, day, before in disordered(entry.date for entry in item.assessments)
    ]


def _assessed_in_future(card: AgreementCard | MeetingCard, today: date, _settings: Settings) -> Iterable[Finding]:
    return [
        at(*item.path, "assessments", index, "date", date=entry.date)
        for item in card.items
        for index, entry in enumerate(item.assessments)
        if to_come(entry.date, today)
    ]


def _verdict_ahead_of_claim(item: Trackable) -> Iterable[Finding]:
    if not item.assessments or item.assessments[-1].verdict != "implemented":
        return ()
    claimed = _newest_progress(item)
    if claimed is None or claimed in _BORNE_OUT or item.nature == "recurring":
        return ()
    return (at("assessments", len(item.assessments) - 1, "verdict", claimed=claimed, verdict="implemented"),)


def _two_verdicts_on_a_day(item: Trackable) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for index, entry in enumerate(item.assessments):
        if first.setdefault((entry.date, entry.by), entry.verdict) != entry.verdict:
            other = first[entry.date, entry.by]
            yield at("assessments", index, "verdict", date=entry.date, verdict=entry.verdict, other=other)


def _regressed_from_nothing(item: Trackable) -> Iterator[Finding]:
    for index, entry in enumerate(item.assessments):
        if entry.verdict in _GOOD_BEFORE:
            return
        if entry.verdict == "regressed":
            yield at("assessments", index, "verdict", date=entry.date)


_REPORT = "  - {kind: training_report, title: {ar: تقرير البرنامج, en: Report of the programme}"


_HASH = "aaf9ff488e0767da5ea1d56118e6f65a16c5633b0cefc1fa089bd3ab1810613d"


def _proof(rest: str) -> str:
    entry = (
        "log:\n- date: 2026-05-10\n  by: bh-authority\n  type: status_update\n  progress: in_progress\n  evidence:\n"
    )
    return f"{entry}{_REPORT}{rest}}}\n"


def _cited(*hashes: str) -> str:
    head = "commitments:\n- id: training\n  text: {ar: تنظيم برامج, en: Organise programmes}\n  source_class: undertaking\n"
    entry = (
        "  owners: [bh-authority]\n  log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, evidence: ["
    )
    proofs = (f"{{kind: statistics, title: أرقام, file: evidence/r.txt, sha256: {digest}}}" for digest in hashes)
    return f"{head}{entry}{', '.join(proofs)}]}}\n"


def _verdicts(*entries: str) -> str:
    return "assessments:\n" + "".join(f"  - {{by: committee, {entry}}}\n" for entry in entries)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU503",
        scope="item",
        severity=WARNING,
        title="Assessments out of order",
        message="The assessment of {date} stands after the one of {before}",
        why="Assessments are written oldest first, and the last one is the verdict that stands.",
        remedy="Correct the date, or put the assessment in its place.",
        sample="commitment",
        bad=_verdicts("date: 2026-04-01, verdict: not_implemented", "date: 2026-03-01, verdict: not_implemented"),
        good=_verdicts("date: 2026-03-01, verdict: not_implemented", "date: 2026-04-01, verdict: not_implemented"),
        check=_assessments_out_of_order,
    ),
    Rule(
        code="MOU504",
        scope="item",
        severity=WARNING,
        title="Completed without evidence",
        message="{id} is reported as completed, and nothing proves it",
        why="A claim without evidence cannot be verified, and the next committee may not believe it.",
        remedy="Add evidence to the entry: a report, an attendance list, a publication.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: bh-authority, type: status_update, progress: completed}",
        good=_proof(", url: https://example.org/report").replace("in_progress", "completed"),
        check=_completed_without_evidence,
    ),
    Rule(
        code="MOU512",
        scope="item",
        severity=INFO,
        title="Evidence that cannot be opened",
        message="This evidence ({kind}) has neither a file nor an address",
        terms={"kind": "evidence_kind"},
        why="Whoever verifies the claim must be able to find what proves it.",
        remedy="Attach the file, give its address, or say in a note where the paper is kept.",
        sample="commitment",
        bad=_proof(""),
        good=_proof(", url: https://example.org/report"),
        check=_nowhere_to_see,
    ),
    Rule(
        code="MOU514",
        scope="item",
        severity=INFO,
        title="Verdict ahead of the claim",
        message="The verdict is “{verdict}”, while the owner reports “{claimed}”",
        terms={"verdict": "verdict", "claimed": "progress"},
        why="Those who follow up find it done before its owner says so; one of the two may be out of date.",
        remedy="Ask the owner for a report, or look at the assessment again.",
        sample="commitment",
        bad=_verdicts("date: 2026-06-01, verdict: implemented"),
        good=_verdicts("date: 2026-06-01, verdict: partially_implemented"),
        check=_verdict_ahead_of_claim,
    ),
    Rule(
        code="MOU523",
        scope="day",
        severity=WARNING,
        title="Assessment in the future",
        message="The assessment is of {date}, which is still to come",
        why="A verdict is given on what has happened; until its day the assessment counts for nothing.",
        remedy="Correct the date.",
        sample="commitment",
        bad=_verdicts("date: 2062-06-01, verdict: no_evidence"),
        good=_verdicts("date: 2026-06-01, verdict: no_evidence"),
        check=_assessed_in_future,
    ),
    Rule(
        code="MOU527",
        scope="item",
        severity=WARNING,
        title="Regressed from nothing",
        message="The verdict of {date} is that it regressed, but no earlier verdict was better",
        why="To regress is to fall behind what was reached, and nothing reached is recorded.",
        remedy="Record the earlier assessment, or choose another verdict, such as not_implemented.",
        sample="commitment",
        bad=_verdicts("date: 2026-06-01, verdict: regressed"),
        good=_verdicts("date: 2025-06-01, verdict: partially_implemented", "date: 2026-06-01, verdict: regressed"),
        check=_regressed_from_nothing,
    ),
    Rule(
        code="MOU529",
        scope="item",
        severity=INFO,
        title="Evidence younger than its entry",
        message="This evidence is of {date}, but the entry that brings it is of {entry}",
        why="An entry cannot bring what did not yet exist; one of the dates is wrong.",
        remedy="Correct the date, or bring the evidence in a later entry.",
        sample="commitment",
        bad=_proof(", url: https://example.org/report, date: 2026-06-15"),
        good=_proof(", url: https://example.org/report, date: 2026-05-09"),
        check=_evidence_from_later,
    ),
    Rule(
        code="MOU530",
        scope="item",
        severity=WARNING,
        title="Two verdicts on one day",
        message="On {date} the same assessor says both “{other}” and “{verdict}”",
        terms={"other": "verdict", "verdict": "verdict"},
        why="Two branches that were merged may both have brought a verdict; only one can stand.",
        remedy="Keep the one that was agreed.",
        sample="commitment",
        bad=_verdicts("date: 2026-06-01, verdict: no_evidence", "date: 2026-06-01, verdict: not_implemented"),
        good=_verdicts("date: 2026-06-01, verdict: no_evidence"),
        check=_two_verdicts_on_a_day,
    ),
    Rule(
        code="MOU531",
        scope="item",
        severity=ERROR,
        title="One file with two hashes",
        message="{file} is cited above with another SHA-256",
        why="A file has one content; at least one of the two entries cites what is no longer there.",
        remedy="Give the newer version a name of its own.",
        bad={"agreements/sample.yaml": _cited(_HASH, "b" * 64), "evidence/r.txt": "sample\n"},
        good={"agreements/sample.yaml": _cited(_HASH, _HASH), "evidence/r.txt": "sample\n"},
        check=_two_hashes,
    ),
)
