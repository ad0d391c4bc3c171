"""Texts to files and to the screen: `-` is stdout, a file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from mou_tracker.cli.session import Session
from mou_tracker.i18n.bidi import visible
from mou_tracker.i18n.catalog import N_
from mou_tracker.store.outputs import write_output


def deliver(session: Session, target: str, text: str | bytes) -> None:
    """Puts a result where `-o` says and tells where: `-` or nothing is stdout; a path is from the current folder."""
    if target in ("", "-"):
        session.say(text if isinstance(text, str) else text.decode("utf-8"))
        return
    content = text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text
    write_output(Path(session.world.cwd, target), content)
    session.tell(session.words(N_("Written: {file}"), file=visible(target)))
