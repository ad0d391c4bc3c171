"""Verdicts kept between runs, outside the register. Deleting it changes no result; a damaged one is made anew.

Three files in a folder of the user's cache, each written whole and replaced in one step:

    index     per file of the register: its stamp and the digest of its content; and the fingerprint of them all
    verdicts  per digest: the verdict's row, packed, so that only the rows asked for are unpacked
    answers   per question about an unchanged register: the answer (findings of a day, an overview)
"""

from __future__ import annotations

import marshal
import os
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from mou_tracker.store.outputs import remove_quietly, replace_quietly
from mou_tracker.store.rows_file import Rows, RowsFile, pieces

FORMAT = b"mou-cache-1\n"
RACY_NS = 2_000_000_000
"""A file changed this shortly before the index was written may change again within the same tick of its clock; its
stamp is not believed, and its content is looked at."""

MOST_ANSWERS = 12

Stamp = tuple[int, ...]
UNTRUSTED: Stamp = ()


class Index(NamedTuple):
    """What was there when the cache was written: the fingerprint of the register and, per path, stamp and digest."""

    fingerprint: bytes
    files: Mapping[str, tuple[Stamp, bytes]]


NO_INDEX = Index(b"", {})


class Cache:
    """The kept verdicts of one register; `folder` None keeps nothing. `generation` names the program and its rules."""

    def __init__(self, folder: FilePath | None, generation: str = "") -> None:
        self.folder = folder
        self.generation = generation
        self.keeps = True
        """False: verdicts are read from it, and none is written."""

    def reading_only(self) -> Cache:
        """The same kept verdicts for a register that is only thought of: nothing of it is kept."""
        cache = Cache(self.folder, self.generation)
        cache.keeps = False
        return cache

    def index(self) -> Index:
        """The index, empty when there is none or it is of another generation."""
        found = self._load("index")
        return Index(*found) if found else NO_INDEX

    def rows(self) -> Rows:
        """Packed rows by digest."""
        return RowsFile(self.folder / "verdicts", self.generation) if self.folder else {}

    def keep(self, files: Mapping[str, tuple[Stamp, bytes]], rows: Rows, fingerprint: bytes) -> Rows:
        """Replaces index and verdicts by these; gives the rows from where they are kept now, out of memory if it can."""
        if self.folder is None or not self.keeps:
            return rows
        limit = time.time_ns() - RACY_NS
        trusted = {
            path: ((stamp if stamp and max(stamp[1:3]) < limit else UNTRUSTED), digest)
            for path, (stamp, digest) in files.items()
        }
        if set(rows.keys()) != set(self.rows().keys()):
            replace_quietly(self.folder / "verdicts", pieces(rows, rows.keys(), self.generation))
        self._save("index", (fingerprint, trusted))
        kept = self.rows()
        return kept if set(kept.keys()) >= set(rows.keys()) else rows

    def is_whole(self) -> bool:
        """Whether all that belongs to an index is there."""
        return self.folder is None or all((self.folder / name).exists() for name in ("verdicts", "titles"))

    def drop(self) -> None:
        """Forgets a cache that turned out to be damaged."""
        for name in ("index", "verdicts"):
            if self.folder is not None and self.keeps:
                remove_quietly(self.folder / name)

    def remember(
        self,
        fingerprint: bytes,
        question: str,
        compute: Callable[[], Any],
        holds: Callable[[Any], bool] = lambda _: True,
    ) -> Any:
        """The answer (builtin types only) to a question about the register of this fingerprint, computed once.

        `holds` says whether a remembered answer still does, where it rests on more than the register.
        """
        if not fingerprint or self.folder is None or not self.keeps:
            return compute()
        answers: dict[Any, Any] = self._load("answers") or {}
        key = (fingerprint, question)
        if key not in answers or not holds(answers[key]):
            fresh = {known: answer for known, answer in answers.items() if known[0] == fingerprint}
            answers = dict(list(fresh.items())[-MOST_ANSWERS:])
            answers[key] = compute()
            self._save("answers", answers)
        return answers[key]

    def _load(self, name: str) -> Any:
        """The content of one file, None unless it is whole and of this generation."""
        if self.folder is None:
            return None
        try:
            with open(self.folder / name, "rb") as file:
                content = file.read()
        except OSError:
            return None
        head, body = content[: len(FORMAT) + 4], memoryview(content)[len(FORMAT) + 4 :]
        if head != FORMAT + zlib.crc32(body).to_bytes(4, "big"):
            return None
        try:
            generation, value = marshal.loads(body)
        except (ValueError, EOFError, TypeError):
            return None
        return value if generation == self.generation else None

    def _save(self, name: str, value: Any) -> None:
        if self.folder is None or not self.keeps:
            return
        body = marshal.dumps((self.generation, value))
        replace_quietly(self.folder / name, [FORMAT, zlib.crc32(body).to_bytes(4, "big"), body])


def generation(version: str) -> str:
    """The program as it is: its version and the sizes of its files; in a checkout also when they last changed.

    An installed program has other times on every machine, and the same files: a cache kept by CI stays good.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    in_checkout = os.path.exists(os.path.join(os.path.dirname(package), ".git"))
    mark, newest = 0, 0
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            if name.endswith((".py", ".mo")):
                found = os.stat(os.path.join(folder, name))
                mark = zlib.crc32(f"{name} {found.st_size}".encode(), mark)
                newest = max(newest, found.st_mtime_ns)
    return f"{version} {mark} {newest if in_checkout else 0}"


def user_folder(environ: Mapping[str, str]) -> FilePath | None:
    """The folder of all caches of this user; None when the user wants none or has no home."""
    if environ.get("MOU_NO_CACHE"):
        return None
    home = environ.get("HOME") or environ.get("USERPROFILE")
    base = environ.get("XDG_CACHE_HOME") or environ.get("LOCALAPPDATA") or (f"{home}/.cache" if home else "")
    return FilePath(base, "mou-tracker") if os.path.isabs(base) else None


def folder_for(root: FilePath, environ: Mapping[str, str]) -> FilePath | None:
    """Where the cache of one register lives: not in its repository, since one from elsewhere could bring its own."""
    folder = user_folder(environ)
    real = os.path.realpath(root).encode("utf-8", "surrogateescape")
    return folder / f"{zlib.crc32(real):08x}{zlib.adler32(real):08x}" if folder else None
