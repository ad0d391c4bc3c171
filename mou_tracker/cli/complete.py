"""Answers to the TAB key, from what was kept: no Typer, no YAML, no register read.

Speaks the protocol of Typer's own completion scripts for bash, zsh and fish. What commands and options there are is
asked of the Typer application once per version of the program and kept; ids and titles come from the index that is
written whenever a register is read.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mou_tracker.cli.places import folder_of
from mou_tracker.cli.session import Session
from mou_tracker.cli.table import CHOICES, KINDS
from mou_tracker.cli.world import World
from mou_tracker.errors import MouError

VARIABLE = "_MOU_COMPLETE"
MOST = 200
"""Candidates given for one TAB; who sees more types another letter."""


class Asked(NamedTuple):
    """The words before the cursor and the beginning of the one under it."""

    words: list[str]
    begun: str


def is_asked(environ: Mapping[str, str]) -> bool:
    """Whether a shell asks for completions (rather than for a script to install)."""
    return environ.get(VARIABLE, "").startswith("complete_") and environ[VARIABLE].removeprefix("complete_") in _ANSWERS


def answer(world: World) -> int:
    """Writes the candidates in the form the asking shell takes; nothing is ever an error here."""
    shell = world.environ[VARIABLE].removeprefix("complete_")
    asked = _asked_by_bash(world.environ) if shell == "bash" else _asked_by_others(world.environ)
    try:
        found = candidates(world, asked)
    except Exception:  # noqa: BLE001 - a traceback in the middle of somebody's typing helps nobody
        found = []
    return _ANSWERS[shell](world, found)


def candidates(world: World, asked: Asked) -> list[tuple[str, str]]:
    """What may stand there, each with a word about it."""
    from mou_tracker.cli.grammar import grammar

    session = Session(world, folder=folder_of(asked.words))
    known = grammar(session)
    command = next((word for word in asked.words if word in known.options), "")
    option = asked.words[-1] if asked.words and asked.words[-1].startswith("-") else ""
    if asked.begun.startswith("-"):
        return _begun(known.options[command], asked.begun)
    if choices := CHOICES.get((command, option)) or CHOICES.get(("", option) if option else ("", "-")):
        return _begun([(choice, "") for choice in choices], asked.begun)
    if not command:
        return _begun(known.commands, asked.begun)
    kinds = KINDS.get((command, option)) or (KINDS.get(("", option)) if option else None) or KINDS.get((command, ""))
    return _ids(session, asked.begun, kinds) if kinds else []


def _ids(session: Session, begun: str, kinds: frozenset[str]) -> list[tuple[str, str]]:
    from mou_tracker.store.titles import beginning_with

    try:
        folder = session.cache_folder
    except MouError:
        return []
    return beginning_with(str(folder), session.lang, begun, kinds, MOST) if folder else []


def _begun(entries: Sequence[tuple[str, str]], begun: str) -> list[tuple[str, str]]:
    return [entry for entry in entries if entry[0].startswith(begun)]


def _asked_by_bash(environ: Mapping[str, str]) -> Asked:
    words = _split(environ.get("COMP_WORDS", ""))
    at = int(environ.get("COMP_CWORD", "0") or 0)
    return Asked(words[1:at], words[at] if at < len(words) else "")


def _asked_by_others(environ: Mapping[str, str]) -> Asked:
    line = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    return Asked(words[:-1], words[-1]) if words and not line.endswith(" ") else Asked(words, "")


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # an open quotation mark: the word under the cursor is not finished
        return line.split()


def _bash(world: World, found: Sequence[tuple[str, str]]) -> int:
    world.out.write("\n".join(value for value, _ in found))
    return 0


def _zsh(world: World, found: Sequence[tuple[str, str]]) -> int:
    if not found:
        world.out.write("_files")
        return 0
    entries = "\n".join(
        f'"{_quoted(value)}":"{_quoted(told)}"' if told else f'"{_quoted(value)}"' for value, told in found
    )
    world.out.write(f"_arguments '*: :(({entries}))'")
    return 0


def _quoted(text: str) -> str:
    """Safe inside the double quotes that zsh evaluates: nothing of a title may be run."""
    text = re.sub(r"[\"'`$\\!()\x00-\x1f\x7f]", " ", text)
    return text.replace(":", r"\\:")


def _fish(world: World, found: Sequence[tuple[str, str]]) -> int:
    if world.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    world.out.write("\n".join(f"{value}\t{' '.join(told.split())}" if told else value for value, told in found))
    return 0


_ANSWERS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
