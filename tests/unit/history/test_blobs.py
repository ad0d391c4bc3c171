"""Contents come by id, in any order, each the right one."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from mou_tracker.errors import HistoryTrouble
from mou_tracker.history.blobs import MOST_AHEAD, Blobs
from mou_tracker.store.limits import MAX_BYTES
from mou_tracker.store.source import Unreadable
from tests.history_repo import Repo


class Many:
    """A repository with many contents, and their ids in order."""

    def __init__(self, folder: Path) -> None:
        self.repo = Repo(folder)
        self.texts = [f"content {number}\n" * (number % 50) for number in range(200)]
        self.repo.commit("Many", "2026-01-01", {f"f{number:03}": text for number, text in enumerate(self.texts)})
        self.ids = [line.split()[2] for line in self.repo.git("ls-tree", "HEAD").splitlines()]

    def blobs(self) -> Blobs:
        return Blobs(self.repo.top, self.ids)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Many:
    return Many(tmp_path_factory.mktemp("many"))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_right_contents(many: Many, seed: int) -> None:
    places = list(range(200))
    if seed:
        random.Random(seed).shuffle(places)
    places += [*places[:40], 0, 0, 199, 199]
    blobs = many.blobs()
    for place in places:
        assert blobs.read(many.ids[place]).decode() == many.texts[place]


def test_what_is_expected_is_asked_for_ahead(many: Many) -> None:
    blobs = many.blobs()
    for ident in many.ids[:100]:
        blobs.read(ident)
    reader = blobs._reader()
    assert reader.ahead == MOST_AHEAD
    assert blobs.read(many.ids[3]).decode() == many.texts[3]
    assert reader.ahead <= 2


def test_ids_that_are_not_expected_are_read_too(many: Many) -> None:
    blobs = Blobs(many.repo.top)
    assert [blobs.read(ident).decode() for ident in many.ids[::-1]] == many.texts[::-1]


def test_what_is_missing_is_said_and_the_next_is_right(many: Many) -> None:
    order = [many.ids[0], "1" * 40, many.ids[1], "2" * 40, many.ids[2]]
    blobs = Blobs(many.repo.top, order)
    assert blobs.read(order[0]).decode() == many.texts[0]
    with pytest.raises(Unreadable, match="missing"):
        blobs.read(order[1])
    assert blobs.read(order[4]).decode() == many.texts[2]
    assert blobs.read(order[2]).decode() == many.texts[1]


def test_what_is_too_large_is_not_held(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    large = "x" * (MAX_BYTES * 3 + 7)
    repo.commit("Large", "2026-01-01", {"a": large, "b": "after\n", "c": "y" * MAX_BYTES})
    ids = [line.split()[2] for line in repo.git("ls-tree", "HEAD").splitlines()]
    blobs = Blobs(repo.top, ids)
    with pytest.raises(Unreadable, match="too_large") as found:
        blobs.read(ids[0])
    assert found.value.size == len(large)
    assert blobs.read(ids[1]) == b"after\n"
    assert len(blobs.read(ids[2])) == MAX_BYTES
    assert b"".join(blobs.pieces(ids[0])).decode() == large
    assert blobs.read(ids[1]) == b"after\n"


def test_a_forked_process_has_a_reader_of_its_own(many: Many) -> None:
    blobs = many.blobs()
    assert blobs.read(many.ids[0]).decode() == many.texts[0]
    assert blobs.read(many.ids[1]).decode() == many.texts[1]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        right = all(blobs.read(ident).decode() == text for ident, text in zip(many.ids, many.texts, strict=True))
        os.write(writing, b"right" if right else b"wrong")
        os._exit(0)
    ours = [blobs.read(ident).decode() for ident in many.ids]
    assert os.read(reading, 5) == b"right"
    os.waitpid(child, 0)
    assert ours == many.texts


def test_something_that_is_no_content_is_refused(many: Many) -> None:
    with pytest.raises(HistoryTrouble, match="damaged"):
        many.blobs().read(many.repo.git("rev-parse", "HEAD").strip())
