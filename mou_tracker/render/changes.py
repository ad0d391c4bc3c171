"""Changes in words: what happened to a record, as minutes would say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from mou_tracker.analysis.changes import Change, ChangeKind
from mou_tracker.i18n.catalog import N_, Words
from mou_tracker.i18n.format import number, percent, say_date, say_duration
from mou_tracker.model.cards import Text
from mou_tracker.render.terminal.fields import PROSE, vocabulary
from mou_tracker.render.terminal.ink import safe
from mou_tracker.render.terminal.labels import LABELS

HEADINGS: Mapping[ChangeKind, str] = {
    "new": N_("New"),
    "progressed": N_("Progress"),
    "completed": N_("Completed, as reported"),
    "slipped": N_("Postponed"),
    "amended": N_("Amended"),
    "closed": N_("Closed"),
    "assessed": N_("Assessed"),
    "followed_up": N_("Taken up by meetings"),
    "holder_changed": N_("Changes in posts"),
    "renamed": N_("With a new id"),
    "corrected": N_("Corrected"),
    "noted": N_("Notes and sources"),
    "removed": N_("Taken out"),
    "unreadable": N_("No longer readable"),
    "readable": N_("Readable again"),
}
"""The heading of each kind of change."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_DURATION = re.compile(r"P\d\w*", re.ASCII)
_WITHOUT_VALUE: Mapping[ChangeKind, str] = {
    "removed": N_("Taken out of the register"),
    "unreadable": N_("The file can no longer be read"),
    "readable": N_("The file can be read again"),
}
_LONG = 60
"""Letters beyond which two texts stand on lines of their own."""


class Teller(NamedTuple):
    """In which words changes are told, with a name for references, and the language of the register's plain texts."""

    words: Words
    names: Mapping[str, Text] = {}
    default: str = "en"
    passage: Callable[[str, str], str] | None = None
    """Makes a text of a language fit to stand in a message, where the page needs more than its values do."""

    def value(self, value: Any, key: str = "", under: str = "") -> str:
        """A value as people say it, on one line."""
        if isinstance(value, bool):
            return self.words("yes") if value else self.words("no")
        if isinstance(value, int | float):
            return str(value) if key in ("year", "page") else number(value, self.words.digits)
        if isinstance(value, str):
            return self._word(value, key, under)
        if isinstance(value, list):
            return self.words(", ").join(self.value(one, key, under) for one in value)
        if not isinstance(value, Mapping):
            return self.words.pick(None)
        return self.text(value) if key in PROSE and _is_text(value) else self._pieces(value, key)

    def _word(self, value: str, key: str, under: str) -> str:
        if value in ("not_stated", "unknown"):
            return self.words.term("known", value)
        if terms := vocabulary(under, key):
            return safe(self.words.term(terms, value))
        if _DATE.fullmatch(value) and key not in ("id", "item", "clause"):
            return say_date(self.words, value)
        if _DURATION.fullmatch(value):
            return say_duration(self.words, value)
        return self.text(self.names.get(value, value))

    def _pieces(self, entry: Mapping[str, Any], under: str) -> str:
        """An entry of a list: its values in their order, those that say nothing by themselves with their name."""
        pieces = []
        for key, value in entry.items():
            said = self.value(value, str(key), under)
            plain = key in PROSE or key in ("id", "agency", "item", "date", "type", "kind", "language", "meeting")
            pieces.append(said if plain else f"{self.label(str(key))}: {said}")
        return self.words(", ").join(pieces)

    def text(self, text: Any) -> str:
        """A text in the reader's language, on one line."""
        return safe(self.words.pick(text, self.default)) if isinstance(text, str) or _is_text(text) else ""

    def quoted(self, text: Any) -> str:
        """A text as a whole, for a line of its own."""
        if self.passage is None or not (isinstance(text, str) or _is_text(text)):
            return self.text(text)
        return self.passage(*self.words.pick_lang(text, self.default))

    def day(self, entry: Mapping[str, Any], key: str = "date") -> str:
        """The day of an entry; "" when it is not known."""
        value = entry.get(key)
        return "" if value is None or value in ("not_stated", "unknown") else self.value(value)

    def label(self, key: str) -> str:
        """The name of a field, of a record, or of an entry that is known by its day."""
        return self.words(LABELS[key]) if key in LABELS else self._word(key, "", "")


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(isinstance(one, str) for one in value.values())


def lines_of(change: Change, teller: Teller) -> list[str]:
    """The change in one sentence, and lines with what belongs to it."""
    entry = change.after if change.before is None else None
    if change.kind in _WITHOUT_VALUE:
        return [teller.words(_WITHOUT_VALUE[change.kind])]
    if change.kind == "renamed":
        return [teller.words(N_("It has a new id; before it was {before}"), before=safe(str(change.before)))]
    if change.kind == "new":
        return list(_new(change.after, change.about, teller))
    if change.kind == "holder_changed":
        return list(_holder(change.before, change.after, teller))
    if change.field == "follow_up" and isinstance(change.after, Mapping):
        return list(_followed(change.after, teller))
    tell = _ENTRIES.get(change.field)
    return list(tell(entry, teller)) if tell and isinstance(entry, Mapping) else list(_field(change, teller))


def _new(gist: Any, about: str, teller: Teller) -> Iterator[str]:
    words, known = teller.words, gist if isinstance(gist, Mapping) else {}
    yield words(N_("Entered in the register"))
    if known.get("commitments"):
        yield words.plural("{n} commitment", "{n} commitments", known["commitments"])
    if known.get("outcomes"):
        yield words.plural("{n} outcome", "{n} outcomes", known["outcomes"])
    for key in ("kind", "date", "owners", "due", "every"):
        if known.get(key):
            said = teller.value(known[key], key, about)
            yield words(N_("{field}: {value}"), field=teller.label(key), value=said)


