"""Rules of who: owners, beneficiaries, those who report and those who judge (MOU4xx, MOU5xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.model.cards import AgreementCard, ItemCard, MeetingCard, Ref
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import INFO, WARNING, Finding, Rule, at, in_file
from mou_tracker.rules.kinds import is_outcome

if TYPE_CHECKING:
    from mou_tracker.model.commitment import Trackable


def _unowned(item: Trackable) -> Iterable[Finding]:
    if item.owners or item.addressee_groups or is_outcome(item):
        return ()
    return (at("owners", id=item.id),)


def _owner_benefits_alone(item: Trackable) -> Iterable[Finding]:
    if len(item.owners) != 1 or item.owners != item.beneficiaries or item.owners[0] in KNOWN:
        return ()
    return (at("beneficiaries", 0, agency=item.owners[0]),)


def _owner_of_no_side(register: Register) -> Iterator[Finding]:
    for card in register.agreements.values():
        parties = {party.agency for party in card.parties}
        foreign = [
            (item, index, owner)
            for item in card.items
            for index, owner in enumerate(item.owners)
            if owner.split("/")[0] not in parties
        ]
        sides = _agencies_of_sides(card, register) if foreign else frozenset()
        for item, index, owner in foreign:
            if not _belongs(owner.split("/")[0], sides, register):
                yield in_file(card.file, *item.path, "owners", index, owner=owner, agreement=card.id)


def _agencies_of_sides(card: AgreementCard, register: Register) -> frozenset[str]:
    """The parties, the bodies that follow up, and the members of those of them that are bodies."""
    named = {*(party.agency for party in card.parties), *card.bodies}
    bodies = [register.agencies[agency] for agency in named if agency in register.agencies]
    return frozenset(named | {member.agency for body in bodies for member in body.members})


def _belongs(agency: str, sides: frozenset[str], register: Register) -> bool:
    """Whether the agency, a parent of it, or its State is of a side; an agency that does not exist is not judged."""
    card = register.agencies.get(agency)
    if card is None or agency in sides:
        return True
    states = {register.agencies[side].country for side in sides if _is_state(side, register)}
    seen = {agency}
    parent = card.parent
    while parent and parent not in seen and parent in register.agencies:
        if parent in sides:
            return True
        seen.add(parent)
        parent = register.agencies[parent].parent
    return card.country is not None and card.country in states


def _is_state(agency: str, register: Register) -> bool:
    return agency in register.agencies and register.agencies[agency].kind == "state"


def _judges_itself(item: Trackable) -> Iterable[Finding]:
    if not item.assessments:
        return ()
    owners = {owner.split("/")[0] for owner in item.owners} - {*KNOWN}
    return [
        at("assessments", index, "by", agency=entry.by)
        for index, entry in enumerate(item.assessments)
        if entry.verdict != "not_assessed" and entry.by.split("/")[0] in owners
    ]


def _reported_by_a_stranger(register: Register) -> Iterator[Finding]:
    for card in _following(register):
        others = [
            (item, index, entry.by)
            for item in card.items
            for index, entry in enumerate(item.log)
            if entry.by not in item.owners and entry.by not in KNOWN
        ]
        known = _agencies_at_work(card, register) if others else frozenset()
        for item, index, author in others:
            if not _belongs(author.split("/")[0], known, register):
                yield in_file(card.file, *item.path, "log", index, "by", agency=author)


def _following(register: Register) -> Iterator[AgreementCard | MeetingCard]:
    yield from register.agreements.values()
    yield from register.meetings.values()


def _agencies_at_work(card: AgreementCard | MeetingCard, register: Register) -> frozenset[str]:
    """Every agency the record names other than as the author of a log entry, and the members of its bodies."""
    named = {ref.target.split("/")[0] for ref in card.refs if _is_of_agency(ref) and "log" not in ref.path}
    bodies = card.bodies if isinstance(card, AgreementCard) else (card.body,)
    members = {
        member.agency for body in bodies if body in register.agencies for member in register.agencies[body].members
    }
    return frozenset(
        {*named, *bodies, *members, *(owner.split("/")[0] for item in card.items for owner in item.owners)}
    )


def _is_of_agency(ref: Ref) -> bool:
    return "agency" in ref.kinds or "post" in ref.kinds


def _cites_another_meeting(register: Register) -> Iterator[Finding]:
    for card in _following(register):
        for item in card.items:
            for index, entry in enumerate(item.log):
                meeting = register.meetings.get(entry.meeting or "")
                if meeting and not _deals_with(meeting, item, card):
                    path = (*item.path, "log", index, "meeting")
                    yield in_file(card.file, *path, meeting=meeting.id, item=item.ref)


def _deals_with(meeting: MeetingCard, item: ItemCard, card: AgreementCard | MeetingCard) -> bool:
    """Whether the meeting follows the instrument, is of a body or agency concerned, or names the item."""
    if isinstance(card, MeetingCard):
        concerned = {card.body}
    else:
        concerned = {*card.bodies, *(party.agency for party in card.parties)}
    concerned.update(owner.split("/")[0] for owner in item.owners)
    return (
        card.id in meeting.agreements
        or meeting.body in concerned
        or any(ref.target in (card.id, item.ref) for ref in meeting.refs)
    )


_REPORTED_AT = """\
commitments:
  - id: training
    text: {{ar: تنظيم برامج تدريبية, en: Organise training programmes}}
    source_class: undertaking
    nature: continuing
    owners: [bh-authority]
    log:
      - {{date: 2026-05-10, by: bh-authority, type: status_update, progress: ongoing, meeting: {meeting}}}
