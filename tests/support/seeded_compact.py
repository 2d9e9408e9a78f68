"""The networks of `compact`, untrained, the same every time."""

import torch

from tests.support.fakes import StateStore
from tryon.models.compact import Layout, Matching
from tryon.models.composing import Composing
from tryon.models.garment import FineDecoder, GarmentNetwork
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.models.settling import Settling
from tryon.models.skin_light import SkinLight


def seeded_store() -> StateStore:
    """Every weight file, at half precision as they are published."""
    torch.manual_seed(0)
    networks = {
        "compact_layout": Layout(),
        "compact_matching": Matching(),
        "compact_settling": Settling(),
        "compact_composing": Composing(),
        "compact_skin_light": SkinLight(),
        "compact_garment": GarmentNetwork(),
        "compact_inner_back": FineDecoder(),
        "compact_inner_back_home": GarmentMaskNetwork(),
    }
    states = {key: network.half().state_dict() for key, network in networks.items()}
    return StateStore(states, "Apache-2.0")


def frozen_networks() -> tuple[Layout, Matching]:
    """What the later networks are trained behind."""
    torch.manual_seed(3)
    return Layout().eval(), Matching().eval()
