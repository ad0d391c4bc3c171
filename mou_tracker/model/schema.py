"""The JSON Schema of each kind of file, for editors: shapes from the model, meanings in both languages.

A description says the meaning twice, in the language asked for and then in the other, with an empty line between:
editors show `description` when the pointer rests on a key, and have no notion of a language. Arabic stands between
isolates, so that it reads from the right beside English. Words of a closed list are told by `enumDescriptions`, values
of the wrong form by `patternErrorMessage`; validators pass over both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin

from mou_tracker.i18n import bidi
from mou_tracker.i18n.catalog import LANGUAGES, N_, Words, words_for
from mou_tracker.model.anatomy import ROOTS, Key, keys, reachable, required
from mou_tracker.model.base import Record
from mou_tracker.model.describe import FIELDS, meaning
from mou_tracker.model.forms import FORMS, OPEN, Form, form_of, vocabulary_of
from mou_tracker.model.vocabulary import TERMS

KINDS: Final = tuple(ROOTS)
"""The kinds of file that have a schema."""

TITLES: Final[Mapping[str, str]] = {
    "agreement": N_("Agreement or memorandum"),
    "meeting": N_("Meeting of a committee or forum"),
    "agencies": N_("Agencies, bodies and posts"),
    "settings": N_("Settings of the register"),
}

_CODE = re.compile("`([^`]*)`")
_SHOWN_AS_ESCAPES: Final = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u2066\u2067\u2068\u2069"}


def json_schema(kind: str, words: Words | None = None) -> dict[str, Any]:
    """The schema (draft 2020-12) of files of that kind; meanings in the language of `words` (or English) come first.

    Its definitions are the records, with capitals, and the forms of value, in small letters.
    """
    voices = _voices(words)
    root = ROOTS[kind]
    shape = root.model_json_schema(by_alias=True)
    records = shape.pop("$defs", {})
    forms: dict[str, Any] = {}
    for record in reachable(root):
        _tell(shape if record is root else records[record.__name__], record, _Said(voices, forms))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mou:1:{kind}",
        "title": " · ".join(voice(TITLES[kind]) for voice in voices),
        **shape,
        "$defs": {**records, **dict(sorted(forms.items()))},
    }


def schema_text(kind: str, words: Words | None = None) -> str:
    """The schema as a file's text: Arabic readable, isolates as escapes, ending in a line break."""
    return json.dumps(json_schema(kind, words), ensure_ascii=False, indent=2).translate(_SHOWN_AS_ESCAPES) + "\n"


def schema_file(kind: str) -> str:
    """The name of the schema's file, in the folder `schemas` of a register."""
    return f"{kind}.schema.json"


def descriptions() -> list[str]:
    """Every message that a schema says, for the check of translations."""
    records = {record for root in ROOTS.values() for record in reachable(root)}
    told = [*TITLES.values(), *FIELDS.values(), *(said for form in FORMS for said in (form.name, form.says))]
    return sorted({*told, *(_sentence(record) for record in records)})


def _voices(words: Words | None) -> tuple[Words, ...]:
    first = words.lang if words else "en"
    return tuple(words_for(lang) for lang in (first, *(lang for lang in reversed(LANGUAGES) if lang != first)))


def _sentence(record: type[Record]) -> str:
    return " ".join((record.__doc__ or "").split())


class _Said(NamedTuple):
    """In which languages a schema speaks, in their order, and the forms of value it has defined so far."""

    voices: Sequence[Words]
    forms: dict[str, Any]

    def both(self, message: str) -> str:
        """A message in every language, each a paragraph of its own."""
        return "\n\n".join(_plain(voice(message), voice.lang) for voice in self.voices)


def _plain(text: str, lang: str) -> str:
    """The text without marks of code; Arabic, and codes in Arabic, each in its own direction."""
    if lang == "ar":
        return bidi.isolate(_CODE.sub(lambda code: bidi.isolate_ltr(code[1]), text))
    return _CODE.sub(r"\1", text)


def _tell(node: dict[str, Any], record: type[Record], said: _Said) -> None:
    """Writes the meanings of a record and its fields into its schema, the fields in their order."""
    node.pop("title", None)
    node["description"] = said.both(_sentence(record))
    node["properties"] = {key.name: _property(node["properties"][key.name], key, said) for key in keys(record)}


def _property(node: dict[str, Any], key: Key, said: _Said) -> dict[str, Any]:
    default = {"default": node.pop("default", None)}
    node.pop("title", None)
    value = _fitted(node, required(key.annotation), said)
    if known := OPEN.get(f"{key.owner}.{key.name}"):
        value.get("items", value)["examples"] = list(TERMS[known])
    value = {"anyOf": [value, {"type": "null"}]} if "anyOf" in node else value
    return {
        "description": said.both(meaning(key)),
        **(default if isinstance(default["default"], str | bool) else {}),
        **value,
    }


def _fitted(node: dict[str, Any], annotation: Any, said: _Said) -> dict[str, Any]:
    """The schema of one value, as exact and as telling as its form; an optional one without its null."""
    node = node["anyOf"][0] if "anyOf" in node else node
    if form := form_of(annotation):
        return {"$ref": f"#/$defs/{_defined(form, node, said)}"}
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is list:
        return {**node, "items": _fitted(node["items"], get_args(annotation)[0], said)}
    if get_origin(annotation) is dict:
        return _fitted_mapping(node, get_args(annotation), said)
    if vocabulary := vocabulary_of(annotation):
        names = [" · ".join(voice.term(vocabulary, word) for voice in said.voices) for word in node["enum"]]
        return {**node, "enumDescriptions": names}
    return node


def _fitted_mapping(node: dict[str, Any], arguments: tuple[Any, ...], said: _Said) -> dict[str, Any]:
    """The keys of a mapping all have one form: told by `propertyNames`, so that any other key is refused."""
    ((pattern, inner),) = node["patternProperties"].items()
    form = form_of(arguments[0])
    names = {"$ref": f"#/$defs/{_defined(form, {'type': 'string', 'pattern': pattern}, said)}"} if form else {}
    return {"type": "object", "propertyNames": names, "additionalProperties": _fitted(inner, arguments[1], said)}


def _defined(form: Form, node: Mapping[str, Any], said: _Said) -> str:
    """The name under which the form is defined, after defining it."""
    name = form.name.lower().replace(" ", "_").replace("-", "_")
    shape = {**node, **form.schema}
    message = {"patternErrorMessage": said.both(form.says)} if "pattern" in shape else {}
    said.forms.setdefault(name, {**shape, **message, **({"examples": list(form.examples)} if form.examples else {})})
    return name
