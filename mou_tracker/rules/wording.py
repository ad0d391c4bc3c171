"""Rules of the safety and tidiness of texts: formulas, markup, look-alike letters, spaces (MOU7xx)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.passages import BREAK, Passages

LONGEST = 2000
"""Characters a reader takes in at once; a longer text is a document, kept as a file or cut into commitments."""

_FORMULA = re.compile(r"=\S|[+\-@\t\r][A-Za-z(]")
_FORMULA_STARTS = tuple(BREAK + mark for mark in "=+-@\t\r")
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_MARKUP_SIGNS = ("<", "{{", "{%", "[/", "::", "##[")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>\s]{0,20}|\{\{|\{%|\[/[a-z]*\]|(?m:^[ \t]*::[a-z]+)|##\[")
_LOOK_ALIKE = re.compile(
    "(?:[A-Za-z][\u0370-\u03ff\u0400-\u052f\uff21-\uff5a]|[\u0370-\u03ff\u0400-\u052f\uff21-\uff5a][A-Za-z])"
)
_WORD = re.compile(r"\w+")
_LEFT_OVER = ("TODO", "TBD", "FIXME", "XXX", "Lorem ipsum", "???", "؟؟؟")
_LEFT_OVER_WORD = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|Lorem ipsum|\?{3}|؟{3}")


def _formula(passages: Passages) -> Iterable[Finding]:
    if not passages.holds(*_FORMULA_STARTS):
        return ()
    return [at(*one.path, found=one.words[:1]) for one in passages.where(_FORMULA.match)]


def _loose_spaces(passages: Passages) -> Iterable[Finding]:
    if not passages.holds("  ", BREAK + " ", " " + BREAK, "\u00a0\u00a0", BREAK + "\u00a0", "\u00a0" + BREAK):
        return ()
    return [at(*one.path) for one in passages.where(_has_loose_spaces) if "quote" not in one.path]


def _has_loose_spaces(text: str) -> bool:
    bare = text.strip("\n")
    return bare != bare.strip() or _DOUBLED.search(bare) is not None


def _markup(passages: Passages) -> Iterable[Finding]:
    if not passages.holds(*_MARKUP_SIGNS):
        return ()
    return [at(*one.path, found=found[0].strip()) for one in passages.said if (found := _MARKUP.search(one.words))]


def _too_long(passages: Passages) -> Iterable[Finding]:
    if len(passages.everything) <= LONGEST or max(map(len, passages.everything.split(BREAK))) <= LONGEST:
        return ()
    long = (one for one in passages.said if len(one.words) > LONGEST and "quote" not in one.path)
    return [at(*one.path, n=len(one.words), most=LONGEST) for one in long]


def _look_alikes(passages: Passages) -> Iterable[Finding]:
    if not (passages.has_odd and _LOOK_ALIKE.search(passages.everything)):
        return ()
    mixed = passages.where(_LOOK_ALIKE.search)
    words = ((one, word) for one in mixed for word in _WORD.findall(one.words) if _LOOK_ALIKE.search(word))
    return [at(*one.path, found=word) for one, word in words]


def _left_over(passages: Passages) -> Iterable[Finding]:
    if not passages.holds(*_LEFT_OVER):
        return ()
    return [at(*one.path, found=found[0]) for one in passages.said if (found := _LEFT_OVER_WORD.search(one.words))]


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU702",
        scope="text",
        severity=WARNING,
        title="Text that looks like a formula",
        message="The text begins with {found}, as a formula does",
        why="A spreadsheet that opens an export may run it; ours are safe, those of others may not be.",
        remedy="Begin the text with a word, or with a quotation mark.",
        source="CWE-1236",
        sample="commitment",
        bad='text: {ar: تنظيم برامج, en: "=HYPERLINK(1)"}',
        good="text: {ar: تنظيم برامج, en: Programmes = training}",
        check=_formula,
    ),
    Rule(
        code="MOU706",
        scope="text",
        severity=INFO,
        title="Loose spaces",
        message="The text has spaces at its beginning, at its end, or two in a row",
        why="They come from copying; lists do not line up, and the same words do not compare as equal.",
        remedy="Remove the spaces.",
        sample="commitment",
        bad='text: {ar: تنظيم برامج, en: "Organise  programmes "}',
        good='text: {ar: تنظيم برامج, en: "Organise programmes"}',
        check=_loose_spaces,
    ),
    Rule(
        code="MOU707",
        scope="text",
        severity=WARNING,
        title="Text that looks like markup",
        message="The text holds {found}, which another program may take for a command",
        why="Pages, terminals and build logs read such signs; ours show them as they are, others may obey them.",
        remedy="Write it in words, or leave the sign out.",
        sample="commitment",
        bad='text: {ar: تنظيم برامج, en: "Organise <script>alert(1)</script>"}',
        good='text: {ar: تنظيم برامج, en: "Organise courses of < 5 days"}',
        check=_markup,
    ),
    Rule(
        code="MOU708",
        scope="text",
        severity=INFO,
        title="Very long text",
        message="The text has {n} character; more than {most} are hard to read in lists and briefs",
        message_many="The text has {n} characters; more than {most} are hard to read in lists and briefs",
        why="A commitment that takes a page is usually several, and a report of that length is a document.",
        remedy="Cut it into several, or attach the whole as a file and give its sum here.",
        sample="commitment",
        bad=f"text: {{ar: {'برنامج ' * 300}, en: Programmes}}",
        good=f"quote: {{ar: {'برنامج ' * 300}}}",
        check=_too_long,
    ),
    Rule(
        code="MOU712",
        scope="text",
        severity=WARNING,
        title="Look-alike letters",
        message="The word {found} mixes letters of two scripts that look alike",
        why="It reads like another word and is not found by it; names are forged in this way.",
        remedy="Type the word anew in one script.",
        source="Unicode UTS #39",
        sample="agencies",
        bad="world-office:\n  name: {ar: المكتب الدولي, en: World Оffice}\n  kind: international_organisation",
        good="world-office:\n  name: {ar: المكتب الدولي, en: World Office}\n  kind: international_organisation",
        check=_look_alikes,
    ),
    Rule(
        code="MOU719",
        scope="text",
        severity=WARNING,
        title="Text left to be written",
        message="The text still holds {found}",
        why="A note to oneself would be shown to everybody who reads the register.",
        remedy="Write the text, or not_stated when the source does not say.",
        sample="commitment",
        bad="text: {ar: تنظيم برامج, en: TBD}",
        good="text: {ar: تنظيم برامج, en: Organise programmes}",
        check=_left_over,
    ),
)
