"""The one place that runs git: by its absolute path, in a cleaned environment, so that reading runs nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mou_tracker.errors import HistoryTrouble
from mou_tracker.i18n.catalog import N_

if TYPE_CHECKING:
    from git.cmd import Git

_ALWAYS = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false")

_READING = (
    *("--no-optional-locks", "--no-replace-objects"),
    *("-c", f"core.hooksPath={os.devnull}", "-c", "log.showSignature=false"),
)
"""What a repository's own settings may make git run while it reads: file watchers, hooks, checkers of signatures, diff
programs. Replaced objects would let one id have two contents.
"""

_COMPARING = frozenset({"log", "diff", "diff-tree", "show"})
_PLAINLY = ("--no-ext-diff", "--no-textconv")

_ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0"}
_NO_NETWORK: Mapping[str, str] = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
"""A partial clone fetches what is missing by a program its settings name: not while reading."""

_REDIRECTING = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE", "GIT_EXTERNAL_DIFF"),
    *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_CONFIG"),
)
"""Variables that mean another repository, or another reading of this one; git sets some of them for hooks."""

_PIPE = -1
"""What `subprocess` calls a pipe."""

_starting = Lock()


class GitFailed(HistoryTrouble):
    """Git ended with an error: `told` is what it said on stderr, `code` how it ended."""

    def __init__(self, code: int, told: str) -> None:
        self.code = code
        self.told = told
        super().__init__(N_("git says: {told}"), told=self.first_line)

    @property
    def first_line(self) -> str:
        """The line that says what went wrong, without git's own mark before it."""
        lines = [line.strip() for line in self.told.splitlines() if line.strip()]
        fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
        return (fatal or lines or [str(self.code)])[0].removeprefix("fatal: ").removeprefix("error: ")


def call(
    root: Path, args: Sequence[str], given: bytes | None = None, *, writing: bool = False, keeping: Sequence[int] = ()
) -> bytes:
    """What `git ARGS`, standing in `root`, prints; `given` is its input. Raises `GitFailed`.

    `writing` leaves the user's hooks and signing in force and lets git take locks; the key that interrupts us is then not
    passed on to git. `keeping` are open files that git holds too, as long as it runs.
    """
    process = begun(root, args, given is not None, writing=writing, keeping=keeping)
    out, err = process.communicate(given)
    if process.returncode:
        raise GitFailed(process.returncode, err.decode("utf-8", "replace"))
    content: bytes = out
    return content


def begun(
    root: Path, args: Sequence[str], has_input: bool, *, writing: bool = False, keeping: Sequence[int] = ()
) -> Git.AutoInterrupt:
    """The running process of `git ARGS` with pipes as its streams; it is ended when it is let go."""
    program = executable()
    with _starting, _surroundings(program):
        return _git().execute(
            [program, "-C", os.fspath(root), *_ALWAYS, *(() if writing else _READING), *_plainly(args)],
            istream=_PIPE if has_input else None,
            as_process=True,
            env={**_ENVIRONMENT, **({} if writing else _NO_NETWORK)},
            start_new_session=writing,
            **({"pass_fds": tuple(keeping)} if keeping else {}),
        )


def _plainly(args: Sequence[str]) -> list[str]:
    """Commands that compare are told to run no program for it."""
    at = 0
    while at < len(args) and args[at].startswith("-"):
        at += 2 if args[at] == "-c" else 1
    return [*args[: at + 1], *_PLAINLY, *args[at + 1 :]] if args[at : at + 1] and args[at] in _COMPARING else [*args]


@contextmanager
def _surroundings(program: str) -> Iterator[None]:
    """The environment as a new process should inherit it: GitPython adds to what is there, and takes nothing away.

    GitPython looks for a git of its own when it is imported; it is shown ours.
    """
    kept = {name: os.environ.pop(name) for name in (*_REDIRECTING, _ITS_GIT) if name in os.environ}
    os.environ[_ITS_GIT] = program
    try:
        yield
    finally:
        del os.environ[_ITS_GIT]
        os.environ.update(kept)


_ITS_GIT = "GIT_PYTHON_GIT_EXECUTABLE"


def _git() -> Git:
    try:
        from git.cmd import Git
    except ImportError:
        raise _missing() from None
    return Git()


@lru_cache(maxsize=1)
def executable() -> str:
    """The absolute path of git; a relative folder of the search path, which may be the register's own, is passed over."""
    names = ("git.exe", "git") if os.name == "nt" else ("git",)
    for folder in os.get_exec_path():
        for name in names:
            path = os.path.join(folder, name)
            if Path(folder).is_absolute() and os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    raise _missing()


def _missing() -> HistoryTrouble:
    return HistoryTrouble(
        N_("git is not installed, or not where programs are looked for"),
        N_("Install it: https://git-scm.com/downloads"),
    )
