"""The garment network's training, on photos and shards that the test draws."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from tests.support.home_photos import block, home_photos
from tryon.errors import WeightsCorrupt
from tryon.models.garment import GRIDS, HEADS, GarmentEncoder, GarmentNetwork
from tryon.training import garment_drawing, garments
from tryon.training.garment_drawing import prepare
from tryon.training.garment_encoder import published_encoder
from tryon.training.garment_photos import PARTS, answers_of, hold_out, read_by_hand, read_folder
from tryon.training.garment_pool import UNKNOWN, read_example
from tryon.training.garment_scenes import draw_scene
from tryon.training.synthetic.pattern import NECKLINES
from tryon.weights.checkpoints import load_strictly


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return home_photos(tmp_path / "photos")


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    shard = tmp_path / "shards" / "s0000000"
    shard.mkdir(parents=True)
    side = np.zeros((1, 1, 256, 192), np.uint8)
    side[..., 60:200, 50:140] = 1
    side[..., 60:70, 80:110] = 2
    np.save(shard / "garment_side.npy", side)
    attributes = [1.9, 0.2, NECKLINES.index("wrap"), 0, 0]
    np.save(shard / "attributes.npy", np.array(attributes, np.float32).reshape(1, 1, 5))
    np.save(shard / "garment_shade.npy", np.where(side > 0, 220, 0).astype(np.uint8))
    return shard.parent


def test_nobody_is_both_trained_on_and_held_out(folder: Path) -> None:
    photos = read_folder(folder)
    assert len(photos) == 24  # what is not there or of no known label is left out
    (first, second), rest = hold_out(photos, (6, 5), seed=3)
    people = [{photo.contributor for photo in part} for part in (first, second, rest)]
    assert [len(part) for part in (first, second, rest)] == [6, 6, 12]
    assert people[0].isdisjoint(people[1] | people[2]) and people[1].isdisjoint(people[2])
    again, _ = hold_out(photos, (6, 5), seed=3)
    assert again == [first, second]


def test_what_is_known_of_a_photo(folder: Path) -> None:
    by_label = {photo.label: photo for photo in read_folder(folder)}
    tee, shirt, trousers = (by_label[label] for label in ("T-Shirt", "Shirt", "Pants"))
    assert answers_of(tee, {}) == {"category": "top", "sleeve": "short"}
    assert answers_of(trousers, {}) == {"category": "trousers"}
    seen = {shirt.path.stem: ("long", "collar")}
    assert answers_of(shirt, seen) == {"category": "shirt", "sleeve": "long", "neckline": "collar"}
    assert answers_of(shirt, {shirt.path.stem: ("", "")}) == {"category": "shirt"}


def test_every_answer_by_hand_is_one_the_network_knows() -> None:
    looked_at = read_by_hand()
    assert len(looked_at) == 3046
    assert {sleeve for sleeve, _ in looked_at.values()} == {"", *HEADS["sleeve"]}
    assert {neckline for _, neckline in looked_at.values()} == {"", *HEADS["neckline"]}


@pytest.mark.parametrize("size", GRIDS)
def test_a_scene_shows_the_garment_where_its_mask_says(size: tuple[int, int]) -> None:
    garment, mask = block((200, 20, 20))
    ground, _ = block((20, 20, 200))
    for seed in range(12):
        scene, cover = draw_scene(garment, mask, ground, np.random.default_rng(seed), size)
        assert scene.shape == (*size, 3) and cover.shape == size
        inner = cv2.erode(cover.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        redness = scene[..., 0].astype(int) - scene[..., 2]
        assert np.median(redness[inner]) > 40
        again, _ = draw_scene(garment, mask, ground, np.random.default_rng(seed), size)
        np.testing.assert_array_equal(scene, again)


def test_drawing_and_two_steps_of_training(folder: Path, shards: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = GarmentNetwork()
    pool = tmp_path / "pool"
    small = {"test": 6, "calibration": 5}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(garment_drawing, "PARTS", small)
        prepare(folder, shards, network.encoder.eval(), pool, 4, 1)
    counts = {
        part: len(list(pool.glob(f"{part}/*/*.npz"))) for part in (*PARTS, "photos", "scenes")
    }
    assert counts == {"test": 6, "calibration": 6, "photos": 12, "scenes": 4}
    tee = read_example(next(iter(sorted(pool.glob("photos/*/*-T-Shirt.npz")))))
    assert tee.answers == {"category": 0, "sleeve": 1, "neckline": UNKNOWN}

    drawn = read_example(next(pool.glob("scenes/*/*.npz")))
    assert drawn.answers == {"category": 0, "sleeve": 3, "neckline": 1}

    before = {name: value.clone() for name, value in network.state_dict().items()}
    losses = garments.train(network, pool, steps=2, seed=5)
    assert len(losses) == 2 and np.isfinite(losses).all()
    moved = {
        name for name, value in network.state_dict().items() if not torch.equal(value, before[name])
    }
    last = f"encoder.stages.{len(network.encoder.stages) - 1}."
    assert any(name.startswith(last) for name in moved)
    assert any(name.startswith("heads") for name in moved)
    assert not any(name.startswith("encoder") and not name.startswith(last) for name in moved)

    garments.calibrate(network, pool / "calibration")
    assert ((network.temperatures >= 0.5) & (network.temperatures <= 3.001)).all()
    shares = garments.figures(network, pool / "test")
    assert set(shares) == {"category", "sleeve"}  # nobody knows a neckline here
    garments.write(network, tmp_path / "run", {"figures": shares})
    assert json.loads((tmp_path / "run" / "garment.json").read_text())["figures"] == shares
    stored = load_file(tmp_path / "run" / "garment.safetensors")
    load_strictly(GarmentNetwork(), stored, "compact_garment")
    del stored["heads.sleeve.bias"]
    with pytest.raises(WeightsCorrupt, match=r"heads\.sleeve\.bias"):
        load_strictly(GarmentNetwork(), stored, "compact_garment")


def test_the_published_normalisation_is_folded_in(tmp_path: Path) -> None:
    """Folded, the stem gives what convolution and normalisation give one after the other."""
    torch.manual_seed(2)
    published, number = {}, 0
    encoder = GarmentEncoder()

    def invent(convolution: str, normalisation: str, like: torch.nn.Conv2d) -> None:
        published[f"{convolution}.weight"] = torch.randn_like(like.weight) * 0.2
        for name in ("weight", "bias", "running_mean"):
            published[f"{normalisation}.{name}"] = torch.randn(like.out_channels)
        published[f"{normalisation}.running_var"] = torch.rand(like.out_channels) + 0.5

    invent("_conv_stem", "_bn0", encoder.stem.convolution)
    for stage in encoder.stages:
        for bottleneck in stage:
            names = [("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2")]
            if len(bottleneck.layers) == 3:
                names.insert(0, ("_expand_conv", "_bn0"))
            for layer, (convolution, normalisation) in zip(bottleneck.layers, names, strict=True):
                theirs = f"_blocks.{number}"
                invent(f"{theirs}.{convolution}", f"{theirs}.{normalisation}", layer.convolution)
            number += 1
    torch.save(published, tmp_path / "lite0.pth")
    folded = published_encoder(tmp_path / "lite0.pth")
    picture = torch.randn(1, 3, 64, 64)
    plain = torch.nn.functional.conv2d(
        torch.nn.functional.pad(picture, (0, 1, 0, 1)), published["_conv_stem.weight"], stride=2
    )
    normalised = torch.nn.functional.batch_norm(
        plain,
        published["_bn0.running_mean"],
        published["_bn0.running_var"],
        published["_bn0.weight"],
        published["_bn0.bias"],
        eps=1e-3,
    )
    torch.testing.assert_close(folded.stem(picture), normalised.clamp(0, 6), atol=1e-4, rtol=1e-4)
    assert [values.shape[1] for values in folded(picture)] == [16, 24, 40, 112, 192]
