import argparse
import json

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from tests.support.learning import losses_while_learning
from tests.support.seeded_compact import frozen_networks
from tests.support.shards import dressed, write_shards
from tryon.labels import LIP_TO_COMPACT, Compact, Joint, Lip
from tryon.models.compact import Layout, Matching
from tryon.training import samples as samples_module
from tryon.training.compact import Run, make_task, train
from tryon.training.paint import paint_garment
from tryon.training.pool import Pool, write_chunk
from tryon.training.samples import Shards, draw_sample, misparsed, wobbled
from tryon.training.settling import SettlingSource, SettlingTask, draw_settling
from tryon.training.tasks import collate


@pytest.fixture
def shard_folder(tmp_path):
    return write_shards(tmp_path)


def test_moving_the_garment_moves_the_correspondence_with_it():
    body = dressed()
    moved = samples_module._move_garment(body, np.random.default_rng(3))
    worn = np.isfinite(moved.correspondence[..., 0])
    place = moved.correspondence[worn]
    read = cv2.remap(
        moved.shade.astype(np.float32), place[:, :1].copy(), place[:, 1:].copy(), cv2.INTER_LINEAR
    )[:, 0]
    # The shade of the garment is its own x + 20, so it says where a place came from.
    original = body.correspondence[worn][:, 0] + 20
    inner = (original > 66) & (original < 160)
    assert np.median(np.abs(read - original)[inner]) < 0.7
    assert np.abs(moved.shade.astype(int) - body.shade).max() > 5


def test_mirroring_twice_changes_nothing_and_once_swaps_sides():
    body = dressed()
    once = samples_module._mirror(body)
    assert (once.target[200, 384 - 1 - 280] == Lip.RIGHT_ARM) and body.target[200, 280] == (
        Lip.LEFT_ARM
    )
    assert np.allclose(once.keypoints[Joint.RIGHT_WRIST], (191 - 140, 180))
    twice = samples_module._mirror(once)
    assert (twice.target == body.target).all()
    assert np.allclose(twice.correspondence, body.correspondence, equal_nan=True)
    assert np.allclose(twice.keypoints, body.keypoints, equal_nan=True)


def test_moving_the_person_keeps_what_is_read_from_the_garment():
    body = dressed()
    moved = samples_module._move_person(body, np.random.default_rng(5))
    worn = np.isfinite(moved.correspondence[..., 0])
    assert (worn == (moved.target[::2, ::2] == Lip.UPPER)).mean() > 0.995
    assert set(np.unique(moved.correspondence[worn])) <= set(np.unique(body.correspondence))
    shift = moved.keypoints[Joint.NECK] - body.keypoints[Joint.NECK]
    assert np.abs(shift).max() > 0.5


def test_samples_are_complete_and_depend_on_the_seed_alone(shard_folder):
    shards = Shards(shard_folder)
    assert len(shards) == 2 and shards.garments == 2
    first = draw_sample(shards, np.random.default_rng(11))
    again = draw_sample(shards, np.random.default_rng(11))
    other = draw_sample(shards, np.random.default_rng(12))
    batch = collate(
        [first, other], tuple({*make_task("layout").fields, *make_task("matching").fields})
    )
    assert batch["agnostic"].shape == (2, 5, 256, 192)
    assert batch["pose"].shape == (2, 3, 256, 192)
    assert batch["cloth"].shape == (2, 4, 256, 192)
    assert batch["person"].shape == (2, 10, 256, 192)
    assert batch["correspondence"].shape == (2, 2, 256, 192)
    assert torch.equal(batch["cloth"][0], torch.from_numpy(again.cloth)) and not torch.equal(
        batch["cloth"][0], batch["cloth"][1]
    )


def test_the_agnostic_input_does_not_tell_what_is_worn(shard_folder):
    sample = draw_sample(Shards(shard_folder), np.random.default_rng(0), augment=False)
    hair, face, lower, left, right = sample.agnostic
    assert face[30, 90] == 1 and lower[200, 96] == 1
    assert left[100, 140] == 0 and right[100, 52] == 0  # upper arms and elbows are erased
    assert hair.sum() == 0
    assert left[198, 140] == 1  # hands stay


