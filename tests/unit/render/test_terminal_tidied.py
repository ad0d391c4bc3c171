"""What `mou fmt` tells."""

from __future__ import annotations

from typing import NamedTuple

from mou_tracker.diagnostics import Diagnostic, Span
from mou_tracker.i18n.catalog import words_for
from mou_tracker.render.terminal.tidied import tidied_text


class Refused(NamedTuple):
    file: str
    findings: tuple[Diagnostic, ...] = ()


class Tidied(NamedTuple):
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


def said(done: Tidied, lang: str = "en", check: bool = False) -> list[str]:
    return tidied_text(done, words_for(lang), check=check).splitlines()


def test_files_that_changed_are_named_and_counted() -> None:
    done = Tidied(("agreements/a.yaml",), ("agencies.yaml", "mou.toml"))
    assert said(done) == ["agreements/a.yaml", "1 file put into canonical form"]
    assert said(done, check=True) == ["agreements/a.yaml", "1 file would change"]


def test_nothing_to_do_is_said() -> None:
    assert said(Tidied(unchanged=("a", "b"))) == ["No changes."]


def test_a_file_left_as_it_is_is_named_with_its_reason() -> None:
    broken = Diagnostic("MOU020", "agreements/x.yml", params={"name": "x.yml"}, span=Span(1, 1, 1, 1))
    lines = said(Tidied(refused=(Refused("agreements/x.yml", (broken,)), Refused("agreements/y.yaml"))))
    assert lines[0].startswith("agreements/x.yml:1:1: ")
    assert "MOU020" in lines[0]
    assert lines[1] == "agreements/y.yaml: left as it is, because its layout cannot be changed safely"
    assert lines[2] == "0 files put into canonical form, 2 files left as they are"


def test_a_name_cannot_steer_the_terminal() -> None:
    assert said(Tidied(("a\x1b[2J.yaml",)))[0] == "a\\x1b[2J.yaml"


def test_it_is_told_in_arabic() -> None:
    lines = said(Tidied(("a.yaml",) * 3, ("b.yaml",) * 11), "ar")
    assert lines[:3] == ["a.yaml"] * 3
    assert "رُتِّبت 3 ملفات" in lines[-1]
