"""Records of runs in the file store: read back whole, or not at all."""

import numpy as np
import pytest

from tryon.labels import Joint
from tryon.mending.document import JointEdit, Mending
from tryon.ui.results.records import History
from tryon.ui.runs.requests import Request
from tryon.ui.server.file_store import FileStore

MENDED = Mending(sleeve="long", joints=(JointEdit(Joint.LEFT_WRIST, None),))
PHOTO = np.full((60, 40, 3), 90, np.uint8)


@pytest.fixture
def file_store(tmp_path):
    return FileStore(tmp_path / "file_store")


def keep(history, file_store, words="compact"):
    request = Request("person.png", "garment.png", "auto", (512, 384), 3, None)
    shown = "<p>result</p>", "<p>steps</p>", "<p>downloads</p>"
    return history.keep(
        file_store.new_folder(),
        request,
        (PHOTO, PHOTO),
        ("a.png", PHOTO),
        shown,
        words,
        MENDED,
        "t",
    )


def test_a_run_is_read_back_as_it_was_kept(file_store):
    history = History(file_store)
    record = keep(history, file_store)
    assert history.read(record.identity) == record
    assert record.options == ("auto", "512x384", 3, False, "long", "")
    assert history.read_mended(record.identity) == (record, MENDED)
    assert record.visit == "t"
    assert record.ratio == pytest.approx(40 / 60)
    for name in ("thumb.jpg", "thumb-person.jpg", "thumb-garment.jpg"):
        assert history.file(record, name).is_file()


@pytest.mark.parametrize(
    "identity", [None, 7, "", "..", "../file_store", "a" * 24, "x/../y", "\0", ["a"], {"a": 1}]
)
def test_what_names_no_run_folder_is_nothing(file_store, identity):
    keep(History(file_store), file_store)
    assert History(file_store).read(identity) is None


def test_a_damaged_or_missing_record_is_nothing(file_store):
    history = History(file_store)
    run_folder = file_store.new_folder()
    assert history.read(run_folder.path.name) is None
    run_folder.file("record.json", b"{")
    assert history.read(run_folder.path.name) is None
    assert history.read_mended(run_folder.path.name) is None
    record = keep(history, file_store)
    history.file(record, "mends.json").unlink()
    assert history.read(record.identity) == record
    assert history.read_mended(record.identity) is None


def test_only_the_last_ones_that_are_still_there_are_read(file_store):
    history = History(file_store)
    records = [keep(history, file_store, str(number)) for number in range(3)]
    history.forget(records[1:2])
    names = [record.identity for record in records]
    assert [record.words for record in history.read_all(names)] == ["0", "2"]
    assert history.read_all(names * 40) and len(history.read_all(names * 40)) <= 16
    for sent in (None, "text", {"a": 1}, [None, 7, {}]):
        assert history.read_all(sent) == ()
