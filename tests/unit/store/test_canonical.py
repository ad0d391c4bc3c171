"""The canonical form, case by case: what came, and what it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mou_tracker.store import canonical as module
from mou_tracker.store.canonical import Laid, canonical
from mou_tracker.store.judge import place_of

ROOT = Path(__file__).parents[3]
FILES = [
    *(path.relative_to(ROOT).as_posix() for folder in ("agreements", "meetings") for path in (ROOT / folder).rglob("*.yaml")),
    "agencies.yaml",
    "mou.toml",
]  # fmt: skip


def laid(text: str, kind: str = "agreement") -> str:
    outcome = canonical(text.encode(), kind)
    assert outcome.kept, outcome.findings
    assert canonical(outcome.content, kind).content == outcome.content
    return outcome.content.decode()


CASES = {
    "indentation": (
        "parties:\n- agency: a\n  side:   BH\n-    agency: b\n     side: OM\nnote:\n      ar: نص\n",
        "parties:\n  - agency: a\n    side: BH\n  - agency: b\n    side: OM\nnote:\n  ar: نص\n",
    ),
    "line ends, mark, document marks, spaces": (
        "\ufeff---\r\n\r\nkind: law  \r\nnote:   x\r\n\r\n\r\n\r\nthreads: [a]\r\n...\r\n",
        "kind: law\n\nthreads: [a]\nnote: x\n",
    ),
    "order of keys": ("title: T\nunknown: 1\nformat: mou/1\nkind: law\n", "format: mou/1\nkind: law\ntitle: T\nunknown: 1\n"),
    "order in lists and brackets": (
        "parties:\n  - side: BH\n    agency: a\n  - {side: OM, agency: b}\n",
        "parties:\n  - agency: a\n    side: BH\n  - {agency: b, side: OM}\n",
    ),
    "keys with comments between them stay": (
        "kind: law\n# about the format\nformat: mou/1\n",
        "kind: law\n# about the format\nformat: mou/1\n",
    ),
    "what stands above stays above": (
        "# yaml-language-server: x\n# a register\n\nkind: law  # c\nformat: mou/1\n",
        "# yaml-language-server: x\n# a register\n\nformat: mou/1\nkind: law  # c\n",
    ),
    "no quotes where none are needed": (
        "title: \"مذكرة\"\nkind: 'law'\n\"note\": \"a: b\"\nreview: \"P1Y\"\n",
        'kind: law\ntitle: مذكرة\nreview: P1Y\nnote: "a: b"\n',
    ),
    "quotes where others read another value": (
        "note: {no: yes, a: 012x, b: 1:30, c: on, d: 2025-01-15, e: '12', f: ~, g: 0o7, h: 1_000}\n",
        'note: {"no": "yes", a: 012x, b: "1:30", c: "on", d: 2025-01-15, e: "12", f: ~, g: 0o7, h: "1_000"}\n',
    ),
    "one kind of quotes": (
        "note:\n  a: 'x # y'\n  b: 'it''s: so'\n  c: \"say \\\"x\\\": y\"\n  d: \"tab\\there\"\n",
        "note:\n  a: \"x # y\"\n  b: \"it's: so\"\n  c: 'say \"x\": y'\n  d: \"tab\\there\"\n",
    ),
    "escapes that show the invisible stay": ('note: "a\\u200fb"\n', 'note: "a\\u200fb"\n'),
    "brackets over lines": (
        "parties: [ # who\n  {agency: a, # first\n   side: BH},\n  # second\n  {agency: b, side: OM} ] # end\n",
        "parties:  # who\n  - agency: a  # first\n    side: BH\n  # second\n  - {agency: b, side: OM}  # end\n",
    ),
    "brackets in a line": ("bodies: [ a,b ,c ]\nthreads: [ ]\nnote: { }\n", "bodies: [a, b, c]\nthreads: []\nnote: {}\n"),
    "comments keep their depth": (
        "bodies:\n    - a\n    # inside\n # under the key\nthreads: []\n  # deeper than its key\nnote: x\n# last\n",
        "bodies:\n  - a\n  # inside\n  # under the key\nthreads: []\n  # deeper than its key\nnote: x\n# last\n",
    ),
    "comments of list items": (
        "bodies:\n  -   # one\n    a\n  -\n    # two\n    b\nparties:\n  - # three\n    agency: a\n",
        "parties:\n  # three\n  - agency: a\nbodies:\n  # one\n  - a\n  # two\n  - b\n",
    ),
    "comment between key and value": (
        "note: # why\n  # more\n  text\nkind: law\n",
        "kind: law\nnote:  # why\n  # more\n  text\n",
    ),
    "texts of several lines": (
        'note:\n  ar: |\n      سطر\n        أعمق\n\n      سطر\n  en: >-  # folded\n     a\n     b\n\n\n  fr: one\n      two\n  de: "x\n    y"\n',
        'note:\n  ar: |\n    سطر\n      أعمق\n\n    سطر\n  en: >-  # folded\n    a\n    b\n\n  fr: one\n    two\n  de: "x\n    y"\n',
    ),
    "kept blank lines are content": (
        "threads: [a]\nnote: |+\n  x\n\n\nkind: law\n",
        "threads: [a]\nnote: |+\n  x\n\n\nkind: law\n",
    ),
    "a text that begins with spaces": ("note: |4\n      x\n    y\n", "note: |2\n    x\n  y\n"),
    "a last line without its end": ("kind: law\nnote: |\n  x", "kind: law\nnote: |-\n  x\n"),
    "long lines are not wrapped": (f"note: {'طويل ' * 60}x\n", f"note: {'طويل ' * 60}x\n"),
    "no value": ("kind:\nnote: {a, b: }\nbodies:\n  -\n  - a\n", "kind:\nbodies:\n  -\n  - a\nnote: {a: null, b: null}\n"),
    "blank lines between groups": ("kind: law\n\n\n\n# c\n\n\ntitle: T\n\n\n", "kind: law\n\n# c\n\ntitle: T\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_layout_becomes_canonical(name: str) -> None:
    before, after = CASES[name]
    assert laid(before) == after


def test_an_outcome_begins_with_what_it_is() -> None:
    before = "outcomes:\n  - text: T\n    log: []\n    kind: decision\n    id: r1\n    owners: [a]\n"
    after = "outcomes:\n  - id: r1\n    kind: decision\n    text: T\n    owners: [a]\n    log: []\n"
    assert laid(before, "meeting") == after


@pytest.mark.parametrize("path", FILES)
def test_real_files_keep_what_they_say(path: str) -> None:
    content = (ROOT / path).read_bytes()
    outcome = canonical(content, place_of(path).kind, file=path)
    assert outcome.kept
    assert canonical(outcome.content, place_of(path).kind).content == outcome.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"kind: law\nkind: law\n", "MOU006"),
        (b"a: &x 1\nb: *x\n", "MOU008"),
        (b"a: [1\n", "MOU005"),
        (b"\xff\xfe", "MOU003"),
        (b"", "MOU011"),
        (b"a: 1\n---\nb: 2\n", "MOU009"),
    ],
)
def test_a_file_with_errors_is_left_as_it_is(content: bytes, code: str) -> None:
    outcome = canonical(content, "agreement", file="agreements/x.yaml")
    assert outcome.content == content
    assert not outcome.kept
    assert code in {finding.code for finding in outcome.findings}
    assert all(finding.file == "agreements/x.yaml" for finding in outcome.findings)


def test_a_layout_that_would_change_the_content_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.Layout, "text", lambda _: "kind: decree\n")
    assert canonical(b"kind:   law\n", "agreement") == Laid(b"kind:   law\n", kept=False)
    monkeypatch.setattr(module.Layout, "text", lambda _: "kind: law\n")
    assert not canonical(b"kind: law # c\n", "agreement").kept
    monkeypatch.setattr(module.Layout, "text", lambda _: "kind: [\n")
    assert not canonical(b"kind: law\n", "agreement").kept


def test_invisible_marks_go_only_when_asked() -> None:
    text = 'title: "مذكرة\u200f تفاهم"\nnote: |\n  a\u200bb\nkind: l\u200eaw\nplace: one\n  t\u200dwo\n'
    assert "\u200f" in laid(text)
    fixed = canonical(text.encode(), "agreement", fix_marks=True)
    assert fixed.kept
    assert fixed.content.decode() == "kind: law\ntitle: مذكرة تفاهم\nnote: |\n  ab\nplace: one\n  two\n"


def test_settings_keep_their_layout_and_lose_stray_spaces() -> None:
    assert laid('\n# c  \r\na = "x  "  \r\n\r\n\r\n[b]\r\n\r\n', "settings") == '# c\na = "x  "\n\n\n[b]\n'
    text = b'a = """\nx  \n"""\n'
    assert canonical(text, "settings") == Laid(text, kept=False)
    assert not canonical(b"a = \n", "settings").kept
