"""Reading a register from the command line, as it is typed: on a screen, in a pipe, for programs."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mou_tracker.i18n.bidi import cell_width
from mou_tracker.render.outputs import OUTPUTS, output_schema
from mou_tracker.render.terminal.ink import uncolored
from tests.lively_register import FILES, laid_out

ENTRY = [sys.executable, "-c", "from mou_tracker.cli.main import main; main()"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("lively"))


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "MOU_TODAY": "2026-06-30", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def mou(place: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ENTRY, *words],
        cwd=place,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def on_screen(place: Path, *words: str, columns: int = 80, **more: str) -> str:
    """What a terminal of that many columns is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [*ENTRY, *words], cwd=place, env=environment(TERM="xterm", **more), stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        sent = b""
        while chunk := _read(ours):
            sent += chunk
        assert running.wait(60) == 0
    os.close(ours)
    return sent.decode("utf-8").replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def test_the_dashboard_fits_eighty_columns_in_both_languages(place: Path) -> None:
    for lang, title in (("en", "Sample register"), ("ar", "سجل تجريبي")):
        shown = on_screen(place, "status", "--lang", lang)
        assert title in shown
        assert "\x1b[31m" in shown
        assert max(map(cell_width, uncolored(shown).splitlines())) <= 80


def test_no_color_is_respected(place: Path) -> None:
    plain = on_screen(place, "list", "commitments", NO_COLOR="1")
    assert "\x1b" not in plain
    assert plain == uncolored(on_screen(place, "list", "commitments"))


def test_a_wide_screen_shows_more_of_a_text(place: Path) -> None:
    narrow, wide = (on_screen(place, "list", "agreements", "--lang", "en", columns=n) for n in (60, 140))
    assert "Memorandum of cooperation on the protection of victims" in wide
    assert len(wide.splitlines()) < len(narrow.splitlines())


def test_a_pipe_gets_bare_rows(place: Path) -> None:
    told = mou(place, "list", "commitments", "--sort", "due", "--open", "--lang", "en")
    assert told.returncode == 0
    rows = [line.split("\t") for line in told.stdout.splitlines()]
    assert [row[0] for row in rows] == [
        "lively/reports",
        "lively/shelter",
        "lively/manual",
        "committee/1/r1",
        "sample/training",
    ]
    assert {len(row) for row in rows} == {5}
    assert not set(told.stdout) & set("\x1b\u200e\u2068…")


def test_nothing_found_is_said_beside_the_pipe(place: Path) -> None:
    told = mou(place, "list", "commitments", "--flag", "suspect", "--lang", "en")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "No commitments match.\n")
    assert (
        mou(place, "due", "--within", "0d", "--agency", "bh-authority", "--lang", "ar").stderr
        == "لا شيء يُستحق خلال 0 يوم.\n"
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("status", ["status"]),
        ("due", ["due", "--within", "2y"]),
        ("list-agreements", ["list", "agreements"]),
        ("list-commitments", ["list", "commitments"]),
        ("list-meetings", ["list", "meetings"]),
        ("list-agencies", ["list", "agencies"]),
        ("show", ["show", "lively"]),
        ("show", ["show", "committee"]),
        ("search", ["search", "دليل"]),
        ("explain", ["explain", "lively/shelter"]),
        ("rules", ["rules"]),
    ],
)
def test_every_json_output_keeps_to_its_schema(place: Path, kind: str, words: list[str]) -> None:
    told = mou(place, *words, "--json")
    assert (told.returncode, told.stderr) == (0, "")
    document = json.loads(told.stdout)
    Draft202012Validator(output_schema(kind)).validate(document)
    assert (document["kind"], document["asOf"]) == (kind, "2026-06-30")
    assert document["data"]


def test_every_kind_of_output_has_its_journey() -> None:
    marks = test_every_json_output_keeps_to_its_schema.pytestmark  # type: ignore[attr-defined]
    assert {kind for kind, _ in marks[0].args[1]} | {"history", "diff"} == set(OUTPUTS)  # those two: test_history.py


