"""The house keeps its order: floors, who may use which library, who writes, prints or asks the clock, and sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mou_tracker"

LONGEST_FUNCTION, LONGEST_MODULE = 60, 400

LIBRARIES: Mapping[str, frozenset[str]] = {
    "yaml": frozenset({"store/reader.py"}),
    "ruamel": frozenset({"store/arbiter.py"}),
    "jinja2": frozenset({"render/templating.py"}),
    "babel": frozenset({"i18n/calendar.py"}),
    "hijridate": frozenset({"i18n/calendar.py"}),
    "gettext": frozenset({"i18n/catalog.py"}),
    "git": frozenset({"history/gitcall.py", "history/blobs.py"}),
    "subprocess": frozenset({"history/gitcall.py", "history/blobs.py"}),
    "typer": frozenset(),
    "click": frozenset(),
    "rich": frozenset({"cli/progress.py"}),
}
"""Modules that may import a library; `typer` is for every module of `cli/` besides, `pydantic` for everyone."""

WRITERS: Mapping[str, str] = {
    "store/files.py": "the register's own files",
    "store/outputs.py": "what a command was asked to write, and the cache",
    "history/lock.py": "the lock and the journal of a change, in git's own folder",
    "store/workers.py": "the pipe of a child process, no file",
    "cli/boundary.py": "the report on a fault of the program, in the folder for temporary files",
}

TELLERS: Mapping[str, frozenset[str]] = {
    "store/cache.py": frozenset({"time.time_ns"}),  # no answer depends on it: only whether a stamp is believed
    "history/gitcall.py": frozenset({"os.environ"}),  # what git would take for another repository is kept from it
}
"""Names of the outside that a module below `cli` may ask all the same."""


class Module(NamedTuple):
    """One module of the package: its path below the package, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition("/")[0]