@pytest.fixture
def pool_folder(shard_folder, tmp_path):
    rng = np.random.default_rng(5)
    arrays = draw_settling(Shards(shard_folder), *frozen_networks(), rng, 2)
    write_chunk(tmp_path / "pool", 0, arrays)
    return tmp_path / "pool"


def test_a_pool_gives_back_what_was_drawn_chunk_after_chunk(tmp_path):
    one = {"a": np.arange(6, dtype=np.uint8).reshape(3, 2), "b": np.zeros((3, 1), np.uint8)}
    two = {"a": np.arange(6, 10, dtype=np.uint8).reshape(2, 2), "b": np.ones((2, 1), np.uint8)}
    write_chunk(tmp_path, 0, two)
    write_chunk(tmp_path, 0, one)  # replaces
    write_chunk(tmp_path, 1, two)
    (tmp_path / ".c00002.part").mkdir()
    pool = Pool(tmp_path)
    assert len(pool) == 5
    read = pool.read(np.array([4, 0, 3]))
    assert read["a"].tolist() == [[8, 9], [0, 1], [6, 7]]
    assert read["b"][:, 0].tolist() == [1, 0, 1]
    with pytest.raises(FileNotFoundError):
        Pool(tmp_path / "nothing")


def test_what_is_drawn_for_settling_is_what_the_network_takes(pool_folder):
    source = SettlingSource(pool_folder)
    batch = source.batch(np.random.default_rng(0), 2, augment=False)
    assert batch["photo"].shape == batch["target"].shape == (2, 512, 384)
    assert batch["first"].shape == (2, 8, 256, 192)
    # A level is 1/255: eight probabilities add up to one within four of them.
    assert (batch["first"].float().sum(1) - 255).abs().max() <= 4
    assert batch["cloth_mask"].shape == (2, 1, 512, 384)
    assert batch["hints"].shape == (2, 3, 256, 192)


def test_mirrored_samples_swap_the_arms(pool_folder, monkeypatch):
    source = SettlingSource(pool_folder)
    monkeypatch.setattr(source._pool, "read", lambda indices: Pool(pool_folder).read(np.array([0])))
    straight, mirrored = None, None
    for seed in range(20):
        plain = source.batch(np.random.default_rng(seed), 1, augment=False)
        drawn = source.batch(np.random.default_rng(seed), 1, augment=True)
        if torch.equal(plain["target"], drawn["target"]):
            straight = drawn
        else:
            mirrored = drawn
    assert straight is not None and mirrored is not None
    left = straight["target"] == Compact.LEFT_ARM
    assert left.any()
    assert torch.equal((mirrored["target"] == Compact.RIGHT_ARM).flip(-1), left)
    assert torch.equal(
        mirrored["first"][:, Compact.RIGHT_ARM].flip(-1), straight["first"][:, Compact.LEFT_ARM]
    )
    assert torch.equal(mirrored["pose"][:, 2].flip(-1), straight["pose"][:, 1])


def test_settling_starts_from_the_first_look_and_learns_from_few_samples(pool_folder):
    torch.manual_seed(0)
    task = SettlingTask()
    network = task.build()
    torch.nn.init.zeros_(network.head.weight)
    torch.nn.init.zeros_(network.head.bias)
    source = SettlingSource(pool_folder)
    batch = source.batch(np.random.default_rng(0), 2, augment=False)
    losses = losses_while_learning(task, network, batch, 1e-2, 16)
    assert losses[-1] < 0.7 * losses[0]


def test_a_parsers_mistakes_take_neighbouring_classes_and_leave_the_map_as_it_was():
    labels = LIP_TO_COMPACT[dressed().worn]
    kept = labels.copy()
    changes = [
        (misparsed(labels, np.random.default_rng(seed)) != labels).mean() for seed in range(12)
    ]
    assert (labels == kept).all()
    assert max(changes) < 0.05 and np.mean(np.array(changes) > 0) > 0.6


