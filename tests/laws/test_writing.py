"""Laws of writing: an edit makes the data that was meant, and touches nothing of the text that it is not about."""

from __future__ import annotations

import copy
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mou_tracker.errors import ChangeRefused
from mou_tracker.store.reader import Document, Style, read
from mou_tracker.store.remarks import remarks
from mou_tracker.store.scalars import bare
from mou_tracker.store.writer import Append, Edit, Remove, Rename, Set, spliced

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
CHANCES = st.randoms(use_true_random=False)

# ---- data ----

KEYS = (
    "id",
    "text",
    "ar",
    "en",
    "title",
    "date",
    "log",
    "by",
    "due",
    "no",
    "1",
    "a b",
    "x-y",
    "owners",
    "ملاحظة",
    "q: r",
    "2025",
)
TEXTS = (
    "نص عربي", "ملاحظة: نص", "text", "two words", "yes", "NO", "012", "1:30", "2025-01-15", "2025-03", "2025", "~", "true", "a: b", "x #y",
    "- z", "it's", '"q"', "#h", "a\\b", "", " pad ", "12", "1e3", "null", "=", "*a", "[x", "a, b", "{", "ends:", "http://x/y?z=1", "?", "-", "---",
    "لا\u200f نعم", "tab\there", "one\ntwo", "one\n\n  two\n", "سطر\nسطر # لا\n", " first\nline", "ends\n\n", "\n", "a\n \nb", "w" * 130, "%", "@x", "`",
)  # fmt: skip


