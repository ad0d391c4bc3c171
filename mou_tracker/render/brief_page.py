"""What a brief's template sees: the Brief, and what is filed beside it, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mou_tracker.analysis.asks import Ask
from mou_tracker.analysis.brief import Brief
from mou_tracker.analysis.briefed import BriefItem, Named
from mou_tracker.model.cards import Text
from mou_tracker.render.envelope import plain


class Source(NamedTuple):
    """Where facts come from, and the records that cite it."""

    title: Text
    publisher: Text | None
    date: str | None
    kind: str
    url: str | None
    records: tuple[str, ...]


class Present(NamedTuple):
    """An agency at the meeting, with the person and the post where they are named."""

    agency: Named
    post: Named | None
    honorific: Text | None
    name: Text | None
    role: str | None
    present: str


class Chair(NamedTuple):
    """Who presided: the person, the post, or both."""

    post: Named | None
    honorific: Text | None
    name: Text | None
    acting: bool


class Signatory(NamedTuple):
    """Who signed an instrument for a party, where a person is named."""

    instrument: str
    agency: str
    honorific: Text | None
    name: Text
    capacity: str | None


class Figure(NamedTuple):
    """A count of the summary; `style` is `plain`, `warn` or `bad`."""

    key: str
    number: int
    style: str


class Decision(NamedTuple):
    """A decision asked for, in the words of `because` on `facts`, and all that it is asked for."""

    kind: str
    because: str
    facts: Mapping[str, str | int]
    asks: tuple[Ask, ...]


class Filed(NamedTuple):
    """What is filed beside the cards. `names` of references that the brief gives bare; `evidence` counts by item;
    `reasons` (words of the vocabulary) for items on hold; `honorifics` of those to speak to, by post; `stated` Hijri dates by meeting and instrument.
    """

    names: Mapping[str, Text] = {}
    evidence: Mapping[str, int] = {}
    reasons: Mapping[str, str] = {}
    honorifics: Mapping[str, Text] = {}
    stated: Mapping[str, str] = {}
    sources: tuple[Source, ...] = ()
    chair: Chair | None = None
    attendance: tuple[Present, ...] = ()
    signatories: tuple[Signatory, ...] = ()


class Page(NamedTuple):
    """Everything a template sees, by name.

    `register` is the register's title, `audience` one of internal, parties and public, `classification` the strictest of
    the records in the brief. `is_held` says that the meeting is over, `anchors` are the items and instruments that stand
    in full on the page, `followed` the outcomes of earlier meetings among them, `settled` those of them that are not
    carried over any more, `stalled` the items dormant or on hold, `silent` those
    whose report has not come. `hijri` asks for Hijri dates beside Gregorian ones.
    """

    brief: Brief
    register: Text
    audience: str
    classification: str
    is_held: bool
    figures: tuple[Figure, ...]
    decisions: tuple[Decision, ...]
    silent: tuple[BriefItem, ...]
    stalled: tuple[BriefItem, ...]
    settled: tuple[BriefItem, ...]
    anchors: tuple[str, ...]
    followed: tuple[str, ...]
    names: Mapping[str, Text]
    evidence: Mapping[str, int]
    reasons: Mapping[str, str]
    honorifics: Mapping[str, Text]
    stated: Mapping[str, str]
    sources: tuple[Source, ...]
    chair: Chair | None
    attendance: tuple[Present, ...]
    signatories: tuple[Signatory, ...]
    hijri: bool
    version: str


def page_of(
    brief: Brief,
    filed: Filed,
    *,
    register: Text,
    audience: str,
    classification: str,
    hijri: bool = False,
    version: str = "",
) -> Page:
    """The page of a brief."""
    carried = {item.ref for item in brief.carried}
    listed = (*brief.commitments, *brief.outcomes, *brief.recorded)
    return Page(
        brief=brief,
        register=register,
        audience=audience,
        classification=classification,
        is_held=brief.session is not None and brief.session.status == "held",
        figures=figures_of(brief),
        decisions=decisions_of(brief.asks),
        silent=tuple(item for item in (*brief.commitments, *brief.outcomes) if item.flagged("report_overdue")),
        stalled=_stalled(brief),
        settled=tuple(item for item in brief.outcomes if item.ref not in carried),
        followed=tuple(item.ref for item in brief.outcomes),
        anchors=(*(item.ref for item in listed), *(one.id for one in brief.instruments)),
        **filed._asdict(),
        hijri=hijri,
        version=version,
    )


def data_of(page: Page) -> dict[str, Any]:
    """The page as dicts, lists, texts, numbers and None."""
    data: dict[str, Any] = plain(page)
    return data


def figures_of(brief: Brief) -> tuple[Figure, ...]:
    """The figures of the summary, in their order; carried items only where there is a meeting."""
    counts = brief.figures
    ending = sum(one.state.value in ("expiring", "notice_given") for one in brief.instruments)
    figures = (
        Figure("open", counts.open, "plain"),
        Figure("overdue", counts.overdue, "bad"),
        Figure("due_before_next", len(brief.due_before_next), "warn"),
        Figure("reports_missing", counts.reports_missing, "bad"),
        Figure("carried", counts.carried, "warn"),
        Figure("dormant", counts.dormant, "warn"),
        Figure("ending", ending, "warn"),
    )
    return tuple(figure for figure in figures if figure.key != "carried" or brief.kind == "meeting")


def decisions_of(asks: Iterable[Ask]) -> tuple[Decision, ...]:
    """The asks under what they ask, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Ask]] = {}
    for ask in asks:
        found.setdefault((ask.kind, ask.because, *sorted(ask.facts.items())), []).append(ask)
    return tuple(Decision(some[0].kind, some[0].because, some[0].facts, tuple(some)) for some in found.values())


def _stalled(brief: Brief) -> tuple[BriefItem, ...]:
    held = [item for item in (*brief.commitments, *brief.outcomes) if item.open and item.progress == "on_hold"]
    return (*held, *(item for item in brief.dormant if item not in held))
