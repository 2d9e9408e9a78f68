"""Narrow untrained networks in the place of RMGN's."""

import torch

from tests.support.fakes import StateStore
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.rmgn import RegionalMaskGenerator

SIZE = (256, 192)
NARROW = {
    "rmgn_warp": lambda: AppearanceFlow(widths=(4, 6, 8, 8, 8), channels=8, hidden=(8, 6, 4)),
    "rmgn_gen": lambda: RegionalMaskGenerator(width=4),
}


def seeded_store() -> StateStore:
    """Narrow untrained networks, spectral norm and all; masks and colours that vary."""
    torch.manual_seed(0)
    states = {key: make().state_dict() for key, make in NARROW.items()}
    for key, value in states["rmgn_gen"].items():
        if "conv_h.weight" in key or "conv_final.weight" in key:
            value.mul_(8)
    for key, value in states["rmgn_warp"].items():
        if key.startswith("aflow_net.") and key.endswith(".6.bias"):
            value += 0.4  # pixels of each level, right and down
    return StateStore(states, "none stated")
