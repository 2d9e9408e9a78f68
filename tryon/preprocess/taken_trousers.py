"""Trousers that the line of the waist, or a sleeve beside them, took for the upper garment.

A belt below a hem that slants, a pocket beside a hand, a hip behind a wide sleeve: they went with
the old garment, and were painted anew where the photo shows them.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.waist import FINE_HUE_BIN, colour_model, log_likelihood_ratio
from tryon.types import Image, Mask

# How far from the trousers, in body units, some may have been taken; farther off cloth is surely
# the upper garment's, and of how few pixels of that nothing is said.
_REACH, _FEWEST = 0.3, 200
# How clearly colours must say so.
_SURELY = 1.2


def trousers_in_cloth(image: Image, upper: Mask, lower: Mask, unit: float) -> Mask:
    """Returns what of the upper garment by its colours belongs to the lower one beside it.

    Args:
        image: (H, W, 3) uint8 RGB.
        upper: (H, W) bool, the upper garment with its sleeves.
        lower: (H, W) bool, the lower garment.
        unit: The body's unit in pixels, from `limbs.body_unit`.

    Returns:
        (H, W) bool, a part of `upper`.
    """
    reach = 2 * max(1, round(_REACH * unit)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    near = cv2.dilate(lower.astype(np.uint8), disc) > 0
    surely: NDArray[np.bool_] = upper & ~near
    if min(np.count_nonzero(surely), np.count_nonzero(lower)) < _FEWEST:
        return np.zeros_like(upper)
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.uint8)
    models = (
        colour_model(colours[surely], FINE_HUE_BIN),
        colour_model(colours[lower], FINE_HUE_BIN),
    )
    ratio = cv2.blur(log_likelihood_ratio(colours, models), (5, 5))
    alike = upper & near & (ratio < -_SURELY)
    _, parts = cv2.connectedComponents((lower | alike).astype(np.uint8))
    taken: Mask = alike & np.isin(parts, np.unique(parts[lower]))
    return taken
