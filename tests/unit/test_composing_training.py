"""The composing network: what it starts from, what is drawn for it, that it learns."""

import numpy as np
import pytest
import torch

from tests.support.learning import losses_while_learning
from tests.support.seeded_compact import frozen_networks
from tests.support.shards import dressed
from tryon.labels import LIP_TO_COMPACT, Compact, Lip
from tryon.models.compact import LAYOUT_CLASSES
from tryon.models.composing import Composing, Scene, carried_on, start_colours
from tryon.models.settling import Settling
from tryon.training.composing import ComposingSource, ComposingTask, draw_composing
from tryon.training.fitting import fittings
from tryon.training.pool import write_chunk
from tryon.training.settling import settling_from_outfits

RED, GREEN, SKIN = (180, 30, 40), (30, 140, 70), (210, 160, 130)


def outfits():
    """One blocky person in a red top and in a green one without its lower half."""
    body = dressed()
    first = body.worn
    second = first.copy()
    second[260:340, 120:264] = Lip.NECK
    photos = []
    for labels, colour in ((first[::2, ::2], RED), (second[::2, ::2], GREEN)):
        photo = np.full((256, 192, 3), 200, np.uint8)
        photo[labels > 0] = SKIN
        photo[labels == Lip.PANTS] = (30, 40, 140)
        photo[labels == Lip.UPPER] = colour
        photos.append(photo)
    products = []
    for colour in (RED, GREEN):
        product = np.full((256, 192, 3), 246, np.uint8)
        product[body.side > 0] = colour
        products.append(product)
    return {
        "photo": np.stack(photos)[None],
        "labels": np.stack([first, second])[None],
        "product": np.stack(products)[None],
        "side": np.stack([body.side] * 2)[None],
        "keypoints": body.keypoints[None],
    }


@pytest.fixture(scope="module")
def drawn():
    torch.manual_seed(4)
    settling = Settling().eval()
    return draw_composing(outfits(), *frozen_networks(), settling, np.random.default_rng(0))


@pytest.fixture
def source(drawn, tmp_path):
    write_chunk(tmp_path, 0, drawn)
    return ComposingSource(tmp_path)


def test_what_our_preprocessing_found_is_what_is_seen_and_the_truth_what_is_learnt():
    people = outfits()
    found = people["labels"].copy()
    found[0, 0, 440:470, 180:200] = Lip.BACKGROUND  # a hole in the trousers
    found[0, 1] = Lip.BACKGROUND  # the second photo was refused
    joints = people["keypoints"][:, None].repeat(2, 1)
    joints[0, 1] = np.nan
    people |= {"found_labels": found, "found_keypoints": joints}
    (one,) = fittings(people, np.random.default_rng(0))
    assert (one.parse == LIP_TO_COMPACT[found[0, 0]]).all()
    assert one.parse[450, 190] == Compact.BACKGROUND and one.labels[450, 190] == Compact.LOWER
    assert (one.target == LIP_TO_COMPACT[people["labels"][0, 1]]).all()
    assert torch.isfinite(one.joints).any()


def test_settling_is_drawn_from_rendered_people_as_from_shards():
    arrays = settling_from_outfits(outfits(), *frozen_networks(), np.random.default_rng(0))
    assert arrays["photo"].shape == arrays["target"].shape == (2, 512, 384)
    assert arrays["product"].shape == (2, 4, 128, 96)
    assert arrays["first"].shape == (2, 8, 256, 192)


def test_each_top_is_tried_on_over_the_other(drawn):
    assert drawn["photo"].shape == drawn["target"].shape == (2, 3, 256, 192)
    assert (drawn["photo"][0] == drawn["target"][1]).all()
    assert (drawn["photo"][1] == drawn["target"][0]).all()
    # The cloth is the target's, and runs on past its edge: no ground of the product photo in it.
    for row, colour in ((0, RED), (1, GREEN)):
        assert np.abs(drawn["cloth"][row].astype(int).mean((1, 2)) - colour).max() < 12
    assert (drawn["layout"].astype(int).sum(1) - 255 <= 4).all()
    removed = drawn["removed"][:, 0] > 0
    assert removed[drawn["parse"] == Compact.UPPER].all()
    assert not removed[drawn["parse"] == Compact.FACE].any()


