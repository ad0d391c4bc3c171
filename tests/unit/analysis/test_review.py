from __future__ import annotations

from datetime import date
from typing import Any

from mou_tracker.analysis.review import next_review
from mou_tracker.model.cards import AgreementCard
from tests.unit.analysis.cards import agreement, event

TODAY = date(2026, 6, 30)


def deal(**facts: Any) -> AgreementCard:
    return agreement(**{"signed": "2025-01-15", "effect_mode": "on_signature", **facts})


def test_reviews_are_scheduled_from_effect() -> None:
    answer = next_review(deal(review="P1Y"), TODAY)
    assert (answer.value, answer.facts["missed"]) == ("2027-01-15", "2026-01-15")
    held = deal(review="P1Y", events=(event("review_held", "2026-02-20"),))
    assert "missed" not in next_review(held, TODAY).facts
    early = deal(review="P1Y", events=(event("review_held", "2026-12-20"),))
    assert next_review(early, date(2026, 12, 31)).value == "2028-01-15"
    assert next_review(deal(), TODAY).value is None
    assert next_review(deal(review="P1Y", effect_mode=None), TODAY).value is None
