"""The dashboard, word for word in both languages, and what it says of nothing."""

from __future__ import annotations

from datetime import date

import pytest

from mou_tracker.analysis.overview import overview
from mou_tracker.i18n.bidi import cell_width
from mou_tracker.i18n.catalog import words_for
from mou_tracker.model.register import Register
from mou_tracker.render.terminal.ink import uncolored
from mou_tracker.render.terminal.pen import Pen
from mou_tracker.render.terminal.status import MOST, status_text
from tests import golden
from tests.lively_register import TODAY, loaded


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return loaded(tmp_path_factory.mktemp("lively"))


def shown(register: Register, lang: str, today: date = TODAY, width: int = 80, color: bool = False) -> str:
    return status_text(overview(register, today, most=MOST), Pen(words_for(lang), width, color, default="ar"))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_dashboard_is_the_one_we_looked_at(register: Register, lang: str) -> None:
    golden.check(f"{lang}/status.txt", shown(register, lang))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits_the_screen(register: Register, lang: str, width: int) -> None:
    commands = ("mou list", "mou due")
    lines = [line for line in shown(register, lang, width=width).splitlines() if not any(c in line for c in commands)]
    assert max(map(cell_width, lines)) <= width


def test_colours_change_no_word(register: Register) -> None:
    coloured = shown(register, "en", color=True)
    assert "\x1b[31m" in coloured
    assert uncolored(coloured) == shown(register, "en")


def test_both_languages_tell_the_same_facts(register: Register) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(word for word in text.replace("(", " ").replace(")", " ").split() if word.isdigit())

    bars = [shown(register, lang).count("▇") for lang in ("ar", "en")]
    assert bars[0] == bars[1]
    rows = [[line for line in shown(register, lang).splitlines() if "  om-council" in line] for lang in ("ar", "en")]
    assert numbers(rows[0][0]) == numbers(rows[1][0])


def test_nothing_overdue_is_said(register: Register) -> None:
    assert "Nothing is overdue." in shown(register, "en", date(2025, 2, 1))
    assert "Nothing is overdue." not in shown(register, "en")


def test_an_empty_register_has_a_dashboard() -> None:
    assert shown(Register(), "en") == (
        "Register\nAs of 30 June 2026\n0 agreements, 0 commitments, 0 outcomes to follow, 0 still open\n\nNothing is overdue.\n"
    )


def test_files_left_out_are_counted(register: Register) -> None:
    broken = Register(settings=register.settings, broken=frozenset({"one", "two"}))
    assert "2 files cannot be read and are left out: mou validate" in shown(broken, "en")
