"""The pages people read, taken apart and played: their blocks, their command lines, the files they show."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mou_tracker.cli.main import run
from mou_tracker.cli.world import World

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-21"
BEGUN = "2026-11-01T09:00:00+0300"
EXAMPLE = ("mou.toml", "agencies.yaml", "agreements", "meetings")

GUIDES = ("docs/guide.en.md", "docs/guide.ar.md")
"""Pages that tell one story: their blocks are played one after the other, beginning in an empty folder."""

_BLOCK = re.compile(
    r"(?P<told>(?:<!-- test: [^\n]+ -->\n+)*)^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TOLD = re.compile(r"<!-- test: (.+?) -->")
_COMMAND = re.compile(r"(?:\.venv[/\\](?:bin|Scripts)[/\\])?mou(?= |$)")
_EXIT = re.compile(r"exit code (\d+)")
_NAMED = re.compile(r"# ((?:agreements|meetings)/[\w./-]+\.yaml|agencies\.yaml|mou\.toml)\n")
_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_INLINE = re.compile(r'`([^`\n]+)`|<code dir="ltr">(.*?)</code>')


class Block(NamedTuple):
    """A fenced block: its language, its text, the line it begins at, and what hidden comments before it say.

    These are: `in an empty folder`, `in a git repository`, `exit code N`, `replace "A" with "B" in FILE`, `insert after "A" in FILE`.
    """

    kind: str
    text: str
    line: int
    told: tuple[str, ...]

    @property
    def code(self) -> int:
        """The exit code that its commands promise."""
        return next((int(found[1]) for told in self.told if (found := _EXIT.fullmatch(told))), 0)


class Call(NamedTuple):
    """A command line of a page: its words after `mou`."""

    argv: list[str]


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(text: str) -> list[Block]:
    found = _BLOCK.finditer(text)
    return [
        Block(one["kind"], one["body"], text.count("\n", 0, one.start("kind")) + 1, tuple(_TOLD.findall(one["told"])))
        for one in found
    ]


def inline(text: str) -> Iterator[str]:
    """Every piece of code inside a sentence."""
    for found in _INLINE.finditer(_BLOCK.sub("", text)):
        yield found[1] or found[2]


def call_of(line: str) -> Call | None:
    """The call of our program that a line of a shell makes, if it does."""
    line = line.strip().removeprefix("- ").removeprefix("run: ").removeprefix("entry: ").removeprefix("$ ")
    found = _COMMAND.match(line)
    return Call(shlex.split(line[found.end() :], comments=True)) if found else None


class Player:
    """A person who follows a page: a folder to stand in, and a program that always has the same day."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "here"
        self.folder.mkdir(parents=True)

    def with_example(self) -> Player:
        """Stands in a copy of the example register."""
        for name in EXAMPLE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.folder / name)
        return self

    def play(self, block: Block) -> None:
        """Does what a block shows; AssertionError when something else comes of it."""
        for told in block.told:
            self._obey(told, block)
        if block.kind in ("yaml", "toml") and (named := _NAMED.match(block.text)):
            path = self.folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        elif block.kind in ("sh", "powershell", "yaml"):
            for line in block.text.splitlines():
                self._line(line, block.code)
        elif block.kind == "console":
            self._console(block.text, block.code)

    def call(self, call: Call, promised: int) -> str:
        """What the program says, on both streams."""
        out, err = io.StringIO(), io.StringIO()
        code = run(World(call.argv, self.folder, self.environ, out, err))
        assert code == promised, f"mou {shlex.join(call.argv)}: exit code {code}\n{out.getvalue()}{err.getvalue()}"
        return out.getvalue() + err.getvalue()

    @property
    def environ(self) -> Mapping[str, str]:
        return {"MOU_TODAY": TODAY, "XDG_CACHE_HOME": str(self.home / "cache"), "LANG": "en_US.UTF-8"}

    def _line(self, line: str, promised: int) -> None:
        if line.startswith("cd "):
            self.folder = (self.folder / line[3:].strip()).resolve()
            assert self.folder.is_dir(), line
        elif call := call_of(line):
            self.call(call, promised)

    def _console(self, text: str, promised: int) -> None:
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            line, _, expected = part.partition("\n")
            call = call_of(line)
            assert call, line
            assert plain(self.call(call, promised)) == plain(expected), line

    def _obey(self, told: str, block: Block) -> None:
        if told == "in an empty folder" or _EXIT.fullmatch(told):
            return
        if told == "in a git repository":
            self._into_git()
            return
        if found := re.fullmatch(r'replace "(.+)" with "(.+)" in (\S+)', told):
            self._replace(found[3], found[1], found[2])
        elif found := re.fullmatch(r'insert after "(.+)" in (\S+)', told):
            self._replace(found[2], f"{found[1]}\n", f"{found[1]}\n{block.text}")
        else:
            raise AssertionError(f"not understood: {told}")

    def _into_git(self) -> None:
        for call in (
            "init -q",
            "config user.name Secretary",
            "config user.email s@example.org",
            "add .",
            "commit -qm one",
        ):
            given = {**os.environ, "GIT_AUTHOR_DATE": BEGUN, "GIT_COMMITTER_DATE": BEGUN}
            subprocess.run(["git", *call.split()], cwd=self.folder, env=given, check=True, capture_output=True)

    def _replace(self, file: str, before: str, after: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1, (file, before)
        path.write_text(text.replace(before, after), "utf-8")


def plain(text: str) -> list[str]:
    """The lines as a reader compares them: without marks of direction, with one space for many."""
    return [" ".join(line.split()) for line in _MARKS.sub("", text).strip().splitlines()]


def stories(page: str) -> Sequence[Sequence[Block]]:
    """The blocks of a page that are played in one folder: all of a guide, else each by itself."""
    found = blocks(text_of(page))
    return [found] if page in GUIDES else [[block] for block in found]
