"""The sample register with an agreement on which everything happens: late, due, dormant, finished, about to renew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mou_tracker.model.register import Register
from mou_tracker.store.loader import load
from mou_tracker.store.source import WorkingTree
from tests.sample_register import REGISTER

TODAY = date(2026, 6, 30)

LIVELY = """\
format: mou/1
kind: memorandum_of_cooperation
title: {ar: مذكرة تعاون في حماية الضحايا, en: Memorandum of cooperation on the protection of victims}
legal_character: binding
parties:
  - agency: om-council
    side: OM
    signature: {by: om-council/secretary, name: {ar: ناصر, en: Nasser}, date: 2023-10-01}
  - agency: world-office
    side: WO
    signature: {date: 2023-10-01}
signing: {date: 2023-10-01, place: {ar: صلالة, en: Salalah}}
effect: {mode: on_signature}
term: {kind: fixed, initial: P3Y}
renewal: {kind: automatic, period: P1Y, times: not_stated}
notice: {non_renewal: P2M}
review: P1Y
purposes:
  - {ar: حماية الضحايا, en: To protect victims}
bodies: [committee]
classification: public
commitments:
  - id: shelter
    text: {ar: "إنشاء دار إيواء للضحايا، وتجهيزها قبل 2026-03-31", en: Set up a shelter for victims}
    source_class: obligation
    strength: shall
    nature: one_off
    modality: [referral_mechanism]
    pillars: [protection]
    owners: [om-council/secretary]
    start: 2023-10-01
    due: 2026-03-31
    log:
      - date: 2025-12-01
        by: om-council
        type: obstacle
        text: {ar: لم يُعتمد التمويل, en: The funding was not approved}
        progress: on_hold
        reason: funding
    source: s1
  - id: manual
    text: {ar: إصدار دليل للتعرف على الضحايا, en: Publish a manual on identifying victims}
    source_class: undertaking
    nature: one_off
    pillars: [protection, capacity]
    owners: [world-office]
    start: 2023-10-01
    due: 2026-07-15
    milestones:
      - {id: draft, text: {ar: المسودة, en: The draft}, due: 2026-01-31, done: 2026-02-10}
    source: s1
  - id: reports
    text: {ar: تبادل تقارير دورية, en: Exchange periodic reports}
    source_class: undertaking
    nature: continuing
    pillars: [partnership]
    owners: [om-council, world-office]
    start: 2023-10-01
    reports: {every: P3M, from: 2023-10-01, grace: P14D, to: committee}
    log:
      - date: 2025-01-10
        by: world-office
        type: report
        text: {ar: التقرير الأول, en: The first report}
        progress: ongoing
    source: s1
  - id: campaign
    text: {ar: حملة توعية, en: An awareness campaign}
    source_class: undertaking
    nature: one_off
    pillars: [prevention]
    start: 2024-01-01
    due: 2025-06-30
    log:
      - date: 2025-05-20
        by: world-office
        type: status_update
        progress: completed
        text: {ar: انتهت الحملة, en: The campaign is over}
    assessments:
      - date: 2025-09-10
        by: committee
        verdict: largely_implemented
        confidence: medium
        rationale: {ar: بلغت الحملة معظم الفئات, en: The campaign reached most groups}
    source: s1
sources:
  - id: s1
    kind: instrument
    title: {ar: نص المذكرة, en: Text of the memorandum}
    date: 2023-10-01
    file: texts/lively.pdf
"""

FILES: Mapping[str, str] = {**REGISTER, "agreements/lively.yaml": LIVELY, "texts/lively.pdf": "text\n"}


def laid_out(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The files written below `folder`, which is given back."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def loaded(folder: Path, files: Mapping[str, str] = FILES) -> Register:
    """The register of these files."""
    found = load(WorkingTree(laid_out(folder, files)))
    assert not found.unreadable()
    return found.register
