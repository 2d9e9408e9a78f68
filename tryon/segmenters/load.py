"""Which segmenter answers here."""

import torch

from tryon.segmenters.base import Segmenter
from tryon.segmenters.grabcut import GrabCut
from tryon.segmenters.sam import SAM_WEIGHTS, load_sam
from tryon.weights.store import WeightStore


def load_segmenter(store: WeightStore, device: torch.device | None = None) -> Segmenter:
    """Returns SAM where its weights are on this machine, GrabCut elsewhere.

    Nothing is downloaded for a click.

    Args:
        store: Where the weights are.
        device: For SAM; the CPU by default.
    """
    if store.is_present(SAM_WEIGHTS):
        return load_sam(store, device)
    return GrabCut()
