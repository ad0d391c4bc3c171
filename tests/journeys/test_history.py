"""Looking back from the command line: a record's life, what changed since, the register as it was recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mou_tracker.render.outputs import output_schema
from tests.history_repo import AISHA, REPORT, SALIM, SAMPLE, Repo, grown, lived
from tests.journeys.running import Ran, acting, mou


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived(tmp_path_factory.mktemp("lived")).root


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return lived(tmp_path / "repo")


def english(root: Path, *argv: str) -> Ran:
    return mou(root, "--lang", "en", *argv)


def data(root: Path, *argv: str) -> dict:
    """The data of a JSON output, which keeps to its published schema."""
    told = mou(root, *argv, "--json")
    assert told.code == 0, told.err
    document = json.loads(told.out)
    Draft202012Validator(output_schema(document["kind"])).validate(document)
    return document["data"]


def steps(root: Path, *argv: str) -> list[tuple[str, list[str]]]:
    """The steps of a life: the commit's subject, and each change by kind and field."""
    found = data(root, "history", *argv)["steps"]
    return [(step["subject"], [f"{one['kind']} {one['field']}".strip() for one in step["changes"]]) for step in found]


def kinds(root: Path, span: str) -> list[tuple[str, str]]:
    return [(one["kind"], one["record"]) for one in data(root, "diff", span)["changes"]]


# ---- the life of a record ----


def test_the_life_of_a_commitment(place: Path) -> None:
    assert steps(place, "sample/training") == [
        ("Begin the register", ["new"]),
        ("The authority reports on training", ["progressed log"]),
        ("Training may take longer", ["slipped due"]),
        ("Training is done", ["completed log"]),
        ("The committee's verdict", ["assessed assessments"]),
    ]
    told = english(place, "history", "sample/training")
    assert told.code == 0
    assert f"10 January 2026, \u2068{AISHA}\u2069 (commit " in told.out
    assert f"12 May 2026, {SALIM} (commit " in told.out
    assert "Due: postponed from 30 June 2026 to 31 December 2026" in told.out
    assert "example.org" not in told.out


def test_a_life_in_arabic(place: Path) -> None:
    told = mou(place, "--lang", "ar", "history", "sample/training")
    assert told.code == 0
    assert "أُجّل من" in told.out
    assert "Due" not in told.out
    assert acting(told.out) == []


def test_one_field_of_it(place: Path) -> None:
    assert steps(place, "sample/training", "due") == [
        ("Begin the register", ["new"]),
        ("Training may take longer", ["slipped due"]),
    ]


def test_a_field_that_is_not_there(place: Path) -> None:
    told = english(place, "history", "sample/training", "duee")
    assert told.code == 2
    assert "duee" in told.err
    assert "due?" in told.err


def test_what_belongs_to_a_record_is_told_with_it(place: Path) -> None:
    subjects = [subject for subject, _ in steps(place, "sample")]
    assert subjects[0] == "Begin the register"
    assert len(subjects) == 5
    assert "sample/training" in english(place, "history", "sample").out


def test_posts_agencies_meetings_and_outcomes(place: Path) -> None:
    assert steps(place, "om-council/secretary") == [("A new secretary", ["holder_changed holders"] * 2)]
    assert [subject for subject, _ in steps(place, "om-council")] == ["Begin the register", "A new secretary"]
    assert [subject for subject, _ in steps(place, "bh-authority")] == ["Begin the register"]
    assert steps(place, "committee/2") == [("The second meeting", ["new"])]
    assert steps(place, "committee/1/r1") == [
        ("Begin the register", ["new"]),
        ("The second meeting", ["closed follow_up"]),
    ]


def test_what_is_not_committed_comes_last(repo: Repo) -> None:
    repo.put({SAMPLE: grown(REPORT, "2027-03-31")})
    last = data(repo.root, "history", "sample/training")["steps"][-1]
    assert (last["commit"], last["author"], last["day"]) == ("", "", "2026-06-30")
    assert {one["kind"] for one in last["changes"]} == {"slipped", "corrected"}
    assert "30 June 2026, not committed yet" in english(repo.root, "history", "sample/training").out


def test_a_file_that_moved_and_got_a_new_name(repo: Repo) -> None:
    repo.git("mv", SAMPLE, "agreements/renamed.yaml")
    repo.commit("A better id", "2026-06-28")
    (repo.root / "agreements/2025").mkdir()
    repo.git("mv", "agreements/renamed.yaml", "agreements/2025/renamed.yaml")
    repo.commit("By year", "2026-06-29")
    found = steps(repo.root, "renamed/training")
    assert [subject for subject, _ in found] == [
        "Begin the register",
        "The authority reports on training",
        "Training may take longer",
        "Training is done",
        "The committee's verdict",
    ]
    assert ("A better id", ["renamed"]) in steps(repo.root, "renamed")
    assert steps(repo.root, "sample/training") == [*found, ("A better id", ["renamed"])]


