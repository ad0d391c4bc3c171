"""What each command may import: the start of a command is the import of what it needs, and of nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.lively_register import laid_out
from tests.sample_register import REGISTER

HEAVY = frozenset({"pydantic", "pydantic_core", "jinja2", "rich", "ruamel", "git", "babel", "hijridate", "yaml"})
"""Libraries of 3 to 60 ms each."""

LIGHT_ONLY = HEAVY | {"typer", "click", "subprocess", "asyncio", "email", "json", "xml", "importlib.metadata"}
"""Not even these where a key press waits for the answer."""

READING = frozenset({"pydantic", "pydantic_core", "yaml", "hijridate"})
"""What reading a file that is not yet known may need."""


RUN = """
import io, os, pathlib, sys
from mou_tracker.cli.main import run
from mou_tracker.cli.world import World
out, err = io.StringIO(), io.StringIO()
code = run(World(sys.argv[1:], pathlib.Path.cwd(), dict(os.environ), out, err))
names = sorted(sys.modules)
import json
pathlib.Path(os.environ["TOLD_TO"]).write_text(json.dumps([code, out.getvalue(), err.getvalue(), names]))
"""

TAB = {"_MOU_COMPLETE": "complete_bash", "COMP_WORDS": "mou show sa", "COMP_CWORD": "2"}


class Ran(NamedTuple):
    code: int
    out: str
    err: str
    modules: frozenset[str]


def ran(root: Path, *argv: str, **environ: str) -> Ran:
    """One run in a process of its own, and the modules it had imported at its end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOU_", "_MOU", "COV", "XDG"))}
    given = {**kept, "XDG_CACHE_HOME": str(root.parent / "cache"), "MOU_TODAY": "2026-06-30", **environ}
    told = root.parent / "told.json"
    command = [sys.executable, "-c", RUN, *argv]
    subprocess.run(command, cwd=root, env={**given, "TOLD_TO": str(told)}, capture_output=True, check=True)
    code, out, err, names = json.loads(told.read_text())
    return Ran(code, out, err, frozenset(names))


def imported(found: Ran, forbidden: frozenset[str]) -> list[str]:
    return sorted(found.modules & forbidden)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that was read a while ago."""
    root = laid_out(tmp_path_factory.mktemp("startup") / "register", REGISTER)
    return _read_a_while_ago(root)


@pytest.fixture(scope="module")
def warm_with_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, whose records point to files."""
    return _read_a_while_ago(laid_out(tmp_path_factory.mktemp("startup") / "register"))


def _read_a_while_ago(root: Path) -> Path:
    long_ago = time.time() - 3600
    for path in root.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    time.sleep(2.1)  # the cache does not believe the stamp of a file changed within the last two seconds
    for argv in (["validate"], ["status"]):
        assert ran(root, *argv).code in (0, 1)
    assert ran(root, **TAB).code == 0
    return root


LOOKS = {
    "version": (["--version"], LIGHT_ONLY),
    "front page": (["--help"], HEAVY),
    "front page in Arabic": (["--lang", "ar", "--help"], HEAVY),
    "help of validate": (["validate", "--help"], HEAVY),
    "help of list": (["list", "--help"], HEAVY),
    "help of brief": (["brief", "--help"], HEAVY),
    "no such command": (["sattus"], HEAVY),
    "no such option": (["status", "--nosuch"], HEAVY),
    "no such record": (["show", "nosuch"], HEAVY),
    "rules": (["rules"], HEAVY),
    "explain a rule": (["explain", "MOU303"], HEAVY),
    "schema": (["schema", "agreement"], HEAVY - {"pydantic", "pydantic_core"}),
    "status": (["status"], HEAVY),
    "status as data": (["status", "--json"], HEAVY),
    "due": (["due"], HEAVY),
    "list of agreements": (["list", "agreements"], HEAVY),
    "list of commitments": (["list", "commitments", "--json"], HEAVY),
    "search": (["search", "training"], HEAVY),
    "show an agreement": (["show", "sample"], HEAVY),
    "show a commitment as data": (["show", "sample/training", "--json"], HEAVY),
    "show a meeting": (["show", "committee/1"], HEAVY),
    "explain a value": (["explain", "sample", "state"], HEAVY),
    "validate": (["validate"], HEAVY),
    "validate for programs": (["validate", "--format", "sarif"], HEAVY),
}
"""Runs on a register of which nothing changed, and what none of them may import."""


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_what_is_known(look: str, warm: Path) -> None:
    argv, forbidden = LOOKS[look]
    found = ran(warm, *argv)
    assert found.code in (0, 2), found.err
    assert imported(found, forbidden) == []


@pytest.mark.parametrize("look", ["status", "list of agreements", "search", "due", "explain a value"])
def test_records_that_point_to_files_cost_no_more(look: str, warm_with_files: Path) -> None:
    argv, forbidden = LOOKS[look]
    assert imported(ran(warm_with_files, *argv), forbidden) == []


def test_validating_records_that_point_to_files_costs_no_more(warm_with_files: Path) -> None:
    assert imported(ran(warm_with_files, "validate"), HEAVY) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key(shell: str, warm: Path) -> None:
    line = {"_TYPER_COMPLETE_ARGS": "mou show sa", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    found = ran(warm, **{**TAB, **line, "_MOU_COMPLETE": f"complete_{shell}"})
    assert "sample" in found.out
    assert imported(found, LIGHT_ONLY) == []


def test_a_register_read_for_the_first_time(warm: Path) -> None:
    found = ran(warm, "validate", MOU_NO_CACHE="1")
    assert imported(found, HEAVY - READING) == []


def test_one_changed_file_needs_no_more_than_reading(tmp_path: Path) -> None:
    root = laid_out(tmp_path / "register", REGISTER)
    ran(root, "validate")
    path = root / "agreements/parent.yaml"
    path.write_text(path.read_text().replace("2019-07-01", "2019-07-02"))
    assert imported(ran(root, "status"), HEAVY - READING) == []