def test_recolouring_changes_both_photos_alike(source, drawn):
    rng = np.random.default_rng(3)
    while True:
        state = rng.bit_generator.state
        batch = source.batch(rng, 1, augment=True)
        rng.bit_generator.state = state
        plain = source.batch(rng, 1, augment=False)
        if torch.equal(plain["labels"], batch["labels"]):
            break
        rng = np.random.default_rng(int(rng.integers(1000)))
    wall = (batch["labels"] == 0) & (batch["target_labels"] == 0)
    wall = wall & (plain["labels"] == 0)
    away = (batch["photo"].float() - plain["photo"].float()).abs().mean(1)[wall]
    assert away.mean() > 2
    both = (batch["photo"].float() - batch["target"].float()).abs().mean(1)[wall]
    assert both.median() < 1


def test_learning_the_drawn_pair_lowers_the_loss(source):
    torch.manual_seed(0)
    task = ComposingTask()
    network = task.build()
    batch = source.batch(np.random.default_rng(0), 2, augment=False)
    losses = losses_while_learning(task, network, batch, 3e-3, 12)
    assert losses[-1] < 0.7 * losses[0]
    figures = task.evaluate(network.eval(), [batch])
    assert set(figures) == {"error_of_255", "error_changed", "error_new_skin"}
    assert 0 < figures["error_of_255"] < figures["error_changed"]


def scene():
    """The red top off, the skin of the arms and the wall in sight."""
    sample = outfits()
    labels = LIP_TO_COMPACT[sample["labels"][0, 0, ::2, ::2]]
    parse = torch.nn.functional.one_hot(torch.from_numpy(labels).long(), LAYOUT_CLASSES)
    parse = parse.movedim(-1, 0)[None].float()
    photo = torch.from_numpy(sample["photo"][0, 0]).movedim(-1, 0)[None].float() / 255
    removed = parse[:, Compact.UPPER : Compact.UPPER + 1]
    layout = parse.clone()
    layout[:, Compact.NECK] += layout[:, Compact.UPPER]  # bare from the neck down
    layout[:, Compact.UPPER] = 0
    nothing = torch.zeros_like(removed)
    return Scene(photo, removed, torch.ones_like(photo), nothing, nothing, layout, parse)


def test_new_colour_starts_from_the_persons_own_skin():
    colours = start_colours(scene())
    chest = colours[0, :, 80:160, 70:120].mean((1, 2)) * 255
    assert (chest - torch.tensor(SKIN)).abs().max() < 6


def test_a_class_that_the_photo_does_not_show_starts_grey():
    photo = torch.rand(1, 3, 256, 192)
    assert torch.allclose(
        carried_on(photo, torch.zeros(1, 1, 256, 192)), torch.full_like(photo, 0.5), atol=1e-6
    )


def test_an_untrained_network_follows_the_layout_and_never_shows_what_is_removed():
    torch.manual_seed(0)
    network = Composing().eval()
    torch.nn.init.zeros_(network.head.weight)
    torch.nn.init.zeros_(network.head.bias)
    seen = scene()
    with torch.inference_mode():
        composed = network(seen)
        picture = composed.picture(seen)
    photo = composed.logits.softmax(1)[:, :1]
    assert photo[seen.removed > 0].max() < 1e-3
    wall = seen.parse[:, :1] > 0
    assert ((picture - seen.photo).abs().mean(1, keepdim=True)[wall] * 255).mean() < 8
    assert torch.allclose(composed.shading, torch.ones_like(composed.shading))
