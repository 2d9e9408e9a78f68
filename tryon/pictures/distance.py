"""How far every place is from a mask."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Mask


def distance_to(mask: Mask, *, exact: bool = False) -> NDArray[np.float32]:
    """Returns (H, W): pixels from each place to a mask's nearest pixel, 0 within it.

    Where the mask is empty that is very far.

    Args:
        mask: (H, W).
        exact: Measure as the crow flies; else in steps of a 5x5 grid, off by a few percent.
    """
    how = cv2.DIST_MASK_PRECISE if exact else cv2.DIST_MASK_5
    away: NDArray[np.float32] = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, how)
    if exact and mask.any():
        # OpenCV's root is off in the last digit, by where in memory its result happens to lie. The
        # square of a distance is whole.
        away = np.sqrt(np.rint(away * away))
    return away


def signed_distance(mask: Mask) -> NDArray[np.float32]:
    """Returns (H, W): pixels from the outline of a mask, below zero outside it."""
    signed: NDArray[np.float32] = distance_to(~mask) - distance_to(mask)
    return signed
