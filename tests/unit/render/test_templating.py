"""Templates: data stays data, wrong names are told with their place, and nothing outside the folders is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from mou_tracker.errors import FileTrouble
from mou_tracker.render.page_words import HtmlTongue, MarkdownTongue, Tongue
from mou_tracker.render.template_files import MAX_BYTES
from mou_tracker.render.templating import rendered

HTML, MARKDOWN, ARABIC = HtmlTongue("en"), MarkdownTongue("en"), HtmlTongue("ar")
DATA: dict[str, Any] = {
    "title": {"en": "Training", "ar": "تدريب"},
    "items": [
        {"ref": "a/b", "owner": None, "days": -3, "keys": "kept"},
        {"ref": "c", "owner": "x", "days": 4, "keys": ""},
    ],
    "hostile": "<script>alert(1)</script> *x* [a](b) \u202e|",
    "none": None,
    "yes": True,
    "count": 1234,
}


def told(template: str, folder: Path, tongue: Tongue = HTML, **data: Any) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "page.j2").write_text(template, "utf-8")
    return rendered("page.j2", [folder], tongue, {**DATA, **data})


def refusal(template: str, folder: Path, tongue: Tongue = HTML) -> FileTrouble:
    with pytest.raises(FileTrouble) as trouble:
        told(template, folder, tongue)
    return trouble.value


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ items.__len__ }}",
        "{{ items[0].pop('ref') }}",
        "{{ items.append(1) }}",
        "{{ title.keys() }}",
        "{{ title.update({}) }}",
        "{{ 'x'.format(1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ t.__globals__ }}",
        "{{ t.__call__ }}",
        "{{ term.func }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ namespace.__init__ }}",
        "{% set n = namespace() %}{{ n.__class__ }}",
        "{% for x in items %}{{ loop.__class__ }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.__init__ }}",
        "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
        "{{ range.__self__ }}",
        "{{ items | map(attribute='__class__') | list | first }}",
        "{{ items | map(attribute='keys.__class__') | first }}",
        "{{ items | groupby('__class__') | first }}",
        "{{ title | attr('__class__') }}",
        "{{ hostile | safe }}",
        "{{ '%s' | format(1) }}",
        "{{ items | random }}",
        "{{ items | pprint }}",
        "{{ items | tojson }}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{{ config }}",
        "{{ environment }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ range(99999999) | list }}",
        "{% include '/etc/passwd' %}",
        "{% include '../page.j2' %}",
        "{% include 'a/../../page.j2' %}",
        "{% include 'a\\\\b' %}",
        "{% import 'os' as os %}",
        "{{ items }}",
        "{{ title }}",
        "{{ 1 / 0 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% do x %}",
    ],
)
@pytest.mark.parametrize("tongue", [HTML, MARKDOWN], ids=["html", "md"])
def test_what_reaches_out_is_refused(template: str, tongue: Tongue, tmp_path: Path) -> None:
    trouble = refusal(f"first line\n{template}\n", tmp_path / "t", tongue)
    assert trouble.params["line"] == 2
    assert trouble.params["file"] == str(tmp_path / "t" / "page.j2")
    assert trouble.hint


def test_data_cannot_be_changed(tmp_path: Path) -> None:
    assert "cannot assign" in str(refusal("{% set title.en = 1 %}", tmp_path).params["told"])


def test_fields_are_what_the_data_has_even_where_python_has_methods(tmp_path: Path) -> None:
    assert told("{{ items[0].keys }} {{ items | length }}", tmp_path) == "<bdi>kept</bdi> 2"
    assert told("{% for k, v in title | items %}{{ v }}{% endfor %}", tmp_path, MARKDOWN) == "Training\u2068تدريب\u2069"


@pytest.mark.parametrize(
    ("template", "name", "near"),
    [
        ("{{ itmes }}", "itmes", "items"),
        ("{{ items[0].owenr }}", "owenr", "owner"),
        ("{{ items[0]['dys'] }}", "dys", "days"),
        ("{% if items[0].reff %}{% endif %}", "reff", "ref"),
        ("{% for x in itemz %}{% endfor %}", "itemz", "items"),
        ("{{ items[0].zzzzzz }}", "zzzzzz", ""),
        ("{{ items[7] }}", "7", ""),
        ("{{ title | txet }}", "txet", "text"),
        ("{{ 1 if title is definde }}", "definde", "defined"),
        ("{% include 'pages.j2' %}", "pages.j2", "page.j2"),
        ("{{ items | map(attribute='owners') | join }}", "owners", "owner"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(template: str, name: str, near: str, tmp_path: Path) -> None:
    trouble = refusal(f"\n\n{template}", tmp_path)
    assert (trouble.params["line"], trouble.params["name"], trouble.params["near"]) == (3, name, near)
    assert trouble.hint == ("Did you mean {near}?" if near else "What a template may use: docs/templates.md")


def test_a_field_of_nothing_is_told(tmp_path: Path) -> None:
    assert refusal("{{ items[0].owner.name }}", tmp_path).message.endswith("is asked of a field that is empty")
    assert told("{{ items[0].owner is none }}", tmp_path) == "Yes"
    assert told("{{ items[0].nothing is defined }}", tmp_path) == "No"


def test_a_fault_in_a_piece_names_the_piece(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "x.j2").write_text("{% macro m() %}\n\n{{ nothing_here }}{% endmacro %}", "utf-8")
    trouble = refusal("{% import 'parts/x.j2' as x %}\n{{ x.m() }}", tmp_path)
    assert (trouble.params["file"], trouble.params["line"]) == (str(tmp_path / "parts" / "x.j2"), 3)
    (tmp_path / "parts" / "x.j2").write_text("\n{% if %}", "utf-8")
    trouble = refusal("{% import 'parts/x.j2' as x %}", tmp_path)
    assert (trouble.params["file"], trouble.params["line"]) == (str(tmp_path / "parts" / "x.j2"), 2)
    trouble = refusal("{{ x", tmp_path)
    assert trouble.message == "The template {file} has a fault at line {line}: {told}"


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as trouble:
        rendered("brief.html.j2", [tmp_path], HTML, DATA)
    assert trouble.value.message == "There is no template {file}"
    assert trouble.value.params == {"file": "brief.html.j2"}


def test_the_first_folder_comes_first_piece_by_piece(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    own.mkdir()
    shipped.mkdir()
    (shipped / "piece.j2").write_text("shipped piece", "utf-8")
    told("{% include 'piece.j2' %} of shipped", shipped)
    assert rendered("page.j2", [own, shipped], HTML, DATA) == "shipped piece of shipped"
    (own / "piece.j2").write_text("own piece", "utf-8")
    assert rendered("page.j2", [own, shipped], HTML, DATA) == "own piece of shipped"


@pytest.mark.parametrize("target", ["secret.txt", "missing.txt", "/etc/hostname"])
def test_a_link_out_of_the_folder_is_refused(target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.j2").symlink_to(target if target.startswith("/") else f"../{target}")
    with pytest.raises(FileTrouble, match="is a link that leads out of its folder"):
        rendered("page.j2", [folder], HTML, DATA)


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    told("secret", tmp_path / "elsewhere")
    (tmp_path / "templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileTrouble, match="is a link"):
        rendered("page.j2", [tmp_path / "templates"], HTML, DATA)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "parts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileTrouble, match="is a link"):
        rendered("parts/page.j2", [tmp_path / "mine"], HTML, DATA)


def test_what_is_no_plain_text_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.j2").mkdir()
    os.mkfifo(tmp_path / "pipe.j2")
    (tmp_path / "large.j2").write_bytes(b"x" * (MAX_BYTES + 1))
    (tmp_path / "bytes.j2").write_bytes(b"\xff\xfe")
    for name in ("folder.j2", "pipe.j2", "large.j2"):
        with pytest.raises(FileTrouble, match="not a plain file"):
            rendered(name, [tmp_path], HTML, DATA)
    with pytest.raises(FileTrouble, match="not UTF-8"):
        rendered("bytes.j2", [tmp_path], HTML, DATA)


SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt; *x* [a](b) &lt;U+202E&gt;|"
ESCAPED = r"\<script>alert(1)\</script> \*x\* \[a\](b) \<U+202E>\|"


@pytest.mark.parametrize(
    "template",
    [
        "{{ hostile }}",
        "{{ hostile | text }}",
        "{% set x %}{{ hostile }}{% endset %}{{ x }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(hostile) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ hostile }}{% endcall %}",
        "{{ t('') ~ hostile }}",
        "{{ [t(''), hostile] | join }}",
        "{{ [{'x': hostile}] | join(attribute='x') }}",
        "{{ t('{x}', x=hostile) }}",
        "{{ tn('{x}', '{x}', 1, x=hostile) }}",
        "{{ hostile | code }}",
        "{{ hostile | day }}",
        "{{ hostile | dual }}",
        "{{ hostile | duration }}",
        "{{ hostile | text | link('javascript:alert(1)') }}",
        "{{ {'ref': 'x', 'name': hostile} | name }}",
        "{{ {'ref': hostile, 'name': none} | name }}",
        "{{ {'because': '{x}', 'facts': {'x': hostile}} | because }}",
        "{{ term('state', hostile) }}",
        "{{ none | default(hostile, true) }}",
        "{{ [hostile] | first }}",
        "{{ [hostile] | map('text') | join }}",
        "{% filter text %}{{ hostile }}{% endfilter %}",
    ],
)
def test_data_never_acts(template: str, tmp_path: Path) -> None:
    html, markdown = told(template, tmp_path), told(template, tmp_path, MARKDOWN)
    assert SHOWN in html
    assert "<script" not in html
    assert ESCAPED in markdown.replace("\u2068", "").replace("\u2069", "")


def test_an_attribute_has_no_tags(tmp_path: Path) -> None:
    hostile = '" onmouseover="x'
    assert told('<a title="{{ x | attribute }}">', tmp_path, x=hostile) == '<a title="&#34; onmouseover=&#34;x">'
    given = told('<a title="{{ t("{x} a", x=x) | attribute }}">', tmp_path, x=hostile)
    assert given == '<a title="&#34; onmouseover=&#34;x a">'
    assert told('<a title="{{ x }}">', tmp_path, x=hostile).count('"') == 2


def test_links_lead_to_the_web_only(tmp_path: Path) -> None:
    template = "{{ 'a' | text | link(url) }}"
    url = "https://example.org/a_(b)?c=1&d=<"
    assert told(template, tmp_path, url=url) == '<bdi dir="ltr">a</bdi>'
    assert told(template, tmp_path, url=url[:-1]).startswith('<a href="https://example.org/a_(b)?c=1&amp;d=" rel=')
    assert told(template, tmp_path, MARKDOWN, url=url[:-1]) == "[a](<https://example.org/a_%28b%29?c=1\\&d=>)"
    assert told(template, tmp_path, MARKDOWN, url="file:///etc") == "a"


def test_plain_values_are_said(tmp_path: Path) -> None:
    template = "{{ none }} {{ yes }} {{ not yes }} {{ count }} {{ 3 }} {{ true }}"
    assert told(template, tmp_path) == "— Yes No 1234 3 Yes"
    assert told(template, tmp_path, HtmlTongue("ar", "arab")) == "— نعم لا ١٢٣٤ ٣ نعم"


@pytest.mark.parametrize(
    ("template", "english", "arabic"),
    [
        ("{{ title | text }}", '<bdi dir="ltr">Training</bdi>', '<bdi dir="rtl">تدريب</bdi>'),
        ("{{ {'fr': 'Formation'} | text }}", *['<bdi lang="fr" dir="ltr">Formation</bdi>'] * 2),
        ("{{ 'not_stated' | text }}", "not stated", "غير مذكور"),
        ("{{ '2025-01-15' | day }}", "15 January 2025", "15 يناير 2025"),
        ("{{ '2025' | day }}{{ none | day }}{{ 'unknown' | day }}", "2025—unknown", "2025—غير معلوم"),
        ("{{ -3 | due }}, {{ 1 | due }}", "3 days late, in 1 day", "متأخر 3 أيام, بعد يوم واحد"),
        ("{{ 400 | ago }} {{ 800 | ago }} {{ 3 | ago }}", "13 months ago 2 years ago 3 days ago", "قبل 13 شهرًا قبل سنتين قبل 3 أيام"),
        ("{{ 2595 | age }} {{ 70 | age }} {{ none | age }}", "7 years 2 months —", "7 سنوات شهران —"),
        ("{{ 'P1Y6M' | duration }}", "1 year and 6 months", "سنة واحدة و6 أشهر"),
        ("{{ 40 | percent }}", *["<bdi>40%</bdi>"] * 2),
        ("{{ 'bh-om/1' | code }}", *['<bdi dir="ltr" class="ref">bh-om/1</bdi>'] * 2),
        ("{{ term('state', 'in_effect') }}{{ term('state', 'own_word') }}", "in effect<bdi>own word</bdi>", "سارية<bdi>own word</bdi>"),
    ],
)  # fmt: skip
def test_values_are_said_in_the_language(template: str, english: str, arabic: str, tmp_path: Path) -> None:
    assert told(template, tmp_path) == english
    assert told(template, tmp_path, ARABIC) == arabic


def test_hijri_stands_beside_when_asked_for(tmp_path: Path) -> None:
    template = "{{ '2025-01-15' | dual }}|{{ '2025-01-15' | dual('1446-07-14') }}|{{ '2025' | dual }}"
    asked = told(template, tmp_path, HtmlTongue("ar", "arab", hijri=True))
    assert asked == "١٥ رجب ١٤٤٦هـ الموافق ١٥ يناير ٢٠٢٥م|١٤ رجب ١٤٤٦هـ الموافق ١٥ يناير ٢٠٢٥م|٢٠٢٥"
    assert told(template, tmp_path) == "15 January 2025|15 January 2025|2025"


def test_page_numbers_for_print(tmp_path: Path) -> None:
    assert told("{{ page_numbers() }}", tmp_path) == '"Page " counter(page) " of " counter(pages)'
    arabic = told("{{ page_numbers() }}", tmp_path, HtmlTongue("ar", "arab"))
    assert arabic == '"صفحة " counter(page, arabic-indic) " من " counter(pages, arabic-indic)'
    assert told("{{ page_numbers() }}", tmp_path, MARKDOWN) == ""