def test_a_commitment_that_got_a_new_id(repo: Repo) -> None:
    text = (repo.root / SAMPLE).read_text()
    repo.commit("Call it courses", "2026-06-28", {SAMPLE: text.replace("id: training", "id: courses")})
    assert steps(repo.root, "sample/training") == [*steps(repo.root, "sample/courses")]
    found = steps(repo.root, "sample/courses")
    assert found[0] == ("Begin the register", ["new"])
    assert found[-1] == ("Call it courses", ["renamed"])
    assert len(found) == 6


def test_a_new_id_that_only_the_commit_tells(repo: Repo) -> None:
    repo.commit(
        "Written anew under another id\n\nMou-Renamed: sample rewritten",
        "2026-06-28",
        {SAMPLE: None, "agreements/rewritten.yaml": "format: mou/1\nkind: other\ntitle: Another\n"},
    )
    found = data(repo.root, "history", "rewritten")["steps"]
    assert found[0]["subject"] == "Begin the register"
    assert found[-1]["changes"][0]["kind"] == "renamed"


def test_a_record_that_was_taken_out(repo: Repo) -> None:
    repo.commit("Taken out", "2026-06-28", {SAMPLE: None})
    found = steps(repo.root, "sample/training")
    assert found[0] == ("Begin the register", ["new"])
    assert found[-1] == ("Taken out", ["removed"])
    assert english(repo.root, "history", "sample").code == 0


def test_a_record_that_never_was(place: Path) -> None:
    told = english(place, "history", "sample/trainin")
    assert told.code == 2
    assert "There is no record sample/trainin" in told.err
    assert "sample/training?" in told.err


def test_branches_that_were_brought_together(repo: Repo) -> None:
    repo.git("switch", "--quiet", "--create", "side", "HEAD~5")
    text = (repo.root / SAMPLE).read_text()
    side = text.replace("strength: will", "strength: shall")
    repo.commit("Stronger", "2026-05-13", {SAMPLE: side}, SALIM)
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Both", "side", day="2026-06-28")
    found = steps(repo.root, "sample/training")
    assert ("Stronger", ["amended strength"]) in found
    assert [subject for subject, _ in found].count("Both") == 0, "the merge itself changed nothing"
    assert len(found) == 6


def test_what_a_merge_itself_changed_is_its_own(repo: Repo) -> None:
    repo.git("switch", "--quiet", "--create", "side", "HEAD~1")
    text = (repo.root / SAMPLE).read_text()
    repo.commit("Later", "2026-06-24", {SAMPLE: text.replace("due: 2026-12-31\n", "due: 2027-01-31\n", 1)})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side", day="2026-06-28")
    merged = (repo.root / SAMPLE).read_text().replace("due: 2027-01-31\n", "due: 2027-06-30\n", 1)
    repo.commit("Even later", "2026-06-28", {SAMPLE: merged})
    found = steps(repo.root, "sample/training", "due")
    assert found[-1] == ("Even later", ["slipped due"])
    assert ("Later", ["slipped due"]) in found


def test_a_file_that_could_not_be_read_for_a_while(repo: Repo) -> None:
    text = (repo.root / SAMPLE).read_text()
    repo.commit("A slip", "2026-06-28", {SAMPLE: f"{text}a: [\n"})
    repo.commit("Mended", "2026-06-29", {SAMPLE: text})
    found = steps(repo.root, "sample")
    assert found[-2:] == [("A slip", ["unreadable"]), ("Mended", ["readable"])]


# ---- what changed ----


