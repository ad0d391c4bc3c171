"""The Arabic is complete, right, and compiled; and the tool that says so finds what is wrong."""

from __future__ import annotations

import io
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po as babel_read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import catalogues, extraction, messages  # noqa: E402

HEADER = 'msgid ""\nmsgstr ""\n' + "".join(
    catalogues.quoted(f"{line}\n") + "\n" for line in catalogues.HEADER.splitlines()
)
DAYS = 'msgid "{n} day"\nmsgid_plural "{n} days"\n'
FORMS = ("{n} يوم", "يوم واحد", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم")


def entries_of(body: str, file: str = "a.po") -> list[catalogues.Entry]:
    entries, problems = catalogues.read_po(f"{HEADER}\n{body}", file)
    assert problems == []
    return entries


def six(forms: tuple[str, ...]) -> str:
    return "".join(f'msgstr[{index}] "{form}"\n' for index, form in enumerate(forms))


def world(root: Path, files: dict[str, str]) -> tuple[Path, Path]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root, root / "mou_tracker" / "ar"


def extracted(tmp_path: Path, files: dict[str, str]) -> tuple[list[tuple[str, str | None]], list[catalogues.Problem]]:
    """The messages of a small tree's own files, without those of the program's vocabularies and rules."""
    found, problems = extraction.extract(world(tmp_path, files)[0])
    return [(one.msgid, one.plural) for one in found if one.file in files], [p for p in problems if p.file in files]


def test_the_arabic_is_complete_and_right() -> None:
    problems = messages.check()
    assert not problems, messages.listing(problems)


def test_the_compiled_catalogue_is_the_one_of_the_translations() -> None:
    assert messages.MO.read_bytes() == messages.compiled(), "run: python tools/messages.py compile"


def test_our_reader_reads_what_babel_reads() -> None:
    for path in sorted(messages.LOCALE.glob("*.po")):
        ours, problems = catalogues.read_po(path.read_text("utf-8"), path.name)
        theirs = [message for message in babel_read_po(io.BytesIO(path.read_bytes()), locale="ar") if message.id]
        assert problems == []
        assert sorted((e.context or "", e.msgid, e.strings) for e in ours) == sorted(
            (
                m.context or "",
                m.id if isinstance(m.id, str) else m.id[0],
                m.string if isinstance(m.string, tuple) else (m.string,),
            )
            for m in theirs
        )


def test_our_compiled_bytes_are_read_by_gettext_and_babel() -> None:
    entries = entries_of(
        f'{DAYS}{six(FORMS)}\nmsgctxt "state"\nmsgid "signed"\nmsgstr "موقّعة"\n\nmsgid "a\\"b"\nmsgstr "س\\nص"\n'
    )
    raw = catalogues.mo_bytes(entries)
    said = GNUTranslations(io.BytesIO(raw))
    assert said.pgettext("state", "signed") == "موقّعة"
    assert said.gettext('a"b') == "س\nص"
    assert [said.ngettext("{n} day", "{n} days", n) for n in (0, 1, 2, 3, 11, 100)] == list(FORMS)
    assert len([message for message in read_mo(io.BytesIO(raw)) if message.id]) == 3
    assert raw == catalogues.mo_bytes(reversed(entries))


def test_messages_are_found_in_code(tmp_path: Path) -> None:
    code = """
words("plain")
self.words("of an attribute", file=name)
N_("marked "
   "over two lines")
words.plural("{n} day", "{n} days", n)
session.words.plural("{n} week", "{n} weeks", n, a=1)
words("yes" if done else "no")
raise FileTrouble("cannot read {file}", hint="look at it", file=x)
words(variable)
other("not a message")
"""
    found, problems = extracted(tmp_path, {"mou_tracker/x.py": code})
    assert problems == []
    assert found == [
        ("plain", None),
        ("of an attribute", None),
        ("marked over two lines", None),
        ("{n} day", "{n} days"),
        ("{n} week", "{n} weeks"),
        ("no", None),
        ("yes", None),
        ("cannot read {file}", None),
        ("look at it", None),
    ]


@pytest.mark.parametrize(
    "call", ['words(f"line {n}")', 'words("line " + n)', 'words.plural(f"{n} day", "{n} days", n)']
)
def test_a_message_put_together_at_run_time_is_a_problem(tmp_path: Path, call: str) -> None:
    found, problems = extracted(tmp_path, {"mou_tracker/x.py": call})
    assert found == []
    assert [(problem.file, problem.line) for problem in problems] == [("mou_tracker/x.py", 1)]


def test_messages_are_found_in_templates(tmp_path: Path) -> None:
    template = (
        "<p>{{ t('Overdue') }}</p>\n{{ tn('{n} day', '{n} days', days) }} {{ t(name) }} {{ words.plural('a', 'b', 2) }}"
    )
    found, problems = extracted(tmp_path, {"templates/page.html.j2": template})
    assert problems == []
    assert found == [("Overdue", None), ("a", "b"), ("{n} day", "{n} days")]


@pytest.mark.parametrize("template", ["{% if %}", "{{ t('a' ~ b) }}", "{{ t('a' if b else 'c') }}"])
def test_a_template_that_hides_its_messages_is_a_problem(tmp_path: Path, template: str) -> None:
    found, problems = extracted(tmp_path, {"templates/page.html.j2": template})
    assert found == []
    assert len(problems) == 1


def test_terms_and_rules_are_extracted_too() -> None:
    found = extraction.extract(ROOT)[0]
    assert ("progress", "on_hold") in {message.key for message in found}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('msgid "Save"\nmsgstr ""\n', "without translation"),
        ('#, fuzzy\nmsgid "Save"\nmsgstr "حفظ"\n', "fuzzy"),
        ('msgid "In {file}"\nmsgstr "في {ملف}"\n', "gaps {} for {file}"),
        ('msgid "In {file}"\nmsgstr "في {file} {line}"\n', "gaps {file, line} for {file}"),
        ('msgid "Sure?"\nmsgstr "هل أنت متأكد?"\n', "Latin ? in Arabic"),
        ('msgid "a, b"\nmsgstr "أولًا, ثانيًا"\n', "Latin , in Arabic"),
        ('msgid "a; b"\nmsgstr "أولًا; ثانيًا"\n', "Latin ; in Arabic"),
        ('msgid "a"\nmsgstr "أولًا\u200f"\n', "hidden marks"),
        (f"{DAYS}{six(FORMS[:2])}", "2 of six plural forms"),
        (f"{DAYS}{six((*FORMS[:3], 'أيام', *FORMS[4:]))}", "gaps {} for {n}"),
    ],
)
def test_a_faulty_entry_is_named(body: str, wrong: str) -> None:
    (entry,) = entries_of(body)
    (problem,) = catalogues.faults(entry)
    assert problem.text.startswith(wrong)
    assert problem.file == "a.po"


