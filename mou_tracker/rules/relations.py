"""MOU2xx and 3xx, relations: ties between instruments that bite their tail, stand twice, or contradict the periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mou_tracker.model.cards import AgreementCard
from mou_tracker.model.dates import last_day
from mou_tracker.model.register import Register
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, in_file
from mou_tracker.rules.certain import surely_before

ONE_WAY = frozenset({"amends", "extends_term", "renews", "supersedes", "implements", "annex_of", "part_of"})
"""Relations that cannot come round to where they began, in any mixture."""

MUTUAL = frozenset({"same_subject_as", "related_to"})
"""Relations that mean the same from either side."""

UNDER = frozenset({"implements", "part_of", "annex_of"})
"""Relations of an instrument that lives within another's period."""

REPLACING = frozenset({"supersedes", "consolidates", "renews"})

Link = tuple[str, str, int]
"""From, to, and the index of the relation in the former."""


def _to_itself(register: Register) -> Iterator[Finding]:
    for card in register.agreements.values():
        for index, relation in enumerate(card.relations):
            if relation.target.partition("/")[0] == card.id:
                yield in_file(card.file, "relations", index, "target", target=relation.target)


def _cycles(register: Register) -> Iterator[Finding]:
    links = _one_way_links(register)
    for ring in _rings(links):
        start = ring.index(min(ring))
        turned = [*ring[start:], *ring[:start], ring[start]]
        card = register.agreements[turned[0]]
        index = links[turned[0]][turned[1]]
        yield in_file(card.file, "relations", index, "target", cycle=" → ".join(turned))


def _one_way_links(register: Register) -> Mapping[str, Mapping[str, int]]:
    """From each agreement to the others it stands under or changes, with the relation's index."""
    links: dict[str, dict[str, int]] = {}
    for card in register.agreements.values():
        for index, relation in enumerate(card.relations):
            if relation.type in ONE_WAY and relation.target != card.id and relation.target in register.agreements:
                links.setdefault(card.id, {}).setdefault(relation.target, index)
    return links


def _rings(links: Mapping[str, Mapping[str, int]]) -> Iterator[list[str]]:
    """The cycles a depth-first walk closes, one for each link that leads back; every cycle has such a link."""
    done: set[str] = set()
    for start in sorted(links):
        way: list[str] = [] if start in done else [start]
        ahead = [iter(links[node]) for node in way]
        while way:
            following = next(ahead[-1], None)
            if following is None:
                done.add(way.pop())
                ahead.pop()
            elif following in way:
                yield way[way.index(following) :]
            elif following not in done:
                way.append(following)
                ahead.append(iter(links.get(following, ())))


def _twice(register: Register) -> Iterator[Finding]:
    for card in register.agreements.values():
        seen: set[tuple[str, str]] = set()
        for index, relation in enumerate(card.relations):
            other = register.agreements.get(relation.target)
            if (relation.type, relation.target) in seen:
                yield _again(card, index, card)
            elif other and relation.type not in ONE_WAY and _is_older(card, other) and _returned(card, index, other):
                yield _again(card, index, other)
            seen.add((relation.type, relation.target))


def _again(card: AgreementCard, index: int, other: AgreementCard) -> Finding:
    relation = card.relations[index]
    return in_file(card.file, "relations", index, type=relation.type, target=relation.target, stored=other.file)


def _returned(card: AgreementCard, index: int, other: AgreementCard) -> bool:
    return (card.relations[index].type, card.id) in other.relations


def _is_older(card: AgreementCard, other: AgreementCard) -> bool:
    return (str(last_day(card.signing_date)), card.id) < (str(last_day(other.signing_date)), other.id)


def _outside_parent(register: Register) -> Iterator[Finding]:
    for card in register.agreements.values():
        for relation in card.relations:
            parent = register.agreements.get(relation.target) if relation.type in UNDER else None
            if parent:
                yield from _beyond(card, parent)


