"""Rules of outcomes: who is addressed, what is tracked, and what became of pledges to host (MOU6xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.cards import ItemCard, MeetingCard
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import TRACKED_OUTCOMES
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.certain import surely_before
from mou_tracker.rules.commitments import NOT_PURSUED, is_followed
from mou_tracker.rules.kinds import is_outcome

if TYPE_CHECKING:
    from mou_tracker.model.commitment import Trackable


def _addressed_to_nobody(item: Trackable) -> Iterable[Finding]:
    if item.owners or item.addressee_groups or not is_outcome(item) or not is_followed(item):
        return ()
    return (at("owners", kind=item.kind),)


def _pledge_without_edition(item: Trackable) -> Iterable[Finding]:
    if not is_outcome(item) or item.kind != "pledge" or item.edition or "hosting" not in item.modality:
        return ()
    return (at("edition"),)


def _untracked_with_deadline(item: Trackable) -> Iterable[Finding]:
    if not is_outcome(item) or item.kind in TRACKED_OUTCOMES:
        return ()
    key = next((key for key in ("due", "every", "reports", "log", "milestones") if getattr(item, key)), "")
    return (at("kind", kind=item.kind, key=key),) if key else ()


def _pledges(register: Register) -> Iterator[tuple[MeetingCard, ItemCard]]:
    for card in register.meetings.values():
        for item in card.items:
            if item.kind == "pledge" and item.edition and item.status not in NOT_PURSUED:
                yield card, item


def _hosted_by_another(register: Register) -> Iterator[Finding]:
    held: dict[tuple[str, int], MeetingCard] | None = None
    for card, item in _pledges(register):
        held = _editions(register) if held is None else held
        edition = held.get((card.body, item.edition or 0))
        if edition and edition.host and not _is_host(edition.host, item, register):
            path = (*item.path, "edition")
            yield in_file(card.file, *path, edition=item.edition or 0, host=edition.host, meeting=edition.id)


def _editions(register: Register) -> dict[tuple[str, int], MeetingCard]:
    held = [card for card in register.meetings.values() if card.status == "held"]
    return {(card.body, card.edition): card for card in held if card.edition}


def _is_host(host: str, item: ItemCard, register: Register) -> bool:
    """Whether the host is one of those who pledged, or of the same country; unknown agencies are not judged."""
    owners = {owner.split("/")[0] for owner in item.owners}
    if not owners or host in owners or host not in register.agencies:
        return True
    countries = {register.agencies[owner].country for owner in owners if owner in register.agencies}
    return not countries or (register.agencies[host].country or host) in countries


def _fulfilled_elsewhere(register: Register) -> Iterator[Finding]:
    for card, item in _pledges(register):
        meeting = register.meetings.get(item.fulfilled_by or "")
        if meeting and (meeting.body != card.body or item.edition not in (meeting.edition, meeting.ordinal)):
            yield in_file(card.file, *item.path, "fulfilled_by", meeting=meeting.id, edition=item.edition or 0)


def _fulfilled_before(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        for item in card.items:
            meeting = register.meetings.get(item.fulfilled_by) if item.fulfilled_by else None
            if meeting and surely_before(meeting.date, card.date):
                days = {"day": meeting.date or "", "date": card.date or ""}
                yield in_file(card.file, *item.path, "fulfilled_by", meeting=meeting.id, **days)


def _another_host_planned(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        body = register.agencies.get(card.body) if card.edition and card.host else None
        planned = dict(body.hosts).get(card.edition or 0) if body and body.hosts else None
        if planned and planned != card.host:
            yield in_file(card.file, "host", host=card.host or "", planned=planned, edition=card.edition or 0)


_PLEDGE = """\
kind: pledge
due: null
start: null
modality: [hosting]
owners: [om-council]
"""


_HOSTS = """\
agencies:
  bh-authority: {name: هيئة التدريب, kind: authority, country: BH, posts: {head: {title: الرئيس التنفيذي}}}
  om-council: {name: المجلس الوطني, kind: national_committee, country: OM, posts: {secretary: {title: أمين السر}}}
  world-office: {name: المكتب الدولي, kind: international_organisation}
  committee: {name: اللجنة المشتركة, kind: joint_committee, hosts: [{edition: 5, agency: om-council}]}
