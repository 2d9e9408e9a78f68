"""Our RMGN networks beside recorded outputs of the original ones carrying the same values."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

import tryon.models
from tests.parity.stand_ins import field, golden, published_keys, stand_in
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.rmgn import RegionalMaskGenerator, composite
from tryon.weight_table import WEIGHTS

CLOSE = 1e-4
MAKERS = {"rmgn_warp": AppearanceFlow, "rmgn_gen": RegionalMaskGenerator}


@pytest.fixture(autouse=True)
def inference() -> Iterator[None]:
    with torch.inference_mode():
        yield


@pytest.mark.parametrize(("network", "count"), [("rmgn_warp", 420), ("rmgn_gen", 274)])
def test_keys_and_shapes_are_those_of_the_published_file(network: str, count: int) -> None:
    with torch.device("meta"):
        state = MAKERS[network]().state_dict()
    ours = {key: tuple(value.shape) for key, value in state.items()}
    assert ours == {key: shape for key, (shape, _) in published_keys(network).items()}
    assert len(ours) == count == WEIGHTS[network].tensors


@pytest.mark.parametrize(
    ("network", "parameters", "buffers"),
    [("rmgn_warp", 29_304_416, 18_238), ("rmgn_gen", 69_251_862, 72_960)],
)
def test_there_are_as_many_values_as_published(network: str, parameters: int, buffers: int) -> None:
    with torch.device("meta"):
        made = MAKERS[network]()
    assert sum(value.numel() for value in made.parameters()) == parameters
    assert sum(value.numel() for value in made.buffers()) == buffers


def loaded(network: str, folder: Path) -> torch.nn.Module:
    """Writes a stand-in for the published file, with what trainers add, and loads it."""
    path = folder / f"{network}.pth"
    added = {key: torch.zeros(4, 1, 3, 3) for key in WEIGHTS[network].extra_keys}
    torch.save({**stand_in(network), **added}, path)
    module = tryon.models.load(network, path)
    path.unlink()
    return module


@pytest.fixture(scope="module", params=["fast", "plain"])
def arrays(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, torch.Tensor]:
    """Everything from the person and the cloth to the result, in both forms of the networks."""
    with torch.inference_mode():
        person = torch.from_numpy(field("rmgn/person", 3, 256, 192))
        edge = torch.from_numpy((field("rmgn/edge", 1, 256, 192) > 0).astype(np.float32))
        cloth = torch.from_numpy(field("rmgn/cloth", 3, 256, 192)) * edge
        network = loaded("rmgn_warp", tmp_path_factory.mktemp("warp"))
        assert isinstance(network, AppearanceFlow)
        warp = network if request.param == "fast" else network.forward_reference
        warped_cloth, grid = warp(person, cloth)
        warped_edge = network.warp(edge, grid, outside="zeros")
        network = loaded("rmgn_gen", tmp_path_factory.mktemp("gen"))
        assert isinstance(network, RegionalMaskGenerator)
        paint = network if request.param == "fast" else network.forward_reference
        raw, masks = paint(person, warped_cloth, warped_edge)
        result, _, _ = composite(raw, warped_cloth, warped_edge)
    assert [tuple(mask.shape[:2]) for mask in masks] == [(1, 1)] * 18
    return {
        "warped_cloth": warped_cloth,
        "grid": grid,
        "warped_edge": warped_edge,
        "raw": raw,
        "regional_mask": masks[17],
        "result": result,
    }


@pytest.mark.parametrize(
    "name", ["warped_cloth", "grid", "warped_edge", "raw", "regional_mask", "result"]
)
def test_every_array_is_the_original_networks(arrays: dict[str, torch.Tensor], name: str) -> None:
    assert arrays[name].shape[2:] == (256, 192)
    theirs = golden("rmgn_256")[name]
    ours = arrays[name][:, :, ::4, ::4].numpy()
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < CLOSE
