"""Git is run so that nothing else runs: whatever the repository's settings, attributes, hooks and our environment say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history import gitcall
from mou_tracker.history.gitcall import GitFailed, call, executable
from mou_tracker.history.log import commits
from mou_tracker.history.moments import history_of, line_of_head, moment_of
from mou_tracker.history.snapshot import Commit
from tests.history_repo import SAMPLE, Repo, lived

HOSTILE = """
[core]
\tfsmonitor = {run}
\thooksPath = {hooks}
\tpager = {run}
\teditor = {run}
\taskPass = {run}
\tsshCommand = {run}
\tgitProxy = {run}
\talternateRefsCommand = {run}
\tattributesFile = {attributes}
[pager]
\tlog = {run}
[diff]
\texternal = {run}
[diff "evil"]
\ttextconv = {run}
\tcommand = {run}
[filter "evil"]
\tclean = {run}
\tsmudge = {run}
\tprocess = {run}
\trequired = true
[log]
\tshowSignature = true
[gpg]
\tprogram = {run}
[trailer "co"]
\tcommand = {run}
[credential]
\thelper = {run}
[protocol "ext"]
\tallow = always
[remote "origin"]
\turl = ext::{run}
\tpromisor = true
\tpartialclonefilter = blob:none
[extensions]
\tpartialClone = origin
[alias]
\tlog = !{run}
\tls-tree = !{run}
\tcat-file = !{run}
\trev-parse = !{run}
"""


class Trap:
    """A repository from elsewhere, and a file that appears when one of its commands has run."""

    def __init__(self, folder: Path) -> None:
        self.repo = lived(folder / "repo")
        self.mark = folder / "it-ran"
        script = folder / "run"
        script.write_text(f"#!/bin/sh\necho x >> {self.mark}\nexit 1\n")
        script.chmod(0o755)
        hooks = folder / "hooks"
        hooks.mkdir()
        for name in ("post-index-change", "pre-commit", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
            (hooks / name).write_text(f"#!/bin/sh\necho x >> {self.mark}\n")
            (hooks / name).chmod(0o755)
        attributes = folder / "attributes"
        attributes.write_text("* diff=evil filter=evil\n")
        self._sign()
        settings = HOSTILE.format(run=script, hooks=hooks, attributes=attributes)
        with (self.repo.top / ".git/config").open("a") as file:
            file.write(settings)

    def _sign(self) -> None:
        """A newest commit that says it is signed, so that git would have it checked."""
        raw = self.repo.git("cat-file", "commit", "HEAD")
        head, _, message = raw.partition("\n\n")
        signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
        path = self.repo.top / ".git/signed"
        path.write_text(signed)
        ident = self.repo.git("hash-object", "-t", "commit", "-w", "--literally", str(path)).strip()
        self.repo.git("update-ref", "refs/heads/main", ident)

    @property
    def root(self) -> Path:
        return self.repo.root

    def sprung(self) -> bool:
        found = self.mark.exists()
        self.mark.unlink(missing_ok=True)
        return found


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    found = Trap(tmp_path)
    found.sprung()
    return found


PLAIN = {
    "status": ["status"],
    "log with signatures": ["log", "-1"],
    "a comparison": ["log", "-p", "--ext-diff", "-1"],
    "a diff of files": ["diff", "HEAD~1"],
}


@pytest.mark.parametrize("what", PLAIN)
def test_the_trap_works_on_plain_git(trap: Trap, what: str) -> None:
    (trap.root / SAMPLE).write_text("format: mou/1\n")
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    subprocess.run(["git", "-C", str(trap.root), *PLAIN[what]], env=env, capture_output=True, check=False)
    assert trap.sprung()


def test_the_trap_works_on_a_missing_object(trap: Trap) -> None:
    missing = f"{'1' * 40}\n".encode()
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    command = ["git", "-C", str(trap.root), "cat-file", "--batch"]
    subprocess.run(command, input=missing, env=env, capture_output=True, check=False)
    assert trap.sprung()


READS: dict[str, Callable[[Path], object]] = {
    "revision": lambda root: moment_of(history_of(root), "HEAD~1"),
    "line": lambda root: line_of_head(history_of(root)),
    "log": lambda root: commits(history_of(root)),
    "files": lambda root: [Commit(root, "HEAD").read(entry.path) for entry in Commit(root, "HEAD").entries()],
    "digest": lambda root: Commit(root, "HEAD").digest(SAMPLE),
    "comparison": lambda root: call(root, ["diff", "HEAD~1", "HEAD"]),
    "patches": lambda root: call(root, ["log", "-p"]),
    "one commit": lambda root: call(root, ["show", "HEAD"]),
    "missing object": lambda root: call(root, ["cat-file", "--batch"], f"{'1' * 40}\n".encode()),
}


@pytest.mark.parametrize("what", READS)
def test_reading_runs_nothing(trap: Trap, what: str) -> None:
    assert READS[what](trap.root)
    assert not trap.sprung()


def test_writing_leaves_hooks_in_force(trap: Trap) -> None:
    with pytest.raises(GitFailed):
        call(
            trap.root, ["-c", "core.hooksPath=/nonexistent", "-c", "filter.evil.required=false", "commit"], writing=True
        )
    trap.repo.git("config", "--unset-all", "extensions.partialClone")
    trap.sprung()
    with pytest.raises(GitFailed):
        call(trap.root, ["commit", "--only", "-F", "-", "--", SAMPLE], b"Try\n", writing=True)
    assert trap.sprung()


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return lived(tmp_path / "repo")


def test_variables_that_mean_another_repository_are_not_inherited(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other")
    names = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")
    for name in names:
        monkeypatch.setenv(name, str(other.top / ".git"))
    assert call(repo.root, ["rev-parse", "--show-toplevel"]).decode().strip() == str(repo.top.resolve())
    assert len(line_of_head(history_of(repo.root))) == 7
    assert [os.environ[name] for name in names] == [str(other.top / ".git")] * len(names)


def test_what_git_says_is_kept(repo: Repo) -> None:
    with pytest.raises(GitFailed) as found:
        call(repo.root, ["rev-parse", "--verify", "nosuch"])
    assert found.value.first_line == "Needed a single revision"
    assert found.value.code == 128
    assert found.value.exit_code == 2


def test_a_folder_that_is_gone_is_no_reason_to_work_elsewhere(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.root)
    with pytest.raises(GitFailed, match="git says"):
        call(repo.root / "nosuch", ["rev-parse", "HEAD"])


def test_paths_are_never_patterns(repo: Repo) -> None:
    assert call(repo.root, ["ls-files", "--", "agreements/*.yaml"]) == b""
    assert call(repo.root, ["ls-files", "--", SAMPLE]).decode().strip() == SAMPLE


def test_the_words_of_paths_are_not_taken_for_commands(repo: Repo) -> None:
    repo.commit("A folder named like a command", "2026-06-28", {"agreements/log/diff.yaml": "a: 1\n"})
    assert call(repo.root, ["ls-files", "--", "agreements/log/diff.yaml"])
    assert call(repo.root, ["ls-files", "--", "log"]) == b""


@pytest.mark.parametrize("kind", ["relative", "empty"])
def test_a_git_lying_about_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\ntouch ran\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", {"relative": ".", "empty": ""}[kind] + os.pathsep + os.environ["PATH"])
    executable.cache_clear()
    try:
        assert Path(executable()).is_absolute()
        assert Path(executable()).parent != tmp_path
    finally:
        executable.cache_clear()


def test_without_git_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    executable.cache_clear()
    try:
        with pytest.raises(HistoryTrouble, match="not installed") as found:
            call(tmp_path, ["--version"])
        assert "https://git-scm.com" in found.value.hint
    finally:
        executable.cache_clear()


def test_the_library_is_shown_the_same_git(monkeypatch: pytest.MonkeyPatch, repo: Repo) -> None:
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", "/nonexistent/git")
    assert call(repo.root, ["--version"]).startswith(b"git version")
    assert os.environ["GIT_PYTHON_GIT_EXECUTABLE"] == "/nonexistent/git"


def test_every_program_of_the_library_is_named() -> None:
    assert "log" in gitcall._plainly(["-c", "diff.x=1", "log", "-1"])
    assert gitcall._plainly(["-c", "a=b", "log", "-1"])[3:5] == ["--no-ext-diff", "--no-textconv"]
    assert gitcall._plainly(["ls-files", "--", "log"]) == ["ls-files", "--", "log"]
    assert gitcall._plainly([]) == []
