"""The strict shape of `mou.toml`, for checking it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mou_tracker.model.base import Code, Country, DurationText, Id, Language, LocalText, Record, RuleCode
from mou_tracker.model.vocabulary import CorePillar


class Windows(Record):
    """How far ahead the dashboard looks; `dormant` looks back."""

    due_soon: DurationText | None = None
    expiring: DurationText | None = None
    dormant: DurationText | None = None
    notice: DurationText | None = None


class PillarEntry(Record):
    """A pillar: the core pillar it counts under, and its title."""

    core: CorePillar
    title: LocalText


class ThreadEntry(Record):
    """A thread: one subject across instruments, bodies and years."""

    title: LocalText


class SettingsFile(Record):
    """The file `mou.toml`, which marks the register's root."""

    format: Literal["mou/1"]
    language: Language = "en"
    languages: Annotated[list[Language], Field(min_length=1)] = ["en"]
    title: LocalText | None = None
    country: Country | None = None
    digits: Literal["latn", "arab"] = "latn"
    hijri: bool = False
    windows: Windows = Windows()
    pillars: dict[Code, dict[Code, PillarEntry]] = Field(default_factory=dict)
    threads: dict[Id, ThreadEntry] = Field(default_factory=dict)
    severities: dict[RuleCode, Literal["error", "warning", "info", "off"]] = Field(default_factory=dict)
