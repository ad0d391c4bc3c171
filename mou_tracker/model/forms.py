"""How each kind of value is called and written: what editors show, and where they can be stricter than a bare type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args, get_origin

from mou_tracker.i18n.catalog import N_
from mou_tracker.model import base
from mou_tracker.model.dates import EARLIEST, LATEST
from mou_tracker.model.vocabulary import TERMS

_YEAR = r"(?:1[7-9][0-9]{2}|2[01][0-9]{2}|2200)"
_MONTH_AND_DAY = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
_LEAP_DAY = r"(?:(?:1[7-9]|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DATE = rf"{_YEAR}(?:-(?:0[1-9]|1[0-2]))?|{_YEAR}-(?:{_MONTH_AND_DAY})|{_LEAP_DAY}"
_PATH_PART = r"[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*"
_SAID = {"type": "string", "pattern": r"\S"}


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of value: its annotation in the model, its name, how it is written, examples, and its exact JSON Schema
    where the model's own leaves a part to code.
    """

    annotation: Any
    name: str
    says: str
    examples: tuple[str | int, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)


FORMS: Final = (
    Form(
        base.LocalText,
        N_("text"),
        N_("Text, or a mapping of language to text such as `{ar: …, en: …}`"),
        schema={
            "oneOf": [
                _SAID,
                {
                    "type": "object",
                    "minProperties": 1,
                    "properties": {"ar": _SAID, "en": _SAID},
                    "propertyNames": {"pattern": f"^{base.LANGUAGE_PATTERN}$"},
                    "additionalProperties": _SAID,
                },
            ]
        },
    ),
    Form(
        base.DateText,
        N_("date"),
        N_("A day `2025-01-15`, a month `2025-01` or a year `2025`; or `not_stated`, `unknown`"),
        ("2025-01-15", "2025-01", 2025, "not_stated"),
        {
            "pattern": f"^(?:{_DATE}|not_stated|unknown)$",
            "oneOf": [{"type": "string"}, {"type": "integer", "minimum": EARLIEST, "maximum": LATEST}],
        },
    ),
    Form(
        base.HijriText,
        N_("date in the Hijri calendar"),
        N_("A Hijri day as the paper has it: `1446-07-15`"),
        ("1446-07-15",),
        {"pattern": r"^1[2-5][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|30)$"},
    ),
    Form(
        base.DurationText,
        N_("duration"),
        N_("Years, months, weeks and days: `P3Y`, `P6M`, `P90D`, `P1Y6M`; or `not_stated`, `unknown`"),
        ("P3Y", "P6M", "P90D"),
        {
            "pattern": r"^(?:P(?=[0-9])(?:[0-9]{1,3}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,5}D)?"
            r"|not_stated|unknown)$"
        },
    ),
    Form(base.Count, N_("whole number"), N_("A whole number from 0; or `not_stated`, `unknown`")),
    Form(base.Number, N_("number"), N_("A number; or `not_stated`, `unknown`")),
    Form(base.YesNo, N_("yes or no"), N_("`true` or `false`; or `not_stated`, `unknown`")),
    Form(base.Id, N_("id"), N_("Small Latin letters, digits and hyphens, at most 80")),
    Form(base.Word, N_("word"), N_("Small Latin letters, digits and underscores, at most 60")),
    Form(base.Code, N_("short code"), N_("Small Latin letters, digits, hyphens and underscores, at most 60")),
    Form(base.Language, N_("language"), N_("The code of a language: `ar`, `en`, `pt-BR`; or `not_stated`, `unknown`")),
    Form(base.Country, N_("country"), N_("Two capital letters (ISO 3166-1): `BH`"), ("BH", "OM", "KW")),
    Form(base.Side, N_("side"), N_("Latin letters, digits, hyphens and underscores, at most 40: `BH`")),
    Form(base.Sha256, N_("SHA-256 hash"), N_("64 small hexadecimal digits")),
    Form(base.Url, N_("web address"), N_("An address that begins with `https://` or `http://`")),
    Form(
        base.FilePath,
        N_("path of a file"),
        N_("A path inside the register with forward slashes, nothing hidden: `evidence/list.pdf`"),
        schema={"pattern": f"^{_PATH_PART}(?:/{_PATH_PART})*$"},
    ),
    Form(base.Line, N_("line of text"), N_("One to 300 characters")),
    Form(base.RuleCode, N_("code of a rule"), N_("The code of a rule: `MOU304`")),
    Form(base.AgencyRef, N_("agency"), N_("The id of an agency: `bh-lmra`; or `not_stated`, `unknown`")),
    Form(base.PostRef, N_("post"), N_("A post as `agency/post`; or `not_stated`, `unknown`")),
    Form(base.OwnerRef, N_("agency or post"), N_("An agency or `agency/post`; or `not_stated`, `unknown`")),
    Form(base.AgreementRef, N_("agreement"), N_("The id of an agreement; or `not_stated`, `unknown`")),
    Form(base.MeetingRef, N_("meeting"), N_("A meeting as `body/meeting`; or `not_stated`, `unknown`")),
    Form(
        base.ItemRef,
        N_("commitment or outcome"),
        N_("A commitment `agreement/commitment`, or an outcome `body/meeting/outcome`"),
    ),
    Form(
        base.AnyRef,
        N_("any record"),
        N_("The reference of a record: `agreement`, `agreement/commitment`, `body/meeting`, `body/meeting/outcome`"),
    ),
    Form(base.ThreadRef, N_("thread"), N_("The id of a thread titled in `mou.toml`")),
    Form(base.PillarRef, N_("pillar"), N_("A pillar's code, or `scheme/code`")),
)

OPEN: Final[Mapping[str, str]] = {
    "Agreement.kind": "agreement_kind",
    "Signature.capacity": "capacity",
    "Evidence.kind": "evidence_kind",
    "LogEntry.reason": "reason",
    "Trackable.modality": "modality",
    "Trackable.addressee_groups": "addressee_group",
}
"""The fields whose words are an open list, and the vocabulary of the words that are known."""

_BY_WORDS: Final = {words: name for name, words in TERMS.items()}


def form_of(annotation: Any) -> Form | None:
    """The form of an annotation of the model, when it is one of these."""
    return next((form for form in FORMS if form.annotation == annotation), None)


def vocabulary_of(annotation: Any) -> str:
    """The name of the vocabulary whose words a closed list has; empty when it has no name."""
    return _BY_WORDS.get(get_args(annotation), "") if get_origin(annotation) is Literal else ""
