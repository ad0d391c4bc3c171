"""Questions about single records: found by reference, with what is filed of them and why a value is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from mou_tracker.analysis.answer import Answer
from mou_tracker.analysis.explain import derived, explain, fields_of
from mou_tracker.diagnostics import Path
from mou_tracker.errors import FileTrouble, UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.i18n.fold import fold
from mou_tracker.model.cards import AgencyCard, AgreementCard, MeetingCard, PostCard
from mou_tracker.model.register import Found, Register
from mou_tracker.rules.nearest import nearest
from mou_tracker.store.source import Source, Unreadable


def find(register: Register, ref: str) -> Found:
    """The card of that reference; UsageMistake with the nearest one when there is none, or its file is unreadable."""
    found = register.find(ref)
    if found is None:
        _nothing(register, ref)
    return found


def _nothing(register: Register, ref: str) -> NoReturn:
    for owner in (ref, ref.rpartition("/")[0]):
        if owner and owner in register.broken:
            raise UsageMistake(
                N_("The file of {ref} cannot be read"), N_("What is wrong with it: mou validate"), ref=owner
            )
    if ref in register.settings.threads:
        hint = N_("What is on it: mou list commitments --thread {ref}")
        raise UsageMistake(N_("{ref} is a thread, not a record"), hint, ref=ref)
    near = suggested(ref, [known for known, kind, _ in register.titles() if kind != "thread"])
    hint = N_("Did you mean {near}?") if near else N_("What there is: mou list, mou search TEXT")
    raise UsageMistake(N_("There is no record {ref}"), hint, ref=ref, near=near)


def suggested(word: str, choices: list[str]) -> str:
    """The reference probably meant; "" when none is near, or several end as `word` does.

    It is the one that ends so, else the only one that begins so or holds it, else the nearest.
    """
    key = fold(word).replace(" ", "-").strip("/")
    if not key:
        return ""
    ending = [choice for choice in choices if choice == key or choice.endswith(f"/{key}")]
    if ending:
        return ending[0] if len(ending) == 1 else ""
    for within in ([choice for choice in choices if choice.startswith(key)], [one for one in choices if key in one]):
        if len(within) == 1:
            return within[0]
    alike = [choice for choice in choices if choice.count("/") == key.count("/")]
    return nearest(key, alike) or nearest(key, choices)


def explained(register: Register, ref: str, field: str, today: date) -> list[tuple[str, Answer]]:
    """The derived values of a record with the reasons that gave them; only that of `field`, unless it is empty.

    UsageMistake when there is no such record, or nothing of that name is derived of it.
    """
    find(register, ref)
    if not field:
        return derived(register, ref, today)
    wanted = field.lower().replace("-", "_")
    known = fields_of(register, ref)
    if wanted in known:
        return [(wanted, explain(register, ref, wanted, today))]
    near = nearest(field, known)
    hint = N_("Did you mean {near}?") if near else N_("There are: {known}")
    raise UsageMistake(
        N_("{ref} has no derived value {field}"), hint, ref=ref, field=field, near=near, known=", ".join(known)
    )


def place_of(register: Register, ref: str) -> tuple[str, Path]:
    """The file that holds the record, and the record's path in it."""
    card = find(register, ref)
    if isinstance(card, AgreementCard | MeetingCard):
        return card.file, ()
    if isinstance(card, AgencyCard):
        return card.file, ("agencies", card.id)
    owner, _, ident = ref.rpartition("/")
    if isinstance(card, PostCard):
        return register.agencies[owner].file, ("agencies", owner, "posts", ident)
    return (register.agreements.get(owner) or register.meetings[owner]).file, card.path


def record_data(source: Source, register: Register, ref: str) -> dict[str, Any]:
    """The data of a record or item as its file has it; the register it comes from has validated it.

    FileTrouble when the file has changed or gone since.
    """
    file, path = place_of(register, ref)
    data = _read(source, file)
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[step] if _has(data, step) else None
    if not isinstance(data, dict):
        raise FileTrouble(N_("{file} changed while it was read; try again"), file=file)
    return data


def _has(data: object, step: str | int) -> bool:
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _read(source: Source, file: str) -> Any:
    from mou_tracker.store.reader import read_data

    try:
        return read_data(source.read(file), file)[0]
    except Unreadable:
        return None
