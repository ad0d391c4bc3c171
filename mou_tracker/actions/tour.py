"""The example register, copied out of the program to try things on."""

from __future__ import annotations

from pathlib import Path

from mou_tracker.actions.begin import schema_files
from mou_tracker.store.files import write_all_new
from mou_tracker.store.shipped import EXAMPLE_FILES, EXAMPLE_FOLDERS, files_below, shipped


def copy_example(folder: Path) -> list[str]:
    """Copies the example register into a folder, and gives the files' names from there.

    Raises `ChangeRefused` where a file of it is there already; nothing is written then.
    """
    example = shipped("example")
    files = {name: (example / name).read_bytes() for name in EXAMPLE_FILES}
    for part in EXAMPLE_FOLDERS:
        files |= {f"{part}/{name}": content for name, content in files_below(example / part).items()}
    return write_all_new(folder, {**files, **schema_files("ar")})
