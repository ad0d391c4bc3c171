"""Recording what happens, with a real git: what is committed, what is left alone, what is refused, what a crash leaves."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from mou_tracker.actions import apply
from mou_tracker.actions.change import Manner, Plan, change
from mou_tracker.cli.main import run
from mou_tracker.cli.world import World
from mou_tracker.history import lock, repo
from mou_tracker.history.gitcall import GitFailed
from mou_tracker.store.cache import Cache
from tests.journeys.running import Ran, mou
from tests.lively_register import FILES, TODAY, laid_out

SHELTER = (
    "progress",
    "lively/shelter",
    "--progress",
    "in_progress",
    "--text-ar",
    "بدأ العمل",
    "--text-en",
    "Work began",
)
LIVELY = "agreements/lively.yaml"


def git(place: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=place, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("base") / "register")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith(("GIT_", "MOU_"))]:
        monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Secretary")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "secretary@example.org")
    monkeypatch.setattr(repo, "PATIENCE", 0.1)
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    root = laid_out(tmp_path / "register")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "The register")
    return root


def en(place: Path, *argv: str) -> Ran:
    return mou(place, "--lang", "en", *argv)


def recorded(place: Path, *argv: str) -> Ran:
    """A run that must succeed with one new commit, the tree and index being clean after it."""
    before = git(place, "rev-parse", "HEAD")
    ran = en(place, *argv)
    assert (ran.code, git(place, "rev-parse", "HEAD~1")) == (0, before), ran.err
    assert git(place, "status", "--porcelain") == ""
    assert not (place / ".git/mou-tracker/journal").exists()
    return ran


def stat(place: Path) -> list[str]:
    return git(place, "show", "--numstat", "--format=", "HEAD").splitlines()


def message(place: Path) -> list[str]:
    return git(place, "log", "-1", "--format=%B").strip().splitlines()


def added(place: Path) -> list[str]:
    shown = git(place, "show", "--format=", "-U0", "HEAD").splitlines()
    return [line[1:].strip() for line in shown if line.startswith("+") and not line.startswith("+++")]


def tree(place: Path) -> dict[str, bytes]:
    """Everything there is, git's own data of a change included (its lock aside)."""
    files = [path for path in place.rglob("*") if path.is_file() and path.relative_to(place).parts[0] != ".git"]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def state(place: Path) -> tuple[object, ...]:
    heads = git(place, "for-each-ref", "--format=%(refname) %(objectname)")
    return tree(place), heads, git(place, "status", "--porcelain=v2"), (place / ".git/HEAD").read_text()


def refused(place: Path, code: int, *argv: str) -> str:
    """A run that is refused and leaves everything as it was; gives what it said."""
    before = state(place)
    ran = en(place, *argv)
    assert ran.code == code, (ran.out, ran.err)
    assert "help: " in ran.err
    assert state(place) == before
    assert not (place / ".git/mou-tracker/journal").exists()
    return ran.err


# ---- what each command writes ----


def test_progress_appends_one_entry_and_says_what_moved(place: Path) -> None:
    ran = recorded(place, *SHELTER, "--percent", "40", "-m", "By phone.")
    assert stat(place) == [f"8\t0\t{LIVELY}"]
    assert "Progress: on hold → in progress" in ran.out
    assert "Percent: — → 40%" in ran.out
    assert "Next: 2026-03-31, commitment due (91 days late)" in ran.out
    assert git(place, "rev-parse", "--short=10", "HEAD").strip() in ran.out
    assert message(place)[1:] == [
        "",
        "By phone.",
        "",
        "Agreement: lively",
        "Commitment: lively/shelter",
        "Made-by: mou",
    ]
    assert "lively/shelter" in message(place)[0]
    assert "by: om-council/secretary" in added(place)


