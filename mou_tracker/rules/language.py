"""Rules of the languages of texts: what is missing, and what does not read as Arabic should (MOU7xx)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from mou_tracker.diagnostics import Path
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.passages import Passages, Said, Words

_SHOWN_IN_LISTS = frozenset({"title", "text", "purposes", "name"})
_ONE_LANGUAGE_WILL_DO = frozenset(
    {"log", "assessments", "change_requests", "sources", "statements", "exceptions", "events", "amendments"}
)
_PERSONS = frozenset({"parties", "holders", "attendance", "chair"})

_DIGIT = "[0-9٠-٩]"
_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_ARABIC_LETTER = re.compile(_LETTER)
_LATIN_LETTER = re.compile("[A-Za-z]")
_LATIN_WORD = re.compile("[a-z]{3}")
_HYPHENED = re.compile(
    f"(?<!{_DIGIT})(?:{_DIGIT}+-{_DIGIT}+-{_DIGIT}+|{_DIGIT}{{4}}-(?:[0٠]{_DIGIT}|[1١][0-2٠-٢])(?!{_DIGIT}))"
)
_PRESENTATION = re.compile("[\ufb50-\ufd3d\ufd50-\ufdf1\ufdf3-\ufdf9\ufdfb\ufe70-\ufefc]")
_ARABIC_DIGIT, _LATIN_DIGIT = re.compile("[٠-٩]"), re.compile("[0-9]")
_STRETCHED = re.compile(f"{_LETTER}ـ+{_LETTER}|ــ")
_PERSIAN = re.compile("[\u06a9\u06cc]")
_LATIN_MARK = re.compile(f"(?<={_LETTER})[,;?](?=\\s|$)")
_LATIN_SCRIPT = frozenset({"en", "fr", "es", "de", "pt"})


def _missing_language(passages: Passages) -> Iterator[Finding]:
    wanted = passages.languages
    for path, words in passages.texts if len(wanted) > 1 else ():
        said = (passages.language,) if isinstance(words, str) else words
        if len(said) < len(wanted) and _is_for_lists(path) and not _is_known_unknown(words):
            missing = [language for language in wanted if language not in said]
            if missing:
                yield at(*path, languages=", ".join(missing))


def _is_for_lists(path: Path) -> bool:
    """True of what lists and briefs show in each language; a report or a note may stay in the one it was written in."""
    key = next(part for part in reversed(path) if isinstance(part, str))
    if key not in _SHOWN_IN_LISTS or not _ONE_LANGUAGE_WILL_DO.isdisjoint(path):
        return False
    return key != "name" or _PERSONS.isdisjoint(path)


def _is_known_unknown(words: Words) -> bool:
    return words in KNOWN if isinstance(words, str) else all(said in KNOWN for said in words.values())


def _wrong_script(passages: Passages) -> Iterator[Finding]:
    for path, words in passages.texts:
        said: Mapping[str, str] = {passages.language: words} if isinstance(words, str) else words
        for language, text in said.items():
            if _looks_foreign(language, text) and list(said.values()).count(text) == 1:
                yield at(*path, *(() if isinstance(words, str) else (language,)), language=language)


def _looks_foreign(language: str, text: str) -> bool:
    """True for words that are not in the script of the language; acronyms and numbers are in any."""
    if language == "ar":
        return text.isascii() and text not in KNOWN and _LATIN_WORD.search(text) is not None
    if text.isascii() or language not in _LATIN_SCRIPT:
        return False
    return len(_ARABIC_LETTER.findall(text)) > len(_LATIN_LETTER.findall(text))


def _same_in_both(passages: Passages) -> Iterator[Finding]:
    for path, words in passages.texts:
        if words.__class__ is dict and len(words) > 1:
            first, second, *_ = words.values()
            if first == second and first not in KNOWN and _is_worth_translating(first):
                one, other, *_ = words
                yield at(*path, one=one, other=other)


def _is_worth_translating(text: str) -> bool:
    return _ARABIC_LETTER.search(text) is not None or _LATIN_WORD.search(text) is not None


def _in_arabic(passages: Passages, test: Callable[[str], object]) -> Iterator[Said]:
    """Arabic texts that pass the test; quotations stand as their source has them."""
    return (one for one in passages.where(test) if one.language == "ar" and "quote" not in one.path)


def _out_of_order(passages: Passages) -> Iterable[Finding]:
    if "-" not in passages.arabic:
        return
    for one in _in_arabic(passages, _HYPHENED.search):
        letter, end = "", 0
        for found in _HYPHENED.finditer(one.words):
            letter, end = _last_letter(one.words[end : found.start()]) or letter, found.end()
            if _ARABIC_LETTER.match(letter):
                yield at(*one.path, found=found[0])


def _last_letter(text: str) -> str:
    """The last letter: numbers after an Arabic one become Arabic numbers (UAX #9, W2), and hyphens part them."""
    return next((character for character in reversed(text) if character.isalpha()), "")


def _presentation_forms(passages: Passages) -> Iterable[Finding]:
    if not (passages.has_odd and _PRESENTATION.search(passages.everything)):
        return ()
    return [at(*one.path, found=_shown(_PRESENTATION, one.words)) for one in passages.where(_PRESENTATION.search)]


def _shown(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _two_kinds_of_digits(passages: Passages) -> Iterable[Finding]:
    if not (passages.has_odd and _ARABIC_DIGIT.search(passages.everything)):
        return ()
    both = passages.where(lambda text: _ARABIC_DIGIT.search(text) and _LATIN_DIGIT.search(text))
    return [at(*one.path) for one in both if "quote" not in one.path]


def _stretched(passages: Passages) -> Iterable[Finding]:
    if "ـ" not in passages.arabic:
        return ()
    return [at(*one.path, found=_shown(_STRETCHED, one.words)) for one in _in_arabic(passages, _STRETCHED.search)]


def _persian_letters(passages: Passages) -> Iterable[Finding]:
    if "\u06a9" not in passages.arabic and "\u06cc" not in passages.arabic:
        return ()
    return [at(*one.path, found=_shown(_PERSIAN, one.words)) for one in _in_arabic(passages, _PERSIAN.search)]


def _latin_marks(passages: Passages) -> Iterable[Finding]:
    if not any(mark in passages.arabic for mark in ",;?"):
        return ()
    return [at(*one.path, found=_shown(_LATIN_MARK, one.words)) for one in _in_arabic(passages, _LATIN_MARK.search)]


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU701",
        scope="text",
        severity=WARNING,
        title="Language missing",
        message="The text is missing in: {languages}",
        why="Whoever reads the register in that language finds a text in another one, in lists, briefs and pages.",
        remedy="Add the text in that language, or take the language out of languages in mou.toml.",
        sample="agreement",
        bad="title: {ar: مذكرة تفاهم للتدريب}",
        good="title: {ar: مذكرة تفاهم للتدريب, en: Memorandum on training}",
        check=_missing_language,
    ),
    Rule(
        code="MOU704",
        scope="text",
        severity=INFO,
        title="Number that displays out of order",
        message="Inside Arabic text {found} is displayed in another order than it is written",
        why="After an Arabic letter hyphens part the numbers, so that a date reads from its wrong end.",
        remedy="Write a date with the name of its month; put other numbers of this kind in a field of their own.",
        source="Unicode UAX #9, W2 and W4",
        sample="commitment",
        bad="text: {ar: تسليم الدليل قبل 2026-03-01, en: Hand over the manual before 2026-03-01}",
        good="text: {ar: تسليم الدليل قبل 1 مارس 2026, en: Hand over the manual before 2026-03-01}",
        check=_out_of_order,
    ),
    Rule(
        code="MOU705",
        scope="text",
        severity=WARNING,
        title="Text under the wrong language",
        message="The text under {language} is not in the script of that language",
        why="Lists and briefs in that language would show it, in the wrong direction and letters.",
        remedy="Move the text under its own language.",
        sample="commitment",
        bad="text: {ar: Organise training programmes, en: تنظيم برامج تدريبية}",
        good="text: {ar: تنظيم برامج تدريبية, en: Organise training programmes}",
        check=_wrong_script,
    ),
    Rule(
        code="MOU709",
        scope="text",
        severity=WARNING,
        title="Arabic in presentation forms",
        message="The text holds shaped letters such as {found} instead of plain ones",
        why="Such letters come from copying out of a PDF; many programs do not find, sort or join them.",
        remedy="Type the words anew.",
        source="Unicode, chapter 9.2",
        sample="commitment",
        bad="text: {ar: ﺗﻨﻈﻴﻢ ﺑﺮﺍﻣﺞ, en: Organise programmes}",
        good="text: {ar: تنظيم برامج, en: Organise programmes}",
        check=_presentation_forms,
    ),
    Rule(
        code="MOU710",
        scope="text",
        severity=WARNING,
        title="Same text in two languages",
        message="The text is the same under {one} and {other}",
        why="It was probably copied to be translated, and the translation was forgotten.",
        remedy="Translate it, or leave the language out until it is translated.",
        sample="commitment",
        bad="text: {ar: تنظيم برامج, en: تنظيم برامج}",
        good="text: {ar: تنظيم برامج, en: Organise programmes}",
        check=_same_in_both,
    ),
    Rule(
        code="MOU711",
        scope="text",
        severity=INFO,
        title="Two kinds of digits",
        message="One text mixes Arabic-Indic and Latin digits",
        why="A document keeps one kind of digits throughout; mixed ones look like a slip.",
        remedy="Write all the digits of the text in one kind.",
        sample="commitment",
        bad="text: {ar: تدريب ٢٠ موظفًا في 2026, en: Train 20 officers in 2026}",
        good="text: {ar: تدريب 20 موظفًا في 2026, en: Train 20 officers in 2026}",
        check=_two_kinds_of_digits,
    ),
    Rule(
        code="MOU716",
        scope="text",
        severity=INFO,
        title="Stretched word",
        message="A word is stretched with tatweel: {found}",
        why="Tatweel is an ornament of the page; in data it keeps many programs from finding the word.",
        remedy="Remove the tatweel; it may stay in quotations, and after the article before a number.",
        sample="commitment",
        bad="text: {ar: تنظيم برامج تدريبيــة, en: Organise training programmes}",
        good="text: {ar: متابعة الاجتماع الـ23, en: Follow up the 23rd meeting}",
        check=_stretched,
    ),
    Rule(
        code="MOU717",
        scope="text",
        severity=INFO,
        title="Persian letter in Arabic text",
        message="The text holds the Persian letter {found}, which looks like an Arabic one",
        why="A keyboard of another language was used; many programs then do not find or sort the word.",
        remedy="Type the word anew with an Arabic keyboard.",
        sample="commitment",
        bad="text: {ar: مکافحة الاتجار, en: Combating trafficking}",
        good="text: {ar: مكافحة الاتجار, en: Combating trafficking}",
        check=_persian_letters,
    ),
    Rule(
        code="MOU718",
        scope="text",
        severity=INFO,
        title="Latin punctuation in Arabic",
        message="The mark {found} stands in an Arabic sentence",
        why="Briefs are made from these texts, and Arabic sentences have marks of their own.",
        remedy="Write the Arabic mark.",
        sample="commitment",
        bad='text: {ar: "تنظيم برامج, وورش عمل", en: "Organise programmes, and workshops"}',
        good='text: {ar: "تنظيم برامج، وورش عمل", en: "Organise programmes, and workshops"}',
        check=_latin_marks,
    ),
)
