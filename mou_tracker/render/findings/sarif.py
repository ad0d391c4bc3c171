"""Findings as a SARIF 2.1.0 log (OASIS Standard, errata 01) for code-scanning services and editors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mou_tracker import __version__
from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.json import dumps
from mou_tracker.render.findings.shape import Findings, Options, fingerprints, in_repository, place
from mou_tracker.render.findings.words import advice, directed, general_remedy, message, reason
from mou_tracker.render.markdown import prose
from mou_tracker.rules.base import Rule
from mou_tracker.rules.registry import BY_CODE

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
ROOT = "SRCROOT"

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(report: Findings, words: Words, _options: Options) -> str:
    """One run with the rules that found something; excused findings are there as suppressed ones."""
    rules = [BY_CODE[code] for code in sorted({finding.code for finding in report.findings})]
    run = {
        "tool": {"driver": _driver(rules, words)},
        "language": words.lang,
        "automationDetails": {"id": "mou-tracker/validate/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": words("The root of the repository")}}},
        "properties": {"asOf": report.today.isoformat(), "files": report.files},
        "results": _results(report, [rule.code for rule in rules], words),
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Sequence[Rule], words: Words) -> dict[str, object]:
    return {
        "name": "mou-tracker",
        "semanticVersion": __version__,
        "language": words.lang,
        "rules": [_descriptor(rule, words) for rule in rules],
    }


def _descriptor(rule: Rule, words: Words) -> dict[str, object]:
    why, remedy = words(rule.why), general_remedy(rule, words)
    return {
        "id": rule.code,
        "shortDescription": {"text": words(rule.title)},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n{remedy}", "markdown": f"{prose(why)}\n\n**{prose(remedy)}**"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _results(report: Findings, codes: Sequence[str], words: Words) -> list[dict[str, object]]:
    """All results say whether they are suppressed or none does (section 3.27.23)."""
    judged = any(finding.excused for finding in report.findings)
    results = []
    for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True):
        result: dict[str, object] = {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": LEVELS[finding.severity],
            "message": {"text": _text(finding, words)},
            "locations": [{"physicalLocation": _location(report, finding)}],
            "partialFingerprints": {"mouFinding/v1": fingerprint},
        }
        if judged:
            result["suppressions"] = _suppressions(finding, words)
        results.append(result)
    return results


def _text(finding: Diagnostic, words: Words) -> str:
    """The message and what helps; what would read as a placeholder or a link is escaped (sections 3.11.5, 3.11.6)."""
    lines = [message(finding, words), *advice(finding, words)]
    text = "\n".join(directed(line, words) for line in lines)
    return _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "\\]("))


def _location(report: Findings, finding: Diagnostic) -> dict[str, object]:
    span = place(finding)
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    uri = percent_encoded(in_repository(report, finding.file))
    return {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}


def _suppressions(finding: Diagnostic, words: Words) -> list[dict[str, str]]:
    if not finding.excused:
        return []
    return [{"kind": "external", "status": "accepted", "justification": reason(finding, words)}]


def percent_encoded(path: str) -> str:
    """A path as a relative URI reference (RFC 3986, section 2.1); bytes that are no UTF-8 keep their value."""
    octets = path.encode("utf-8", "surrogateescape" if _is_from_bytes(path) else "surrogatepass")
    return "".join(chr(octet) if octet in _UNRESERVED else f"%{octet:02X}" for octet in octets)


def _is_from_bytes(path: str) -> bool:
    return all("\udc80" <= character <= "\udcff" for character in path if "\ud800" <= character <= "\udfff")
