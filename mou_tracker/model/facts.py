"""From a validated record to its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mou_tracker.model.agency import Agency, AgencyFile, Post
from mou_tracker.model.agreement import Agreement, Amendment, Party
from mou_tracker.model.cards import (
    AgencyCard,
    AgreementCard,
    AmendmentFact,
    AttendanceFact,
    Change,
    EventFact,
    FindingFact,
    FollowUpFact,
    HolderFact,
    ItemCard,
    LogFact,
    MeetingCard,
    MemberFact,
    PartyFact,
    PostCard,
    Ref,
    RelationFact,
    Schedule,
    Step,
    Text,
    Verdict,
)
from mou_tracker.model.commitment import LogEntry, Reporting, Trackable
from mou_tracker.model.meeting import Chair, Meeting, Outcome
from mou_tracker.model.vocabulary import KNOWN

Refs = tuple[Ref, ...]

LONGEST_TEXT = 240
"""Characters of a text that a card keeps."""


def agreement_card(record: Agreement, ident: str, file: str, refs: Refs = ()) -> AgreementCard:
    """The card of an agreement; `ident` is its file's stem."""
    signing, effect, term, renewal, notice = record.signing, record.effect, record.term, record.renewal, record.notice
    return AgreementCard(
        id=ident,
        file=file,
        kind=record.kind,
        title=record.title,
        legal_character=record.legal_character,
        classification=record.classification,
        parties=tuple(map(_party, record.parties)),
        signing_date=signing.date if signing else None,
        effect_mode=effect.mode if effect else None,
        effect_date=effect.date if effect else None,
        term_kind=term.kind if term else None,
        term_initial=term.initial if term else None,
        term_end=term.end if term else None,
        renewal_kind=renewal.kind if renewal else None,
        renewal_period=renewal.period if renewal else None,
        renewal_times=renewal.times if renewal else None,
        renewal_intent=renewal.intent if renewal else "undecided",
        notice_non_renewal=notice.non_renewal if notice else None,
        notice_termination=notice.termination if notice else None,
        review=record.review,
        events=tuple(EventFact(event.type, event.date, event.by, event.until) for event in record.events),
        relations=tuple(RelationFact(relation.type, relation.target) for relation in record.relations),
        amendments=tuple(map(_amendment, record.amendments)),
        bodies=tuple(record.bodies),
        pillars=tuple(record.pillars),
        threads=tuple(record.threads),
        items=_items(record.commitments, ident, "commitments"),
        refs=refs,
        effect_after=effect.after if effect else None,
    )


def meeting_card(record: Meeting, ident: str, file: str, refs: Refs = ()) -> MeetingCard:
    """The card of a meeting; `ident` is `body/stem`."""
    return MeetingCard(
        id=ident,
        file=file,
        body=record.body,
        kind=record.kind,
        status=record.status,
        title=record.title,
        ordinal=record.ordinal,
        edition=record.edition,
        date=record.date,
        end_date=record.end_date,
        place=record.place,
        host=record.host,
        chair=_chair(record.chair),
        classification=record.classification,
        agreements=tuple(record.agreements),
        attendance=tuple(AttendanceFact(row.agency, row.present) for row in record.attendance),
        items=_items(record.outcomes, ident, "outcomes"),
        follow_up=tuple(FollowUpFact(entry.item, entry.disposition) for entry in record.follow_up),
        follow_up_promised=record.follow_up_promised,
        findings=tuple(FindingFact(found.kind, found.pillar, found.year, found.text) for found in record.findings),
        minutes=record.minutes.status if record.minutes else None,
        next=record.next,
        pillars=tuple(record.pillars),
        threads=tuple(record.threads),
        refs=refs,
    )


def agency_cards(record: AgencyFile, file: str, refs: Mapping[str, Refs] = MappingProxyType({})) -> list[AgencyCard]:
    """A card for each agency of the file; `refs` are those of each agency by its id."""
    return [_agency(agency, key, file, refs.get(key, ())) for key, agency in record.agencies.items()]


