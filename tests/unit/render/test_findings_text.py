"""Text at a terminal and in a log: places one can click, nothing that acts, colour only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mou_tracker.diagnostics import Diagnostic, Span
from mou_tracker.render.findings import FORMATS
from mou_tracker.render.findings.shape import Findings, Options
from tests.sample_findings import FINDINGS, REPORT, TODAY, sample_rules, words


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    with sample_rules():
        yield


def text(*findings: Diagnostic, lang: str = "en", options: Options | None = None) -> str:
    return FORMATS["text"](Findings(findings, 31, TODAY), words(lang), options or Options())


@pytest.mark.parametrize("file", ["::error::x.yaml", "-rf", " a.yaml", "##[x.yaml", ".hidden/a.yaml"])
def test_a_file_name_that_begins_oddly_does_not_begin_the_line(file: str) -> None:
    assert text(Diagnostic("MOU101", file, params={"key": "k"})).startswith("./")


@pytest.mark.parametrize("command", ["##[add-mask]x", "##vso[task.x]y", "##teamcity[x]"])
def test_commands_that_logs_take_anywhere_in_a_line_are_broken(command: str) -> None:
    found = Diagnostic("MOU101", "a.yaml", params={"key": command}, span=Span(1, 4, 1, 6), excerpt=f"k: {command}")
    assert not re.search(r"##\w*\[", text(found))
    assert command.replace("##", "#♯") in text(found)


def test_a_comment_is_shown_as_it_is() -> None:
    assert "## plain" in text(replace(FINDINGS[1], excerpt="k: v  ## plain"))


def test_without_colour_there_is_no_escape() -> None:
    assert "\x1b" not in FORMATS["text"](REPORT, words("ar"), Options(verbose=True))


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = (
        FORMATS["text"](REPORT, words("en"), Options(color=color, verbose=True)) for color in (False, True)
    )
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_excused_findings_are_counted_and_told_when_verbose() -> None:
    assert "MOU001" not in text(*FINDINGS)
    assert "1 excused" in text(*FINDINGS)
    assert "excused MOU001" in text(*FINDINGS, options=Options(verbose=True))


def test_excused_findings_alone_name_no_rule_to_explain() -> None:
    assert text(FINDINGS[0]) == "No findings, 1 excused in 31 files.\n"


def test_a_place_keeps_its_form_in_arabic() -> None:
    assert re.match(r"\S+\.yaml:12:3: خطأ MOU101 \u2067", text(FINDINGS[1], lang="ar"))
