"""How far every place is from a mask's outline."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Mask


def signed_distance(mask: Mask) -> NDArray[np.float32]:
    """Returns (H, W): pixels from the outline of a mask, below zero outside it."""
    inside = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    outside = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    signed: NDArray[np.float32] = (inside - outside).astype(np.float32)
    return signed