def test_evidence_is_copied_under_its_hash_and_committed_with_the_record(place: Path, tmp_path: Path) -> None:
    proof = tmp_path / "قائمة  الحضور (1).pdf"
    proof.write_bytes(b"\x00\xffproof")
    digest = hashlib.sha256(b"\x00\xffproof").hexdigest()
    evidence = ("--evidence", str(proof), "--evidence", "https://example.org/news")
    recorded(place, "progress", "sample/training", "--measure", "trainees=٢٤", *evidence)
    name = f"evidence/{digest[:12]}-قائمة-الحضور-1.pdf"
    assert (place / name).read_bytes() == b"\x00\xffproof"
    assert {f"file: {name}", f"sha256: {digest}", "url: https://example.org/news", "trainees: 24"} <= set(added(place))
    assert git(place, "-c", "core.quotePath=false", "ls-files", "evidence").splitlines() == [name]


def test_evidence_that_lies_there_already_is_committed_with_the_record(place: Path, tmp_path: Path) -> None:
    proof = tmp_path / "a.txt"
    proof.write_text("proof")
    name = f"evidence/{hashlib.sha256(b'proof').hexdigest()[:12]}-a.txt"
    (place / "evidence").mkdir()
    (place / name).write_text("proof")
    recorded(place, *SHELTER, "--evidence", str(proof))
    assert git(place, "ls-files", "evidence").splitlines() == [name]


def test_assess(place: Path) -> None:
    ran = recorded(place, "assess", "sample/training", "--verdict", "partially_implemented", "--meeting", "committee/2")
    assert added(place) == [
        "assessments:",
        "- date: 2026-03-11",
        "by: committee",
        "verdict: partially_implemented",
        "meeting: committee/2",
    ]
    assert "Assessment: not assessed → partially implemented" in ran.out
    assert message(place)[-4:] == [
        "Agreement: sample",
        "Commitment: sample/training",
        "Meeting: committee/2",
        "Made-by: mou",
    ]


def test_reschedule_keeps_the_first_date(place: Path) -> None:
    ran = recorded(
        place, "reschedule", "lively/manual", "--to", "2026-12-31", "--reason-en", "Late", "--reason-ar", "تأخر"
    )
    assert "Due: 2026-07-15 → 2026-12-31" in ran.out
    assert "Next: 2026-12-31" in ran.out
    assert "original_due: 2026-07-15" in added(place)
    recorded(place, "reschedule", "lively/manual", "--to", "٢٠٢٧-٠١-٣١", "--reason-en", "Again", "--reason-ar", "مجددًا")
    text = (place / LIVELY).read_text()
    assert text.count("original_due") == 1
    assert "due: 2027-01-31\n" in text


def test_a_request_not_approved_moves_nothing(place: Path) -> None:
    argv = ("reschedule", "lively/manual", "--to", "2026-12-31", "--reason-en", "Late", "--reason-ar", "تأخر")
    recorded(place, *argv, "--decision", "pending")
    assert "    due: 2026-07-15\n" in (place / LIVELY).read_text()
    assert "decision: pending" in added(place)


def test_event(place: Path) -> None:
    ran = recorded(place, "event", "lively", "renewed", "--date", "yesterday", "--until", "2028-09-30")
    assert added(place) == ["events:", "- type: renewed", "date: 2026-06-29", "until: 2028-09-30"]
    assert "State: expiring → in effect" in ran.out


def test_a_new_holder_closes_the_one_before(place: Path) -> None:
    names = ("--holder-ar", "خالد", "--holder-en", "Khalid")
    recorded(place, "post", "om-council/secretary", *names, "--from", "2026-06-01", "--acting")
    assert added(place)[0] == "to: 2026-05-31"
    assert stat(place) == ["6\t0\tagencies.yaml"]
    said = refused(place, 2, "post", "om-council/secretary", *names, "--from", "2026-05-01")
    assert "2026-06-01" in said


