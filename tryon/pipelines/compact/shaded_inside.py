"""Shows the layout networks a garment's inside as rendered products have it: darker than its front.

They learnt on such alone. Where the inside of a photo is as light as the front, or both are black,
they saw no opening and drew a usual one: of a wide scoop they made a crew neck, with the scoop's
edge as a line below.
"""

import numpy as np

from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.spread import dilate
from tryon.types import Image, Mask

# Of the front's light, what an inside has at most that is seen (of 24 products with round necklines
# and Vs 16 have 0.2 to 0.8, 8 more), and what it gets: rendered ones have 0.5 to 0.8.
_SEEN, _SHADE = 0.8, 0.6
# In grey levels: as light a front is shown at least; of black no shade is seen.
_DARKEST = 70.0
# How much of the front beside the opening tells its light, in pixels of a canvas 768 wide.
_BESIDE = 60


def with_shaded_inside(cloth: Image, cloth_mask: Mask, back: Mask) -> Image:
    """Returns the product photo (H, W, 3) with an inner back that is darker than the front.

    Args:
        cloth: (H, W, 3) uint8 RGB.
        cloth_mask: (H, W) bool, the garment.
        back: (H, W) bool, its inner back; the photo is returned as it is where that is seen.
    """
    front = cloth_mask & ~back & dilate(back, _BESIDE * canvas_scale(cloth.shape[1]))
    if not back.any() or not front.any():
        return cloth
    light, inside = (float(np.median(cloth[part].mean(1))) for part in (front, back))
    if inside <= _SEEN * light:
        return cloth
    lift = max(0.0, _DARKEST - light)
    shown = cloth.astype(np.float32)
    shown[cloth_mask] = shown[cloth_mask] * (1 - lift / 255) + lift
    shown[back] *= _SHADE
    shaded: Image = np.clip(np.rint(shown), 0, 255).astype(np.uint8)
    return shaded
