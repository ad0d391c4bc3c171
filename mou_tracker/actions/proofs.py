"""Evidence as it is given: an address, or a file that is copied into the register under its own hash."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.bidi import has_rtl
from mou_tracker.i18n.catalog import N_

MOST_BYTES = 32 * 1024 * 1024
"""Larger files make every clone of the register slow; they are kept elsewhere and named by their address."""

FOLDER = "evidence"
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff"})
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Proof(NamedTuple):
    """Evidence as it was given: `where` is an address or a file's absolute path; kind and title may be empty."""

    where: str
    kind: str = ""
    title: str = ""


class Kept(NamedTuple):
    """The entries for a record, and the files that come into the register with them."""

    entries: list[dict[str, Any]]
    files: dict[str, bytes]


def kept(proofs: Sequence[Proof], languages: Sequence[str] = ("en",)) -> Kept:
    """What records say of these proofs, and their files as `evidence/<12 digits of the hash>-<name>`.

    `languages` are those of the register, its own first: a title is filed under the one of its script. FileTrouble where a file cannot be read, is no plain file, or is too large.
    """
    found = Kept([], {})
    for proof in proofs:
        if re.match(r"https?://", proof.where):
            title = proof.title or proof.where.partition("://")[2].rstrip("/")[:200]
            entry = {"kind": proof.kind or "publication", "title": _titled(title, languages), "url": proof.where}
            found.entries.append(entry)
            continue
        path = Path(proof.where)
        content = _content(path)
        digest = hashlib.sha256(content).hexdigest()
        name = f"{FOLDER}/{digest[:12]}-{safe_name(path.name)}"
        kind = proof.kind or ("photo" if path.suffix.lower() in _PICTURES else "document")
        title = proof.title or unicodedata.normalize("NFC", _printable(path.stem)) or digest[:12]
        found.entries.append({"kind": kind, "title": _titled(title, languages), "file": name, "sha256": digest})
        found.files[name] = content
    return found


def _titled(title: str, languages: Sequence[str]) -> str | dict[str, str]:
    language = "ar" if has_rtl(title) else "en"
    if language == languages[0] and len(languages) == 1:
        return title
    return {language: title} if language in languages else title


def safe_name(name: str) -> str:
    """The name with letters (of any script), digits, dots, dashes and underscores only; at most 80 characters."""
    path = Path(unicodedata.normalize("NFC", name))
    words, ending = re.sub(r"[^\w.-]+", "-", path.stem).strip(".-_"), path.suffix
    return (words[:80].rstrip(".-_") or "file") + re.sub(r"[^\w.]", "", ending)[:12].lower().rstrip(".")


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable()).strip()


def _content(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, _OPENING), "rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise FileTrouble(N_("{file} is not a plain file"), file=str(path))
            content = stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise FileTrouble(
            N_("{file} cannot be read: {reason}"), file=str(path), reason=trouble.strerror or type(trouble).__name__
        ) from None
    if len(content) > MOST_BYTES:
        raise FileTrouble(
            N_("{file} is larger than {limit} MB"),
            N_("Keep it where large files are kept, and give its address instead"),
            file=str(path),
            limit=MOST_BYTES // 1024 // 1024,
        )
    return content
