"""Spectral norms of networks that nobody trained."""

import torch


def settle_spectral_norm(module: torch.nn.Module) -> None:
    """Gives a layer with a spectral norm the vectors that long training leads to."""
    left, _, right = torch.linalg.svd(module.weight_orig.flatten(1), full_matrices=False)
    module.weight_u.copy_(left[:, 0])
    module.weight_v.copy_(right[0])
