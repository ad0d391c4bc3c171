"""A register from its source: every file judged once, unreadable ones named, never skipped."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from mou_tracker.diagnostics import Diagnostic, Severity
from mou_tracker.model.cards import AgencyCard, AgreementCard, MeetingCard, without_texts
from mou_tracker.model.register import Register
from mou_tracker.model.settings import Settings
from mou_tracker.store.cache import NO_INDEX, Cache, Index, Stamp
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.rows_file import Rows
from mou_tracker.store.source import AGENCIES, SETTINGS, Entry, Source, Unreadable
from mou_tracker.store.titles import title_line, title_lines, write_titles
from mou_tracker.store.verdict import FileVerdict, from_row, to_row
from mou_tracker.store.workers import Tick, shared_out
from mou_tracker.store.workspace import read_settings


class Loaded:
    """A register as its files stand, with the verdicts on them; the parts are put together when first asked for.

    `fingerprint` is the same exactly when no file changed and the program is the same; empty when it is not known.
    With `texts` False the cards come without the words of their items, which checks do not need and which are most of
    their weight.
    """

    def __init__(self, source: Source, index: Index, rows: Rows, cache: Cache, *, texts: bool, is_new: bool) -> None:
        self.source = source
        self.fingerprint = index.fingerprint
        self.files = len(index.files)
        self.cache = cache
        self._index = index
        self._rows = rows
        self._texts = texts
        self._is_new = is_new

    @cached_property
    def _settings(self) -> tuple[Settings, list[Diagnostic]]:
        return read_settings(self.source)

    @cached_property
    def verdicts(self) -> tuple[FileVerdict, ...]:
        """The verdict on every file, by path; judged anew when the cache lost it."""
        lines: list[str] = []
        try:
            verdicts = tuple(self._unpacked(digest, lines) for _, digest in self._index.files.values())
        except KeyError:
            self.cache.drop()
            return _renewed(self.source, self.source.entries(), self.cache, texts=self._texts).verdicts
        if self._is_new and self.cache.folder and self.cache.keeps:
            settings = self._settings[0]
            lines += [
                title_line(thread, "thread", title, settings.language) for thread, title in settings.threads.items()
            ]
            write_titles(self.cache.folder, lines)
        return verdicts

    def _unpacked(self, digest: bytes, lines: list[str]) -> FileVerdict:
        verdict = from_row(marshal.loads(self._rows[digest]))
        if self._is_new:
            lines += title_lines(verdict.cards, self._settings[0].language)
        return verdict if self._texts else verdict._replace(cards=tuple(map(without_texts, verdict.cards)))

    @cached_property
    def register(self) -> Register:
        """The register of these verdicts."""
        return put_together(self._settings[0], self.verdicts)

    def findings(self) -> Iterator[Diagnostic]:
        """What each file says of itself, before severities and excuses."""
        yield from self._settings[1]
        for verdict in self.verdicts:
            yield from verdict.findings

    def unreadable(self) -> list[Diagnostic]:
        """Why files are left out of the register, for every command to tell."""
        broken = (finding for verdict in self.verdicts if verdict.is_broken for finding in verdict.findings)
        return [*self._settings[1], *(finding for finding in broken if finding.severity is Severity.ERROR)]


def load(source: Source, cache: Cache | None = None, *, texts: bool = True, tick: Tick | None = None) -> Loaded:
    """Reads what changed of the source since the cache was written (everything, without one).

    `tick` is told how many of how many files were looked at, for a progress bar.
    """
    cache = cache or Cache(None)
    index = cache.index()
    entries = source.entries()
    if index is not NO_INDEX and _same(entries, index.files) and cache.is_whole():
        return Loaded(source, index, cache.rows(), cache, texts=texts, is_new=False)
    return _renewed(source, entries, cache, texts=texts, tick=tick)


def _same(entries: Sequence[Entry], files: Any) -> bool:
    return len(entries) == len(files) and all(
        (known := files.get(path)) is not None and known[0] == stamp for path, stamp in entries
    )


def _renewed(
    source: Source, entries: Sequence[Entry], cache: Cache, *, texts: bool, tick: Tick | None = None
) -> Loaded:
    """Everything looked at; verdicts of unchanged content are taken from the cache."""
    settings, _ = read_settings(source)
    salt = _salt(source)
    known_rows = cache.rows()
    trusted = {path: known for path, known in cache.index().files.items() if known[1].startswith(salt)}
    stamps: dict[str, Stamp] = dict(entries)

    def work(path: str) -> tuple[bytes, bytes]:
        known = trusted.get(path)
        if known and known[0] == stamps[path] and known[1] in known_rows:
            return known[1], b""
        return _judged(source, path, settings, salt, known_rows)

    results = shared_out(work, list(stamps), tick)
    made = {digest: row for digest, row in results if row}
    files = {path: (stamps[path], digest) for path, (digest, _) in zip(stamps, results, strict=True)}
    del results
    digests = [digest for _, digest in files.values()]
    fingerprint = _digest(salt, repr(list(zip(files, digests, strict=True))).encode())
    try:
        rows = cache.keep(files, Both(made, known_rows, digests), fingerprint)
    except KeyError:  # a kept row is damaged
        cache.drop()
        return _renewed(source, entries, cache, texts=texts, tick=tick)
    return Loaded(source, Index(fingerprint, files), rows, cache, texts=texts, is_new=True)


class Both:
    """The rows of these digests, made now or known before."""

    def __init__(self, made: Mapping[bytes, bytes], known: Rows, digests: Sequence[bytes]) -> None:
        self._made = made
        self._known = known
        self._digests = dict.fromkeys(digests)

    def __contains__(self, digest: object) -> bool:
        return digest in self._digests

    def __getitem__(self, digest: bytes) -> bytes:
        return self._made.get(digest) or self._known[digest]

    def keys(self) -> Iterable[bytes]:
        """The digests there are."""
        return self._digests.keys()


def _judged(source: Source, path: str, settings: Settings, salt: bytes, known: Rows) -> tuple[bytes, bytes]:
    """The digest of a file's content and its packed row (empty when the cache has it)."""
    from mou_tracker.store.judge import judge, refused

    try:
        content = source.read(path)
    except Unreadable as trouble:
        code = "MOU002" if trouble.reason == "too_large" else "MOU001"
        params = {"size": trouble.size, "limit": MAX_BYTES} if trouble.size else {"reason": trouble.reason}
        return _digest(salt, repr((path, params)).encode()), marshal.dumps(
            to_row(refused(path, Diagnostic(code, path, params=params)))
        )
    digest = _digest(salt, path.encode("utf-8", "surrogateescape") + b"\0" + content)
    if digest in known:
        return digest, b""
    return digest, marshal.dumps(to_row(judge(path, content, settings)))


