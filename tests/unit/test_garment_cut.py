"""Sleeves and necklines learnt on their own, and the products that they are learnt from."""

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.home_photos import block, home_photos
from tryon.models.garment import CUT, GRIDS, HEADS, GarmentNetwork
from tryon.training import garment_drawing, garment_products
from tryon.training.garment_cut import Described, blend, describe, right, train_cut
from tryon.training.garment_drawing import prepare_products
from tryon.training.garment_outlines import rings_of
from tryon.training.garment_pool import UNKNOWN, read_example
from tryon.training.garment_products import cut_out, draw_product, known_of
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches


def test_what_is_known_of_a_synthetic_top() -> None:
    assert known_of(-1.0, "halter") == {
        "category": "top",
        "sleeve": "sleeveless",
        "neckline": "straps",
    }
    lengths = [known_of(length, "bandeau") for length in (0.1, 0.95, 1.9)]
    assert [known["sleeve"] for known in lengths] == ["short", "elbow", "long"]
    assert all("neckline" not in known for known in lengths)


def test_a_garment_is_cut_out_as_a_shop_shows_it() -> None:
    photo, mask = block((200, 20, 20))
    photo[~mask] = (20, 20, 200)
    for seed in range(8):
        shown = cut_out(photo, mask, np.random.default_rng(seed)).astype(int)
        assert shown.shape == (*GRIDS[0], 3)
        assert shown[0].min() > 190 and np.ptp(shown[0], axis=-1).max() <= 1  # grey or white
        red = shown[..., 0] - shown[..., 2] > 60
        rows, columns = np.ptp(np.flatnonzero(red.any(1))), np.ptp(np.flatnonzero(red.any(0)))
        assert 0.55 * 120 / 192 < columns / rows < 1.15 * 120 / 192
        assert not (shown[..., 2] - shown[..., 0] > 20).any()  # nothing of the photo's ground


def test_rare_tops_are_rendered_as_often_as_usual_ones(
    assets: SharedAssets, tmp_path: Path
) -> None:
    swatches = Swatches(home_photos(tmp_path / "photos"))
    picture, answers = draw_product(assets, swatches, np.random.default_rng(4))
    assert picture.shape == (*GRIDS[0], 3) and picture[0].min() > 200
    assert picture.min() < 200
    again, _ = draw_product(assets, swatches, np.random.default_rng(4))
    np.testing.assert_array_equal(picture, again)
    assert answers["category"] == "top"
    rng = np.random.default_rng(0)
    drawn = [garment_products._pattern(rng) for _ in range(200)]
    shares = {known_of(top.sleeve, top.neckline)["sleeve"]: 0 for top in drawn}
    for top in drawn:
        shares[known_of(top.sleeve, top.neckline)["sleeve"]] += 1
    assert set(shares) == {"sleeveless", "short", "elbow", "long"} and min(shares.values()) >= 20
    assert sum(top.neckline == "off_shoulder" for top in drawn) >= 20


def test_a_pool_gets_what_shops_show(
    assets: SharedAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, pool = home_photos(tmp_path / "photos"), tmp_path / "pool"
    _, mask = block((0, 0, 0))
    # An outline of every T-shirt, and of one pair of trousers, of which no sleeve is known.
    names = [*(f"{number}-T-Shirt" for number in range(8)), "3-Pants"]
    monkeypatch.setattr(
        garment_drawing, "read_outlines", lambda: dict.fromkeys(names, rings_of(mask))
    )
    monkeypatch.setattr(garment_drawing, "PARTS", {"test": 6, "calibration": 5})
    network = GarmentNetwork().eval()
    prepare_products(assets, folder, network.encoder, pool, 2, 1)
    cut = sorted(pool.glob("cut_outs/256x192/*.npz"))
    assert len(cut) == 4 and all(path.stem.endswith("-T-Shirt-0") for path in cut)
    assert len(list(pool.glob("products/256x192/*.npz"))) == 2

    shown = describe(network, cut, mirrored=True)
    assert shown.values.shape[0] == 8
    assert shown.answers["sleeve"].tolist() == [1] * 8
    assert shown.answers["neckline"].tolist() == [UNKNOWN] * 8
    one = read_example(cut[0]).feature[None]
    with torch.inference_mode():
        deepest = network.encoder.stages[-1](one)
        whole = network.describe_logits([one, deepest])
        apart = network.cut_logits(shown.values[:1])
    for name in CUT:
        torch.testing.assert_close(whole[name], shown.first[name][:1] + apart[name])


def test_only_the_cut_is_learnt() -> None:
    torch.manual_seed(1)
    network = GarmentNetwork().eval()
    sleeves = torch.arange(400) % 4
    sleeves[::10] = UNKNOWN
    values = torch.randn(400, network.describe_cut[2].in_features)
    values[:, :8] += 4 * torch.nn.functional.one_hot(torch.arange(400) % 8, 8)
    answers = {"sleeve": sleeves, "neckline": torch.arange(400) % 4 % 2}
    # The first description knows a little of it.
    first = {
        name: torch.randn(400, len(HEADS[name])) + torch.eye(len(HEADS[name]))[known.clamp(0)]
        for name, known in answers.items()
    }
    shown = Described(values, first, answers)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    losses = train_cut(network, shown, 60, seed=3)
    assert np.mean(losses[-10:]) < 0.6 * np.mean(losses[:5])
    moved = changed(network, before)
    assert moved and all(name.startswith(("describe_cut.", "cut_heads.")) for name in moved)
    assert right(network, shown)["sleeve"] > 0.9
    assert not network.training

    alone = {name: head.weight.clone() for name, head in network.heads.items()}
    blend(network, shown)
    shares = [network.heads[name].weight / alone[name] for name in CUT]
    assert all(share.std() < 1e-4 and 0.09 < share.mean() < 0.61 for share in shares)
    assert torch.equal(network.heads["category"].weight, alone["category"])
    assert network.temperatures[0] == 1.0  # of the categories

    again = GarmentNetwork().eval()
    again.load_state_dict(before)
    assert train_cut(again, shown, 60, seed=3) == losses


def changed(network: GarmentNetwork, before: dict[str, torch.Tensor]) -> list[str]:
    return [
        name for name, value in network.state_dict().items() if not torch.equal(value, before[name])
    ]