def test_outlines_are_off_by_as_much_as_those_of_our_own_parser():
    """Half a pixel of 512x384 or less in most photos, much more in some: `samples._WOBBLES`."""
    rows, columns = np.mgrid[:512, :384]
    disc = (np.hypot(rows - 256, columns - 192) < 120).astype(np.uint8)
    away = np.abs(np.hypot(rows - 256, columns - 192) - 120)
    off = []
    for seed in range(60):
        moved = wobbled(disc, np.random.default_rng(seed)) != disc
        # What lies between the true outline and the moved one, per pixel of outline.
        off.append(moved.sum() / (2 * np.pi * 120))
        assert not moved[away > 14].any()
    assert 0.1 < np.median(off) < 0.5
    assert max(off) > 1.2


@pytest.mark.parametrize("name", ["layout", "matching", "settling"])
def test_training_resumes_where_it_stopped_and_exports_half_precision(
    name, shard_folder, pool_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("tryon.training.compact.BATCH_SIZE", 2)
    torch.manual_seed(0)

    def arguments(folder, samples):
        return argparse.Namespace(
            shards=pool_folder if name == "settling" else shard_folder,
            holdout=pool_folder if name == "settling" else shard_folder,
            run=tmp_path / folder,
            samples=samples,
            every=1,
            holdout_samples=2,
            seed=4,
            bf16=False,
        )

    whole = Run.start(make_task(name), seed=4)
    (tmp_path / "whole").mkdir()
    train(whole, arguments("whole", 4))
    assert whole.step == 2 and whole.best is not None

    resumed = Run.start(make_task(name), seed=9)
    resumed.load(tmp_path / "whole" / "checkpoint.pt")
    for a, b in zip(
        whole.network.state_dict().values(), resumed.network.state_dict().values(), strict=True
    ):
        assert torch.equal(a, b)
    train(resumed, arguments("whole", 6))
    assert resumed.step == 3

    exported = load_file(tmp_path / "whole" / "best.safetensors")
    fresh = make_task(name).build()
    fresh.load_state_dict(exported)
    assert all(v.dtype == torch.float16 for v in exported.values() if v.is_floating_point())
    facts = json.loads((tmp_path / "whole" / "best.json").read_text())
    assert facts["bodies"] == 2 and make_task(name).key_figure in facts["figures"]


def test_matching_sees_every_second_person_in_the_predicted_layout(shard_folder):
    rng = np.random.default_rng(3)
    layout = Layout().eval()
    task = make_task("matching", layout)
    batch = collate([draw_sample(Shards(shard_folder), rng) for _ in range(2)], task.fields)
    seen = []

    class Recorder(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.matching = Matching()

        def forward(self, person, cloth, joints):
            seen.append(person)
            return self.matching(person, cloth, joints)

    assert torch.isfinite(task.loss(Recorder(), batch))
    (person,) = seen
    assert torch.equal(person[0], batch["person"][0])
    assert not torch.equal(person[1], batch["person"][1])
    assert torch.equal(person[1, :2], batch["agnostic"][1, :2])
    assert (person[1, :7].sum(0) <= 1).all()


def test_a_label_and_a_trim_are_painted_where_shops_show_them_and_nowhere_else() -> None:
    shade = np.full((64, 48), 235, np.uint8)
    inner_back, front = np.zeros((64, 48), bool), np.zeros((64, 48), bool)
    front[10:60, 8:40] = True
    inner_back[10:22, 18:30] = True
    front &= ~inner_back
    labels, trims = 0, 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        painted = paint_garment(shade, front, inner_back, rng).astype(int)
        plain = paint_garment(
            shade, front | inner_back, np.zeros_like(front), np.random.default_rng(seed)
        )
        inside, fabric = painted[inner_back], plain[inner_back]
        if len(np.unique(fabric, axis=0)) > 1:
            continue  # a pattern hides them
        labels += len(np.unique(inside, axis=0)) > 1
        trims += bool((painted[15, 17] != plain[15, 17]).any())
        assert (painted[40:58, 10:38] == plain[40:58, 10:38]).all()
    assert labels > 15
    assert trims > 8
