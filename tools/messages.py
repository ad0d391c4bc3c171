"""The translations' workshop: `python tools/messages.py extract | check | missing | compile`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.catalogues import (  # noqa: E402
    HEADER,
    Entry,
    Key,
    Problem,
    disagreements,
    faults,
    mo_bytes,
    quoted,
    read_folder,
    shown,
)
from tools.extraction import Message, extract  # noqa: E402

LOCALE = ROOT / "mou_tracker" / "i18n" / "locale" / "ar"
MO = LOCALE / "mou.mo"


def check(root: Path = ROOT, locale: Path = LOCALE) -> list[Problem]:
    """Everything that keeps the Arabic from being complete and right, sorted by file and line."""
    messages, problems = extract(root)
    entries, wrong = read_folder(locale, root)
    return sorted({*problems, *wrong, *compare(messages, entries)})


def compare(messages: Sequence[Message], entries: Sequence[Entry]) -> list[Problem]:
    """What is wrong between the source's messages and the translated entries, and within either."""
    wanted = {message.key for message in messages}
    obsolete = [entry.problem("no longer in the source") for entry in entries if entry.key not in wanted]
    untranslated = [_problem(message, "not translated") for message in lacking(messages, entries)]
    own = [fault for entry in entries for fault in faults(entry)]
    return [*untranslated, *_plural_clashes(messages, entries), *obsolete, *own, *disagreements(entries)]


def lacking(messages: Iterable[Message], entries: Iterable[Entry]) -> list[Message]:
    """The messages without an entry, each once, at its first place."""
    present = {entry.key for entry in entries}
    first: dict[Key, Message] = {}
    for message in messages:
        if message.key not in present and not (message.key in first and message.plural is None):
            first[message.key] = message
    return list(first.values())


def _plural_clashes(messages: Sequence[Message], entries: Sequence[Entry]) -> list[Problem]:
    plurals = {message.key: message for message in messages if message.plural is not None}
    told = [
        _problem(message, f"another plural in {plurals[message.key].file}:{plurals[message.key].line}")
        for message in messages
        if message.plural is not None and plurals[message.key].plural != message.plural
    ]
    for entry in entries:
        plural = plurals[entry.key].plural if entry.key in plurals else None
        if entry.plural != plural and (plural is not None or entry.plural is not None):
            told.append(entry.problem(f"msgid_plural is not {quoted(plural) if plural is not None else 'wanted'}"))
    return told


def _problem(message: Message, text: str) -> Problem:
    return Problem(message.file, message.line, f"{text}: {shown(message.key)}")


def skeleton(messages: Iterable[Message]) -> str:
    """A .po file with the messages and nothing said yet."""
    lines = ['msgid ""', 'msgstr ""', *(quoted(f"{line}\n") for line in HEADER.splitlines()), ""]
    for message in messages:
        lines.append(f"#: {message.file}:{message.line}")
        lines += [f"msgctxt {quoted(message.context)}"] if message.context is not None else []
        lines.append(f"msgid {quoted(message.msgid)}")
        if message.plural is None:
            lines += ['msgstr ""', ""]
        else:
            forms = [f'msgstr[{form}] ""' for form in range(6)]
            lines += [f"msgid_plural {quoted(message.plural)}", *forms, ""]
    return "\n".join(lines)


def compiled(root: Path = ROOT, locale: Path = LOCALE) -> bytes:
    """The bytes mou.mo must have."""
    return mo_bytes(read_folder(locale, root)[0])


def listing(problems: Sequence[Problem]) -> str:
    """The problems under the files they stand in, and how many there are."""
    lines = []
    for file, group in groupby(problems, key=lambda problem: problem.file):
        lines += [file, *(f"  {problem.line or ''}\t{problem.text}" for problem in group)]
    return "\n".join([*lines, f"{len(problems)} problems."])


def main(arguments: Sequence[str]) -> int:
    """Run one command; 1 when `check` finds something, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("extract", "check", "missing", "compile"))
    parser.add_argument("--out", type=Path, help="write the .po skeleton here instead of printing it")
    chosen = parser.parse_args(arguments)
    if chosen.command == "compile":
        MO.write_bytes(compiled())
        return 0
    if chosen.command == "check":
        problems = check()
        print(listing(problems))
        return int(bool(problems))
    messages, hindrances = extract(ROOT)
    present = read_folder(LOCALE, ROOT)[0] if chosen.command == "missing" else []
    if hindrances:
        print(listing(hindrances), file=sys.stderr)
    text = skeleton(lacking(messages, present))
    if chosen.out:
        chosen.out.write_text(text, "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
