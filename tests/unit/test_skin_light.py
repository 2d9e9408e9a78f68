"""The light on new skin: what the network sees and answers, and what it learns from."""

import numpy as np
import torch

from tests.support.seeded_compact import seeded_store
from tryon.labels import Compact
from tryon.models.skin_light import SkinLight, light_of
from tryon.training.joint.learning import Learner
from tryon.training.joint.store import Store
from tryon.training.papers.discriminator import MultiScaleDiscriminator
from tryon.training.pool import write_chunk
from tryon.training.skin_light import before_critic, draw, figures, light_loss, lit
from tryon.training.synthetic.anatomy import relief_strength, skin_relief
from tryon.training.synthetic.scene import sample_person

SIZE = (64, 64)


def test_light_is_what_is_lighter_or_darker_than_the_mean_of_what_is_shown():
    lightness = torch.full((2, 1, *SIZE), 100.0)
    lightness[0, :, :32], lightness[1] = 200.0, 50.0
    shown = torch.ones(2, 1, *SIZE)
    light = light_of(lightness, shown)
    assert torch.allclose(light[0, 0, 0, 0], torch.tensor(2.0).log() / 2, atol=1e-4)
    assert torch.allclose(light.mean((1, 2, 3)), torch.zeros(2), atol=1e-4)
    shown[0, :, :32] = 0
    dark = light_of(lightness, shown)[0, 0, 0, 0]
    assert torch.allclose(dark, torch.tensor(2.0).log(), atol=1e-4)


def test_the_network_answers_light_for_every_place_and_none_without_bounds():
    network = SkinLight()
    network.load_state_dict(
        {k: v.float() for k, v in seeded_store().state("compact_skin_light").items()}
    )
    parts = [torch.randn(2, channels, *SIZE) for channels in (1, 1, 8, 7, 3)]
    answer = network.eval()(*parts)
    assert answer.shape == (2, 1, *SIZE)
    assert answer.abs().max() <= 1.6


def test_a_collarbone_stands_out_and_the_notch_between_both_lies_deep(assets):
    body = sample_person(assets, np.random.default_rng(3), (256, 192)).body
    inner, outer = body.head("clavicle.L"), body.head("shoulder01.L")
    middle = (inner + outer) / 2
    front = np.array([0, 0, 1.0], np.float32)
    bone, below, back = middle + front, middle + front - (0, 0.35, 0), middle - 2 * front
    notch = np.array([0, inner[1] + 0.16, inner[2] + 1], np.float32)
    mirrored = bone * (-1, 1, 1)
    relief = skin_relief(body, np.float32([bone, below, back, notch, mirrored]))
    assert relief[0] > 0.02 > 0 > relief[1]
    assert relief[2] == 0
    assert relief[3] < -0.03
    assert relief[4] == relief[0]
    assert 0 < relief_strength(body, 1) < 1.6


def test_people_are_drawn_in_a_top_that_bares_what_another_one_hid(assets, tmp_path):
    chunk = draw(assets, [5])
    assert {name: values.shape for name, values in chunk.items()} == {
        "lightness": (2, 256, 192),
        "kept": (2, 256, 192),
        "target": (2, 512, 384),
        "pose": (2, 3, 256, 192),
    }
    write_chunk(tmp_path, 0, chunk)
    store = Store.of(tmp_path, torch.device("cpu"))
    batch = lit(store.slice(0, 2), torch.Generator().manual_seed(0))
    light, shown, layout, *_ = batch.seen
    assert batch.bared.sum() > 300
    assert not (batch.bared * shown).any()
    assert not (light * (1 - shown)).any()
    assert not (batch.bared * layout[:, Compact.UPPER : Compact.UPPER + 1]).any()
    # The truth is no error, even light is one, and what the photo shows hardly counts.
    assert light_loss(batch.light, batch) == 0
    even = light_loss(torch.zeros_like(batch.light), batch)
    assert even > light_loss(batch.light * (batch.bared > 0), batch) > 0
    untaught = figures(SkinLight().eval(), store)
    assert set(untaught) == {"light", "even_light", "slope", "even_slope"}
    assert untaught["even_light"] > 0.01


def test_a_critic_teaches_what_the_photo_does_not_show(assets, tmp_path):
    write_chunk(tmp_path, 0, draw(assets, [5]))
    batch = lit(Store.of(tmp_path, torch.device("cpu")).slice(0, 2), None)
    judged = Learner(SkinLight(), 1e-3)
    critic = Learner(MultiScaleDiscriminator(13, 8), 1e-3)
    losses = before_critic(judged, critic, batch)
    assert set(losses) == {"judged", "fooling", "critic"}
    losses["fooling"].backward(retain_graph=True)
    assert judged.network.head.weight.grad.abs().sum() > 0
    assert all(weight.grad is None for weight in critic.network.parameters())
    losses["critic"].backward()
    assert any(weight.grad is not None for weight in critic.network.parameters())
