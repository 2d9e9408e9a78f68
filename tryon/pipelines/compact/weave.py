"""The weave of cloth that goes on where an old garment lay before it.

New colour is the network's, at 256x192: beside denim it was a smooth patch. Fine detail of what the
photo shows of the cloth goes on over it, as in a mirror at its edge.

Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

import cv2
import numpy as np

from tryon.pipelines.compact.spread import Plane, erode, mirrored
from tryon.types import Mask

# What is finer than that is weave, coarser are folds, which do not go on as in a mirror.
_FINE = 3.0
# How far within its outline cloth is surely seen, and of how few pixels nothing is read.
_WITHIN, _FEWEST = 6, 400
# How much stronger than the median detail of a cloth its weave is at most: seams, a buckle and a
# pocket's edge are no weave. And how strong its detail's 90th hundredth is at most, of the median:
# of 8 pairs of jeans 2.8 to 3.4, where each pixel has some; of leather, which has but lights, 5.2.
_MOST, _EVERYWHERE = 2.5, 4.5
_MIDDLE = 128


def weave(picture: Plane, shown: Mask, scale: float) -> Plane:
    """Returns (H, W, 3) in grey levels: the fine detail of a cloth, going on beyond it.

    Args:
        picture: (H, W, 3) float32, the photo.
        shown: (H, W) where it shows the cloth.
        scale: Of the canvas, 1 where it is 768 wide.
    """
    inner = erode(shown, _WITHIN * scale)
    if np.count_nonzero(inner) < _FEWEST * scale**2:
        return np.zeros_like(picture)
    fine = picture - cv2.GaussianBlur(picture, (0, 0), _FINE * scale)
    middle, strong = np.quantile(np.abs(fine[inner]).mean(1), (0.5, 0.9))
    if strong > _EVERYWHERE * middle:
        return np.zeros_like(picture)
    most = np.float32(_MOST * middle)
    levels = np.rint(np.clip(fine, -most, most) + _MIDDLE).astype(np.uint8)
    going_on: Plane = mirrored(levels, inner).astype(np.float32) - _MIDDLE
    return going_on
