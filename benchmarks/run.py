"""Measures what people wait for, by turns with what it should be compared with, and says which targets are met.

    python benchmarks/run.py [--quick] [--peers DIR] [--mou FILE] [--json FILE] [--keep DIR]

Every figure is a median of whole processes started one after the other, so only ratios mean something on another machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import corpus
import peers
from timing import Command, FailedError, Taken, by_turns, once

HERE = Path(__file__).parent
TODAY = "2026-11-21"
SMALL, LARGE = 1_000, 10_000


class Row(NamedTuple):
    """One line of the table: what was done, how long it took, and the seconds of what it is compared with.

    Their ratio may not exceed `target`; `other` stands in where it is not one of seconds.
    """

    work: str
    taken: Taken
    against: str = ""
    base: float = 0
    target: float = 0
    other: float = 0

    @property
    def ratio(self) -> float:
        """How many times as long; 0 when there is nothing to compare with."""
        return self.other or (self.taken.seconds / self.base if self.base else 0)

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if not self.target:
            return ""
        return "ok" if self.ratio <= self.target else "MISSED"


class Bench:
    """Registers, commands and how often to run them."""

    def __init__(self, folder: Path, mou: Path, peers_folder: Path | None, *, quick: bool) -> None:
        self.folder, self.mou, self.peers_folder, self.quick = folder, mou, peers_folder, quick
        self.times = 3 if quick else 9
        self.few = 1 if quick else 3
        self.python = mou.read_text("utf-8", "replace").partition("\n")[0].removeprefix("#!").strip() or sys.executable
        self.environ = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "HOME": str(folder / "home"),
            "LC_ALL": "C.UTF-8",
            "MOU_TODAY": TODAY,
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{
                f"GIT_{who}_{what}": "bench@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }

    def register(self, name: str, count: int, *, findings: bool = False) -> Path:
        """A register of so many agreements in a git repository, made once."""
        root = self.folder / name
        if not root.exists():
            corpus.write(root, count)
            if findings:
                _with_findings(root)
            for argv in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "corpus"]):
                subprocess.run(["git", *argv], cwd=root, env=self.environ, check=True)
        return root

    def command(self, root: Path, *argv: str, cache: str = "warm", **more: object) -> Command:
        """`mou` with these words in a register; `cache` is `none`, `fresh` or the name of one that stays."""
        environ = {**self.environ, "XDG_CACHE_HOME": str(self.folder / "caches" / cache)}
        if cache == "none":
            environ["MOU_NO_CACHE"] = "1"
        if cache == "fresh":
            more["before"] = lambda: shutil.rmtree(environ["XDG_CACHE_HOME"], ignore_errors=True)
        return Command([str(self.mou), *argv], root, environ, **more)

    def other(self, root: Path, *argv: str) -> Command:
        """Another program in a register."""
        return Command(argv, root, self.environ)

    def warmed(self, root: Path) -> None:
        """Reads a register until nothing is new: stamps younger than two seconds are not believed."""
        time.sleep(2.2)
        for argv in (["validate"], ["validate"], ["status"], ["--help"]):
            once(self.command(root, *argv))
        once(self.tab(root))

    def tab(self, root: Path) -> Command:
        """The TAB key after the beginning of an id, as bash asks."""
        asked = self.command(root)
        words = {"_MOU_COMPLETE": "complete_bash", "COMP_WORDS": "mou show agreement-07", "COMP_CWORD": "2"}
        return asked._replace(environ={**asked.environ, **words})


def _with_findings(root: Path) -> None:
    """No indicator has a baseline: about eight findings in every agreement."""
    for path in root.glob("agreements/*/*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("        baseline:")), "utf-8")


def start(bench: Bench) -> Iterator[Row]:
    """How long one waits for a word."""
    tiny, large = bench.register("tiny", 3), bench.register("large", LARGE)
    for root in (tiny, large):
        bench.warmed(root)
    bare = str(HERE / "bare.py")
    taken = by_turns(
        {
            "python": bench.other(tiny, bench.python, "-c", "pass"),
            "bare": bench.other(tiny, bench.python, bare, "hello"),
            "version": bench.command(tiny, "--version"),
            "tab": bench.tab(large),
            "help": bench.command(tiny, "--help"),
            "rules": bench.command(tiny, "rules"),
            "due": bench.command(tiny, "due"),
            "validate": bench.command(tiny, "validate"),
            "show": bench.command(tiny, "show", "agreement-00001"),
            "show at large": bench.command(large, "show", "agreement-07001"),
        },
        2 * bench.times,
    )
    python, app = taken["python"].seconds, taken["bare"].seconds
    yield Row("python -c pass", taken["python"])
    yield Row("a bare Typer application", taken["bare"], "python -c pass", python)
    for name, work, target in (
        ("version", "mou --version", 4),
        ("tab", "TAB after an id, 10,000", 4),
        ("help", "mou --help", 10),
    ):
        yield Row(work, taken[name], "python -c pass", python, target)
    for name, work in (
        *(("rules", "mou rules"), ("due", "mou due, 3 agreements"), ("validate", "mou validate, 3 agreements")),
        *(("show", "mou show ID, 3 agreements"), ("show at large", "mou show ID, 10,000")),
    ):
        yield Row(work, taken[name], "a bare Typer application", app, 1.3)


def nothing_new(bench: Bench) -> Iterator[Row]:
    """A register of 10,000 of which nothing or little changed."""
    root = bench.register("large", LARGE)
    bench.warmed(root)
    git = bench.other(root, "git", "-c", "core.fsmonitor=false", "--no-optional-locks", "status", "--porcelain")
    changed = bench.command(root, "validate", cache="changing", before=lambda: _touched(root))
    once(bench.command(root, "validate", cache="changing"))
    single = bench.register("single", 1)
    taken = by_turns(
        {
            "python": bench.other(root, bench.python, "-c", "pass"),
            "git": git,
            "validate": bench.command(root, "validate"),
            "status": bench.command(root, "status"),
            "single": bench.command(single, "validate", cache="none"),
        },
        bench.times,
    )
    taken |= by_turns(
        {
            "list": bench.command(root, "list", "agreements"),
            "due": bench.command(root, "due"),
            "search": bench.command(root, "search", "training"),
        },
        bench.few,
    )
    after = by_turns({"changed": changed}, bench.few + 1)["changed"]
    subprocess.run(["git", "checkout", "-q", "."], cwd=root, env=bench.environ, check=True)
    least, warm = taken["git"].seconds + taken["python"].seconds, taken["validate"].seconds
    yield Row("git status, 10,000", taken["git"])
    yield Row("mou validate, nothing changed, 10,000", taken["validate"], "git status + python", least, 5)
    least_changed = warm + taken["single"].seconds
    yield Row("mou validate, one file changed, 10,000", after, "nothing changed + a register of one", least_changed, 1)
    yield Row("mou status, nothing changed, 10,000", taken["status"], "mou validate", warm, 2)
    for name in ("list", "due", "search"):
        yield Row(f"mou {name}, nothing changed, 10,000", taken[name], "mou validate", warm)


def _touched(root: Path) -> None:
    path = root / "agreements/y2001/agreement-00001.yaml"
    path.write_text(path.read_text("utf-8") + f"# {time.time_ns()}\n", "utf-8")


def everything_new(bench: Bench) -> Iterator[Row]:
    """Registers read for the first time: against the floor, against peers, for memory and growth."""
    small: dict[str, Taken] = {}
    for count, name, times in ((SMALL, "small", bench.times), (LARGE, "large", bench.few)):
        taken = _cold(bench, bench.register(name, count), count, times)
        yield from _against(taken, count)
        if count == SMALL:
            small = taken
    grown = taken["mou"].seconds / small["mou"].seconds
    yield Row("growth from 1,000 to 10,000", taken["mou"], "ten times", target=1.1, other=grown / 10)
    largest = max(taken[name].mib for name in ("mou", "mou writing its cache"))
    yield Row(f"memory at 10,000: {largest:.0f} MiB", taken["mou"], "250 MiB", target=1, other=largest / 250)
    quiet, loud = bench.register("small", SMALL), bench.register("loud", SMALL, findings=True)
    told = by_turns(
        {name: bench.command(root, "validate", cache="none") for name, root in (("loud", loud), ("quiet", quiet))},
        bench.few,
    )
    yield Row("mou validate, cold, 1,000, eight findings each", told["loud"], "no findings", told["quiet"].seconds)


def _cold(bench: Bench, root: Path, count: int, times: int) -> dict[str, Taken]:
    commands = {
        "mou": bench.command(root, "validate", cache="none"),
        "mou writing its cache": bench.command(root, "validate", cache="fresh"),
        "floor": bench.other(root, bench.python, str(HERE / "floor.py"), "."),
    }
    schema = bench.folder / "agreement.json"
    done = subprocess.run(
        [bench.mou, "schema", "agreement"], cwd=root, env=bench.environ, check=True, capture_output=True
    )
    schema.write_bytes(done.stdout)
    place = peers.Place(root, bench.folder / f"journals-{count}", schema, bench.environ)
    others = peers.found(bench.peers_folder, place)
    taken = by_turns(commands, times)
    for name, command in others.items():
        slow = not peers.PEERS[name].is_fast
        if [slow, bench.quick, count > SMALL].count(True) > 1:
            continue
        taken |= _beside(name, command, commands["mou"], 1 if slow else min(times, 3))
    return taken


def _beside(name: str, command: Command, mou: Command, times: int) -> dict[str, Taken]:
    """A peer and `mou` by turns; a peer that fails is named and left out."""
    try:
        taken = by_turns({name: command, "mou": mou}, times)
    except FailedError as trouble:
        print(f"{name} is left out: {trouble}", file=sys.stderr)
        return {}
    return {name: taken[name], f"mou beside {name}": taken["mou"]}


def _against(taken: dict[str, Taken], count: int) -> Iterator[Row]:
    yield Row(f"the floor: fast YAML and models, {count:,}", taken["floor"])
    for name in ("mou", "mou writing its cache"):
        work = f"{name.replace('mou', 'mou validate', 1)}, cold, {count:,}"
        yield Row(work, taken[name], "the floor", taken["floor"].seconds, 1.5)
    for name in peers.PEERS:
        if name in taken:
            peer = taken[name]
            against = f"{name} ({peer.seconds:.2f} s, {peer.mib:.0f} MiB)"
            yield Row(f"mou validate, cold, {count:,}", taken[f"mou beside {name}"], against, peer.seconds, 1)


PARTS = {"start": start, "nothing-new": nothing_new, "everything-new": everything_new}


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| work | seconds | of processor | against | ratio | target | |", "|---|---:|---:|---|---:|---:|---|"]
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio else ""
        target = f"≤ {row.target:g}" if row.target else ""
        spent = f"{row.taken.seconds:.3f} | {row.taken.cpu:.3f}"
        lines.append(f"| {row.work} | {spent} | {row.against} | {ratio} | {target} | {row.verdict} |")
    return "\n".join(lines)


def _plain(row: Row) -> dict[str, object]:
    fields = row._asdict()
    return {**fields.pop("taken")._asdict(), **fields, "ratio": row.ratio, "verdict": row.verdict}


def main() -> int:
    """The command line; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few runs, no slow peers: two minutes")
    parser.add_argument("--peers", type=Path, help="the folder peers are installed in (README.md says how)")
    parser.add_argument(
        "--mou", type=Path, default=Path(sys.executable).with_name("mou"), help="the program to measure"
    )
    parser.add_argument("--json", type=Path, help="write the rows there too")
    parser.add_argument("--keep", type=Path, help="a folder for registers, kept for the next time")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be repeated")
    asked = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="mou-bench-") as temporary:
        folder = (asked.keep or Path(temporary)).absolute()
        bench = Bench(folder, asked.mou.absolute(), asked.peers and asked.peers.absolute(), quick=asked.quick)
        for name in asked.only or PARTS:
            for row in PARTS[name](bench):
                rows.append(row)
                print(f"{row.work}: {row.taken.seconds:.3f} s {row.verdict}", file=sys.stderr, flush=True)
    print(table(rows))
    print(f"\n{os.cpu_count()} cores, Python {sys.version.split()[0]}, load before the end {os.getloadavg()[0]:.1f}")
    if asked.json:
        asked.json.write_text(json.dumps([_plain(row) for row in rows], indent=1), "utf-8")
    return any(row.verdict == "MISSED" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