def test_set_and_unset(place: Path) -> None:
    recorded(place, "set", "sample", "renewal.intent", "renew")
    assert stat(place) == ["1\t1\tagreements/sample.yaml"]
    recorded(place, "set", "sample", "title.en", "Training: a memorandum")
    assert added(place) == ['title: {ar: مذكرة تفاهم للتدريب, en: "Training: a memorandum"}']
    recorded(place, "set", "om-council", "note", "ملاحظة")
    recorded(place, "set", "om-council", "note", "--unset")
    recorded(place, "set", "sample/training", "owners", "bh-authority,om-council")
    assert added(place) == ["owners: [bh-authority, om-council]"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("set", "sample", "renewal.intnt", "renew"), "Did you mean intent?"),
        (("set", "sample", "renewal.intent", "often"), "undecided, renew"),
        (("set", "sample/training", "due", "2027-01-01"), "mou reschedule sample/training"),
        (("set", "sample/training", "log", "x"), "mou progress sample/training"),
        (("set", "sample", "parties", "x"), "Edit the file itself"),
        (("set", "sample", "title"), "--unset"),
        (("progress", "lively/sheltr", "--text", "x"), "Did you mean lively/shelter?"),
        (("progress", "lively", "--text", "x"), "lively/shelter"),
        (("progress", "lively/reports", "--text-ar", "x"), "om-council, world-office"),
        (("progress", "lively/shelter"), "--text"),
        (("progress", "lively/shelter", "--type", "no_activity", "--percent", "3"), "--reason"),
        (("progress", "lively/shelter", "--measure", "beds", "--text", "x"), "--measure trainees=24"),
        (("progress", "lively/shelter", "--date", "30/06/2026", "--text", "x"), "2025-01-15"),
        (("event", "lively/shelter", "renewed"), "mou list agreements"),
        (("event", "lively", "renewed", "--meeting", "x"), "--help"),
        (("post", "om-council", "--holder", "x", "--from", "today"), "om-council/secretary"),
        (("assess", "sample/training", "--by", "committee"), "--help"),
        (("new", "memo", "x", "--title", "x"), "agreement, commitment"),
        (("new", "agreement", "X Y", "--title", "x"), "bh-om-2025-trafficking"),
        (("new", "commitment", "sampel/x", "--title", "x"), "Did you mean sample?"),
        (("new", "meeting", "comittee/3", "--kind", "technical"), "Did you mean committee?"),
        (("new", "agreement", "x", "--in", "../out", "--title", "x"), ""),
    ],
)
def test_a_mistake_names_the_remedy_and_changes_nothing(place: Path, argv: tuple[str, ...], said: str) -> None:
    before = state(place)
    ran = en(place, *argv)
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert state(place) == before


def test_what_does_not_fit_is_told_as_findings(place: Path) -> None:
    before = state(place)
    ran = en(place, "progress", "lively/shelter", "--progress", "in_progres", "--text", "x")
    assert ran.code == 1
    assert "MOU103" in ran.err
    assert "in_progress" in ran.err
    ran = en(place, "progress", "lively/shelter", "--by", "nobody", "--text", "x")
    assert (ran.code, "MOU2" in ran.err) == (1, True)
    ran = en(place, "new", "agreement", "empty", "--title", "x")
    assert (ran.code, "MOU102" in ran.err) == (1, True)
    ran = en(place, "new", "agreement", "sample", "--title", "x")
    assert (ran.code, "mou show sample" in ran.err) == (1, True)
    assert state(place) == before


def test_new_records_of_every_kind(place: Path, tmp_path: Path) -> None:
    recorded(
        place,
        "new",
        "agency",
        "kw-x",
        "--kind",
        "authority",
        "--title-ar",
        "جهة",
        "--title-en",
        "Body",
        "--country",
        "KW",
    )
    recorded(place, "new", "post", "kw-x/head", "--title-ar", "رئيس", "--title-en", "Head", "--role", "focal_point")
    parties = ("--party", "bh-authority=BH", "--party", "kw-x=KW")
    kind = ("--kind", "memorandum_of_understanding")
    recorded(
        place, "new", "agreement", "bh-kw", *kind, "--title-ar", "مذكرة", "--title-en", "Memo", *parties, "--in", "2026"
    )
    assert (
        (place / "agreements/2026/bh-kw.yaml")
        .read_text()
        .startswith("format: mou/1\nkind: memorandum_of_understanding\n")
    )
    item = ("--title-ar", "تدريب", "--title-en", "Train", "--class", "undertaking", "--owner", "kw-x", "--due", "2027")
    recorded(place, "new", "commitment", "bh-kw/training", *item)
    meeting = ("--kind", "technical", "--status", "planned", "--date", "2026-09-09", "--ordinal", "3")
    recorded(place, "new", "meeting", "committee/3", *meeting)
    assert stat(place) == ["6\t0\tmeetings/committee/3.yaml"]
    draft = tmp_path / "draft.json"
    draft.write_text(
        '{"kind": "law", "title": {"ar": "قانون", "en": "Law"}, "parties": [{"agency": "kw-x", "side": "KW"}]}'
    )
    recorded(place, "new", "agreement", "law-1", "--from", str(draft))
    out, err = io.StringIO(), io.StringIO()
    world = World(
        ["new", "agency", "kw-y", "--from", "-"],
        place,
        {"MOU_TODAY": "2026-06-30", "MOU_NO_CACHE": "1"},
        out,
        err,
        io.StringIO("name: {ar: جهة, en: Other}\nkind: centre\ncountry: KW\n"),
    )
    assert run(world) == 0, err.getvalue()
    assert "kw-y" in git(place, "show", "HEAD:agencies.yaml")


