"""Our RMGN networks beside what was recorded of the original ones carrying the same values.

The stand-in's flow heads are calmed, in the record and here: they answer 0.005 times what their
seed says. Untouched they answer offsets of several pixels on maps of 8x6, and every composition
enlarges what rounding does until the original in float32 and in float64 are more than 1 apart.
Calm, these two are 1.3e-6 apart on the grid, 1.1e-4 on edge and cloth, and 4.2e-4 on the raw
picture, whose values span 10. That is what rounding alone does; the tolerances leave room for it.
"""

from pathlib import Path

import pytest
import torch

import tryon.models
from tests.parity.answers import difference, dressed, rmgn_inputs
from tests.parity.stand_ins import CALM, golden, published_keys, stand_in
from tests.support.rounding import assert_rounds_alike, doubled, exactly
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.rmgn import RegionalMaskGenerator, composite
from tryon.weights.table import WEIGHTS

CLOSE = 1e-4
# A few times what rounding alone does to the original network, see above.
TOLERANCES = {
    "grid": 1e-5,
    "warped_cloth": 5e-4,
    "warped_edge": 5e-4,
    "raw": 2e-3,
    "regional_mask": 5e-4,
    "result": 1e-3,
}
MAKERS = {"rmgn_warp": AppearanceFlow, "rmgn_gen": RegionalMaskGenerator}


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


@pytest.fixture(scope="module")
def recorded() -> dict[str, torch.Tensor]:
    """Every fourth row and column of what the original networks gave at 256x192."""
    arrays = {name: torch.from_numpy(array) for name, array in golden("rmgn_256_calm").items()}
    assert arrays["grid"].shape == (1, 2, 64, 48)
    return arrays


@pytest.mark.numeric
def test_the_recorded_grid_warps_cloth_and_mask_as_recorded(
    recorded: dict[str, torch.Tensor],
) -> None:
    _, cloth, edge = rmgn_inputs(256, 192)
    with torch.device("meta"):
        network = AppearanceFlow()
    warped_cloth = network.warp(cloth, recorded["grid"])
    warped_edge = network.warp(edge, recorded["grid"], outside="zeros")
    assert difference(warped_cloth, recorded["warped_cloth"]) < CLOSE
    assert difference(warped_edge, recorded["warped_edge"]) < CLOSE


@pytest.mark.numeric
def test_the_recorded_raw_picture_is_composed_as_recorded(
    recorded: dict[str, torch.Tensor],
) -> None:
    result, _, _ = composite(*(recorded[name] for name in ("raw", "warped_cloth", "warped_edge")))
    assert difference(result, recorded["result"]) < CLOSE


def loaded(network: str, folder: Path) -> torch.nn.Module:
    """Writes a stand-in for the published file, with what trainers add, and loads it."""
    path = folder / f"{network}.pth"
    added = {key: torch.zeros(4, 1, 3, 3) for key in WEIGHTS[network].extra_keys}
    torch.save({**stand_in(network, calm=CALM), **added}, path)
    module = tryon.models.load(network, path)
    path.unlink()
    return module


@pytest.mark.parametrize("plain", [False, True], ids=["fast", "plain"])
def test_from_the_pictures_to_the_result_everything_is_as_recorded(
    plain: bool, recorded: dict[str, torch.Tensor], tmp_path: Path
) -> None:
    warping, painting = loaded("rmgn_warp", tmp_path), loaded("rmgn_gen", tmp_path)
    assert isinstance(warping, AppearanceFlow)
    assert isinstance(painting, RegionalMaskGenerator)
    ours = dressed(warping, painting, plain=plain)
    apart = {name: difference(value, recorded[name]) for name, value in ours.items()}
    assert {name for name in apart if apart[name] >= TOLERANCES[name]} == set(), apart


def test_both_forms_of_the_full_networks_agree(tmp_path: Path) -> None:
    person, cloth, edge = rmgn_inputs(128, 96)
    warping = loaded("rmgn_warp", tmp_path)
    assert isinstance(warping, AppearanceFlow)
    warped_cloth, grid = warping(person, cloth)
    plain = warping.forward_reference(person, cloth)
    exact = exactly(warping).forward_reference(*doubled(person, cloth))
    assert_rounds_alike(warped_cloth, plain[0], exact[0])
    assert_rounds_alike(grid, plain[1], exact[1])
    warped_edge = warping.warp(edge, grid, outside="zeros")
    painting = loaded("rmgn_gen", tmp_path)
    assert isinstance(painting, RegionalMaskGenerator)
    raw, masks = painting(person, warped_cloth, warped_edge)
    given = (person, warped_cloth, warped_edge)
    plain_raw, plain_masks = painting.forward_reference(*given)
    exact_raw, exact_masks = exactly(painting).forward_reference(*doubled(*given))
    assert_rounds_alike(raw, plain_raw, exact_raw)
    assert [mask.shape[:2] for mask in masks] == [(1, 1)] * 18
    for ours in zip(masks, plain_masks, exact_masks, strict=True):
        assert_rounds_alike(*ours)
