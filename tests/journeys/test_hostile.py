"""Whatever stands in a register, every command answers in time, in its own words, and nothing of the data acts."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mou_tracker.cli.boundary import guarded
from mou_tracker.cli.world import World
from mou_tracker.i18n.catalog import Words
from mou_tracker.model.agency import Agency
from mou_tracker.model.agreement import Agreement
from mou_tracker.model.meeting import Meeting
from tests.journeys import full_records
from tests.journeys.running import Ran, acting, commands_of_a_log, mou
from tests.lively_register import laid_out
from tests.nasty.documents import Nasty, documents
from tests.sample_register import REGISTER, SAMPLE_FILE

SLOWEST = 3.0
"""Seconds of processor time for any run."""

MAIN = "from mou_tracker.cli.main import main; main()"
LARGEST = 300 * 1024 * 1024
"""Bytes of address space for any run."""

FAULT = re.compile("fault of the program|خلل في البرنامج|Traceback")
PLACE = re.compile(
    r"^\u200e?(?:\./)?(?P<file>\S.*?)\u200e?:(?P<line>[1-9]\d*):(?P<column>[1-9]\d*): \S+ MOU\d{3} ", re.MULTILINE
)
NASTY = "agreements/nasty.yaml"
ALL = documents()
QUICK = [
    document
    for index, document in enumerate(ALL)
    if index % 40 == 0 or document.name in ("MOU010 0", "far over", "many keys", "a line of a megabyte", "MOU008 19")
]
FILES = {
    "f.json": "json",
    "f.sarif": "sarif",
    "f.xml": "junit",
    "gl-code-quality-report.json": "gitlab",
    "f.txt": "text",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "register", REGISTER)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One register for all documents, which stand in it one after the other."""
    return laid_out(tmp_path_factory.mktemp("hostile") / "register", REGISTER)


def assert_calm(found: Ran, *, log: bool = True) -> None:
    """No fault, nothing that acts, nothing that takes long; `log`: nothing a forge's log takes for a command either."""
    said = found.out + found.err
    assert FAULT.search(said) is None, found.err
    assert found.code in (0, 1, 2)
    assert acting(said) == []
    assert found.seconds < SLOWEST
    if log:
        assert commands_of_a_log(said) == []


def validated(root: Path, *argv: str, lang: str = "en") -> tuple[Ran, dict[str, str]]:
    """One run that writes all six formats, and what it wrote by format; each of them is understood by its readers."""
    place = root.parent
    targets = [word for name in FILES for word in ("-o", str(place / name))]
    found = mou(root, "--lang", lang, "validate", *argv, "--format", "github", *targets, "-o", "-")
    assert_calm(found, log=False)
    written = {form: (place / name).read_text("utf-8") for name, form in FILES.items()} | {"github": found.out}
    for form, text in written.items():
        assert acting(text) == [], form
    assert all(re.match("::(error|warning|notice) file=", line) for line in found.out.splitlines())
    assert commands_of_a_log(written["text"]) == []
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(json.loads(written["json"])["findings"])
    assert isinstance(json.loads(written["gitlab"]), list)
    assert ET.fromstring(written["junit"].encode()).tag == "testsuites"
    return found, written


def findings(written: dict[str, str]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(written["json"])["findings"]
    return found


def errors(written: dict[str, str], file: str) -> set[str]:
    return {str(one["code"]) for one in findings(written) if one["severity"] == "error" and one["file"] == file}


# Documents

LOOKS: tuple[tuple[str, ...], ...] = (
    *(("status",), ("status", "--json"), ("list", "agreements"), ("list", "commitments", "--json"), ("due",)),
    *(("show", "sample"), ("search", "training"), ("search", "التدريب", "--json"), ("explain", "sample")),
    *(("brief", "sample"), ("brief", "sample", "--format", "html"), ("brief", "committee")),
)
"""Looks at what is good in a register of which one file is not."""


def judged(root: Path, document: Nasty, lang: str) -> None:
    """The verdict on one document as a record of an otherwise good register."""
    (root / NASTY).write_bytes(document.content)
    found, written = validated(root, lang=lang)
    assert found.code == 1
    assert {one["file"] for one in findings(written)} == {NASTY}
    unreadable = {code for code in errors(written, NASTY) if code < "MOU100"}
    assert document.code in unreadable if document.code else not unreadable
    places = [(one["line"], one["column"]) for one in findings(written)]
    told = [(int(place["line"]), int(place["column"])) for place in PLACE.finditer(written["text"])]
    assert sorted(map(repr, told)) == sorted(map(repr, places))


def looked_at(root: Path, lang: str, looks: Sequence[Sequence[str]]) -> None:
    for look in looks:
        found = mou(root, "--lang", lang, *look)
        assert_calm(found, log=look[0] != "brief")
        assert found.code == 0
        assert NASTY in found.err
        assert PLACE.search(found.err)
    found = mou(root, "--lang", lang, "show", "nasty")
    assert_calm(found)
    assert (found.code, found.out) == (2, "")


@pytest.mark.parametrize("document", QUICK, ids=lambda document: document.name)
def test_a_nasty_document(document: Nasty, shared: Path) -> None:
    judged(shared, document, "en")
    looked_at(shared, "ar", LOOKS[::5])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(ALL)), ids=lambda number: ALL[number].name)
