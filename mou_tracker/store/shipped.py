"""What comes with the program beside its code: templates and the example register, in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.catalog import N_

EXAMPLE_FILES = ("mou.toml", "agencies.yaml")
EXAMPLE_FOLDERS = ("agreements", "meetings", "evidence", "texts")
"""What the example register is made of; in a checkout it stands at the top of the repository among other things."""

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: Literal["templates", "example"]) -> Path:
    """The folder of that name; raises `FileTrouble` where the installation lacks it."""
    beside = _PACKAGE.parent if name == "example" else _PACKAGE.parent / name
    mark = EXAMPLE_FILES[1] if name == "example" else "init"
    for folder in (_PACKAGE / name, beside):
        if (folder / mark).exists():
            return folder
    raise FileTrouble(
        N_("The installation lacks its folder {name}"),
        N_("Install the program again: pip install mou-tracker"),
        name=name,
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Every plain file below a folder by its path from there, sorted; hidden ones are left out."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in named.items() if not f"/{name}".count("/.")}
