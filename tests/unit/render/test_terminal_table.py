"""Tables on a screen keep their columns in both directions; in a pipe they are bare rows."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from mou_tracker.i18n.bidi import FSI, LRM, PDI, cell_width
from mou_tracker.render.table import Cell, Column, Table
from mou_tracker.render.terminal.ink import uncolored
from mou_tracker.render.terminal.table import rows_text, table_text

COLUMNS = (
    Column("text", "النص"),
    Column("ref", "Reference", "code"),
    Column("n", "N", "number"),
    Column("due", "Due", "date"),
)
ARABIC = "تنظيم برامج تدريبية وورش عمل مشتركة بين الجانبين في مكافحة الاتجار بالأشخاص"


def row(text: str, ref: str = "a/b", n: str = "7", due: str = "2026-12-31") -> list[Cell]:
    return [Cell(text), Cell(ref), Cell(n), Cell(due, "bad")]


def table(*rows: list[Cell]) -> Table:
    return Table("", COLUMNS, rows)


def test_codes_come_first_and_texts_last() -> None:
    lines = table_text(table(row("Organise training"), row("Second", n="12"))).splitlines()
    assert lines[0] == f"Reference   N  Due         {LRM}{FSI}النص{PDI}{LRM}"
    assert lines[1] == "─────────  ──  ──────────  ─────────────────"
    assert lines[2] == "a/b         7  2026-12-31  Organise training"
    assert lines[3] == "a/b        12  2026-12-31  Second"


def test_a_text_is_cut_to_the_screen_but_no_code_is() -> None:
    long_ref = "bh-om-2025-trafficking/" + "training" * 3
    shown = table_text(table(row(ARABIC * 3, ref=long_ref)), width=80)
    assert long_ref in shown
    assert f"…{PDI}{LRM}" in shown
    assert all(cell_width(line) <= 80 for line in shown.splitlines())


def test_a_text_without_room_beside_the_codes_stands_below_them() -> None:
    lines = table_text(table(row("Organise training programmes", ref="x" * 50)), width=80).splitlines()
    assert lines[-2].startswith("x" * 50)
    assert lines[-1] == "  Organise training programmes"


def test_columns_stay_in_their_places_beside_arabic() -> None:
    columns = (Column("state", "الحالة", "code"), Column("ref", "Ref", "code"))
    rows = [[Cell("سارية"), Cell("one")], [Cell("مُنجز حسب الإفادة"), Cell("two")]]
    lines = table_text(Table("", columns, rows)).splitlines()
    places = {cell_width(line[: line.index(ref)]) for line, ref in zip(lines[2:], ("one", "two"), strict=True)}
    assert places == {18}


def test_a_column_without_content_is_left_out() -> None:
    assert "N" not in table_text(table(row("Training", n=""))).splitlines()[0]


def test_headings_are_shown_when_wanted() -> None:
    assert table_text(table(row("Training")), headings=False) == "a/b  7  2026-12-31  Training\n"


def test_colours_change_nothing_else() -> None:
    given_ = table(row("Training"), row(ARABIC))
    plain, coloured = table_text(given_), table_text(given_, color=True)
    assert plain != coloured
    assert "\x1b" not in plain
    assert uncolored(coloured) == plain


def test_a_title_stands_above() -> None:
    assert table_text(Table("Deadlines", COLUMNS, [row("Training")])).startswith("Deadlines\n\nReference")


@given(
    st.lists(st.tuples(st.text("ab ابتُ漢\x1b\t\n", max_size=30), st.text("ab-/", max_size=20)), min_size=1, max_size=5),
    st.integers(30, 100),
)
def test_whatever_the_data_lines_fit_and_nothing_steers(cells: list[tuple[str, str]], width: int) -> None:
    shown = table_text(table(*(row(text, ref) for text, ref in cells)), width=width)
    assert "\x1b" not in shown
    assert all(cell_width(line) <= width for line in shown.splitlines())


def test_a_pipe_gets_one_bare_row_for_each_record() -> None:
    piped = rows_text(table(row(ARABIC * 3), row("tab\there\nand line \x1b[0m")))
    assert piped == f"a/b\t7\t2026-12-31\t{ARABIC * 3}\na/b\t7\t2026-12-31\ttab here and line \\x1b[0m\n"


def test_a_thousand_rows_are_quick() -> None:
    many = table(*(row(f"{ARABIC} {index}", ref=f"bh-om-{index}/training") for index in range(1000)))
    quickest = min(_seconds(many) for _ in range(5))
    assert quickest < 0.05


def _seconds(shown: Table) -> float:
    begun = time.perf_counter()
    table_text(shown, color=True)
    return time.perf_counter() - begun
