"""What the pages say is so: commands run, links lead somewhere, generated pages are fresh, names exist."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

from mou_tracker import __version__
from mou_tracker.cli.app import build
from mou_tracker.cli.places import folder_of, taken
from mou_tracker.cli.session import Session
from mou_tracker.cli.table import COMMANDS
from mou_tracker.cli.world import World
from mou_tracker.rules.registry import BY_CODE
from tests.pages import GUIDES, ROOT, Block, Call, Player, blocks, call_of, inline, stories, text_of

sys.path.insert(0, str(ROOT))

from tools import docs

PACKAGE = ROOT / "mou_tracker"
GENERATED = sorted(docs.pages())
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "templates" / "init").glob("*/README.md")]
)
WRITTEN = [page for page in PAGES if page not in GENERATED]
ABOUT_CODE = ["CONTRIBUTING.md", "docs/ARCHITECTURE.md"]
READ_FIRST = "README.md"


def _id(value: object) -> str:
    return value if isinstance(value, str) else ""


# ---- commands ----


def _stories() -> list[tuple[str, list[Block]]]:
    return [(page, list(story)) for page in WRITTEN for story in stories(page) if page not in ABOUT_CODE]


@pytest.mark.parametrize(("page", "story"), _stories(), ids=_id)
def test_what_a_page_shows_happens(page: str, story: list[Block], tmp_path: Path) -> None:
    player = Player(tmp_path)
    if page not in GUIDES and "in an empty folder" not in story[0].told:
        player.with_example()
    for block in story:
        player.play(block)


def test_a_page_that_promises_too_much_is_noticed(tmp_path: Path) -> None:
    player = Player(tmp_path).with_example()
    for text, told in (("mou show nobody\n", ()), ("mou validate\n", ("exit code 1",)), ("cd nowhere\n", ())):
        with pytest.raises(AssertionError):
            player.play(Block("sh", text, 1, told))
    with pytest.raises(AssertionError):
        player.play(Block("console", "$ mou --version\nmou 99\n", 1, ()))
    player.play(Block("console", f"$ mou --version\nmou {__version__}\n", 1, ()))


def _parsed(call: Call) -> None:
    """Takes a command line apart as the program does, without running it; a missing argument may be left out."""
    _, argv = taken(call.argv, "--lang")
    session = Session(World(argv, ROOT, {}, sys.stdout, sys.stderr), "en", folder_of(argv))
    group: Any = typer.main.get_command(build())
    context = group.make_context("mou", [*argv], obj=session)
    name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
    try:
        command.make_context(name, rest, parent=context)
    except Exception as trouble:
        if type(trouble).__name__ not in ("MissingParameter", "Exit"):
            raise


def _in_sentences() -> list[tuple[str, str]]:
    codes = {(page, code) for page in PAGES for code in inline(text_of(page)) if (call := call_of(code)) and call.argv}
    return sorted((page, code) for page, code in codes if not code.startswith(("mou COMMAND", "mou --")))


@pytest.mark.parametrize(("page", "code"), _in_sentences())
def test_a_command_in_a_sentence_is_understood(page: str, code: str) -> None:
    call = call_of(code)
    assert call, page
    _parsed(call)


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_the_examples_of_a_command_are_understood(entry: Any) -> None:
    examples = importlib.import_module(f"mou_tracker.cli.commands.{entry.module}").EXAMPLES
    assert examples
    for line, _ in examples:
        call = call_of(line)
        assert call, line
        _parsed(call)


@pytest.mark.parametrize(
    ("line", "told"),
    [("mou stauts", "UsageMistake"), ("mou status --no-such", "NoSuchOption"), ("mou due --within", "BadOptionUsage")],
)
def test_a_wrong_command_line_is_noticed(line: str, told: str) -> None:
    call = call_of(line)
    assert call
    with pytest.raises(Exception) as refusal:
        _parsed(call)
    assert type(refusal.value).__name__ == told


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_is_shown_in_a_page(entry: Any) -> None:
    shown = [line for page in WRITTEN for block in blocks(text_of(page)) for line in block.text.splitlines()]
    calls = [call for line in shown if (call := call_of(line))]
    assert any(entry.name in call.argv[:1] for call in calls)


def test_make_targets_and_tools_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", text_of("Makefile"), re.MULTILINE))
    for page in WRITTEN:
        text = text_of(page)
        assert set(re.findall(r"^make ([\w-]+)|`make ([\w-]+)`", text, re.MULTILINE)) <= {
            pair for target in targets for pair in ((target, ""), ("", target))
        }, page
        assert all((ROOT / path).is_file() for path in re.findall(r"python (tools/\w+\.py)", text)), page


# ---- generated pages ----


@pytest.mark.parametrize("page", GENERATED)
def test_a_generated_page_is_fresh(page: str) -> None:
    assert (ROOT / page).is_file(), "run: make docs"
    assert (ROOT / page).read_bytes().decode() == docs.pages()[page](), "run: make docs"


def test_stale_pages_are_named_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"docs/a.md": lambda: "ا\n", "b.json": lambda: "{}\n"}
    monkeypatch.setattr(docs, "pages", lambda: made)
    assert docs.stale(tmp_path) == docs.write(tmp_path) == list(made)
    assert docs.stale(tmp_path) == []
    (tmp_path / "b.json").write_text("old", "utf-8")
    assert docs.write(tmp_path) == ["b.json"]
    assert (tmp_path / "b.json").read_text("utf-8") == "{}\n"


# ---- names ----


def test_rule_codes_exist() -> None:
    named = {(page, code) for page in WRITTEN for code in re.findall(r"\bMOU\d{3}\b", text_of(page))}
    assert {(page, code) for page, code in named if code not in BY_CODE} == set()


@pytest.mark.parametrize("page", ABOUT_CODE)
def test_files_that_are_named_exist(page: str) -> None:
    code = "\n".join(inline(text_of(page)))
    paths = set(re.findall(r"(?<![\w<>*{}/.-])[\w./-]+\.(?:py|po|mo|md|toml)(?![\w<>*{}/])", code))
    known = {path.name for path in PACKAGE.rglob("*.*")}
    lost = {
        path for path in paths if not (ROOT / path).exists() and not (PACKAGE / path).exists() and path not in known
    }
    assert lost == {"utils.py"} & paths


def test_the_version_is_the_one_told() -> None:
    newest = re.search(r"^## \[(.+?)\]", text_of("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == __version__
    assert f"This is {__version__}" in text_of(READ_FIRST)


def test_the_first_lines_are_the_two_commands() -> None:
    first = blocks(text_of(READ_FIRST))[0]
    assert [line.partition("#")[0].strip() for line in first.text.splitlines()] == ["make demo", "make test"]
    assert first.line <= 5


def test_python_and_tests_are_as_the_project_says() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    least = project["requires-python"].removeprefix(">=")
    assert f"Python {least}" in text_of(READ_FIRST)
    assert '-q -n auto -m "not slow"' in text_of(READ_FIRST)
    assert '-q -n auto -m "not slow"' in text_of("Makefile")


# ---- links ----


def _slug(heading: str) -> str:
    """The anchor that forges give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _anchors(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {*map(_slug, headings), *re.findall(r'<a id="([^"]+)"', text)}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    anchors: dict[Path, set[str]] = {}
    for target in set(re.findall(r"\]\(([^)\s]+)\)", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), target
        if anchor:
            known = anchors.setdefault(path, _anchors(path) if path.suffix == ".md" else set())
            assert anchor in known, target


def test_every_page_is_reached_from_the_first() -> None:
    pages = [page for page in PAGES if page.startswith("docs/") or "/" not in page]
    reached, ahead = set(), [READ_FIRST]
    while ahead:
        page = ahead.pop()
        if page in reached or page not in PAGES:
            continue
        reached.add(page)
        targets = re.findall(r"\]\(([^)\s#:]+)[^):]*\)", text_of(page))
        ahead += [((ROOT / page).parent / target).resolve().relative_to(ROOT).as_posix() for target in targets]
    assert sorted(set(pages) - reached) == []


# ---- Arabic ----


def _arabic() -> list[tuple[str, str]]:
    found = re.compile(r'<div dir="rtl" lang="ar">\n(.*?)\n</div>', re.DOTALL)
    pages = [page for page in WRITTEN if not page.startswith("templates/")]
    return [(page, part) for page in pages for part in found.findall(text_of(page))]


@pytest.mark.parametrize(("page", "part"), _arabic(), ids=_id)
def test_nothing_turns_round_in_arabic(page: str, part: str) -> None:
    """Code inside Arabic begins and ends with a Latin letter or digit and holds a letter, else it says its direction."""
    bare = re.sub(r"<(code|bdi)\b.*?</\1>", "", part)
    fragile = [
        code for code in re.findall(r"`([^`]+)`", bare) if not re.fullmatch(r"[A-Za-z](.*[\w])?", code, re.ASCII)
    ]
    assert fragile == []
    assert re.findall(r"\d{4}-\d{2}", re.sub(r"`[^`]*`|\([^)]*\)", "", bare)) == []
