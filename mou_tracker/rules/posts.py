"""Rules of posts: who holds them when, and whether somebody did when it mattered (MOU6xx)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Path
from mou_tracker.model.cards import PostCard
from mou_tracker.model.dates import first_day, last_day
from mou_tracker.model.register import Register
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.certain import surely_before, surely_outside

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile, Holder


def _vacant_when_it_mattered(register: Register) -> Iterator[Finding]:
    for file, path, post, day in (*_chairs(register), *_signatories(register)):
        card = register.posts.get(post)
        if card and day and is_vacant(card, day):
            yield in_file(file, *path, post=post, date=day)


def is_vacant(post: PostCard, day: str) -> bool:
    """True when holders are recorded and certainly none of them holds the post on that day."""
    return bool(post.holders) and all(surely_outside(day, holder.start, holder.to) for holder in post.holders)


def _chairs(register: Register) -> Iterator[tuple[str, Path, str, str | None]]:
    for card in register.meetings.values():
        if card.chair and card.status == "held":
            yield card.file, ("chair", "post"), card.chair, card.date


def _signatories(register: Register) -> Iterator[tuple[str, Path, str, str | None]]:
    for card in register.agreements.values():
        for ref in card.refs:
            if len(ref.path) == 4 and ref.path[0] == "parties" and ref.path[-1] == "by":
                party = card.parties[int(ref.path[1])]
                signed = party.signed if first_day(party.signed) else card.signing_date
                yield card.file, ref.path, ref.target, signed


def _two_holders(record: AgencyFile) -> Iterator[Finding]:
    for path, holders in _holders(record):
        full = [(start, index) for index, holder in enumerate(holders) if (start := _began(holder))]
        latest: date | None = None
        for start, index in sorted(full):
            holder = holders[index]
            leaves = _surely_until(holder)
            if latest and start < latest and start < leaves:
                yield at(*path, index, "from", date=holder.from_)
            latest = max(latest or date.min, leaves)


def _began(holder: Holder) -> date | None:
    """The day from which the person certainly holds the post in full, where that is known."""
    return None if holder.acting else last_day(holder.from_)


def _surely_until(holder: Holder) -> date:
    """The day until which the person certainly stays; the day of handing over belongs to both."""
    return date.max if holder.to is None else first_day(holder.to) or date.min


def _holders(record: AgencyFile) -> Iterator[tuple[Path, list[Holder]]]:
    for name, agency in record.agencies.items():
        for key, post in agency.posts.items():
            yield ("agencies", name, "posts", key, "holders"), post.holders


def _time_backwards(record: AgencyFile) -> Iterator[Finding]:
    for path, holders in _holders(record):
        for index, holder in enumerate(holders):
            if surely_before(holder.to, holder.from_):
                yield at(*path, index, "to", start=holder.from_, end=holder.to or "")
    for name, agency in record.agencies.items():
        for index, member in enumerate(agency.members):
            if surely_before(member.to, member.from_):
                path = ("agencies", name, "members", index, "to")
                yield at(*path, start=member.from_ or "", end=member.to or "")
        if agency.valid and surely_before(agency.valid.to, agency.valid.from_):
            path = ("agencies", name, "valid", "to")
            yield at(*path, start=agency.valid.from_ or "", end=agency.valid.to or "")


def _head(*holders: str) -> str:
    head = "bh-authority:\n  name: {ar: هيئة التدريب, en: Training Authority}\n  kind: authority\n  country: BH\n  posts:\n    head:\n"
    title = "      title: {ar: الرئيس التنفيذي, en: Chief Executive}\n      holders:\n"
    return head + title + "".join(f"        - {{name: {holder}}}\n" for holder in holders)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU611",
        scope="register",
        severity=WARNING,
        title="Post vacant on the day",
        message="On {date} nobody recorded held the post {post}",
        why="A signature or a chair needs somebody in the post; the holder of that day is missing, or a date is wrong.",
        remedy="Add the holder of that day, if need be as acting, or correct the dates.",
        sample="agencies",
        bad=_head("سالم, from: 2025-06-01"),
        good=_head("سالم, from: 2024-01-01, to: 2025-05-31", "ناصر, from: 2025-06-01"),
        check=_vacant_when_it_mattered,
    ),
    Rule(
        code="MOU612",
        scope="agencies",
        severity=WARNING,
        title="Two holders of one post",
        message="From {date} the post has two holders, neither of them acting",
        why="A post is held by one person at a time; the day the first one left is missing or wrong.",
        remedy="Write the day the earlier holder left under to, or mark one as acting.",
        sample="agencies",
        bad=_head("سالم, from: 2024-01-01", "ناصر, from: 2025-06-01"),
        good=_head("سالم, from: 2024-01-01, to: 2025-06-01", "ناصر, from: 2025-06-01"),
        check=_two_holders,
    ),
    Rule(
        code="MOU613",
        scope="agencies",
        severity=ERROR,
        title="Time that runs backwards",
        message="It runs from {start} back to {end}",
        why="A time in a post, a body or in being cannot end before it begins.",
        remedy="Exchange the two dates, or correct one of them.",
        sample="agencies",
        bad=_head("سالم, from: 2024-01-01, to: 2023-12-31"),
        good=_head("سالم, from: 2024-01-01, to: not_stated"),
        check=_time_backwards,
    ),
)
