"""The canonical form keeps every value and every comment, is reached in one step, and leaves what it cannot keep."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mou_tracker.store.canonical import canonical
from mou_tracker.store.reader import read
from mou_tracker.store.scalars import bare

KEYS = [
    "format",
    "kind",
    "title",
    "parties",
    "date",
    "ar",
    "en",
    "commitments",
    "id",
    "text",
    "log",
    "by",
    "no",
    "1",
    "a b",
]
WORDS = ["نص", "text", "yes", "NO", "012", "1:30", "2025-01-15", "2025-03", "~", "true", "a: b", "x #y", "- z", "it's", '"q"', "#h", "a\\b", "", " pad ", "12", "1e3", "null", "=", "*a", "[x", "a, b", "{", "ends:", "http://x/y", "لا\u200f نعم", "a\tb"]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=8),
)
LINES = st.lists(
    st.sampled_from(["one", "two words", "  deeper", "", "# no comment", "- item", "k: v", "سطر"]),
    min_size=1,
    max_size=5,
)
SCALARS = st.one_of(TEXTS, LINES, st.integers(-5, 3000), st.booleans(), st.none(), st.sampled_from([1.5, 2.0]))
DATA = st.dictionaries(
    st.sampled_from(KEYS),
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(tuple), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=6,
)


class Messy:
    """Writes data as people and other programs might, with comments wherever YAML allows one."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def chance(self, outof: int = 3) -> bool:
        return self.draw(st.integers(0, outof)) == outof

    def comment(self) -> str:
        self.comments.append(f"#{' ' * self.draw(st.integers(0, 1))}c{len(self.comments)}: - x \"'")
        return self.comments[-1]

    def above(self, column: int) -> list[str]:
        """Blank lines and comments, indented as it happens."""
        found = []
        while self.chance():
            found.append("" if self.chance(1) else " " * self.draw(st.integers(0, column + 3)) + self.comment())
        return found

    def trailing(self) -> str:
        gap = " " * self.draw(st.integers(1, 3))
        return gap + self.comment() if self.chance() else gap * self.chance(5)

    def text(self, text: str, flow: bool) -> str:
        if bare(text, flow) and self.chance(1):
            return text
        if "'" not in text and "\t" not in text and self.chance(1):
            return f"'{text}'"
        return json.dumps(text, ensure_ascii=self.chance(4))

    def scalar(self, value: Any, flow: bool) -> str:
        if isinstance(value, str):
            return self.text(value, flow)
        if value is None:
            return self.draw(st.sampled_from(["null", "~"]))
        return json.dumps(value)

    def lines_of(self, lines: list[str], column: int) -> list[str]:
        """A text of several lines after its key or dash in that column."""
        first = next((line for line in lines if line.strip()), "")
        indent = self.draw(st.integers(1, 4))
        digit = str(indent) if first.startswith(" ") or not first or self.chance(5) else ""
        header = self.draw(st.sampled_from("|>")) + digit + self.draw(st.sampled_from(["", "-", "+"]))
        return [header + self.trailing(), *(" " * (column + indent) + line if line else "" for line in lines)]

    def value(self, value: Any, column: int) -> list[str]:
        """What follows a key or dash in that column: the rest of its line, then whole lines."""
        if isinstance(value, dict) and value and not self.chance(5):
            inner = column + self.draw(st.integers(1, 4))
            return [self.trailing(), *self.mapping(value, inner)]
        if isinstance(value, tuple) and value and not self.chance(5):
            return [self.trailing(), *self.sequence(value, column + self.draw(st.integers(1, 3)))]
        if isinstance(value, list):
            first, *rest = self.lines_of(value, column)
            return [" " + first, *rest]
        if isinstance(value, (dict, tuple)):
            first, *rest = self.flow(value, column + 1)
            lines = [f" {first}", *rest]
            lines[-1] += self.trailing()
            return lines
        if value is None and self.chance(1):
            return [self.trailing()]
        text = self.scalar(value, flow=False)
        if self.chance(8):
            return [self.trailing(), *self.above(column), " " * (column + 2) + text + self.trailing()]
        if " " in text.strip("'\"") and isinstance(value, str) and re.fullmatch(r"\w+ \w+", value) and self.chance(1):
            text, _, more = text.partition(" ")
            return [f" {text}", " " * (column + self.draw(st.integers(1, 5))) + more + self.trailing()]
        return [f" {text}{self.trailing()}"]

    def flow(self, value: Any, column: int) -> list[str]:
        """A collection in brackets, now and then over several lines."""
        pairs = isinstance(value, dict)
        opening, closing = "{}" if pairs else "[]"
        lines = [opening]
        items = list(value.items()) if pairs else [(None, item) for item in value]
        for number, (key, item) in enumerate(items):
            if self.chance(4):
                lines[-1] += self.trailing()
                lines += [*self.above(column), " " * (column + self.draw(st.integers(0, 3)))]
            name = f"{self.text(key, flow=True)}: " if pairs else ""
            first, *rest = (
                self.flow(item, column) if isinstance(item, (dict, tuple))
                else [self.scalar("\n".join(item) if isinstance(item, list) else item, flow=True)]
            )  # fmt: skip
            lines[-1] += name + first
            lines += rest
            lines[-1] += ", " if number < len(items) - 1 else ""
        if self.chance(6):
            lines[-1] += self.trailing()
            lines += [*self.above(column), " " * column]
        lines[-1] += closing
        return lines

    def mapping(self, value: dict[str, Any], column: int) -> list[str]:
        lines = []
        for key, item in value.items():
            first, *rest = self.value(item, column)
            lines += [*self.above(column), f"{' ' * column}{self.text(key, flow=False)}:{first}", *rest]
        return lines

    def sequence(self, value: tuple[Any, ...], column: int) -> list[str]:
        lines = []
        for item in value:
            above = self.above(column)
            if isinstance(item, dict) and item and self.chance(1):
                gap = self.draw(st.integers(1, 3))
                inner = self.mapping(item, column + 1 + gap)
                if inner[0].strip() and not inner[0].strip().startswith("#"):
                    inner[0] = " " * column + "-" + inner[0][column + 1 :]
                    lines += [*above, *inner]
                    continue
                lines += [*above, " " * column + "-", *inner]
                continue
            first, *rest = self.value(item, column)
            lines += [*above, f"{' ' * column}-{first}", *rest]
        return lines


