"""A small valid bilingual register as literals, and a way to lay a rule's example over it and see what is found.

`REGISTER` maps paths to texts and gives no finding on `TODAY`. An example is laid over by its top-level keys: each one
replaces the sample's key of that name, `key: null` takes it away, what it does not name stays. Rule.sample says where:

    agreement   agreements/sample.yaml          commitment  its commitment `training`
    meeting     meetings/committee/2.yaml       outcome     the outcome `r1` of meetings/committee/1.yaml
    agencies    the mapping of agencies by id   settings    mou.toml (the example is TOML; a whole table replaces its like)
    raw         lines after agreements/sample.yaml
    bytes       the whole of agreements/sample.yaml, one character a byte

An example that is a mapping names files: an existing one is laid over by its top-level keys, a new one is the whole
text, and an empty text takes the file away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from textwrap import indent

from mou_tracker.actions.validate import check
from mou_tracker.diagnostics import Diagnostic
from mou_tracker.store.loader import load
from mou_tracker.store.source import AGENCIES as AGENCIES_FILE
from mou_tracker.store.source import SETTINGS as SETTINGS_FILE
from mou_tracker.store.source import Entry, Unreadable

TODAY = date(2026, 6, 30)

SETTINGS = """\
format = "mou/1"
language = "ar"
languages = ["ar", "en"]
title = {ar = "سجل تجريبي", en = "Sample register"}
country = "BH"

[threads.regional-training]
title = {ar = "التدريب الإقليمي", en = "Regional training"}
"""

AGENCIES = """\
bh-authority:
  name: {ar: هيئة التدريب, en: Training Authority}
  aliases: [TA]
  kind: authority
  country: BH
  posts:
    head:
      title: {ar: الرئيس التنفيذي, en: Chief Executive}
      role: focal_point
      holders:
        - name: {ar: سالم, en: Salim}
          from: 2024-01-01
om-council:
  name: {ar: المجلس الوطني, en: National Council}
  kind: national_committee
  country: OM
  posts:
    secretary:
      title: {ar: أمين السر, en: Secretary}
      role: secretary
      holders:
        - name: {ar: ناصر, en: Nasser}
          from: 2024-01-01
world-office:
  name: {ar: المكتب الدولي, en: World Office}
  kind: international_organisation
committee:
  name: {ar: اللجنة المشتركة, en: Joint Committee}
  kind: joint_committee
  cadence: P6M
  members:
    - {agency: bh-authority, role: chair}
    - {agency: om-council, role: member}
"""

AGREEMENT = """\
format: mou/1
kind: memorandum_of_understanding
title: {ar: مذكرة تفاهم للتدريب, en: Memorandum of understanding on training}
legal_character: non_binding
parties:
  - agency: bh-authority
    side: BH
    signature: {by: bh-authority/head, date: 2025-01-15}
  - agency: om-council
    side: OM
    signature: {by: om-council/secretary, date: 2025-01-15}
signing:
  date: 2025-01-15
  hijri: 1446-07-15
  place: {ar: مسقط, en: Muscat}
