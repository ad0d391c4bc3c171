"""Finding the register from where one stands, and its settings."""

from __future__ import annotations

import tomllib
from pathlib import Path as FilePath

from mou_tracker.diagnostics import NOWHERE, Diagnostic, Span
from mou_tracker.errors import NotAWorkspace
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.settings import Settings, settings_from
from mou_tracker.store.source import SETTINGS, Source, Unreadable


def find_root(start: FilePath) -> FilePath:
    """The nearest folder from `start` upwards that holds `mou.toml`; raises `NotAWorkspace`."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise NotAWorkspace(
        N_("There is no register here: no mou.toml in {folder} or above it"),
        N_("Go into the register's folder, name it with -C DIR, or begin one with: mou init"),
        folder=str(here),
    )


def read_settings(source: Source) -> tuple[Settings, list[Diagnostic]]:
    """The settings and what is wrong with them; where they cannot be read, the defaults stand in."""
    try:
        text = source.read(SETTINGS).decode("utf-8")
        return settings_from(tomllib.loads(text)), []
    except Unreadable as trouble:
        return Settings(), [Diagnostic("MOU001", SETTINGS, span=NOWHERE, params={"reason": trouble.reason})]
    except UnicodeDecodeError:
        return Settings(), [Diagnostic("MOU003", SETTINGS, span=NOWHERE, params={"encoding": "?"})]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as trouble:
        return Settings(), [_not_toml(str(trouble))]


def _not_toml(problem: str) -> Diagnostic:
    line = _number_after(problem, "line ")
    column = _number_after(problem, "column ")
    return Diagnostic("MOU019", SETTINGS, span=Span(line, column, line, column + 1), params={"problem": problem[:200]})


def _number_after(text: str, word: str) -> int:
    _, _, rest = text.partition(word)
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    return int(digits) if digits else 1
