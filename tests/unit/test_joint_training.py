from copy import deepcopy

import numpy as np
import pytest
import torch

from tests.support.shards import dressed
from tryon.labels import LIP_TO_COMPACT, Compact
from tryon.models.compact import Layout, Matching
from tryon.models.composing import Composing
from tryon.models.settling import Settling
from tryon.preprocess.compact_inputs import NECKLINES, SLEEVES, kind_channels
from tryon.training.composing import ComposingTask
from tryon.training.joint.drawing import kind, packed
from tryon.training.joint.learning import JointTraining, looked_at
from tryon.training.joint.people import mirrored, scenes
from tryon.training.joint.store import KINDS, Store, half_told, kinds, unpacked
from tryon.training.pool import write_chunk
from tryon.training.samples import seen_by_networks
from tryon.training.synthetic.pattern import NECKLINES as CUTS


def arrays(count: int) -> dict[str, np.ndarray]:
    rows = [
        packed(seen_by_networks(dressed(), np.random.default_rng(seed)))
        | {"kind": np.array([1 + SLEEVES.index("long"), 0], np.uint8)}
        for seed in range(count)
    ]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def test_packing_loses_nothing_that_a_network_would_see():
    sample = seen_by_networks(dressed(), np.random.default_rng(3))
    batch = {name: torch.from_numpy(values[None]) for name, values in packed(sample).items()}
    got = unpacked(batch | {"kind": torch.tensor([[0, 0]], dtype=torch.uint8)})
    assert torch.equal(got["agnostic"][0], torch.from_numpy(sample.agnostic))
    assert torch.equal(got["erased"][0], torch.from_numpy(sample.erased))
    assert torch.equal(got["layout"][0], torch.from_numpy(sample.layout))
    assert torch.equal(got["person"][0, :7], torch.from_numpy(sample.person[:7]))
    # A level is 1/255, and RGB spans two units.
    assert (got["pose"][0] - torch.from_numpy(sample.pose)).abs().max() <= 0.5 / 255 + 1e-6
    assert (got["cloth"][0] - torch.from_numpy(sample.cloth)).abs().max() <= 1 / 255 + 1e-6
    known = np.isfinite(sample.correspondence)
    off = (got["correspondence"][0].numpy() - sample.correspondence)[known]
    assert np.abs(off).max() <= 0.125  # half precision from 256 on
    assert got["photo_channels"][0].sum(0).max() == 1
    assert (got["photo_channels"][0, Compact.UPPER - 1] == 1).sum() == (
        sample.fine_photo == Compact.UPPER
    ).sum()


@pytest.mark.parametrize(
    ("sleeve", "cut", "told"),
    [
        (-1.0, "straps", ("sleeveless", "straps")),
        (0.3, "scoop", ("short", "round")),
        (0.75, "square", (None, None)),
        (1.0, "boat", ("elbow", "wide")),
        (1.95, "wrap", ("long", "v")),
    ],
)
def test_a_top_is_told_in_the_words_of_the_page(sleeve, cut, told):
    attributes = np.array([sleeve, 0, CUTS.index(cut), 0, 0], np.float32)
    numbers = torch.from_numpy(kind(attributes)[None])
    assert np.array_equal(kinds(numbers)[0].numpy(), kind_channels(*told))


def test_what_is_told_is_now_and_then_forgotten_and_seldom_wrong():
    told = torch.eye(KINDS)[: len(SLEEVES)].repeat(500, 1)
    heard = half_told(told, torch.Generator().manual_seed(0))
    silent = heard.sum(1) == 0
    assert 0.45 < silent.float().mean() < 0.6
    wrong = (heard != told).any(1) & ~silent
    assert 0 < wrong.float().mean() < 0.05


def test_a_store_takes_chunks_away_and_forgets_the_oldest(tmp_path):
    chunk = arrays(3)
    write_chunk(tmp_path, 5, chunk)
    store = Store(4, torch.device("cpu"))
    assert store.take_from(tmp_path) == 3 and not list(tmp_path.glob("c*"))
    store.add({name: values[:2] for name, values in chunk.items()})
    assert len(store) == 4 and store.drawn == 5
    assert torch.equal(store.slice(0, 1)["photo"][0], torch.from_numpy(chunk["photo"][1]))
    batch = store.draw(6, torch.Generator().manual_seed(0))
    assert batch["target"].shape == (6, 512, 384)
    assert len(store.slice(2, 99)["kept"]) == 2
    assert len(NECKLINES) + len(SLEEVES) == KINDS


def test_all_networks_learn_and_the_judged_one_goes_its_own_way():
    torch.manual_seed(0)
    store = Store(4, torch.device("cpu"))
    store.add(arrays(2))
    settling = Settling((8, 16, 16, 16, 16))
    training = JointTraining(Layout((8, 16, 16, 16, 16)), Matching(), settling, store.device)
    batch = store.slice(0, 2)
    first = training.step(batch, 1.0)
    assert set(first) == {"layout", "settling", "matching"}
    training.invite_critic()
    for _ in range(3):
        last = training.step(batch, 1.0)
    assert set(last) == {*first, "judged", "fooling", "critic"}
    assert all(torch.isfinite(value) for value in last.values())
    assert last["layout"] < first["layout"] and last["settling"] < first["settling"]
    assert training.judged is not None
    apart = zip(
        training.judged.network.parameters(), training.settling.network.parameters(), strict=True
    )
    assert any(not torch.equal(a, b) for a, b in apart)
    figures = training.evaluate(store, 2)
    assert set(figures) == {
        "layout",
        "matching",
        "settling",
        "settling_untold",
        "judged",
    }


