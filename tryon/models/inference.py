"""What the published networks need before they infer fast."""

import torch
from torch import Tensor, nn
from torch.nn.utils import remove_spectral_norm


def fold_spectral_norm(network: nn.Module) -> None:
    """Divides the weights by their norms once and for all; the network only infers then."""
    for module in network.modules():
        if hasattr(module, "weight_orig"):
            remove_spectral_norm(module)


def is_plain_inference(network: nn.Module, x: Tensor) -> bool:
    """Returns whether a network is folded, in float32 as its input, and learns nothing."""
    values = [x, *network.parameters()]
    folded = not any(hasattr(module, "weight_orig") for module in network.modules())
    exact = all(value.dtype == torch.float32 for value in values)
    learns = torch.is_grad_enabled() and any(value.requires_grad for value in values)
    return folded and exact and not learns
