"""The reference page of the file format: every record and field, what it means and how its values are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from mou_tracker.i18n.catalog import N_, Words, words_for
from mou_tracker.model.anatomy import ROOTS, Key, below, keys, reachable, required
from mou_tracker.model.base import Record
from mou_tracker.model.describe import meaning
from mou_tracker.model.forms import FORMS, OPEN, form_of, vocabulary_of
from mou_tracker.model.schema import TITLES
from mou_tracker.model.vocabulary import TERMS
from mou_tracker.render.markdown import prose

_FILES: Final = {
    "agreement": "agreements/**/<id>.yaml",
    "meeting": "meetings/<body>/<id>.yaml",
    "agencies": "agencies.yaml",
    "settings": "mou.toml",
}
_INTRODUCTION = N_(
    "The register is a folder of plain files. An id is the name of a file or a key: small Latin letters, digits and hyphens. "
    "A field in bold must be there; any other may be left out, which means: not filled in yet. `not_stated` means that the "
    "source does not say, `unknown` that we looked and cannot tell. A field that is not listed here is an error."
)
_CODE = re.compile("(`[^`]*`)")


def format_markdown(words: Words) -> str:
    """The whole page in Markdown, ending in a line break; words of lists are named in both languages."""
    page = [f"# {words(N_('File format'))}", "", _told(words(_INTRODUCTION)), ""]
    for kind, root in ROOTS.items():
        page += [f"## {words(TITLES[kind])}: `{_FILES[kind]}`", ""]
        for record in _own_records(kind):
            page += _record(record, root, words)
    page += [f"## {words(N_('Forms of values'))}", "", *_forms(words)]
    page += [f"## {words(N_('Words of lists'))}", "", _told(words(_ON_LISTS)), "", *_vocabularies(words)]
    return "\n".join(page).rstrip("\n") + "\n"


_ON_LISTS = N_("An open list has the words that are known and translated; other words are allowed there.")


def _own_records(kind: str) -> list[type[Record]]:
    """The records of a kind of file that no kind before it has."""
    before = {record for other in list(ROOTS)[: list(ROOTS).index(kind)] for record in reachable(ROOTS[other])}
    return [record for record in reachable(ROOTS[kind]) if record not in before]


def _record(record: type[Record], root: type[Record], words: Words) -> Iterator[str]:
    if record is not root:
        yield from (f'<a id="{_anchor(record)}"></a>', "", f"### `{_paths(root)[record]}`", "")
    yield from (_told(words(" ".join((record.__doc__ or "").split()))), "")
    yield from _table([words(N_("Field")), words(N_("Value")), words(N_("Meaning"))], _fields(record, words))


def _fields(record: type[Record], words: Words) -> Iterator[list[str]]:
    for key in keys(record):
        name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
        yield [name, _value(key, words), _told(words(meaning(key)))]


def _value(key: Key, words: Words) -> str:
    told = _type(required(key.annotation), words, OPEN.get(f"{key.owner}.{key.name}", ""))
    default = str(key.default).lower() if isinstance(key.default, bool) else key.default
    return f"{told} — {words(N_('left out:'))} `{default}`" if isinstance(default, str) else told


def _type(annotation: Any, words: Words, open_list: str = "") -> str:
    """A value's type in words, with links to what it is made of."""
    form = form_of(annotation)
    if form and open_list:
        return _link(open_list, f"list-{open_list}")
    if form:
        return _link(words(form.name), f"form-{_slug(form.name)}")
    if get_origin(annotation) is Annotated:
        return _type(get_args(annotation)[0], words)
    if get_origin(annotation) is list:
        return f"{words(N_('list:'))} {_type(get_args(annotation)[0], words, open_list)}"
    if get_origin(annotation) is dict:
        name, value = get_args(annotation)
        return f"{_type(name, words)} → {_type(value, words)}"
    if get_origin(annotation) is Literal:
        return _words_of(annotation)
    return _simple(annotation, words)


def _simple(annotation: Any, words: Words) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _link(annotation.__name__, _anchor(annotation))
    return words(N_("`true` or `false`")) if annotation is bool else words(N_("whole number"))


def _words_of(annotation: Any) -> str:
    vocabulary = vocabulary_of(annotation)
    if vocabulary:
        return _link(vocabulary, f"list-{vocabulary}")
    return " · ".join(f"`{word}`" for word in get_args(annotation) if word is not NoneType)


def _forms(words: Words) -> Iterator[str]:
    rows = [[f'<a id="form-{_slug(form.name)}"></a>{words(form.name)}', _told(words(form.says))] for form in FORMS]
    return _table([words(N_("Value")), words(N_("How it is written"))], rows)


def _vocabularies(words: Words) -> Iterator[str]:
    english, arabic = words_for("en"), words_for("ar")
    for name in _used():
        mark = f" ({words(N_('open list'))})" if name in OPEN.values() else ""
        yield from (f'<a id="list-{name}"></a>', "", f"### `{name}`{mark}", "")
        rows = [[f"`{word}`", english.term(name, word), arabic.term(name, word)] for word in TERMS[name]]
        yield from _table([words(N_("Word")), "English", "العربية"], rows)


def _used() -> list[str]:
    """The vocabularies that fields draw on, in the order of the vocabularies."""
    records = {record for root in ROOTS.values() for record in reachable(root)}
    closed = {_closed(key.annotation) for record in records for key in keys(record)}
    return [name for name in TERMS if name in closed or name in OPEN.values()]


def _closed(annotation: Any) -> str:
    annotation = required(annotation)
    inner = get_args(annotation)[-1] if get_origin(annotation) in (list, dict) else annotation
    return vocabulary_of(inner)


@cache
def _paths(root: type[Record]) -> dict[type[Record], str]:
    """Where each record first stands in a file, as `commitments[].log[]`."""
    found: dict[type[Record], str] = {}
    _walk(root, "", found)
    return found


def _walk(here: Any, path: str, found: dict[type[Record], str]) -> None:
    if isinstance(here, list):
        _walk(here[0], f"{path}[]", found)
    elif isinstance(here, dict):
        _walk(here["*"], f"{path}.*", found)
    elif here not in found:
        found[here] = path
        for name, inner in below(here).items():
            _walk(inner, f"{path}.{name}" if path else name, found)


def _table(heads: list[str], rows: Iterator[list[str]] | list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _told(text: str) -> str:
    """A sentence of ours with its code left as it is."""
    return "".join(part if part.startswith("`") else prose(part) for part in _CODE.split(text))


def _link(text: str, anchor: str) -> str:
    return f"[{text}](#{anchor})"


def _anchor(record: type[Record]) -> str:
    return f"record-{record.__name__.lower()}"


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
