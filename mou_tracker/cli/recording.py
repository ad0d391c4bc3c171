"""Runs a planned change and tells what came of it: values before and after, what is due next, the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mou_tracker.cli.session import Session
from mou_tracker.diagnostics import Severity
from mou_tracker.i18n.catalog import N_

if TYPE_CHECKING:
    from mou_tracker.actions.change import Changed, Planner
    from mou_tracker.actions.proofs import Proof


def record(session: Session, plan: Planner, *, dry_run: bool, no_commit: bool, message: str) -> None:
    """Makes the change (or shows it) and tells of it on stdout; remarks and new warnings go to stderr."""
    from mou_tracker.actions.aftermath import aftermath
    from mou_tracker.actions.change import Manner, change
    from mou_tracker.cli.printing import pen_of
    from mou_tracker.render.terminal.difference_of_files import files_text
    from mou_tracker.render.terminal.recorded import not_recorded, recorded_text

    manner = Manner(dry_run, not no_commit, message)
    changed = change(session.root, session.cache, session.today, manner, plan)
    session.loaded = changed.loaded
    pen = pen_of(session)
    _tell_recovered(session, changed)
    if not changed.new:
        session.tell(session.words(N_("Nothing to change: the register says so already")))
        return
    if dry_run:
        session.say(files_text(changed.old, changed.new, session.words, color=pen.color))
    recorded = aftermath(changed, session.today)
    session.say(recorded_text(recorded, pen._replace(names=recorded.names)))
    if not changed.commit:
        session.tell(not_recorded(dry_run, pen))
    _tell_findings(session, changed)


def _tell_recovered(session: Session, changed: Changed) -> None:
    for file in changed.recovered:
        session.tell(session.words(N_("A change that was cut off earlier was undone: {file}"), file=file))


def _tell_findings(session: Session, changed: Changed) -> None:
    """The warnings that the change brought; what is only a remark stays with validate."""
    from mou_tracker.render.findings.line import one_line

    for finding in changed.findings:
        if finding.severity is not Severity.INFO and not finding.excused:
            session.tell(one_line(finding, session.words))


def proofs_of(session: Session, given: list[str] | None, kind: str, title: str) -> list[Proof]:
    """Evidence as typed: addresses as they are, files from the folder where the run stands."""
    from mou_tracker.actions.proofs import Proof

    found = [one if one.startswith(("http://", "https://")) else str(session.start / one) for one in given or []]
    return [Proof(one, kind, title) for one in found]
