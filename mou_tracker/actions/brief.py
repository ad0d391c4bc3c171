"""Writes the brief of a meeting, of the next meeting of a body, or of an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mou_tracker.actions.ask import find
from mou_tracker.actions.filed import filed, in_full, records_of
from mou_tracker.analysis.audience import for_audience, may_read, strictest
from mou_tracker.analysis.brief import Brief, brief_of_agreement, brief_of_meeting
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import AgencyCard, AgreementCard, MeetingCard
from mou_tracker.model.register import Register
from mou_tracker.render.brief import brief_text
from mou_tracker.render.brief_page import Page, page_of
from mou_tracker.store.shipped import shipped
from mou_tracker.store.source import Source


class Manner(NamedTuple):
    """How a brief is written: `format` is md or html, `audience` internal, parties or public."""

    format: str = "md"
    lang: str = "en"
    digits: str = "latn"
    hijri: bool = False
    audience: str = "internal"
    version: str = ""


def written(source: Source, register: Register, ref: str, today: date, *, root: Path, manner: Manner) -> str:
    """The brief on `ref` as text; templates of the workspace at `root` come before the shipped ones.

    Raises UsageMistake when there is nothing to brief on, or when the record is not meant for the audience.
    """
    page = brief_page(source, register, ref, today, manner)
    folders = [folder for folder in (root / "templates", shipped("templates")) if folder.is_dir()]
    default = register.settings.language
    return brief_text(page, manner.format, folders, manner.lang, digits=manner.digits, default=default)


def brief_page(source: Source, register: Register, ref: str, today: date, manner: Manner) -> Page:
    """What the brief's template sees."""
    brief = _brief(register, for_audience(register, manner.audience), ref, today, manner.audience)
    if manner.audience == "public":
        brief = replace(brief, agencies=tuple(row._replace(contact=None) for row in brief.agencies))
    records = records_of(source, brief)
    return page_of(
        in_full(register, brief, records),
        filed(source, register, brief, records, today),
        register=register.settings.title,
        audience=manner.audience,
        classification=strictest(register, brief.records),
        hijri=manner.hijri,
        version=manner.version,
    )


def _brief(register: Register, readable: Register, ref: str, today: date, audience: str) -> Brief:
    card = find(register, ref)
    if isinstance(card, AgreementCard | MeetingCard) and not may_read(card, audience):
        raise UsageMistake(
            N_("{ref} is not classified for this audience"),
            N_("For internal use: --audience internal; or change its classification first"),
            ref=ref,
        )
    if isinstance(card, AgreementCard):
        return brief_of_agreement(readable, card.id, today)
    if isinstance(card, MeetingCard) or (isinstance(card, AgencyCard) and _meets(register, card.id)):
        return brief_of_meeting(readable, card.id, today)
    owner = ref.rpartition("/")[0]
    if not isinstance(card, AgencyCard) and owner in register.agreements.keys() | register.meetings.keys():
        raise UsageMistake(
            N_("A brief is about a meeting, a body or an agreement, and {ref} is a part of one"),
            N_("Did you mean {near}?"),
            ref=ref,
            near=owner,
        )
    raise UsageMistake(N_("{ref} holds no meetings"), N_("What it owes: mou status --agency {ref}"), ref=ref)


def _meets(register: Register, ident: str) -> bool:
    return any(card.body == ident for card in register.meetings.values()) or any(
        ident in card.bodies for card in register.agreements.values()
    )