def test_undo_goes_back_step_by_step(place: Path, tmp_path: Path) -> None:
    first = tree(place)
    (tmp_path / "p.txt").write_text("proof")
    recorded(place, *SHELTER, "--evidence", str(tmp_path / "p.txt"))
    second = tree(place)
    recorded(place, "set", "sample", "renewal.intent", "renew")
    ran = recorded(place, "undo")
    assert tree(place) == second
    assert "renewal.intent" in ran.out
    assert message(place)[-2].startswith("Undoes: ")
    recorded(place, "undo")
    assert tree(place) == first
    assert "mou" not in refused(place, 1, "undo").partition("help:")[0].replace("mou-", "")


def test_undo_is_refused_when_the_file_has_changed_since(place: Path) -> None:
    recorded(place, *SHELTER)
    (place / LIVELY).write_text((place / LIVELY).read_text() + "# a remark\n")
    assert "not committed" in refused(place, 1, "undo")
    git(place, "commit", "-qam", "By hand")
    assert "git revert" in refused(place, 1, "undo")


# ---- the user's other work ----


def test_staged_and_unstaged_work_elsewhere_stays(place: Path) -> None:
    other, third = place / "agreements/parent.yaml", place / "agreements/sample.yaml"
    other.write_text(other.read_text() + "# staged\n")
    git(place, "add", "agreements/parent.yaml")
    other.write_text(other.read_text() + "# not staged\n")
    third.write_text(third.read_text() + "# not staged\n")
    (place / "notes.txt").write_text("new")
    (place / "planned.txt").write_text("new")
    git(place, "add", "planned.txt")
    before, files = git(place, "status", "--porcelain=v2"), tree(place)
    assert en(place, *SHELTER).code == 0
    assert git(place, "status", "--porcelain=v2") == before
    assert {name: data for name, data in tree(place).items() if name != LIVELY} == {
        name: data for name, data in files.items() if name != LIVELY
    }
    assert stat(place) == [f"7\t0\t{LIVELY}"]


def test_dry_run_writes_nothing_and_shows_the_difference(place: Path) -> None:
    before = state(place)
    ran = en(place, *SHELTER, "--dry-run")
    assert ran.code == 0
    assert f"+++ {LIVELY}" in ran.out
    assert "\n+        progress: in_progress\n" in ran.out
    assert state(place) == before
    assert not (place / ".git/mou-tracker").exists()
    shown = mou(place, "--lang", "ar", *SHELTER, "--dry-run", at_screen=True)
    assert "\x1b[32m+        progress: in_progress\x1b[0m" in shown.out


def test_no_commit_leaves_recording_to_the_user(place: Path) -> None:
    head = git(place, "rev-parse", "HEAD")
    assert en(place, *SHELTER, "--no-commit").code == 0
    assert en(place, *SHELTER[:2], "--percent", "10", "--no-commit").code == 0
    assert git(place, "rev-parse", "HEAD") == head
    assert git(place, "diff", "--numstat").splitlines() == [f"11\t0\t{LIVELY}"]
    assert git(place, "diff", "--cached") == ""