@st.composite
def documents(draw: Any) -> tuple[bytes, list[str]]:
    messy = Messy(draw)
    lines = [*messy.above(0), *(["---"] if messy.chance(4) else []), *messy.mapping(draw(DATA), 0), *messy.above(0)]
    text = draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines) + draw(st.sampled_from(["\n", "\n", "", "\n\n"]))
    mark = "\ufeff" if messy.chance(8) else ""
    return (mark + text).encode(), messy.comments


def meaning(content: bytes) -> str:
    document, findings = read(content, "x.yaml")
    assert document is not None, findings
    return json.dumps(document.data, sort_keys=True)


@settings(max_examples=400, deadline=None)
@given(documents(), st.sampled_from(["agreement", "meeting", "agencies"]))
def test_every_value_and_comment_is_kept_and_the_second_run_changes_nothing(case: Any, kind: str) -> None:
    content, comments = case
    if read(content, "x.yaml")[0] is None:
        return
    laid = canonical(content, kind)
    text = laid.content.decode()
    assert laid.kept, "a layout that cannot be had is not an error, but none of these should be one"
    assert meaning(laid.content) == meaning(content)
    for comment in comments:
        assert len(re.findall(re.escape(comment) + r"(?=\n)", text)) == 1, comment
    assert canonical(laid.content, kind).content == laid.content
    assert not {"\r", "\ufeff"} & set(text)
    assert text.endswith("\n")
