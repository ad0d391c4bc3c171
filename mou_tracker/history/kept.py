"""What is kept between runs of a past state of the register, beside what is kept of the files as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from mou_tracker.store.cache import Cache
from mou_tracker.store.rows_file import Rows


class PastCache(Cache):
    """The verdicts of the past state asked for last. What the cache of the working files has is taken from there: most files
    of an old commit are still what they were.
    """

    def __init__(self, now: Cache) -> None:
        super().__init__(now.folder / "at" if now.folder else None, now.generation)
        self._now = now

    def rows(self) -> Rows:
        """Packed rows by digest, of the past and of now."""
        return _Either(super().rows(), self._now.rows())


class _Either:
    """The rows of two places."""

    def __init__(self, first: Rows, second: Rows) -> None:
        self._first = first
        self._second = second

    def __contains__(self, digest: object) -> bool:
        return digest in self._first or digest in self._second

    def __getitem__(self, digest: bytes) -> bytes:
        return self._first[digest] if digest in self._first else self._second[digest]

    def keys(self) -> Iterable[bytes]:
        """The digests there are."""
        return {*self._first.keys(), *self._second.keys()}