def test_what_changed_since_a_day(place: Path) -> None:
    assert kinds(place, "2026-05-01") == [
        ("new", "committee/2"),
        ("progressed", "sample/training"),
        ("completed", "sample/training"),
        ("slipped", "sample/training"),
        ("closed", "committee/1/r1"),
        ("assessed", "sample/training"),
        ("holder_changed", "om-council/secretary"),
        ("holder_changed", "om-council/secretary"),
    ]
    told = english(place, "diff", "2026-05-01")
    headings = [line for line in told.out.splitlines() if line and not line.startswith((" ", "From", "To"))]
    assert [line.rpartition(" (")[0] for line in headings] == [
        "New",
        "Progress",
        "Completed, as reported",
        "Postponed",
        "Closed",
        "Assessed",
        "Changes in posts",
    ]


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("2026-05-12..2026-05-20", [("slipped", "sample/training")]),
        ("HEAD~1..HEAD", [("assessed", "sample/training")]),
        ("HEAD..HEAD~1", [("corrected", "sample/training")]),
        ("HEAD~1", [("assessed", "sample/training")]),
        ("2026-06..HEAD", []),
        ("٢٠٢٦-٠٦-٠٥..2026-06-21", [("completed", "sample/training")]),
        ("yesterday", []),
        ("HEAD~2..", [("completed", "sample/training"), ("assessed", "sample/training")]),
    ],
)
def test_spans(place: Path, span: str, found: list[tuple[str, str]]) -> None:
    assert kinds(place, span) == found


def test_since_the_last_meeting(repo: Repo) -> None:
    whole = kinds(repo.root, "2026-03-11")
    for span in ("last-meeting", "last-meeting:committee", "آخر اجتماع", "Last-Meeting"):
        assert kinds(repo.root, span) == whole
    found = data(repo.root, "diff", "last-meeting")
    assert found["before"]["asked"] == "last-meeting"
    assert found["after"] == {"asked": "", "commit": "", "day": "2026-06-30"}
    told = english(repo.root, "diff", "last-meeting:nobody")
    assert (told.code, told.out) == (2, "")
    assert "There is no body nobody" in told.err
    assert "No meeting is on record" in english(repo.root, "diff", "last-meeting:world-office").err


def test_nothing_changed(place: Path) -> None:
    for lang, words in (("en", "Nothing changed."), ("ar", "لم يتغيّر شيء.")):
        for form in ("text", "md"):
            told = mou(place, "--lang", lang, "diff", "HEAD", "--format", form)
            assert told.code == 0
            assert words in told.out
    assert data(place, "diff", "HEAD")["changes"] == []


def test_to_a_file_for_the_minutes(repo: Repo) -> None:
    told = english(repo.root, "diff", "2026-05-01", "-o", "changes.md")
    assert (told.code, told.out) == (0, "")
    page = (repo.root / "changes.md").read_text()
    assert page.startswith("# What changed in the register\n")
    assert "- **sample/training** Organise training programmes\n" in page
    assert "  - Due: postponed from 30 June 2026 to 31 December 2026\n" in page
    arabic = mou(repo.root, "--lang", "ar", "diff", "2026-05-01", "--format", "md").out
    assert arabic.startswith('<div dir="rtl" lang="ar">')
    assert acting(page) == acting(arabic) == []
    told = english(repo.root, "diff", "2026-05-01", "-o", "changes.json")
    assert json.loads((repo.root / "changes.json").read_text())["kind"] == "diff"


def test_edits_that_are_not_committed_count(repo: Repo) -> None:
    text = (repo.root / SAMPLE).read_text()
    repo.put({SAMPLE: text.replace("owners: [bh-authority]", "owners: [om-council]"), "agreements/new.yaml": text})
    assert kinds(repo.root, "HEAD") == [
        ("new", "new"),
        ("new", "new/training"),
        ("amended", "sample/training"),
    ]
    (repo.root / SAMPLE).unlink()
    (repo.root / SAMPLE).symlink_to("new.yaml")
    assert ("unreadable", "sample") in kinds(repo.root, "HEAD")
    assert english(repo.root, "diff", "HEAD").code == 0


def test_line_ends_of_another_system_are_no_change(repo: Repo) -> None:
    path = repo.root / SAMPLE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert kinds(repo.root, "HEAD") == []


@pytest.mark.parametrize(
    "span", ["nosuch", "", "2025-01-01", "2026-13-01", "1447-01-01", "HEAD..nosuch", "-x", "a...b"]
)
def test_a_span_that_is_none(place: Path, span: str) -> None:
    told = english(place, "diff", "--", span)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("error: ")
    assert "Traceback" not in told.err


# ---- the register as recorded ----


def test_the_register_as_recorded_on_a_day(place: Path) -> None:
    told = english(place, "list", "commitments", "--at", "2026-05-15")
    assert "sample/training\t2026-06-30\tin progress" in told.out
    assert told.err.startswith("As recorded on 12 May 2026 (commit ")
    assert "sample/training\t2026-12-31\tcompleted" in english(place, "list", "commitments").out


