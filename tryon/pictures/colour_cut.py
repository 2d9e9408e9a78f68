"""GrabCut that gives the same cut for the same picture, whatever was cut before."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image, Mask

# Its colour models start from random clusters, and OpenCV keeps one random state for each thread:
# without a seed of its own a cut depends on how many others that thread has made.
_SEED = 0
_MODEL_VALUES = 65  # 5 Gaussians: a weight, a mean of 3 and a covariance of 9 each


def cut_by_colour(picture: Image, state: NDArray[np.uint8], iterations: int) -> Mask:
    """Tells foreground from background by their colours and where those change.

    Args:
        picture: (H, W, 3) uint8, its channels in any order.
        state: (H, W) uint8 of `cv2.GC_...`, what is known; some of it foreground and some of it
            background. It is not changed.
        iterations: How often colours and outline are found in turns.

    Returns:
        (H, W) bool, the foreground.

    Source: Rother, Kolmogorov and Blake, "GrabCut" (SIGGRAPH 2004), as OpenCV has it.
    """
    found = state.copy()
    models = np.zeros((1, _MODEL_VALUES)), np.zeros((1, _MODEL_VALUES))
    cv2.setRNGSeed(_SEED)
    cv2.grabCut(picture, found, None, *models, iterations, cv2.GC_INIT_WITH_MASK)
    front: Mask = (found == cv2.GC_FGD) | (found == cv2.GC_PR_FGD)
    return front