"""


def _edition(number: int, host: str) -> str:
    head = "format: mou/1\nbody: committee\nkind: joint_committee_session\nstatus: held\ndate: 2026-05-20\n"
    return f"{head}edition: {number}\nhost: {host}\n"


def _pledged(rest: str) -> str:
    item = "id: h1, kind: pledge, nature: one_off, modality: [hosting], owners: [om-council]"
    earlier = "id: r1, kind: recommendation, owners: [om-council], text: {ar: إعداد دليل, en: Prepare a manual}"
    pledge = f"{item}, text: {{ar: استضافة الدورة, en: To host the session}}, {rest}"
    return f"outcomes:\n  - {{{earlier}}}\n  - {{{pledge}}}\n"


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU604",
        scope="item",
        severity=WARNING,
        title="Outcome addressed to nobody",
        message="The outcome of the kind “{kind}” names nobody who is to carry it out",
        terms={"kind": "outcome_kind"},
        why="What is recommended to nobody in particular is carried from meeting to meeting.",
        remedy="Name owners, or the groups it is addressed to under addressee_groups, such as all_participants.",
        sample="outcome",
        bad="owners: null",
        good="owners: null\naddressee_groups: [all_participants]",
        check=_addressed_to_nobody,
    ),
    Rule(
        code="MOU605",
        scope="item",
        severity=WARNING,
        title="Pledge to host without the edition",
        message="The pledge to host does not say which edition",
        why="Whether the pledge was kept shows when that edition is held.",
        remedy="Write the number of the edition under edition.",
        sample="outcome",
        bad=_PLEDGE,
        good=f"{_PLEDGE}edition: 5\n",
        check=_pledge_without_edition,
    ),
    Rule(
        code="MOU617",
        scope="item",
        severity=WARNING,
        title="Deadline on what is not tracked",
        message="An outcome of the kind “{kind}” is not tracked, but has the key {key}",
        terms={"kind": "outcome_kind"},
        why="Commendations and affirmations ask nothing of anybody, so nobody would be reminded.",
        remedy="Choose a tracked kind, such as recommendation or action, or remove the key.",
        sample="outcome",
        bad="kind: commendation",
        good="kind: commendation\ndue: null\nlog: null",
        check=_untracked_with_deadline,
    ),
    Rule(
        code="MOU619",
        scope="register",
        severity=WARNING,
        title="Pledged edition hosted by another",
        message="Edition {edition} was hosted by {host}, see {meeting}, not by those who pledged it",
        why="The pledge was not kept as made; left as it is, it stays open for ever.",
        remedy="Mark the pledge with status: withdrawn or superseded, or correct the host.",
        bad={
            "meetings/committee/1.yaml": _pledged("edition: 5"),
            "meetings/committee/5.yaml": _edition(5, "bh-authority"),
        },
        good={
            "meetings/committee/1.yaml": _pledged("edition: 5, fulfilled_by: committee/5"),
            "meetings/committee/5.yaml": _edition(5, "om-council"),
        },
        check=_hosted_by_another,
    ),
    Rule(
        code="MOU627",
        scope="register",
        severity=WARNING,
        title="Fulfilled by another edition",
        message="{meeting} is not edition {edition}, which was pledged",
        why="A pledge to host is fulfilled by the edition it names.",
        remedy="Correct fulfilled_by or the edition.",
        bad={
            "meetings/committee/1.yaml": _pledged("edition: 6, fulfilled_by: committee/5"),
            "meetings/committee/5.yaml": _edition(5, "om-council"),
        },
        good={
            "meetings/committee/1.yaml": _pledged("edition: 5, fulfilled_by: committee/5"),
            "meetings/committee/5.yaml": _edition(5, "om-council"),
        },
        check=_fulfilled_elsewhere,
    ),
    Rule(
        code="MOU635",
        scope="register",
        severity=INFO,
        title="Another host than planned",
        message="Edition {edition} was hosted by {host}; the body names {planned}",
        why="The list of hosts and the record of the meeting tell two stories.",
        remedy="Correct the host of the meeting, or the list of hosts of the body.",
        bad={
            "agencies.yaml": _HOSTS,
            "meetings/committee/5.yaml": _edition(5, "bh-authority"),
        },
        good={"agencies.yaml": _HOSTS, "meetings/committee/5.yaml": _edition(5, "om-council")},
        check=_another_host_planned,
    ),
    Rule(
        code="MOU639",
        scope="register",
        severity=WARNING,
        title="Fulfilled before it was promised",
        message="It is fulfilled by {meeting} of {day}, before it was adopted on {date}",
        why="What came before cannot have fulfilled it; the reference or a date is wrong.",
        remedy="Correct fulfilled_by or the dates.",
        bad={
            "meetings/committee/2.yaml": _pledged("edition: 1, fulfilled_by: committee/1"),
        },
        good={
            "meetings/committee/1.yaml": _pledged("edition: 2, fulfilled_by: committee/2"),
        },
        check=_fulfilled_before,
    ),
)
