"""Two states of the register as typed, compared, and what came of it in the format asked for."""

from __future__ import annotations

from typing import NamedTuple

from mou_tracker.actions.difference import changes_between
from mou_tracker.actions.states import names_in, titled
from mou_tracker.analysis.changes import Difference, Point
from mou_tracker.cli.moments import Asked, asked
from mou_tracker.cli.printing import pen_of
from mou_tracker.cli.session import Session
from mou_tracker.history.snapshot import Commit
from mou_tracker.model.cards import Text
from mou_tracker.store.source import WorkingTree


class Compared(NamedTuple):
    """What changed, and the names of what the changes mention."""

    difference: Difference
    names: dict[str, Text]


def compared(session: Session, span: str) -> Compared:
    """What changed in a span: `SINCE` is to how the files stand now, `FROM..TO` between two recorded states."""
    since, _, until = span.partition("..")
    before, after = asked(session, since), asked(session, until) if until.strip() else None
    tree = Commit(session.root, after.moment) if after else WorkingTree(session.root)
    found = tuple(titled(changes_between(Commit(session.root, before.moment), tree), session.register))
    now = Point("", "", session.today.isoformat())
    return Compared(
        Difference(_point(before), _point(after) if after else now, found), names_in(found, session.register)
    )


def _point(asked_for: Asked) -> Point:
    return Point(asked_for.said, asked_for.moment.id, asked_for.moment.day)


def difference_as(form: str, found: Compared, session: Session) -> str:
    """The difference as `text`, `md` or `json`."""
    settings = session.register.settings
    if form == "json":
        from mou_tracker.render.envelope import envelope

        return envelope("diff", found.difference, session.today, settings.title)
    pen = pen_of(session, found.names)
    if form == "md":
        from mou_tracker.render.changed import difference_markdown

        return difference_markdown(
            found.difference, found.names, session.lang, digits=pen.words.digits, default=pen.default
        )
    from mou_tracker.render.terminal.changed import difference_text

    return difference_text(found.difference, pen)