def test_without_a_repository_only_no_commit_works(tmp_path: Path, place: Path) -> None:
    root = laid_out(tmp_path / "plain")
    before = tree(root)
    ran = en(root, *SHELTER)
    assert (ran.code, "git init" in ran.err) == (2, True)
    assert tree(root) == before
    assert en(root, *SHELTER, "--no-commit").code == 0
    assert (root / LIVELY).read_bytes() != before[LIVELY]


def test_a_register_below_the_top_of_its_repository_and_a_linked_path(place: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    laid_out(top / "work" / "register")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "x")
    (tmp_path / "link").symlink_to(top / "work" / "register")
    assert en(tmp_path / "link", *SHELTER).code == 0
    assert git(top, "show", "--numstat", "--format=").splitlines() == [f"7\t0\twork/register/{LIVELY}"]
    assert en(tmp_path / "link", "undo").code == 0
    assert git(top, "diff", "HEAD~2") == ""


# ---- refusals ----


def test_a_dirty_record_is_refused(place: Path) -> None:
    path = place / LIVELY
    path.write_text(path.read_text() + "# mine\n")
    assert f"git restore --staged --worktree {LIVELY}" in refused(place, 1, *SHELTER)
    git(place, "add", ".")
    assert "not committed" in refused(place, 1, *SHELTER)


def test_a_record_that_git_does_not_know_is_refused(place: Path) -> None:
    git(place, "rm", "-q", "--cached", LIVELY)
    git(place, "commit", "-q", "-m", "x")
    assert f"git add {LIVELY}" in refused(place, 1, *SHELTER)


def test_a_detached_head_is_refused(place: Path) -> None:
    git(place, "switch", "-q", "--detach")
    assert "git switch main" in refused(place, 1, *SHELTER)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("MERGE_HEAD", "git merge --abort"),
        ("CHERRY_PICK_HEAD", "git cherry-pick --abort"),
        ("REVERT_HEAD", "git revert --abort"),
        ("BISECT_LOG", "git bisect reset"),
    ],
)
def test_what_is_under_way_is_refused(place: Path, name: str, remedy: str) -> None:
    (place / ".git" / name).write_text(git(place, "rev-parse", "HEAD"))
    assert remedy in refused(place, 1, *SHELTER)


def test_a_merge_with_a_conflict_is_refused(place: Path) -> None:
    git(place, "switch", "-q", "-c", "other")
    en(place, "set", "sample", "review", "P1Y")
    git(place, "switch", "-q", "main")
    en(place, "set", "sample", "review", "P2Y")
    subprocess.run(["git", "merge", "-q", "other"], cwd=place, check=False, capture_output=True)
    assert "git merge --abort" in refused(place, 1, *SHELTER)


def test_an_identity_is_never_invented(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    assert "git config --global user.name" in refused(place, 1, *SHELTER)


def test_a_bare_repository_is_refused(place: Path) -> None:
    git(place, "config", "core.bare", "true")
    before = tree(place)
    ran = en(place, *SHELTER)
    assert (ran.code, "clone" in ran.err) == (2, True)
    assert tree(place) == before


def test_a_lock_of_gits_is_named_and_left(place: Path) -> None:
    held = place / ".git/index.lock"
    held.write_text("")
    assert str(held) in refused(place, 1, *SHELTER)
    assert held.exists()


def test_a_lock_of_gits_that_goes_away_is_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repo, "PATIENCE", 20.0)
    held = place / ".git/index.lock"
    held.write_text("")
    threading.Timer(0.4, held.unlink).start()
    recorded(place, *SHELTER)


def test_another_change_under_way_is_waited_for_and_then_named(place: Path) -> None:
    with lock.locked(place / ".git"):
        assert f"process {os.getpid()}" in refused(place, 1, *SHELTER)


def test_a_hook_that_refuses_is_heard_and_the_files_are_back(place: Path, tmp_path: Path) -> None:
    hook = place / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    (tmp_path / "p.txt").write_text("proof")
    (place / "staged.txt").write_text("x")
    git(place, "add", "staged.txt")
    assert "not on a Friday" in refused(place, 2, *SHELTER, "--evidence", str(tmp_path / "p.txt"))
    assert "not on a Friday" in refused(
        place, 2, "new", "agency", "x", "--kind", "centre", "--title-ar", "م", "--title-en", "C"
    )


