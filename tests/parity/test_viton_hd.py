"""Our VITON-HD networks beside recorded outputs of the original ones carrying the same values.

What runs for a user is held to the record under every instruction set (`numeric`); plain forms,
which take longer, once here, and to the fast ones by the narrow networks of the unit tests.
"""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

import tryon.models
from tests.parity.answers import NOISE_SEED, class_maps, difference, matched, painted, silence
from tests.parity.stand_ins import NOISE, alias_inputs, golden, published_keys, stand_in
from tryon.models.alias import AliasGenerator
from tryon.models.viton_hd import (
    GeometricMatching,
    SegmentationGenerator,
    upsample_blurred,
    upsample_blurred_reference,
    upsample_labels,
)

CLOSE = 1e-4


def loaded(network: str, folder: Path, noise: float = 0.0) -> torch.nn.Module:
    """Writes a stand-in for the published file and loads it as a user would."""
    path = folder / f"{network}.pth"
    torch.save(stand_in(network, noise), path)
    module = tryon.models.load(network, path)
    path.unlink()
    return module


@pytest.mark.parametrize(
    ("network", "make"),
    [
        ("viton_hd_seg", SegmentationGenerator),
        ("viton_hd_gmm", GeometricMatching),
        ("viton_hd_alias", AliasGenerator),
    ],
)
def test_keys_and_shapes_are_those_of_the_published_file(network: str, make: type) -> None:
    with torch.device("meta"):
        ours = {key: tuple(value.shape) for key, value in make().state_dict().items()}
    assert ours == {key: shape for key, (shape, _) in published_keys(network).items()}


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> torch.Tensor:
    network = loaded("viton_hd_seg", tmp_path_factory.mktemp("seg"))
    with torch.inference_mode():
        return class_maps(network)


@pytest.mark.numeric
def test_segmentation(maps: torch.Tensor) -> None:
    assert maps.shape == (1, 13, 256, 192)
    assert difference(maps[:, :, ::4, ::4], golden("viton_hd_seg")["out"]) < CLOSE


@pytest.mark.numeric
def test_upsampling_blur_and_argmax(maps: torch.Tensor) -> None:
    expected = golden("viton_hd_upsample_blur")
    for upsample in (upsample_blurred, upsample_blurred_reference):
        blurred = upsample(maps, (1024, 768))
        assert difference(blurred[:, :, ::16, ::16], expected["blurred"]) < CLOSE
    labels = upsample_labels(maps, (1024, 768))
    # Each map may lie so far from the recorded one that a class leading by twice that has won.
    first, second = blurred[0, :, ::8, ::8].topk(2, 0).values
    clear = (first - second > 2 * CLOSE).numpy()
    assert clear.mean() > 0.99
    assert np.array_equal(labels[0, ::8, ::8].numpy()[clear], expected["labels"][clear])


@pytest.mark.numeric
def test_matching(tmp_path: Path) -> None:
    network = loaded("viton_hd_gmm", tmp_path)
    answers, expected = matched(network), golden("viton_hd_gmm")
    assert difference(answers["theta"], expected["theta"]) < CLOSE
    assert difference(answers["grid"], expected["grid"]) < CLOSE
    plain = network.tps.forward_reference(answers["theta"], (1024, 768))
    assert difference(plain[:, ::16, ::16], expected["grid"]) < CLOSE


def test_multiplications_of_the_matching_are_the_papers() -> None:
    """Table 2 says 4.47 G, which is what layer counters see: convolutions, the linear layer, and
    the normalisations at two operations an element. The correlation, no layer, adds 0.02 G.
    """
    network = GeometricMatching().eval().to("meta")
    normalised = 0

    def count(_: torch.nn.Module, __: object, output: torch.Tensor) -> None:
        nonlocal normalised
        normalised += output.numel()

    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.register_forward_hook(count)
    inputs = [torch.empty(1, channels, 256, 192, device="meta") for channels in (7, 3)]
    network.tps(torch.empty(1, 50, device="meta"), (16, 12))  # makes the basis, once
    with FlopCounterMode(display=False) as counter:
        network(*inputs, size=(16, 12))
    grid = 2 * 25 * 16 * 12
    correlation = (16 * 12) ** 2 * 512
    layers = counter.get_total_flops() // 2 - grid - correlation
    assert (layers, correlation, normalised) == (4_458_812_928, 18_874_368, 3_175_680)
    assert f"{(layers + 2 * normalised) / 1e9:.2f}" == "4.47"
    assert f"{(layers + correlation) / 1e9:.2f}" == "4.48"


@pytest.fixture(scope="module")
def alias(tmp_path_factory: pytest.TempPathFactory) -> torch.nn.Module:
    return loaded("viton_hd_alias", tmp_path_factory.mktemp("alias"), NOISE)


@pytest.mark.numeric
def test_alias_with_noise(alias: AliasGenerator) -> None:
    assert difference(painted(alias), golden("viton_hd_alias_512_noise")["out"]) < CLOSE


def test_alias_in_its_plain_form(alias: AliasGenerator) -> None:
    inputs = alias_inputs(512, 384)
    noises = alias.draw_noise(inputs[0], torch.Generator().manual_seed(NOISE_SEED))
    picture = alias.forward_reference(inputs, noises)
    assert difference(picture[:, :, ::4, ::4], golden("viton_hd_alias_512_noise")["out"]) < CLOSE


@pytest.mark.numeric
def test_alias_without_noise(alias: AliasGenerator) -> None:
    """Last of the three: it takes the noise out of the shared network."""
    silence(alias)
    assert difference(painted(alias), golden("viton_hd_alias_512")["out"]) < CLOSE
