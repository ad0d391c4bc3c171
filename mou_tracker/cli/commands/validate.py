"""`mou validate`: every finding at once, for people and for CI."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli import options
from mou_tracker.cli.ci import default_format, prefix_of, write_for_ci
from mou_tracker.cli.output import deliver
from mou_tracker.cli.paths import inside
from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou validate", N_("check the whole register")),
    ("mou validate agreements/2025", N_("tell only of these files")),
    ("mou validate -o findings.sarif -o findings.xml -o -", N_("for programs and for the screen at once")),
    ("mou validate --ignore MOU7 --fail-on warning", N_("strict, but not about wording")),
)

_PATHS = N_("Files or folders to tell of; all of the register is read")
_FORMAT = N_("text, json, sarif, junit, github or gitlab")
_OUTPUT = N_("Write there; the ending names the format; - is the screen; may be repeated")
_FAIL_ON = N_("error, warning or never: when to exit with 1")
_SELECT = N_("Only rules whose code begins so; may be repeated")
_IGNORE = N_("Not rules whose code begins so; may be repeated")


def run(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help=_PATHS)] = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=_FORMAT)] = "",
    outputs: Annotated[list[str] | None, typer.Option("-o", "--output", metavar="FILE", help=_OUTPUT)] = None,
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="LEVEL", help=_FAIL_ON)] = "error",
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help=_SELECT)] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help=_IGNORE)] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=N_("Show excused findings too"))] = False,
    as_of: options.AsOf = "",
) -> None:
    """Check every file of the register."""
    session: Session = ctx.obj
    session.as_of = as_of
    failing = _failing(fail_on)
    from mou_tracker.actions.validate import chosen, under
    from mou_tracker.render.findings import plan
    from mou_tracker.render.findings.shape import Findings, Options

    found = chosen(under(session.report.findings, inside(session, paths or [])), _codes(select), _codes(ignore))
    report = Findings(found, session.report.files, session.today, prefix_of(session.root))
    for render, target in plan(form or default_format(session.world.environ, outputs), outputs or []):
        on_screen = target == "-"
        width = session.world.width if on_screen and session.world.at_terminal else 100
        shown = Options(session.world.color and on_screen, width, verbose)
        deliver(session, target, render(report, session.words, shown))
    if not outputs and not form:
        write_for_ci(session, report)
    raise typer.Exit(1 if any(finding.severity in failing and not finding.excused for finding in found) else 0)


def _failing(level: str) -> tuple[str, ...]:
    levels: dict[str, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
    if level not in levels:
        raise UsageMistake(N_("--fail-on is error, warning or never, not {found}"), found=level)
    return levels[level]


def _codes(said: list[str] | None) -> list[str]:
    return [code.strip().upper() for entry in said or [] for code in entry.split(",") if code.strip()]
