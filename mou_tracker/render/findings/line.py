"""One finding on one line, for commands whose subject is another."""

from __future__ import annotations

from mou_tracker.diagnostics import Diagnostic
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings.text import where
from mou_tracker.render.findings.words import directed, message, severity_word


def one_line(finding: Diagnostic, words: Words) -> str:
    """`file:line:col: error MOU005 what is wrong`."""
    told = f"{severity_word(finding.severity, words)} {finding.code} {message(finding, words)}"
    return f"{where(finding)}: {directed(told, words)}"
