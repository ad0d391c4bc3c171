"""One file's content into its verdict: the cards, the findings with their places, the excuses it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mou_tracker.diagnostics import Diagnostic, Path
from mou_tracker.model import facts
from mou_tracker.model.agency import Agency, AgencyFile
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.base import ID_PATTERN, Excuse, Record
from mou_tracker.model.cards import Card
from mou_tracker.model.meeting import Meeting
from mou_tracker.model.references import references
from mou_tracker.model.settings import Settings
from mou_tracker.model.settings_file import SettingsFile
from mou_tracker.rules.engine import check_record
from mou_tracker.store.locate import located
from mou_tracker.store.reader import read_data
from mou_tracker.store.shape import shaped
from mou_tracker.store.source import AGENCIES, SETTINGS
from mou_tracker.store.verdict import Excused, FileClaim, FileVerdict

_ID = re.compile(ID_PATTERN)
_FOLDER = re.compile(r"\w[\w .,()&+-]{0,99}")
"""Names of the user's own folders: letters of any script, no character that acts in a terminal, a log or a shell."""

_DEVICES = frozenset({"con", "aux", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that no file can have on Windows, whatever its ending."""


class Place(NamedTuple):
    """What a path says of the record it holds: its kind (or "" where no record lives) and its id."""

    kind: str
    ident: str


def place_of(path: str) -> Place:
    """The record a path must hold: `agreements/**/<id>.yaml`, `meetings/<body>/<stem>.yaml`, the two files on top."""
    if path == SETTINGS:
        return Place("settings", path)
    if path == AGENCIES:
        return Place("agencies", path)
    parts = path.split("/")
    stem, _dot, ending = parts[-1].rpartition(".")
    if ending != "yaml" or not _ID.fullmatch(stem) or stem in _DEVICES or not all(map(_is_folder_name, parts[1:-1])):
        return Place("", stem)
    if parts[0] == "agreements":
        return Place("agreement", stem)
    if len(parts) == 3 and _ID.fullmatch(parts[1]):
        return Place("meeting", f"{parts[1]}/{stem}")
    return Place("", stem)


def _is_folder_name(name: str) -> bool:
    return bool(_FOLDER.fullmatch(name)) and name.lower() not in _DEVICES


def judge(file: str, content: bytes, settings: Settings) -> FileVerdict:
    """The verdict on one file of the register; never raises on any content."""
    place = place_of(file)
    if not place.kind:
        return refused(file, Diagnostic("MOU020", file, params={"name": file.rsplit("/", 1)[-1]}))
    if place.kind == "settings":
        return _settings(file, content)
    data, findings = read_data(content, file)
    if data is None:
        return FileVerdict(file, place.kind, place.ident, (), tuple(located(findings, file, content)))
    record, misfits = shaped(_RECORDS[place.kind], data, file)
    if record is None:
        return FileVerdict(file, place.kind, place.ident, (), tuple(located([*findings, *misfits], file, content)))
    return _good(place, file, content, data, record, findings, settings)


def carded(file: str, content: bytes) -> FileVerdict:
    """The cards alone of one file, nothing checked or said, none when it is unreadable: for counting what was long ago."""
    place = place_of(file)
    data = read_data(content, file)[0] if place.kind in _RECORDS else None
    record = shaped(_RECORDS[place.kind], data, file)[0] if data is not None else None
    return FileVerdict(file, place.kind, place.ident, () if record is None else _cards(place, file, data, record), ())


def refused(file: str, finding: Diagnostic) -> FileVerdict:
    """The verdict on a file whose content is not looked at."""
    place = place_of(file)
    return FileVerdict(file, place.kind, place.ident, (), tuple(located([finding], file, None)))


def _good(
    place: Place,
    file: str,
    content: bytes,
    data: object,
    record: Any,
    findings: Sequence[Diagnostic],
    settings: Settings,
) -> FileVerdict:
    cards = _cards(place, file, data, record)
    found = [*findings, *check_record(record, file, settings)]
    return FileVerdict(
        file,
        place.kind,
        place.ident,
        cards,
        tuple(located(found, file, content)) if found else (),
        tuple(_excuses(record)) if b"exceptions" in content else (),
        tuple(_claims(data, ())) if b"file:" in content else (),
    )


def _cards(place: Place, file: str, data: Any, record: Any) -> tuple[Card, ...]:
    if isinstance(record, AgencyFile):
        entries = data["agencies"].items()
        owned = {key: references(Agency, entry, ("agencies", key)) for key, entry in entries}
        return tuple(facts.agency_cards(record, file, owned))
    refs = references(type(record), data)
    if place.kind == "agreement":
        return (facts.agreement_card(record, place.ident, file, refs),)
    return (facts.meeting_card(record, place.ident, file, refs),)


_RECORDS: Mapping[str, type[Record]] = {"agreement": Agreement, "meeting": Meeting, "agencies": AgencyFile}


def _settings(file: str, content: bytes) -> FileVerdict:
    import tomllib

    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return FileVerdict(file, "settings", file, (), ())  # read_settings has said it, in every command
    _, findings = shaped(SettingsFile, data, file)
    return FileVerdict(file, "settings", file, (), tuple(located(findings, file, content)))


def _excuses(record: Any) -> Iterator[Excused]:
    yield from _own(record.exceptions, ())
    for key in ("commitments", "outcomes"):
        for index, item in enumerate(getattr(record, key, ())):
            yield from _own(item.exceptions, (key, index))
    for name, agency in getattr(record, "agencies", {}).items():
        yield from _own(agency.exceptions, ("agencies", name))


def _own(excuses: Sequence[Excuse], path: Path) -> Iterator[Excused]:
    for index, excuse in enumerate(excuses):
        yield Excused(path, excuse.rule, excuse.until, excuse.reason, (*path, "exceptions", index))


def _claims(data: Any, path: Path) -> Iterator[FileClaim]:
    """Every mapping with a `file`, wherever the model allows one (texts, evidence, sources, minutes)."""
    if isinstance(data, dict):
        if isinstance(data.get("file"), str):
            yield FileClaim((*path, "file"), data["file"], data.get("sha256"))
        for key, value in data.items():
            yield from _claims(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _claims(value, (*path, index))
