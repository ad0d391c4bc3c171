"""A report as literals, with rules of its own, so that wording changed elsewhere does not change what is tested here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from mou_tracker.diagnostics import Diagnostic, Severity, Span
from mou_tracker.i18n.catalog import Catalogue, Words, words_for
from mou_tracker.render.findings.shape import Findings
from mou_tracker.rules.base import Rule
from mou_tracker.rules.registry import BY_CODE

TODAY = date(2026, 6, 30)

RULES = (
    Rule(
        code="MOU001",
        scope="file",
        severity=Severity.ERROR,
        title="Unreadable bytes",
        message="The file cannot be read",
        why="What cannot be read cannot be followed.",
        remedy="Save the file as UTF-8.",
        sample="bytes",
        bad="\xff\xfe\x00" + "long\n" * 30,
        good="format: mou/1\n",
    ),
    Rule(
        code="MOU101",
        scope="shape",
        severity=Severity.ERROR,
        title="Unknown key",
        message="The key {key} is not known here",
        why="A key nobody reads loses what it says.",
        remedy="Correct the key {key}.",
        bad="efect: {mode: on_signature}\n",
        good="effect: {mode: on_signature}\n",
    ),
    Rule(
        code="MOU305",
        scope="agreement",
        severity=Severity.WARNING,
        title="Days that differ",
        message="{hijri} is {n} day from {date}, being {kind}",
        message_many="{hijri} is {n} days from {date}, being {kind}",
        why="Two calendars | one day: `both` *must* agree.",
        remedy="Check both dates.",
        terms={"kind": "progress"},
        source="Umm al-Qura calendar",
        bad={"agreements/one.yaml": "a: 1\n", "agreements/two.yaml": "b: \u202e2\n"},
        good="signing: {date: 2025-01-15}\n",
    ),
    Rule(
        code="MOU710",
        scope="agreement",
        severity=Severity.INFO,
        title="Long text",
        message="The text {text} is long",
        why="Nobody reads it.",
        remedy="Shorten it.",
        sample="settings",
        bad='title = "long"\n',
        good='title = "x"\n',
    ),
)

ARABIC = {
    "Unreadable bytes": "بايتات لا تُقرأ",
    "The file cannot be read": "تعذرت قراءة الملف",
    "What cannot be read cannot be followed.": "ما لا يُقرأ لا يُتابع.",
    "Save the file as UTF-8.": "احفظ الملف بترميز UTF-8.",
    "Unknown key": "مفتاح غير معروف",
    "The key {key} is not known here": "المفتاح {key} غير معروف هنا",
    "A key nobody reads loses what it says.": "المفتاح الذي لا يقرؤه أحد يضيع ما فيه.",
    "Correct the key {key}.": "صحّح المفتاح {key}.",
    "Days that differ": "يومان مختلفان",
    "{hijri} is {n} days from {date}, being {kind}": "بين {hijri} و{date} {n} أيام، والحال {kind}",
    "Two calendars | one day: `both` *must* agree.": "التقويمان | يوم واحد: `كلاهما` *يجب* أن يتفقا.",
    "Check both dates.": "راجع التاريخين.",
    "Long text": "نص طويل",
    "The text {text} is long": "النص {text} طويل",
    "Nobody reads it.": "لا يقرؤه أحد.",
    "Shorten it.": "اختصره.",
}

AGREEMENT = "agreements/bh-om-2025-training.yaml"

FINDINGS = (
    Diagnostic("MOU001", "agencies.yaml", params={}, excused={"ar": "ملف قديم: 50%", "en": "An old file, 50% done"}),
    Diagnostic(
        "MOU101",
        AGREEMENT,
        ("efect",),
        {"key": "efect", "suggestion": "effect"},
        span=Span(12, 3, 12, 8),
        excerpt="  efect: {mode: on_signature}  # قديم",
        at_key=True,
    ),
    Diagnostic(
        "MOU305",
        AGREEMENT,
        ("signing", "date"),
        {"hijri": "1446-07-15", "date": "2025-01-18", "n": 3, "kind": "in_progress"},
        Severity.WARNING,
        Span(107, 10, 107, 20),
        "  date:  2025-01-18",
    ),
    Diagnostic(
        "MOU710",
        AGREEMENT,
        ("title", "ar"),
        {"text": "مذكرة تفاهم"},
        Severity.INFO,
        Span(109, 9, 109, 20),
        "    ar: مذكرة تفاهم بين الجهتين",
    ),
    Diagnostic(
        "MOU101",
        "meetings/لجنة/1.yaml",
        ("x",),
        {"key": "a\x1b[2J\n::error::b", "suggestion": ""},
        span=Span(2, 1, 2, 2),
    ),
)

REPORT = Findings(FINDINGS, 31, TODAY, "register")


class _WithSamples:
    """The catalogue of the program with the sentences of the sample rules over it."""

    def __init__(self, under: Words, texts: Mapping[str, str]) -> None:
        self._under: Catalogue = under._catalogue
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message) or self._under.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._texts.get(msgid2) or self._under.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._under.pgettext(context, message)


def words(lang: str) -> Words:
    """The words of a language, sample rules included."""
    return Words(lang, catalogue=_WithSamples(words_for(lang), ARABIC if lang == "ar" else {}))


@contextmanager
def sample_rules() -> Iterator[None]:
    """The sample rules in the place of all others."""
    kept = dict(BY_CODE)
    BY_CODE.clear()
    BY_CODE.update({rule.code: rule for rule in RULES})
    try:
        yield
    finally:
        BY_CODE.clear()
        BY_CODE.update(kept)
