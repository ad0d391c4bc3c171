"""A cache changes no result: deleted, damaged, of another program, shared, or older than its files by a tick."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from mou_tracker.actions.validate import check
from mou_tracker.store import cache as cache_module
from mou_tracker.store import workers
from mou_tracker.store.cache import Cache, folder_for, generation
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from mou_tracker.store.verdict import to_row
from tests.lively_register import FILES, TODAY, laid_out

pytestmark = [
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # the file of rows is open as long as somebody may ask for one
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NAMES = ("index", "verdicts", "answers", "titles")
AGREEMENT = "agreements/sample.yaml"
PAST_THE_TICK = 0.012
"""Seconds after which a clock of files shows a change: the coarsest tick of Linux is 10 ms."""


class Told(NamedTuple):
    """All that a register tells."""

    files: int
    verdicts: tuple[object, ...]
    findings: tuple[str, ...]
    unreadable: tuple[str, ...]


def told(root: Path, cache: Cache | None = None) -> Told:
    loaded = load(WorkingTree(root), cache)
    report = check(loaded, TODAY)
    return Told(
        loaded.files,
        tuple(map(to_row, loaded.verdicts)),
        tuple(map(repr, report.findings)),
        tuple(map(repr, loaded.unreadable())),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "register")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def everything_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index believes every stamp, as if all files had been written long before it."""
    monkeypatch.setattr(cache_module.time, "time_ns", lambda now=time.time_ns: now() + 3_600_000_000_000)


def filled(root: Path, folder: Path, name: str = "g") -> Cache:
    told(root, Cache(folder, name))
    return Cache(folder, name)


# Deleted and damaged


@pytest.mark.parametrize("gone", [*((name,) for name in NAMES), ("index", "verdicts"), NAMES])
def test_deleted(root: Path, folder: Path, gone: tuple[str, ...], everything_is_old: None) -> None:
    expected = told(root)
    filled(root, folder)
    for name in gone:
        (folder / name).unlink()
    assert told(root, Cache(folder, "g")) == expected
    assert told(root, Cache(folder, "g")) == expected


