"""What every format says of one report, in both languages, word for word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mou_tracker import __version__
from mou_tracker.render.findings import FORMATS
from mou_tracker.render.findings.github import summary_markdown
from mou_tracker.render.findings.shape import Findings, Options
from mou_tracker.render.rules_page import explain_rule, rules_markdown
from tests.golden import check
from tests.sample_findings import REPORT, TODAY, sample_rules, words

LANGUAGES = pytest.mark.parametrize("lang", ["en", "ar"])
ENDINGS = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "junit": "xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
}


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    with sample_rules():
        yield


@LANGUAGES
@pytest.mark.parametrize("name", list(FORMATS))
def test_each_format(name: str, lang: str) -> None:
    text = FORMATS[name](REPORT, words(lang), Options())
    check(f"{lang}/findings.{ENDINGS[name]}", text.replace(f'"{__version__}"', '"VERSION"'))


@LANGUAGES
def test_text_with_colour_and_excused_findings(lang: str) -> None:
    check(f"{lang}/findings.verbose.txt", FORMATS["text"](REPORT, words(lang), Options(color=True, verbose=True)))


@LANGUAGES
def test_text_in_a_narrow_terminal(lang: str) -> None:
    check(f"{lang}/findings.narrow.txt", FORMATS["text"](REPORT, words(lang), Options(width=30)))


@LANGUAGES
@pytest.mark.parametrize("name", ["text", "junit"])
def test_nothing_found(name: str, lang: str) -> None:
    nothing = Findings((), 31, TODAY)
    check(f"{lang}/findings.none.{ENDINGS[name]}", FORMATS[name](nothing, words(lang), Options()))


@LANGUAGES
def test_the_summary_page(lang: str) -> None:
    check(f"{lang}/findings.summary.md", summary_markdown(REPORT, words(lang)))


@LANGUAGES
@pytest.mark.parametrize("code", ["MOU001", "MOU305", "MOU710"])
def test_a_rule_explained(code: str, lang: str) -> None:
    check(f"{lang}/explain.{code}.txt", explain_rule(code, words(lang)))


@LANGUAGES
def test_the_page_of_rules(lang: str) -> None:
    check(f"{lang}/rules.md", rules_markdown(words(lang)))
