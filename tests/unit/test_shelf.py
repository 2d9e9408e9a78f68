import os
import time

import numpy as np
import pytest
from PIL import Image

from tryon.ui.shelf import KEEP_SECONDS, Shelf


def test_pictures_are_kept_as_they_are(tmp_path):
    drawer = Shelf(tmp_path).new_drawer()
    pixels = np.random.default_rng(0).integers(0, 256, (6, 4, 4), np.uint8)
    address = drawer.picture("mask", pixels)
    path = drawer.folder / "mask.png"
    assert address == f"gradio_api/file={path}"
    assert (np.asarray(Image.open(path)) == pixels).all()
    photo = drawer.picture("photo", pixels[..., :3], lossless=False)
    assert photo.endswith("photo.jpg")
    assert Image.open(drawer.folder / "photo.jpg").size == (4, 6)


def test_drawers_cannot_be_guessed_and_names_cannot_lead_out(tmp_path):
    shelf = Shelf(tmp_path)
    names = {shelf.new_drawer().folder.name for _ in range(20)}
    assert len(names) == 20
    assert min(map(len, names)) >= 24
    for name in ("../out", "a/b", "", "A b"):
        with pytest.raises(ValueError, match="plain file name"):
            shelf.new_drawer().file(name, b"")


def test_old_drawers_are_thrown_away_and_young_ones_stay(tmp_path):
    shelf = Shelf(tmp_path / "later")
    shelf.clear()
    old, young = shelf.new_drawer(), shelf.new_drawer()
    file = old.file("a.zip", b"old")
    past = time.time() - KEEP_SECONDS - 1
    for path in (file, old.folder):
        os.utime(path, (past, past))
    shelf.clear(KEEP_SECONDS)
    assert not old.folder.exists()
    assert young.folder.exists()
    shelf.clear()
    assert list(shelf.root.iterdir()) == []
