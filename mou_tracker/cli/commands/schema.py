"""`mou schema`: the JSON Schema of a kind of file, or of a JSON output."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.cli.session import Session
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_

EXAMPLES = (
    ("mou schema agreement", N_("for editors: fields, meanings, allowed words")),
    ("mou schema output-status", N_("the shape of what mou status --json prints")),
)

_KIND = N_("agreement, meeting, agencies, settings, or output-NAME")


def run(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KIND)],
) -> None:
    """Print a JSON Schema (draft 2020-12)."""
    session: Session = ctx.obj
    import json

    from mou_tracker.model.schema import KINDS, schema_text
    from mou_tracker.render.outputs import OUTPUTS, output_schema

    if kind in KINDS:
        session.say(schema_text(kind, session.words))
    elif kind.startswith("output-") and kind.removeprefix("output-") in OUTPUTS:
        session.say(json.dumps(output_schema(kind.removeprefix("output-")), ensure_ascii=False, indent=2))
    else:
        known = ", ".join([*KINDS, *(f"output-{name}" for name in OUTPUTS)])
        raise UsageMistake(N_("There is no schema {kind}"), N_("There are: {known}"), kind=kind, known=known)
