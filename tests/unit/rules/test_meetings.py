from __future__ import annotations

import pytest

from tests.sample_register import REGISTER, codes_with, findings, found_with


def _session(number: int, day: str, rest: str = "") -> dict[str, str]:
    head = "format: mou/1\nbody: committee\nstatus: held\n"
    kind = "" if "kind:" in rest else "kind: joint_committee_session\n"
    return {f"meetings/committee/{number}.yaml": f"{head}{kind}ordinal: {number}\ndate: {day}\n{rest}"}


def _only(*sessions: dict[str, str], cadence: str = "") -> set[str]:
    """The codes found in a register with these meetings alone."""
    files = {path: text for path, text in REGISTER.items() if not path.startswith("meetings/")}
    files["agencies.yaml"] = files["agencies.yaml"].replace("    cadence: P6M\n", cadence)
    for session in sessions:
        files.update(session)
    return {finding.code for finding in findings({path: text.encode() for path, text in files.items()})}


def test_a_gap_is_told_when_it_is_narrow() -> None:
    assert "MOU601" in _only(_session(20, "2025-01-10"), _session(24, "2026-05-10"))
    assert "MOU601" not in _only(_session(20, "2025-01-10"), _session(25, "2026-05-10"))
    assert "MOU601" not in _only(_session(23, "2026-05-10"))


def test_extraordinary_sessions_are_counted_apart() -> None:
    extra = {"meetings/committee/extra.yaml": _session(2, "2026-05-10", "kind: extraordinary_session\n").popitem()[1]}
    assert "MOU602" not in _only(_session(1, "2025-11-01"), _session(2, "2026-04-01"), extra)


def test_a_cancelled_session_keeps_no_number() -> None:
    again = {"meetings/committee/again.yaml": _session(2, "2026-05-10").popitem()[1]}
    cancelled = {path: text.replace("held", "cancelled") for path, text in _session(2, "2026-04-01").items()}
    assert "MOU602" in _only(_session(1, "2025-11-01"), _session(2, "2026-04-01"), again)
    assert "MOU602" not in _only(_session(1, "2025-11-01"), cancelled, again)


@pytest.mark.parametrize(
    ("cadence", "first", "second", "missed"),
    [
        ("P1Y", "2021-01-05", "2022-12-20", False),
        ("P1Y", "2021-11-30", "2023-05-16", True),
        ("P2Y", "2021-11-30", "2023-05-16", False),
        ("P6M", "2025-06-01", "2026-02-15", False),
        ("P6M", "2025-06-01", "2026-05-20", True),
        ("P3M", "2025-12-01", "2026-03-20", False),
        ("not_stated", "2010-12-01", "2026-03-20", False),
    ],
)
def test_sessions_missed_by_the_cadence(cadence: str, first: str, second: str, missed: bool) -> None:
    codes = _only(_session(1, first), _session(2, second), cadence=f"    cadence: {cadence}\n")
    assert ("MOU618" in codes) is missed


def test_technical_meetings_do_not_stand_for_sessions() -> None:
    between = _session(2, "2025-12-01", "kind: technical\n")
    codes = _only(_session(1, "2025-06-01"), between, _session(3, "2026-05-20"), cadence="    cadence: P6M\n")
    assert "MOU618" in codes


def test_a_member_that_joined_later_is_not_missed() -> None:
    agencies = REGISTER["agencies.yaml"].replace("role: member}", "role: member, from: 2026-05-01}")
    attendance = {"meetings/committee/2.yaml": "attendance:\n  - {agency: bh-authority}"}
    assert "MOU609" in codes_with("", attendance)
    members = {"agencies.yaml": agencies[agencies.index("agencies:") :], **attendance}
    assert "MOU609" not in codes_with("", members)


def test_several_absent_members_are_one_finding() -> None:
    attendance = {"meetings/committee/2.yaml": "attendance:\n  - {agency: world-office}"}
    found = [finding for finding in found_with("", attendance) if finding.code == "MOU609"]
    assert [finding.params for finding in found] == [{"n": 2, "agencies": "bh-authority, om-council"}]


@pytest.mark.parametrize(
    ("holders", "two"),
    [
        (("from: 2024-01-01, to: 2025-06-01", "from: 2025-06-01"), False),
        (("from: 2024-01-01, to: 2025-06-02", "from: 2025-06-01"), True),
        (("from: 2024-01-01, to: 2025-06", "from: 2025-06-10"), False),
        (("from: 2024-01-01, to: unknown", "from: 2025-06-10"), False),
        (("from: 2024-01-01", "from: 2025-06-10, acting: true"), False),
        (("from: 2025-06-10", "from: 2024-01-01"), True),
        (("from: 2024-01-01", "from: 2025-06-10, to: 2025-06-10"), False),
        (('from: "2024"', "from: 2024-03-01"), True),
        (("from: not_stated", "from: 2025-06-10"), False),
    ],
)
def test_when_a_post_has_two_holders(holders: tuple[str, ...], two: bool) -> None:
    people = "".join(f"        - {{name: سالم, {holder}}}\n" for holder in holders)
    head = "bh-authority:\n  name: {ar: هيئة, en: Authority}\n  kind: authority\n  country: BH\n  posts:\n    head:\n"
    example = f"{head}      title: {{ar: الرئيس, en: Head}}\n      holders:\n{people}"
    assert ("MOU612" in codes_with("agencies", example)) is two


def test_a_post_without_recorded_holders_is_not_called_vacant() -> None:
    head = "bh-authority:\n  name: {ar: هيئة, en: Authority}\n  kind: authority\n  country: BH\n  posts:\n    head:\n"
    assert "MOU611" not in codes_with("agencies", f"{head}      title: {{ar: الرئيس, en: Head}}\n")
