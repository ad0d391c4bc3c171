"""How values are said on a page: in the reader's language, escaped and isolated, for HTML and for Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from mou_tracker.i18n.bidi import has_rtl, isolate, isolate_ltr, visible
from mou_tracker.i18n.catalog import N_, NOTHING, isolate_in_arabic, isolate_in_english, words_for
from mou_tracker.i18n.format import digits
from mou_tracker.render.markdown_data import quietly

_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
KNOWN = ("not_stated", "unknown")
_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.ASCII)
_UNSAFE_IN_TARGET = re.compile(r"[()\[\]<>|`*_~&$\\]|[^!-~]")
_LEFT_TO_RIGHT = re.compile(
    r"((?<!\w)[+#]?[0-9A-Za-z]+(?:[-\u2010-\u2014/.:_@?&=#~]+[0-9A-Za-z]+)+[/%]?(?!\w)|\d+(?:[.,]\d+)?%)", re.ASCII
)
"""Dates, ids, ranges, fractions, numbers with a sign, inside a text: between Arabic letters they would turn round."""

_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "fa", "he", "ps", "ur"})


def direction_of(lang: str) -> str:
    """`rtl` or `ltr`, by the language."""
    return "rtl" if lang.partition("-")[0] in _RIGHT_TO_LEFT_LANGUAGES else "ltr"


def one_line(text: str) -> str:
    """`text` on one line, with what steers or hides in it shown."""
    return visible(_SPACES.sub(" ", text)).strip()


Names = Mapping[str, str | Mapping[str, str]]
EMPTY: Names = {}


class Tongue:
    """What a page of one format says in one language; `default` is the language of plain texts of the register.

    `style` is that of the digits, `names` has the names
    of records that reasons mention. Everything it returns is Markup: final text of the format. `words` fills its gaps by `gap`.
    """

    def __init__(
        self, lang: str, style: str = "latn", default: str = "", *, hijri: bool = False, names: Names = EMPTY
    ) -> None:
        self.words = words_for(lang, isolate=self.gap, digits=style)
        self.default = default or lang
        self.hijri = hijri
        self.names = names

    def value(self, text: str) -> str:
        """A text of unknown language: an id, a name, a word of the data."""
        raise NotImplementedError

    def gap(self, text: str) -> str:
        """The same inside a message."""
        return self.value(text)

    def passage(self, lang: str, text: str) -> str:
        """A text in a known language."""
        raise NotImplementedError

    def code(self, ref: str) -> str:
        """An id or address: always read from the left."""
        raise NotImplementedError

    def own(self, text: str) -> str:
        """Words of our own."""
        raise NotImplementedError

    def link(self, label: str, url: str | None) -> str:
        """`label` leading to a web address; the label alone where there is none."""
        raise NotImplementedError

    def page_numbers(self) -> str:
        """What prints the number of each page; nothing where a format has no pages."""
        return ""

    def shown(self, value: Any) -> Any:
        """What `{{ value }}` shows of plain data; a list or record as a whole is a TypeError."""
        if hasattr(value, "__html__"):
            return value
        if value is None:
            return self.own(NOTHING)
        if isinstance(value, bool):
            return self.own(self.words(N_("Yes")) if value else self.words(N_("No")))
        if isinstance(value, int):
            return self.own(digits(str(value), self.words.digits))
        if isinstance(value, Mapping | list | tuple):
            raise TypeError("a list or record cannot be shown as a whole")
        return self.value(str(value))


class HtmlTongue(Tongue):
    """Values stand in `<bdi>`; a text in another language says which."""

    def value(self, text: str) -> str:
        """`<bdi>`; what is HTML already stays."""
        return text if hasattr(text, "__html__") else Markup("<bdi>{}</bdi>").format(one_line(text))

    def passage(self, lang: str, text: str) -> str:
        """`<bdi dir>` in the page's language, `<bdi lang dir>` in another."""
        direction = direction_of(lang)
        said = _in_order(one_line(text)) if direction == "rtl" else escape(one_line(text))
        if lang.partition("-")[0] == self.words.lang:
            return Markup('<bdi dir="{}">{}</bdi>').format(direction, said)
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(lang, direction, said)

    def code(self, ref: str) -> str:
        """`<bdi dir="ltr" class="ref">`."""
        return Markup('<bdi dir="ltr" class="ref">{}</bdi>').format(one_line(ref))

    def own(self, text: str) -> str:
        """Escaped."""
        return escape(text)

    def page_numbers(self) -> str:
        """What CSS prints at the foot of each page: "Page 1 of 3", as the value of `content`."""
        words = words_for(self.words.lang, isolate=str)
        said = words(N_("Page {page} of {pages}"), page="{page}", pages="{pages}")
        style = ", arabic-indic" if self.words.digits == "arab" else ""
        pieces = [piece for piece in re.split(r"(\{pages?\})", said) if piece]
        counters = {"{page}": f"counter(page{style})", "{pages}": f"counter(pages{style})"}
        return Markup(" ".join(counters.get(piece) or f'"{piece}"' for piece in pieces))  # noqa: S704

    def link(self, label: str, url: str | None) -> str:
        """`<a>`, for http and https only."""
        if not url or not _WEB.fullmatch(url):
            return escape(label)
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(visible(url), label)


def _in_order(text: str) -> Markup:
    """An Arabic text as HTML, what reads from the left in it set apart."""
    apart = Markup('<bdi dir="ltr">{}</bdi>')
    pieces = enumerate(_LEFT_TO_RIGHT.split(text))
    return Markup("").join(apart.format(piece) if place % 2 else escape(piece) for place, piece in pieces)


class MarkdownTongue(Tongue):
    """Values are escaped where they would act, and isolated where their direction may differ."""

    def value(self, text: str) -> str:
        """Isolated as messages isolate; what is Markdown already stays."""
        if hasattr(text, "__html__"):
            return text
        isolated = isolate_in_arabic if self.words.lang == "ar" else isolate_in_english
        return Markup(isolated(quietly(one_line(text))))  # noqa: S704 (escaped for Markdown)

    def gap(self, text: str) -> str:
        """A plain text again: the message around it is not to be escaped for HTML."""
        return str.__str__(self.value(text))

    def passage(self, lang: str, text: str) -> str:
        """Isolated where the direction differs from the page's."""
        direction, said = direction_of(lang), one_line(text)
        if direction == "rtl":
            said = _LEFT_TO_RIGHT.sub(lambda found: isolate_ltr(found[0]), said)
        is_apart = direction != direction_of(self.words.lang)
        return Markup(isolate(quietly(said)) if is_apart else quietly(said))  # noqa: S704

    def code(self, ref: str) -> str:
        """Isolated in Arabic."""
        said = quietly(one_line(ref))
        return Markup(isolate_ltr(said) if self.words.lang == "ar" or has_rtl(said) else said)  # noqa: S704

    def own(self, text: str) -> str:
        """As it is: our words hold nothing that acts, and their gaps are filled by `value`."""
        return Markup(text)  # noqa: S704

    def link(self, label: str, url: str | None) -> str:
        """`[label](<address>)`, for http and https only; what could end the address is percent-encoded."""
        if not url or not _WEB.fullmatch(url):
            return Markup(label)  # noqa: S704
        target = _UNSAFE_IN_TARGET.sub(_encoded, url)
        return Markup(f"[{label}](<{target}>)")  # noqa: S704


def _encoded(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "\\&"
    if found[0] in "_~":
        return found[0]
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
