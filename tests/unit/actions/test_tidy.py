"""Tidying writes what changes, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mou_tracker.actions import tidy as module
from mou_tracker.actions.tidy import tidy
from mou_tracker.errors import ChangeRefused
from mou_tracker.store.source import WorkingTree

FILES = {
    "mou.toml": b'format = "mou/1"  \n',
    "agencies.yaml": b"format: mou/1\nagencies: {}\n",
    "agreements/a.yaml": b"kind: law\nformat: 'mou/1'\n",
    "agreements/sub/b.yaml": b"kind: [\n",
    "agreements/sub/C.yaml": b"kind: law\n",
    "meetings/x/1.yaml": b"body:  x\r\n",
}


@pytest.fixture
def source(tmp_path: Path) -> WorkingTree:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return WorkingTree(tmp_path)


def contents(source: WorkingTree) -> dict[str, bytes]:
    return {name: (source.root / name).read_bytes() for name in FILES}


def test_every_file_is_put_in_order_and_the_rest_is_named(source: WorkingTree) -> None:
    done = tidy(source)
    assert done.changed == ("agreements/a.yaml", "meetings/x/1.yaml", "mou.toml")
    assert done.unchanged == ("agencies.yaml",)
    assert [(refused.file, [found.code for found in refused.findings]) for refused in done.refused] == [
        ("agreements/sub/C.yaml", ["MOU020"]),
        ("agreements/sub/b.yaml", ["MOU005"]),
    ]
    assert all(found.span for refused in done.refused for found in refused.findings)
    assert contents(source) == {
        **FILES,
        "mou.toml": b'format = "mou/1"\n',
        "agreements/a.yaml": b"format: mou/1\nkind: law\n",
        "meetings/x/1.yaml": b"body: x\n",
    }
    assert tidy(source).changed == ()


def test_checking_writes_nothing(source: WorkingTree) -> None:
    assert tidy(source, check=True).changed == ("agreements/a.yaml", "meetings/x/1.yaml", "mou.toml")
    assert contents(source) == FILES


def test_only_what_is_named_is_touched(source: WorkingTree) -> None:
    assert tidy(source, ["meetings"]).changed == ("meetings/x/1.yaml",)
    assert tidy(source, ["agreements/sub/", "agencies.yaml"]).unchanged == ("agencies.yaml",)
    assert contents(source)["agreements/a.yaml"] == FILES["agreements/a.yaml"]


def test_a_link_is_refused(source: WorkingTree) -> None:
    (source.root / "agreements" / "z.yaml").symlink_to("a.yaml")
    refused = next(one for one in tidy(source).refused if one.file == "agreements/z.yaml")
    assert [found.code for found in refused.findings] == ["MOU001"]


def test_a_file_too_large_is_refused(source: WorkingTree) -> None:
    (source.root / "agreements" / "z.yaml").write_bytes(b"#" * 1_048_577)
    refused = next(one for one in tidy(source).refused if one.file == "agreements/z.yaml")
    assert [found.code for found in refused.findings] == ["MOU002"]


def test_what_changed_meanwhile_stops_the_run(source: WorkingTree, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(path: Path, new: bytes, expected_old: bytes) -> None:
        path.write_bytes(b"theirs")
        from mou_tracker.store.files import replace_file

        replace_file(path, new, expected_old)

    monkeypatch.setattr(module, "replace_file", late)
    with pytest.raises(ChangeRefused):
        tidy(source, ["agreements/a.yaml"])
    assert (source.root / "agreements/a.yaml").read_bytes() == b"theirs"
