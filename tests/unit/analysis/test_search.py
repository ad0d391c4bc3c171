from __future__ import annotations

import pytest

from mou_tracker.analysis.search import BEGINNING, EXACT, TEXT, TITLE, excerpt, search
from tests.unit.analysis.scene import SCENE


def found(query: str) -> list[tuple[int, str]]:
    return [(hit.rank, hit.ref) for hit in search(SCENE, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("deal", [(EXACT, "deal"), (BEGINNING, "deal/guide"), (BEGINNING, "deal/study"), (BEGINNING, "deal/training"), (BEGINNING, "deal/visit")]),
        ("guide", [(EXACT, "deal/guide")]),
        ("lmra", [(TITLE, "bh-lmra"), (TEXT, "deal"), (TEXT, "old")]),
        ("إتجار", [(TITLE, "deal")]),
        ("المذكرة", [(TITLE, "deal"), (TITLE, "old")]),
        ("course", [(TEXT, "deal/training")]),
        ("muscat", [(TEXT, "committee/2")]),
        ("awareness", [(TEXT, "committee/2")]),
        ("second", [(TEXT, "bh-lmra/ceo")]),
        ("nothing at all", []),
        ("", []),
        (" .. ", []),
    ],
)  # fmt: skip
def test_ranks(query: str, expected: list[tuple[int, str]]) -> None:
    assert found(query) == expected


def test_a_hit_says_where_and_shows_the_words_as_written() -> None:
    hit = search(SCENE, "دورة")[0]
    assert (hit.kind, hit.field, hit.excerpt) == ("commitment", ("log", 0, "text", "ar"), "دورة تدريبية")


def test_excerpts_are_cut_at_words() -> None:
    text = " ".join(f"word{n}" for n in range(40))
    assert excerpt(text, "word20") == "… " + " ".join(f"word{n}" for n in range(15, 31)) + " …"
    assert excerpt("few words", "few") == "few words"
