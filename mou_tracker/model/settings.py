"""What `mou.toml` says: languages, windows, pillar schemes, threads and the severities of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mou_tracker.model.cards import Text

DEFAULT_WINDOWS = {"due_soon": "P30D", "expiring": "P180D", "dormant": "P12M", "notice": "P90D"}
"""How far ahead (or back, for `dormant`) the dashboard looks when `mou.toml` does not say."""


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar of a scheme: its title and the core pillar it counts under."""

    code: str
    core: str
    title: Text


_CORE = ("prosecution", "protection", "prevention", "partnership")
SHIPPED_SCHEMES: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "4p": {
        "prosecution": ("prosecution", "الملاحقة القضائية", "Prosecution"),
        "protection": ("protection", "الحماية", "Protection"),
        "prevention": ("prevention", "الوقاية", "Prevention"),
        "partnership": ("partnership", "الشراكة", "Partnership"),
        "capacity": ("capacity", "بناء القدرات", "Capacity building"),
    },
}
"""Schemes every register knows without writing them: code → core pillar, Arabic title, English title."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one register, with defaults filled in."""

    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    title: Text = ""
    windows: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_WINDOWS))
    pillars: Mapping[str, Mapping[str, Pillar]] = field(default_factory=dict)
    threads: Mapping[str, Text] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    digits: str = "latn"
    hijri: bool = False
    country: str = ""

    def pillar(self, reference: str) -> Pillar | None:
        """The pillar a record names, as `code` or `scheme/code`; the shipped scheme answers last."""
        scheme, _, code = reference.rpartition("/")
        for name, pillars in self.pillars.items():
            if scheme in ("", name) and code in pillars:
                return pillars[code]
        shipped = SHIPPED_SCHEMES["4p"].get(code) if scheme in ("", "4p") else None
        return Pillar(code, shipped[0], {"ar": shipped[1], "en": shipped[2]}) if shipped else None


def settings_from(data: Mapping[str, object]) -> Settings:
    """Settings from the parsed `mou.toml`; entries of a wrong shape are left at their default (they are findings)."""
    language = _text(data.get("language"), "en")
    languages = tuple(code for code in _list(data.get("languages")) if isinstance(code, str)) or (language,)
    windows = {key: value for key, value in _table(data.get("windows")).items() if isinstance(value, str)}
    return Settings(
        language=language,
        languages=languages,
        title=_local(data.get("title")) or "",
        windows={**DEFAULT_WINDOWS, **windows},
        pillars={name: _scheme(_table(codes)) for name, codes in _table(data.get("pillars")).items()},
        threads={key: _local(_table(value).get("title")) or key for key, value in _table(data.get("threads")).items()},
        severities={key: value for key, value in _table(data.get("severities")).items() if isinstance(value, str)},
        digits=_text(data.get("digits"), "latn"),
        hijri=data.get("hijri") is True,
        country=_text(data.get("country"), ""),
    )


def _scheme(codes: Mapping[str, object]) -> Mapping[str, Pillar]:
    return {
        code: Pillar(code, _text(_table(entry).get("core"), ""), _local(_table(entry).get("title")) or code)
        for code, entry in codes.items()
    }


def _text(value: object, default: str) -> str:
    return value if isinstance(value, str) else default


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _local(value: object) -> Text | None:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and all(isinstance(words, str) for words in value.values()):
        return value
    return None
