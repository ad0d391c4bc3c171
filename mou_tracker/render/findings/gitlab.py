"""Findings as a code quality report, which a forge shows in a merge request."""

from __future__ import annotations

from collections.abc import Mapping

from mou_tracker.diagnostics import Severity
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.json import dumps
from mou_tracker.render.findings.shape import Findings, Options, fingerprints, in_repository, place, standing
from mou_tracker.render.findings.words import directed, message

SEVERITIES: Mapping[Severity, str] = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Findings, words: Words, _options: Options) -> str:
    """A list of what stands; a fingerprint stays when lines move, so that a finding is not told as fixed and new."""
    found = standing(report.findings)
    return dumps(
        [
            {
                "description": directed(message(finding, words), words),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[finding.severity],
                "location": {"path": in_repository(report, finding.file), "lines": {"begin": place(finding).line}},
            }
            for finding, fingerprint in zip(found, fingerprints(found), strict=True)
        ]
    )
