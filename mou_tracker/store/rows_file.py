"""Packed rows in one file, each fetched by its digest when it is asked for, none held in memory."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Protocol

FORMAT = b"mou-rows-1\n"


class Rows(Protocol):
    """Packed rows by digest."""

    def __contains__(self, digest: object, /) -> bool: ...
    def __getitem__(self, digest: bytes, /) -> bytes: ...
    def keys(self) -> Iterable[bytes]:
        """The digests there are."""
        ...


class RowsFile:
    """The rows of a file as it was when it was opened, even if another process replaces it meanwhile.

    A row that is damaged is as good as missing: `KeyError`.
    """

    def __init__(self, path: FilePath, generation: str) -> None:
        self._places: Mapping[bytes, tuple[int, int, int]] = {}
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - open as long as the object lives
            self._places, self._start = _head(self._file.read(len(FORMAT) + 8), self._file.read, generation)
        except (OSError, ValueError, EOFError, TypeError):
            self._places = {}

    def __del__(self) -> None:
        if file := getattr(self, "_file", None):
            file.close()

    def __contains__(self, digest: object) -> bool:
        return digest in self._places

    def __getitem__(self, digest: bytes) -> bytes:
        offset, length, check = self._places[digest]
        self._file.seek(self._start + offset)
        row = self._file.read(length)
        if zlib.crc32(row) != check:
            raise KeyError(digest)
        return row

    def keys(self) -> Iterable[bytes]:
        """The digests there are."""
        return self._places.keys()


def _head(
    first: bytes, read: Callable[[int], bytes], generation: str
) -> tuple[Mapping[bytes, tuple[int, int, int]], int]:
    length = int.from_bytes(first[len(FORMAT) : len(FORMAT) + 4], "big")
    head = read(length)
    if first[: len(FORMAT)] != FORMAT or zlib.crc32(head) != int.from_bytes(first[len(FORMAT) + 4 :], "big"):
        raise ValueError
    found, places = marshal.loads(head)
    return (places if found == generation else {}), len(first) + length


def pieces(rows: Rows, digests: Iterable[bytes], generation: str) -> Iterator[bytes]:
    """The bytes of a file with these rows, piece by piece."""
    places: dict[bytes, tuple[int, int, int]] = {}
    offset = 0
    for digest in digests:
        row = rows[digest]
        places[digest] = (offset, len(row), zlib.crc32(row))
        offset += len(row)
    head = marshal.dumps((generation, places))
    yield FORMAT + len(head).to_bytes(4, "big") + zlib.crc32(head).to_bytes(4, "big") + head
    for digest in places:
        yield rows[digest]
