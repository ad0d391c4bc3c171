"""MOU2xx and 3xx, sources and files: what is cited must be listed, what is listed cited, what is kept hashed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from mou_tracker.diagnostics import Path
from mou_tracker.rules.base import ERROR, INFO, WARNING, Finding, Rule, at
from mou_tracker.rules.inside import holders, values
from mou_tracker.rules.nearest import nearest

if TYPE_CHECKING:
    from mou_tracker.model.agency import AgencyFile
    from mou_tracker.model.agreement import Agreement
    from mou_tracker.model.base import Record
    from mou_tracker.model.meeting import Meeting

WholeRecord: TypeAlias = "Agreement | Meeting | AgencyFile"

Citation = tuple[str, Path]
"""The id of a source and the path of the key that cites it."""


def _citations(record: Record) -> Iterator[Citation]:
    for holder, path in holders(record, "source"):
        yield holder.source, (*path, "source")  # type: ignore[attr-defined]


def _unlisted(record: WholeRecord) -> Iterable[Finding]:
    everywhere = {source.id for source in record.sources}
    if everywhere.issuperset(values(record, "source")):
        return
    for source, path in _citations(record):
        listed = [*everywhere, *_agency_sources(record, path)]
        if source not in listed:
            yield at(*path, source=source, suggestion=nearest(source, listed))


def _agency_sources(record: WholeRecord, path: Path) -> list[str]:
    """The ids of the sources an agency lists for itself, for a citation below it."""
    from mou_tracker.model.agency import AgencyFile

    return [source.id for source in record.agencies[str(path[1])].sources] if isinstance(record, AgencyFile) else []


def _uncited(record: WholeRecord) -> Iterable[Finding]:
    """Sources beside others that nothing cites; a lone source, or a list nothing cites, stands for the whole record."""
    if len(record.sources) < 2:
        return
    cited = set(values(record, "source"))
    if cited:
        for index, source in enumerate(record.sources):
            if source.id not in cited:
                yield at("sources", index, source=source.id)


def _unhashed(record: WholeRecord) -> Iterable[Finding]:
    for holder, path in holders(record, "file") if values(record, "file") else ():
        if holder.sha256 is None:  # type: ignore[attr-defined]
            yield at(*path, "file", file=holder.file)  # type: ignore[attr-defined]


RULES: tuple[Rule, ...] = (
    Rule(
        code="MOU205",
        scope="record",
        severity=ERROR,
        title="Source not listed",
        message="The source {source} is not among the sources of this record",
        why="A fact whose source cannot be found is a fact without a source.",
        remedy="Add the source under sources, or correct the id that is cited.",
        sample="commitment",
        check=_unlisted,
        bad="source: s9\n",
        good="source: s1\n",
    ),
    Rule(
        code="MOU216",
        scope="record",
        severity=INFO,
        title="Source never cited",
        message="The source {source} is listed, but nothing in this record cites it",
        why="Where some facts name their source, a reader takes it that the others do not rest on this one.",
        remedy="Cite it where its facts stand, with the key source, or remove it.",
        sample="agreement",
        check=_uncited,
        bad="sources:\n"
        "  - {id: s1, kind: press, title: Report of the signature, date: 2025-01-16}\n"
        "  - {id: s2, kind: letter, title: Letter of the ministry, date: 2025-02-01}\n",
        good="signing: {date: 2025-01-15, source: s2}\n"
        "sources:\n"
        "  - {id: s1, kind: press, title: Report of the signature, date: 2025-01-16}\n"
        "  - {id: s2, kind: letter, title: Letter of the ministry, date: 2025-02-01}\n",
    ),
    Rule(
        code="MOU322",
        scope="record",
        severity=WARNING,
        title="File without its hash",
        message="The SHA-256 of {file} is not recorded",
        why="Without its hash nobody can later show that the file is the one that was recorded.",
        remedy="Add the key sha256 with the file's hash; the program writes it when it attaches a file.",
        sample="agreement",
        check=_unhashed,
        bad={
            "agreements/sample.yaml": "texts: [{language: ar, status: authentic, file: texts/sample-ar.txt}]\n",
            "texts/sample-ar.txt": "sample\n",
        },
        good={
            "agreements/sample.yaml": "texts:\n"
            "  - language: ar\n"
            "    status: authentic\n"
            "    file: texts/sample-ar.txt\n"
            "    sha256: aaf9ff488e0767da5ea1d56118e6f65a16c5633b0cefc1fa089bd3ab1810613d\n",
            "texts/sample-ar.txt": "sample\n",
        },
    ),
    Rule(
        code="MOU323",
        scope="file",
        severity=ERROR,
        title="File not there",
        message="There is no file {file} in the register",
        why="The record points to a text or to evidence that nobody can open.",
        remedy="Put the file at that place, correct the path, or give an address under url instead.",
        sample="agreement",
        bad="texts: [{language: ar, status: authentic, file: texts/lost.pdf, sha256: aaf9ff488e0767da5ea1d56118e6f65a16c5633b0cefc1fa089bd3ab1810613d}]\n",
        good="texts: [{language: ar, status: authentic, url: https://example.org/sample-ar}]\n",
    ),
    Rule(
        code="MOU324",
        scope="file",
        severity=ERROR,
        title="File changed since recorded",
        message="{file} is not the file that was recorded: its SHA-256 differs",
        why="The file was exchanged or edited after it was recorded, so it proves nothing until somebody has looked.",
        remedy="Restore the recorded file; or check the new one and record its SHA-256.",
        sample="agreement",
        bad={
            "agreements/sample.yaml": "texts:\n"
            "  - language: ar\n"
            "    status: authentic\n"
            "    file: texts/sample-ar.txt\n"
            "    sha256: aaf9ff488e0767da5ea1d56118e6f65a16c5633b0cefc1fa089bd3ab1810613d\n",
            "texts/sample-ar.txt": "another text\n",
        },
        good={
            "agreements/sample.yaml": "texts:\n"
            "  - language: ar\n"
            "    status: authentic\n"
            "    file: texts/sample-ar.txt\n"
            "    sha256: aaf9ff488e0767da5ea1d56118e6f65a16c5633b0cefc1fa089bd3ab1810613d\n",
            "texts/sample-ar.txt": "sample\n",
        },
    ),
)
