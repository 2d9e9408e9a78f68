"""Published weight files: what loads, and what is refused with a sentence and a hint."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import tryon
from tryon import models
from tryon.errors import WeightsCorrupt, WeightsMissing
from tryon.models import published
from tryon.models.alias import AliasGenerator
from tryon.models.appearance_flow import AppearanceFlow, flow_widths
from tryon.models.rmgn import RegionalMaskGenerator
from tryon.models.viton_hd import GeometricMatching, SegmentationGenerator

SMALL = {
    "viton_hd_seg": lambda: SegmentationGenerator(width=2),
    "viton_hd_gmm": lambda: GeometricMatching(width=2),
    "viton_hd_alias": lambda: AliasGenerator(width=2, doublings=3, hidden=4),
    "rmgn_warp": lambda: AppearanceFlow(widths=(2, 3, 4), channels=4, hidden=(4, 3, 2)),
    "rmgn_gen": lambda: RegionalMaskGenerator(width=2),
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The published networks, but narrow."""
    for name, make in SMALL.items():
        monkeypatch.setitem(published.NETWORKS, name, make)


def saved(network: str, folder: Path) -> tuple[Path, dict[str, torch.Tensor]]:
    torch.manual_seed(1)
    state = SMALL[network]().state_dict()
    torch.save(state, folder / "weights.pth")
    return folder / "weights.pth", state


@pytest.mark.parametrize("network", SMALL)
def test_a_file_fills_its_network(network: str, tmp_path: Path) -> None:
    path, state = saved(network, tmp_path)
    module = models.load(network, path)
    assert not module.training
    assert not any(value.requires_grad for value in module.parameters())
    for key, value in module.state_dict().items():
        if key in state:
            assert torch.equal(value, state[key])


def test_spectral_norm_is_folded_from_the_files_own_vectors(tmp_path: Path) -> None:
    path, state = saved("viton_hd_alias", tmp_path)
    conv = models.load("viton_hd_alias", path).head_0.conv_1
    parts = (state[f"head_0.conv_1.weight_{part}"].double() for part in ("orig", "u", "v"))
    weight, u, v = parts
    norm = u @ weight.flatten(1) @ v
    # A sum of some thousand products with unit vectors: 1e-5 is what rounding cannot reach.
    assert torch.allclose(conv.weight.double(), weight / norm, rtol=1e-5)
    assert not hasattr(conv, "weight_orig")


def test_what_a_trainer_adds_is_left_out_and_anything_else_is_not(tmp_path: Path) -> None:
    path, state = saved("rmgn_warp", tmp_path)
    torch.save({**state, "aflow_net.weight": torch.zeros(4, 1, 3, 3)}, path)
    assert models.load("rmgn_warp", path).state_dict().keys() == state.keys()
    torch.save({**state, "aflow_net_1.weight": torch.zeros(4, 1, 3, 3)}, path)
    refused("rmgn_warp", path, "another network", "aflow_net_1.weight")
    path, state = saved("rmgn_gen", tmp_path)
    torch.save({**state, "generator.conv_L2.bias": torch.zeros(3)}, path)
    assert models.load("rmgn_gen", path)
    torch.save({**state, "aflow_net.weight": torch.zeros(4, 1, 3, 3)}, path)
    refused("rmgn_gen", path, "another network", "aflow_net.weight")


def test_the_converted_file_gives_the_same_network(tmp_path: Path) -> None:
    path, state = saved("viton_hd_gmm", tmp_path)
    save_file(state, tmp_path / "weights.safetensors")
    first, second = (
        models.load("viton_hd_gmm", file).state_dict()
        for file in (path, tmp_path / "weights.safetensors")
    )
    assert all(torch.equal(first[key], second[key]) for key in first)


def refused(network: str, path: Path, *words: str) -> None:
    with pytest.raises(WeightsCorrupt) as caught:
        models.load(network, path)
    assert all(word in caught.value.message for word in words), caught.value.message
    assert caught.value.message.startswith(network)
    assert caught.value.hint


@pytest.mark.parametrize("network", SMALL)
def test_a_truncated_file_is_refused(network: str, tmp_path: Path) -> None:
    path, _ = saved(network, tmp_path)
    path.write_bytes(path.read_bytes()[:-1000])
    refused(network, path, "damaged")


def test_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    path, state = saved("viton_hd_seg", tmp_path)
    data = bytearray(path.read_bytes())
    data[data.index(state["conv5.0.weight"].numpy().tobytes()) + 6] ^= 16
    path.write_bytes(data)
    refused("viton_hd_seg", path, "checksum")


@pytest.mark.parametrize("network", SMALL)
def test_another_networks_file_is_refused(network: str, tmp_path: Path) -> None:
    for other in set(SMALL) - {network}:
        path, _ = saved(other, tmp_path)
        refused(network, path, "another network", "misses")


# Of the published layout, and as narrow as nothing that is published.
NARROW = {
    "viton_hd_seg": lambda: SegmentationGenerator(width=4),
    "viton_hd_gmm": lambda: GeometricMatching(width=4),
    "viton_hd_alias": lambda: AliasGenerator(width=4, features=1, hidden=8),
    "rmgn_warp": lambda: AppearanceFlow(**flow_widths(4)),
    "rmgn_gen": lambda: RegionalMaskGenerator(width=4),
}


@pytest.mark.parametrize("network", NARROW)
def test_a_narrow_version_of_the_published_network_loads(network: str, tmp_path: Path) -> None:
    state = NARROW[network]().state_dict()
    torch.save(state, tmp_path / "weights.pth")
    loaded = models.load(network, tmp_path / "weights.pth").state_dict()
    assert {key: loaded[key].shape for key in state if key in loaded} == {
        key: value.shape for key, value in state.items() if key in loaded
    }


def test_a_file_of_two_widths_is_refused(tmp_path: Path) -> None:
    state = SegmentationGenerator(width=4).state_dict()
    other = SegmentationGenerator(width=2).state_dict()
    torch.save({**state, "conv2.0.weight": other["conv2.0.weight"]}, tmp_path / "weights.pth")
    refused("viton_hd_seg", tmp_path / "weights.pth", "other shapes", "conv2.0.weight")


def test_cp_vtons_file_of_the_same_name_is_recognised(tmp_path: Path) -> None:
    torch.save(GeometricMatching(in_channels=22, width=2).state_dict(), tmp_path / "gmm_final.pth")
    refused("viton_hd_gmm", tmp_path / "gmm_final.pth", "CP-VTON")


class Malicious:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")  # of a file made to be odd
def test_a_pickle_with_code_is_refused_and_does_not_run(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(pickle.dumps({"conv1.0.weight": Malicious()}))
    refused("viton_hd_seg", path, "nothing in it ran")
    torch.save({"conv1.0.weight": Malicious()}, path)
    refused("viton_hd_seg", path, "nothing in it ran")


def test_a_whole_module_is_refused(tmp_path: Path) -> None:
    torch.save(nn.Linear(2, 2), tmp_path / "weights.pth")
    refused("viton_hd_seg", tmp_path / "weights.pth", "other than tensors")


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing) as caught:
        models.load("viton_hd_seg", tmp_path / "weights.pth")
    assert caught.value.hint


def test_importing_the_networks_brings_no_torch() -> None:
    code = "import sys, tryon, tryon.models; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_models_are_reached_from_the_package() -> None:
    assert tryon.models.load is published.load
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        _ = tryon.models.nothing_of_the_sort