def test_a_matching_network_that_is_to_stay_stays():
    store = Store(2, torch.device("cpu"))
    store.add(arrays(2))
    narrow = (8, 16, 16, 16, 16)
    matching = Matching()
    before = {name: value.clone() for name, value in matching.state_dict().items()}
    training = JointTraining(
        Layout(narrow), matching, Settling(narrow), store.device, matching_learns=False
    )
    assert set(training.step(store.slice(0, 2), 1.0)) == {"layout", "settling"}
    for network in (matching, training.matching.average.module):
        assert all(torch.equal(value, before[k]) for k, value in network.state_dict().items())


def test_beside_a_matching_network_that_learns_aside_the_others_see_the_one_before():
    store = Store(2, torch.device("cpu"))
    store.add(arrays(2))
    narrow = (8, 16, 16, 16, 16)
    torch.manual_seed(0)
    matching = Matching()
    before = deepcopy(matching).eval()
    training = JointTraining(
        Layout(narrow), matching, Settling(narrow), store.device, matching_aside=True
    )
    assert set(training.step(store.slice(0, 2), 1.0)) == {"layout", "settling", "matching"}
    for _ in range(3):
        training.step(store.slice(0, 2), 1.0)
    batch = unpacked(store.slice(0, 2))
    layout = training.layout.average.module
    with torch.no_grad():
        hints, expected, learnt = (
            found["hints"]
            for found in (
                training._looked_at(batch),
                looked_at(layout, before, batch),
                looked_at(layout, training.matching.average.module, batch),
            )
        )
    assert (hints - expected).abs().max() < 0.1 * (hints - learnt).abs().max()


def test_settling_learns_alone_in_bfloat16_at_the_rate_that_is_asked_for():
    store = Store(2, torch.device("cpu"))
    store.add(arrays(2))
    narrow = (8, 16, 16, 16, 16)
    layout = Layout(narrow)
    before = {name: value.clone() for name, value in layout.state_dict().items()}
    training = JointTraining(
        layout,
        Matching(),
        Settling(narrow),
        store.device,
        matching_learns=False,
        layout_learns=False,
        rate=2e-4,
        bf16=True,
    )
    first = training.step(store.slice(0, 2), 1.0)
    assert set(first) == {"settling"}
    assert training.settling.optimiser.param_groups[0]["lr"] == 2e-4
    for _ in range(4):
        last = training.step(store.slice(0, 2), 1.0)
    assert last["settling"] < first["settling"]
    assert all(torch.equal(value, before[k]) for k, value in layout.state_dict().items())


def people(count: int) -> dict[str, np.ndarray]:
    """Blocky people, packed: a red top instead of a blue one, skin and wall as they were."""
    body = dressed()
    labels = LIP_TO_COMPACT[body.worn]
    colours = np.array([[90, 90, 90]] * 8, np.uint8)
    colours[Compact.UPPER] = (20, 40, 200)
    photo = colours[labels[::2, ::2]].transpose(2, 0, 1)
    colours[Compact.UPPER] = (200, 30, 30)
    target = colours[labels[::2, ::2]].transpose(2, 0, 1)
    one = arrays(1)
    row = {
        "photo": photo,
        "target_photo": target,
        "colours": np.full((3, 256, 192), 200, np.uint8),
        "photo_parse": labels,
        "target": labels,
        "labels": labels,
    } | {name: one[name][0] for name in ("kept", "pose", "cloth", "joints")}
    return {name: np.stack([values] * count) for name, values in row.items()}


def test_scenes_are_recoloured_alike_in_both_photos_and_mirrored_whole():
    torch.manual_seed(0)
    packed_people = {name: torch.from_numpy(values) for name, values in people(3).items()}
    networks = (
        Layout((8, 16, 16, 16, 16)).eval(),
        Matching().eval(),
        Settling((8, 16, 16, 16, 16)).eval(),
    )
    batch = scenes(packed_people, *networks, torch.Generator().manual_seed(5))
    apart = batch["photo"] - packed_people["photo"]
    also = batch["target"] - packed_people["target_photo"]
    bare = (batch["labels"] == Compact.LEFT_ARM)[:, None].expand_as(apart)
    assert apart[bare].abs().max() > 5
    assert torch.allclose(apart[bare], also[bare], atol=1e-3)
    inside = (batch["labels"] == Compact.UPPER)[:, None].expand_as(apart)
    middle = torch.zeros_like(inside)
    middle[..., 80:150, 75:115] = True
    assert apart[inside & middle].abs().max() == 0
    assert not batch["removed"][..., :20, :].any() and batch["removed"][0, 0, 100, 96] == 255
    assert torch.isfinite(ComposingTask().loss(Composing((8, 16, 16, 16, 16)), batch))
    twice = mirrored(mirrored(batch))
    assert all(torch.equal(values, twice[name]) for name, values in batch.items())
    once = mirrored(batch)
    assert once["labels"][0, 100, 191 - 140] == Compact.RIGHT_ARM
    assert torch.equal(once["layout"][:, Compact.RIGHT_ARM], batch["layout"][:, 5].flip(-1))
