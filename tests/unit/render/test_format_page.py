"""The page on the file format: complete, linked, and as committed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mou_tracker.i18n.catalog import words_for
from mou_tracker.model.anatomy import ROOTS, keys, reachable
from mou_tracker.model.vocabulary import TERMS
from mou_tracker.render.format_page import format_markdown

ROOT = Path(__file__).parents[3]


def test_the_committed_page_is_the_generated_one() -> None:
    assert (ROOT / "docs" / "file-format.md").read_text("utf-8") == format_markdown(words_for("en"))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_link_leads_somewhere_once(lang: str) -> None:
    page = format_markdown(words_for(lang))
    anchors = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\(#([^)]+)\)", page)) <= set(anchors)


def test_every_field_has_its_row() -> None:
    page = format_markdown(words_for("en"))
    records = {record for root in ROOTS.values() for record in reachable(root)}
    rows = re.findall(r"^\| (\*\*)?`(\w+)`(?:\*\*)? \| .* \| .* \|$", page, re.MULTILINE)
    named = {name for _, name in rows}
    assert {key.name for record in records for key in keys(record)} <= named
    assert page.count("\n| **`") == sum(key.required for record in records for key in keys(record))


def test_words_are_named_in_both_languages() -> None:
    page = format_markdown(words_for("en"))
    assert "| `on_hold` | on hold | متوقف مؤقتًا |" in page
    assert all(f"| `{word}` |" in page for word in TERMS["agreement_kind"])
    assert "(open list)" in page
    assert "— left out: `internal`" in page


def test_the_arabic_page_is_arabic() -> None:
    page = format_markdown(words_for("ar"))
    assert page.startswith("# صيغة الملفات\n")
    meanings = re.findall(r"^\| \*{0,2}`\w+`\*{0,2} \| [^|]* \| ([^|]*) \|$", page, re.MULTILINE)
    assert [one for one in meanings if not re.search("[\u0620-\u064a]", one)] == []
