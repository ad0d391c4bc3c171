"""What changed between two states of the register as Markdown, for minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from mou_tracker.analysis.changes import Change, Difference
from mou_tracker.i18n.catalog import N_
from mou_tracker.model.cards import Text
from mou_tracker.render.changes import HEADINGS, Teller, lines_of
from mou_tracker.render.page_words import MarkdownTongue, direction_of
from mou_tracker.render.terminal.changed import NOTHING_CHANGED, from_text, to_text


def difference_markdown(
    found: Difference, names: Mapping[str, Text], lang: str, *, digits: str = "latn", default: str = ""
) -> str:
    """A section for each kind of change, a list item for each record, its changes below it."""
    tongue = MarkdownTongue(lang, digits, default)
    words = tongue.words
    lines = [f"# {words(N_('What changed in the register'))}", ""]
    lines += [f"- {from_text(found.before, words)}", f"- {to_text(found.after, words)}", ""]
    for kind, some in groupby(found.changes, key=lambda one: one.kind):
        lines += [f"## {words(HEADINGS[kind])}", "", *_items(list(some), tongue, names), ""]
    if not found.changes:
        lines += [words(NOTHING_CHANGED), ""]
    page = "\n".join(lines)
    return f'<div dir="rtl" lang="{lang}">\n\n{page}\n</div>\n' if direction_of(lang) == "rtl" else page


def _items(changes: Sequence[Change], tongue: MarkdownTongue, names: Mapping[str, Text]) -> Iterator[str]:
    teller = Teller(tongue.words, names, tongue.default, tongue.passage)
    for ref, some in groupby(changes, key=lambda one: one.record):
        told = list(some)
        title = told[0].title
        named = f" {tongue.passage(*tongue.words.pick_lang(title, tongue.default))}" if title else ""
        yield f"- **{tongue.code(ref)}**{named}"
        for change in told:
            yield "  - " + "\\\n    ".join(lines_of(change, teller))
