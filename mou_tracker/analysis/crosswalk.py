"""What a word of reported progress is called in other standards."""

from __future__ import annotations

from collections.abc import Mapping

OCDS: Mapping[str, str] = {
    "not_started": "scheduled",
    "in_preparation": "scheduled",
    "in_progress": "partiallyMet",
    "ongoing": "partiallyMet",
    "completed": "met",
    "on_hold": "notMet",
}
"""Open Contracting Data Standard 1.1, codelist milestoneStatus; it has no word for cancelled and superseded."""

IATI: Mapping[str, str] = {
    "not_started": "1",
    "in_preparation": "1",
    "in_progress": "2",
    "ongoing": "2",
    "completed": "3",
    "cancelled": "5",
    "superseded": "5",
    "on_hold": "6",
}
"""International Aid Transparency Initiative 2.03, codelist ActivityStatus."""

VTODO: Mapping[str, str] = {
    "not_started": "NEEDS-ACTION",
    "in_preparation": "NEEDS-ACTION",
    "in_progress": "IN-PROCESS",
    "ongoing": "IN-PROCESS",
    "on_hold": "IN-PROCESS",
    "completed": "COMPLETED",
    "cancelled": "CANCELLED",
    "superseded": "CANCELLED",
}
"""RFC 5545, section 3.8.1.11: STATUS of a to-do."""