def _salt(source: Source) -> bytes:
    """What every verdict depends on beside its file: the settings."""
    try:
        return _digest(b"", source.read(SETTINGS))[:8]
    except Unreadable:
        return b"-" * 8


def _digest(salt: bytes, content: bytes) -> bytes:
    from hashlib import blake2b

    return salt + blake2b(content, digest_size=16).digest()


def put_together(settings: Settings, verdicts: Sequence[FileVerdict]) -> Register:
    """The register of these verdicts; of two records with one id the first (by path) stands, a rule names both."""
    agreements: dict[str, AgreementCard] = {}
    meetings: dict[str, MeetingCard] = {}
    agencies: dict[str, AgencyCard] = {}
    twins: list[tuple[str, str, str]] = []
    for verdict in verdicts:
        for card in verdict.cards:
            if isinstance(card, AgreementCard):
                if agreements.setdefault(card.id, card) is not card:
                    twins.append((card.id, agreements[card.id].file, card.file))
            elif isinstance(card, MeetingCard):
                meetings.setdefault(card.id, card)
            else:
                agencies.setdefault(card.id, card)
    broken = frozenset(verdict.ident for verdict in verdicts if verdict.is_broken)
    return Register(settings, agencies, agreements, meetings, broken, AGENCIES in broken, tuple(twins))
