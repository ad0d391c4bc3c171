"""A commit gives the register exactly as its files stood when it was checked out, wherever the repository came from."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.kept import PastCache
from mou_tracker.history.moments import history_of, line_of_head, moment_of, moment_on
from mou_tracker.history.snapshot import Commit
from mou_tracker.store.cache import Cache
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.loader import load
from mou_tracker.store.source import Unreadable, WorkingTree
from tests.history_repo import SAMPLE, Repo, grown, lived

DAYS = ["2026-06-26", "2026-06-21", "2026-06-05", "2026-06-02", "2026-05-20", "2026-05-12", "2026-01-10"]


def same(root: Path, commit: Commit) -> None:
    """The commit is what the working tree is."""
    tree = WorkingTree(root)
    paths = [entry.path for entry in tree.entries()]
    assert [entry.path for entry in commit.entries()] == paths
    for path in paths:
        assert _told(commit, path) == _told(tree, path), path
    assert load(commit).register == load(tree).register


def _told(source: Commit | WorkingTree, path: str) -> bytes | str:
    try:
        return source.read(path)
    except Unreadable as trouble:
        return trouble.reason


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return lived(tmp_path_factory.mktemp("lived"))


def plain(top: Path) -> Path:
    return lived(top / "repo").root


def in_a_folder(top: Path) -> Path:
    return lived(top / "repo", below="the registers/ours").root


def with_sha256(top: Path) -> Path:
    return lived(top / "repo", "--object-format=sha256").root


def with_packed_refs(top: Path) -> Path:
    repo = lived(top / "repo")
    repo.git("gc", "--quiet", "--prune=now")
    assert not (repo.top / ".git/refs/heads/main").exists()
    return repo.root


def in_a_worktree(top: Path) -> Path:
    repo = lived(top / "repo")
    repo.git("worktree", "add", "--quiet", "--detach", str(top / "beside"))
    return top / "beside"


def in_a_submodule(top: Path) -> Path:
    lived(top / "inner")
    outer = Repo(top / "outer")
    outer.git("submodule", "--quiet", "add", str(top / "inner"), "register")
    return outer.top / "register"


def through_a_link(top: Path) -> Path:
    root = in_a_folder(top)
    (top / "link").symlink_to(root)
    return top / "link"


def with_names_of_git_replaced(top: Path) -> Path:
    """Somebody has told git to show another content for an id: ids would no longer say what they name."""
    repo = lived(top / "repo")
    old, new = (repo.git("rev-parse", f"{rev}:{SAMPLE}").strip() for rev in ("HEAD", "HEAD~6"))
    repo.git("replace", old, new)
    return repo.root


KINDS = [
    plain,
    in_a_folder,
    with_sha256,
    with_packed_refs,
    in_a_worktree,
    in_a_submodule,
    through_a_link,
    with_names_of_git_replaced,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_repository_is_read(tmp_path: Path, kind: object) -> None:
    root = kind(tmp_path)  # type: ignore[operator]
    same(root, Commit(root, "HEAD"))
    assert [moment.day for moment in line_of_head(history_of(root))] == DAYS
    first = Commit(root, moment_on(history_of(root), date(2026, 2, 1)))
    assert first.moment.day == "2026-01-10"
    assert load(first).register.commitments["sample/training"].due == "2026-06-30"
    assert first.read("mou.toml") == (root / "mou.toml").read_bytes()


def test_an_old_commit_is_what_its_checkout_is(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    for commit in repo.git("rev-list", "HEAD").split():
        repo.git("checkout", "--quiet", "--detach", commit)
        same(repo.root, Commit(repo.root, commit))


def test_odd_files_are_listed_as_in_the_working_tree(tmp_path: Path) -> None:
    repo = lived(tmp_path / "repo")
    deep = "/".join(["agreements", *("deep",) * 13])
    repo.put(
        {
            "agreements/.hidden.yaml": "a: 1\n",
            "agreements/.secret/x.yaml": "a: 1\n",
            "agreements/named.yaml/inner.yaml": "a: 1\n",
            "agreements/notes.txt": "x\n",
            "agreements/old.YML": "a: 1\n",
            "agreements/data.json": "{}\n",
            "agreements/with\nbreak.yaml": "a: 1\n",
            "agreements/-rf.yaml": "a: 1\n",
            "agreements/حماية.yaml": "a: 1\n",
            f"{deep}/far.yaml": "a: 1\n",
            f"{'/'.join(['agreements', *('deep',) * 12])}/near.yaml": "a: 1\n",
            "meetings/committee/deeper/3.yaml": "a: 1\n",
            "evidence/paper.yaml": "x\n",
            "agreements/big.yaml": "a: b\n" * (MAX_BYTES // 5 + 1),
        }
    )
    (repo.root / "agreements/link.yaml").symlink_to("/etc/passwd")
    (repo.root / "agreements/linked").symlink_to("../evidence")
    (repo.root / os.fsdecode(b"agreements/latin\xe9.yaml")).write_text("a: 1\n")
    repo.commit("Odd files", "2026-06-27")
    commit = Commit(repo.root, "HEAD")
    same(repo.root, commit)
    reasons = {
        path: _told(commit, path) for path in ("agreements/link.yaml", "agreements/big.yaml", "agreements/linked")
    }
    assert set(reasons.values()) == {"link", "too_large"}
    assert _told(commit, "agreements/named.yaml") == "not_regular"
    assert _told(commit, "agreements/nosuch.yaml") == "missing"


def test_another_repository_inside_is_named_and_not_read(tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit("Something", "2026-01-01", {"a.yaml": "a: 1\n"})
    repo = lived(tmp_path / "repo")
    repo.git("submodule", "--quiet", "add", str(inner.top), "agreements/other")
    repo.commit("With another repository", "2026-06-27")
    commit = Commit(repo.root, "HEAD")
    assert "agreements/other" in [entry.path for entry in commit.entries()]
    assert _told(commit, "agreements/other") == "not_regular"


def test_files_that_records_point_to(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    paper = "ورقة\n" * 300_000
    repo.commit("A paper", "2026-06-27", {"evidence/paper.pdf": paper, "evidence/empty": ""})
    (repo.root / "evidence/linked.pdf").symlink_to("paper.pdf")
    repo.commit("A link", "2026-06-28")
    commit = Commit(repo.root, "HEAD")
    assert commit.size_of("evidence/paper.pdf") == commit.size_of("texts/../evidence/paper.pdf") == len(paper.encode())
    assert commit.digest("evidence/paper.pdf") == sha256(paper.encode()).hexdigest()
    assert commit.digest("evidence/empty") == sha256(b"").hexdigest()
    assert commit.read(SAMPLE) == (repo.root / SAMPLE).read_bytes()
    assert [commit.size_of(path) for path in ("evidence/linked.pdf", "../x", "evidence", "nosuch")] == [None] * 4
    with pytest.raises(Unreadable, match="link"):
        commit.digest("evidence/linked.pdf")


def test_contents_are_recognised_without_being_read(repo: Repo) -> None:
    commit = Commit(repo.root, "HEAD")
    content = (repo.root / SAMPLE).read_bytes()
    assert commit.holds(SAMPLE, content)
    assert not commit.holds(SAMPLE, content.replace(b"2026", b"2027", 1))
    assert not commit.holds("agreements/nosuch.yaml", content)


def test_a_folder_that_was_not_there_yet_is_told(tmp_path: Path) -> None:
    repo = Repo(tmp_path, below="register")
    (repo.top / "readme").write_text("x\n")
    repo.commit("Begin", "2026-01-01")
    repo.put({"mou.toml": 'format = "mou/1"\n'})
    with pytest.raises(HistoryTrouble, match="There was no register") as found:
        Commit(repo.root, "HEAD").entries()
    assert found.value.params["folder"] == "register/"


# ---- what is missing ----


@pytest.fixture
def shallow(tmp_path: Path) -> Path:
    repo = lived(tmp_path / "repo")
    repo.git("clone", "--quiet", "--depth=2", f"file://{repo.top}", str(tmp_path / "clone"))
    return tmp_path / "clone"


def test_a_cut_off_history_says_what_cannot_be_known(shallow: Path) -> None:
    same(shallow, Commit(shallow, "HEAD"))
    history = history_of(shallow)
    assert moment_on(history, date(2026, 6, 22)).day == "2026-06-21"
    with pytest.raises(HistoryTrouble, match="This clone knows") as found:
        moment_on(history, date(2026, 6, 20))
    assert found.value.params == {"first": "2026-06-21", "day": "2026-06-20"}
    assert "git fetch --unshallow" in found.value.hint
    with pytest.raises(HistoryTrouble, match="cut off") as found:
        moment_of(history, "HEAD~5")
    assert "git fetch --unshallow" in found.value.hint


def test_the_remedy_for_a_cut_off_history_works(shallow: Path, tmp_path: Path) -> None:
    Repo.git(_at(shallow), "fetch", "--quiet", "--unshallow")
    assert moment_on(history_of(shallow), date(2026, 6, 20)).day == "2026-06-05"


def _at(top: Path) -> Repo:
    repo = Repo.__new__(Repo)
    repo.top = repo.root = top
    return repo


@pytest.mark.parametrize("what", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_nothing_and_says_so(tmp_path: Path, what: str) -> None:
    repo = lived(tmp_path / "repo")
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", f"--filter={what}", f"file://{repo.top}", str(clone))
    same(clone, Commit(clone, "HEAD"))
    old = Commit(clone, "HEAD~5")
    with pytest.raises(HistoryTrouble, match="only a part") as found:
        load(old)
    assert "git fetch --refetch --no-filter" in found.value.hint
    _at(clone).git("fetch", "--quiet", "--refetch", "--no-filter")
    assert load(Commit(clone, "HEAD~5")).register.agreements


def test_a_damaged_repository_is_told(tmp_path: Path) -> None:
    repo = lived(tmp_path)
    ident = repo.git("rev-parse", f"HEAD:{SAMPLE}").strip()
    path = repo.top / ".git/objects" / ident[:2] / ident[2:]
    path.chmod(0o644)
    path.write_bytes(b"nonsense")
    with pytest.raises(HistoryTrouble) as found:
        Commit(repo.root, "HEAD").read(SAMPLE)
    assert found.value.hint


# ---- the cache ----


def test_a_past_state_is_kept_beside_the_present_one(tmp_path: Path) -> None:
    repo = lived(tmp_path / "repo")
    now = Cache(tmp_path / "cache", "test")
    standing = load(WorkingTree(repo.root), now)
    index = (tmp_path / "cache/index").read_bytes()
    first, second = (load(Commit(repo.root, "HEAD~6"), PastCache(now)) for _ in range(2))
    assert first.register == second.register == load(Commit(repo.root, "HEAD~6")).register
    assert first.register != standing.register
    assert first.fingerprint == second.fingerprint != standing.fingerprint
    assert (tmp_path / "cache/index").read_bytes() == index


def test_what_the_present_cache_knows_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = lived(tmp_path / "repo")
    now = Cache(tmp_path / "cache", "test")
    assert load(WorkingTree(repo.root), now).register
    judged: list[str] = []

    def noted(file: str, content: bytes, settings: object) -> object:
        judged.append(file)
        return judge(file, content, settings)  # type: ignore[arg-type]

    from mou_tracker.store.judge import judge

    monkeypatch.setattr("mou_tracker.store.judge.judge", noted)
    assert load(Commit(repo.root, "HEAD~1"), PastCache(now)).register
    assert judged == [SAMPLE]
    assert load(Commit(repo.root, "HEAD~1"), PastCache(now)).register
    assert judged == [SAMPLE]


def test_without_a_cache_nothing_is_kept(repo: Repo) -> None:
    cache = PastCache(Cache(None))
    assert cache.folder is None
    assert load(Commit(repo.root, "HEAD~2"), cache).register.agreements


def test_many_files_are_shared_out_to_processes(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    text = grown()
    files = {f"agreements/a{number}.yaml": text.replace("Manama", f"Manama {number}") for number in range(400)}
    repo.commit("Many", "2026-01-01", {"mou.toml": 'format = "mou/1"\n', **files})
    commit = Commit(repo.root, "HEAD")
    assert commit.read("agreements/a399.yaml")
    assert len(load(commit).register.agreements) == 400
    assert commit.read("agreements/a7.yaml") == (repo.root / "agreements/a7.yaml").read_bytes()
