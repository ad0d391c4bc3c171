"""Every rule, listed by hand, family by family."""

from __future__ import annotations

from mou_tracker.rules import (
    agencies,
    attention,
    changes,
    commitments,
    endings,
    entries,
    events,
    evidence,
    excuses,
    follow_up,
    identity,
    indicators,
    language,
    meetings,
    outcomes,
    ownership,
    posts,
    privacy,
    progress,
    references,
    relations,
    sessions,
    shape,
    signing,
    sources,
    terms,
    texts,
    unreadable,
    wording,
)
from mou_tracker.rules.base import Rule

_CONTENT: tuple[Rule, ...] = (
    *unreadable.RULES,
    *shape.RULES,
    *references.RULES,
    *identity.RULES,
    *agencies.RULES,
    *relations.RULES,
    *sources.RULES,
    *terms.RULES,
    *signing.RULES,
    *events.RULES,
    *texts.RULES,
    *endings.RULES,
    *commitments.RULES,
    *changes.RULES,
    *indicators.RULES,
    *ownership.RULES,
    *progress.RULES,
    *entries.RULES,
    *evidence.RULES,
    *attention.RULES,
    *meetings.RULES,
    *sessions.RULES,
    *follow_up.RULES,
    *outcomes.RULES,
    *posts.RULES,
    *language.RULES,
    *wording.RULES,
    *privacy.RULES,
)

ALL: tuple[Rule, ...] = (*_CONTENT, *excuses.rules({rule.code for rule in _CONTENT}))

BY_CODE = {rule.code: rule for rule in ALL}
