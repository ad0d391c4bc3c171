"""Points in time as people type them: a day, `last-meeting`, or a name that git knows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mou_tracker.cli.dates import day_from
from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.format import digits
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register

if TYPE_CHECKING:
    from mou_tracker.history.moments import Moment

LAST_MEETING = re.compile(r"(?:last[-_ ]meeting|آخر[-_ ]اجتماع)(?::(?P<body>.+))?", re.IGNORECASE)
"""The day of the last meeting held, of any body or of the one named after a colon."""

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?|today|yesterday|tomorrow|اليوم|أمس|غدا|غدًا", re.ASCII | re.IGNORECASE)


class Asked(NamedTuple):
    """A state of the register that was asked for: as typed, the commit it means, and the day to look at it on."""

    said: str
    moment: Moment
    day: date


def asked(session: Session, said: str) -> Asked:
    """The state that `2025-06-30`, `2025-06`, `last-meeting`, `last-meeting:BODY`, a tag or a commit means.

    A day means the last commit made by its end. UsageMistake or HistoryTrouble when there is no such state.
    """
    from mou_tracker.history.moments import history_of, moment_of, moment_on

    said = said.strip()
    history = history_of(session.root)
    day = _day_of(session, said)
    if day is None:
        moment = moment_of(history, said)
        return Asked(said, moment, date.fromisoformat(moment.day))
    return Asked(said, moment_on(history, day), day)


def _day_of(session: Session, said: str) -> date | None:
    """The day that is meant; None for a name of git's."""
    if found := LAST_MEETING.fullmatch(said):
        return last_meeting(session.standing.register, found["body"] or "", session.clock)
    if not _DAY.fullmatch(digits(said)):
        return None
    partial = last_day(digits(said)) if len(digits(said)) == 7 else None
    return partial or day_from(said, session.clock)


def last_meeting(register: Register, body: str, today: date) -> date:
    """The last day of the last meeting held by `today`, of one body if given; UsageMistake when there was none."""
    from mou_tracker.analysis.sessions import was_held

    if body and body not in register.agencies:
        raise UsageMistake(N_("There is no body {body}"), N_("What there is: mou list agencies"), body=body)
    held = [card for card in register.meetings.values() if body in ("", card.body) and was_held(card, today)]
    days = [day for card in held if (day := last_day(card.end_date) or last_day(card.date))]
    if not days:
        raise UsageMistake(
            N_("No meeting is on record as held"), N_("Name a day instead, such as 2025-06-30"), body=body
        )
    return min(max(days), today)
