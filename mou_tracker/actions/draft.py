"""What the commands that record have in common: whom it is about, who says it, texts, and the draft as a model object."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from mou_tracker.actions.ask import find, place_of
from mou_tracker.diagnostics import NOWHERE, Diagnostic, Path
from mou_tracker.errors import ChangeRefused, FileTrouble, UsageMistake
from mou_tracker.i18n.catalog import N_, Words, words_for
from mou_tracker.model.anatomy import ROOTS
from mou_tracker.model.base import Record
from mou_tracker.model.cards import AgencyCard, AgreementCard, ItemCard, MeetingCard, PostCard
from mou_tracker.model.dates import first_day
from mou_tracker.model.register import Register
from mou_tracker.store.edits import Edit
from mou_tracker.store.judge import place_of as kind_of_file
from mou_tracker.store.loader import Loaded
from mou_tracker.store.shape import shaped
from mou_tracker.store.source import Source, Unreadable
from mou_tracker.store.writer import spliced

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


class Said(NamedTuple):
    """A text as it was given: in the register's language, in Arabic, in English; each may be empty."""

    plain: str = ""
    ar: str = ""
    en: str = ""

    def text(self, register: Register) -> str | dict[str, str] | None:
        """The text as the register has texts; None when nothing was given."""
        settings = register.settings
        found = {code: words for code, words in (("ar", self.ar), ("en", self.en)) if words.strip()}
        if self.plain.strip() and settings.language in found:
            raise UsageMistake(N_("The same text is given twice, once as {lang}"), lang=settings.language)
        if self.plain.strip() and not found and len(settings.languages) < 2:
            return self.plain
        if self.plain.strip():
            found = {settings.language: self.plain, **found}
        return {code: found[code] for code in sorted(found)} or None


def speech(register: Register) -> Words:
    """The register's own language, for what is kept in its history: plain text, without marks of direction."""
    language = register.settings.language
    return words_for(language if language in ("ar", "en") else "en", isolate=str)


def item_of(register: Register, ref: str) -> ItemCard:
    """The commitment or outcome of that reference; UsageMistake when it is anything else."""
    card = find(register, ref)
    if isinstance(card, ItemCard):
        return card
    inner = [item.ref for item in card.items] if isinstance(card, (AgreementCard, MeetingCard)) else []
    hint = N_("Name one of them: {known}") if inner else N_("Which there are: mou list commitments")
    raise UsageMistake(
        N_("{ref} is neither a commitment nor an outcome of a meeting"), hint, ref=ref, known=", ".join(inner[:8])
    )


def agreement_of(register: Register, ref: str) -> AgreementCard:
    """The agreement of that reference; UsageMistake when it is anything else."""
    card = find(register, ref)
    if isinstance(card, AgreementCard):
        return card
    raise UsageMistake(N_("{ref} is not an agreement"), N_("Which there are: mou list agreements"), ref=ref)


def post_of(register: Register, ref: str) -> PostCard:
    """The post of that reference; UsageMistake when it is anything else."""
    if ref in register.posts:
        return register.posts[ref]
    card = find(register, ref)
    known = [post.ref for post in card.posts] if isinstance(card, AgencyCard) else []
    hint = N_("Name one of them: {known}") if known else N_("Add it with: mou new post AGENCY/POST")
    raise UsageMistake(N_("{ref} is not a post"), hint, ref=ref, known=", ".join(known[:8]))


def meeting_of(register: Register, ref: str) -> MeetingCard | None:
    """The meeting that was named; None when none was."""
    if not ref:
        return None
    card = find(register, ref)
    if isinstance(card, MeetingCard):
        return card
    raise UsageMistake(N_("{ref} is not a meeting"), N_("Which there are: mou list meetings"), ref=ref)