def test_json_is_the_same_in_both_languages(place: Path) -> None:
    assert mou(place, "due", "--json", "--lang", "ar").stdout == mou(place, "due", "--json", "--lang", "en").stdout


def test_filters_choose(place: Path) -> None:
    told = mou(place, "list", "commitments", "--agency", "world-office", "--pillar", "protection", "--lang", "en")
    assert [line.split("\t")[0] for line in told.stdout.splitlines()] == ["lively/manual"]
    told = mou(place, "list", "agreements", "--side", "wo", "--state", "سارية", "--lang", "ar")
    assert [line.split("\t")[0] for line in told.stdout.splitlines()] == ["parent"]
    told = mou(place, "due", "--within", "6m", "--agreement", "lively", "--lang", "en")
    assert "sample" not in told.stdout
    assert told.stdout.startswith("2025-04-01\t455 days late\treport due\tlively/reports\t")


@pytest.mark.parametrize(
    ("words", "told", "helped"),
    [
        (["list", "agreemnts"], "WHAT has no value agreemnts", "Did you mean agreements?"),
        (["list", "commitments", "--flag", "overdu"], "--flag has no value overdu", "Did you mean overdue?"),
        (["list", "agreements", "--side", "ZZZ"], "--side has no value ZZZ", "There are: BH, OM, WO"),
        (["list", "agencies", "--sort", "size"], "--sort has no value size", "There are: id, date, state, due, title"),
        (["status", "--agency", "om-counsil"], "--agency has no value om-counsil", "Did you mean om-council?"),
        (["due", "--within", "soon"], "soon is not a span of time", "Write it like this: 90d, 12w, 6m, 1y or P90D"),
        (["show", "livly"], "There is no record livly", "Did you mean lively?"),
        (["explain", "lively", "stat"], "lively has no derived value stat", "Did you mean state?"),
    ],
)
def test_a_wrong_word_is_one_line_with_a_remedy(place: Path, words: list[str], told: str, helped: str) -> None:
    ended = mou(place, *words, "--lang", "en")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"error: {told}\nhelp: {helped}\n"


def test_a_file_left_out_is_told_in_every_command(tmp_path: Path) -> None:
    place = laid_out(tmp_path, {**FILES, "agreements/broken.yaml": "format: [\n"})
    for words in (
        ["status"],
        ["due"],
        ["list", "agencies"],
        ["search", "training"],
        ["show", "sample"],
        ["list", "agreements", "--json"],
    ):
        ended = mou(place, *words, "--lang", "en")
        assert ended.returncode == 0
        assert "agreements/broken.yaml" in ended.stderr
        assert "1 file could not be read and is left out; mou validate says more" in ended.stderr


def test_showing_does_not_load_the_model() -> None:
    """What only reads works on cards: the library of the models is for records that are judged or changed."""
    modules = (
        "mou_tracker.analysis.overview, mou_tracker.analysis.listing, mou_tracker.analysis.search, mou_tracker.cli.listings, "
        "mou_tracker.cli.filtering, mou_tracker.render.terminal.status, mou_tracker.render.terminal.records, "
        "mou_tracker.render.envelope, mou_tracker.actions.gather"
    )
    code = (
        f"import sys, {modules}; print([name for name in ('pydantic', 'ruamel', 'git', 'rich') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_remembered_dashboard_is_the_same_and_tells_the_unreadable_again(place: Path, tmp_path: Path) -> None:
    def looked() -> tuple[str, str]:
        found = mou(place, "status", "--lang", "en", XDG_CACHE_HOME=str(tmp_path))
        return found.stdout, found.stderr

    (place / "agreements/broken.yaml").write_text("a: [\n")
    first = looked()
    assert looked() == looked() == first
    assert list(tmp_path.rglob("answers"))
    assert "agreements/broken.yaml" in first[1]
    (place / "agreements/broken.yaml").unlink()
    assert "broken" not in looked()[1]
