"""What docs/ci.md gives to copy: pinned, allowed to read only, and true of exit codes, formats and variables."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

import yaml

from mou_tracker.errors import MouError
from mou_tracker.render.findings import FORMATS, infer
from tests.pages import ROOT, blocks, text_of

PACKAGE = ROOT / "mou_tracker"


def _snippets() -> dict[str, Any]:
    found = [yaml.safe_load(block.text) for block in blocks(text_of("docs/ci.md")) if block.kind == "yaml"]
    names = {"jobs": "github", "register": "gitlab", "repos": "hooks"}
    return {next((name for key, name in names.items() if key in one), "steps"): one for one in found}


def _values(data: Any, key: str) -> Iterator[Any]:
    if isinstance(data, dict):
        yield from ([data[key]] if key in data else [])
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from _values(one, key)


def test_ci_snippets_are_pinned_and_may_only_read() -> None:
    snippets = _snippets()
    assert set(snippets) == {"github", "gitlab", "hooks", "steps"}
    github = snippets["github"]
    assert set(github[True]) == {"pull_request", "push"}  # YAML 1.1 reads `on` as true
    assert list(_values(github, "permissions")) == [{"contents": "read"}]
    actions = [*_values(github, "uses"), *_values(snippets["steps"], "uses")]
    assert len(actions) >= 3
    assert [action for action in actions if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-\w+", snippets["gitlab"]["register"]["image"])
    assert "pull_request_target:" not in text_of("docs/ci.md")


def test_ci_snippets_install_one_commit() -> None:
    installs = re.findall(r'pip install "([^"]+)"', text_of("docs/ci.md"))
    assert len(installs) == 3
    assert all(install.endswith("/OWNER/mou-tracker@COMMIT") for install in installs)


def test_formats_and_endings_are_told() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| .*? \|(.*)\|$", text_of("docs/ci.md"), re.MULTILINE))
    assert set(FORMATS) <= set(table)
    for name in FORMATS:
        for ending in re.findall(r"`(.+?)`", table[name]):
            assert infer(f"x{ending}".replace("…", "-")) == name


def test_exit_codes_are_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text_of("docs/ci.md"), re.MULTILINE)}
    used = {kind.exit_code for kind in [MouError, *MouError.__subclasses__()]}
    boundary = importlib.import_module("mou_tracker.cli.boundary")
    assert told == {0, 1, boundary.BUG, boundary.INTERRUPTED} | used


def test_what_a_run_listens_to_is_told() -> None:
    asked = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r'environ(?:\.get\(|\[)"([A-Z][A-Z_]+)"', path.read_text("utf-8"))
        if not name.startswith("COMP_")
    }
    assert {"MOU_TODAY", "MOU_LANG", "NO_COLOR", "XDG_CACHE_HOME"} <= asked
    told = set(re.findall(r"`([A-Z_]+)(?:=\w+)?`", text_of("docs/ci.md")))
    assert asked - told == set()