@pytest.mark.parametrize(
    "body",
    [
        f"{DAYS}{six(FORMS)}",
        'msgid "Sure?"\nmsgstr "هل أنت متأكد؟"\n',
        'msgid "Write {ar: ..., en: ...}"\nmsgstr "اكتب هكذا: {ar: ..., en: ...}"\n',
        'msgid "Run `a; b`, see https://x.example/?q=1"\nmsgstr "نفّذ `a; b`، وانظر https://x.example/?q=1"\n',
        'msgid "1,000"\nmsgstr "1,000 التزام"\n',
        'msgid "JSON, CSV"\nmsgstr "JSON, CSV"\n',
    ],
)
def test_a_good_entry_passes(body: str) -> None:
    assert [fault for entry in entries_of(body) for fault in catalogues.faults(entry)] == []


def test_two_files_may_agree_but_not_differ() -> None:
    same = 'msgid "Save"\nmsgstr "حفظ"\n'
    other = 'msgid "Save"\nmsgstr "احفظ"\n'
    assert catalogues.disagreements(entries_of(same, "a.po") + entries_of(same, "b.po")) == []
    (problem,) = catalogues.disagreements(entries_of(same, "a.po") + entries_of(other, "b.po"))
    assert problem.file == "b.po"
    assert problem.text.startswith("translated otherwise in a.po:")


def test_a_message_said_twice_in_one_file_may_not_differ() -> None:
    twice = 'msgid "Save"\nmsgstr "حفظ"\n\nmsgid "Save"\nmsgstr "احفظ"\n'
    assert len(catalogues.disagreements(entries_of(twice))) == 1


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
        'msgid a\nmsgstr "b"\n',
        '"loose"\n',
        'msgid ""\nmsgstr "Plural-Forms: nplurals=6; plural=0;\\n"\n',
    ],
)
def test_a_broken_file_is_a_problem(text: str) -> None:
    assert len(catalogues.read_po(text, "a.po")[1]) == 1


def test_source_and_entries_are_compared() -> None:
    said = extraction.Message("x.py", 3, None, "Save")
    days = extraction.Message("x.py", 4, None, "{n} day", "{n} days")
    entries = entries_of('msgid "{n} day"\nmsgstr "يوم"\n\nmsgid "Gone"\nmsgstr "ذهب"\n')
    texts = sorted(problem.text for problem in messages.compare([said, days], entries))
    assert texts == [
        'gaps {} for {n}: "{n} day"',
        'msgid_plural is not "{n} days": "{n} day"',
        'no longer in the source: "Gone"',
        'not translated: "Save"',
    ]


def test_two_plurals_of_one_message_are_a_problem() -> None:
    one = extraction.Message("x.py", 4, None, "{n} day", "{n} days")
    entries = entries_of(f"{DAYS}{six(FORMS)}")
    assert messages.compare([one, one], entries) == []
    (problem,) = messages.compare([one._replace(line=9, plural="many days"), one], entries)
    assert problem.line == 9


def test_the_skeleton_of_what_is_missing_can_be_read_back() -> None:
    wanted = [
        extraction.Message("x.py", 3, None, 'Say "hi"\n'),
        extraction.Message("x.py", 4, None, "{n} day", "{n} days"),
        extraction.Message("v.py", 0, "state", "signed"),
    ]
    entries, problems = catalogues.read_po(messages.skeleton(wanted), "new.po")
    assert problems == []
    assert [(entry.context, entry.msgid, entry.plural) for entry in entries] == [message[2:] for message in wanted]
    assert messages.lacking(wanted, entries) == []
    assert [len(entry.strings) for entry in entries] == [1, 6, 1]


def test_the_command_writes_a_skeleton_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "all.po"
    assert messages.main(["extract", "--out", str(out)]) == 0
    assert 'msgctxt "progress"\nmsgid "on_hold"\nmsgstr ""' in out.read_text("utf-8")
    capsys.readouterr()
    code = messages.main(["check"])
    assert capsys.readouterr().out.endswith("problems.\n")
    assert code == int(bool(messages.check()))