def _agency(agency: Agency, ident: str, file: str, refs: Sequence[Ref]) -> AgencyCard:
    return AgencyCard(
        id=ident,
        file=file,
        kind=agency.kind,
        name=agency.name,
        aliases=tuple(agency.aliases),
        country=agency.country,
        parent=agency.parent,
        valid_from=agency.valid.from_ if agency.valid else None,
        valid_to=agency.valid.to if agency.valid else None,
        members=tuple(MemberFact(member.agency, member.role, member.from_, member.to) for member in agency.members),
        cadence=agency.cadence,
        hosts=tuple((host.edition, host.agency) for host in agency.hosts),
        posts=tuple(_post(post, f"{ident}/{key}") for key, post in agency.posts.items()),
        refs=tuple(refs),
    )


def _post(post: Post, ref: str) -> PostCard:
    holders = tuple(HolderFact(holder.name, holder.from_, holder.to, holder.acting) for holder in post.holders)
    return PostCard(ref, post.title, post.role, holders)


def _party(party: Party) -> PartyFact:
    """Initials fix a text and bind nobody (Vienna Convention on the Law of Treaties, articles 10 and 12)."""
    signature = party.signature if party.signature and party.signature.type != "initials" else None
    return PartyFact(party.agency, party.side, party.role, (signature.date or "not_stated") if signature else None)


def _amendment(amendment: Amendment) -> AmendmentFact:
    return AmendmentFact(amendment.date, amendment.effect_date, tuple(change.target for change in amendment.changes))


def _chair(chair: Chair | None) -> str | None:
    return chair.post if chair else None


def _items(items: Sequence[Trackable], owner: str, key: str) -> tuple[ItemCard, ...]:
    return tuple(_item(item, f"{owner}/{item.id}", (key, index)) for index, item in enumerate(items))


def _item(item: Trackable, ref: str, path: tuple[str, int]) -> ItemCard:
    outcome = item if isinstance(item, Outcome) else None
    return ItemCard(
        ref=ref,
        path=path,
        kind=outcome.kind if outcome else "commitment",
        text=_clipped(item.text),
        nature=item.nature,
        status=outcome.status if outcome else None,
        disposition=item.disposition,
        owners=tuple(owner for owner in item.owners if owner not in KNOWN),
        beneficiaries=tuple(item.beneficiaries),
        pillars=tuple(item.pillars),
        threads=tuple(item.threads),
        start=item.start,
        due=item.due,
        original_due=item.original_due,
        every=item.every,
        until=item.until,
        edition=outcome.edition if outcome else None,
        fulfilled_by=outcome.fulfilled_by if outcome else None,
        log=_logs(item.log) if item.log else (),
        assessments=tuple(Verdict(entry.date, entry.verdict, entry.by) for entry in item.assessments),
        changes=tuple(
            Change(entry.date, entry.what, entry.from_, entry.to, entry.decision) for entry in item.change_requests
        ),
        reports=_schedule(item.reports),
        steps=(
            *(Step(step.id, step.text, step.due, step.done) for step in item.milestones),
            *(Step(step.id, step.text, step.due, step.done) for step in item.deliverables),
        ),
    )


def _logs(entries: Sequence[LogEntry]) -> tuple[LogFact, ...]:
    """Every entry's facts; the words only of the newest, which is what lists and briefs show."""
    newest = max(range(len(entries)), key=lambda index: (entries[index].date, index))
    return tuple(_log(entry, index == newest) for index, entry in enumerate(entries))


def _clipped(text: Text) -> Text:
    """Enough of a text for a line of a list; the record itself has the rest."""
    if isinstance(text, str):
        return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}…"
    if all(len(words) <= LONGEST_TEXT for words in text.values()):
        return text
    return {
        language: words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT].rstrip()}…"
        for language, words in text.items()
    }


def _log(entry: LogEntry, with_text: bool) -> LogFact:
    return LogFact(
        entry.date,
        entry.type,
        entry.progress,
        entry.percent,
        len(entry.evidence),
        entry.by,
        entry.reason,
        _clipped(entry.text) if with_text and entry.text is not None else None,
        entry.meeting,
    )


def _schedule(reports: Reporting | None) -> Schedule | None:
    return Schedule(reports.every, reports.from_, reports.grace, reports.to, reports.until) if reports else None
