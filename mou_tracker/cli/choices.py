"""Options whose value is one of a few words, and the format that the ending of a file names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.rules.nearest import nearest


def one_of(option: str, said: str, known: Sequence[str]) -> str:
    """`said`, when it is one of the words an option knows; else `UsageMistake`."""
    if said in known:
        return said
    near = nearest(said, known)
    hint = N_("Did you mean {near}?") if near else N_("There are: {known}")
    raise UsageMistake(
        N_("{option} has no value {found}"), hint, option=option, found=said, near=near, known=", ".join(known)
    )


def format_of(form: str, target: str, endings: Mapping[str, str], default: str) -> str:
    """The format said, else the one the ending of the file names, else the default for the screen."""
    if form:
        return one_of("--format", form, tuple(dict.fromkeys(endings.values())))
    if target in ("", "-"):
        return default
    ending = target.rpartition(".")[2].lower()
    if ending not in endings:
        raise UsageMistake(
            N_("The ending of {file} names no format"),
            N_("Add --format, one of: {known}"),
            file=target,
            known=", ".join(dict.fromkeys(endings.values())),
        )
    return endings[ending]
