"""Beginning a register: settings, agencies, an example of each record, schemas for editors, a page for staff."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mou_tracker.errors import ChangeRefused, NotAWorkspace
from mou_tracker.i18n.catalog import N_, words_for
from mou_tracker.model.schema import KINDS, schema_file, schema_text
from mou_tracker.store.files import write_all_new
from mou_tracker.store.shipped import files_below, shipped
from mou_tracker.store.workspace import find_root


class Begun(NamedTuple):
    """The files of the new register, from its folder."""

    files: tuple[str, ...]


def begin(folder: Path, language: str) -> Begun:
    """Makes a register in the folder, its comments in `ar` or `en`.

    Raises `ChangeRefused` where a register already is, here or above, or where a file would be overwritten; nothing is
    written then.
    """
    _no_register(folder)
    return Begun(tuple(write_all_new(folder, new_register(language))))


def new_register(language: str) -> dict[str, bytes]:
    """Every file of a new register, by its path."""
    start = shipped("templates") / "init"
    return {
        **files_below(start / language),
        ".gitattributes": (start / "gitattributes").read_bytes(),
        **schema_files(language),
    }


def schema_files(language: str) -> dict[str, bytes]:
    """The schemas that the files' first lines point editors to."""
    words = words_for(language)
    return {f"schemas/{schema_file(kind)}": schema_text(kind, words).encode() for kind in KINDS}


def _no_register(folder: Path) -> None:
    try:
        root = find_root(folder.resolve())
    except NotAWorkspace:
        return
    raise ChangeRefused(
        N_("There is a register already in {folder}"), N_("Work in it, or name a folder outside it"), folder=str(root)
    )
