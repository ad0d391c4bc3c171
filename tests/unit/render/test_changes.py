"""Changes said in both languages, on a screen and as Markdown, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from mou_tracker.analysis.changes import KINDS, Change, Difference, Life, Lived, Point, in_order
from mou_tracker.i18n.bidi import cell_width
from mou_tracker.i18n.catalog import words_for
from mou_tracker.render.changed import difference_markdown
from mou_tracker.render.changes import HEADINGS, Teller, lines_of
from mou_tracker.render.terminal.changed import difference_text, life_text
from mou_tracker.render.terminal.ink import uncolored
from mou_tracker.render.terminal.pen import Pen
from tests import golden

TITLE = {
    "ar": "تنظيم برامج تدريبية في حماية الضحايا والشهود",
    "en": "Organise training programmes on the protection of victims",
}
NAMES = {
    "bh-lmra": {"ar": "هيئة تنظيم سوق العمل", "en": "Labour Market Regulatory Authority"},
    "committee": {"ar": "اللجنة المشتركة", "en": "Joint Committee"},
    "committee/2": {"ar": "الاجتماع الثاني", "en": "Second meeting"},
}
ENTRY: dict[str, Any] = {
    "date": "2026-05-10",
    "by": "bh-lmra",
    "type": "activity",
    "text": {"ar": "عقد البرنامج الأول في 2026-05-10", "en": "The first programme was held"},
    "progress": "on_hold",
    "reason": "funding",
    "percent": 40,
    "measures": {"trainees": 24},
    "evidence": [{"kind": "photo"}, {"kind": "press"}],
}
VERDICT = {
    "date": "2026-06",
    "by": "committee",
    "verdict": "regressed",
    "rationale": {"ar": "لا تقدّم", "en": "No progress"},
}
REQUEST = {"date": "2026-05-01", "what": "due", "decision": "approved", "reason": "More time"}
HOLDER = {"name": {"ar": "مريم", "en": "Maryam"}, "from": "2026-06-01"}


def one(
    kind: Any, field: str, before: Any, after: Any, record: str = "a/training", about: Any = "commitment"
) -> Change:
    return Change(kind, record, about, field, before, after, TITLE)


CHANGES = (
    one("new", "", None, {"kind": "agreement", "commitments": 3}, "a", "agreement"),
    one("new", "", None, {"owners": ["bh-lmra", "om-ncht"], "due": "2026-12", "every": "P3M"}),
    one(
        "new",
        "",
        None,
        {"kind": "joint_committee_session", "date": "2026-03-11", "outcomes": 11},
        "committee/2",
        "meeting",
    ),
    one("progressed", "log", None, ENTRY),
    one("progressed", "log", None, {"date": "not_stated", "by": "om-ncht", "type": "no_activity"}),
    one("progressed", "milestones.draft.done", None, "2026-03-01"),
    one(
        "progressed", "events", None, {"type": "renewed", "date": "2026-01-15", "note": "Until 2028"}, "a", "agreement"
    ),
    one("progressed", "status", "planned", "held", "committee/2", "meeting"),
    one("completed", "log", None, ENTRY | {"progress": "completed", "percent": 100}),
    one("slipped", "due", "2026-06-30", "2026-12"),
    one(
        "amended",
        "text",
        {"ar": "نص " * 20, "en": "A text that is rather long, too long for a line of its own words"},
        TITLE,
    ),
    one("amended", "term.initial", "P3Y", "P5Y", "a", "agreement"),
    one("amended", "owners", ["bh-lmra"], ["bh-lmra", "committee"]),
    one("amended", "parties", None, {"agency": "bh-lmra", "side": "BH", "role": "observer"}, "a", "agreement"),
    one("amended", "reports.every", "P3M", None),
    one("amended", "opt_in", *(False, True)),
    one("amended", "change_requests", None, REQUEST),
    one(
        "closed",
        "follow_up",
        None,
        {"item": "a/training", "disposition": "closed_implemented", "meeting": "committee/2"},
    ),
    one("closed", "fulfilled_by", None, "committee/2"),
    one("assessed", "assessments", None, VERDICT),
    one(
        "followed_up",
        "follow_up",
        None,
        {"item": "a", "disposition": "carried_over", "meeting": "other/7", "note": "Later"},
    ),
    one("holder_changed", "holders", HOLDER, HOLDER | {"to": "2026-08-31"}, "bh-lmra/ceo", "post"),
    one("holder_changed", "holders", None, HOLDER, "bh-lmra/ceo", "post"),
    one("holder_changed", "holders", None, HOLDER | {"acting": True}, "bh-lmra/ceo", "post"),
    one("holder_changed", "holders", HOLDER, None, "bh-lmra/ceo", "post"),
    one("holder_changed", "holders", HOLDER, HOLDER | {"note": "x"}, "bh-lmra/ceo", "post"),
    one("renamed", "", "a/courses", "a/training"),
    one("corrected", "log.2026-05-10.percent", 40, 45),
    one("corrected", "log", ENTRY, None),
    one("noted", "sources.s1.url", None, "https://example.org/news/1", "a", "agreement"),
    one("removed", "", {"due": "2026-12-31"}, None),
    one("unreadable", "", None, None, "a", "agreement"),
    one("readable", "", None, None, "a", "agreement"),
)
FOUND = Difference(
    Point("last-meeting", "1a2b3c4d5e" * 4, "2026-05-01"), Point("", "", "2026-06-30"), in_order(CHANGES)
)
LIVED = Life(
    "a/training",
    "",
    TITLE,
    (
        Lived("1a2b3c4d5e" * 4, "2026-01-10", "2026-01-10T12:00:00+03:00", "عائشة", "Begin", CHANGES[1:2]),
        Lived("2b3c4d5e6f" * 4, "2026-05-12", "2026-05-12T12:00:00+03:00", "Salim", "أول تقرير", CHANGES[3:4]),
        Lived("", "2026-06-30", "", "", "", (CHANGES[9], CHANGES[17]._replace(record="a/training/x"))),
    ),
)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("what", ["text", "md", "life"])
def test_the_words(lang: str, what: str) -> None:
    pen = Pen(words_for(lang), 80, names=NAMES)
    text = {
        "text": lambda: difference_text(FOUND, pen),
        "md": lambda: difference_markdown(FOUND, NAMES, lang),
        "life": lambda: life_text(LIVED, pen),
    }[what]()
    golden.check(f"{lang}/changes.{what}", text)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit(lang: str, width: int) -> None:
    pen = Pen(words_for(lang), width, color=True, names=NAMES)
    for text in (difference_text(FOUND, pen), life_text(LIVED, pen)):
        lines = [line for line in uncolored(text).splitlines() if "https://" not in line]
        assert max(map(cell_width, lines)) <= width


def test_the_same_is_told_in_both_languages() -> None:
    told = [[len(lines_of(change, Teller(words_for(lang), NAMES))) for change in CHANGES] for lang in ("ar", "en")]
    assert told[0] == told[1]
    assert 0 not in told[0]


def test_every_kind_has_a_heading_in_both_languages() -> None:
    assert set(HEADINGS) == set(KINDS)
    assert len({words_for("ar")(heading) for heading in HEADINGS.values()}) == len(KINDS)
    assert {change.kind for change in CHANGES} == set(KINDS)


def test_nothing_changed_is_said() -> None:
    nothing = FOUND._replace(changes=())
    assert difference_text(nothing, Pen(words_for("en"))).endswith("\n\nNothing changed.\n")
    assert "لم يتغيّر شيء." in difference_markdown(nothing, {}, "ar")
    assert "Nothing is recorded" in life_text(LIVED._replace(steps=()), Pen(words_for("en")))


def test_digits_follow_the_setting() -> None:
    text = difference_text(FOUND, Pen(words_for("ar", digits="arab"), 80, names=NAMES))
    assert "٤٠" in text
    assert "2026" not in text.replace("2026-05-10", "").replace("committee/2", "")
