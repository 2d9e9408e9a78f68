"""Training of the network that finds inner backs, on products that the test draws."""

import json
import sys

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.utils.data import DataLoader

from tests.support.shards import write_shards
from tests.support.sided_products import product, write_products
from tryon.models.garment import FineDecoder, GarmentEncoder, GarmentNetwork
from tryon.training import inner_backs
from tryon.training.inner_back_drawing import as_photographed
from tryon.training.inner_backs import Draws, draw_batch, inner_back_loss, read_products, train
from tryon.training.samples import FRONT
from tryon.weights.checkpoints import load_strictly


@pytest.fixture
def folders(tmp_path):
    return write_products(tmp_path)


def test_what_lies_outside_stays_and_insides_are_often_as_light_as_the_front():
    picture, side = product()
    lighter = changed_front = 0
    for seed in range(40):
        drawn = as_photographed(picture, side, np.random.default_rng(seed))
        assert (drawn[side == 0] == 245).all()
        lighter += drawn[70:76, 76:84].mean() > 105
        changed_front += (drawn[side == FRONT] != 150).any()
    assert 12 < lighter < 40
    assert 12 < changed_front < 36


def test_a_batch_depends_on_its_seed_alone(folders):
    products = read_products(*folders)
    assert products.pictures.shape == (2, 256, 192, 3)
    one, again, other = (draw_batch(products, seed, 8) for seed in ((1, 2), (1, 2), (1, 3)))
    assert one[0].shape == (8, 3, 256, 192) and one[1].shape == (8, 1, 256, 192)
    assert torch.equal(one[0], again[0]) and torch.equal(one[1], again[1])
    assert not torch.equal(one[0], other[0])
    assert one[0].abs().max() <= 1.01
    assert all(0 < share < 0.2 for share in one[1].mean((1, 2, 3)))


def test_without_outfits_it_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="no outfits"):
        read_products(tmp_path, write_shards(tmp_path))


def test_the_loss_is_least_where_the_answer_is_right_and_counts_no_dice_without_an_inside():
    truth = torch.zeros(2, 1, 8, 8)
    truth[0, :, :4] = 1
    right = (2 * torch.nn.functional.avg_pool2d(truth, 2) - 1) * 20
    assert inner_back_loss(right, truth) < 0.01
    assert inner_back_loss(-right, truth) > 50
    nothing = torch.zeros(1, 1, 8, 8)
    assert inner_back_loss(torch.full((1, 1, 4, 4), -20.0), nothing) < 1e-6


def test_training_learns_and_leaves_the_encoder_alone(folders):
    torch.manual_seed(0)
    encoder = GarmentEncoder().eval().requires_grad_(False)
    before = {name: value.clone() for name, value in encoder.state_dict().items()}
    losses = train(encoder, FineDecoder(), Draws(read_products(*folders), 0, 8, 40), workers=0)
    assert np.mean(losses[-5:]) < 0.85 * np.mean(losses[:3])
    assert all(torch.equal(value, before[name]) for name, value in encoder.state_dict().items())


def test_processes_draw_what_one_draws(folders):
    draws = Draws(read_products(*folders), 5, 2, 3)
    drawn = list(DataLoader(draws, batch_size=None, num_workers=2))
    assert len(drawn) == len(draws) == 3
    for number, (pictures, truth) in enumerate(drawn):
        assert torch.equal(pictures, draws[number][0]) and torch.equal(truth, draws[number][1])


def test_the_command_writes_weights_that_fit_and_goes_on_from_them(folders, tmp_path, monkeypatch):
    save_file(GarmentNetwork().half().state_dict(), tmp_path / "garment.safetensors")
    outfits, shards = folders
    words = ["inner_backs", "--outfits", outfits, "--shards", shards, "--steps", "2"]
    words += ["--garment", tmp_path / "garment.safetensors", "--run", tmp_path / "run"]
    written = tmp_path / "run" / "inner_back.safetensors"
    monkeypatch.setattr(inner_backs, "_VALIDATION", 1)
    for more in ([], ["--start", written]):
        monkeypatch.setattr(sys, "argv", [str(word) for word in (*words, *more)])
        inner_backs.main()
        state = {name: value.float() for name, value in load_file(written).items()}
        load_strictly(FineDecoder(), state, "compact_inner_back")
    assert json.loads((tmp_path / "run" / "inner_back.json").read_text())["steps"] == 2