def _beyond(card: AgreementCard, parent: AgreementCard) -> Iterator[Finding]:
    if surely_before(card.effect_date, parent.effect_date):
        yield in_file(card.file, "effect", "date", date=str(card.effect_date), parent=parent.id)
    ends = parent.term_end if parent.term_kind == "until_date" and parent.renewal_kind in (None, "none") else None
    if surely_before(ends, card.term_end):
        yield in_file(card.file, "term", "end", date=str(card.term_end), parent=parent.id)


def _superseded_by_none(register: Register) -> Iterator[Finding]:
    replaced = {
        relation.target
        for card in register.agreements.values()
        for relation in card.relations
        if relation.type in REPLACING
    }
    if register.broken:
        return
    for card in register.agreements.values():
        for index, event in enumerate(card.events):
            if event.type == "superseded" and card.id not in replaced:
                yield in_file(card.file, "events", index, agreement=card.id)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU206",
        scope="register",
        severity=ERROR,
        title="Relation to itself",
        message="The relation leads back to this record itself: {target}",
        why="An instrument cannot amend, implement or replace itself; the target is probably a slip.",
        remedy="Name the other instrument, or remove the relation.",
        sample="agreement",
        check=_to_itself,
        bad="relations: [{type: related_to, target: sample}]\n",
        good="relations: [{type: related_to, target: parent}]\n",
    ),
    Rule(
        code="MOU207",
        scope="register",
        severity=ERROR,
        title="Relations in a circle",
        message="These relations run in a circle: {cycle}",
        why="Each of these instruments would stand under or after itself, so its period and state cannot be told.",
        remedy="Keep each relation on the newer of the two instruments and remove the one that points back.",
        check=_cycles,
        bad={
            "agreements/sample.yaml": "relations: [{type: implements, target: parent}]\n",
            "agreements/parent.yaml": "relations: [{type: part_of, target: sample}]\n",
        },
        good={
            "agreements/sample.yaml": "relations: [{type: implements, target: parent}]\n",
            "agreements/parent.yaml": "relations: [{type: related_to, target: sample}]\n",
        },
    ),
    Rule(
        code="MOU208",
        scope="register",
        severity=WARNING,
        title="Relation stored twice",
        message="The relation {type} to {target} is already stored in {stored}",
        why="A relation is stored once, on the newer record; its other side is computed. Two copies drift apart.",
        remedy="Remove one of the two.",
        terms={"type": "relation_type"},
        check=_twice,
        bad={
            "agreements/sample.yaml": "relations: [{type: related_to, target: parent}]\n",
            "agreements/parent.yaml": "relations: [{type: related_to, target: sample}]\n",
        },
        good={"agreements/sample.yaml": "relations: [{type: related_to, target: parent}]\n"},
    ),
    Rule(
        code="MOU302",
        scope="register",
        severity=WARNING,
        title="Outside the parent's period",
        message="{date} lies outside the period of {parent}, under which this instrument stands",
        why="What implements an instrument, or is part of it, normally begins after it and ends with it.",
        remedy="Check both periods; if the texts really say so, record a justified exception.",
        check=_outside_parent,
        bad={"agreements/sample.yaml": "signing: {date: 2019-05-01}\neffect: {mode: on_signature, date: 2019-05-01}\n"},
        good={"agreements/sample.yaml": "effect: {mode: on_fixed_date, date: 2025-02-01}\n"},
    ),
    Rule(
        code="MOU327",
        scope="register",
        severity=INFO,
        title="Superseded by nothing recorded",
        message="{agreement} is recorded as superseded, and no instrument of the register supersedes it",
        why="Open commitments may live on in the new instrument, which cannot be found from here.",
        remedy="Add the new instrument with a relation of the type supersedes.",
        sample="agreement",
        check=_superseded_by_none,
        bad="events: [{type: superseded, date: 2026-03-01}]\n",
        good={
            "agreements/sample.yaml": "events: [{type: superseded, date: 2026-03-01}]\n",
            "agreements/second.yaml": "format: mou/1\n"
            "kind: memorandum_of_understanding\n"
            "title: {ar: مذكرة جديدة, en: New memorandum}\n"
            "parties: [{agency: bh-authority, side: BH}, {agency: om-council, side: OM}]\n"
            "relations: [{type: supersedes, target: sample}]\n",
        },
    ),
)
