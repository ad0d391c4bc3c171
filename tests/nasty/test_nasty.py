"""Every nasty document gets its verdict, with a place and in time, from the fast and from the reference reading."""

from __future__ import annotations

import time

import pytest

from mou_tracker.diagnostics import Severity
from mou_tracker.store import reader
from mou_tracker.store.problems import PROBLEMS
from tests.nasty.documents import SYNTAX, Nasty, documents

ALL = documents()
SMALL = [document for document in ALL if len(document.content) <= 2000]
SLOWEST = 3.0
"""Seconds one document may take to read, on any machine."""


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(ALL) >= 500
    assert len({document.name for document in ALL}) == len(ALL)


def test_every_problem_has_documents() -> None:
    assert set(SYNTAX) == set(PROBLEMS) - {"other"}


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.name)
def test_the_verdict(document: Nasty) -> None:
    started = time.perf_counter()
    read, findings = reader.read(document.content, "f.yaml")
    between = time.perf_counter()
    data, same = reader.read_data(document.content, "f.yaml")
    assert max(between - started, time.perf_counter() - between) < SLOWEST
    check(document, read, findings)
    assert (data, same) == (read.data if read else None, findings)


@pytest.mark.parametrize("document", SMALL, ids=lambda document: document.name)
def test_the_verdict_without_libyaml(document: Nasty, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml, _ = reader.read(document.content, "f.yaml")
    monkeypatch.setattr(reader, "with_libyaml", lambda: False)
    read, findings = reader.read(document.content, "f.yaml")
    assert (read is None) == (with_libyaml is None)
    assert [finding.span for finding in findings if finding.span is None] == []
    if read and with_libyaml:
        assert (read.data, read.nodes, read.key_nodes) == (
            with_libyaml.data,
            with_libyaml.nodes,
            with_libyaml.key_nodes,
        )
    else:
        assert document.code


def check(document: Nasty, read: reader.Document | None, findings: list[reader.Diagnostic]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert (read is None) == bool(document.code)
    assert bool(errors) == bool(document.code)
    if document.code:
        assert document.code in {finding.code for finding in errors}
    if document.problem:
        assert document.problem in {finding.params.get("problem") for finding in errors}
    assert {finding.code for finding in findings if finding.severity is Severity.WARNING} == document.warnings
    for finding in findings:
        assert finding.span is not None
        assert finding.span >= (1, 1, 1, 1)
        assert (finding.span.end_line, finding.span.end_column) >= (finding.span.line, finding.span.column)