effect: {mode: on_signature, date: 2025-01-15}
term: {kind: fixed, initial: P3Y}
renewal: {kind: automatic, period: P2Y, times: 2}
notice: {non_renewal: P3M, termination: P6M}
texts:
  - {language: ar, status: authentic, url: https://example.org/sample-ar}
  - {language: en, status: authentic, url: https://example.org/sample-en}
authenticity: equally_authentic
relations:
  - {type: implements, target: parent}
purposes:
  - {ar: تبادل الخبرات, en: Exchange of expertise}
bodies: [committee]
pillars: [capacity]
threads: [regional-training]
classification: public
sources:
  - id: s1
    kind: official_website
    title: {ar: توقيع المذكرة, en: Signature of the memorandum}
    publisher: {ar: هيئة التدريب, en: Training Authority}
    date: 2025-01-16
    url: https://example.org/news/1
"""

COMMITMENT = """\
id: training
text: {ar: تنظيم برامج تدريبية, en: Organise training programmes}
clause: "2"
source_class: undertaking
strength: will
nature: one_off
modality: [training_programme]
pillars: [capacity]
owners: [bh-authority]
beneficiaries: [om-council]
start: 2025-02-01
due: 2026-12-31
indicators:
  - id: trainees
    title: {ar: عدد المتدربين, en: Number of trainees}
    baseline: {date: 2025-02-01, value: 0}
    targets: [{by: 2026-12-31, value: 60}]
log:
  - date: 2026-05-10
    by: bh-authority
    type: activity
    text: {ar: عقد البرنامج الأول, en: The first programme was held}
    progress: in_progress
    measures: {trainees: 24}
    evidence:
      - kind: training_report
        title: {ar: تقرير البرنامج, en: Report of the programme}
        url: https://example.org/report
        date: 2026-05-10
source: s1
"""

PARENT = """\
format: mou/1
kind: agreement
title: {ar: اتفاقية إطارية, en: Framework agreement}
legal_character: binding
parties:
  - agency: bh-authority
    side: BH
    signature: {date: 2019-06-01}
  - agency: world-office
    side: WO
    signature: {date: 2019-06-01}
signing: {date: 2019-06-01}
effect: {mode: on_fixed_date, date: 2019-07-01}
term: {kind: indefinite}
classification: public
sources:
  - id: s1
    kind: official_website
    title: {ar: توقيع الاتفاقية, en: Signature of the agreement}
    publisher: {ar: هيئة التدريب, en: Training Authority}
    date: 2019-06-02
    url: https://example.org/news/2
"""

FIRST_MEETING = """\
format: mou/1
body: committee
kind: joint_committee_session
status: held
ordinal: 1
date: 2025-09-10
place: {ar: المنامة, en: Manama}
host: bh-authority
attendance:
  - {agency: bh-authority, present: yes}
  - {agency: om-council, present: yes}
agenda:
  - item: "1"
    text: {ar: متابعة التدريب, en: Follow-up of training}
    refs: [sample/training]
agreements: [sample]
minutes: {status: approved, url: https://example.org/minutes/1}
next: 2026-03-11
classification: public
sources:
  - id: s1
    kind: minutes
    title: {ar: محضر الاجتماع الأول, en: Minutes of the first meeting}
    date: 2025-09-10
"""

OUTCOME = """\
id: r1
kind: recommendation
text: {ar: إعداد دليل للتدريب, en: Prepare a training manual}
nature: one_off
pillars: [capacity]
owners: [om-council]
start: 2025-09-10
due: 2026-12-31
disposition: accepted
log:
  - date: 2026-03-01
    by: om-council
    type: status_update
    text: {ar: بدأ إعداد الدليل, en: Work on the manual has begun}
    progress: in_progress
source: s1
"""

SECOND_MEETING = """\
format: mou/1
body: committee
kind: joint_committee_session
status: held
ordinal: 2
date: 2026-03-11
place: {ar: مسقط, en: Muscat}
host: om-council
attendance:
  - {agency: bh-authority, present: yes}
  - {agency: om-council, present: yes}
agenda:
  - item: "1"
    text: {ar: متابعة ما سبق, en: Follow-up of earlier items}
    refs: [committee/1/r1, sample/training]
agreements: [sample]
follow_up:
  - {item: committee/1/r1, disposition: carried_over}
  - {item: sample/training, disposition: carried_over}
minutes: {status: approved, url: https://example.org/minutes/2}
next: 2026-09-09
classification: public
sources:
  - id: s1
    kind: minutes
    title: {ar: محضر الاجتماع الثاني, en: Minutes of the second meeting}
    date: 2026-03-11
"""

_YAML_KEY = re.compile(r"([^\s#\-\[{][^:\n]*):(?:\s|$)")
_TOML_KEY = re.compile(r"(\[[^\]]+\])|([\w-]+)\s*=")


def _blocks(text: str, key: re.Pattern[str]) -> dict[str, str]:
    """Top-level keys with their lines; lines before the first key stand under the empty key."""
    blocks: dict[str, str] = {}
    name = ""
    for line in text.splitlines(keepends=True):
        found = key.match(line)
        if found and (line.startswith("[") or not name.startswith("[")):
            name = found[1] or found[found.lastindex or 1]
            blocks[name] = ""
        blocks[name] = blocks.get(name, "") + line
    return blocks


def laid_over(sample: str, example: str, key: re.Pattern[str] = _YAML_KEY) -> str:
    """`sample` with the top-level keys of `example` in place of its own."""
    over = _blocks(example if example.endswith("\n") else example + "\n", key)
    merged = {**_blocks(sample, key), **over}
    kept = [block for name, block in merged.items() if block.strip() != f"{name}: null"]
    return "".join(sorted(kept, key=lambda block: block.startswith("[")))


def _listed(key: str, item: str) -> str:
    return f"{key}:\n  - " + indent(item, "    ").lstrip()


def agreement_text(commitment: str = COMMITMENT) -> str:
    """The sample agreement with one commitment."""
    return AGREEMENT + _listed("commitments", commitment)


def meeting_text(outcome: str = OUTCOME) -> str:
    """The first sample meeting with one outcome."""
    return FIRST_MEETING + _listed("outcomes", outcome)


def agencies_text(agencies: str = AGENCIES) -> str:
    """The file of agencies."""
    return "format: mou/1\nagencies:\n" + indent(agencies, "  ")


SAMPLE_FILE = "agreements/sample.yaml"
REGISTER: Mapping[str, str] = {
    "mou.toml": SETTINGS,
    "agencies.yaml": agencies_text(),
    "agreements/parent.yaml": PARENT,
    SAMPLE_FILE: agreement_text(),
    "meetings/committee/1.yaml": meeting_text(),
    "meetings/committee/2.yaml": SECOND_MEETING,
}


def _several(example: Mapping[str, str]) -> dict[str, str]:
    over = {
        path: laid_over(REGISTER[path], text, _TOML_KEY if path.endswith(".toml") else _YAML_KEY)
        if path in REGISTER and text
        else text
        for path, text in example.items()
    }
    return {path: text for path, text in {**REGISTER, **over}.items() if text}


def files_with(sample: str, example: str | Mapping[str, str]) -> dict[str, bytes]:
    """The files of the sample register with `example` laid over its record `sample`."""
    if sample == "bytes" and isinstance(example, str):
        return {**_encoded(REGISTER), SAMPLE_FILE: example.encode("latin-1")}
    return _encoded(_several(example) if not isinstance(example, str) else {**REGISTER, **_one(sample, example)})


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def _one(sample: str, example: str) -> dict[str, str]:
    if sample == "commitment":
        return {SAMPLE_FILE: agreement_text(laid_over(COMMITMENT, example))}
    if sample == "outcome":
        return {"meetings/committee/1.yaml": meeting_text(laid_over(OUTCOME, example))}
    if sample == "agencies":
        return {"agencies.yaml": agencies_text(laid_over(AGENCIES, example))}
    if sample == "settings":
        return {"mou.toml": laid_over(SETTINGS, example, _TOML_KEY)}
    if sample == "raw":
        return {SAMPLE_FILE: REGISTER[SAMPLE_FILE] + example}
    path = "meetings/committee/2.yaml" if sample == "meeting" else SAMPLE_FILE
    return {path: laid_over(REGISTER[path], example)}


class FilesInMemory:
    """A source of files that are only in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        """The files a working tree would list."""
        named = [path for path in self.files if path in (SETTINGS_FILE, AGENCIES_FILE) or path.startswith(_RECORDS)]
        return [Entry(path, (len(self.files[path]), 0, 0)) for path in sorted(named)]

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `Unreadable`."""
        if path not in self.files:
            raise Unreadable("missing")
        return self.files[path]

    def size_of(self, path: str) -> int | None:
        """The size of a file in bytes."""
        return len(self.files[path]) if path in self.files else None

    def state_of(self, path: str) -> tuple[int, ...] | None:
        size = self.size_of(path)
        return None if size is None else (size,)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file."""
        return sha256(self.read(path)).hexdigest()


_RECORDS = ("agreements/", "meetings/")


def findings(files: Mapping[str, bytes], today: date = TODAY) -> list[Diagnostic]:
    """Everything found in a register of these files on that day, excused findings left out."""
    return [finding for finding in check(load(FilesInMemory(files)), today).findings if not finding.excused]


def found_with(sample: str, example: str | Mapping[str, str], today: date = TODAY) -> list[Diagnostic]:
    """Everything found when `example` is laid over the record `sample` of the sample register."""
    return findings(files_with(sample, example), today)


def codes_with(sample: str, example: str | Mapping[str, str], today: date = TODAY) -> set[str]:
    """The codes of what is found when `example` is laid over the record `sample`."""
    return {finding.code for finding in found_with(sample, example, today)}
