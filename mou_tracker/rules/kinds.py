"""Telling outcomes from commitments without importing the models, which costs more than all rules together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from mou_tracker.model.commitment import Trackable
    from mou_tracker.model.meeting import Outcome


def is_outcome(item: Trackable) -> TypeIs[Outcome]:
    """Whether the item is an outcome of a meeting rather than a commitment."""
    return item.is_outcome
