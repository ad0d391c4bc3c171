"""The programs to compare with, each from its own place below one folder, on the same files or on files alike.

Schema checkers get the same YAML files, and the schema that `mou schema agreement` prints (yamale: yamale.yaml, written by
hand to the same shape). The accounting checkers get journals made from the agreements: an account per commitment, and per
report a transaction with the same texts, day and number; about as many facts, and half the bytes. None of them checks what the rules
of a register check; they are here for what reading and checking so much text costs.
"""

from __future__ import annotations

import platform
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from timing import Command

_DATE = re.compile(r"(: )(\d{4}-\d\d-\d\d)\b")


class Place(NamedTuple):
    """A register to be checked, a folder for what is made of it, the schema, and the environment."""

    register: Path
    work: Path
    schema: Path
    environ: Mapping[str, str]

    def files(self) -> list[str]:
        """Its agreements, from the register's folder."""
        return sorted(path.relative_to(self.register).as_posix() for path in self.register.glob("agreements/*/*.yaml"))


class Peer(NamedTuple):
    """A program: where its file is below the folder of peers, how it is called, and whether 10,000 files are bearable."""

    file: str
    call: Callable[[Path, Place], Command]
    is_fast: bool = True


def found(folder: Path | None, place: Place) -> dict[str, Command]:
    """The commands of the peers that are installed below `folder`, by name."""
    commands = {}
    for name, peer in PEERS.items():
        file = peer.file.format(system=platform.system().lower(), machine=platform.machine())
        program = next(iter(sorted(folder.glob(file))), None) if folder else None
        if program:
            commands[name] = peer.call(program, place)
    return commands


def _ajv(program: Path, place: Place) -> Command:
    """Its YAML reader takes dates for points in time: it gets a copy with the dates in quotes."""
    copy = place.work / "quoted"
    if not copy.exists():
        for file in place.files():
            target = copy / file
            target.parent.mkdir(parents=True, exist_ok=True)
            text = (place.register / file).read_text("utf-8")
            target.write_text(_DATE.sub(r'\1"\2"', text), "utf-8")
    options = ["--spec=draft2020", "--strict=false", "-s", str(place.schema), "-d", "agreements/**/*.yaml"]
    return Command([str(program), "validate", *options], copy, place.environ)


def _sourcemeta(program: Path, place: Place) -> Command:
    argv = [str(program), "validate", str(place.schema), "agreements", "--extension", ".yaml"]
    return Command(argv, place.register, place.environ)


def _check_jsonschema(program: Path, place: Place) -> Command:
    argv = [str(program), "--schemafile", str(place.schema), *place.files()]
    return Command(argv, place.register, place.environ)


def _yamale(program: Path, place: Place) -> Command:
    argv = [str(program), "-s", str(Path(__file__).with_name("yamale.yaml")), "agreements", "-n", "2"]
    return Command(argv, place.register, place.environ)


def _beancount(program: Path, place: Place) -> Command:
    main = _journals(place, "beancount", _as_beancount, 'include "{}"')
    return Command([str(program), "--no-cache", str(main)], place.work, place.environ)


def _hledger(program: Path, place: Place) -> Command:
    main = _journals(place, "journal", _as_hledger, "include {}")
    return Command([str(program), "-f", str(main), "check"], place.work, place.environ)


PEERS: Mapping[str, Peer] = {
    "sourcemeta jsonschema": Peer(
        "sourcemeta/lib/python*/site-packages/sourcemeta_jsonschema/jsonschema-{system}-{machine}*", _sourcemeta
    ),
    "ajv-cli": Peer("ajv/node_modules/.bin/ajv", _ajv),
    "hledger check": Peer("hledger/usr/bin/hledger", _hledger),
    "bean-check": Peer("beancount/bin/bean-check", _beancount),
    "yamale, 2 processes": Peer("yamale/bin/yamale", _yamale, is_fast=False),
    "check-jsonschema": Peer("check-jsonschema/bin/check-jsonschema", _check_jsonschema, is_fast=False),
}


def version(name: str, program: str) -> str:
    """What a peer says of its version, in one line."""
    asked = "help" if name == "ajv-cli" else "--version"
    done = subprocess.run([program, asked], check=False, capture_output=True, text=True)
    return (done.stdout.strip() or done.stderr.strip()).partition("\n")[0]


def _journals(place: Place, ending: str, write: Callable[[str, Any], list[str]], include: str) -> Path:
    """One file for each folder of agreements, and one that includes them."""
    import yaml

    folder = place.work / ending
    main = folder / f"main.{ending}"
    if not main.exists():
        folder.mkdir(parents=True)
        for file in place.files():
            data = yaml.load((place.register / file).read_bytes(), Loader=yaml.CBaseLoader)
            with (folder / f"{Path(file).parent.name}.{ending}").open("a", encoding="utf-8") as journal:
                journal.write("\n".join(write(Path(file).stem, data)) + "\n\n")
        names = sorted(path.name for path in folder.iterdir())
        main.write_text("\n".join(include.format(name) for name in names) + "\n", "utf-8")
    return main


def _reports(data: Any) -> list[tuple[str, Any]]:
    return [(item["id"], entry) for item in data["commitments"] for entry in item["log"]]


def _as_beancount(ident: str, data: Any) -> list[str]:
    account = ident.capitalize()
    lines = [f"{data['signing']['date']} open Income:{account}"]
    for item in data["commitments"]:
        lines += [
            f"{data['signing']['date']} open Expenses:{account}:{item['id'].capitalize()}",
            *_said(item, '  {}: "{}"'),
        ]
    for item, entry in _reports(data):
        count = entry["measures"]["trainees"]
        lines += [
            f'{entry["date"]} * "{entry["by"]}" "{entry["text"]["ar"]} / {entry["text"]["en"]}"',
            '  type: "activity"',
        ]
        lines += [
            f"  Expenses:{account}:{item.capitalize()}  {count} TRAINEES",
            f"  Income:{account}  -{count} TRAINEES",
        ]
    return lines


def _as_hledger(ident: str, data: Any) -> list[str]:
    lines = [f"account income:{ident}", *_said(data, "  ; {}: {}")]
    for item in data["commitments"]:
        lines += [f"account expenses:{ident}:{item['id']}", *_said(item, "  ; {}: {}")]
    for item, entry in _reports(data):
        lines += [
            f"{entry['date']} * {entry['by']} | {entry['text']['ar']} / {entry['text']['en']}",
            "    ; type: activity",
        ]
        lines += [f"    expenses:{ident}:{item}  {entry['measures']['trainees']} T", f"    income:{ident}"]
    return lines


def _said(record: Any, form: str) -> list[str]:
    """The other texts and values of a record, as remarks or metadata."""
    text = record.get("text") or record["title"]
    values = {
        "ar": text["ar"],
        "en": text["en"],
        **{key: value for key, value in record.items() if isinstance(value, str)},
    }
    return [form.format(key.replace("_", ""), value) for key, value in values.items()]
