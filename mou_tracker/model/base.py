"""The kinds of value every record is made of: ids, references, texts for people, dates, durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from mou_tracker.model.dates import date_problem, duration
from mou_tracker.model.vocabulary import KNOWN, SourceKind

FORMAT = "mou/1"
ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,79}"
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

_LANGUAGE = re.compile(LANGUAGE_PATTERN)
_PATH = re.compile(r"(?:[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*/)*[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*")


class Record(BaseModel):
    """A strict, frozen mapping of the register: unknown keys are refused and no type is coerced."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class RefTo:
    """Marks a reference: the kinds of record it may name."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


def _refuse(kind: str, **found: str | int) -> PydanticCustomError:
    return PydanticCustomError(kind, kind, found)


def _shown(value: object) -> str:
    return str(value)[:60] if isinstance(value, (str, int, float, bool)) else type(value).__name__


def check_date(value: object) -> str:
    """A partial date or a known unknown, as text; raises the error type `date_<problem>`."""
    if value.__class__ is int and 1000 <= value <= 9999:
        value = str(value)  # a year alone: YAML reads it as a number, the register as a partial date
    if value.__class__ is str:
        problem = date_problem(value)
        if not problem or value in KNOWN:
            return value
        raise _refuse(f"date_{problem}", found=_shown(value))
    raise _refuse("date_type", found=_shown(value))


def check_hijri(value: object) -> str:
    """A Hijri date as the paper has it, `1446-07-15`."""
    if isinstance(value, str) and re.fullmatch(r"1[2-5]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)", value, re.ASCII):
        return value
    raise _refuse("hijri_form", found=_shown(value))


def check_duration(value: object) -> str:
    """An ISO 8601 duration of whole years, months, weeks and days, or a known unknown."""
    if isinstance(value, str) and (value in KNOWN or duration(value) is not None):
        return value
    raise _refuse("duration_form", found=_shown(value))


def check_text(value: object) -> str | dict[str, str]:
    """Text for people: one string in the register's default language, or a mapping of language to string."""
    if value.__class__ is dict:
        if not value:
            raise _refuse("text_empty")
        for language, words in value.items():
            if not _LANGUAGE.fullmatch(language):
                raise _refuse("text_language", found=_shown(language))
            if words.__class__ is not str:
                raise _refuse("text_type", found=_shown(words), language=language)
            if not words.strip():
                raise _refuse("text_empty")
        return value
    if value.__class__ is not str:
        raise _refuse("text_type", found=_shown(value), language="")
    if not value.strip():
        raise _refuse("text_empty")
    return value


def check_count(value: object) -> int | str:
    """A whole number from 0, or a known unknown; true and false are not numbers."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and value in KNOWN:
        return value
    raise _refuse("count_form", found=_shown(value))


def check_number(value: object) -> int | float | str:
    """A number, or a known unknown; true and false are not numbers."""
    if value.__class__ in (int, float) or (value.__class__ is str and value in KNOWN):
        return value
    raise _refuse("number_form", found=_shown(value))


def check_yes_no(value: object) -> bool | str:
    """True, false, or a known unknown."""
    if value.__class__ is bool or (value.__class__ is str and value in KNOWN):
        return value
    raise _refuse("yes_no_form", found=_shown(value))


def check_path(value: object) -> str:
    """A path inside the register: relative, forward slashes, no `..`, nothing hidden."""
    if isinstance(value, str) and 0 < len(value) <= 240 and _PATH.fullmatch(value):
        return value
    raise _refuse("path_form", found=_shown(value))


def _plain(check: Callable[[Any], Any], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(check), WithJsonSchema(schema)


_DATE_SCHEMA = {
    "oneOf": [
        {"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|not_stated|unknown)$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
_DURATION_SCHEMA = {
    "type": "string",
    "pattern": r"^(P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?|not_stated|unknown)$",
}
_TEXT_SCHEMA = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{LANGUAGE_PATTERN}$"},
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    ]
}

DateText = Annotated[str, *_plain(check_date, _DATE_SCHEMA)]
HijriText = Annotated[str, *_plain(check_hijri, {"type": "string", "pattern": r"^1[2-5]\d\d-\d\d-\d\d$"})]
DurationText = Annotated[str, *_plain(check_duration, _DURATION_SCHEMA)]
LocalText = Annotated[str | dict[str, str], *_plain(check_text, _TEXT_SCHEMA)]
Count = Annotated[int | str, *_plain(check_count, {"oneOf": [{"type": "integer", "minimum": 0}, {"enum": [*KNOWN]}]})]
Number = Annotated[int | float | str, *_plain(check_number, {"oneOf": [{"type": "number"}, {"enum": [*KNOWN]}]})]
YesNo = Annotated[bool | str, *_plain(check_yes_no, {"oneOf": [{"type": "boolean"}, {"enum": [*KNOWN]}]})]

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Language = Annotated[str, StringConstraints(pattern=f"^({LANGUAGE_PATTERN}|not_stated|unknown)$")]
Side = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"\\]{1,1990}$")]
FilePath = Annotated[str, *_plain(check_path, {"type": "string", "minLength": 1, "maxLength": 240})]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
RuleCode = Annotated[str, StringConstraints(pattern=r"^MOU[0-9]{3}$")]
SourceRef = Code

_REF = r"[a-z0-9][a-z0-9-]{0,79}"
_KNOWN_REF = "|not_stated|unknown"
AgencyRef = Annotated[str, StringConstraints(pattern=f"^({_REF}{_KNOWN_REF})$"), RefTo("agency")]
PostRef = Annotated[str, StringConstraints(pattern=f"^({_REF}/{_REF}{_KNOWN_REF})$"), RefTo("post")]
OwnerRef = Annotated[str, StringConstraints(pattern=f"^({_REF}(/{_REF})?{_KNOWN_REF})$"), RefTo("agency", "post")]
AgreementRef = Annotated[str, StringConstraints(pattern=f"^({_REF}{_KNOWN_REF})$"), RefTo("agreement")]
MeetingRef = Annotated[str, StringConstraints(pattern=f"^({_REF}/{_REF}{_KNOWN_REF})$"), RefTo("meeting")]
ItemRef = Annotated[str, StringConstraints(pattern=f"^{_REF}(/{_REF}){{1,2}}$"), RefTo("commitment", "outcome")]
AnyRef = Annotated[
    str,
    StringConstraints(pattern=f"^{_REF}(/{_REF}){{0,2}}$"),
    RefTo("agreement", "commitment", "meeting", "outcome", "agency", "post"),
]
ThreadRef = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$"), RefTo("thread")]
PillarRef = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}(/[a-z0-9][a-z0-9_-]{0,59})?$"), RefTo("pillar")
]


class Source(Record):
    """Where a fact comes from: publisher, title, date; a record lists its sources, nested items cite one by id."""

    id: SourceRef
    kind: SourceKind
    title: LocalText
    publisher: LocalText | None = None
    date: DateText | None = None
    url: Url | None = None
    file: FilePath | None = None
    sha256: Sha256 | None = None
    note: LocalText | None = None


class Excuse(Record):
    """A justified exception: the finding is shown as excused until the day, and comes back after it."""

    rule: RuleCode
    reason: LocalText
    until: DateText
    at: Line | None = None


class Person(Record):
    """A person as a source names them; a name is never split and never transliterated."""

    name: LocalText
    honorific: LocalText | None = None
