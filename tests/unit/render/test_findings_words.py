"""A diagnostic said in both languages: terms, plurals, unseen characters, spelling; and the sum of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.render.findings.shape import Findings, count, fingerprints
from mou_tracker.render.findings.words import did_you_mean, directed, help_, message, reason, summary
from tests.sample_findings import FINDINGS, REPORT, TODAY, sample_rules, words

EN, AR = words("en"), words("ar")
OLD, KEY, DAYS, *_ = FINDINGS


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    with sample_rules():
        yield


def days(number: int) -> Diagnostic:
    return replace(DAYS, params={**DAYS.params, "n": number})


def test_a_number_chooses_the_form() -> None:
    assert message(days(1), EN) == "1446-07-15 is 1 day from 2025-01-18, being in progress"
    assert message(days(3), EN) == "1446-07-15 is 3 days from 2025-01-18, being in progress"


def test_a_word_of_a_vocabulary_is_said_in_the_language() -> None:
    assert "قيد التنفيذ" in message(DAYS, AR)


def test_a_word_that_no_vocabulary_has_is_shown_without_unseen_characters() -> None:
    assert message(replace(DAYS, params={**DAYS.params, "kind": "x\x1by"}), EN).endswith("being x\\x1by")


def test_a_gap_of_the_remedy_is_filled() -> None:
    assert help_(KEY, EN) == "Correct the key efect."


def test_the_likely_spelling_is_asked_for_only_when_there_is_one() -> None:
    assert did_you_mean(KEY, EN) == "Did you mean effect?"
    assert did_you_mean(KEY, AR) == "هل المقصود \u2068effect\u2069؟"
    assert did_you_mean(replace(KEY, params={"key": "x", "suggestion": ""}), EN) == ""
    assert did_you_mean(DAYS, EN) == ""


def test_an_excuse_is_told_in_the_language_it_is_given_in() -> None:
    assert reason(OLD, EN) == "An old file, 50% done"
    assert reason(replace(OLD, excused="as\u202e is"), AR) == "as<U+202E> is"
    assert reason(KEY, EN) == ""


def test_arabic_sentences_run_as_one_unit() -> None:
    assert directed("نص", AR) == "\u2067نص\u2069"
    assert directed("text", EN) == "text"
    assert directed("", AR) == ""


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "excused", "files", "english", "arabic"),
    [
        (0, 0, 0, 0, 0, "No findings in 0 files.", "لا ملاحظات في 0 ملف."),
        (1, 0, 0, 0, 1, "1 error in 1 file.", "خطأ واحد في ملف واحد."),
        (2, 2, 2, 2, 2, "2 errors, 2 warnings, 2 infos, 2 excused in 2 files.",
         "خطآن، تنبيهان، معلومتان، اثنتان مستثناتان في ملفين."),
        (3, 11, 0, 0, 3, "3 errors, 11 warnings in 3 files.", "3 أخطاء، 11 تنبيهًا في 3 ملفات."),
        (0, 100, 0, 1, 100, "100 warnings, 1 excused in 100 files.", "100 تنبيه، واحدة مستثناة في 100 ملف."),
        (0, 0, 0, 3, 11, "No findings, 3 excused in 11 files.", "لا ملاحظات، 3 مستثناة في 11 ملفًا."),
    ],
)  # fmt: skip
def test_the_sum_in_every_plural_form(
    errors: int, warnings: int, infos: int, excused: int, files: int, english: str, arabic: str
) -> None:
    found = [
        *([KEY] * errors),
        *([replace(KEY, severity=Severity.WARNING)] * warnings),
        *([replace(KEY, severity=Severity.INFO)] * infos),
        *([OLD] * excused),
    ]
    report = Findings(found, files, TODAY)
    assert count(found) == (errors, warnings, infos, excused)
    assert (summary(report, EN), summary(report, AR)) == (english, arabic)


def test_fingerprints_stay_when_lines_move_and_differ_for_equal_findings() -> None:
    moved = [replace(finding, span=None, excerpt="", params={}) for finding in FINDINGS]
    assert fingerprints(moved) == fingerprints(FINDINGS)
    assert len(set(fingerprints([*FINDINGS, *FINDINGS]))) == 2 * len(FINDINGS)
    assert all(len(name) == 32 for name in fingerprints(REPORT.findings))