def _reported(entry: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    words = teller.words
    said = [teller.value(entry[key], key, "log") for key in ("progress",) if key in entry]
    said = said or [teller.value(entry.get("type"), "type", "log")]
    if isinstance(entry.get("percent"), int):
        said.append(percent(entry["percent"], words.digits))
    said += [teller.value(entry["reason"], "reason", "log")] if "reason" in entry else []
    by, day, what = teller.value(entry.get("by")), teller.day(entry), words(", ").join(said)
    if day:
        yield words(N_("Report of {day} by {by}: {what}"), day=day, by=by, what=what)
    else:
        yield words(N_("Report by {by}: {what}"), by=by, what=what)
    yield from _texts(entry, teller, "text")
    if isinstance(entry.get("measures"), Mapping):
        values = words(", ").join(f"{safe(str(name))} {teller.value(one)}" for name, one in entry["measures"].items())
        yield words(N_("{field}: {value}"), field=teller.label("measures"), value=values)
    if isinstance(entry.get("evidence"), list) and entry["evidence"]:
        yield words.plural("{n} piece of evidence", "{n} pieces of evidence", len(entry["evidence"]))


def _assessed(entry: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    by, day, what = teller.value(entry.get("by")), teller.day(entry), teller.value(entry.get("verdict"), "verdict")
    if day:
        yield teller.words(N_("Assessment of {day} by {by}: {what}"), day=day, by=by, what=what)
    else:
        yield teller.words(N_("Assessment by {by}: {what}"), by=by, what=what)
    yield from _texts(entry, teller, "rationale")


def _requested(entry: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    what, decision = teller.value(entry.get("what"), "what"), teller.value(entry.get("decision"), "decision")
    if day := teller.day(entry):
        yield teller.words(N_("Request of {day} to change {what}: {decision}"), day=day, what=what, decision=decision)
    else:
        yield teller.words(N_("Request to change {what}: {decision}"), what=what, decision=decision)
    yield from _texts(entry, teller, "reason")


def _happened(entry: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    kind = teller.value(entry.get("type"), "type", "events")
    day = teller.day(entry)
    yield teller.words(N_("{what}, {day}"), what=kind, day=day) if day else teller.words("{value}", value=kind)
    yield from _texts(entry, teller, "note")


_ENTRIES = {"log": _reported, "assessments": _assessed, "change_requests": _requested, "events": _happened}
"""What is said of an entry that came into a list."""


def _followed(entry: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    what = teller.value(entry.get("disposition"), "disposition", "follow_up")
    meeting = str(entry.get("meeting"))
    if meeting in teller.names:
        yield teller.words(N_("{meeting} ({ref}): {what}"), meeting=teller.value(meeting), ref=safe(meeting), what=what)
    else:
        yield teller.words(N_("Meeting {ref}: {what}"), ref=safe(meeting), what=what)
    yield from _texts(entry, teller, "note")


def _holder(before: Any, after: Any, teller: Teller) -> Iterator[str]:
    was, now = (side if isinstance(side, Mapping) else {} for side in (before, after))
    name, since, until = teller.value((now or was).get("name"), "name"), teller.day(now, "from"), teller.day(now, "to")
    if not was and now.get("acting") is True:
        yield teller.words(N_("{name} holds it, acting"), name=name)
    elif not was:
        yield teller.words(N_("{name} holds it"), name=name)
    elif not now:
        yield teller.words(N_("{name} is no longer listed as holder"), name=name)
    elif until and not was.get("to"):
        yield teller.words(N_("{name} held it until {day}"), name=name, day=until)
    else:
        yield teller.words(N_("What is said of {name} as holder was changed"), name=name)
    if not was and since:
        yield teller.words(N_("{field}: {value}"), field=teller.label("from"), value=since)


def _texts(entry: Mapping[str, Any], teller: Teller, key: str) -> Iterator[str]:
    if text := teller.quoted(entry.get(key)):
        yield teller.words(N_("“{text}”"), text=text)


def _field(change: Change, teller: Teller) -> Iterator[str]:
    """A field by its name: set, taken out, or changed."""
    words, steps = teller.words, change.field.split(".")
    key = steps[-1] if steps[-1] in LABELS or len(steps) == 1 else steps[0]
    under = steps[0] if len(steps) > 1 else change.about
    label = words(" / ").join(teller.label(step) for step in steps)
    was, now = (teller.value(side, key, under) for side in (change.before, change.after))
    if change.before is None:
        yield words(N_("{field}: {value}"), field=label, value=now)
    elif change.after is None:
        yield words(N_("{field}: taken out; it was {before}"), field=label, before=was)
    elif max(_longest(change.before), _longest(change.after)) > _LONG:
        yield words(N_("{field}: changed"), field=label)
        yield words(N_("Before: {text}"), text=teller.quoted(change.before) or was)
        yield words(N_("Now: {text}"), text=teller.quoted(change.after) or now)
    elif change.kind == "slipped":
        yield words(N_("{field}: postponed from {before} to {after}"), field=label, before=was, after=now)
    else:
        yield words(N_("{field}: changed from {before} to {after}"), field=label, before=was, after=now)


def _longest(value: Any) -> int:
    """The letters of the longest text in a value, in whatever language."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return max(map(_longest, inner), default=0)
