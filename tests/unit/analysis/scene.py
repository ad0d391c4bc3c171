"""A small register on which much happens, for the overview, lists, briefs and explanations."""

from __future__ import annotations

from datetime import date

from mou_tracker.model.cards import (
    Change,
    FindingFact,
    FollowUpFact,
    HolderFact,
    PartyFact,
    PostCard,
    RelationFact,
    Schedule,
)
from mou_tracker.model.settings import Pillar, Settings
from tests.unit.analysis.cards import agency, agreement, entry, item, meeting, register, verdict

TODAY = date(2026, 6, 30)

LATE = item(
    "deal/guide",
    nature="one_off",
    due="2026-05-31",
    pillars=("om/training",),
    text={"ar": "إعداد دليل", "en": "Prepare a guide"},
)
RUNNING = item(
    "deal/training",
    nature="continuing",
    pillars=("prevention",),
    threads=("centre",),
    owners=("bh-lmra/ceo",),
    log=(entry("2026-06-10", "in_progress", percent=40, text={"ar": "دورة تدريبية", "en": "A course was held"}),),
    reports=Schedule("P3M", "2025-12-15", "P0D", None, None),
)
DONE = item("deal/visit", owners=("om-ncht", "bh-lmra"), log=(entry("2026-02-01", "completed"),))
JUDGED = item(
    "deal/study", owners=(), assessments=(verdict("2026-03-01", "partially_implemented"),), start="2026-01-01"
)

DEAL = agreement(
    "deal",
    signed="2025-01-15",
    effect_mode="on_signature",
    term_kind="fixed",
    term_initial="P2Y",
    renewal_kind="automatic",
    renewal_period="P2Y",
    notice_non_renewal="P4M",
    review="P1Y",
    bodies=("committee",),
    threads=("regional",),
    items=(LATE, RUNNING, DONE, JUDGED),
    title={"ar": "مذكرة التفاهم بشأن الاتجار بالأشخاص", "en": "Memorandum on trafficking"},
)
OLD = agreement(
    "old",
    kind="treaty",
    signed="2001-01-01",
    effect_mode="on_signature",
    term_kind="fixed",
    term_initial="P5Y",
    items=(item("old/x", due="2003"),),
)
PLAN = agreement(
    "plan",
    parties=(PartyFact("om-ncht", "OM", "party", None),),
    relations=(RelationFact("implements", "deal"),),
    title="Plan",
)

PLEDGE = item("committee/1/host", kind="pledge", status="proposed", owners=("om-ncht",), text="Host the seminar")
ACTION = item(
    "committee/1/form",
    kind="action",
    status="adopted",
    due="2026-03-01",
    changes=(Change("2026-04-01", "due", "2026-03-01", "2026-12-31", "pending"),),
)
PRAISE = item("committee/2/praise", kind="commendation", status="adopted", text="Thanks")
FIRST = meeting("committee/1", date="2026-01-10", items=(PLEDGE, ACTION), minutes="signed", agreements=("deal",))
SECOND = meeting(
    "committee/2",
    date="2026-04-10",
    items=(PRAISE,),
    minutes="draft",
    place="Muscat",
    follow_up=(FollowUpFact("committee/1/host", "carried_over"),),
    findings=(FindingFact("strength", "prevention", 2025, "Awareness grew"),),
)
THIRD = meeting("committee/3", status="planned", date="2026-07-10", next="2026-10-10")

CHIEF = PostCard(
    "bh-lmra/ceo",
    {"ar": "الرئيس", "en": "Chief"},
    "focal_point",
    (
        HolderFact("First", "2020-01-01", "2025-12-31", acting=False),
        HolderFact("Second", "2026-01-01", None, acting=True),
    ),
)
SETTINGS = Settings(pillars={"om": {"training": Pillar("training", "capacity", "Training")}})

SCENE = register(
    DEAL,
    OLD,
    PLAN,
    FIRST,
    SECOND,
    THIRD,
    agency(
        "bh-lmra",
        country="BH",
        posts=(CHIEF,),
        name={"ar": "هيئة تنظيم سوق العمل", "en": "Labour authority"},
        aliases=("LMRA",),
    ),
    agency("om-ncht", country="OM"),
    agency("committee", kind="national_committee", cadence="P3M"),
    settings=SETTINGS,
)
