"""What is installed from a wheel: the program, its templates, its translations and the example register, nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = re.compile(
    r"mou_tracker/(?:[\w/]+\.py|py\.typed|i18n/locale/ar/mou\.mo"
    r"|templates/[\w./-]+\.(?:j2|yaml|toml|md|css|typ|ttf|docx|txt)|templates/init/gitattributes"
    r"|example/(?:mou\.toml|agencies\.yaml|(?:agreements|meetings)/[\w/-]+\.yaml|(?:evidence|texts)/[\w./-]+))"
    r"|mou_tracker-[\w.]+\.dist-info/[\w/.]+"
)
RUN = """
import sys
from pathlib import Path
from mou_tracker.actions.begin import begin
from mou_tracker.actions.tour import copy_example
import mou_tracker
assert Path(mou_tracker.__file__).is_relative_to(sys.argv[1]), mou_tracker.__file__
print(len(begin(Path("new"), "ar").files), len(copy_example(Path("tour"))))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_what_it_must_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if not ALLOWED.fullmatch(name)] == []
    assert len(names) == len(set(names))
    example = {
        f"mou_tracker/example/{path.relative_to(ROOT).as_posix()}"
        for part in ("mou.toml", "agencies.yaml", "agreements", "meetings", "evidence", "texts")
        for path in [ROOT / part, *(ROOT / part).rglob("*")]
        if path.is_file()
    }
    templates = {
        f"mou_tracker/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*") if path.is_file()
    }
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "mou_tracker").rglob("*.py")}
    assert example | templates | modules <= set(names)
    assert "mou_tracker/i18n/locale/ar/mou.mo" in names
    assert "mou_tracker/py.typed" in names


@pytest.mark.slow
def test_the_program_finds_its_folders_when_installed(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "work").mkdir()
    command = [sys.executable, "-c", RUN, str(tmp_path / "site")]
    environment = {"PYTHONPATH": str(tmp_path / "site"), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tmp_path / "work", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "10"
    assert (tmp_path / "work" / "new" / "mou.toml").is_file()
    assert (tmp_path / "work" / "tour" / "agencies.yaml").is_file()
