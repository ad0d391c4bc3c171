"""The data of a new record, from what was typed and from a file or stdin."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mou_tracker.actions.create import read_draft
from mou_tracker.cli.session import Session
from mou_tracker.errors import FileTrouble, UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.limits import MAX_BYTES

_NAMED = {"agreement": "title", "meeting": "title", "post": "title", "agency": "name", "commitment": "text"}


def drafted(session: Session, kind: str, source: str, said: dict[str, str], given: dict[str, Any]) -> dict[str, Any]:
    """What a new record holds: the file's data, over it what was typed. `said` is its title, name or text by language,
    `""` being the register's own.
    """
    data = _from(session, source) if source else {}
    language = session.loaded.register.settings.language
    texts = {code or language: words for code, words in said.items() if words.strip()}
    if texts:
        data[_NAMED.get(kind, "title")] = {code: texts[code] for code in sorted(texts)}
    return {**data, **{key: value for key, value in given.items() if value not in ("", None, [], 0)}}


def parties_of(given: Sequence[str]) -> list[dict[str, str]]:
    """Parties from `bh-lmra=BH`: an agency and its side."""
    found = []
    for one in given:
        agency, sign, side = one.partition("=")
        if not sign or not agency or not side:
            raise UsageMistake(N_("{found} is not a party"), N_("Write it like this: --party bh-lmra=BH"), found=one)
        found.append({"agency": agency, "side": side, "role": "party"})
    return found


def _from(session: Session, source: str) -> dict[str, Any]:
    name = N_("standard input") if source == "-" else source
    data = read_draft(_bytes(session, source), session.words(name) if source == "-" else name)
    for key in ("id", "format"):
        data.pop(key, None)
    return data


def _bytes(session: Session, source: str) -> bytes:
    """At most what a record may have, and one byte more, so that too much is told as such."""
    if source == "-":
        return (session.world.inp.read(MAX_BYTES + 1) if session.world.inp else "").encode("utf-8", "surrogateescape")
    path = Path(os.path.normpath(session.start / source))
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as trouble:
        raise FileTrouble(
            N_("{file} cannot be read: {reason}"), file=source, reason=trouble.strerror or type(trouble).__name__
        ) from None
