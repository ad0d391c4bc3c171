"""Findings in every format people and programs read, by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.render.findings import github, gitlab, json, junit, sarif, text
from mou_tracker.render.findings.shape import Formatter

FORMATS: Mapping[str, Formatter] = {
    "text": text.render,
    "json": json.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
    "gitlab": gitlab.render,
}

_NAMES = (
    (re.compile(r"\.sarif(\.json)?$"), "sarif"),
    (re.compile(r"code-?quality[^/]*\.json$"), "gitlab"),
    (re.compile(r"\.json$"), "json"),
    (re.compile(r"\.xml$"), "junit"),
    (re.compile(r"\.txt$"), "text"),
)


def infer(filename: str) -> str | None:
    """The format that a file's name asks for, such as `sarif` for `mou.sarif.json`; None when it says nothing."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return next((found for pattern, found in _NAMES if pattern.search(name)), None)


def plan(form: str, outputs: Sequence[str]) -> list[tuple[Formatter, str]]:
    """What to write where: each output in the format its name asks for, else in `form`; `-` (the screen) in `form`."""
    if form not in FORMATS:
        raise UsageMistake(
            N_("There is no format {found}"), N_("There are: {known}"), found=form, known=", ".join(FORMATS)
        )
    return [(FORMATS[infer(target) or form], target) for target in outputs or ["-"]]