def _modules() -> list[Module]:
    paths = sorted(PACKAGE.rglob("*.py"))
    texts = [(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")) for path in paths]
    return [Module(name, text, ast.parse(text, name)) for name, text in texts]


MODULES = _modules()
BELOW_CLI = [module for module in MODULES if module.room != "cli"]


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in the tree, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and dotted(node.func) in (
            "importlib.import_module",
            "import_module",
            "__import__",
        ):
            argument = node.args[0] if node.args else None
            yield argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def dotted(node: ast.AST) -> str:
    """`os.path.join` for the attribute of that name; `.join` when what stands before it has no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def test_floors_hold() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken" in done.stdout


def test_pages_know_neither_files_nor_git() -> None:
    forbidden = ("mou_tracker.store", "mou_tracker.history", "mou_tracker.rules.engine")
    found = [
        f"{module.name}: {name}"
        for module in MODULES
        if module.room in ("render", "exchange")
        for name in imported(module.tree)
        if name.startswith(forbidden)
    ]
    assert found == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_used_in_one_place(library: str) -> None:
    users = {
        module.name
        for module in MODULES
        for name in imported(module.tree)
        if name.partition(".")[0] == library and not (library == "typer" and module.room == "cli")
    }
    assert users <= LIBRARIES[library]


_WRITING = re.compile(
    "write_text|write_bytes|mkdir|makedirs|touch|unlink|rmdir|symlink_to|hardlink_to|l?chmod|rename|removedirs"
)
_WRITING_NAMED = re.compile(
    r"os\.(replace|rename|renames|unlink|remove|truncate|link|symlink|mkfifo|write|utime)|shutil\.\w+|tempfile\.\w+"
)
_OPENING = ("open", "os.open", "os.fdopen", "io.open")


def writes(tree: ast.AST) -> Iterator[str]:
    """Calls that make, change or remove a file; what opens one only for reading is none of them."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        last = name.rpartition(".")[2]
        changes = isinstance(node.func, ast.Attribute) and _WRITING.fullmatch(last)
        opens = (name in _OPENING or last == "open") and _opens_for_writing(node)
        if changes or opens or _WRITING_NAMED.fullmatch(name):
            yield name


def _opens_for_writing(call: ast.Call) -> bool:
    at = 1 if dotted(call.func) in _OPENING else 0  # a path's own `open` begins with the mode
    modes = [*call.args[at : at + 1], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    said = [mode.value for mode in modes if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    flags = {dotted(node) for given in call.args for node in ast.walk(given)}
    return any(set(mode) & set("wax+") for mode in said) or bool(
        flags & {"os.O_WRONLY", "os.O_RDWR", "os.O_CREAT", "os.O_APPEND", "os.O_TRUNC"}
    )


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("open('a', 'w')", True),
        ("open('a', mode='r+')", True),
        ("open('a', 'rb')", False),
        ("open('wax')", False),
        ("path.open('ab')", True),
        ("path.write_text('x')", True),
        ("os.open('a', os.O_RDWR | os.O_CREAT)", True),
        ("os.open('a', os.O_RDONLY)", False),
        ("os.replace('a', 'b')", True),
        ("text.replace('a', 'b')", False),
        ("tempfile.mkstemp()", True),
    ],
)
def test_writing_is_recognised(code: str, *, found: bool) -> None:
    assert (next(writes(ast.parse(code)), None) is not None) == found


def test_few_modules_write_files() -> None:
    found = {module.name: sorted(set(writes(module.tree))) for module in MODULES if module.name not in WRITERS}
    assert {name: calls for name, calls in found.items() if calls} == {}


_OUTSIDE = re.compile(
    r"print|input|breakpoint|exit|quit"
    r"|sys\.(argv|stdin|stdout|stderr|exit|__stdout__|__stderr__)"
    r"|os\.(environ|environb|getenv|putenv|getcwd|_exit|system|popen|getlogin)"
    r"|(\w+\.)*(date|datetime)\.(today|now|utcnow)"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime)"
    r"|(\w+\.)*(Path|FilePath)\.(cwd|home)|os\.path\.(expanduser|expandvars|abspath)|\w*\.expanduser"
)


def outside(tree: ast.AST) -> Iterator[str]:
    """Names of what comes from outside a run: streams, arguments, environment, place and clock."""
    for node in ast.walk(tree):
        name = dotted(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if name and _OUTSIDE.fullmatch(name):
            yield name


@pytest.mark.parametrize("module", BELOW_CLI, ids=lambda module: module.name)
def test_below_the_command_line_nothing_prints_or_asks_the_clock(module: Module) -> None:
    allowed = TELLERS.get(module.name, frozenset())
    if module.name == "store/workers.py":
        allowed = frozenset({"os._exit"})  # a forked child ends there, never the program
    assert set(outside(module.tree)) <= allowed


def test_only_the_entry_point_exits() -> None:
    users = {module.name for module in MODULES if {"sys.exit", "exit", "quit"} & set(outside(module.tree))}
    assert users == {"cli/main.py"}


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_says_its_duty_and_stays_small(module: Module) -> None:
    duty = (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
    assert duty.endswith((".", ":"))
    assert len(duty) <= 200, "the first paragraph is one sentence"
    assert len(module.text.splitlines()) <= LONGEST_MODULE
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in _functions(module.tree)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_the_median_stays_small() -> None:
    lines = sorted(len(module.text.splitlines()) for module in MODULES)
    functions = sorted(
        (node.end_lineno or 0) - node.lineno + 1 for module in MODULES for node in _functions(module.tree)
    )
    assert lines[len(lines) // 2] <= 160
    assert functions[len(functions) // 2] <= 10
    assert functions[len(functions) * 9 // 10] <= 30


def test_commands_are_short_and_one_per_file() -> None:
    from mou_tracker.cli.table import COMMANDS

    files = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert files == {entry.module for entry in COMMANDS}
    for module in MODULES:
        if module.name.startswith("cli/commands/"):
            assert len(module.text.splitlines()) <= 90, module.name


def test_no_drawer_for_everything() -> None:
    stray = re.compile(r"(.*/)?(utils?|helpers?|misc|common|tools?)(\.py|/.*)")
    assert [module.name for module in MODULES if stray.fullmatch(module.name)] == []