def some_value(chance: random.Random, depth: int = 0) -> Any:
    roll = chance.random()
    if depth < 3 and roll < 0.22:
        return {key: some_value(chance, depth + 1) for key in chance.sample(KEYS, chance.randint(0, 3))}
    if depth < 3 and roll < 0.44:
        return [some_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    if roll < 0.8:
        return chance.choice(TEXTS)
    return chance.choice([None, True, False, 0, -7, 2028, 1.5, 1e-7, 1e20, 60])


def some_record(chance: random.Random) -> dict[str, Any]:
    return {key: some_value(chance) for key in chance.sample(KEYS, chance.randint(1, 6))}


# ---- layouts ----


class Typist:
    """Writes data as people and other programs might, with comments and blank lines wherever YAML allows them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.calm = chance.choice([1, 1, 4])
        self.remarks = 0

    def now_and_then(self, share: float) -> bool:
        return self.chance.random() < share / self.calm

    def remark(self) -> str:
        self.remarks += 1
        return f"#{' ' * self.chance.randint(0, 1)}r{self.remarks}: - x \"'"

    def above(self, column: int) -> list[str]:
        found = []
        while self.now_and_then(0.25):
            found.append(
                ""
                if self.chance.random() < 0.5
                else " " * self.chance.choice([0, column, column, column + 2]) + self.remark()
            )
        return found

    def trailing(self) -> str:
        gap = " " * self.chance.randint(1, 3)
        return gap + self.remark() if self.now_and_then(0.2) else gap * self.now_and_then(0.05)

    def file(self, data: dict[str, Any]) -> bytes:
        lines = self.above(0)
        if self.now_and_then(0.2):
            lines.append("---" + self.trailing())
        if self.now_and_then(0.05):
            first, *rest = self.flow(data, 0)
            lines += [first, *rest]
        else:
            lines += self.mapping(data, 0)
        lines += self.above(0)
        text = self.chance.choice(["\n", "\n", "\r\n"]).join(lines)
        return self.chance.choice([b"", b"", b"", b"\xef\xbb\xbf"]) + (text + self.ending(text)).encode()

    def ending(self, text: str) -> str:
        line_break = "\r\n" if "\r" in text else "\n"
        return self.chance.choice([line_break, line_break, "", line_break * 2])

    def mapping(self, value: dict[str, Any], column: int) -> list[str]:
        lines = []
        for key, inner in value.items():
            name = self.text(key, in_brackets=False)
            if self.now_and_then(0.01):
                lines += [
                    *self.above(column),
                    f"{' ' * column}? {name}",
                    f"{' ' * column}: {self.scalar_or_flow(inner)}",
                ]
                continue
            first, *rest = self.value(inner, column, key=True)
            lines += [*self.above(column), f"{' ' * column}{name}{' ' * self.now_and_then(0.05)}:{first}", *rest]
        return lines

    def scalar_or_flow(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def sequence(self, value: list[Any], column: int) -> list[str]:
        lines = []
        gap = self.chance.choice([1, 1, 1, 3])
        for inner in value:
            lines += self.above(column)
            if isinstance(inner, (dict, list)) and inner and self.chance.random() < 0.7:
                below = column + 1 + gap
                block = self.mapping(inner, below) if isinstance(inner, dict) else self.sequence(inner, below)
                if block[0].strip() and not block[0].strip().startswith("#"):
                    block[0] = " " * column + "-" + block[0][column + 1 :]
                    lines += block
                else:
                    lines += [" " * column + "-" + self.trailing(), *block]
                continue
            first, *rest = self.value(inner, column, key=False)
            lines += [f"{' ' * column}-{first}", *rest]
        return lines

    def value(self, value: Any, column: int, *, key: bool) -> list[str]:
        """What follows a key or dash in that column: the rest of its line, then whole lines."""
        if isinstance(value, (dict, list)) and value and self.chance.random() < 0.7:
            if isinstance(value, dict):
                return [self.trailing(), *self.mapping(value, column + self.chance.choice([2, 2, 1, 4]))]
            return [self.trailing(), *self.sequence(value, column + self.chance.choice([2, 2, 0 if key else 1, 3]))]
        if isinstance(value, (dict, list)):
            first, *rest = self.flow(value, column + 1)
            return self.placed([first, *rest], column)
        if isinstance(value, str) and "\n" in value and self.chance.random() < 0.7:
            return self.lines_of(value, column)
        if value is None and self.chance.random() < 0.5:
            return [self.trailing()]
        return self.placed(self.scalar(value, column), column)

    def placed(self, lines: list[str], column: int) -> list[str]:
        lines[-1] += self.trailing()
        if self.now_and_then(0.08):
            return [
                self.trailing(),
                *self.above(column),
                " " * (column + self.chance.randint(1, 3)) + lines[0],
                *lines[1:],
            ]
        return [" " * self.chance.choice([1, 1, 1, 4]) + lines[0], *lines[1:]]

    def lines_of(self, value: str, column: int) -> list[str]:
        """A block text; what it means after all is for the reader to say."""
        indent = self.chance.choice([2, 2, 1, 4])
        digit = str(indent) if value.startswith((" ", "\n")) or self.now_and_then(0.1) else ""
        header = self.chance.choice("||>") + digit + self.chance.choice(["", "", "-", "+"])
        lines = value.removesuffix("\n").split("\n")
        return [" " + header + self.trailing(), *(" " * (column + indent) + line if line else "" for line in lines)]

    def scalar(self, value: Any, column: int) -> list[str]:
        if not isinstance(value, str):
            return [json.dumps(value)]
        if re.fullmatch(r"\w+ \w+", value) and self.now_and_then(0.3):
            first, _, second = value.partition(" ")
            quote = self.chance.choice(["", '"', "'"])
            return [quote + first, " " * (column + self.chance.randint(1, 4)) + second + quote]
        return [self.text(value, in_brackets=False)]

    def text(self, text: str, *, in_brackets: bool) -> str:
        if bare(text, in_brackets) and self.chance.random() < 0.7:
            return text
        if not re.search(r"[\n\t\u200f]", text) and self.chance.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.now_and_then(0.1))

    def flow(self, value: Any, column: int) -> list[str]:
        """A collection in brackets, now and then over several lines."""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        spread, pad = self.now_and_then(0.3), " " * self.now_and_then(0.2)
        lines = [opening + pad]
        entries = list(value.items()) if isinstance(value, dict) else [("", inner) for inner in value]
        for number, (key, inner) in enumerate(entries):
            if spread:
                lines[-1] += self.trailing()
                lines += [*self.above(column), " " * (column + 2)]
            first, *rest = self.entry(key, inner, column, pairs=isinstance(value, dict), alone=not spread)
            lines[-1] += first
            lines += rest
            last = number == len(entries) - 1
            lines[-1] += "," if not last and spread else ", " if not last else "," * self.now_and_then(0.2)
        if spread:
            lines[-1] += self.trailing()
            lines += [*self.above(column), " " * column]
        lines[-1] += pad + closing
        return lines

    def entry(self, key: str, value: Any, column: int, *, pairs: bool, alone: bool) -> list[str]:
        """An entry in brackets; sometimes a key without a value, or a pair in a list without braces."""
        if isinstance(value, dict) and len(value) == 1 and not pairs and self.now_and_then(0.3):
            (key, value), pairs = *value.items(), True
        name = self.text(key, in_brackets=True) if pairs else ""
        if value is None and pairs and self.now_and_then(0.3):
            return [name + self.chance.choice([":", "" if alone else ":", ": "]) + " "]
        lines = self.flow(value, column) if isinstance(value, (dict, list)) else [self.inside(value)]
        return [f"{name}: {lines[0]}" if pairs else lines[0], *lines[1:]]

    def inside(self, value: Any) -> str:
        return self.text(value, in_brackets=True) if isinstance(value, str) else json.dumps(value)


def document(chance: random.Random) -> tuple[bytes, Document]:
    """A file in some layout that can be read; its data is what the reader says."""
    while True:
        content = Typist(chance).file(some_record(chance))
        found, _ = read(content, "f")
        if found and found.data:
            return content, found


# ---- edits ----


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, inner in pairs:
        yield from places(inner, (*path, name))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for name in path:
        data = data[name]
    return data


def some_edit(chance: random.Random, data: dict[str, Any]) -> Edit:
    """An edit that fits the data."""
    everywhere = list(places(data))
    mappings = [path for path in everywhere if isinstance(at(data, path), dict)]
    lists = [path for path in everywhere if isinstance(at(data, path), list)]
    inside = everywhere[1:]
    roll = chance.random()
    if roll < 0.2:
        return Set(chance.choice(inside), some_value(chance))
    if roll < 0.3:
        path = chance.choice(inside)
        return Set(path, altered(chance, at(data, path)))
    if roll < 0.5:
        return Set((*chance.choice(mappings), chance.choice(KEYS)), some_value(chance))
    if roll < 0.55:
        path = (*chance.choice(mappings), "new", *chance.sample(KEYS, 2))
        return Set(path, some_value(chance))
    if roll < 0.7 and lists:
        return Append(chance.choice(lists), some_value(chance))
    if roll < 0.75:
        return Append((*chance.choice(mappings), "fresh"), some_value(chance))
    if roll < 0.93:
        return Remove(chance.choice(inside))
    keyed = [path for path in inside if isinstance(path[-1], str)]
    return Rename(chance.choice(keyed), "renamed" + chance.choice(KEYS))


def altered(chance: random.Random, value: Any) -> Any:
    """Nearly the same value."""
    value = copy.deepcopy(value)
    if isinstance(value, dict) and value:
        key = chance.choice(list(value))
        value[key] = altered(chance, value[key])
        if chance.random() < 0.3:
            value[chance.choice(KEYS)] = some_value(chance, 2)
        if chance.random() < 0.2:
            del value[key]
    elif isinstance(value, list) and value:
        number = chance.randrange(len(value))
        value[number] = altered(chance, value[number])
        if chance.random() < 0.3:
            value.insert(chance.randint(0, len(value)), some_value(chance, 2))
        if chance.random() < 0.2:
            del value[number]
    else:
        value = some_value(chance, 2)
    return value


def meant(data: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """What the edit says, done to a copy in the plainest way."""
    data = copy.deepcopy(data)
    *above, last = edit.path
    if isinstance(edit, Remove):
        del at(data, tuple(above))[last]
        return data
    if isinstance(edit, Rename):
        parent = at(data, tuple(above))
        kept = list(parent.items())
        parent.clear()
        parent.update((edit.key if key == last else key, value) for key, value in kept)
        return data
    node: Any = data
    for name in above:
        if isinstance(node, dict) and node.get(name) is None:
            node[name] = {}
        node = node[name]
    if isinstance(edit, Set):
        node[last] = edit.value
    elif isinstance(node, dict):
        node[last] = [*(node.get(last) or []), edit.value]
    else:
        node[last] = [*node[last], edit.value]
    return data


def same(ours: Any, theirs: Any) -> bool:
    return json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)


# ---- what must hold ----


class Case(NamedTuple):
    """An edit of a file, and the file after it."""

    old: Document
    content: bytes
    edit: Edit
    new: Document
    after: bytes


def case(chance: random.Random) -> Case | None:
    """None when the change is refused, which it may be."""
    content, old = document(chance)
    edit = some_edit(chance, old.data)
    try:
        done = spliced(content, [edit])
    except ChangeRefused:
        return None
    new, findings = read(done.content, "f")
    assert new is not None, findings
    before, after = old.text.split("\n"), new.text.split("\n")
    kept = [line for number, line in enumerate(before, 1) if number not in done.removed]
    assert kept == [line for number, line in enumerate(after, 1) if number not in done.added]
    return Case(old, content, edit, new, done.content)


@QUICK
@given(CHANCES)
def test_the_data_is_what_was_meant_and_the_form_of_the_file_stays(chance: random.Random) -> None:
    found = case(chance)
    if found:
        check(found)


def check(found: Case) -> None:
    assert same(found.new.data, meant(found.old.data, found.edit))
    old, new = found.content, found.after
    assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    for line_break in (b"\n", b"\r\n"):
        if old.count(b"\n") == len(re.findall(b"(?<!\r)" + line_break, old)) > 0:
            assert new.count(b"\n") == len(re.findall(b"(?<!\r)" + line_break, new))
    check_comments(found)
    check_rest(found)


def about(found: Case) -> tuple[bool, tuple[str | int, ...]]:
    """Whether something comes in beside what is there, and what the edit is about: that collection, or what goes."""
    data, edit = found.old.data, found.edit
    path = edit.path
    while path not in found.old.nodes:
        path = path[:-1]
    if isinstance(edit, Remove) and len(at(data, path[:-1])) == 1:
        return False, path[:-1]
    inside = isinstance(edit, Append) or len(path) < len(edit.path)
    return inside and bool(at(data, path)), path


def region(found: Case) -> tuple[int, int]:
    """The stretch of the old text that the edit is about, as wide as the comments of a neighbour leave it."""
    beside, path = about(found)
    old = found.old
    start, end = old.nodes[path][1:]
    if beside and old.nodes[path].style is Style.FLOW:
        return start, end
    outside = [other for other in old.nodes if other[: len(path)] != path[: len(other)]]
    nodes = [where[other] for other in outside for where in (old.nodes, old.key_nodes) if other in where]
    start = old.key_nodes[path].start if path in old.key_nodes else start
    if not beside:
        start = max((node.end for node in nodes if node.end <= start), default=0)
    return start, min((node.start for node in nodes if node.start >= end), default=len(old.text))


def check_comments(found: Case) -> None:
    """No comment comes, and only comments go that stand in what was replaced or removed."""
    before, after = [Counter(one.text for one in remarks(doc) if one.text) for doc in (found.old, found.new)]
    assert not after - before
    lost = before - after
    start, end = region(found)
    for one in remarks(found.old):
        if one.text in lost:
            assert start <= one.at < end, (one, start, end)
    if not isinstance(found.edit, (Remove, Set)):
        assert not lost


def check_rest(found: Case) -> None:
    """Everything before and after the stretch is there byte by byte; what comes in beside is only put in."""
    beside, path = about(found)
    (start, end), old, new = region(found), found.old.text, found.new.text
    assert new.startswith(old[:start].rstrip(" \r\n,")), old[:start]
    assert new.endswith(old[end:].lstrip(" \r\n,")), old[end:]
    if beside and found.old.nodes[path].style is Style.BLOCK:
        top = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
        assert new.endswith(old[top:]) or new[top:].startswith("-" + old[top:].removeprefix("+")), "its block text ends"


@QUICK
@given(CHANCES)
def test_several_edits_at_once_are_as_one_by_one(chance: random.Random) -> None:
    content, document_now = document(chance)
    one_by_one, edits, data = content, [], document_now.data
    for _ in range(3):
        if not data:
            break
        edit = some_edit(chance, data)
        try:
            one_by_one = spliced(one_by_one, [edit]).content
        except ChangeRefused:
            continue
        edits.append(edit)
        data = meant(data, edit)
    assert spliced(content, edits).content == one_by_one


def test_refusals_are_rare() -> None:
    chance = random.Random(20)
    refused = sum(case(chance) is None for _ in range(600))
    assert refused < 12


# ---- what does not fit ----

HOSTILE = (
    "\ud800", "\x00", "\x1b[1m", "\u202e", "\u2028", "\x85", "\r", "a\r\nb", "\ufeff", "x" * 5000, "---\n...\n", float("nan"), float("inf"), 10**19,
    0.12345678901234567, object(), b"x", {1: 2}, {"": 1}, {"a\nb": 1}, {"x" * 2000: 1}, {"é": 1, "e\u0301": 2}, {"<<": 1}, (1, (2,)),
    json.loads("[" * 25 + "]" * 25), json.loads("[" * 900 + "]" * 900),
)  # fmt: skip
STEPS = ("id", "text", "", "x\ny", "\ud800", 0, 1, 99, -1, True, None, 2.5)


def wild_edit(chance: random.Random, data: dict[str, Any]) -> Any:
    there = chance.choice(list(places(data)))
    path = (*there, *chance.choices(STEPS, k=chance.randint(0, 2)))
    value = chance.choice([some_value(chance), chance.choice(HOSTILE)])
    return chance.choice(
        [
            Set(path, value),
            Append(path, value),
            Remove(path),
            Rename(path, chance.choice(["", "a: b", "n\nm", "\ud800"])),
        ]
    )


@QUICK
@given(CHANCES)
def test_what_does_not_fit_is_refused_and_nothing_else_happens(chance: random.Random) -> None:
    content, found = document(chance)
    if chance.random() < 0.3:
        cut = chance.randrange(len(content))
        content = content[:cut] + chance.choice([b"", b"\t", b"[", b"*", b"\xff"]) + content[cut + 1 :]
    edit = wild_edit(chance, found.data)
    try:
        done = spliced(content, [edit])
    except ChangeRefused:
        return
    new, _ = read(done.content, "f")
    assert new is not None
    if isinstance(edit, (Set, Append)) and not isinstance(edit.value, tuple):
        written = at(new.data, edit.path)
        assert same(written if isinstance(edit, Set) else written[-1], edit.value)
