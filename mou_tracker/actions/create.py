"""New records: an agreement or a meeting as a file of its own, a commitment, an agency or a post in the file of its owner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from mou_tracker.actions.change import Plan, Planner
from mou_tracker.actions.draft import agreement_of, edited, fitting, speech, trailers_of
from mou_tracker.diagnostics import Path
from mou_tracker.errors import ChangeRefused, UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.agency import Agency, Post
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.anatomy import ROOTS
from mou_tracker.model.base import FORMAT, ID_PATTERN, Record, check_path
from mou_tracker.model.cards import AgencyCard
from mou_tracker.model.commitment import Commitment
from mou_tracker.model.meeting import Meeting
from mou_tracker.model.register import Register
from mou_tracker.model.schema import schema_file
from mou_tracker.rules.nearest import nearest
from mou_tracker.store.canonical import canonical
from mou_tracker.store.edits import Append, Edit, Set
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import AGENCIES, Source, Unreadable, WorkingTree
from mou_tracker.store.writer import spliced

SUBJECTS: Mapping[str, str] = {
    "agreement": N_("Add the agreement {ref}"),
    "commitment": N_("Add the commitment {ref}"),
    "agency": N_("Add the agency {ref}"),
    "post": N_("Add the post {ref}"),
    "meeting": N_("Add the meeting {ref}"),
}
"""The kinds of record that can be made, and how a commit says it."""

_STEPS = {"agreement": 1, "agency": 1, "commitment": 2, "post": 2, "meeting": 2}
_SHOWN = {"commitment": "AGREEMENT/ID", "post": "AGENCY/ID", "meeting": "BODY/ID"}


class Made(NamedTuple):
    """Where a new record goes: the file, the edits that put it there, the trailers of the commit."""

    file: str
    edits: list[Edit]
    trailers: list[tuple[str, str]]


def create(kind: str, ref: str, data: Mapping[str, Any], folder: str = "") -> Planner:
    """Plans a new record of that kind and reference with this data, in the register's style.

    `folder` is where under `agreements/` a new agreement goes. UsageMistake for a wrong kind or id, ChangeRefused when
    the record is there already or its data does not fit.
    """
    _refuse_id(kind, ref)

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        _refuse_existing(register, kind, ref)
        made = _PLACES[kind](register, ref, data, folder)
        content = _content(source, made, kind)
        subject = speech(register)(SUBJECTS[kind], ref=ref)
        return Plan({made.file: content}, subject, made.trailers, ref)

    return plan


def read_draft(content: bytes, name: str) -> dict[str, Any]:
    """The data of a draft in YAML or JSON; ChangeRefused with what is wrong."""
    from mou_tracker.store.reader import read

    document, findings = read(content, name)
    if document is None:
        raise ChangeRefused(N_("{file} cannot be read; nothing was changed"), findings=findings, file=name)
    return document.data


def _refuse_id(kind: str, ref: str) -> None:
    if kind not in SUBJECTS:
        near = nearest(kind, SUBJECTS)
        hint = N_("Did you mean {near}?") if near else N_("There are: {known}")
        raise UsageMistake(
            N_("There is no kind of record {kind}"), hint, kind=kind, near=near, known=", ".join(SUBJECTS)
        )
    steps = ref.split("/")
    if len(steps) != _STEPS[kind] or not all(re.fullmatch(ID_PATTERN, one) for one in steps):
        hint = N_("Small letters, digits and hyphens: {form}")
        raise UsageMistake(N_("{ref} is no id"), hint, ref=ref, form=_SHOWN.get(kind, "bh-om-2025-trafficking"))


def _refuse_existing(register: Register, kind: str, ref: str) -> None:
    if kind in register.kinds_of(ref) or (kind in ("agreement", "meeting") and ref in register.broken):
        raise ChangeRefused(
            N_("{ref} is in the register already"), N_("Look at it: mou show {ref}; change it: mou set {ref}"), ref=ref
        )


def _agreement(_register: Register, ref: str, data: Mapping[str, Any], folder: str) -> Made:
    folder = folder.strip("/").removeprefix("agreements").strip("/")
    try:
        file = check_path("/".join(one for one in ("agreements", folder, f"{ref}.yaml") if one))
    except ValueError:
        raise UsageMistake(N_("{folder} is no folder below agreements/"), folder=folder) from None
    return _whole(Agreement, file, data, [("Agreement", ref)])


def _meeting(register: Register, ref: str, data: Mapping[str, Any], _folder: str) -> Made:
    body = ref.partition("/")[0]
    _refuse_unknown_agency(register, body)
    return _whole(Meeting, f"meetings/{ref}.yaml", {"body": body, **data}, [("Meeting", ref)])


def _whole(record: type[Record], file: str, data: Mapping[str, Any], trailers: list[tuple[str, str]]) -> Made:
    fit = fitting(record, {"format": FORMAT, **data}, file)
    return Made(file, [Set((key,), value) for key, value in fit.items() if key != "format"], trailers)


def _commitment(register: Register, ref: str, data: Mapping[str, Any], _folder: str) -> Made:
    home, _, ident = ref.partition("/")
    card = agreement_of(register, home)
    fit = fitting(Commitment, {"id": ident, **data}, card.file, ("commitments", len(card.items)))
    return Made(card.file, [Append(("commitments",), fit)], [("Agreement", home), ("Commitment", ref)])


def _agency(_register: Register, ref: str, data: Mapping[str, Any], _folder: str) -> Made:
    path: Path = ("agencies", ref)
    return Made(AGENCIES, [Set(path, fitting(Agency, data, AGENCIES, path))], [("Agency", ref)])


def _post(register: Register, ref: str, data: Mapping[str, Any], _folder: str) -> Made:
    agency, _, ident = ref.partition("/")
    _refuse_unknown_agency(register, agency)
    path: Path = ("agencies", agency, "posts", ident)
    return Made(
        AGENCIES, [Set(path, fitting(Post, data, AGENCIES, path))], [*trailers_of(register, agency), ("Post", ref)]
    )


def _refuse_unknown_agency(register: Register, ref: str) -> None:
    if isinstance(register.agencies.get(ref), AgencyCard):
        return
    near = nearest(ref, register.agencies)
    hint = N_("Did you mean {near}?") if near else N_("Add it first: mou new agency {ref}")
    raise UsageMistake(N_("There is no agency {ref}"), hint, ref=ref, near=near)


_PLACES = {"agreement": _agreement, "meeting": _meeting, "commitment": _commitment, "agency": _agency, "post": _post}


def _content(source: Source, made: Made, kind: str) -> bytes:
    """The file with the record in it; a file that was not there begins in canonical form."""
    try:
        there = source.read(made.file)
    except Unreadable as trouble:
        if trouble.reason != "missing":
            raise ChangeRefused(N_("There is something else at {file}"), file=made.file) from None
        there = b""
    if there and kind in ("agreement", "meeting"):
        raise ChangeRefused(N_("{file} is there already"), N_("Choose another id"), file=made.file)
    if there:
        return edited(source, made.file, made.edits)
    shape = kind if kind in ROOTS else "agencies"
    content = spliced(_head(source, made.file, shape), made.edits, ROOTS[shape], file=made.file).content
    return canonical(content, shape, file=made.file).content


def _head(source: Source, file: str, kind: str) -> bytes:
    """The first lines of a file: for editors, where the register has the schemas, and the format."""
    schema = f"schemas/{schema_file(kind)}"
    up = "../" * file.count("/") or "./"
    line = f"# yaml-language-server: $schema={up}{schema}\n" if source.size_of(schema) else ""
    return f"{line}format: {FORMAT}\n".encode()
