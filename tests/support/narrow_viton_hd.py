"""Narrow untrained networks in the place of VITON-HD's."""

import torch

from tests.support.fakes import StateStore
from tryon.models.alias import AliasGenerator
from tryon.models.viton_hd import GeometricMatching, SegmentationGenerator

# Of the 13 classes.
UPPER = 3
NARROW = {
    "viton_hd_seg": lambda: SegmentationGenerator(width=4),
    "viton_hd_gmm": lambda: GeometricMatching(width=4),
    "viton_hd_alias": lambda: AliasGenerator(width=2, hidden=4),
}


def seeded_store() -> StateStore:
    """Narrow untrained networks, spectral norm and all."""
    torch.manual_seed(0)
    states = {key: make().state_dict() for key, make in NARROW.items()}
    for key, value in states["viton_hd_alias"].items():
        if key.endswith("noise_scale"):
            value.normal_(0, 0.3)
    # Else next to nothing becomes clothing, and nothing is misaligned.
    states["viton_hd_seg"]["conv9.6.bias"][UPPER] += 0.3
    return StateStore(states, "CC BY-NC 4.0")