def test_evidence_behind_a_link_is_refused(place: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (place / "evidence").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "p.txt").write_text("proof")
    ran = en(place, *SHELTER, "--evidence", str(tmp_path / "p.txt"))
    assert (ran.code, "link" in ran.err) == (2, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_evidence_that_cannot_be_read(place: Path, tmp_path: Path) -> None:
    for what in (tmp_path / "none.pdf", tmp_path):
        before = state(place)
        assert en(place, *SHELTER, "--evidence", str(what)).code == 2
        assert state(place) == before


# ---- cut off ----


def _killed(place: Path, monkeypatch: pytest.MonkeyPatch, *argv: str) -> None:
    """Runs in a child process that ends at once, without cleaning up, where the commit would be made."""
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(repo, "commit", lambda *_: os._exit(9))
        en(place, *argv)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_change_killed_before_its_commit_is_undone_by_the_next(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = tree(place)
    (tmp_path / "p.txt").write_text("proof")
    _killed(place, monkeypatch, *SHELTER, "--evidence", str(tmp_path / "p.txt"))
    assert tree(place) != before
    (place / "agreements/.lively.yaml.abc.tmp").write_text("half")
    (place / "agreements/.other.tmp").write_text("not ours")
    git(place, "add", "agreements/.other.tmp")
    ran = en(place, "set", "sample", "renewal.intent", "renew")
    assert (ran.code, LIVELY in ran.err) == (0, True)
    assert git(place, "status", "--porcelain") == "A  agreements/.other.tmp\n"
    before["agreements/.other.tmp"] = b"not ours"
    assert {name: data for name, data in tree(place).items() if "sample" not in name} == {
        name: data for name, data in before.items() if "sample" not in name
    }


def test_what_an_editor_saved_after_a_kill_is_left_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _killed(place, monkeypatch, *SHELTER)
    mine = (place / LIVELY).read_text() + "# mine\n"
    (place / LIVELY).write_text(mine)
    assert en(place, "set", "sample", "renewal.intent", "renew").code == 0
    assert (place / LIVELY).read_text() == mine


def test_a_commit_cut_off_before_its_index_is_finished(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (place / ".git/index").read_bytes()
    monkeypatch.setattr(lock, "drop_journal", lambda _: None)
    assert en(place, *SHELTER).code == 0
    (place / ".git/index").write_bytes(old)
    head, new = git(place, "rev-parse", "HEAD"), (place / LIVELY).read_bytes()
    child = os.fork()
    if child == 0:  # the journal is still there, the index lags behind
        apply.recover(repo.repo_of(place.resolve()))  # type: ignore[arg-type]
        os._exit(0)
    os.waitpid(child, 0)
    assert (git(place, "rev-parse", "HEAD"), (place / LIVELY).read_bytes()) == (head, new)
    assert git(place, "status", "--porcelain") == ""


def test_two_writers_at_once_lose_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 60.0)
    monkeypatch.setattr(repo, "PATIENCE", 20.0)
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            ran = en(place, *SHELTER[:2], "--date", f"2026-06-{number + 10}", "--percent", f"{number + 70}")
            os._exit(ran.code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 6
    text = (place / LIVELY).read_text()
    assert all(f"percent: {number + 70}" in text for number in range(6))
    assert git(place, "rev-list", "--count", "HEAD").strip() == "7"
    assert git(place, "status", "--porcelain") == ""


def test_somebody_who_writes_at_the_same_moment_is_not_overwritten(place: Path) -> None:
    def plan(_loaded: object, source: object) -> Plan:
        (place / LIVELY).write_text(FILES[LIVELY] + "# somebody else\n")
        return Plan({LIVELY: FILES[LIVELY].encode() + b"# ours\n"}, "ours")

    with pytest.raises(Exception, match=r"edits|somebody"):
        change(place, Cache(None), TODAY, Manner(), plan)
    assert (place / LIVELY).read_text().endswith("# somebody else\n")
    assert not (place / ".git/mou-tracker/journal").exists()


def test_a_key_that_interrupts_while_git_commits_leaves_no_lock(place: Path) -> None:
    hook = place / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nkill -INT {os.getpid()}\nsleep 0.2\n")
    hook.chmod(0o755)
    recorded(place, *SHELTER)
    assert not (place / ".git/index.lock").exists()


def test_a_key_that_interrupts_before_the_commit_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swap = apply.swap

    def interrupted(*given: object) -> None:
        swap(*given)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(apply, "swap", interrupted)
    before = state(place)
    assert en(place, *SHELTER).code == 130
    assert state(place) == before


def test_git_killed_after_it_moved_the_branch_has_committed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call, index = repo.call, (place / ".git/index").read_bytes()

    def killed(root: Path, args: list[str], *more: object, **named: object) -> bytes:
        answer = call(root, args, *more, **named)  # type: ignore[arg-type]
        if "commit" in args:
            (place / ".git/index").write_bytes(index)
            raise GitFailed(-9, "")
        return answer

    monkeypatch.setattr(repo, "call", killed)
    recorded(place, *SHELTER)


def test_evidence_that_git_is_told_to_ignore_stops_the_change(place: Path, tmp_path: Path) -> None:
    (place / ".gitignore").write_text("*.pdf\n")
    git(place, "add", ".gitignore")
    git(place, "commit", "-q", "-m", "x")
    (tmp_path / "p.pdf").write_text("proof")
    assert "ignored" in refused(place, 2, *SHELTER, "--evidence", str(tmp_path / "p.pdf"))


def test_working_trees_of_one_repository_keep_their_own_journals(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = place.parent / "other"
    git(place, "worktree", "add", "-q", "-b", "side", str(other))
    before = tree(other)
    _killed(other, monkeypatch, *SHELTER)
    recorded(place, *SHELTER)
    assert tree(other) != before
    assert en(other, "set", "sample", "renewal.intent", "renew").code == 0
    assert (other / LIVELY).read_bytes() == before[LIVELY]
    assert git(place, "log", "--format=%D", "-1", "side").strip() == "side"


def test_a_repository_without_a_commit(tmp_path: Path, place: Path) -> None:
    root = laid_out(tmp_path / "unborn")
    git(root, "init", "-q", "-b", "main")
    before = tree(root)
    ran = en(root, *SHELTER)
    assert (ran.code, f"git add {LIVELY}" in ran.err) == (1, True)
    assert tree(root) == before
    git(root, "add", ".")
    ran = en(root, "new", "agency", "x", "--kind", "centre", "--title-ar", "م", "--title-en", "C")
    assert (ran.code, tree(root)) == (1, before)


def test_a_git_folder_that_cannot_be_written_is_told(place: Path) -> None:
    (place / ".git/mou-tracker").write_text("in the way")
    before = state(place)
    ran = en(place, *SHELTER)
    assert (ran.code, "mou-tracker" in ran.err) == (2, True)
    assert state(place) == before


def test_a_file_that_cannot_be_read_is_named_and_does_not_stop_others(place: Path) -> None:
    (place / "agreements/broken.yaml").write_text("kind: [\n")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "x")
    ran = recorded(place, *SHELTER)
    assert "agreements/broken.yaml" in ran.err
    assert "mou validate" in refused(place, 2, "event", "broken", "renewed")


# ---- at a terminal ----


class _Keys(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_missing_is_asked_at_a_terminal_only(place: Path) -> None:
    def typed(*argv: str) -> tuple[int, str]:
        out, err = _Keys(), _Keys()
        environ = {"MOU_TODAY": "2026-06-30", "MOU_NO_CACHE": "1", "MOU_LANG": "en"}
        code = run(World(argv, place, environ, out, err, _Keys("implemented\n")))
        return code, err.getvalue()

    assert typed("assess", "sample/training", "--by", "committee", "--no-input")[0] == 2
    assert typed("assess", "sample/training", "--by", "committee") == (0, "The verdict: ")
    assert "verdict: implemented" in added(place)
