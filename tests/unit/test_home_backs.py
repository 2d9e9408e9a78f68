"""Training of the network that finds inner backs at home, on photos that the test draws."""

import json
import sys
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.support.home_photos import block, home_photos
from tests.support.sided_products import product, write_products
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.training import home_backs, inner_back_photos, mask_training
from tryon.training.garment_outlines import HOODS, INSIDES, read_outlines, rings_of, write_outlines
from tryon.training.home_backs import draw_batch, figures, inner_back_loss
from tryon.training.inner_back_photos import SidedPhoto, as_laid, draw_photo, read_sided
from tryon.training.inner_backs import read_products
from tryon.training.samples import FRONT, INNER_BACK
from tryon.weights.checkpoints import load_strictly


def sided():
    picture, side = product()
    return SidedPhoto(
        "one", "Shirt", picture.repeat(2, 0).repeat(2, 1), side.repeat(2, 0).repeat(2, 1)
    )


def test_a_photo_is_moved_with_its_sides_and_lit_anew():
    levels = set()
    for seed in range(12):
        picture, side = draw_photo(sided(), (320, 256), np.random.default_rng(seed))
        assert picture.shape == (320, 256, 3) and side.shape == (320, 256)
        light = picture.mean(2)
        assert np.median(light[side == FRONT]) > np.median(light[side == INNER_BACK]) + 15
        levels.add(int(np.median(light[side == FRONT])))
    assert len(levels) > 6


def test_a_photo_is_laid_out_as_the_pipeline_shows_it():
    photo, garment = block((30, 90, 60), (400, 600))  # wide for its height: its trunk is narrowed
    behind = garment & (np.arange(400)[:, None] < 120)
    picture, side = as_laid(photo, garment, behind)
    rows, columns = np.nonzero(side)
    assert 0.8 < np.ptp(columns) / 384 < 0.9
    marked = np.flatnonzero((side == INNER_BACK).any(1))
    assert marked.min() == rows.min()
    assert len(marked) / (np.ptp(rows) + 1) == pytest.approx(40 / 240, abs=0.02)
    assert np.abs(picture[side > 0].astype(int) - (30, 90, 60)).max(1).mean() < 6


@pytest.fixture
def photos(tmp_path, monkeypatch):
    """A folder of photos with outlines; in some a part is an inside, in others it was looked at."""
    home = home_photos(tmp_path / "photos")
    _, garment = block((0, 0, 0))
    inner = garment & (np.arange(320)[:, None] < 90)
    insides = {f"{who}-Shirt": rings_of(inner) for who in range(8)}
    insides |= {f"{who}-T-Shirt": [] for who in range(8)}
    for kind, rings in (
        ("INSIDES", insides),
        ("HOODS", {}),
        ("OUTLINES", {name: rings_of(garment) for name in insides if name[0] != "3"}),
    ):
        write_outlines(tmp_path / kind, rings)
        monkeypatch.setattr(inner_back_photos, kind, tmp_path / kind)
    monkeypatch.setattr(inner_back_photos, "PARTS", {"test": 3})
    return home


class Reader:
    def read(self, photo):
        return SimpleNamespace(cover=(photo.mean(2) < 200).astype(np.float32))


def test_contributors_are_held_out_and_a_photo_without_an_inside_is_one(photos):
    learnt, kept = read_sided(photos, Reader())
    assert len(learnt) == 14 and len(kept) == 2  # trousers were not looked at
    assert {photo.name[0] for photo in learnt}.isdisjoint(photo.name[0] for photo in kept)
    for photo in learnt + kept:
        assert (photo.side == INNER_BACK).any() == (photo.label == "Shirt")


def test_the_outlines_that_are_here_are_whole():
    insides, hoods = read_outlines(INSIDES), read_outlines(HOODS)
    assert hoods.keys() <= insides.keys()
    assert all(ring.min() >= 0 for rings in (*insides.values(), *hoods.values()) for ring in rings)


def test_a_batch_depends_on_what_its_generator_says_alone(tmp_path):
    products = read_products(*write_products(tmp_path))
    one, again, other = (
        draw_batch([sided()], products, np.random.default_rng(seed)) for seed in (2, 2, 3)
    )
    assert one[0].shape == (8, 3, 320, 256) and one[1].shape == (8, 1, 320, 256)
    assert torch.equal(one[0], again[0]) and torch.equal(one[1], again[1])
    assert not torch.equal(one[0], other[0])
    assert one[0].abs().max() <= 1.01
    assert all(0 < share < 0.2 for share in one[1].mean((1, 2, 3)))


def test_the_loss_is_least_where_the_answer_is_right():
    truth = torch.zeros(2, 1, 32, 32)
    truth[0, :, :16] = 1
    right = (2 * truth - 1) * 20
    assert inner_back_loss(right, truth) < 0.01
    assert inner_back_loss(-right, truth) > 50
    nothing = torch.zeros(1, 1, 32, 32)
    assert inner_back_loss(nothing - 20, nothing) < 1e-6
    invented = nothing - 20
    invented[..., :8] = 20
    assert inner_back_loss(invented, nothing) > 1


def answering(answer):
    """A network that finds an inner back wherever it says, (320, 256)."""
    network = torch.nn.Identity()
    network.forward = lambda picture: torch.from_numpy(answer)[None, None].float() * 2 - 1
    return network


def test_figures_tell_what_is_missed_from_what_is_invented():
    with_inside = sided()
    without = SidedPhoto("two", "Polo", with_inside.picture, with_inside.side.clip(0, 1))
    truth = home_backs.at_product_size(with_inside.side) == INNER_BACK
    right, nothing, wrong = (
        figures(answering(answer), [with_inside, without])
        for answer in (truth, truth & False, np.roll(truth, 90, 0))
    )
    assert right["mean IoU"] == 1 and right["missed"] == 0 and right["invented"] == 1
    assert nothing["mean IoU"] == 0 and nothing["missed"] == 1 and nothing["invented"] == 0
    assert wrong["missed"] == 1 and wrong["by label"] == {"Shirt": 0.0}


def test_the_command_goes_on_from_a_mask_network_and_learns(photos, tmp_path, monkeypatch):
    torch.manual_seed(0)
    save_file(GarmentMaskNetwork().half().state_dict(), tmp_path / "mask.safetensors")
    outfits, shards = write_products(tmp_path)
    words = ["home_backs", "--photos", photos, "--outfits", outfits, "--shards", shards]
    words += ["--start", tmp_path / "mask.safetensors", "--run", tmp_path / "run"]
    monkeypatch.setattr(sys, "argv", [str(word) for word in (*words, "--minutes", "0.6")])
    monkeypatch.setattr(home_backs, "_BATCH", 2)
    monkeypatch.setattr(home_backs, "GarmentReader", lambda store: Reader())
    for name, value in (("_WRITE_EVERY", -1.0), ("_WARM_STEPS", 1), ("_RATE", 0.01)):
        monkeypatch.setattr(mask_training, name, value)
    monkeypatch.setattr(mask_training, "time", SimpleNamespace(monotonic=count().__next__))
    home_backs.main()
    state = load_file(tmp_path / "run" / "inner_back_home.safetensors")
    load_strictly(GarmentMaskNetwork(), state, "compact_inner_back_home")
    lines = (tmp_path / "run" / "figures.jsonl").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    assert told[-2]["loss"] < told[0]["loss"] and told[-1]["photos"] == 2
