"""No file of the repository names a machine's folders or a package registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages import ROOT

_PATHS = ("work", "root", "home", "tmp", "Users", "mnt", "private", "var/folders")
_HOSTS = (
    "pypi",
    f"python{'hosted'}",
    "npmjs",
    "rubygems",
    "crates",
    "ghcr",
    "quay",
    "docker",
    "anaconda",
    "artifactory",
    "golang",
)
_MACHINE = re.compile(rf"(?<![\w.:/-])/(?:{'|'.join(_PATHS)})/\w|[A-Z]:\\\\?(?:Users|Windows)\b")
_REGISTRY = re.compile(rf"\b(?:{'|'.join(_HOSTS)})[\w.-]*\.(?:org|com|io|dev)\b")


def _tree() -> Iterator[Path]:
    skipped = {".venv", ".git", "__pycache__", "dist", "build", "demo-output", "node_modules"}
    kept_hidden = {".ci", ".github", ".gitignore", ".gitlab-ci.yml", ".gitattributes", ".pre-commit-config.yaml"}
    ahead = [ROOT]
    while ahead:
        for path in sorted(ahead.pop().iterdir()):
            hidden = path.name.startswith(".") and path.name not in kept_hidden
            if hidden or path.name in skipped or path.name.endswith(".egg-info"):
                continue
            if path.is_dir():
                ahead.append(path)
            elif path.suffix not in (".mo", ".ttf", ".png", ".pdf"):
                yield path


def test_no_machine_and_no_registry_is_named_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in _tree()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if _MACHINE.search(line) or _REGISTRY.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"see /{'home'}/salim/x", True),
        (f"C:\\{'Users'}\\salim", True),
        (f"https://{'pypi'}.org/simple", True),
        ("https://example.org/home/page", False),
        ("tests/home/x", False),
    ],
)
def test_machines_and_registries_are_recognised(line: str, *, found: bool) -> None:
    assert bool(_MACHINE.search(line) or _REGISTRY.search(line)) == found


def test_the_tree_is_found() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in _tree()}
    assert {"README.md", "Makefile", ".ci/run", "mou_tracker/cli/main.py", "docs/ci.md", "mou.toml"} <= names
