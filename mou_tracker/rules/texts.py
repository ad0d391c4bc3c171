"""MOU3xx, texts: which language counts, and that it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import WARNING, Finding, Rule, at

if TYPE_CHECKING:
    from mou_tracker.model.agreement import Agreement


def _prevailing_unnamed(record: Agreement) -> Iterator[Finding]:
    if record.authenticity == "prevailing" and record.prevailing_language is None:
        yield at("authenticity")


def _prevailing_unlisted(record: Agreement) -> Iterator[Finding]:
    language = record.prevailing_language
    if language and record.texts and language not in KNOWN and language not in _languages(record):
        yield at("prevailing_language", language=language)


def _prevailing_in_vain(record: Agreement) -> Iterator[Finding]:
    language = record.prevailing_language
    if language and language not in KNOWN and record.authenticity != "prevailing":
        yield at("prevailing_language", language=language, authenticity=record.authenticity)


def _translated_from_nothing(record: Agreement) -> Iterator[Finding]:
    for index, text in enumerate(record.texts):
        origin = text.translated_from
        if origin and origin not in KNOWN and (origin == text.language or origin not in _languages(record)):
            yield at("texts", index, "translated_from", language=origin)


def _languages(record: Agreement) -> set[str]:
    return {text.language for text in record.texts}


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU320",
        scope="agreement",
        severity=WARNING,
        title="Prevailing language not named",
        message="The text in one language prevails, and which one is not recorded",
        why="When two texts differ, somebody must be able to tell which one counts.",
        remedy="Add prevailing_language; where the text does not name it, write not_stated.",
        source="Vienna Convention on the Law of Treaties, art. 33 (1)",
        sample="agreement",
        check=_prevailing_unnamed,
        bad="authenticity: prevailing\n",
        good="authenticity: prevailing\nprevailing_language: ar\n",
    ),
    Rule(
        code="MOU321",
        scope="agreement",
        severity=WARNING,
        title="Translated from no text",
        message="The text is translated from {language}, and no other text in that language is listed",
        why="A translation is checked against the text it was made from, which is not there.",
        remedy="List the original text, even without its file, or correct the language.",
        sample="agreement",
        check=_translated_from_nothing,
        bad="texts:\n"
        "  - {language: ar, status: authentic, url: https://example.org/ar}\n"
        "  - {language: en, status: unofficial_translation, translated_from: fr, url: https://example.org/en}\n",
        good="texts:\n"
        "  - {language: ar, status: authentic, url: https://example.org/ar}\n"
        "  - {language: en, status: unofficial_translation, translated_from: ar, url: https://example.org/en}\n",
    ),
    Rule(
        code="MOU330",
        scope="agreement",
        severity=WARNING,
        title="Prevailing text not listed",
        message="The text in {language} prevails, and no text in that language is listed",
        why="The text that counts when others differ is the one that must be at hand.",
        remedy="List the text in that language, even without its file, or correct the language.",
        sample="agreement",
        check=_prevailing_unlisted,
        bad="authenticity: prevailing\nprevailing_language: fr\n",
        good="authenticity: prevailing\nprevailing_language: en\n",
    ),
    Rule(
        code="MOU331",
        scope="agreement",
        severity=WARNING,
        title="Language that does not prevail",
        message="{language} is named as prevailing, and the authenticity of the texts is {authenticity}",
        why="A text either prevails over the others or has equal authority; the record says both.",
        remedy="Set authenticity to prevailing, or remove prevailing_language.",
        source="Vienna Convention on the Law of Treaties, art. 33 (1)",
        terms={"authenticity": "authenticity"},
        sample="agreement",
        check=_prevailing_in_vain,
        bad="authenticity: equally_authentic\nprevailing_language: ar\n",
        good="authenticity: prevailing\nprevailing_language: ar\n",
    ),
)
