"""The reference page of templates: every name, field and filter a template may use, made from the types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mou_tracker.model.cards import Text
from mou_tracker.render.brief import FORMATS
from mou_tracker.render.brief_page import Page
from mou_tracker.render.templating import KEPT

_INTRODUCTION = """\
A brief is made from a template in the [Jinja language](https://jinja.palletsprojects.com/en/stable/templates/). To change how briefs
look, copy a shipped template into the folder `templates/` of the register, under the same name, and edit the copy: it is used from then
on. A piece such as `parts/brief-words.j2` or `style/brief.css` can be replaced by itself.

Templates see plain data only: records with fields, lists, texts, numbers, and nothing (`none`). They run in a sandbox. A field that
does not exist is an error that names the file, the line and the nearest field there is. Whatever `{{ … }}` shows is escaped and its
direction isolated: in HTML it stands in `<bdi>`, so inside an attribute add the filter `attribute`. A list or a record cannot be shown as
a whole. `include` and `import` find templates in the same two folders and nowhere else; links out of them are refused.\
"""

GLOBALS: Mapping[str, str] = {
    "t(message, name=value)": "a message in the page's language, its `{name}` gaps filled; messages without translation stay as they are",
    "tn(one, many, n)": "the form of a message for `n` things; `{n}` is the number",
    "term(vocabulary, word)": 'the name of a word of a vocabulary: `term("state", "in_effect")`',
    "lang, dir, digits": "the page's language (`ar`, `en`), its direction (`rtl`, `ltr`) and its digits (`latn`, `arab`)",
    "page_numbers()": 'HTML: the value of CSS `content` that prints "Page 1 of 3"',
    "range, namespace": "as in Jinja",
}
"""What a template finds besides the data, with what it gives."""

FILTERS: Mapping[str, str] = {
    "text": "a text in the page's language; in another one where it has none, marked as such",
    "name": "the name of a record that has `ref` and `name`; the reference where it has no name",
    "day": "a date in words: 15 January 2025",
    "dual": "likewise, with the Hijri date where it is asked for; a stated one may be given: `dual(stated)`",
    "due": "days from today: in 3 days, 12 days late",
    "ago": "days since: 12 days ago, 3 years ago",
    "age": "days as a duration: 12 days, 3 years",
    "duration": "an ISO 8601 duration: 3 years",
    "percent": "a share: 40%",
    "because": "the reason of an answer (a record with `because` and `facts`) as a sentence",
    "code": "an id, always from the left",
    "link": "a text that leads to a web address: `title \\| text \\| link(url)`",
    "attribute": "a value inside an HTML attribute, without tags",
    "join": "as in Jinja, escaped by the page's own rule",
}
"""The filters of our own, with what each gives."""

_PLAIN = {str: "text", int: "number", bool: "yes or no", date: "date", NoneType: "nothing", float: "number"}


def templates_markdown() -> str:
    """The whole page in Markdown."""
    lines = [
        "# Templates",
        "",
        _INTRODUCTION,
        "",
        "## Templates by format",
        "",
        "| format | template |",
        "| --- | --- |",
    ]
    lines += [f"| `{kind}` | `{name}` |" for kind, (name, _) in FORMATS.items()]
    for title, entries in (("Functions and names", GLOBALS), ("Filters", FILTERS)):
        lines += ["", f"## {title}", "", "| name | what it gives |", "| --- | --- |"]
        lines += [f"| `{name}` | {told} |" for name, told in entries.items()]
    kept = ", ".join(f"`{name}`" for name in KEPT)
    lines += ["", f"Of Jinja's own filters there are {kept}.", "", "## Data", ""]
    lines += [
        "Dates are ISO 8601, possibly without day or month, or `not_stated` or `unknown`. A *text* is one string, or"
    ]
    lines += ["a text by language: say it with the filter `text`.", ""]
    for record in _records(Page):
        lines += _record(record)
    return "\n".join(lines).rstrip("\n") + "\n"


def _records(root: type) -> list[type]:
    """The records that can be reached from one, each once, in the order they are met."""
    found = [root]
    for record in found:
        for hint in hints(record).values():
            found += [one for one in _inside(hint) if one not in found]
    return found


def hints(record: type) -> dict[str, Any]:
    """The fields of a record with their types."""
    known = get_type_hints(record)
    names = [field.name for field in fields(record)] if is_dataclass(record) else getattr(record, "_fields", ())
    return {name: known[name] for name in names}


def _inside(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        yield hint
    for part in get_args(hint):
        yield from _inside(part)


def _record(record: type) -> list[str]:
    told = " ".join((record.__doc__ or "").split())
    title = "Top level" if record is Page else record.__name__
    rows = [f"| `{name}` | {_said(hint)} |" for name, hint in hints(record).items()]
    return [f"### {title}", "", told, "", "| field | value |", "| --- | --- |", *rows, ""]


def _said(hint: Any) -> str:
    """A type in words, records linked to their sections."""
    if hint == Text:
        return "*text*"
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        kinds = [part for part in parts if part is not NoneType]
        words = "*text*" if set(get_args(Text)) <= set(kinds) else " or ".join(dict.fromkeys(map(_said, kinds)))
        return f"{words}, or nothing" if NoneType in parts else words
    if get_origin(hint) is tuple:
        return f"list of {_said(parts[0])}"
    if get_origin(hint) is Mapping:
        return f"{_said(parts[1])} by {_said(parts[0])}"
    return _PLAIN.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"
