"""What our networks answer to the inputs of the recordings, on any device and in any precision.

A network is given what its pipeline gives it: VITON-HD's their own type of number, RMGN's float32.
Free of pytest, for benchmarks.
"""

import numpy as np
import torch
from torch import Tensor, nn

from tests.parity.stand_ins import Floats, alias_inputs, field
from tryon.models.alias_layers import AliasNorm
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.rmgn import RegionalMaskGenerator, composite

NOISE_SEED = 1234


def difference(ours: Tensor, theirs: Tensor | Floats) -> float:
    """Returns the largest difference; NaN where one of the values is none."""
    recorded = torch.as_tensor(theirs)
    assert ours.shape == recorded.shape
    return float((ours.float().cpu() - recorded).abs().max())


def class_maps(network: nn.Module) -> Tensor:
    """Returns the segmentation's (1, 13, 256, 192), of which every fourth place is recorded."""
    maps: Tensor = network(_as_of(network, torch.from_numpy(field("seg/x", 21, 256, 192))))
    return maps


def matched(network: nn.Module) -> dict[str, Tensor]:
    """Returns what is recorded of the matching: theta, and every sixteenth place of the grid."""
    person, cloth = (
        _as_of(network, torch.from_numpy(field(name, channels, 256, 192)))
        for name, channels in (("gmm/a", 7), ("gmm/b", 3))
    )
    theta, grid = network(person, cloth)
    assert grid.shape == (1, 1024, 768, 2)
    return {"theta": theta, "grid": grid[:, ::16, ::16]}


def painted(network: nn.Module) -> Tensor:
    """Returns every fourth place of ALIAS's picture (1, 3, 512, 384), noise and all."""
    inputs = (_as_of(network, value) for value in alias_inputs(512, 384))
    picture: Tensor = network(*inputs, generator=torch.Generator().manual_seed(NOISE_SEED))
    assert picture.shape == (1, 3, 512, 384)
    return picture[:, :, ::4, ::4]


def silence(network: nn.Module) -> None:
    """Takes the noise out of an ALIAS generator."""
    for module in network.modules():
        if isinstance(module, AliasNorm):
            module.noise_scale.zero_()


def rmgn_inputs(height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """Returns person, masked cloth and its mask."""
    person, cloth = (
        torch.from_numpy(field(f"rmgn/{name}", 3, height, width)) for name in ("person", "cloth")
    )
    edge = torch.from_numpy((field("rmgn/edge", 1, height, width) > 0).astype(np.float32))
    return person, cloth * edge, edge


def dressed(
    warping: AppearanceFlow, painting: RegionalMaskGenerator, *, plain: bool = False
) -> dict[str, Tensor]:
    """Returns every fourth place of all that is recorded of RMGN, from the pictures to the result.

    Args:
        warping: The warp.
        painting: The generator.
        plain: Ask for the plain forms of both.
    """
    device = next(warping.parameters()).device
    person, cloth, edge = (picture.to(device) for picture in rmgn_inputs(256, 192))
    warp = warping.forward_reference if plain else warping
    warped_cloth, grid = warp(person, cloth)
    warped_edge = warping.warp(edge, grid, outside="zeros")
    paint = painting.forward_reference if plain else painting
    raw, masks = paint(person, warped_cloth, warped_edge)
    result, _, _ = composite(raw, warped_cloth, warped_edge)
    answers = {
        "grid": grid,
        "warped_cloth": warped_cloth,
        "warped_edge": warped_edge,
        "raw": raw,
        "regional_mask": masks[17],
        "result": result,
    }
    return {name: answer[:, :, ::4, ::4] for name, answer in answers.items()}


def _as_of(network: nn.Module, value: Tensor) -> Tensor:
    return value.to(next(network.parameters()))
