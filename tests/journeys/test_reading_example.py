"""The example register can be read whole: every record, every list, in both languages, in eighty columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from mou_tracker.actions.gather import shown
from mou_tracker.analysis import listing
from mou_tracker.analysis.overview import overview
from mou_tracker.i18n.bidi import cell_width
from mou_tracker.i18n.catalog import words_for
from mou_tracker.model.register import Register
from mou_tracker.render import lists
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.records import record_text
from mou_tracker.render.terminal.status import MOST, status_text
from mou_tracker.render.terminal.table import table_text
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from tests.lively_register import TODAY

EXAMPLE = WorkingTree(Path(__file__).resolve().parents[2])


@pytest.fixture(scope="module")
def register() -> Register:
    return load(EXAMPLE).register


def pen(lang: str, register: Register) -> Pen:
    return Pen(words_for(lang), default=register.settings.language)


def wide(text: str) -> list[str]:
    """Lines over eighty cells, but for addresses and commands, which are never broken."""
    return [
        line for line in text.splitlines() if cell_width(line) > 80 and "://" not in line and "mou list" not in line
    ]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_record_of_the_example_is_shown(register: Register, lang: str) -> None:
    refs = [ref for ref, kind, _ in register.titles() if kind != "thread"]
    assert len(refs) > 50
    for ref in refs:
        found = shown(EXAMPLE, register, ref, TODAY)
        text = record_text(found, pen(lang, register)._replace(names=found.names))
        assert text.startswith(ref)
        assert not wide(text), ref


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_dashboard_and_lists_of_the_example_are_shown(register: Register, lang: str) -> None:
    words, default = words_for(lang), register.settings.language
    assert not wide(status_text(overview(register, TODAY, most=MOST), pen(lang, register)))
    for rows, table in (
        (listing.agreement_rows, lists.agreements_table),
        (listing.commitment_rows, lists.commitments_table),
        (listing.meeting_rows, lists.meetings_table),
        (listing.agency_rows, lists.agencies_table),
    ):
        found = rows(register, TODAY)
        shown_ = table_text(table(found, words, default))
        assert not wide(shown_)
        assert all(row[0] in shown_ for row in found)
