from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from mou_tracker.model.agency import AgencyFile
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.base import LANGUAGE_PATTERN
from mou_tracker.model.settings import Settings
from mou_tracker.rules.engine import check_record
from mou_tracker.rules.passages import Passages
from mou_tracker.rules.privacy import holds_account, holds_identity

MINIMAL: dict[str, Any] = {
    "format": "mou/1",
    "kind": "agreement",
    "parties": [{"agency": "bh-authority", "side": "BH"}],
}
BILINGUAL = Settings(language="ar", languages=("ar", "en"))


def _codes(settings: Settings | None = BILINGUAL, **texts: Any) -> set[str]:
    record = Agreement.model_validate({**MINIMAL, "title": {"ar": "مذكرة", "en": "Memorandum"}, **texts})
    return {finding.code for finding in check_record(record, "a.yaml", settings) if finding.code >= "MOU700"}


def _walked(data: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths of mappings of language to text, found by their form alone."""
    import re

    if isinstance(data, dict):
        if data and all(re.fullmatch(LANGUAGE_PATTERN, str(key)) and isinstance(data[key], str) for key in data):
            return {path}
        return {found for key, value in data.items() for found in _walked(value, (*path, key))}
    if isinstance(data, list):
        return {found for index, value in enumerate(data) for found in _walked(value, (*path, index))}
    return set()


def test_the_walk_finds_every_text_of_an_agreement() -> None:
    text = {"ar": "نص", "en": "Text"}
    proof = {"kind": "press", "title": text, "note": text}
    data = {
        **MINIMAL,
        "title": text,
        "parties": [
            {"agency": "bh-authority", "side": "BH", "signature": {"name": text, "honorific": text}},
            {"agency": "om-council", "side": "OM"},
        ],
        "signing": {"place": text, "occasion": text},
        "term": {"kind": "until_event", "event": text},
        "texts": [{"language": "ar", "status": "draft", "note": text}],
        "relations": [{"type": "implements", "target": "x", "note": text}],
        "events": [{"type": "signed", "date": "2025", "text": text}],
        "purposes": [text, text],
        "statements": [{"by": "bh-authority", "name": text, "text": text}],
        "commitments": [
            {
                "id": "a",
                "source_class": "pledge",
                "text": text,
                "quote": text,
                "indicators": [{"id": "i", "title": text}],
                "milestones": [{"id": "m", "text": text}],
                "deliverables": [{"id": "d", "text": text}],
                "log": [{"date": "2025", "by": "x", "type": "report", "text": text, "evidence": [proof]}],
                "assessments": [
                    {"date": "2025", "by": "x", "verdict": "contrary", "rationale": text, "evidence": [proof]}
                ],
                "change_requests": [{"date": "2025", "what": "due", "reason": text, "decision": "pending"}],
                "note": text,
                "exceptions": [{"rule": "MOU401", "reason": text, "until": "2026"}],
            }
        ],
        "amendments": [
            {"date": "2025", "note": text, "changes": [{"op": "add", "target": "t", "before": text, "after": text}]}
        ],
        "note": text,
        "sources": [{"id": "s", "kind": "press", "title": text, "publisher": text, "note": text}],
        "exceptions": [{"rule": "MOU401", "reason": text, "until": "2026"}],
    }
    passages = Passages(Agreement.model_validate(data))
    assert {path for path, _ in passages.texts} == _walked(data)


def test_the_walk_finds_texts_and_lines_of_agencies() -> None:
    text = {"ar": "نص", "en": "Text"}
    holder = {"name": text, "honorific": text, "from": "2025"}
    agency = {
        "name": text,
        "kind": "authority",
        "aliases": ["A", "B"],
        "posts": {"head": {"title": text, "holders": [holder]}},
        "hosts": [{"edition": 1, "agency": "x", "note": text}],
    }
    data = {"format": "mou/1", "agencies": {"x": agency}}
    passages = Passages(AgencyFile.model_validate(data))
    assert {path for path, _ in passages.texts} == _walked(data)
    assert passages.lines == [(("agencies", "x", "aliases", 0), "A"), (("agencies", "x", "aliases", 1), "B")]


def test_what_is_not_known_is_no_text() -> None:
    said = {"ar": "not_stated", "en": "unknown"}
    assert _codes(note=said, purposes=[said]) == set()


def test_without_settings_no_language_is_missed() -> None:
    assert "MOU701" in _codes(title={"ar": "مذكرة"})
    assert "MOU701" not in _codes(None, title={"ar": "مذكرة"})
    assert "MOU701" not in _codes(Settings(language="ar", languages=("ar",)), title={"ar": "مذكرة"})


def test_a_plain_text_is_in_the_language_of_the_register() -> None:
    assert "MOU701" in _codes(purposes=["تبادل"])
    assert "MOU705" in _codes(note="Exchange of expertise")
    assert "MOU705" not in _codes(Settings(language="en", languages=("en",)), note="Exchange of expertise")


def test_notes_and_reports_may_stay_in_one_language() -> None:
    assert _codes(note={"ar": "ملاحظة"}, signing={"place": {"ar": "مسقط"}}) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قبل 2025-01-15", "MOU704"),
        ("قبل 15-01-2025", "MOU704"),
        ("في 2025-01", "MOU704"),
        ("قبل ٢٠٢٥-٠١-١٥", "MOU704"),
        ("كلمـــة", "MOU716"),
        ("مكتـب", "MOU716"),
        ("مکتب", "MOU717"),
        ("تدريب, وتأهيل", "MOU718"),
        ("هل تم ذلك?", "MOU718"),
        ("ﻻ شيء", "MOU709"),
        ("٢٠ في 2026", "MOU711"),
    ],
)
def test_what_does_not_read_as_arabic_should(text: str, code: str) -> None:
    assert _codes(note={"ar": text}) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "في الفترة (٢٠١٠-٢٠١٩)",
        "في الفترة 2010-2019",
        "القرار 51/76 والمادة 3.5",
        "الاجتماع الـ23",
        "سنة 1446هـ",
        "بيان BH-OM-2025-01 المشترك",
        "صلى الله عليه وسلم ﷺ",
        "بنسبة 1,234 متدرب",
        "مذكرة (UNODC)",
    ],
)
def test_what_does(text: str) -> None:
    assert _codes(note={"ar": text}) == set()


def test_a_quotation_stands_as_its_source_has_it() -> None:
    quoted = {"id": "a", "source_class": "pledge", "text": {"ar": "نص", "en": "Text"}, "owners": ["x"]}
    found = _codes(commitments=[{**quoted, "quote": {"ar": "كلمـــة  في ٢٠٢٥-٠١-١٥, 20"}}])
    assert found == set()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("=1+1", {"MOU702"}),
        ("@SUM(A1)", {"MOU702"}),
        ("-cmd", {"MOU702"}),
        ("- item", set()),
        ("-5 degrees", set()),
        ("a = b", set()),
        ("see [/bold] now", {"MOU707"}),
        ("::error title=x", {"MOU707"}),
        ("std::vector", set()),
        ("x < 5 and y > 3", set()),
        ("{{ secret }}", {"MOU707"}),
        ("two  spaces", {"MOU706"}),
        ("line\n", set()),
        ("line\n  indented", set()),
        ("TODO later", {"MOU719"}),
        ("TODOS", set()),
        ("Really???", {"MOU719"}),
        ("Bahrаin", {"MOU712"}),
        ("α and β", set()),
        ("ask minister@example.org", {"MOU703"}),
        ("call 0097317000000", {"MOU713"}),
        ("call +966 11 123 4567", {"MOU713"}),
        ("1000000 riyals", set()),
        ("passport no. A1234567", {"MOU714"}),
        ("a passport officer and 12 others", set()),
    ],
)
def test_safety_and_tidiness(text: str, codes: set[str]) -> None:
    assert _codes(note={"en": text}) == codes


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("850412345", True),
        ("851312345", False),
        ("1000000008", True),
        ("1000000009", False),
        ("28763400123", True),
        ("48763400123", False),
        ("285041234567", True),
        ("285131234567", False),
        ("784-1985-1234567-1", True),
        ("784198512345671", True),
        ("2025-01-15", False),
        ("12345678", False),
        ("https://example.org/850412345", False),
    ],
)
def test_forms_of_identity_numbers(number: str, is_one: bool) -> None:
    assert holds_identity(f"no. {number} of the list") is is_one


def test_an_account_number_is_told_by_its_check_digits() -> None:
    assert holds_account("KW81CBKU0000000000001234560101")
    assert holds_account("to SA03 8000 0000 6080 1016 7519.")
    assert not holds_account("KW82CBKU0000000000001234560101")
    assert not holds_account("OM2025 MEMORANDUM OF UNDERSTANDING")


def test_arabic_digits_hide_nothing() -> None:
    assert "MOU714" in _codes(note={"ar": "رقم ٨٥٠٤١٢٣٤٥"})
    assert "MOU713" in _codes(note={"ar": "هاتف ٠٠٩٧٣١٧٠٠٠٠٠٠"})


@pytest.mark.parametrize(
    "text",
    [
        "a" * 60_000 + " @",
        "@" + "a.b-" * 15_000,
        "KW81" * 15_000 + "!",
        "1" * 60_000,
        "2025-01 " * 8_000,
        "1-" * 30_000,
        "\n" * 60_000 + ":: <",
        "<" * 60_000,
        "[/" * 30_000,
        "x" + " " * 60_000 + "\n",
        "+97" * 20_000,
        "+ " * 30_000,
        "بـ" * 30_000,
        "passport " * 7_000,
        "جواز ABC" * 8_000,
        "?" * 60_000,
        "aа" * 30_000,
        "784-" * 15_000,
    ],
    ids=range(18),
)
def test_no_text_takes_long(text: str) -> None:
    started = process_time()
    _codes(note={"ar": f"نص {text}", "en": f"Text {text}"})
    assert process_time() - started < 2
