"""Sets one field of a record to another value, or takes it away."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError

from mou_tracker.actions.ask import record_data
from mou_tracker.actions.change import Plan, Planner
from mou_tracker.actions.draft import edited, number_of, record_place, speech, trailers_of
from mou_tracker.diagnostics import Path
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.anatomy import ROOTS, keys, required, step
from mou_tracker.model.base import LANGUAGE_PATTERN, LocalText, Record
from mou_tracker.model.register import Register
from mou_tracker.render.recorded import Moved
from mou_tracker.rules.nearest import nearest
from mou_tracker.store.edits import Edit, Remove, Set, exists
from mou_tracker.store.judge import place_of as kind_of_file
from mou_tracker.store.loader import Loaded
from mou_tracker.store.source import WorkingTree

_OTHERWISE = {
    "log": N_("Add to it with: mou progress {ref}"),
    "assessments": N_("Add to them with: mou assess {ref}"),
    "change_requests": N_("Add to them with: mou reschedule {ref} --to DATE"),
    "original_due": N_("It is kept by: mou reschedule {ref} --to DATE"),
    "events": N_("Add to them with: mou event {ref} TYPE"),
    "holders": N_("Change them with: mou post {ref} --holder NAME --from DATE"),
    "id": N_("An id is what others refer to; it stays"),
    "format": N_("The format is the program's"),
}
"""Fields that are not set by hand, and what is done instead."""


class Field(NamedTuple):
    """A field of a record as it was named: its path in the file, that of its value (a text has one in each language), what
    may stand there, and what does.
    """

    whole: Path
    path: Path
    annotation: Any
    now: Any


def amend(ref: str, name: str, value: str | None) -> Planner:
    """Plans a field's new value; None takes the field away. A `name` is a key, or keys joined by dots: `title.en`."""

    def plan(loaded: Loaded, source: WorkingTree) -> Plan:
        register = loaded.register
        file, path = record_place(loaded, ref)
        field = _field(register, ref, name, file, path, record_data(source, register, ref))
        if value is None and not exists(record_data(source, register, ref), field.whole[len(path) :]):
            raise UsageMistake(N_("{ref} has no {field}"), ref=ref, field=name)
        after = None if value is None else _value(field.annotation, value, name)
        edit: Edit = Remove(field.whole) if value is None else Set(field.path, after)
        words = speech(register)
        message = N_("Remove {field} of {ref}") if value is None else N_("Set {field} of {ref}")
        content = edited(source, file, [edit])
        moved = [Moved(name, field.now, after)]
        return Plan({file: content}, words(message, field=name, ref=ref), trailers_of(register, ref), ref, moved)

    return plan


def _field(register: Register, ref: str, name: str, file: str, path: Path, data: Any) -> Field:
    here: Any = ROOTS[kind_of_file(file).kind]
    for one in path:
        here = step(here, one)
    steps = name.strip().split(".")
    _refuse_kept(ref, steps, data)
    annotation: Any = None
    for count, one in enumerate(steps):
        if isinstance(here, type) and issubclass(here, Record):
            annotation, here = _key(ref, here, one, name)
        elif count == len(steps) - 1 and annotation is LocalText and _is_language(one):
            annotation = str
        else:
            raise UsageMistake(N_("{ref} has no single value {field}"), N_("Edit the file itself"), ref=ref, field=name)
        data = data.get(one) if isinstance(data, dict) else None
    if annotation is LocalText and isinstance(data, dict | None) and (data or len(register.settings.languages) > 1):
        language = register.settings.language
        return Field((*path, *steps), (*path, *steps, language), str, (data or {}).get(language))
    return Field((*path, *steps), (*path, *steps), annotation, data)


def _is_language(word: str) -> bool:
    import re

    return re.fullmatch(LANGUAGE_PATTERN, word) is not None


def _refuse_kept(ref: str, steps: list[str], data: Any) -> None:
    for one in steps:
        if one in _OTHERWISE:
            raise UsageMistake(N_("{field} is not set by hand"), _OTHERWISE[one], field=one, ref=ref)
    if steps == ["due"] and data.get("due"):
        hint = N_("Write it with its reason: mou reschedule {ref} --to DATE --reason TEXT")
        raise UsageMistake(N_("A due date moves by a request for it alone"), hint, ref=ref)


def _key(ref: str, record: type[Record], one: str, name: str) -> tuple[Any, Any]:
    """What may stand under a key, and the record below it, if one is."""
    known = {key.name: key for key in keys(record)}
    if one not in known:
        near = nearest(one, known)
        hint = N_("Did you mean {near}?") if near else N_("There are: {known}")
        listed = ", ".join(known)
        raise UsageMistake(N_("{ref} has no field {field}"), hint, ref=ref, field=name, near=near, known=listed)
    return required(known[one].annotation), step(record, one)


def _value(annotation: Any, said: str, name: str) -> Any:
    """The value of that type; UsageMistake when the text cannot be read as one."""
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if _is_record(bare) or (get_origin(bare) in (list, dict) and _holds_records(bare)):
        raise UsageMistake(N_("{field} holds more than one value each"), N_("Edit the file itself"), field=name)
    adapter: TypeAdapter[Any] = TypeAdapter(annotation, config=ConfigDict(strict=True))
    for value in _readings(bare, said):
        try:
            adapter.validate_python(value)
        except ValidationError as misfit:
            problem = misfit.errors(include_url=False)[0]
            continue
        return value
    allowed = str(problem.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
    hint = (
        N_("Possible: {allowed}")
        if allowed
        else N_("What may stand there: mou schema agreement, or docs/file-format.md")
    )
    raise UsageMistake(N_("{field} cannot be {found}"), hint, field=name, found=said[:60], allowed=allowed)


def _readings(annotation: Any, said: str) -> list[Any]:
    if get_origin(annotation) is list:
        return [[one.strip() for one in said.split(",") if one.strip()]]
    truth = {"true": True, "yes": True, "false": False, "no": False}.get(said.strip().lower())
    number = number_of(said)
    return [*([] if truth is None else [truth]), said, *([] if isinstance(number, str) else [number])]


def _holds_records(annotation: Any) -> bool:
    return any(_is_record(one) for one in get_args(annotation))


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)
