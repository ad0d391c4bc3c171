"""MOU2xx, agencies: entered once, in the right country, under the right parent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mou_tracker.diagnostics import Path
from mou_tracker.i18n.fold import fold
from mou_tracker.rules.base import ERROR, WARNING, Finding, Rule, at

if TYPE_CHECKING:
    from mou_tracker.model.agency import Agency, AgencyFile

NATIONAL = frozenset({"ministry", "authority", "national_committee", "prosecution", "police", "state"})
INTERNATIONAL = frozenset({"international_organisation", "regional_organisation"})


def _same_agency(record: AgencyFile) -> Iterator[Finding]:
    """Agencies of one country with one folded name or alias; a successor may keep the name of the one before it."""
    first: dict[tuple[str | None, str], str] = {}
    for ident, agency in record.agencies.items():
        for name, path in _names(agency):
            other = first.setdefault((agency.country, fold(name)), ident)
            if other not in (ident, agency.successor_of) and record.agencies[other].successor_of != ident:
                yield at("agencies", ident, *path, name=name, agency=other)
                break


def _names(agency: Agency) -> Iterator[tuple[str, Path]]:
    if isinstance(agency.name, str):
        yield agency.name, ("name",)
    else:
        yield from ((name, ("name", language)) for language, name in agency.name.items())
    yield from ((alias, ("aliases", index)) for index, alias in enumerate(agency.aliases))


def _countries(record: AgencyFile) -> Iterator[Finding]:
    for name, agency in record.agencies.items():
        if agency.kind in NATIONAL and not agency.country:
            yield at("agencies", name, "country", agency=name, kind=agency.kind)


def _countries_of_many(record: AgencyFile) -> Iterator[Finding]:
    for name, agency in record.agencies.items():
        if agency.kind in INTERNATIONAL and agency.country:
            yield at("agencies", name, "country", agency=name, kind=agency.kind, country=agency.country)


def _own_ancestors(record: AgencyFile) -> Iterable[Finding]:
    parents = {name: agency.parent for name, agency in record.agencies.items() if agency.parent}
    done: set[str] = set()
    for start in parents:
        way: list[str] = []
        node: str | None = start
        while node in parents and node not in done:
            done.add(node)
            way.append(node)
            node = parents[node]
        if node in way:
            ring = [*way[way.index(node) :], node]
            yield at("agencies", node, "parent", cycle=" → ".join(ring))


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU210",
        scope="agencies",
        severity=WARNING,
        title="One agency entered twice",
        message="{name} is also a name of the agency {agency}",
        why="Spelling apart, the names are the same; the work of one agency would be counted under two.",
        remedy="Keep one entry with the other spelling as an alias; or tell the two apart by name or country.",
        sample="agencies",
        check=_same_agency,
        bad="bh-training:\n  name: {ar: هيئة التدريــب, en: Authority for Training}\n  kind: authority\n  country: BH\n",
        good="bh-training:\n  name: {ar: مركز التدريب, en: Training Centre}\n  kind: centre\n  country: BH\n",
    ),
    Rule(
        code="MOU217",
        scope="agencies",
        severity=WARNING,
        title="Country missing",
        message="{agency} is a national body ({kind}) without its country",
        why="The country groups bodies in overviews and tells on which days they rest.",
        remedy="Add country with the two letters of ISO 3166-1, such as BH or OM.",
        source="ISO 3166-1",
        terms={"kind": "agency_kind"},
        sample="agencies",
        check=_countries,
        bad="world-office:\n  name: {ar: مكتب التدريب, en: Training Office}\n  kind: authority\n",
        good="world-office:\n  name: {ar: مكتب التدريب, en: Training Office}\n  kind: authority\n  country: KW\n",
    ),
    Rule(
        code="MOU218",
        scope="agencies",
        severity=ERROR,
        title="Agency above itself",
        message="These agencies stand above each other in a circle: {cycle}",
        why="An agency cannot be part of itself, and reports by parent agency would never end.",
        remedy="Correct the parent of one of them.",
        sample="agencies",
        check=_own_ancestors,
        bad="world-office:\n"
        "  name: {ar: المكتب الدولي, en: World Office}\n"
        "  kind: international_organisation\n"
        "  parent: world-office\n",
        good="world-office:\n  name: {ar: المكتب الدولي, en: World Office}\n  kind: international_organisation\n",
    ),
    Rule(
        code="MOU223",
        scope="agencies",
        severity=WARNING,
        title="Country of an organisation",
        message="{agency} belongs to several States ({kind}), and yet {country} is given as its country",
        why="Its work would be counted as that of one State; the place of its office is another matter.",
        remedy="Remove country; if the entry is a national body, correct its kind.",
        terms={"kind": "agency_kind"},
        sample="agencies",
        check=_countries_of_many,
        bad="world-office:\n"
        "  name: {ar: المكتب الدولي, en: World Office}\n"
        "  kind: international_organisation\n"
        "  country: AT\n",
        good="world-office:\n  name: {ar: المكتب الدولي, en: World Office}\n  kind: international_organisation\n",
    ),
)
