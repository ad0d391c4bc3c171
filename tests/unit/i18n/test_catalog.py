"""Words: translation, gaps that only take what they name, plurals, terms, and the choice of a text's language."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mou_tracker.i18n.catalog import N_, Words, gaps, words_for

FSI, PDI = "\u2068", "\u2069"
SAID = {
    "Line {line}: the date {date} is not one": "السطر {line}: التاريخ {date} غير صالح",
    "{a} & {b}": "{b} و{a} <br>",
}


class Sample:
    """A catalogue of two messages."""

    def gettext(self, message: str) -> str:
        return SAID.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}/{message}" if message == "known" else message


@pytest.fixture
def arabic() -> Words:
    return Words("ar", catalogue=Sample())


@pytest.fixture
def english() -> Words:
    return words_for("en")


def test_a_marked_message_is_itself() -> None:
    assert N_("a message") == "a message"


def test_values_of_another_direction_are_isolated(arabic: Words, english: Words) -> None:
    message = "Line {line}: the date {date} is not one"
    assert arabic(message, line=12, date="2025-01-15") == f"السطر 12: التاريخ {FSI}2025-01-15{PDI} غير صالح"
    assert arabic("{a}", a="هيئة تنظيم سوق العمل") == "هيئة تنظيم سوق العمل"
    assert arabic("{a}", a="عُمان") == "عُمان"
    assert arabic("{a}", a="هيئة (LMRA)") == f"{FSI}هيئة (LMRA){PDI}"
    assert english("Owner: {a}", a="LMRA 2025-01-15") == "Owner: LMRA 2025-01-15"
    assert english("Owner: {a}", a="عُمان") == f"Owner: {FSI}عُمان{PDI}"


def test_whole_numbers_take_the_chosen_digits() -> None:
    words = Words("ar", digits="arab", catalogue=Sample())
    assert words("{n} من {m}", n=51, m=76) == "٥١ من ٧٦"
    assert words("{n}", n=-3) == f"{FSI}-٣{PDI}"


def test_a_gap_without_its_param_is_an_error(english: Words) -> None:
    with pytest.raises(KeyError):
        english("Line {line}")
    with pytest.raises(KeyError):
        english("Line {line}", lines=1)


def test_params_that_no_gap_names_are_left_out(english: Words) -> None:
    assert english("Done {a}", a="x", b="y") == "Done x"


def test_gaps_reach_no_attributes_and_data_is_never_a_template(english: Words) -> None:
    assert english("{a.__class__} {a[0]} {0} {a!r} {a:>10} {}", a="x") == "{a.__class__} {a[0]} {0} {a!r} {a:>10} {}"
    assert english("{a}{b}", a="{b}", b="{a.__class__}") == "{b}{a.__class__}"


def test_braces_that_are_no_gap_stay(english: Words) -> None:
    assert english("write {ar: ..., en: ...} or {{name}}") == "write {ar: ..., en: ...} or {name}"
    assert gaps("write {ar: ..., en: ...} or {{name}} in {file}") == {"file"}


@given(st.text())
def test_any_value_comes_through_english_whole(value: str) -> None:
    said = words_for("en")("<{value}>", value=value)
    assert value in said or said == f"<{FSI}{value.translate(dict.fromkeys(range(0x2066, 0x206A)))}{PDI}>"


def test_no_message_says_nothing() -> None:
    assert words_for("ar")("") == ""


def test_html_values_escape_the_message_and_are_not_escaped_again() -> None:
    words = Words("ar", lambda value: Markup("<bdi>{}</bdi>").format(value), catalogue=Sample())
    said = words("{a} & {b}", a="<script>", b="x & y")
    assert isinstance(said, Markup)
    assert said == "<bdi>x &amp; y</bdi> و<bdi>&lt;script&gt;</bdi> &lt;br&gt;"


def test_html_without_values_stays_text_for_the_template_to_escape() -> None:
    words = Words("en", lambda value: Markup("<bdi>{}</bdi>").format(value))
    assert not isinstance(words("a < b"), Markup)
    assert words.plural("{n} of <{b}>", "{n} of <{b}>", 3, b="é") == Markup("3 of &lt;<bdi>é</bdi>&gt;")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 يوم"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يومًا"),
        (99, "99 يومًا"),
        (100, "100 يوم"),
        (102, "102 يوم"),
        (103, "103 أيام"),
        (111, "111 يومًا"),
        (1000, "1000 يوم"),
    ],
)
def test_arabic_has_six_plurals(n: int, said: str) -> None:
    assert words_for("ar").plural("{n} day", "{n} days", n) == said


def test_english_has_two_plurals(english: Words) -> None:
    assert [english.plural("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_terms_are_named_by_their_vocabulary() -> None:
    arabic = words_for("ar")
    assert arabic.term("progress", "completed") == "مُنجز"
    assert arabic.term("flag", "dormant") == "راكد"
    assert arabic.term("state", "signed") == "موقّعة"
    assert arabic.term("event_type", "signed") == "التوقيع"


def test_a_term_of_an_open_vocabulary_is_shown_as_it_is(english: Words) -> None:
    assert words_for("ar").term("modality", "joint_patrol") == "joint patrol"
    assert english.term("modality", "joint_patrol") == "joint patrol"
    assert english.term("nature", "one_off") == "one-off"
    assert english.term("agreement_kind", "memorandum_of_understanding") == "memorandum of understanding"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ({"ar": "نص", "en": "text"}, ("ar", "نص")),
        ({"en": "text"}, ("en", "text")),
        ({"fr": "texte", "en": "text"}, ("en", "text")),
        ({"fr": "texte", "es": "texto"}, ("fr", "texte")),
        ({"en": "text", "ar-BH": "نص"}, ("ar-BH", "نص")),
        ({"ar": "not_stated", "en": "text"}, ("en", "text")),
        ({"ar": "not_stated"}, ("ar", "غير مذكور")),
        ({"ar": "unknown", "en": "not_stated"}, ("ar", "غير معلوم")),
        ({"ar": ""}, ("ar", "—")),
        ({}, ("ar", "—")),
        (None, ("ar", "—")),
        ("", ("ar", "—")),
        ("not_stated", ("ar", "غير مذكور")),
        ("unknown", ("ar", "غير معلوم")),
        ("Muscat", ("en", "Muscat")),
        ("مسقط", ("ar", "مسقط")),
    ],
)
def test_the_text_chosen_for_an_arabic_reader(text: dict[str, str] | str | None, chosen: tuple[str, str]) -> None:
    words = words_for("ar")
    assert words.pick_lang(text, None if isinstance(text, str) else "en") == chosen
    assert words.pick(text, None if isinstance(text, str) else "en") == chosen[1]


def test_a_plain_text_is_in_the_language_of_the_register(english: Words) -> None:
    assert english.pick_lang("Maskat", "de") == ("de", "Maskat")


def test_there_are_two_languages() -> None:
    with pytest.raises(ValueError, match="fr"):
        words_for("fr")


def test_starting_up_loads_no_heavy_library() -> None:
    code = (
        "import sys; from mou_tracker.i18n import bidi, calendar, catalog, fold, format;"
        "catalog.words_for('en')('Line {n}', n=1);"
        "print(sorted({'babel', 'hijridate', 'markupsafe', 'jinja2', 'gettext', 'decimal'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
