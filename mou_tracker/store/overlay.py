"""A source with some files as they would be after a change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from mou_tracker.store.source import Entry, Source, Unreadable


class Overlay:
    """`base` with the `files` replaced (bytes) or taken away (None)."""

    def __init__(self, base: Source, files: Mapping[str, bytes | None]) -> None:
        self.base = base
        self.files = files

    def entries(self) -> list[Entry]:
        """The base's files and the new ones, sorted by path; a replaced file has a stamp no real file has."""
        kept = [entry for entry in self.base.entries() if entry.path not in self.files]
        ours = [
            Entry(path, (-len(content), int.from_bytes(hashlib.sha256(content).digest()[:7], "big")))
            for path, content in self.files.items()
            if content is not None and path.split("/")[0] in ("agreements", "meetings", "agencies.yaml", "mou.toml")
        ]
        return sorted([*kept, *ours])

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises `Unreadable`."""
        if path not in self.files:
            return self.base.read(path)
        content = self.files[path]
        if content is None:
            raise Unreadable("missing")
        return content

    def size_of(self, path: str) -> int | None:
        """The size of a file that records point to, None when there is none."""
        if path not in self.files:
            return self.base.size_of(path)
        content = self.files[path]
        return None if content is None else len(content)

    def state_of(self, path: str) -> tuple[int, ...] | None:
        """What changes when such a file does."""
        if path not in self.files:
            return self.base.state_of(path)
        size = self.size_of(path)
        return None if size is None else (size,)

    def digest(self, path: str) -> str:
        """The SHA-256 of such a file; raises `Unreadable`."""
        return hashlib.sha256(self.read(path)).hexdigest() if path in self.files else self.base.digest(path)
