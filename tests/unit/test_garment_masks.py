"""The network that tells garments from their ground: its outlines, its samples, its training."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from tests.support.home_photos import block, home_photos
from tryon.models.garment_mask import MASK_GRIDS, GarmentMaskNetwork
from tryon.preprocess.garment_mask import overlap
from tryon.training import garment_masks, mask_training
from tryon.training.garment_mask_drawing import OutlinedPhoto, at_grid, by_grid, draw_sample
from tryon.training.garment_outlines import enclosed, read_outlines, rings_of, write_outlines
from tryon.training.garment_photos import read_folder
from tryon.weights.checkpoints import load_strictly


def with_a_gap() -> np.ndarray:
    mask = np.zeros((300, 200), bool)
    away = np.hypot(*(np.mgrid[:300, :200] - np.array((150, 100))[:, None, None]))
    mask[away < 80] = True
    mask[130:170, 95:110] = False
    return mask


def test_a_mask_comes_back_from_its_outlines_with_its_gaps(tmp_path: Path) -> None:
    mask = with_a_gap()
    written, again = tmp_path / "outlines.gz", tmp_path / "again.gz"
    write_outlines(written, {"coat": rings_of(mask), "nothing": rings_of(mask & False)})
    write_outlines(again, {"nothing": [], "coat": rings_of(mask)})
    assert written.read_bytes() == again.read_bytes()
    read = read_outlines(written)
    assert read["nothing"] == []
    found = enclosed(read["coat"], (300, 200))
    assert overlap(found, mask) > 0.98 and not found[140:160, 99:106].any()


def test_the_outlines_that_are_here_are_whole() -> None:
    outlines = read_outlines()
    assert len(outlines) == 1668
    for rings in outlines.values():
        corners = np.concatenate(rings)
        assert corners.min() >= 0 and corners.max() < 1500
        mask = enclosed(rings, (int(corners[:, 1].max()) + 1, int(corners[:, 0].max()) + 1))
        assert mask.mean() > 0.2


@pytest.fixture
def outlined(tmp_path: Path) -> list[OutlinedPhoto]:
    home = home_photos(tmp_path / "photos")
    _, mask = block((0, 0, 0))
    return [OutlinedPhoto(photo.path, rings_of(mask)) for photo in read_folder(home)]


@pytest.mark.parametrize("size", MASK_GRIDS)
def test_a_sample_shows_the_garment_where_its_mask_says(
    size: tuple[int, int], tmp_path: Path
) -> None:
    picture, mask = block((200, 20, 20))
    path = tmp_path / "red.png"
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    photo = OutlinedPhoto(path, rings_of(mask))
    for seed in range(16):
        drawn, cover = draw_sample(photo, photo, size, np.random.default_rng(seed))
        assert drawn.shape == (*size, 3) and cover.shape == size and 0.05 < cover.mean() < 0.95
        level = drawn.mean(2)
        inner, outer = (
            cv2.erode(place.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
            for place in (cover, ~cover)
        )
        assert np.median(level[outer]) > np.median(level[inner]) + 20
        again, _ = draw_sample(photo, photo, size, np.random.default_rng(seed))
        np.testing.assert_array_equal(drawn, again)


def test_the_loss_of_a_right_mask_is_small_and_of_a_wrong_one_is_not() -> None:
    masks = torch.from_numpy(with_a_gap()[None, None]).float()
    right, wrong = (garment_masks.mask_loss(sign * (masks - 0.5) * 40, masks) for sign in (1, -1))
    assert right < 0.01 and wrong > 10


def test_contributors_are_held_out_and_a_short_training_learns(
    outlined: list[OutlinedPhoto], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "outlines.gz"
    write_outlines(file, {photo.path.stem: photo.rings for photo in outlined[:20]})
    monkeypatch.setattr(garment_masks, "PARTS", {"test": 3, "calibration": 3})
    learnt, kept = garment_masks.outlined(tmp_path / "photos", file)
    assert list(learnt) == list(kept) == [MASK_GRIDS[0]]
    people = [
        {photo.path.stem.split("-")[0] for photo in lots[MASK_GRIDS[0]]} for lots in (learnt, kept)
    ]
    assert people[0].isdisjoint(people[1]) and len(people[0] | people[1]) == 7

    torch.manual_seed(0)
    network = GarmentMaskNetwork()
    monkeypatch.setattr(garment_masks, "_BATCH", 2)
    for name, value in (("_RATE", 0.01), ("_WARM_STEPS", 1)):
        monkeypatch.setattr(mask_training, name, value)
    size, lot = next(iter(learnt.items()))
    pictures, masks = garment_masks.as_batch([at_grid(*photo.read(), size) for photo in lot[:4]])
    with torch.inference_mode():
        before = garment_masks.mask_loss(network(pictures), masks)
    garment_masks.train(network, learnt, lambda step: step / 16, 0, tmp_path / "run", bf16=False)
    with torch.inference_mode():
        assert garment_masks.mask_loss(network(pictures), masks) < before
    assert garment_masks.figures(network, kept)["photos"] == sum(map(len, kept.values()))
    stored = load_file(tmp_path / "run" / "garment_mask.safetensors")
    load_strictly(GarmentMaskNetwork(), stored, "compact_garment_mask")


def test_a_photo_is_shown_in_the_shape_nearest_to_its_own(tmp_path: Path) -> None:
    photos = []
    for number, size in enumerate([(400, 300), (300, 300), (300, 420)]):
        picture, mask = block((20, 90, 60), size)
        path = tmp_path / f"{number}.png"
        cv2.imwrite(str(path), picture)
        photos.append(OutlinedPhoto(path, rings_of(mask)))
    lots = by_grid(photos)
    assert {size: lot[0] for size, lot in lots.items()} == dict(
        zip(MASK_GRIDS, photos, strict=True)
    )
    shown, cover = at_grid(*photos[2].read(), MASK_GRIDS[2])
    assert (
        shown.shape == (*MASK_GRIDS[2], 3) and abs(cover.mean() - photos[2].read()[1].mean()) < 0.01
    )
