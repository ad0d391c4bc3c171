"""What the files say of a brief's records beside their cards: whole texts, persons, sources, Hijri dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mou_tracker.analysis.brief import Brief
from mou_tracker.analysis.briefed import BriefItem, Named
from mou_tracker.analysis.instruments import title_of
from mou_tracker.analysis.reading import reading
from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import Text
from mou_tracker.model.register import Register
from mou_tracker.render.brief_page import Chair, Filed, Present, Signatory
from mou_tracker.render.brief_page import Source as SourceRow
from mou_tracker.store.reader import read_data
from mou_tracker.store.source import Source, Unreadable

Records = Mapping[str, Mapping[str, Any]]
"""The data of records by their reference."""


def records_of(source: Source, brief: Brief) -> Records:
    """The data of the files that a brief was drawn from; FileTrouble when one has changed or gone since."""
    return {ref: _data(source, file) for ref, file in brief.records.items()}


def _data(source: Source, file: str) -> Mapping[str, Any]:
    try:
        data = read_data(source.read(file), file)[0]
    except Unreadable:
        data = None
    if data is None:
        raise FileTrouble(N_("{file} changed while it was read; try again"), file=file)
    return data


def in_full(register: Register, brief: Brief, records: Records) -> Brief:
    """The brief with the whole texts of its items (cards keep the beginning of long ones), posts with their agency."""
    texts = {
        f"{ref}/{item['id']}": item["text"]
        for ref, data in records.items()
        for item in (*(data.get("commitments") or ()), *(data.get("outcomes") or ()))
    }

    def whole(items: tuple[BriefItem, ...]) -> tuple[BriefItem, ...]:
        return tuple(item._replace(text=texts.get(item.ref, item.text), owners=owners(item)) for item in items)

    def owners(item: BriefItem) -> tuple[Named, ...]:
        return tuple(Named(owner.ref, _name(register, owner.ref)) for owner in item.owners)

    return replace(
        brief,
        asks=tuple(ask._replace(text=texts.get(ask.ref, ask.text)) for ask in brief.asks),
        decided=tuple(one._replace(text=texts.get(one.ref, one.text)) for one in brief.decided),
        overdue=whole(brief.overdue),
        due_before_next=whole(brief.due_before_next),
        dormant=whole(brief.dormant),
        carried=whole(brief.carried),
        commitments=whole(brief.commitments),
        outcomes=whole(brief.outcomes),
        recorded=whole(brief.recorded),
    )


def filed(source: Source, register: Register, brief: Brief, records: Records, today: date) -> Filed:
    """What the files of the brief's records, and those of the agencies that owe, say beside their cards."""
    session = records.get(brief.session.id, {}) if brief.session else {}
    return Filed(
        names=_names(register, brief),
        evidence=_evidence(register, brief, today),
        reasons=_reasons(register, brief, today),
        honorifics=dict(_honorifics(source, register, brief)),
        stated={ref: str(day) for ref, data in records.items() if (day := _stated(data))},
        sources=tuple(_sources(records)),
        chair=_chair(register, session.get("chair")),
        attendance=tuple(_present(register, row) for row in session.get("attendance") or ()),
        signatories=tuple(_signatories(records)),
    )


def _honorifics(source: Source, register: Register, brief: Brief) -> Iterator[tuple[str, Text]]:
    """The honorifics of the holders of the posts to speak to, by post."""
    files: dict[str, Any] = {}
    for row in brief.agencies:
        if row.contact is None or row.contact.holder is None:
            continue
        file = register.agencies[row.agency].file
        files[file] = files.get(file) or _data(source, file)["agencies"]
        post = files[file][row.agency]["posts"][row.contact.post.rpartition("/")[2]]
        for holder in post.get("holders") or ():
            if holder["name"] == row.contact.holder and holder.get("honorific"):
                yield row.contact.post, holder["honorific"]


def _names(register: Register, brief: Brief) -> dict[str, Text]:
    items = (*brief.commitments, *brief.outcomes, *brief.recorded)
    sessions = [one for one in (brief.session, brief.previous) if one]
    answers = (brief.horizon, *(answer for item in items for answer in item.flags), *brief.agenda, brief.upcoming)
    mentioned = {str(fact) for one in answers if one for fact in one.facts.values()}
    refs = {*(item.last_by for item in items), *(one.host for one in sessions), *mentioned}
    return {ref: name for ref in sorted(ref for ref in refs if ref) if (name := _name(register, ref))}


def _name(register: Register, ref: str) -> Text | None:
    """The name of a record; of a post with its agency, of a meeting without a title its number."""
    name, meeting = title_of(register, ref), register.meetings.get(ref)
    if ref in register.posts and name:
        return _with_agency(name, title_of(register, ref.rpartition("/")[0]))
    number = meeting.ordinal or meeting.edition if meeting and not name else None
    return str(number) if number else name


def _with_agency(title: Text, agency: Text | None) -> Text:
    if isinstance(title, str) or isinstance(agency, str | None):
        return title
    return {lang: f"{said} ({agency[lang]})" if lang in agency else said for lang, said in title.items()}


def _evidence(register: Register, brief: Brief, today: date) -> dict[str, int]:
    cards = [register.item(item.ref) for item in (*brief.commitments, *brief.outcomes)]
    return {card.ref: reading(card, today).evidence for card in cards if card}


def _reasons(register: Register, brief: Brief, today: date) -> dict[str, str]:
    """Why items are on hold, as far as their newest claim says."""
    cards = [register.item(item.ref) for item in (*brief.commitments, *brief.outcomes) if item.progress == "on_hold"]
    claims = {card.ref: reading(card, today).claim for card in cards if card}
    return {ref: claim.reason for ref, claim in claims.items() if claim and claim.reason}


def _stated(data: Mapping[str, Any]) -> str | None:
    """The Hijri day a record states for a meeting or a signing."""
    found = data.get("hijri") or (data.get("signing") or {}).get("hijri")
    return found if isinstance(found, str) else None


def _sources(records: Records) -> Iterator[SourceRow]:
    """Every source once, with the records that cite it, in the order of the records."""
    found: dict[tuple[str, ...], tuple[Mapping[str, Any], list[str]]] = {}
    for ref, data in records.items():
        for row in data.get("sources") or ():
            key = (str(row["title"]), str(row.get("url")), str(row.get("date")))
            found.setdefault(key, (row, []))[1].append(ref)
    for row, refs in found.values():
        yield SourceRow(row["title"], row.get("publisher"), row.get("date"), row["kind"], row.get("url"), tuple(refs))


def _named(register: Register, ref: str | None) -> Named | None:
    return Named(ref, title_of(register, ref)) if ref else None


def _chair(register: Register, row: Mapping[str, Any] | None) -> Chair | None:
    if not row:
        return None
    post = _named(register, row.get("post"))
    return Chair(post, row.get("honorific"), row.get("person"), acting=row.get("acting") is True)


def _present(register: Register, row: Mapping[str, Any]) -> Present:
    agency = Named(row["agency"], title_of(register, row["agency"]))
    post = _named(register, row.get("post"))
    return Present(agency, post, row.get("honorific"), row.get("person"), row.get("role"), row.get("present", "yes"))


def _signatories(records: Records) -> Iterator[Signatory]:
    for ref, data in records.items():
        for party in data.get("parties") or ():
            signature = party.get("signature") or {}
            if signature.get("name"):
                person = signature.get("honorific"), signature["name"], signature.get("capacity")
                yield Signatory(ref, party["agency"], *person)
