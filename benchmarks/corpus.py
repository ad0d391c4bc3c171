"""Makes registers of any size for measuring: the same N gives the same bytes.

    python benchmarks/corpus.py DIR N [--commits N]

Each agreement is bilingual, has two parties, six to ten commitments with indicators and progress logs, and about 9 kB.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

AR = [
    "تنسيق",
    "برامج",
    "تدريب",
    "ورش",
    "عمل",
    "تبادل",
    "خبرات",
    "دراسات",
    "بحوث",
    "زيارات",
    "ميدانية",
    "حماية",
    "ضحايا",
    "مكافحة",
    "اتجار",
    "أشخاص",
    "لجنة",
    "وطنية",
]
EN = [
    "coordinate",
    "training",
    "programmes",
    "workshops",
    "exchange",
    "expertise",
    "studies",
    "research",
    "visits",
    "protection",
    "victims",
    "committee",
]
AGENCIES = 40

SETTINGS = """format = "mou/1"
language = "ar"
languages = ["ar", "en"]
title = { ar = "سجل القياس", en = "Benchmark register" }
"""


def write(folder: Path, count: int) -> None:
    """Writes a register of `count` agreements under `folder`."""
    (folder / "agreements").mkdir(parents=True, exist_ok=True)
    (folder / "mou.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "agencies.yaml").write_text(agencies(), encoding="utf-8")
    for number in range(count):
        group = folder / "agreements" / f"y{2000 + number % 25}"
        group.mkdir(exist_ok=True)
        (group / f"agreement-{number:05d}.yaml").write_text(agreement(number), encoding="utf-8")


def agencies() -> str:
    """The agencies all agreements refer to: even ones of Bahrain, odd ones of Oman."""
    lines = ["format: mou/1", "agencies:"]
    for number in range(AGENCIES):
        country = ("BH", "OM")[number % 2]
        lines += [
            f"  agency-{number}:",
            "    name:",
            f"      ar: هيئة رقم {number} {AR[number % len(AR)]}",
            f"      en: Agency number {number} {EN[number % len(EN)]}",
            "    kind: authority",
            f"    country: {country}",
        ]
    return "\n".join(lines) + "\n"


def agreement(number: int) -> str:
    """One agreement as text."""
    rng = random.Random(number)
    year, first, second = 2015 + number % 10, 2 * rng.randrange(AGENCIES // 2), 2 * rng.randrange(AGENCIES // 2) + 1
    lines = [
        "format: mou/1",
        "kind: memorandum_of_understanding",
        "title:",
        f"  ar: مذكرة تفاهم رقم {number} بشأن {_words(rng, AR, 5)}",
        f"  en: Memorandum number {number} on {_words(rng, EN, 5)}",
        "parties:",
        *_party(first, "BH", year),
        *_party(second, "OM", year),
        "signing:",
        f"  date: {year}-01-15",
        "  place:",
        "    ar: مسقط",
        "    en: Muscat",
        "effect:",
        "  mode: on_signature",
        "term:",
        "  kind: fixed",
        f"  initial: P{rng.choice((3, 5, 10))}Y",
        "renewal:",
        "  kind: automatic",
        "  period: P2Y",
        "  intent: renew",
        "notice:",
        "  non_renewal: P3M",
        "commitments:",
    ]
    for index in range(rng.randrange(6, 11)):
        lines += _commitment(rng, index, year, first, second)
    lines += ["classification: public", "sources:", "  - id: s1", "    kind: press", "    title:"]
    lines += [f"      ar: {_words(rng, AR, 6)}", f"      en: {_words(rng, EN, 6)}", f"    date: {year}-01-16"]
    return "\n".join(lines) + "\n"


def _words(rng: random.Random, words: list[str], count: int) -> str:
    return " ".join(rng.choice(words) for _ in range(count))


def _party(agency: int, side: str, year: int) -> list[str]:
    return [
        f"  - agency: agency-{agency}",
        f"    side: {side}",
        "    role: party",
        "    signature:",
        f"      date: {year}-01-15",
        "      type: definitive",
    ]


def _commitment(rng: random.Random, index: int, year: int, first: int, second: int) -> list[str]:
    lines = [
        f"  - id: item-{index}",
        "    text:",
        f"      ar: {_words(rng, AR, 9)}",
        f"      en: {_words(rng, EN, 9)}",
        "    source_class: undertaking",
        "    strength: will",
        "    nature: one_off",
        "    due: 2099-12-31",
        "    modality: [training_programme, workshop]",
        "    pillars: [capacity]",
        f"    owners: [agency-{rng.choice((first, second))}]",
        f"    start: {year}-02-01",
        "    indicators:",
        "      - id: trainees",
        "        title:",
        "          ar: عدد المتدربين",
        "          en: Number of trainees",
        f"        baseline: {{date: {year}-01-15, value: 0}}",
        f"        targets: [{{by: {year + 2}-12-31, value: {rng.randrange(300, 900)}}}]",
        "    log:",
    ]
    for entry in range(rng.randrange(1, 4)):
        lines += [
            f"      - date: {year + entry}-0{rng.randrange(3, 10)}-1{rng.randrange(10)}",
            f"        by: agency-{first if rng.random() < 0.5 else second}",
            "        type: activity",
            "        text:",
            f"          ar: {_words(rng, AR, 7)}",
            f"          en: {_words(rng, EN, 7)}",
            "        progress: in_progress",
            f"        measures: {{trainees: {100 * entry + rng.randrange(5, 60)}}}",
        ]
    return [*lines, "    source: s1"]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    write(asked.folder, asked.count)


if __name__ == "__main__":
    main()
