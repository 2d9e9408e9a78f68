"""Builds the published networks and fills them from the published files."""

from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from tryon.device import channels_last
from tryon.errors import WeightsCorrupt, WeightsMissing
from tryon.models.alias import AliasGenerator
from tryon.models.appearance_flow import AppearanceFlow, flow_widths
from tryon.models.inference import fold_spectral_norm
from tryon.models.rmgn import RegionalMaskGenerator
from tryon.models.viton_hd import GeometricMatching, SegmentationGenerator
from tryon.weights.checkpoints import check_container, load_strictly, read_state
from tryon.weights.table import WEIGHTS

NETWORKS: dict[str, Callable[[], nn.Module]] = {
    "viton_hd_seg": SegmentationGenerator,
    "viton_hd_gmm": GeometricMatching,
    "viton_hd_alias": AliasGenerator,
    "rmgn_warp": AppearanceFlow,
    "rmgn_gen": RegionalMaskGenerator,
}

_CP_VTON_INPUTS = 22

# What tells how wide a network of the published layout is, and what makes one so wide of it.
_WIDTH_TOLD_BY: dict[str, tuple[str, ...]] = {
    "viton_hd_seg": ("conv1.0.weight",),
    "viton_hd_gmm": ("extractionA.model.0.weight",),
    "viton_hd_alias": ("conv_0.weight", "conv_1.weight", "head_0.norm_0.conv_shared.0.weight"),
    "rmgn_warp": ("image_features.encoders.0.0.block.2.weight",),
    "rmgn_gen": ("generator.conv_final.weight",),
}
_NARROW: dict[str, Callable[..., nn.Module]] = {
    "viton_hd_seg": lambda first: SegmentationGenerator(width=len(first)),
    "viton_hd_gmm": lambda first: GeometricMatching(width=len(first)),
    "viton_hd_alias": lambda first, injected, shared: AliasGenerator(
        width=len(first) // 16, features=len(injected), hidden=len(shared)
    ),
    "rmgn_warp": lambda first: AppearanceFlow(**flow_widths(len(first))),
    "rmgn_gen": lambda last: RegionalMaskGenerator(width=last.shape[1]),
}


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
    module = fitting(network, state)
    load_strictly(module, state, network)
    fold_spectral_norm(module)
    return channels_last(module.eval().requires_grad_(False))


def fitting(network: str, state: dict[str, Tensor]) -> nn.Module:
    """Returns an empty network as wide as tensors say: the published one, or a narrow version.

    Everything but the widths is the published network's. Where the tensors do not tell the widths,
    it is the published one, and loading will say what is missing.
    """
    published = NETWORKS[network]()
    told = _WIDTH_TOLD_BY[network]
    shapes = {key: tensor.shape for key, tensor in published.state_dict().items()}
    if any(key not in state for key in told):
        return published
    if all(state[key].shape == shapes.get(key) for key in told):
        return published
    return _NARROW[network](*(state[key] for key in told))


def _refuse_namesake(network: str, state: dict[str, Tensor]) -> None:
    """CP-VTON publishes another network under the file name and nearly all keys of this one."""
    first = state.get("extractionA.model.0.weight")
    if network == "viton_hd_gmm" and first is not None and first.shape[1:2] == (_CP_VTON_INPUTS,):
        raise WeightsCorrupt(
            "viton_hd_gmm is CP-VTON's file of the same name: it takes 22 channels of a person, "
            "VITON-HD's takes 7.",
            "Take gmm_final.pth from VITON-HD's own page.",
        )