def test_every_nasty_document(number: int, shared: Path) -> None:
    lang = ("en", "ar")[number % 2]
    judged(shared, ALL[number], lang)
    looked_at(shared, lang, LOOKS)


@pytest.mark.slow
@pytest.mark.parametrize("document", ALL[::5], ids=lambda document: document.name)
@pytest.mark.parametrize("place", ["mou.toml", "agencies.yaml", "meetings/committee/1.yaml"])
def test_nasty_documents_in_other_places(document: Nasty, place: str, root: Path) -> None:
    (root / place).write_bytes(document.content)
    found, written = validated(root)
    assert found.code == 1
    assert errors(written, place)
    for look in LOOKS:
        assert_calm(mou(root, *look), log=look[0] != "brief")


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CPU, (int(SLOWEST), int(SLOWEST)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def in_a_process(root: Path, *argv: str) -> Ran:
    """A run of its own, killed when it takes too much memory or time."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MOU_", "_MOU", "GITHUB", "GITLAB"))
    }
    given = {**kept, "MOU_TODAY": "2026-06-30", "MOU_NO_CACHE": "1"}
    command = [sys.executable, "-c", MAIN, *argv]
    done = subprocess.run(
        command, check=False, cwd=root, env=given, capture_output=True, timeout=60, preexec_fn=limited
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), 0)


LARGE = sorted(ALL, key=lambda document: -len(document.content))[:30]


@pytest.mark.parametrize("document", [LARGE[5], *QUICK[::12]], ids=lambda document: document.name)
def test_memory_and_time(document: Nasty, root: Path) -> None:
    (root / NASTY).write_bytes(document.content)
    found = in_a_process(root, "validate", "--format", "json")
    assert_calm(found)
    assert found.code == 1
    assert json.loads(found.out)["findings"]


@pytest.mark.slow
@pytest.mark.parametrize("document", [*LARGE, *ALL[::40]], ids=lambda document: document.name)
def test_memory_and_time_of_many(document: Nasty, root: Path) -> None:
    (root / NASTY).write_bytes(document.content)
    for argv, code in (
        (["validate"], 1),
        (["validate", "--format", "sarif"], 1),
        (["status"], 0),
        (["show", "nasty"], 2),
    ):
        found = in_a_process(root, *argv)
        assert_calm(found)
        assert found.code == code


# Names

Lay = Callable[[bytes], object]
GOOD = REGISTER[SAMPLE_FILE].encode()


def a_file(name: str | bytes, content: bytes = GOOD) -> Lay:
    def lay(root: bytes) -> None:
        path = os.path.join(root, os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    return lay


def a_link(name: str, target: str) -> Lay:
    return lambda root: Path(os.fsdecode(root), name).symlink_to(target)


def a_socket(root: bytes) -> None:
    here = Path.cwd()
    os.chdir(os.path.join(root, b"agreements"))
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("s.yaml")
    finally:
        os.chdir(here)


NO_RECORD_LIVES_THERE: dict[str, str | bytes] = {
    "newline": "a\n::error::b.yaml",
    "carriage return": "a\rb.yaml",
    "escape": "\x1b[31mx.yaml",
    "clipboard": "\x1b]52;c;eA==\x07.yaml",
    "C1": "a\x9b31m.yaml",
    "leading dash": "-rf.yaml",
    "an option": "--help.yaml",
    "a letter with its mark": "\u00e9.yaml",
    "a letter and its mark": "e\u0301.yaml",
    "upper case": "Sample.yaml",
    "upper case ending": "other.YAML",
    "a device of old": "CON.yaml",
    "very long": "a" * 250 + ".yaml",
    "a little too long": "a" * 81 + ".yaml",
    "not UTF-8": b"a\xff\xfe.yaml",
    "not UTF-8, other ending": b"caf\xe9.yml",
    "turned round": "a\u202eb.yaml",
    "isolated": "a\u2066b.yaml",
    "unseen": "a\u200bb.yaml",
    "Arabic": "مذكرة.yaml",
    "line separator": "a\u2028b.yaml",
    "a command of a log": "::error::x.yaml",
    "another command of a log": "##[error]x.yaml",
    "markup": "[bold]x[/].yaml",
    "a template": "{{7*7}}{0}{name}%s.yaml",
    "a page": "<script>alert(1)<script>.yaml",
    "a formula": "=1+1.yaml",
    "quotes": "a\"b'c`d.yaml",
    "percent": "%0A::error::.yaml",
    "comma and colon": "a,b:c.yaml",
    "a backslash": "a\\b.yaml",
    "space": " .yaml",
}


def named(root: Path, name: str, lang: str, looks: Sequence[Sequence[str]]) -> None:
    a_file(b"agreements/" + os.fsencode(NO_RECORD_LIVES_THERE[name]))(os.fsencode(root))
    found, written = validated(root, lang=lang)
    assert found.code == 1
    assert [one["code"] for one in findings(written)] == ["MOU020"]
    for look in looks:
        assert_calm(mou(root, "--lang", lang, *look), log=name != "another command of a log" and look[0] != "brief")


@pytest.mark.parametrize("name", NO_RECORD_LIVES_THERE)
def test_a_hostile_name(name: str, root: Path) -> None:
    named(root, name, "en", LOOKS[:1])


@pytest.mark.slow
@pytest.mark.parametrize("name", NO_RECORD_LIVES_THERE)
def test_a_hostile_name_everywhere(name: str, root: Path) -> None:
    named(root, name, "ar", LOOKS)


THINGS: dict[str, tuple[Lay, set[str]]] = {
    "a link out": (a_link("agreements/l.yaml", "/etc/passwd"), {"MOU001"}),
    "a link in": (a_link("agreements/l.yaml", "sample.yaml"), {"MOU001"}),
    "a link to itself": (a_link("agreements/l.yaml", "l.yaml"), {"MOU001"}),
    "a link to nothing": (a_link("agreements/l.yaml", "nowhere"), {"MOU001"}),
    "a link to a folder": (a_link("agreements/l", "/"), {"MOU001"}),
    "a link to a device": (a_link("agreements/l.yaml", "/dev/zero"), {"MOU001"}),
    "a link of a hostile name": (a_link("agreements/\x1b\n::error::.yaml", "/etc/passwd"), {"MOU001"}),
    "a pipe": (lambda root: os.mkfifo(os.path.join(root, b"agreements/p.yaml")), {"MOU001"}),
    "a socket": (a_socket, {"MOU001"}),
    "a folder": (lambda root: os.makedirs(os.path.join(root, b"agreements/f.yaml")), {"MOU001"}),
    "a full folder": (a_file("agreements/f.yaml/ok.yaml"), {"MOU001"}),
    "many where none lives": (
        lambda root: [a_file(f"agreements/x{number}.yml", b"")(root) for number in range(300)],
        {"MOU020"},
    ),
}


@pytest.mark.parametrize("thing", THINGS)
def test_what_is_no_file(thing: str, root: Path) -> None:
    lay, codes = THINGS[thing]
    lay(os.fsencode(root))
    found, written = validated(root)
    assert found.code == 1
    assert {one["code"] for one in findings(written)} == codes
    assert "root:" not in "".join(written.values())
    for look in LOOKS[::4]:
        assert_calm(mou(root, *look), log=look[0] != "brief")


@pytest.mark.parametrize("name", ["agencies.yaml", "mou.toml"])
@pytest.mark.parametrize("thing", ["pipe", "folder", "link", "nothing"])
def test_what_is_no_file_at_the_top(name: str, thing: str, root: Path) -> None:
    path = root / name
    path.rename(root / "away")
    make = {"pipe": os.mkfifo, "folder": Path.mkdir, "link": lambda path: path.symlink_to("away"), "nothing": str}
    make[thing](path)
    found = mou(root, "validate")
    assert_calm(found)
    assert found.code == (2 if name == "mou.toml" and thing != "link" else 1)
    for look in LOOKS[::4]:
        assert_calm(mou(root, *look), log=look[0] != "brief")


FOLDERS: dict[str, str | bytes] = {
    "newline": "d\n::error::x",
    "escape": "d\x1b[31m",
    "dash": "-d",
    "a command of a log": "::error::d",
    "another command of a log": "##[error]d",
    "turned round": "\u202ed",
    "not UTF-8": b"\xff",
    "markup": "{n}[/b]",
    "a device of old": "con",
}


@pytest.mark.parametrize("content", [GOOD, b"a: ["], ids=["good", "broken"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_is_said_harmlessly(name: str, content: bytes, root: Path) -> None:
    a_file(b"agreements/" + os.fsencode(FOLDERS[name]) + b"/ok.yaml", content)(os.fsencode(root))
    validated(root)
    for look in (("status",), ("show", "ok"), ("show", "ok", "--json"), ("brief", "ok")):
        assert_calm(mou(root, *look), log=name != "another command of a log" and look[0] != "brief")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_is_flagged(name: str, root: Path) -> None:
    a_file(b"agreements/" + os.fsencode(FOLDERS[name]) + b"/ok.yaml")(os.fsencode(root))
    _, written = validated(root)
    assert findings(written)


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_a_name_that_is_a_device_elsewhere(name: str, root: Path) -> None:
    a_file(f"agreements/{name}.yaml")(os.fsencode(root))
    _, written = validated(root)
    assert findings(written)


@pytest.mark.parametrize("folder", ["agreements", "meetings"])
def test_a_link_in_place_of_a_folder_is_not_followed(folder: str, root: Path) -> None:
    (root / folder).rename(root.parent / "outside")
    (root / folder).symlink_to("../outside")
    _, written = validated(root)
    assert "MOU001" in errors(written, folder)


def test_a_record_too_deep_is_named(root: Path) -> None:
    a_file("agreements/" + "d/" * 14 + "ok.yaml")(os.fsencode(root))
    _, written = validated(root)
    assert findings(written)


# Texts

TEXTS = {
    "markup": "[bold]x[/bold] [/] [/red] [link=javascript:alert(1)]x",
    "a command of a log": "::error::x",
    "another command of a log": "##[error]x",
    "yet another": "##vso[task.complete]",
    "a command on a line": "a\n::error file=a::x\n##[error]x",
    "a template": "{{7*7}} {% raise %} {0} {name} {n} %s %(a)s ${x} {{",
    "a page": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "entities": "&lt;b&gt; &amp; ]]> <!-- --> <![CDATA[",
    "a formula": "=1+1",
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "a call": "=cmd|'/C calc'!A0",
    "Markdown": "[a](javascript:alert(1)) ![x](http://e.x) `x` **b** |a|b| # h",
    "backslashes": "\\x1b[31m \\u202e \\n \\",
    "unseen marks": "a\u200bb\u200f\u061c\ufeffc\u200d",
    "private": "\ue000\ufdd0\U0001fffe\U0010ffff",
    "many marks": "a" + "\u0301" * 500,
    "a long word": "w" * 5000,
    "a long Arabic word": "م" * 3000,
    "joined pictures": "👨‍👩‍👧🏽🇧🇭" * 50,
    "a workflow's expression": "${{ github.token }} %0A::error::",
    "a path": "../../etc/passwd; rm -rf /",
    "tabs": "a\tb\tc",
    "lines": "a\nb\n\n\nc\n",
    "quotes": "\"'`\"'",
    "wide spaces": "\u00a0\u2003a",
    "a lone mark": "\u0301a",
    "presentation forms": "\ufefb\ufdfa",
    "digits": "١٢٣ 123 ۱۲۳",
    "JSON": '{"a":1}',
}
QUICK_TEXTS = ("a command on a line", "a template")
LOUD = {"a command of a log", "another command of a log", "yet another", "a command on a line"}
BESIDE_THE_TEXTS = ("--ignore", "MOU305", "--ignore", "MOU408")
"""What rules find in a record with every field at once, whatever its texts say."""

TEXT_LOOKS: tuple[tuple[str, ...], ...] = (
    *(("status",), ("status", "--json"), ("due",), ("due", "--json")),
    *(("list", what) for what in ("agreements", "commitments", "meetings", "agencies")),
    *(("list", what, "--json") for what in ("agreements", "commitments", "meetings", "agencies")),
    *(("list", "agreements", "--sort", "title"), ("search", "a"), ("search", "error"), ("search", "x", "--json")),
    *(("show", ref) for ref in ("full", "full/full", "committee/3", "committee/3/full", "bh-authority", "committee")),
    *(("show", ref, "--json") for ref in ("full", "full/full", "committee/3", "bh-authority", "bh-authority/head")),
    *(("explain", ref) for ref in ("full", "full/full", "committee/3/full", "committee")),
    *(("brief", ref, "--format", form) for ref in ("full", "committee/3", "committee") for form in ("md", "html")),
)


def full(root: Path, text: full_records.Text) -> None:
    """Records with every field, each text being `text` of its path."""
    (root / "agreements/full.yaml").write_text(full_records.agreement(text), "utf-8")
    (root / "meetings/committee/3.yaml").write_text(full_records.meeting(text), "utf-8")
    (root / "agencies.yaml").write_text(REGISTER["agencies.yaml"] + full_records.agency(text), "utf-8")


def said(root: Path, text: str, lang: str) -> None:
    full(root, lambda _: text)
    found, written = validated(root, *BESIDE_THE_TEXTS, lang=lang)
    assert found.code == 0
    assert not any(one["severity"] == "error" for one in findings(written))
    for look in TEXT_LOOKS:
        for at_screen in (False, True):
            seen = mou(root, "--lang", lang, *look, at_screen=at_screen)
            assert_calm(seen, log=look[0] != "brief" and text not in [TEXTS[name] for name in LOUD])
            assert seen.code == 0
            if "--json" in look:
                json.loads(seen.out)


def test_every_field_is_given() -> None:
    counts = [len(full_records.texts(kind)) for kind in (Agreement, Meeting, Agency)]
    assert counts > [60, 50, 20]


@pytest.mark.parametrize("name", QUICK_TEXTS)
def test_a_hostile_text(name: str, root: Path) -> None:
    said(root, TEXTS[name], "en")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_hostile_text(name: str, lang: str, root: Path) -> None:
    said(root, TEXTS[name], lang)


@pytest.mark.parametrize("name", sorted(LOUD))
def test_no_text_is_a_command_of_a_log(name: str, root: Path) -> None:
    full(root, lambda _: TEXTS[name])
    for look in TEXT_LOOKS:
        if look[0] != "brief" and "--json" not in look:
            assert commands_of_a_log(mou(root, *look).out) == [], look


CONTROLS = {
    **{
        f"U+{point:04X}": chr(point)
        for point in (0, 7, 8, 0xB, 0x1B, 0x7F, 0x85, 0x9B, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028)
    },
    "colour": "\x1b[31mx\x1b[0m",
    "link": "\x1b]8;;https://example.org\x07x\x1b]8;;\x07",
    "clipboard": "\x1b]52;c;eA==\x07",
    "title": "\x9d0;x\x9c",
}
WRITTEN = {"itself": lambda text: text, "escaped": lambda text: "".join(f"\\u{ord(one):04x}" for one in text)}


def with_control(record: str, control: str, how: str) -> str:
    """A record in which the stand-in `~~~` is the control, as itself or escaped."""
    return record.replace("~~~", WRITTEN[how](control))


@pytest.mark.parametrize("how", WRITTEN)
@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_in_every_text_at_once(control: str, how: str, root: Path) -> None:
    full(root, lambda path: f"{path} ~~~ x")
    files = ("agreements/full.yaml", "meetings/committee/3.yaml", "agencies.yaml")
    for name in files:
        (root / name).write_text(with_control((root / name).read_text("utf-8"), CONTROLS[control], how), "utf-8")
    found, written = validated(root, "--verbose")
    assert found.code == 1
    for name in files:
        assert errors(written, name) & {"MOU004", "MOU014", "MOU018"}, name
    for look in LOOKS[::4]:
        assert_calm(mou(root, *look), log=look[0] != "brief")


def _each_text() -> Iterator[tuple[str, str]]:
    for name, kind, prefix in (
        ("agreements/full.yaml", Agreement, ""),
        ("meetings/committee/3.yaml", Meeting, ""),
        ("agencies.yaml", Agency, "agencies.full."),
    ):
        for path in full_records.texts(kind):
            yield name, prefix + path


@pytest.mark.slow
@pytest.mark.parametrize("how", WRITTEN)
@pytest.mark.parametrize(("name", "path"), list(_each_text()))
def test_a_control_in_each_text(name: str, path: str, how: str, root: Path) -> None:
    full(root, lambda here: "a ~~~ b" if here == path else "text")
    text = (root / name).read_text("utf-8")
    assert "~~~" in text
    (root / name).write_text(with_control(text, "\x1b[31m", how), "utf-8")
    found, written = validated(root)
    assert found.code == 1
    assert errors(written, name) == {"MOU004"}
    shown = mou(root, "show", "full")
    assert_calm(shown)


# Settings: TOML has escapes of its own, and no screen before it

SETTINGS = REGISTER["mou.toml"]
IN_SETTINGS: dict[str, Callable[[str], str]] = {
    "title": lambda evil: SETTINGS.replace('en = "Sample register"', f'en = "{evil}"'),
    "Arabic title": lambda evil: SETTINGS.replace('ar = "سجل تجريبي"', f'ar = "{evil}"'),
    "thread": lambda evil: SETTINGS.replace('en = "Regional training"', f'en = "{evil}"'),
    "id of a thread": lambda evil: f'{SETTINGS}\n[threads."{evil}"]\ntitle = "t"\n',
    "pillar": lambda evil: f'{SETTINGS}\n[pillars.own.capacity]\ncore = "partnership"\ntitle = "{evil}"\n',
    "code of a pillar": lambda evil: f'{SETTINGS}\n[pillars.own."{evil}"]\ncore = "partnership"\ntitle = "t"\n',
    "scheme": lambda evil: f'{SETTINGS}\n[pillars."{evil}".capacity]\ncore = "partnership"\ntitle = "t"\n',
    "country": lambda evil: SETTINGS.replace('country = "BH"', f'country = "{evil}"'),
    "language": lambda evil: SETTINGS.replace('language = "ar"', f'language = "{evil}"'),
    "languages": lambda evil: SETTINGS.replace('languages = ["ar", "en"]', f'languages = ["ar", "{evil}"]'),
    "window": lambda evil: f'{SETTINGS}\n[windows]\ndue_soon = "{evil}"\ndormant = "{evil}"\n',
    "severity": lambda evil: f'{SETTINGS}\n[severities]\nMOU305 = "{evil}"\n',
    "code of a severity": lambda evil: f'{SETTINGS}\n[severities]\n"{evil}" = "error"\n',
    "unknown key": lambda evil: f'"{evil}" = 1\n{SETTINGS}',
    "format": lambda evil: SETTINGS.replace("mou/1", evil),
    "no TOML": lambda evil: f'"{evil}" = \n{SETTINGS}',
}
EVIL = {
    "colour": "\\u001b[31mX",
    "clipboard": "\\u001b]52;c;eA==\\u0007",
    "C1": "\\u009b31m",
    "turned round": "\\u202eabc",
    "turned round, as itself": "\u202eabc",
    "isolate": "\\u2066abc",
    "end of an isolate": "\\u2069",
    "zero": "\\u0000",
    "a line": "a\\n::error::b",
    "a separator": "\\u2028",
    "markup": "[bold]x[/] {name} {{7*7}} <b>",
    "long": "w" * 100_000,
}


SETTINGS_LOOKS = (("status",), ("list", "agreements"), ("show", "sample"), ("explain", "sample"), ("brief", "sample"))


def set_to(root: Path, place: str, evil: str, looks: Sequence[Sequence[str]]) -> None:
    (root / "mou.toml").write_text(IN_SETTINGS[place](EVIL[evil]), "utf-8")
    validated(root)
    for look in looks:
        assert_calm(mou(root, *look), log=False)


@pytest.mark.parametrize("evil", ["colour", "turned round"])
def test_hostile_settings(evil: str, root: Path) -> None:
    for place in IN_SETTINGS:
        set_to(root, place, evil, SETTINGS_LOOKS[:1])


@pytest.mark.slow
@pytest.mark.parametrize("place", IN_SETTINGS)
@pytest.mark.parametrize("evil", EVIL)
def test_every_hostile_setting(evil: str, place: str, root: Path) -> None:
    set_to(root, place, evil, SETTINGS_LOOKS)


# Words typed

TYPED = (
    "\x1b[31mx",
    "\x1b]52;c;x\x07",
    "\x9b31m",
    "\u202eabc",
    "\u2069x",
    "a\n::error::x",
    "a\rb",
    "\udcff\udcfe",
    "a\0b",
)
CALLS: tuple[tuple[str, ...], ...] = (
    *(
        ("{}",),
        ("--{}",),
        ("-{}",),
        ("-C", "{}", "status"),
        ("--lang", "{}", "status"),
        ("show", "{}"),
        ("show", "sample/{}"),
    ),
    *(
        ("explain", "{}"),
        ("explain", "sample", "{}"),
        ("search", "{}"),
        ("search", "a", "{}", "--json"),
        ("list", "{}"),
    ),
    *(
        ("validate", "{}"),
        ("validate", "--format", "{}"),
        ("validate", "--select", "{}"),
        ("validate", "--as-of", "{}"),
    ),
    *(("list", "commitments", option, "{}") for option in ("--state", "--agency", "--sort", "--body", "--flag")),
    *(("due", "--within", "{}"), ("status", "--as-of", "{}"), ("schema", "{}"), ("rules", "{}"), ("brief", "{}")),
)


@pytest.mark.parametrize("typed", TYPED, ids=ascii)
def test_hostile_words(typed: str, shared: Path) -> None:
    (shared / NASTY).unlink(missing_ok=True)
    for number, call in enumerate(CALLS):
        assert_calm(mou(shared, "--lang", ("en", "ar")[number % 2], *(word.format(typed) for word in call)))


def test_a_folder_named_at_length(shared: Path) -> None:
    assert_calm(mou(shared, "-C", "w" * 20_000, "status"))


# The report of a fault, and places to print that take nothing


def faulty(text: str) -> Ran:
    out, err = io.StringIO(), io.StringIO()

    def run() -> int:
        raise RuntimeError(text)

    code = guarded(World([], Path(), {}, out, err), lambda: Words("en"), run)
    return Ran(code, out.getvalue(), err.getvalue(), 0)


@pytest.mark.parametrize("text", ["\x1b[31m", "\u202e", "a\nb", "مذكرة", "x" * 100_000])
def test_a_fault_is_reported_harmlessly(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = faulty(text)
    assert found.code == 3
    assert acting(found.err) == []
    assert text in "".join(path.read_text("utf-8") for path in tmp_path.iterdir())


@pytest.mark.parametrize("trouble", ["half a character", "no place"])
def test_a_fault_is_reported_whatever_happens(trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("nowhere" if trouble == "no place" else "")))
    assert faulty("\udcff").code == 3


def printed_to(target: str, root: Path, *argv: str) -> tuple[int, str]:
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONUNBUFFERED", "MOU_TODAY")}
    command = [sys.executable, "-c", MAIN, "--lang", "en", *argv]
    with open(target, "wb") as stream:
        done = subprocess.run(command, check=False, cwd=root, env=given, stdout=stream, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to be had")
@pytest.mark.parametrize(
    "argv", [["validate"], ["status"], ["list", "commitments"], ["rules"], ["--version"], ["--help"]]
)
def test_a_full_disk_is_said(argv: list[str], root: Path) -> None:
    code, err = printed_to("/dev/full", root, *argv)
    assert code == 2
    assert err.startswith("error: ")
    assert FAULT.search(err) is None


@pytest.mark.parametrize("argv", [["rules"], ["status"], ["--version"], ["--help"]])
def test_a_reader_that_leaves(argv: list[str], root: Path) -> None:
    line = f"{sys.executable} -c '{MAIN}' --lang en {' '.join(argv)} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], check=False, cwd=root, capture_output=True, text=True)
    assert done.returncode in (0, 141)
    assert done.stderr == ""


def test_nothing_of_a_hostile_register_is_written_back(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root / NASTY).write_bytes(b"a: [")
    validated(root)
    for look in LOOKS:
        mou(root, *look)
    (root / NASTY).unlink()
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    shutil.rmtree(root)
