"""Files are written whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mou_tracker.errors import ChangeRefused, FileTrouble
from mou_tracker.store import files
from mou_tracker.store.files import replace_file, write_all_new, write_new


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new", b"old")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == {"a.yaml"}


@pytest.mark.parametrize("found", [b"other", b"old and more", b"ol", b""])
def test_what_somebody_else_wrote_stays(tmp_path: Path, found: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(found)
    with pytest.raises(ChangeRefused):
        replace_file(path, b"new", b"old")
    assert path.read_bytes() == found
    assert names(tmp_path) == {"a.yaml"}


def test_a_change_between_reading_and_replacing_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    beside = files._written_beside

    def meanwhile(*arguments: object) -> Path:
        path.write_bytes(b"theirs")
        return beside(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "_written_beside", meanwhile)
    with pytest.raises(ChangeRefused):
        replace_file(path, b"new", b"old")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == {"a.yaml"}


def test_links_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe", "missing"):
        with pytest.raises(FileTrouble):
            replace_file(tmp_path / name, b"new", b"old")
    assert (tmp_path / "real").read_bytes() == b"old"
    assert names(tmp_path) == {"real", "link", "folder", "pipe"}


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
def test_a_failing_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    real = getattr(os, step)

    def full(*arguments: object, **named: object) -> object:
        if step == "fdopen" and arguments[1] == "rb":
            return real(*arguments, **named)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(FileTrouble) as refusal:
        replace_file(path, b"new", b"old")
    monkeypatch.undo()
    assert refusal.value.params["reason"] == "No space left on device"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"a.yaml"}


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "b" / "c.yaml", b"one")
    assert (tmp_path / "a" / "b" / "c.yaml").read_bytes() == b"one"
    with pytest.raises(ChangeRefused):
        write_new(tmp_path / "a" / "b" / "c.yaml", b"two")
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(ChangeRefused):
        write_new(tmp_path / "dangling", b"two")
    assert (tmp_path / "a" / "b" / "c.yaml").read_bytes() == b"one"
    assert not (tmp_path / "nowhere").exists()


def test_several_new_files_come_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_bytes(b"theirs")
    with pytest.raises(ChangeRefused) as refusal:
        write_all_new(tmp_path, {"a/b.yaml": b"1", "x.yaml": b"2", "y.yaml": b"3"})
    assert refusal.value.params["files"] == "x.yaml"
    assert names(tmp_path) == {"x.yaml"}

    def late(path: Path, content: bytes) -> None:
        if path.name == "z.yaml":
            raise FileTrouble("{file} cannot be written: {reason}", file="z.yaml", reason="full")
        write_new(path, content)

    monkeypatch.setattr(files, "write_new", late)
    with pytest.raises(FileTrouble):
        write_all_new(tmp_path, {"a/b.yaml": b"1", "y.yaml": b"2", "z.yaml": b"3"})
    assert names(tmp_path) == {"x.yaml"}
    monkeypatch.undo()
    assert write_all_new(tmp_path, {"a/b.yaml": b"1"}) == ["a/b.yaml"]
    assert names(tmp_path) == {"x.yaml", "a", "a/b.yaml"}
