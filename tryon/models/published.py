"""Builds the published networks and fills them from the published files."""

from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from tryon.checkpoints import check_container, load_strictly, read_state
from tryon.device import channels_last
from tryon.errors import WeightsCorrupt, WeightsMissing
from tryon.models.alias import AliasGenerator
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.inference import fold_spectral_norm
from tryon.models.rmgn import RegionalMaskGenerator
from tryon.models.viton_hd import GeometricMatching, SegmentationGenerator
from tryon.weight_table import WEIGHTS

NETWORKS: dict[str, Callable[[], nn.Module]] = {
    "viton_hd_seg": SegmentationGenerator,
    "viton_hd_gmm": GeometricMatching,
    "viton_hd_alias": AliasGenerator,
    "rmgn_warp": AppearanceFlow,
    "rmgn_gen": RegionalMaskGenerator,
}

_CP_VTON_INPUTS = 22


def load(network: str, path: Path | str) -> nn.Module:
    """Reads a published weight file, or its converted form, into its network.

    Args:
        network: A key of `NETWORKS`.
        path: The file, .pth or .safetensors; nothing in it is run. Keys that the weight table
            knows some trainers to add are left out.

    Returns:
        The network on the CPU, in float32 and eval mode, without gradients.

    Raises:
        WeightsMissing: There is no such file.
        WeightsCorrupt: It is damaged, holds anything but tensors, or belongs to another network.
    """
    path = Path(path)
    if not path.is_file():
        raise WeightsMissing(
            f"The weight file of {network} is not there.", "Check the path and its spelling."
        )
    check_container(path, network)
    return build(network, read_state(path, network, WEIGHTS[network].extra_keys))


def build(network: str, state: dict[str, Tensor]) -> nn.Module:
    """Fills a network with tensors that must be exactly its own; see `load`.

    Raises:
        WeightsCorrupt: Keys are missing or unknown, or shapes differ.
    """
    _refuse_namesake(network, state)
    module = NETWORKS[network]()
    load_strictly(module, state, network)
    fold_spectral_norm(module)
    return channels_last(module.eval().requires_grad_(False))


def _refuse_namesake(network: str, state: dict[str, Tensor]) -> None:
    """CP-VTON publishes another network under the file name and nearly all keys of this one."""
    first = state.get("extractionA.model.0.weight")
    if network == "viton_hd_gmm" and first is not None and first.shape[1:2] == (_CP_VTON_INPUTS,):
        raise WeightsCorrupt(
            "viton_hd_gmm is CP-VTON's file of the same name: it takes 22 channels of a person, "
            "VITON-HD's takes 7.",
            "Take gmm_final.pth from VITON-HD's own page.",
        )
