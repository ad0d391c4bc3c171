"""A brief as text: one self-contained HTML page, or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from mou_tracker.render.brief_page import Page, data_of
from mou_tracker.render.page_words import HtmlTongue, MarkdownTongue, Tongue
from mou_tracker.render.template_files import Folders
from mou_tracker.render.templating import rendered

FORMATS: dict[str, tuple[str, Callable[..., Tongue]]] = {
    "md": ("brief.md.j2", MarkdownTongue),
    "html": ("brief.html.j2", HtmlTongue),
}
"""Each format with its template and how values are said in it."""

ENDINGS = {"md": "md", "markdown": "md", "html": "html", "htm": "html"}
"""The format of a file, by the ending of its name."""

_GAPS = re.compile(r"\n{3,}")


def brief_text(page: Page, kind: str, folders: Folders, lang: str, *, digits: str = "latn", default: str = "") -> str:
    """The page in a format of `FORMATS`; `default` is the language of the register's plain texts.

    Raises FileTrouble when a template is missing or has a fault.
    """
    name, tongue = FORMATS[kind]
    text = rendered(name, folders, tongue(lang, digits, default, hijri=page.hijri, names=page.names), data_of(page))
    return _GAPS.sub("\n\n", text).strip("\n") + "\n"