def reporter(item: ItemCard, by: str) -> str:
    """Who reports: the one named, else the only owner."""
    if by or len(item.owners) == 1:
        return by or item.owners[0]
    known = ", ".join(item.owners)
    hint = N_("Say which: --by, one of {known}") if known else N_("Say who reports: --by AGENCY")
    raise UsageMistake(
        N_("{ref} does not have one owner alone, so it is not known who reports"), hint, ref=item.ref, known=known
    )


def day_of(said: str, meeting: MeetingCard | None, today: date) -> str:
    """The day of what is recorded: the one given, else that of the meeting, else today."""
    return said or (meeting.date if meeting and meeting.date and first_day(meeting.date) else "") or today.isoformat()


def day_before(said: str) -> str:
    """The day before a (partial) date begins."""
    day = first_day(said)
    assert day is not None
    return (day - timedelta(days=1)).isoformat()


def entry(**given: Any) -> dict[str, Any]:
    """What was given of an entry, without what was left out; `from_` becomes `from`."""
    return {name.rstrip("_"): value for name, value in given.items() if value not in (None, "", [], {})}


def fitting(record: type[Record], data: Mapping[str, Any], file: str, path: Path = ()) -> dict[str, Any]:
    """The data, once it has become a record; ChangeRefused with what does not fit."""
    made, findings = shaped(record, dict(data), file)
    if made is None:
        raise _not_fitting([_under(finding, path) for finding in findings], findings[0].path)
    return dict(data)


def _not_fitting(findings: Sequence[Diagnostic], where: Path) -> ChangeRefused:
    """The refusal of values that no record may have; it names the first field that has one."""
    field = next((one for one in reversed(where) if isinstance(one, str)), "")
    message = N_("What was given as {field} does not fit; nothing was changed")
    return ChangeRefused(
        message if field else N_("What was given does not fit; nothing was changed"), findings=findings, field=field
    )


def _under(finding: Diagnostic, path: Path) -> Diagnostic:
    from dataclasses import replace

    return replace(finding, path=(*path, *finding.path), span=NOWHERE)


def edited(source: Source, file: str, edits: Sequence[Edit]) -> bytes:
    """The bytes of a record's file with the edits in it; FileTrouble when it has gone since the register was read."""
    try:
        content = source.read(file)
    except Unreadable:
        raise FileTrouble(N_("{file} cannot be read"), file=file) from None
    return spliced(content, edits, ROOTS[kind_of_file(file).kind], file=file).content


def trailers_of(register: Register, ref: str, meeting: str = "") -> list[tuple[str, str]]:
    """What a commit names: the agreement and the commitment, or the meeting and its outcome, or the agency and its post."""
    card, owner = find(register, ref), ref.rpartition("/")[0]
    found: list[tuple[str, str]] = []
    if isinstance(card, AgreementCard):
        found = [("Agreement", ref)]
    elif isinstance(card, MeetingCard):
        found = [("Meeting", ref)]
    elif isinstance(card, ItemCard):
        is_commitment = ref in register.commitments
        found = [
            ("Agreement" if is_commitment else "Meeting", owner),
            ("Commitment" if is_commitment else "Outcome", ref),
        ]
    elif isinstance(card, AgencyCard):
        found = [("Agency", ref)]
    else:
        found = [("Agency", owner), ("Post", ref)]
    return found if not meeting or ("Meeting", meeting) in found else [*found, ("Meeting", meeting)]


def number_of(said: str) -> int | float | str:
    """A number as people type it (Arabic-Indic digits too), or `not_stated` or `unknown`; other text as it is."""
    text = said.strip().translate(_DIGITS)
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,15}\.\d{1,12}", text) else said.strip()


def measured(said: Sequence[str]) -> dict[str, Any]:
    """Measures from `trainees=24`."""
    found: dict[str, Any] = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise UsageMistake(
                N_("{found} is not a measure"), N_("Write it like this: --measure trainees=24"), found=one
            )
        found[name.strip()] = number_of(value)
    return found


def record_place(loaded: Loaded, ref: str) -> tuple[str, Path]:
    """The file that holds a record and the record's path in it."""
    return place_of(loaded.register, ref)
