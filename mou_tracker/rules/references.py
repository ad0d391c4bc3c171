"""MOU2xx, references: what a record names must exist, be of the right kind, and have existed at the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from mou_tracker.model.cards import AgencyCard, AgreementCard, Card, Ref
from mou_tracker.model.register import Register
from mou_tracker.model.settings import SHIPPED_SCHEMES
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, in_file
from mou_tracker.rules.certain import surely_before
from mou_tracker.rules.nearest import nearest

MOST_SUGGESTIONS = 50
"""Findings of one kind that get a suggestion: each is compared with every id, and many wrong at once are wrong in one way."""

_BY_OTHER_RULES = frozenset({"pillar", "thread"})


def _cards(register: Register) -> Iterator[Card]:
    return chain(register.agreements.values(), register.meetings.values(), register.agencies.values())


def _tables(register: Register) -> Mapping[str, Collection[str]]:
    return {
        "agreement": register.agreements,
        "agency": register.agencies,
        "commitment": register.commitments,
        "meeting": register.meetings,
        "post": register.posts,
        "outcome": register.outcomes,
    }


def _astray(register: Register) -> Iterator[tuple[Card, Ref]]:
    """References whose target is in none of the tables of its kinds; those to unreadable files are let pass."""
    known = _Known(_tables(register))
    for card in _cards(register):
        for ref in card.refs:
            if ref.target not in known[ref.kinds] and not _excluded(register, ref):
                yield card, ref


class _Known(dict[tuple[str, ...], frozenset[str]]):
    """Per set of kinds, every reference there is; put together when first asked for."""

    def __init__(self, tables: Mapping[str, Collection[str]]) -> None:
        super().__init__()
        self.tables = tables

    def __missing__(self, kinds: tuple[str, ...]) -> frozenset[str]:
        self[kinds] = found = frozenset(chain.from_iterable(self.tables.get(kind, ()) for kind in kinds))
        return found


def _excluded(register: Register, ref: Ref) -> bool:
    if not _BY_OTHER_RULES.isdisjoint(ref.kinds):
        return True
    if register.all_agencies_broken and not {"agency", "post"}.isdisjoint(ref.kinds):
        return True
    parts = ref.target.split("/")
    return any("/".join(parts[:length]) in register.broken for length in range(1, len(parts) + 1))


def _nothing(register: Register) -> Iterator[Finding]:
    left, tables = MOST_SUGGESTIONS, _tables(register)
    for card, ref in _astray(register):
        if register.kinds_of(ref.target) - {"thread"}:
            continue
        left -= 1
        choices = chain.from_iterable(tables[kind] for kind in ref.kinds)
        suggestion = nearest(ref.target, choices) if left >= 0 else ""
        yield in_file(card.file, *ref.path, target=ref.target, suggestion=suggestion)


def _wrong_kind(register: Register) -> Iterator[Finding]:
    for card, ref in _astray(register):
        found = min(register.kinds_of(ref.target) - {"thread"}, default="")
        if found:
            yield in_file(card.file, *ref.path, target=ref.target, found=found, expected=ref.kinds[0])


def _pillars(register: Register) -> Iterator[Finding]:
    settings = register.settings
    schemes = {"4p": SHIPPED_SCHEMES["4p"], **settings.pillars}
    choices = [code for codes in schemes.values() for code in codes]
    choices += [f"{scheme}/{code}" for scheme, codes in schemes.items() for code in codes]
    unknown: dict[str, str] = {}
    for card, ref in _refs_to(register, "pillar"):
        if ref.target not in unknown and settings.pillar(ref.target) is None:
            unknown[ref.target] = nearest(ref.target, choices)
        if ref.target in unknown:
            yield in_file(card.file, *ref.path, pillar=ref.target, suggestion=unknown[ref.target])


def _threads(register: Register) -> Iterator[Finding]:
    known = register.settings.threads
    suggestions: dict[str, str] = {}
    for card, ref in _refs_to(register, "thread"):
        if ref.target in known:
            continue
        if ref.target not in suggestions:
            suggestions[ref.target] = nearest(ref.target, known)
        yield in_file(card.file, *ref.path, thread=ref.target, suggestion=suggestions[ref.target])


def _refs_to(register: Register, kind: str) -> Iterator[tuple[Card, Ref]]:
    for card in _cards(register):
        for ref in card.refs:
            if kind in ref.kinds:
                yield card, ref


def _never_named(register: Register) -> Iterable[Finding]:
    if register.broken:
        return
    named = {
        ref.target.partition("/")[0]
        for card in _cards(register)
        for ref in card.refs
        if card.id != ref.target.partition("/")[0]
    }
    for agency in register.agencies.values():
        if agency.id not in named:
            yield Finding(("agencies", agency.id), {"agency": agency.id}, at_key=True, file=agency.file)


def _not_in_existence(register: Register) -> Iterator[Finding]:
    limited = {card.id: card for card in register.agencies.values() if card.valid_from or card.valid_to}
    if limited:
        for card in register.agreements.values():
            yield from _parties_then(card, limited)


def _parties_then(card: AgreementCard, limited: Mapping[str, AgencyCard]) -> Iterator[Finding]:
    for index, party in enumerate(card.parties):
        agency = limited.get(party.agency)
        day = card.signing_date
        if day and agency and (surely_before(day, agency.valid_from) or surely_before(agency.valid_to, day)):
            yield in_file(card.file, "parties", index, "agency", agency=party.agency, date=day)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU201",
        scope="register",
        severity=ERROR,
        title="Reference to nothing",
        message="Nothing in the register is called {target}",
        why="A commitment owned by nobody, or a follow-up of nothing, would drop out of every list without a word.",
        remedy="Correct the id, or add the record it names.",
        sample="commitment",
        check=_nothing,
        bad="owners: [bh-autority]\n",
        good="owners: [bh-authority]\n",
    ),
    Rule(
        code="MOU202",
        scope="register",
        severity=ERROR,
        title="Reference to the wrong kind",
        message="{target} is of the kind {found}, but the kind expected here is {expected}",
        why="The value exists but cannot stand here: an agency acts, a post is held, an agreement is followed up.",
        remedy="Name a record of the kind that is expected.",
        terms={"found": "record_kind", "expected": "record_kind"},
        sample="agreement",
        check=_wrong_kind,
        bad="bodies: [parent]\n",
        good="bodies: [committee]\n",
    ),
    Rule(
        code="MOU213",
        scope="register",
        severity=ERROR,
        title="Unknown pillar",
        message="The pillar {pillar} is in no pillar scheme",
        why="What stands under an unknown pillar is missing from every count by pillar.",
        remedy="Use a code of a scheme, or add the code to its scheme in mou.toml with the core pillar it counts under.",
        sample="commitment",
        check=_pillars,
        bad="pillars: [preventoin]\n",
        good="pillars: [prevention]\n",
    ),
    Rule(
        code="MOU214",
        scope="register",
        severity=WARNING,
        title="Unknown thread",
        message="The thread {thread} has no entry in mou.toml",
        why="A thread holds one subject together across instruments and years; a misspelt one begins a new thread.",
        remedy="Correct the thread, or give it a title in mou.toml under [threads].",
        sample="agreement",
        check=_threads,
        bad="threads: [regional-trainning]\n",
        good="threads: [regional-training]\n",
    ),
    Rule(
        code="MOU215",
        scope="register",
        severity=INFO,
        title="Agency named nowhere",
        message="No record names the agency {agency}",
        why="It may be left over from a record that was removed, or a second entry of an agency that is listed already.",
        remedy="Name it where it acts, or remove it.",
        sample="agencies",
        check=_never_named,
        bad="qa-centre:\n  name: {ar: مركز الدراسات, en: Studies Centre}\n  kind: centre\n  country: QA\n",
        good="committee:\n"
        "  name: {ar: اللجنة المشتركة, en: Joint Committee}\n"
        "  kind: joint_committee\n"
        "  members: [{agency: bh-authority}, {agency: om-council}, {agency: qa-centre}]\n"
        "qa-centre:\n"
        "  name: {ar: مركز الدراسات, en: Studies Centre}\n"
        "  kind: centre\n"
        "  country: QA\n",
    ),
    Rule(
        code="MOU219",
        scope="register",
        severity=WARNING,
        title="Agency outside its years",
        message="By its own entry the agency {agency} did not exist on {date}, when the instrument was signed",
        why="Either a date is wrong, or the party was the agency that came before or after it.",
        remedy="Correct the dates, or name the agency that existed on that day.",
        sample="agencies",
        check=_not_in_existence,
        bad="om-council:\n"
        "  name: {ar: المجلس الوطني, en: National Council}\n"
        "  kind: national_committee\n"
        "  country: OM\n"
        "  valid: {from: 2010-01, to: 2023-06-30}\n"
        "  posts: {secretary: {title: {ar: أمين السر, en: Secretary}}}\n",
        good="om-council:\n"
        "  name: {ar: المجلس الوطني, en: National Council}\n"
        "  kind: national_committee\n"
        "  country: OM\n"
        "  valid: {from: 2010-01}\n"
        "  posts: {secretary: {title: {ar: أمين السر, en: Secretary}}}\n",
    ),
)