AT = {
    "status": (["status"], "As of 15 May 2026"),
    "due": (["due", "--within", "60d"], "2026-06-30"),
    "list": (["list", "meetings"], "committee/1"),
    "show": (["show", "sample/training"], "2026-06-30: The stated due date."),
    "search": (["search", "programme"], "sample/training"),
    "explain": (["explain", "sample/training", "progress"], "in progress"),
    "brief": (["brief", "committee"], "As of 15 May 2026"),
}


@pytest.mark.parametrize("command", AT)
def test_every_command_that_reads(place: Path, command: str) -> None:
    argv, expected = AT[command]
    told = english(place, *argv, "--at", "2026-05-15")
    assert told.code == 0, told.err
    assert expected in told.out
    assert "committee/2" not in told.out
    assert "The second" not in told.out


def test_what_was_recorded_then_and_how_it_looks_on_another_day(place: Path) -> None:
    assert data(place, "show", "sample/training", "--at", "2026-05-15")["record"]["due"] == "2026-06-30"
    flags = [
        [one["value"] for one in data(place, "show", "sample/training", "--at", "2026-05-15", *more)["derived"]]
        for more in ((), ("--as-of", "2026-08-01"))
    ]
    assert "overdue" not in flags[0]
    assert "overdue" in flags[1]
    assert json.loads(mou(place, "status", "--at", "HEAD~6", "--json").out)["asOf"] == "2026-01-10"
    assert json.loads(mou(place, "status", "--at", "last-meeting", "--json").out)["asOf"] == "2026-03-11"


@pytest.mark.parametrize("at", ["nosuch", "2020-01-01", "2026-02-30", "-1", "HEAD:mou.toml"])
def test_a_state_that_is_not_there(place: Path, at: str) -> None:
    told = english(place, "status", f"--at={at}")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("error: ")
    assert "\nhelp: " in told.err


def test_a_broken_file_of_then_is_named(repo: Repo) -> None:
    good = (repo.root / SAMPLE).read_text()
    repo.commit("A slip", "2026-06-28", {SAMPLE: "a: [\n"})
    repo.commit("Mended", "2026-06-29", {SAMPLE: good})
    told = english(repo.root, "list", "agreements", "--at", "HEAD~1")
    assert told.code == 0
    assert SAMPLE in told.err
    assert "sample" not in told.out


def test_looking_back_leaves_the_cache_of_today_alone(repo: Repo, tmp_path: Path) -> None:
    environ = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    before = mou(repo.root, "status", "--json", environ=environ).out
    index = next((tmp_path / "cache").rglob("index"))
    kept = index.read_bytes()
    first = mou(repo.root, "status", "--json", "--at", "HEAD~6", environ=environ).out
    assert mou(repo.root, "status", "--json", "--at", "HEAD~6", environ=environ).out == first != before
    assert index.read_bytes() == kept
    assert mou(repo.root, "status", "--json", environ=environ).out == before


def test_in_a_folder_of_a_repository_and_from_below_it(tmp_path: Path) -> None:
    root = lived(tmp_path, below="registers/ours").root
    assert len(steps(root, "sample/training")) == 5
    assert kinds(root, "HEAD~1") == [("assessed", "sample/training")]
    assert english(root / "agreements", "list", "meetings", "--at", "2026-05-15").out.startswith("committee/1\t")


def test_without_a_history_it_is_said(tmp_path: Path) -> None:
    from tests.lively_register import laid_out

    root = laid_out(tmp_path / "register")
    for argv in (["history", "sample"], ["diff", "HEAD"], ["status", "--at", "HEAD"]):
        told = english(root, *argv)
        assert (told.code, told.out) == (2, "")
        assert "has no history" in told.err
        assert "git init" in told.err
    Repo(root)
    told = english(root, "history", "sample")
    assert told.code == 2
    assert "Nothing is recorded yet" in told.err


def test_who_looks_at_today_needs_no_git(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from mou_tracker.history.gitcall import executable

    monkeypatch.setenv("PATH", str(tmp_path))
    executable.cache_clear()
    try:
        assert english(place, "status").code == 0
        told = english(place, "status", "--at", "HEAD")
        assert told.code == 2
        assert "git is not installed" in told.err
    finally:
        executable.cache_clear()


def test_a_commit_of_somebody_else_cannot_act(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    name = "\x1b]0;x\x07\u202eevil"
    repo.commit(f"{name}\x1b[2J\n\n::error::x", "2026-01-01", {"mou.toml": 'format = "mou/1"\n', SAMPLE: grown()}, name)
    for lang in ("en", "ar"):
        told = mou(repo.root, "--lang", lang, "history", "sample")
        assert told.code == 0
        assert acting(told.out) == []
