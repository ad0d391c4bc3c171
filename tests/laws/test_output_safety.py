"""Whatever the data holds, no output acts on the terminal, log, page or program that receives it."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from mou_tracker.diagnostics import Diagnostic, Severity, Span
from mou_tracker.i18n.catalog import Words
from mou_tracker.render.findings import FORMATS
from mou_tracker.render.findings.github import summary_markdown
from mou_tracker.render.findings.shape import Findings, Options
from tests.sample_findings import sample_rules, words

ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
ISOLATES = re.compile("[\u2066-\u2069]")
CELL_BORDER = re.compile(r"(?<!\\)(?:\\\\)*\|")

PIECES = st.sampled_from(
    [
        *("\x1b[2J", "\x1b]52;c;x\x07", "\x9b31m", "\r", "\n", "\r\n", "\t", "\x00", "\x85", "\u2028", "\u2029"),
        *("\u202e", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200f", "\u200b", "\ufeff", "\ufffe", "\uffff"),
        *("::error::x", "##[group]", "##vso[x]", "\n::warning::", "%0A", "%", ",", ":", "|", "\\", "`", "```", "</b>"),
        *("<script>", "&amp;", "&", '"', "'", "]]>", "<!--", "{0}", "{name}", "](", "[a](b)", "*", "#", "@x", "$x$"),
        *("\ud800", "\udcff", "😀", "e\u0301", "日本", "مذكرة", "عُمان", "١٢", " ", "a", "7", "-", "/", "."),
    ]
)
HOSTILE = st.one_of(st.lists(PIECES, max_size=6).map("".join), st.text(st.characters(), max_size=12))
PLACE = st.integers(1, 30)
SPANS = st.one_of(st.none(), st.builds(Span, PLACE, PLACE, PLACE, PLACE))
EXCUSES = st.one_of(st.just(""), HOSTILE, st.fixed_dictionaries({"ar": HOSTILE, "en": HOSTILE}))
PARAMS = st.fixed_dictionaries(
    dict.fromkeys(("key", "suggestion", "hijri", "date", "kind", "text"), HOSTILE) | {"n": st.integers(-3, 200)}
)
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=st.sampled_from(["MOU001", "MOU101", "MOU305", "MOU710"]),
    file=HOSTILE.filter(bool),
    path=st.lists(st.one_of(HOSTILE, st.integers(0, 9)), max_size=3).map(tuple),
    params=PARAMS,
    severity=st.sampled_from(list(Severity)),
    span=SPANS,
    excerpt=HOSTILE,
    excused=EXCUSES,
)
REPORTS = st.builds(
    Findings,
    st.lists(DIAGNOSTICS, max_size=3),
    st.integers(0, 200),
    st.just(date(2026, 6, 30)),
    st.sampled_from(["", "register"]),
)
SPOKEN = st.sampled_from(["en", "ar"])
WIDTHS = st.sampled_from([0, 1, 40, 100])


def assert_harmless(text: str) -> None:
    """Nothing that steers, everything encodable, every isolate closed in its own line."""
    assert ACTING.search(text) is None
    text.encode("utf-8")
    for line in text.split("\n"):
        depth = 0
        for mark in ISOLATES.findall(line):
            depth += -1 if mark == "\u2069" else 1
            assert depth >= 0
        assert depth == 0


def assert_understood(name: str, text: str, report: Findings) -> None:
    """The reader of the format sees the findings and nothing else."""
    told = [finding for finding in report.findings if not finding.excused]
    if name in ("json", "sarif", "gitlab"):
        read = json.loads(text)
        found = read if name == "gitlab" else read["findings"] if name == "json" else read["runs"][0]["results"]
        assert len(found) == len(told if name == "gitlab" else report.findings)
    elif name == "junit":
        assert len(ET.fromstring(text.encode()).findall(".//testcase")) >= 1
    elif name == "github":
        assert len(text.splitlines()) == len(told)
        assert all(re.match("::(error|warning|notice) file=", line) for line in text.splitlines())
    else:
        assert not any(line.strip().startswith(("::", "##")) for line in text.split("\n"))


@settings(deadline=None, max_examples=150)
@given(report=REPORTS, lang=SPOKEN, width=WIDTHS)
def test_no_output_of_findings_acts(report: Findings, lang: str, width: int) -> None:
    with sample_rules():
        for name, render in FORMATS.items():
            text = render(report, words(lang), Options(width=width, verbose=True))
            assert text == render(report, words(lang), Options(width=width, verbose=True))
            assert re.search(r"##\w*\[", text) is None or name == "github"
            assert_harmless(text)
            assert_understood(name, text, report)


@settings(deadline=None, max_examples=100)
@given(report=REPORTS, lang=SPOKEN)
def test_the_summary_page_holds_data_as_text(report: Findings, lang: str) -> None:
    with sample_rules():
        page = summary_markdown(report, words(lang))
    assert_harmless(page)
    rows = [line for line in page.split("\n") if line.startswith("|")]
    assert all(len(CELL_BORDER.findall(row)) == 5 for row in rows)
    assert set(re.findall("<[^>]*>", re.sub(r"\\.", "", page))) <= {"<br>", "</div>", '<div dir="rtl" lang="ar">'}


@given(lang=SPOKEN, text=HOSTILE)
def test_a_message_shows_what_it_is_given(lang: str, text: str) -> None:
    said: Words = words(lang)
    with sample_rules():
        found = Findings([Diagnostic("MOU710", "a.yaml", params={"text": text})], 1, date(2026, 6, 30))
        assert json.loads(FORMATS["json"](found, said, Options()))["findings"][0]["params"]["text"] == text
