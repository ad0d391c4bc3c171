"""MOU2xx, identity: one id for one thing, one spelling for one side, a file where its record says it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mou_tracker.diagnostics import Path
from mou_tracker.model.cards import MeetingCard
from mou_tracker.model.dates import date_problem
from mou_tracker.model.register import Register
from mou_tracker.model.vocabulary import KNOWN
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at, in_file

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.commitment import Trackable
    from mou_tracker.model.meeting import Meeting


def _ids_twice(record: Agreement | Meeting | AgencyFile) -> Iterator[Finding]:
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.meeting import Meeting

    yield from _twice(record.sources, "id", ("sources",))
    if isinstance(record, Agreement):
        yield from _in_items(record.commitments, "commitments")
    elif isinstance(record, Meeting):
        yield from _in_items(record.outcomes, "outcomes")
        yield from _twice(record.agenda, "item", ("agenda",))
    else:
        for name, agency in record.agencies.items():
            yield from _twice(agency.sources, "id", ("agencies", name, "sources"))


def _in_items(items: Sequence[Trackable], key: str) -> Iterator[Finding]:
    yield from _twice(items, "id", (key,))
    for index, item in enumerate(items):
        for name in ("indicators", "milestones", "deliverables"):
            yield from _twice(getattr(item, name), "id", (key, index, name))


def _twice(entries: Sequence[Any], name: str, path: Path) -> Iterator[Finding]:
    if len(entries) < 2:
        return
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        ident = getattr(entry, name)
        if ident in seen:
            yield at(*path, index, name, id=ident)
        seen.add(ident)


def _misplaced_meetings(register: Register) -> Iterator[Finding]:
    for card in register.meetings.values():
        folder, _, stem = card.id.partition("/")
        if card.body not in (folder, *KNOWN):
            yield in_file(card.file, "body", place=folder, found=card.body)
        number = card.ordinal or card.edition
        if stem.isdigit() and number and int(stem) not in (card.ordinal, card.edition) and not _is_year(stem, card):
            yield in_file(card.file, "ordinal" if card.ordinal else "edition", place=stem, found=number)
        if _other_day(stem, card.date):
            yield in_file(card.file, "date", place=stem, found=str(card.date))


def _is_year(stem: str, card: MeetingCard) -> bool:
    return (card.date or "").startswith(stem) and len(stem) == 4


def _other_day(stem: str, day: str | None) -> bool:
    """True when the file is named by a month or a day, and the record gives another."""
    if "-" not in stem or date_problem(stem) or not day or date_problem(day):
        return False
    return not (stem.startswith(day) or day.startswith(stem))


def _sides_spelled(record: Agreement) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for index, party in enumerate(record.parties):
        spelled = first.setdefault(party.side.casefold(), party.side)
        if spelled != party.side:
            yield at("parties", index, "side", side=party.side, other=spelled)


def _party_twice(record: Agreement) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for index, party in enumerate(record.parties):
        if (party.agency, party.role) in seen and party.agency not in KNOWN:
            yield at("parties", index, "agency", agency=party.agency, role=party.role)
        seen.add((party.agency, party.role))


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU203",
        scope="record",
        severity=ERROR,
        title="Id used twice",
        message="The id {id} is already used in this list",
        why="A reference to this id could mean either entry, and progress would be counted on the wrong one.",
        remedy="Give one of the two another id.",
        sample="commitment",
        check=_ids_twice,
        bad="milestones:\n"
        "  - {id: plan, text: {ar: خطة, en: Plan}, due: 2026-09-01}\n"
        "  - {id: plan, text: {ar: تقرير, en: Report}, due: 2026-12-01}\n",
        good="milestones:\n"
        "  - {id: plan, text: {ar: خطة, en: Plan}, due: 2026-09-01}\n"
        "  - {id: report, text: {ar: تقرير, en: Report}, due: 2026-12-01}\n",
    ),
    Rule(
        code="MOU204",
        scope="file",
        severity=ERROR,
        title="Id in two files",
        message="The id {id} belongs to {other} already; this file is left out",
        why="The name of a file is the id of its agreement, and an id names one agreement in the whole register.",
        remedy="Rename one of the two files.",
        bad={
            "agreements/2025/parent.yaml": "format: mou/1\n"
            "kind: protocol\n"
            "title: {ar: بروتوكول, en: Protocol}\n"
            "parties: [{agency: bh-authority, side: BH}]\n",
        },
        good={
            "agreements/2025/protocol.yaml": "format: mou/1\n"
            "kind: protocol\n"
            "title: {ar: بروتوكول, en: Protocol}\n"
            "parties: [{agency: bh-authority, side: BH}]\n",
        },
    ),
    Rule(
        code="MOU209",
        scope="register",
        severity=ERROR,
        title="Meeting in the wrong place",
        message="The folder or name of the file says {place}, its text says {found}",
        why="Meetings are found and put in order by their folder and file name; what is misplaced is followed up wrongly.",
        remedy="Move the file to the folder of its body and name it by its ordinal or date, or correct the text.",
        sample="meeting",
        check=_misplaced_meetings,
        bad="ordinal: 3\n",
        good="ordinal: 2\n",
    ),
    Rule(
        code="MOU211",
        scope="agreement",
        severity=ERROR,
        title="Side spelled two ways",
        message="The side {side} is spelled {other} above",
        why="Parties are grouped by the spelling of their side; with two spellings one side looks like two.",
        remedy="Write the side in one way throughout the record.",
        sample="agreement",
        check=_sides_spelled,
        bad="parties:\n"
        "  - {agency: bh-authority, side: BH}\n"
        "  - {agency: committee, side: bh, role: implementing_entity}\n"
        "  - {agency: om-council, side: OM}\n",
        good="parties:\n"
        "  - {agency: bh-authority, side: BH}\n"
        "  - {agency: committee, side: BH, role: implementing_entity}\n"
        "  - {agency: om-council, side: OM}\n",
    ),
    Rule(
        code="MOU212",
        scope="agreement",
        severity=WARNING,
        title="Party listed twice",
        message="{agency} is listed twice with the role {role}",
        why="One party would be counted as two, and only one of its signatures would be seen.",
        remedy="Remove the second entry, or correct its agency or role.",
        terms={"role": "party_role"},
        sample="agreement",
        check=_party_twice,
        bad="parties: [{agency: bh-authority, side: BH}, {agency: bh-authority, side: OM}]\n",
        good="parties: [{agency: bh-authority, side: BH}, {agency: om-council, side: OM}]\n",
    ),
)
