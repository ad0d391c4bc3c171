"""Whatever two files hold, they can be compared and the changes said; what is the same gives none, and nothing acts."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mou_tracker.analysis.changes import Difference, Life, Lived, Point, in_order
from mou_tracker.analysis.compare import Filed, compare
from mou_tracker.i18n.catalog import words_for
from mou_tracker.render.changed import difference_markdown
from mou_tracker.render.envelope import plain
from mou_tracker.render.terminal.changed import difference_text, life_text
from mou_tracker.render.terminal.pen import Pen
from tests.laws.test_output_safety import HOSTILE, assert_harmless

KEYS = st.sampled_from(
    [
        *("id", "text", "title", "name", "log", "due", "date", "by", "owners", "commitments", "outcomes", "follow_up"),
        *(
            "agencies",
            "posts",
            "holders",
            "item",
            "disposition",
            "status",
            "milestones",
            "done",
            "events",
            "type",
            "to",
        ),
        *(
            "assessments",
            "verdict",
            "measures",
            "percent",
            "evidence",
            "change_requests",
            "from",
            "sources",
            "term",
            "ar",
        ),
    ]
)
LEAVES = st.one_of(
    HOSTILE,
    st.sampled_from(["2026-06-30", "2026-07", "P3Y", "not_stated", "completed", "held", "training", "a/training"]),
    st.booleans(),
    st.none(),
    st.integers(-3, 10**6),
    st.floats(allow_nan=False),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4))
)
DATA = st.one_of(st.none(), st.dictionaries(KEYS, VALUES, max_size=6))
ABOUTS = st.sampled_from(["agreement", "meeting", "agency", "settings"])
FILES = st.lists(st.builds(Filed, ABOUTS, st.sampled_from(["a", "b", "c/1"]), DATA), max_size=3)
POINT = Point("x", "1" * 40, "2026-06-30")


@settings(deadline=None, max_examples=200)
@given(before=FILES, after=FILES)
def test_any_two_states_can_be_compared_and_said(before: list[Filed], after: list[Filed]) -> None:
    found = Difference(POINT, POINT._replace(commit=""), in_order(compare(before, after)))
    assert plain(found) is not None
    for lang in ("ar", "en"):
        assert_harmless(difference_text(found, Pen(words_for(lang), 80)))
        page = difference_markdown(found, {}, lang)
        assert_harmless(page)
        assert set(re.findall("<[^>]*>", re.sub(r"\\.", "", page))) <= {"</div>", '<div dir="rtl" lang="ar">'}


@settings(deadline=None, max_examples=100)
@given(before=FILES)
def test_a_state_does_not_differ_from_itself(before: list[Filed]) -> None:
    assert compare(before, before) == []


@settings(deadline=None, max_examples=50)
@given(author=HOSTILE, subject=HOSTILE, ref=HOSTILE, title=st.one_of(st.none(), HOSTILE))
def test_who_and_what_a_commit_says_acts_on_nobody(author: str, subject: str, ref: str, title: Any) -> None:
    step = Lived("1" * 40, "2026-06-30", "2026-06-30T12:00:00+03:00", author, subject, ())
    for lang in ("ar", "en"):
        assert_harmless(life_text(Life(ref, "", title, (step,)), Pen(words_for(lang), 60)))
