import os
import time

import numpy as np
import pytest
from PIL import Image

from tryon.errors import Cancelled
from tryon.ui.server.file_store import KEEP_SECONDS, FileStore


def test_pictures_are_kept_as_they_are(tmp_path):
    run_folder = FileStore(tmp_path).new_folder()
    pixels = np.random.default_rng(0).integers(0, 256, (6, 4, 4), np.uint8)
    address = run_folder.picture("mask", pixels)
    path = run_folder.path / "mask.png"
    assert address == f"gradio_api/file={path}"
    assert (np.asarray(Image.open(path)) == pixels).all()
    photo = run_folder.picture("photo", pixels[..., :3], lossless=False)
    assert photo.endswith("photo.jpg")
    assert Image.open(run_folder.path / "photo.jpg").size == (4, 6)


def test_run_folders_cannot_be_guessed_and_names_cannot_lead_out(tmp_path):
    file_store = FileStore(tmp_path)
    names = {file_store.new_folder().path.name for _ in range(20)}
    assert len(names) == 20
    assert min(map(len, names)) >= 24
    for name in ("../out", "a/b", "", "A b"):
        with pytest.raises(ValueError, match="plain file name"):
            file_store.new_folder().file(name, b"")


def test_old_run_folders_are_thrown_away_and_young_ones_stay(tmp_path):
    file_store = FileStore(tmp_path / "later")
    file_store.clear()
    old, young = file_store.new_folder(), file_store.new_folder()
    file = old.file("a.zip", b"old")
    past = time.time() - KEEP_SECONDS - 1
    for path in (file, old.path):
        os.utime(path, (past, past))
    file_store.clear(KEEP_SECONDS)
    assert not old.path.exists()
    assert young.path.exists()
    file_store.clear()
    assert list(file_store.root.iterdir()) == []


def test_of_a_session_everything_is_deleted_and_nothing_comes_after(tmp_path):
    file_store = FileStore(tmp_path)
    folders = [file_store.new_folder(name) for name in ("one", "one", "earlier", "other", None)]
    for folder in folders:
        folder.file("a.png", b"x")
    file_store.forget(["earlier"], "one")
    assert [folder.path.exists() for folder in folders] == [False, False, False, True, True]
    # What was being made has nowhere to go.
    with pytest.raises(FileNotFoundError):
        folders[0].file("b.png", b"x")
    with pytest.raises(Cancelled):
        file_store.new_folder("one")
    assert file_store.new_folder("earlier").path.is_dir()
    assert file_store.has_of("earlier") and not file_store.has_of("nobody")
    assert len(list(tmp_path.iterdir())) == 3


def test_what_was_on_its_way_is_cleared_with_what_is_old(tmp_path):
    file_store = FileStore(tmp_path)
    late = file_store.new_folder("one")
    file_store.forget([], "one")
    late.path.mkdir()
    file_store.clear(KEEP_SECONDS)
    assert not late.path.exists()
    assert not file_store.has_of("one")
    with pytest.raises(Cancelled):
        file_store.new_folder("one")
