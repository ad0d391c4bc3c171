"""The pages and schemas that are made from the code: `python tools/docs.py write | check`."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mou_tracker.i18n.catalog import words_for  # noqa: E402
from mou_tracker.model.schema import KINDS, schema_file, schema_text  # noqa: E402
from mou_tracker.render.findings.json import schema as findings_schema  # noqa: E402
from mou_tracker.render.format_page import format_markdown  # noqa: E402
from mou_tracker.render.outputs import OUTPUTS, output_schema  # noqa: E402
from mou_tracker.render.rules_page import rules_markdown  # noqa: E402
from mou_tracker.render.template_page import templates_markdown  # noqa: E402

PACKAGE = "mou_tracker"
FLOORS = (
    *("cli", "actions", "render", "exchange", "history", "store"),
    *("rules", "analysis", "model", "i18n", "errors", "diagnostics"),
)
"""Rooms from the top down; the contract in `pyproject.toml` decides, this only sorts them."""


def pages() -> dict[str, Callable[[], str]]:
    """What makes each file, by its path from the repository's root."""
    return {
        "docs/rules.md": lambda: rules_markdown(words_for("en")),
        "docs/rules.ar.md": lambda: rules_markdown(words_for("ar")),
        "docs/file-format.md": lambda: format_markdown(words_for("en")),
        "docs/templates.md": templates_markdown,
        "docs/modules.md": modules_markdown,
        "docs/schemas/output-findings.json": lambda: _json(findings_schema()),
        **{f"docs/schemas/output-{kind}.json": _output_schema(kind) for kind in OUTPUTS},
        **{f"schemas/{schema_file(kind)}": _file_schema(kind) for kind in KINDS},
    }


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _output_schema(kind: str) -> Callable[[], str]:
    return lambda: _json(output_schema(kind))


def _file_schema(kind: str) -> Callable[[], str]:
    return lambda: schema_text(kind)


def modules_markdown(root: Path = ROOT) -> str:
    """Every room with the rooms it imports from, and every module with its duty."""
    modules = list(_modules(root))
    lines = [
        "# Modules",
        "",
        "Made from the code by `make docs`. The map is in [ARCHITECTURE.md](ARCHITECTURE.md).",
        "",
    ]
    lines += ["| room | imports from |", "| --- | --- |"]
    rooms = [(room, list(found)) for room, found in groupby(modules, key=lambda module: _room(module[0]))]
    rooms.sort(key=lambda room: _floor(room[0]))
    for room, found in rooms:
        names = sorted({name for _, tree in found for name in _imported(tree)} - {room}, key=_floor)
        lines.append(f"| `{room}` | {', '.join(f'`{name}`' for name in names) or '—'} |")
    for room, found in rooms:
        lines += ["", f"## {room}", "", "| module | duty |", "| --- | --- |"]
        lines += [f"| `{name}` | {_duty(tree)} |" for name, tree in found]
    return "\n".join(lines) + "\n"


def _modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((root / PACKAGE).rglob("*.py"), key=lambda path: path.relative_to(root).with_suffix("").parts):
        name = path.relative_to(root / PACKAGE).as_posix()
        if name != "__init__.py":
            yield name, ast.parse(path.read_text("utf-8"), name)


def _room(name: str) -> str:
    return name.partition("/")[0].removesuffix(".py")


def _floor(room: str) -> tuple[int, str]:
    return (FLOORS.index(room) if room in FLOORS else len(FLOORS), room)


def _duty(tree: ast.Module) -> str:
    """The first paragraph of the docstring, on one line, safe in a table."""
    first = (ast.get_docstring(tree) or "").partition("\n\n")[0]
    return " ".join(first.split()).removesuffix(".").replace("|", "\\|").replace("<", "&lt;")


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            top, _, rest = name.partition(".")
            if top == PACKAGE and rest:
                yield rest.partition(".")[0]


def stale(root: Path = ROOT) -> list[str]:
    """The files that are not what the code makes of them."""
    return [name for name, make in pages().items() if _kept(root / name) != make()]


def _kept(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def write(root: Path = ROOT) -> list[str]:
    """Writes what is stale, and gives its names."""
    names = stale(root)
    made = pages()
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[name]().encode("utf-8"))
    return names


def main(arguments: Sequence[str]) -> int:
    """Write the stale files, or with `check` only name them: 1 when there are any."""
    if list(arguments) not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    names = write() if arguments[0] == "write" else stale()
    print("\n".join(names) if names else "No changes.")
    return int(arguments[0] == "check" and bool(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