@pytest.mark.parametrize(
    "name",
    ["index", "answers", "verdicts", "titles"],
)
def test_a_lost_part_is_made_anew(root: Path, folder: Path, name: str, everything_is_old: None) -> None:
    filled(root, folder)
    (folder / name).unlink()
    told(root, Cache(folder, "g"))
    assert (folder / name).exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_flipped_byte(root: Path, folder: Path, name: str, everything_is_old: None) -> None:
    expected = told(root)
    filled(root, folder)
    whole = (folder / name).read_bytes()
    others = {other: (folder / other).read_bytes() for other in NAMES if other != name}
    for place in sorted({*range(40), *range(0, len(whole), max(1, len(whole) // 60)), len(whole) - 1}):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        (folder / name).write_bytes(damaged)
        assert told(root, Cache(folder, "g")) == expected, place
        for other, content in others.items():
            (folder / other).write_bytes(content)


def test_a_damaged_row_and_a_changed_file(root: Path, folder: Path, everything_is_old: None) -> None:
    """What is written anew takes the rows of unchanged files from where they were."""
    filled(root, folder)
    whole = (folder / "verdicts").read_bytes()
    for part in range(4, 12):
        content = bytearray(whole)
        content[len(content) * part // 12] ^= 1
        (folder / "verdicts").write_bytes(content)
        time.sleep(PAST_THE_TICK)
        same_size(root / AGREEMENT)
        for _ in range(2):
            assert told(root, Cache(folder, "g")) == told(root)


@pytest.mark.parametrize("name", NAMES)
def test_cut_short_or_foreign(root: Path, folder: Path, name: str, everything_is_old: None) -> None:
    expected = told(root)
    filled(root, folder)
    whole = (folder / name).read_bytes()
    foreign = [b"", b"\0", b"mou-cache-1\n", b"mou-cache-2\n" + whole[12:], whole + b"\0", whole * 2, b"[" * 10_000]
    for content in [*(whole[: len(whole) * part // 12] for part in range(12)), *foreign]:
        (folder / name).write_bytes(content)
        assert told(root, Cache(folder, "g")) == expected, content[:20]


def test_parts_of_different_registers(tmp_path: Path, everything_is_old: None) -> None:
    one, two = laid_out(tmp_path / "one"), laid_out(tmp_path / "two")
    (two / AGREEMENT).write_text("a: b\n")
    expected = {root: told(root) for root in (one, two)}
    for mixed in NAMES:
        for root, other in ((one, two), (two, one)):
            mine, theirs = tmp_path / f"{root.name}-{mixed}", tmp_path / f"{other.name}-{mixed}-other"
            filled(root, mine)
            filled(other, theirs)
            (mine / mixed).write_bytes((theirs / mixed).read_bytes())
            assert told(root, Cache(mine, "g")) == expected[root], mixed


def test_another_generation_is_not_believed(root: Path, folder: Path, everything_is_old: None) -> None:
    filled(root, folder, "old")
    fresh = Cache(folder, "new")
    assert (fresh.index().files, set(fresh.rows().keys())) == ({}, set())
    assert told(root, fresh) == told(root)
    assert Cache(folder, "new").index().files


# Places


@pytest.mark.parametrize("obstacle", ["file", "folder in place of a part", "link to nothing", "below a file"])
def test_a_place_that_cannot_be_written(root: Path, folder: Path, obstacle: str) -> None:
    expected = told(root)
    if obstacle == "file":
        folder.write_text("mine")
    elif obstacle == "link to nothing":
        folder.symlink_to("/nowhere/at/all")
    elif obstacle == "below a file":
        folder.write_text("mine")
        folder = folder / "deeper"
    else:
        for name in NAMES:
            (folder / name).mkdir(parents=True)
    for _ in range(2):
        assert told(root, Cache(folder, "g")) == expected


def test_nothing_is_left_beside_its_parts(root: Path, folder: Path) -> None:
    filled(root, folder)
    assert sorted(item.name for item in folder.iterdir()) == sorted(NAMES)
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_is_written_into_the_register(root: Path, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    filled(root, folder)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


@pytest.mark.parametrize(
    ("environ", "base"),
    [
        ({"MOU_NO_CACHE": "1", "HOME": "/h"}, None),
        ({}, None),
        ({"XDG_CACHE_HOME": "here", "HOME": "/h"}, None),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x"),
        ({"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache"),
    ],
)
def test_where_it_lives(environ: dict[str, str], base: str | None, tmp_path: Path) -> None:
    found = folder_for(tmp_path, environ)
    assert (found and found.parent) == (base and Path(base, "mou-tracker"))


def test_one_place_for_each_register(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "one")
    one, way, two = (folder_for(tmp_path / name, {"HOME": "/h"}) for name in ("one", "way", "two"))
    assert one == way != two


def test_the_generation_names_the_program() -> None:
    assert generation("1") == generation("1") != generation("2")


# Files that change


class Counting(WorkingTree):
    """Counts the records it reads."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.count = 0

    def read(self, path: str) -> bytes:
        self.count += path.endswith(".yaml")
        return super().read(path)


def kept(root: Path, folder: Path) -> bool:
    source = Counting(root)
    assert load(source, Cache(folder, "g")).verdicts
    return not source.count


def test_nothing_changed_is_noticed(root: Path, folder: Path, everything_is_old: None) -> None:
    filled(root, folder)
    assert kept(root, folder)


def test_a_file_just_written_is_looked_at_again(root: Path, folder: Path) -> None:
    """The same size within the same tick of the clock: only a second look tells."""
    filled(root, folder)
    assert not kept(root, folder)
    path = root / AGREEMENT
    path.write_bytes(path.read_bytes().replace(b"P3Y", b"P4Y"))
    assert told(root, Cache(folder, "g")) == told(root)


def same_size(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"P3Y", b"P4Y"))


def with_the_old_time(path: Path) -> None:
    found = path.stat()
    same_size(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def replaced_with_the_old_time(path: Path) -> None:
    found = path.stat()
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"P3Y", b"P4Y"))
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)


def swapped(path: Path) -> None:
    other, between = path.with_name("parent.yaml"), path.with_name("between")
    path.rename(between)
    other.rename(path)
    between.rename(other)


def made_a_link(path: Path) -> None:
    content = path.with_name(".content")
    path.rename(content)
    path.symlink_to(content.name)


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def severities(path: Path) -> None:
    settings = path.parent.parent / "mou.toml"
    settings.write_text(settings.read_text() + '[severities]\nMOU506 = "off"\nMOU322 = "error"\n')


CHANGES: dict[str, Callable[[Path], object]] = {
    "same size": same_size,
    "same size and time": with_the_old_time,
    "replaced, same size and time": replaced_with_the_old_time,
    "renamed": lambda path: path.rename(path.with_name("renamed.yaml")),
    "moved": lambda path: path.rename((path.parent / "deeper").mkdir() or path.parent / "deeper" / path.name),
    "swapped": swapped,
    "removed": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "added": lambda path: path.with_name("added.yaml").write_bytes(path.read_bytes()),
    "added elsewhere": lambda path: (
        (path.parent / "deeper").mkdir() or (path.parent / "deeper" / path.name).write_bytes(path.read_bytes())
    ),
    "a link": made_a_link,
    "a folder": made_a_folder,
    "settings": lambda path: (path.parent.parent / "mou.toml").write_text(
        'format = "mou/1"\nlanguages = ["ar", "fr"]\n'
    ),
    "severities": severities,
    "settings removed": lambda path: (path.parent.parent / "mou.toml").unlink(),
    "agencies removed": lambda path: (path.parent.parent / "agencies.yaml").unlink(),
    "a file that is pointed to": lambda path: (path.parent.parent / "texts/lively.pdf").unlink(),
}


@pytest.mark.parametrize("clock", ["just now", "long ago"])
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(
    root: Path, folder: Path, change: str, clock: str, request: pytest.FixtureRequest
) -> None:
    if clock == "long ago":
        request.getfixturevalue("everything_is_old")
    before = told(root, filled(root, folder))
    time.sleep(PAST_THE_TICK)
    CHANGES[change](root / AGREEMENT)
    after = told(root, Cache(folder, "g"))
    assert after == told(root)
    assert after != before
    assert told(root, Cache(folder, "g")) == after


class Editor:
    """Somebody who changes a register and its cache in all sorts of ways, the same for the same seed."""

    def __init__(self, root: Path, folder: Path, seed: int) -> None:
        self.root, self.folder, self.random = root, folder, random.Random(seed)

    def some(self) -> Path | None:
        found = [path for path in sorted(self.root.rglob("*")) if path.is_file() and path.suffix in (".yaml", ".toml")]
        return self.random.choice(found) if found else None

    def edit(self) -> str:
        name = self.random.choice([name for name in dir(self) if name.startswith("do_")])
        path = self.some()
        if path:
            getattr(self, name)(path)
        return f"{name} {path}"

    def do_spoil(self, path: Path) -> None:
        content = bytearray(path.read_bytes() or b"a")
        content[self.random.randrange(len(content))] = self.random.choice(b"\x00\x1b\xff:[]\n aA1")
        path.write_bytes(content)

    def do_spoil_with_the_old_time(self, path: Path) -> None:
        found = path.stat()
        self.do_spoil(path)
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    def do_mend(self, path: Path) -> None:
        laid_out(self.root, {name: text for name, text in FILES.items() if self.random.random() < 0.7})

    def do_cut(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[: self.random.randrange(400)])

    def do_remove(self, path: Path) -> None:
        path.unlink()

    def do_copy(self, path: Path) -> None:
        (self.root / "agreements" / f"copy-{self.random.randrange(3)}.yaml").write_bytes(path.read_bytes())

    def do_move(self, path: Path) -> None:
        place = self.root / "agreements" / f"group-{self.random.randrange(2)}"
        place.mkdir(exist_ok=True)
        path.rename(place / path.name)

    def do_touch(self, path: Path) -> None:
        path.touch()

    def do_say_other_settings(self, path: Path) -> None:
        language = self.random.choice(["ar", "en", "fr"])
        (self.root / "mou.toml").write_text(f'format = "mou/1"\nlanguages = ["{language}"]\ntitle = "t"\n')

    def do_damage_the_cache(self, path: Path) -> None:
        part = self.folder / self.random.choice(NAMES)
        if part.exists() and (content := bytearray(part.read_bytes())):  # without records there are no titles
            content[self.random.randrange(len(content))] ^= 255
            part.write_bytes(content)

    def do_lose_a_part_of_the_cache(self, path: Path) -> None:
        (self.folder / self.random.choice(NAMES)).unlink(missing_ok=True)

    def do_nothing(self, path: Path) -> None:
        pass


def many_edits(root: Path, folder: Path, seed: int, count: int) -> None:
    editor = Editor(root, folder, seed)
    done: list[str] = []
    for _ in range(count):
        done.append(editor.edit())
        assert told(root, Cache(folder, f"g{editor.random.random() < 0.1}")) == told(root), done
        time.sleep(PAST_THE_TICK)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("seed", range(6))
def test_with_a_cache_as_without(
    root: Path, folder: Path, seed: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FEWEST", 3 if seed % 3 == 0 else 300)
    if seed % 2:
        request.getfixturevalue("everything_is_old")
    many_edits(root, folder, seed, 15)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_with_a_cache_as_without_at_length(root: Path, folder: Path, seed: int, request: pytest.FixtureRequest) -> None:
    if seed % 2:
        request.getfixturevalue("everything_is_old")
    many_edits(root, folder, seed, 60)


# Answers


def test_an_answer_is_computed_once_for_a_fingerprint(folder: Path) -> None:
    cache = Cache(folder, "g")
    assert cache.remember(b"f", "q", lambda: 1) == 1
    assert Cache(folder, "g").remember(b"f", "q", lambda: 2) == 1
    assert Cache(folder, "g").remember(b"f", "other", lambda: 3) == 3
    assert Cache(folder, "g").remember(b"changed", "q", lambda: 4) == 4
    assert Cache(folder, "other").remember(b"changed", "q", lambda: 5) == 5


def test_an_answer_without_a_fingerprint_is_not_kept(folder: Path) -> None:
    answers = iter((1, 2))
    assert [Cache(folder, "g").remember(b"", "q", lambda: next(answers)) for _ in range(2)] == [1, 2]


def test_few_answers_are_kept(folder: Path) -> None:
    for number in range(40):
        Cache(folder, "g").remember(b"f", str(number), lambda number=number: number)
    computed = [
        number for number in range(40) if Cache(folder, "g").remember(b"f", str(number), lambda: "anew") == "anew"
    ]
    assert len(computed) >= 40 - cache_module.MOST_ANSWERS - 1


def test_each_day_has_its_own_findings(root: Path, folder: Path, everything_is_old: None) -> None:
    filled(root, folder)
    days = [TODAY.replace(year=year) for year in (2024, 2026, 2031)]
    for day in [*days, *days]:
        cached = check(load(WorkingTree(root), Cache(folder, "g")), day)
        assert cached == check(load(WorkingTree(root)), day)


# Two at once

SHARED = """
import sys
from pathlib import Path
from tests.unit.store.test_cache import told
from mou_tracker.store.cache import Cache
root, folder = map(Path, sys.argv[1:3])
expected = told(root)
for number in range(int(sys.argv[3])):
    assert told(root, Cache(folder, "g")) == expected, number
"""


def both(folder: Path, roots: list[Path], times: int) -> list[int]:
    script = [sys.executable, "-c", SHARED]
    started = [
        subprocess.Popen([*script, str(root), str(folder), str(times)], cwd=Path(__file__).parents[3]) for root in roots
    ]
    return [process.wait(120) for process in started]


def test_two_processes_share_it(root: Path, folder: Path) -> None:
    assert both(folder, [root, root], 15) == [0, 0]


def test_two_registers_that_take_it_from_each_other(tmp_path: Path, folder: Path) -> None:
    one, two = laid_out(tmp_path / "one"), laid_out(tmp_path / "two")
    (two / AGREEMENT).write_text("a: b\n")
    assert both(folder, [one, two], 15) == [0, 0]
