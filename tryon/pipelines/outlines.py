"""Calms the outlines that are drawn anew: cloth and limbs end in even lines, the photo's own stay.

Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.images import CANVAS_SIZE
from tryon.labels import Compact
from tryon.pipelines.spread import grown, thick
from tryon.types import Labels, Mask

# Half the width of the widest strip of a garment, away from straps, that is a tear and no cloth.
_TEAR_RADIUS = 11
# Every step moves an outline by half its curvature times the square of this: a wave of 45 pixels
# keeps a quarter of its height after all steps, a shoulder of 100 pixels radius loses one.
_STEP_BLUR, _STEPS = 5.0, 3
# How far beside the old and the new garment outlines are drawn anew.
_BESIDE = 5
# The smoothing works on every second pixel: its blur is wider than that.
_GRID = 2


def calm_outlines(layout: Labels, photo: Labels, settled: Mask, straps: bool) -> Labels:
    """Returns the layout with even outlines wherever the photo does not show them.

    Source: B. Merriman, J. Bence, S. Osher, "Motion of multiple junctions" (1994): blurring each
    class and giving every place to the strongest moves outlines by their curvature.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        settled: (H, W) what must not change: hands, hair, face, other people.
        straps: Whether narrow cloth is meant to be, and stays.
    """
    scale = layout.shape[1] / CANVAS_SIZE[1]
    garment = layout == Compact.UPPER
    narrow = garment & ~thick(garment, _TEAR_RADIUS * scale)
    # What is bare in the photo, and beyond what was and is garment, has the photo's own outline.
    free = grown((photo == Compact.UPPER) | garment | (layout != photo), _BESIDE * scale)
    free &= ~settled
    if straps:
        free &= ~narrow
    torn = narrow & free
    small = tuple(slice(None, None, _GRID) for _ in range(2))
    planes = np.stack([((layout == label) & ~torn).astype(np.float32)[small] for label in Compact])
    fixed = np.repeat(~free[None][:, small[0], small[1]], len(planes), 0)
    known = planes.copy()
    blur = _STEP_BLUR * scale / _GRID
    for _ in range(_STEPS):
        strength = np.stack([cv2.GaussianBlur(plane, (0, 0), blur) for plane in planes])
        planes = _strongest(strength)
        planes[fixed] = known[fixed]
    strength = np.stack(
        [
            cv2.resize(cv2.GaussianBlur(plane, (0, 0), blur / 2), layout.shape[::-1])
            for plane in planes
        ]
    )
    calm: Labels = np.where(free, strength.argmax(0), layout).astype(np.uint8)
    return calm


def _strongest(strength: NDArray[np.float32]) -> NDArray[np.float32]:
    winner = strength.argmax(0)
    return (np.arange(len(strength))[:, None, None] == winner).astype(np.float32)