"""

RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU404",
        scope="item",
        severity=WARNING,
        title="Commitment without an owner",
        message="Nobody is named to carry out {id}",
        why="A commitment that belongs to nobody is on no agency's list.",
        remedy="Name the agency or post in owners, or write owners: [not_stated] when the source does not say.",
        sample="commitment",
        bad="owners: []",
        good="owners: [not_stated]",
        check=_unowned,
    ),
    Rule(
        code="MOU405",
        scope="register",
        severity=INFO,
        title="Owner from outside the parties",
        message="{owner} is neither a party to {agreement} nor of one of its sides",
        why="An instrument binds its sides; an owner from elsewhere may be a slip, or an implementing agency not yet listed.",
        remedy="Check the owner, or add the agency to parties with the role implementing_entity.",
        sample="commitment",
        bad="owners: [world-office]",
        good="owners: [om-council]",
        check=_owner_of_no_side,
    ),
    Rule(
        code="MOU419",
        scope="item",
        severity=WARNING,
        title="Owner is the only beneficiary",
        message="{agency} alone owes this and alone benefits from it",
        why="A commitment is owed to somebody else; owners and beneficiaries may have been exchanged.",
        remedy="Correct owners or beneficiaries; leave beneficiaries out when it serves all parties.",
        sample="commitment",
        bad="beneficiaries: [bh-authority]",
        good="beneficiaries: [om-council]",
        check=_owner_benefits_alone,
    ),
    Rule(
        code="MOU517",
        scope="register",
        severity=INFO,
        title="Report from outside",
        message="{agency} reports here, but the record gives it no part",
        why="Reports come from those who act or follow up; another author may be a slip, or a contributor not yet listed.",
        remedy="Check the author, or name the agency under contributors.",
        sample="commitment",
        bad="log:\n  - {date: 2026-05-10, by: world-office, type: status_update, progress: in_progress}",
        good="""\
beneficiaries: [om-council, world-office]
log:
  - {date: 2026-05-10, by: world-office, type: status_update, progress: in_progress}
""",
        check=_reported_by_a_stranger,
    ),
    Rule(
        code="MOU518",
        scope="register",
        severity=INFO,
        title="Reported at an unrelated meeting",
        message="The meeting {meeting} did not deal with {item}",
        why="A report is found again through the meeting it was made at; this one followed other instruments.",
        remedy="Correct the meeting, or list the instrument under its agreements.",
        sample="commitment",
        bad={
            "meetings/world-office/1.yaml": "format: mou/1\nbody: world-office\nkind: technical\nstatus: held\ndate: 2026-05-10\n",
            "agreements/sample.yaml": _REPORTED_AT.format(meeting="world-office/1"),
        },
        good={"agreements/sample.yaml": _REPORTED_AT.format(meeting="committee/2")},
        check=_cites_another_meeting,
    ),
    Rule(
        code="MOU519",
        scope="item",
        severity=WARNING,
        title="Owner as its own judge",
        message="{agency} assesses what it owes itself",
        why="A claim is not a verdict: progress is reported by the owner and assessed by those who follow up.",
        remedy="Record it as a log entry, or name the body that assessed it.",
        sample="commitment",
        bad="assessments:\n  - {date: 2026-06-01, by: bh-authority, verdict: largely_implemented}",
        good="assessments:\n  - {date: 2026-06-01, by: committee, verdict: largely_implemented}",
        check=_judges_itself,
    ),
)
