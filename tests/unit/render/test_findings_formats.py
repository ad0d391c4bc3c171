"""What programs read is as they expect it: JSON to its schema, SARIF, JUnit, workflow commands, code quality."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml

from mou_tracker.diagnostics import Diagnostic, Severity, Span
from mou_tracker.render.findings import FORMATS, infer
from mou_tracker.render.findings.github import LARGEST_SUMMARY, summary_markdown
from mou_tracker.render.findings.json import dumps, schema
from mou_tracker.render.findings.sarif import percent_encoded
from mou_tracker.render.findings.shape import Findings, Options
from tests.sample_findings import FINDINGS, REPORT, TODAY, sample_rules, words

EN = words("en")


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    with sample_rules():
        yield


def rendered(name: str, *findings: Diagnostic, prefix: str = "") -> str:
    return FORMATS[name](Findings(findings or FINDINGS, 31, TODAY, prefix), EN, Options())


SARIF_SHAPE: dict[str, Any] = json.loads((Path(__file__).parent / "sarif-shape.json").read_text("utf-8"))


def test_json_keeps_to_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(rendered("json")), schema())


def test_json_holds_the_data_as_it_is_and_shows_nothing_unseen() -> None:
    key = "a\x1b\x85\u202e\u2066\udcff##["
    text = rendered("json", Diagnostic("MOU101", "a.yaml", ("x", 3), {"key": key}))
    assert json.loads(text)["findings"][0]["params"]["key"] == key
    assert text.isascii()
    assert "##" not in text


def test_dumps_leaves_letters_readable() -> None:
    assert dumps({"ar": "عُمان"}) == '{\n  "ar": "عُمان"\n}\n'


def test_sarif_keeps_to_the_shape_of_the_standard() -> None:
    for findings in (FINDINGS, FINDINGS[1:], ()):
        log = json.loads(FORMATS["sarif"](Findings(findings, 31, TODAY), EN, Options()))
        jsonschema.validate(log, SARIF_SHAPE)


def test_sarif_results_point_at_their_rules() -> None:
    run = json.loads(rendered("sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [finding.code for finding in FINDINGS]


def test_sarif_says_of_all_results_whether_they_are_suppressed_or_of_none() -> None:
    results = json.loads(rendered("sarif"))["runs"][0]["results"]
    assert [len(result["suppressions"]) for result in results] == [1, 0, 0, 0, 0]
    results = json.loads(rendered("sarif", *FINDINGS[1:]))["runs"][0]["results"]
    assert all("suppressions" not in result for result in results)


def test_sarif_text_holds_no_placeholder_and_no_link() -> None:
    found = Diagnostic("MOU101", "a.yaml", params={"key": "{0} [here](http://x.example)"})
    text = json.loads(rendered("sarif", found))["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith("The key {{0}} [here\\](http://x.example) is")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("meetings/a b/1.yaml", "meetings/a%20b/1.yaml"),
        ("عمان.yaml", "%D8%B9%D9%85%D8%A7%D9%86.yaml"),
        ("c:%41#?.yaml", "c%3A%2541%23%3F.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("a\ud800.yaml", "a%ED%A0%80.yaml"),
        ("a\n\x1b.yaml", "a%0A%1B.yaml"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    assert percent_encoded(path) == uri


def test_forges_get_paths_from_the_root_of_the_repository() -> None:
    uri = json.loads(rendered("sarif", FINDINGS[1], prefix="data/mou"))["runs"][0]["results"][0]["locations"][0]
    file = "data/mou/" + FINDINGS[1].file
    assert uri["physicalLocation"]["artifactLocation"]["uri"] == file
    assert json.loads(rendered("gitlab", FINDINGS[1], prefix="data/mou"))[0]["location"]["path"] == file
    assert f"file={file}," in rendered("github", FINDINGS[1], prefix="data/mou")
    assert f'name="{file}"' in rendered("junit", FINDINGS[1], prefix="data/mou")


def test_junit_fails_a_file_by_its_errors_alone() -> None:
    suites = JUnitXml.fromstring(rendered("junit").encode())
    (suite,) = suites
    cases = list(suite)
    assert [bool(case.result) for case in cases] == [False, True, True, False]
    assert (suites.tests, suites.failures, suites.errors) == (4, 2, 0)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (4, 2, 0, 0)
    assert cases[1].result[0].type == "MOU101"
    assert "MOU305" in cases[1].system_out
    assert "MOU305" not in cases[1].result[0].text


def test_junit_has_one_failure_a_case_with_every_error_in_it() -> None:
    again = replace(FINDINGS[1], span=Span(90, 1, 90, 2))
    (suite,) = JUnitXml.fromstring(rendered("junit", FINDINGS[1], again).encode())
    (failure,) = next(iter(suite)).result
    assert failure.text.count("MOU101") == 2


def test_junit_shows_what_xml_forbids() -> None:
    found = Diagnostic("MOU101", 'a"<&>.yaml', params={"key": "\ufffe\uffff\x00]]>\ud800"})
    (suite,) = JUnitXml.fromstring(rendered("junit", found).encode())
    case = next(iter(suite))
    assert case.name == 'a"<&>.yaml'
    assert case.result[0].message == "The key <U+FFFE><U+FFFF>\\x00]]><U+D800> is not known here"


def unescaped(text: str) -> str:
    """What the forge makes of a value, its own order of replacements kept."""
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_a_workflow_command_reads_back() -> None:
    found = Diagnostic("MOU101", "a,b:c%0A=d.yaml", params={"key": "50%25, ::x"}, span=Span(3, 4, 3, 9))
    head, _, data = rendered("github", found).removesuffix("\n").removeprefix("::error ").partition("::")
    properties = dict(part.split("=", 1) for part in head.split(","))
    assert unescaped(properties.pop("file")) == "a,b:c%0A=d.yaml"
    assert properties == {"line": "3", "endLine": "3", "col": "4", "endColumn": "9", "title": "MOU101 Unknown key"}
    assert unescaped(data) == "The key 50%25, ::x is not known here\nCorrect the key 50%25, ::x."


def test_a_workflow_command_over_several_lines_has_no_columns() -> None:
    assert "col=" not in rendered("github", replace(FINDINGS[1], span=Span(3, 4, 5, 1)))


def test_workflow_commands_come_errors_first_and_without_the_excused() -> None:
    commands = [line.split(" ")[0] for line in rendered("github", *reversed(FINDINGS)).splitlines()]
    assert commands == ["::error", "::error", "::warning", "::notice"]


def test_nothing_found_is_nothing_to_annotate() -> None:
    nothing = Findings((), 31, TODAY)
    assert FORMATS["github"](nothing, EN, Options()) == ""
    assert FORMATS["gitlab"](nothing, EN, Options()) == "[]\n"


def test_the_summary_page_stays_within_what_is_accepted_and_says_what_it_leaves_out() -> None:
    many = [replace(FINDINGS[1], params={"key": "ض" * 200}, span=Span(line, 1, line, 2)) for line in range(1, 4001)]
    page = summary_markdown(Findings(many, 1, TODAY), words("ar"))
    assert LARGEST_SUMMARY - 3000 < len(page.encode()) <= LARGEST_SUMMARY
    told = page.count("MOU101")
    assert f"{4000 - told} ملاحظة أخرى" in page


def test_code_quality_tells_severities_and_leaves_out_the_excused() -> None:
    assert [entry["severity"] for entry in json.loads(rendered("gitlab"))] == ["major", "minor", "info", "major"]


def test_every_severity_has_a_name_everywhere() -> None:
    for severity in Severity:
        found = replace(FINDINGS[1], severity=severity)
        assert all(FORMATS[name](REPORT._replace(findings=[found]), EN, Options()) for name in FORMATS)


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("out/mou.sarif", "sarif"),
        ("mou.SARIF.json", "sarif"),
        ("report.xml", "junit"),
        ("a.json", "json"),
        ("gl-code-quality-report.json", "gitlab"),
        ("codequality.json", "gitlab"),
        ("gl-code-quality/report.json", "json"),
        ("C:\\out\\findings.txt", "text"),
        ("findings", None),
        ("sarif", None),
        ("a.json.gz", None),
    ],
)
def test_the_format_is_read_off_the_name(filename: str, expected: str | None) -> None:
    assert infer(filename) == expected
