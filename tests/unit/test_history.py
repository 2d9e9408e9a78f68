"""Records of runs on the shelf: read back whole, or not at all."""

import numpy as np
import pytest

from tryon.ui.history import History
from tryon.ui.requests import Request
from tryon.ui.shelf import Shelf

PHOTO = np.full((60, 40, 3), 90, np.uint8)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def keep(history, shelf, words="compact"):
    request = Request("person.png", "garment.png", "auto", (512, 384), 3, None)
    shown = "<p>result</p>", "<p>steps</p>", "<p>downloads</p>"
    return history.keep(shelf.new_drawer(), request, (PHOTO, PHOTO), ("a.png", PHOTO), shown, words)


def test_a_run_is_read_back_as_it_was_kept(shelf):
    history = History(shelf)
    record = keep(history, shelf)
    assert history.read(record.identity) == record
    assert record.options == ("auto", "512x384", 3, False)
    assert record.ratio == pytest.approx(40 / 60)
    for name in ("thumb.jpg", "thumb-person.jpg", "thumb-garment.jpg"):
        assert history.file(record, name).is_file()


@pytest.mark.parametrize(
    "identity", [None, 7, "", "..", "../shelf", "a" * 24, "x/../y", "\0", ["a"], {"a": 1}]
)
def test_what_names_no_drawer_is_nothing(shelf, identity):
    keep(History(shelf), shelf)
    assert History(shelf).read(identity) is None


def test_a_damaged_or_missing_record_is_nothing(shelf):
    history = History(shelf)
    drawer = shelf.new_drawer()
    assert history.read(drawer.folder.name) is None
    drawer.file("record.json", b"{")
    assert history.read(drawer.folder.name) is None


def test_only_the_last_ones_that_are_still_there_are_read(shelf):
    history = History(shelf)
    records = [keep(history, shelf, str(number)) for number in range(3)]
    history.forget(records[1:2])
    names = [record.identity for record in records]
    assert [record.words for record in history.read_all(names)] == ["0", "2"]
    assert history.read_all(names * 40) and len(history.read_all(names * 40)) <= 16
    for sent in (None, "text", {"a": 1}, [None, 7, {}]):
        assert history.read_all(sent) == ()
