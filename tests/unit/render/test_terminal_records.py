"""A record on a screen: nothing of it is left out, everything is named and said in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from mou_tracker.actions.gather import shown
from mou_tracker.i18n.bidi import cell_width
from mou_tracker.i18n.catalog import words_for
from mou_tracker.model.agency import Agency, AgencyFile
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.anatomy import below, keys, reachable, required
from mou_tracker.model.base import RefTo
from mou_tracker.model.meeting import Meeting
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import TERMS
from mou_tracker.render.terminal import fields
from mou_tracker.render.terminal.filed import filed
from mou_tracker.render.terminal.ink import uncolored
from mou_tracker.render.terminal.labels import LABELS
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.records import reasons_text, record_text
from mou_tracker.store.source import WorkingTree
from tests import golden
from tests.lively_register import TODAY, loaded

ROOTS = {"agreement": Agreement, "meeting": Meeting, "agencies": AgencyFile}
RECORDS = {record for root in ROOTS.values() for record in reachable(root)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lively")


@pytest.fixture(scope="module")
def register(place: Path) -> Register:
    return loaded(place)


def text(place: Path, register: Register, ref: str, lang: str = "en", width: int = 80, color: bool = False) -> str:
    found = shown(WorkingTree(place), register, ref, TODAY)
    return record_text(found, Pen(words_for(lang), width, color, found.names, "ar"))


REFS = [
    "lively",
    "lively/shelter",
    "lively/campaign",
    "committee/1",
    "committee/1/r1",
    "om-council",
    "om-council/secretary",
]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("ref", ["lively", "lively/shelter", "committee/1"])
def test_a_record_is_shown_as_we_looked_at_it(place: Path, register: Register, lang: str, ref: str) -> None:
    golden.check(f"{lang}/show-{ref.replace('/', '-')}.txt", text(place, register, ref, lang))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("ref", REFS)
def test_every_line_of_a_record_fits_the_screen(place: Path, register: Register, ref: str, lang: str) -> None:
    assert max(map(cell_width, text(place, register, ref, lang).splitlines())) <= 80


@pytest.mark.parametrize("ref", REFS)
def test_colours_change_no_word_of_a_record(place: Path, register: Register, ref: str) -> None:
    assert uncolored(text(place, register, ref, color=True)) == text(place, register, ref)


def test_every_key_of_the_model_has_a_name() -> None:
    wanted = {key.name for record in RECORDS for key in keys(record)}
    assert wanted - set(LABELS) == set()
    assert set(LABELS) - wanted == set()


def _under(record: type) -> set[str]:
    """Under which names a record stands, in other records or as a file's own."""
    found = {name for name, root in ROOTS.items() if root is record} | ({"agency"} if record is Agency else set())
    for other in RECORDS:
        for name, inner in below(other).items():
            kind = inner[0] if isinstance(inner, list) else inner["*"] if isinstance(inner, dict) else inner
            found |= {name} if kind is record else set()
    return found


def _words_of(annotation: Any) -> tuple[str, ...]:
    annotation = required(annotation)
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def test_every_closed_list_of_words_is_said_in_its_vocabulary() -> None:
    for record in RECORDS:
        for key in keys(record):
            words = _words_of(key.annotation)
            if not words or key.name == "format":
                continue
            for under in _under(record):
                assert TERMS[fields.vocabulary(under, key.name)] == words, (under, key.name)


def test_every_reference_of_the_model_is_shown_with_its_name() -> None:
    def marked(annotation: Any) -> bool:
        parts = [annotation, *get_args(annotation), *getattr(annotation, "__metadata__", ())]
        return any(isinstance(part, RefTo) or (part is not annotation and marked(part)) for part in parts)

    wanted = {key.name for record in RECORDS for key in keys(record) if marked(key.annotation)}
    assert wanted == fields.REFERENCES


def test_nothing_filed_is_left_out() -> None:
    data = {
        "signing": {"date": "2025-01-15", "place": {"en": "Muscat"}},
        "log": [
            {
                "date": "2025-02-01",
                "by": "one",
                "percent": 40,
                "measures": {"trainees": 24},
                "text": {"en": "First line\nSecond line"},
                "evidence": [{"kind": "photo", "title": {"en": "Picture"}, "url": "https://example.org/p"}],
            }
        ],
        "posts": {"head": {"title": {"en": "Head"}, "holders": [{"name": "Salim", "honorific": "Dr", "acting": True}]}},
        "purposes": [{"en": "Peace"}],
        "every": "P1Y6M",
        "clause": "2",
        "empty": [],
    }
    lines = list(filed(data, "commitment", Pen(words_for("en"), names={"one": {"en": "Agency One"}})))
    assert [line.split() for line in lines] == [
        line.split()
        for line in (
            "Signing 2025-01-15",
            "Place: Muscat",
            "Reports",
            "- 2025-02-01 · By: Agency One (one) · Percent: 40 · Measured: trainees: 24",
            "First line",
            "Second line",
            "Evidence:",
            "- photo · Address: https://example.org/p",
            "Picture",
            "Posts",
            "- head",
            "Head",
            "Holders:",
            "- Acting: yes",
            "Dr Salim",
            "Purposes Peace",
            "Every 1 year and 6 months",
            "Clause 2",
        )
    ]


def test_data_in_a_record_cannot_steer_the_terminal() -> None:
    data = {"note": "a\x1b[2Jb\u202ec", "clause": "\x1b[31m", "log": [{"text": "x\ty\x07", "by": "\x1b]0;t"}]}
    shown_ = "\n".join(filed(data, "commitment", Pen(words_for("en"))))
    assert "a\\x1b[2Jb<U+202E>c" in shown_
    assert not set(shown_) & set("\x1b\x07\u202e")


def test_reasons_are_said_once(register: Register) -> None:
    from mou_tracker.actions.ask import explained

    told = reasons_text(explained(register, "lively", "", TODAY), Pen(words_for("en")))
    assert told.count("Period 1, counted from 1 October 2023") == 1
    assert "Notice by               2026-07-30: Notice must be given 2 months before" in told
