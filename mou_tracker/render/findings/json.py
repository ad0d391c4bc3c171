"""Findings as one versioned JSON document for programs, and the schema it keeps to."""

from __future__ import annotations

import json
import re
from typing import Any

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.shape import Findings, Options, count, place
from mou_tracker.render.findings.words import help_, message, reason

SCHEMA_VERSION = 1

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|(?<=#)#")


def dumps(value: object) -> str:
    r"""`value` as JSON with its letters readable, ending with a newline; what is not seen is written as `\u202e`.

    The data stays exact. `##` is broken up too: the log of a forge may take it for the beginning of a command.
    """
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def render(report: Findings, words: Words, _options: Options) -> str:
    """The report; places count from 1, columns in characters, ends are exclusive, files from the register's root."""
    told = count(report.findings)
    return dumps(
        {
            "schemaVersion": SCHEMA_VERSION,
            "kind": "findings",
            "asOf": report.today.isoformat(),
            "language": words.lang,
            "summary": {"files": report.files, **told._asdict()},
            "findings": [_entry(finding, words) for finding in report.findings],
        }
    )


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document; new keys may come within one version, none goes or changes."""
    number = {"type": "integer", "minimum": 0}
    position = {"type": "integer", "minimum": 1}
    text = {"type": "string"}
    finding = {
        "code": {"type": "string", "pattern": "^MOU[0-9]{3}$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "file": text,
        "line": position,
        "column": position,
        "endLine": position,
        "endColumn": position,
        "path": {"type": "array", "items": {"type": ["string", "integer"]}},
        "message": text,
        "help": text,
        "params": {"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
        "excused": {"type": ["string", "null"]},
    }
    document = {
        "schemaVersion": {"const": SCHEMA_VERSION},
        "kind": {"const": "findings"},
        "asOf": {"type": "string", "format": "date"},
        "language": {"enum": ["ar", "en"]},
        "summary": _closed(dict.fromkeys(("files", "errors", "warnings", "infos", "excused"), number)),
        "findings": {"type": "array", "items": _closed(finding)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of mou-tracker",
        **_closed(document),
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _entry(finding: Diagnostic, words: Words) -> dict[str, object]:
    span = place(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "path": list(finding.path),
        "message": message(finding, words),
        "help": help_(finding, words),
        "params": dict(finding.params),
        "excused": reason(finding, words) or None,
    }


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
