"""Briefs: the same facts in both languages, nothing that acts, nothing for the wrong eyes, a page one can read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mou_tracker.actions.brief import Manner, brief_page, written
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.bidi import has_rtl
from mou_tracker.model.register import Register
from mou_tracker.render.brief_page import Page
from mou_tracker.render.markdown_data import quietly
from mou_tracker.render.page_words import HtmlTongue, one_line
from mou_tracker.render.template_page import FILTERS, GLOBALS, templates_markdown
from mou_tracker.render.templating import _environment, _Folders
from mou_tracker.store.loader import load
from mou_tracker.store.shipped import shipped
from tests import golden
from tests.lively_register import FILES
from tests.sample_register import FilesInMemory, laid_over

TODAY = date(2026, 6, 30)
ROOT = Path(__file__).resolve().parents[3]
REFS = ("committee", "committee/2", "sample", "lively")
BOTH = pytest.mark.parametrize("lang", ["en", "ar"])


def register_of(files: Mapping[str, str]) -> tuple[FilesInMemory, Register]:
    source = FilesInMemory({path: text.encode() for path, text in files.items()})
    found = load(source)
    assert not found.unreadable()
    return source, found.register


@cache
def lively() -> tuple[FilesInMemory, Register]:
    return register_of(FILES)


def brief(ref: str, lang: str = "en", kind: str = "html", given: Any = None, **manner: Any) -> str:
    source, register = given or lively()
    asked = Manner(kind, lang, version="1.0", **manner)
    return written(source, register, ref, TODAY, root=ROOT / "nowhere", manner=asked)


def page(ref: str, given: Any = None, **manner: Any) -> Page:
    source, register = given or lively()
    return brief_page(source, register, ref, TODAY, Manner(version="1.0", **manner))


def without_style(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)


# ---- golden texts ----


@BOTH
@pytest.mark.parametrize("ref", REFS)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_words_are_kept(ref: str, lang: str, kind: str) -> None:
    text = without_style(brief(ref, lang, kind))
    golden.check(f"{lang}/brief.{ref.replace('/', '-')}.{kind}", text)


def test_hijri_dates_and_arabic_digits() -> None:
    text = brief("sample", "ar", "md", hijri=True, digits="arab")
    golden.check("ar/brief.sample.hijri.md", text)
    shown = re.sub(
        "\u2066[^\u2069]*\u2069|<div[^>]*>|^1\\. |\u2068mou-tracker [^\u2069]*\u2069", "", text, flags=re.MULTILINE
    )
    assert not re.search("[0-9]", re.sub(r"\(<[^>]*>\)", "", shown))
    assert "١٥ رجب ١٤٤٦هـ الموافق ١٥ يناير ٢٠٢٥م" in text


@pytest.mark.parametrize("ref", REFS)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_same_bytes_each_time(ref: str, kind: str) -> None:
    assert brief(ref, kind=kind) == brief(ref, kind=kind, given=register_of(FILES))


def test_both_languages_have_the_same_figures_and_records() -> None:
    for ref in REFS:
        english, arabic = (Reader(brief(ref, lang)) for lang in ("en", "ar"))
        assert english.figures == arabic.figures
        assert len(english.figures) >= 6
        assert english.ids == arabic.ids
        assert english.shape == arabic.shape


# ---- the page ----


class Reader(HTMLParser):
    """Reads a page strictly: every element closed, what stands where."""

    VOID = frozenset({"meta", "use", "path", "circle", "br"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[tuple[str, dict[str, str | None]], ...], str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and all(name not in ("style", "title") for name, _ in self.open):
            self.texts.append((tuple(self.open), data))

    def texts_in(self, tag: str) -> list[str]:
        return ["".join(text) for inside, *text in self.texts if any(name == tag for name, _ in inside)]

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """Every element with the names of its attributes, but for those that only set a direction apart."""
        return [(tag, sorted(attrs)) for tag, attrs in self.tags if tag != "bdi"]

    @property
    def figures(self) -> list[str]:
        """The numbers of the summary."""
        return [
            text
            for inside, text in self.texts
            if inside[-1][0] == "dd" and "figure" in str(inside[-2][1].get("class")).split()
        ]

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_the_page_is_sound(ref: str, lang: str) -> None:
    html = brief(ref, lang)
    found = Reader(html)
    assert dict(found.tags)["html"] == {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}
    assert len(found.ids) == len(set(found.ids))
    targets = [str(attrs["href"]) for tag, attrs in found.tags if tag in ("a", "use") and str(attrs["href"])[0] == "#"]
    assert {target[1:] for target in targets} <= set(found.ids)
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [tag for tag, _ in found.tags if tag in ("header", "main", "footer")] == ["header", "main", "footer"]


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_the_page_needs_nothing_from_outside(ref: str, lang: str) -> None:
    found = Reader(brief(ref, lang))
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "form", "base", "a-href"}
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name in ("src", "srcset")]
    policy = [attrs["content"] for _, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    style = re.findall(r"<style>(.*?)</style>", brief(ref, lang), re.DOTALL)[0]
    assert not re.search(r"url\(|@import|expression", style)


def test_the_style_is_logical() -> None:
    style = (shipped("templates") / "style" / "brief.css").read_text("utf-8")
    physical = re.compile(
        r"(?<![\w-])(left|right|(margin|padding|border)-(left|right|top|bottom)|float|(min-|max-)?(width|height))\s*:"
    )
    assert [found[0] for found in physical.finditer(re.sub(r"\([^)]*\)", "", style))] == []
    assert not re.search(r"letter-spacing|font-style|text-transform", style)
    assert "table-header-group" in style
    assert "prefers-color-scheme: dark" in style
    assert "line-height: 1.7" in style


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_tables_say_what_they_are(ref: str, lang: str) -> None:
    html = brief(ref, lang)
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        assert "<caption>" in table
        heads = re.findall(r"<th scope=\"col\"[^>]*>", table)
        assert heads
        for row in re.findall(r"<tr[^>]*>\s*<th scope=\"row\">.*?</tr>", table, re.DOTALL):
            assert 1 + row.count("<td data-label=") == len(heads)
    assert html.count("<th") == html.count("<th scope=") + html.count("<thead>")


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_no_tag_strays_into_an_attribute_and_nothing_is_left_raw(ref: str, lang: str) -> None:
    found = Reader(brief(ref, lang))
    values = [value for _, attrs in found.tags for name, value in attrs.items() if value and name != "content"]
    assert not [value for value in values if "<" in value or "\u2068" in value]
    shown = " ".join(text for _, text in found.texts)
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\{\w+\}|not_stated|in_progress|_", shown)


@pytest.mark.parametrize("ref", REFS)
def test_values_of_another_direction_are_isolated(ref: str) -> None:
    """Latin letters in the Arabic page stand in an element of their own direction, and so do Arabic ones in the English."""
    for lang, other in (("ar", re.compile("[A-Za-z]")), ("en", re.compile("[\u0620-\u064a]"))):
        for inside, text in Reader(brief(ref, lang)).texts:
            if other.search(text):
                assert any(tag == "bdi" for tag, _ in inside), text


@pytest.mark.parametrize("ref", REFS)
def test_no_english_is_left_in_arabic(ref: str) -> None:
    for inside, text in Reader(brief(ref, "ar")).texts:
        is_marked = any(attrs.get("dir") == "ltr" for _, attrs in inside)
        assert is_marked or text.startswith("mou-tracker ") or not re.search("[A-Za-z]{2}", text), text
    for line in brief(ref, "ar", "md").splitlines():
        said = re.sub("[\u2066\u2068][^\u2069]*\u2069|\\(<[^>]*>\\)|<div[^>]*>|</div>", "", line)
        assert not re.search("[A-Za-z]{2}", said), line


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_isolates_of_markdown_are_even(ref: str, lang: str) -> None:
    for line in brief(ref, lang, "md").splitlines():
        assert line.count("\u2068") + line.count("\u2066") == line.count("\u2069")
        assert lang == "ar" or not has_rtl(re.sub("\u2068[^\u2069]*\u2069", "", line))


# ---- hostile texts ----

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    [
        *"\\`*_[]<>|~#-+=.)(!&;:@$\"'{}/ 1a",
        *(
            "12",
            "www.x.com",
            "http://x.y",
            "&amp;",
            "&#65;",
            "<b>",
            "</td>",
            "--",
            "---",
            "***",
            "___",
            "~~",
            "[a](b)",
            "![",
        ),
        *(
            "```",
            "~~~",
            "\n",
            "\t",
            "  ",
            "1. ",
            "2) ",
            "- ",
            "# ",
            "> ",
            "\u2068",
            "\u202e",
            "مذكرة",
            "e\u0301",
            "\x1b[2J",
        ),
    ]
)
HOSTILE = st.one_of(st.lists(PIECES, max_size=9).map("".join), st.text(max_size=12)).map(one_line)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_data_in_markdown_reads_as_it_is(data: str) -> None:
    """A real parser gives the text back, in a paragraph, in a cell and after a bullet, and makes nothing of it."""
    shown = quietly(data)
    if not data:
        assert shown == ""
        return
    assert _inner(MARKDOWN.render(shown), "<p>", "</p>\n") == data
    assert (
        _inner(
            MARKDOWN.render(f"| h |\n| --- |\n| {shown} |\n"),
            "<tbody>\n<tr>\n<td>",
            "</td>\n</tr>\n</tbody>\n</table>\n",
        )
        == data
    )
    assert MARKDOWN.render(f"- a: {shown}\n").count("<li>") == 1


def _inner(html: str, before: str, after: str) -> str:
    text = html[html.index(before) + len(before) :]
    assert text.endswith(after), html
    text = text.removesuffix(after)
    assert "<" not in text, html
    return unescape(text)


def test_ids_and_dates_stay_readable_in_markdown() -> None:
    for text in ("bh-om-2025-trafficking/training", "2025-01-15", "in_progress 40% (a)", "15 January 2025."):
        assert quietly(text) == text
    assert quietly("2025. A year") == r"2025\. A year"
    assert quietly("- a") == r"\- a"


NASTY = '</bdi></td><script>alert(1)</script> | *b* [x](javascript:alert(1)) `c` {{ 7*7 }} <!-- " onload=x'


def hostile_files() -> dict[str, str]:
    quoted = '"' + NASTY.replace("\\", "\\\\").replace('"', '\\"') + '"'
    files = dict(FILES)
    for path in ("agreements/lively.yaml", "agreements/sample.yaml", "meetings/committee/1.yaml", "agencies.yaml"):
        files[path] = re.sub(r"(ar|en): [^,}\n]+(?=[,}])", lambda found: f"{found[1]}: {quoted}", files[path])
    return files


@BOTH
@pytest.mark.parametrize("ref", REFS)
def test_hostile_texts_do_not_act(ref: str, lang: str) -> None:
    given = register_of(hostile_files())
    html = brief(ref, lang, given=given)
    plain = Reader(brief(ref, lang))
    found = Reader(html)
    assert found.shape == plain.shape
    assert {name for tag, attrs in found.tags if tag == "bdi" for name in attrs} <= {"dir", "class", "lang"}
    assert not re.search("[\u202a-\u202e\u2066]", html)
    assert "49" not in html
    rendered = MARKDOWN.render(brief(ref, lang, "md", given=given))
    calm = MARKDOWN.render(brief(ref, lang, "md"))
    assert re.findall(r"<[^>]+>", rendered) == re.findall(r"<[^>]+>", calm)


# ---- who may read it ----


def classified(**levels: str) -> tuple[FilesInMemory, Register]:
    files = dict(FILES)
    for name, level in levels.items():
        path = next(path for path in files if path.endswith(f"{name.replace('meeting', 'committee/')}.yaml"))
        files[path] = laid_over(files[path], f"classification: {level}\n")
    return register_of(files)


def words_only_in(files: Mapping[str, str], path: str) -> Iterator[str]:
    """Texts of one file that no other file has."""
    others = "\n".join(text for name, text in files.items() if name != path)
    for found in re.findall(r"(?:ar|en): ([^,}\n]{4,})", files[path]):
        if (text := found.strip("\"' ")) not in others:
            yield text


@pytest.mark.parametrize("hidden", ["internal", "parties_only"])
@pytest.mark.parametrize("kind", ["md", "html"])
@BOTH
def test_nothing_internal_is_in_a_public_brief(hidden: str, kind: str, lang: str) -> None:
    files = dict(FILES)
    path = "agreements/lively.yaml"
    files[path] = laid_over(files[path], f"classification: {hidden}\n")
    files["agreements/sample.yaml"] = laid_over(
        files["agreements/sample.yaml"], "relations:\n  - {type: related_to, target: lively}\n"
    )
    files["meetings/committee/2.yaml"] = laid_over(
        files["meetings/committee/2.yaml"],
        "follow_up:\n  - {item: lively/shelter, disposition: carried_over}\nagreements: [sample, lively]\n",
    )
    given, secrets = register_of(files), [*words_only_in(files, path), "lively"]
    assert len(secrets) > 10
    for ref in ("committee", "committee/2", "sample"):
        internal, public = brief(ref, lang, kind, given), brief(ref, lang, kind, given, audience="public")
        assert any(secret in internal for secret in secrets)
        assert not [secret for secret in secrets if secret in unescape(public)]


@pytest.mark.parametrize(
    ("level", "audience", "is_shown"),
    [
        ("internal", "internal", True),
        ("internal", "parties", False),
        ("internal", "public", False),
        ("parties_only", "parties", True),
        ("parties_only", "public", False),
        ("public", "public", True),
    ],
)
@pytest.mark.parametrize("ref", ["lively", "committee/2"])
def test_a_brief_on_a_record_for_other_eyes_is_refused(ref: str, level: str, audience: str, *, is_shown: bool) -> None:
    given = classified(lively=level, meeting2=level)
    if is_shown:
        assert brief(ref, given=given, audience=audience)
        return
    with pytest.raises(UsageMistake, match="not classified for this audience"):
        brief(ref, given=given, audience=audience)


def test_dates_and_ids_inside_an_arabic_text_read_from_the_left() -> None:
    assert 'وتجهيزها قبل <bdi dir="ltr">2026-03-31</bdi></bdi>' in brief("lively", "ar")
    assert "وتجهيزها قبل \u20662026-03-31\u2069" in brief("lively", "ar", "md")
    tongue = HtmlTongue("ar")
    for inside in (
        "BH-OM-2025-01",
        "51/76",
        "2010-2019",
        "40%",
        "+973-1750",
        "https://example.org/a?b=1",
        "a.b@example.org",
    ):
        assert f'و<bdi dir="ltr">{inside}</bdi>.' in tongue.passage("ar", f"انظر و{inside}.")
    assert tongue.passage("ar", "سنة 2025، وLMRA") == '<bdi dir="rtl">سنة 2025، وLMRA</bdi>'


def test_the_banner_is_as_strict_as_the_strictest_record() -> None:
    given = classified(lively="internal", sample="parties_only")
    assert page("committee", given).classification == "internal"
    assert page("committee", given, audience="parties").classification == "parties_only"
    assert page("committee", given, audience="public").classification == "public"


def test_the_public_is_not_told_whom_to_speak_to() -> None:
    assert any(row.contact for row in page("sample").brief.agencies)
    assert not any(row.contact for row in page("sample", audience="public").brief.agencies)


# ---- what it says ----


def test_the_summary_counts_what_the_sections_list() -> None:
    for ref in REFS:
        found = page(ref)
        figures = {figure.key: figure.number for figure in found.figures}
        assert figures["overdue"] == len(found.brief.overdue)
        assert figures["due_before_next"] == len(found.brief.due_before_next)
        assert figures["dormant"] == len(found.brief.dormant)
        assert figures.get("carried", 0) == (len(found.brief.carried) if found.brief.kind == "meeting" else 0)
        assert sum(len(decision.asks) for decision in found.decisions) == len(found.brief.asks)


def test_an_item_on_hold_says_why() -> None:
    found = page("lively")
    assert "lively/shelter" in [item.ref for item in found.stalled]
    assert found.reasons == {"lively/shelter": "funding"}
    assert "Why: on hold: funding." in brief("lively", kind="md")


def test_evidence_is_counted() -> None:
    assert page("sample").evidence["sample/training"] == 1
    assert page("lively").evidence["lively/campaign"] == 0


def test_long_texts_are_whole() -> None:
    text = " ".join(["long words"] * 60)
    files = dict(FILES)
    files["agreements/lively.yaml"] = files["agreements/lively.yaml"].replace("Set up a shelter for victims", text)
    given = register_of(files)
    assert brief("lively", kind="md", given=given).count(text) > 1
    assert "words…" not in brief("lively", given=given)


def test_honorifics_stand_before_names() -> None:
    files = dict(FILES)
    files["agencies.yaml"] = files["agencies.yaml"].replace(
        "- name: {ar: سالم, en: Salim}",
        "- name: {ar: سالم, en: Salim}\n            honorific: {ar: سعادة السيد, en: H.E. Mr}",
    )
    given = register_of(files)
    assert "Chief Executive: H.E. Mr Salim" in brief("sample", kind="md", given=given)
    assert "الرئيس التنفيذي: سعادة السيد سالم" in brief("sample", "ar", "md", given)


def test_a_part_or_an_agency_that_never_meets_has_no_brief() -> None:
    with pytest.raises(UsageMistake) as refusal:
        brief("sample/training")
    assert refusal.value.params == {"ref": "sample/training", "near": "sample"}
    with pytest.raises(UsageMistake, match="holds no meetings"):
        brief("world-office")
    with pytest.raises(UsageMistake) as refusal:
        brief("commitee")
    assert refusal.value.params["near"] == "committee"


def test_a_workspace_has_its_own_templates(tmp_path: Path) -> None:
    source, register = lively()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.md.j2").write_text("{{ brief.title | text }}: {{ brief.figures.open }}\n", "utf-8")
    asked = {"root": tmp_path, "manner": Manner("md", "en")}
    assert written(source, register, "committee", TODAY, **asked) == "Joint Committee: 5\n"
    assert "<h1>" in written(source, register, "committee", TODAY, root=tmp_path, manner=Manner("html", "en"))


# ---- the reference of templates ----


def test_the_reference_page_is_made_from_the_types() -> None:
    assert (ROOT / "docs" / "templates.md").read_text("utf-8") == templates_markdown()


def test_the_reference_names_every_filter_and_function() -> None:
    environment = _environment(_Folders([]), HtmlTongue("en"))
    own = set(environment.filters) - set(
        re.findall(r"`(\w+)`", templates_markdown().split("there are")[1].split("\n")[0])
    )
    assert own == set(FILTERS)
    assert set(environment.globals) == set(
        re.findall(r"[a-z_]+", " ".join(re.sub(r"\(.*?\)", "", name) for name in GLOBALS))
    )
