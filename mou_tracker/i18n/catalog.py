"""What people read, by message id: translation, gaps, plurals and vocabulary terms in the language of a run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from mou_tracker.i18n import bidi
from mou_tracker.i18n.format import digits as in_digits

LANGUAGES = ("ar", "en")
NOTHING = "—"

_LOCALE = os.path.join(os.path.dirname(__file__), "locale")
_GAP = re.compile(r"\{\{(\w+)\}\}|\{([^\W\d]\w*)\}", re.ASCII)
_PLAIN_ARABIC = re.compile("[\u0621-\u0652\u0670-\u0673\\s]*")
_COMPOUNDS = {"one_off": "one-off", "follow_up": "follow-up", "non_binding": "non-binding", "yes_no": "yes or no"}
"""English names of terms that are more than their words."""

Isolate = Callable[[str], str]
"""Makes a value safe beside text of the other direction; may return a type with `__html__` such as Markup."""


class Catalogue(Protocol):
    """The part of `gettext.NullTranslations` that words are made from."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message, or the message."""

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """The translated form for `n`."""

    def pgettext(self, context: str, message: str, /) -> str:
        """The translation of a message in a context, or the message."""


class _English:
    """Message ids are the English text."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        return one if n == 1 else many

    def pgettext(self, _context: str, message: str, /) -> str:
        return message


def N_(msgid: str) -> str:  # noqa: N802 (the name that gettext's users know)
    """`msgid` itself: marks a message that is said later, so that it is found for translation."""
    return msgid


def gaps(message: str) -> frozenset[str]:
    """The names of the `{name}` gaps of a message."""
    return frozenset(found[2] for found in _GAP.finditer(message) if found[2])


def isolate_in_arabic(value: str) -> str:
    """`value`, isolated unless it is Arabic letters and spaces only."""
    return value if _PLAIN_ARABIC.fullmatch(value) else bidi.isolate(value)


def isolate_in_english(value: str) -> str:
    """`value`, isolated when it holds right-to-left characters."""
    return bidi.isolate(value) if bidi.has_rtl(value) else value


class Words:
    """What to say in one language; light, made once a run by `words_for`.

    `isolate` gets each raw text value and returns what stands in the message; for HTML it escapes, wraps and returns
    Markup, and then the message is escaped and Markup too. `digits` is `latn` or `arab`.
    """

    __slots__ = ("_catalogue", "_isolate", "digits", "lang")

    def __init__(
        self, lang: str, isolate: Isolate | None = None, digits: str = "latn", catalogue: Catalogue | None = None
    ) -> None:
        self.lang = lang
        self.digits = digits
        self._isolate = isolate or (isolate_in_arabic if lang == "ar" else isolate_in_english)
        self._catalogue = catalogue or _English()

    def __call__(self, msgid: str, /, **params: Any) -> str:
        """The message in this language, its `{name}` gaps filled; `{{name}}` is a literal `{name}`.

        Texts are isolated, whole numbers written in the chosen digits. A gap without its param is a KeyError.
        """
        return self._fill(self._catalogue.gettext(msgid), params) if msgid else ""

    def plural(self, one: str, many: str, n: int, /, **params: Any) -> str:
        """The form for `n` things (six in Arabic, by CLDR); `{n}` is `n` in the chosen digits."""
        return self._fill(self._catalogue.ngettext(one, many, n), {**params, "n": n})

    def term(self, vocabulary: str, value: str) -> str:
        """The name of a controlled value; a value that is not known (of an open list) with spaces for underscores."""
        name = self._catalogue.pgettext(vocabulary, value)
        return name if name != value else _COMPOUNDS.get(value) or value.replace("_", " ")

    def pick(self, text: Mapping[str, str] | str | None, default: str | None = None) -> str:
        """The text to show of a text in several languages; see `pick_lang`."""
        return self.pick_lang(text, default)[1]

    def pick_lang(self, text: Mapping[str, str] | str | None, default: str | None = None) -> tuple[str, str]:
        """The language chosen and the text: this run's language, else `default`, else the first there is.

        A plain string is in the `default` language (the register's), or, without one, in that of its script.
        `not_stated` and `unknown` become the terms they are, unless another language has a text; None becomes "—".
        """
        if isinstance(text, Mapping):
            return self._pick_among({lang: said for lang, said in text.items() if said}, default)
        if not text:
            return (self.lang, NOTHING)
        if text in ("not_stated", "unknown"):
            return (self.lang, self.term("known", text))
        return (default or ("ar" if bidi.has_rtl(text) else "en"), text)

    def _pick_among(self, texts: Mapping[str, str], default: str | None) -> tuple[str, str]:
        said = {lang: text for lang, text in texts.items() if text not in ("not_stated", "unknown")}
        for wanted in (self.lang, default):
            for lang, text in said.items():
                if lang == wanted or lang.partition("-")[0] == wanted:
                    return (lang, text)
        if said:
            return next(iter(said.items()))
        return self.pick_lang(texts.get(self.lang) or next(iter(texts.values()), None))

    def _fill(self, template: str, params: Mapping[str, Any]) -> str:
        if "{" not in template:
            return template
        pieces: list[str] = []
        end = 0
        for gap in _GAP.finditer(template):
            pieces += [template[end : gap.start()], self._value(params[gap[2]]) if gap[2] else f"{{{gap[1]}}}"]
            end = gap.end()
        return _join([*pieces, template[end:]])

    def _value(self, value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            text = in_digits(str(value), self.digits)
            return text if value >= 0 else self._isolate(text)
        return self._isolate(value if isinstance(value, str) else str(value))


def _join(pieces: list[str]) -> str:
    """The pieces as one string; when a value is HTML already, as HTML, with all the rest escaped."""
    if not any(hasattr(piece, "__html__") for piece in pieces):
        return "".join(pieces)
    from markupsafe import Markup

    return Markup("").join(pieces)


@lru_cache(maxsize=4)
def _catalogue(lang: str) -> Catalogue:
    path = os.path.join(_LOCALE, lang, "mou.mo")
    if lang == "en" and not os.path.exists(path):
        return _English()
    from gettext import GNUTranslations

    with open(path, "rb") as file:
        return GNUTranslations(file)


def words_for(lang: str, *, isolate: Isolate | None = None, digits: str = "latn") -> Words:
    """The words of a language, `ar` or `en`; any other is a ValueError."""
    if lang not in LANGUAGES:
        raise ValueError(lang)
    return Words(lang, isolate, digits, _catalogue(lang))
