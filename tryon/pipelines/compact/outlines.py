"""Calms the outlines that are drawn anew: cloth and limbs end in even lines, the photo's own stay.

Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.spread import dilate, open_
from tryon.types import Labels, Mask

Planes = NDArray[np.float32]

# Half the width of the widest strip of a garment, away from straps, that is a tear and no cloth.
_TEAR_RADIUS = 11
# Every step moves an outline by half its curvature times the square of this: a wave of 45 pixels
# keeps a quarter of its height after all steps, a shoulder of 100 pixels radius loses one.
_STEP_BLUR, _STEPS = 5.0, 6
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
    scale = canvas_scale(layout.shape[1])
    garment = layout == Compact.UPPER
    narrow = garment & ~open_(garment, _TEAR_RADIUS * scale)
    # What is bare in the photo, and beyond what was and is garment, has the photo's own outline.
    free = dilate((photo == Compact.UPPER) | garment | (layout != photo), _BESIDE * scale)
    free &= ~settled
    if straps:
        free &= ~narrow
    drawn = ~(free & narrow)
    known = _halved([(layout == label) & drawn for label in Compact])
    small = _halved([free])[0] > 0.5
    # An arm beside a hip is narrow, and trousers swallowed it.
    arm = known[[Compact.LEFT_ARM, Compact.RIGHT_ARM]].sum(0) > 0.5
    planes, blur = known, _STEP_BLUR * scale / _GRID
    for _ in range(_STEPS):
        planes = np.where(small, _strongest(_blurred(planes, blur, arm)), known)
    size = layout.shape[::-1]
    large = np.stack([cv2.resize(plane, size) for plane in _blurred(planes, blur / 2, arm)])
    calm: Labels = np.where(free, large.argmax(0), layout).astype(np.uint8)
    return calm


def _halved(masks: list[Mask]) -> Planes:
    """Returns masks (H, W) on a grid `_GRID` times coarser, every place the mean of its pixels."""
    size = tuple(-(-side // _GRID) for side in masks[0].shape[::-1])
    return np.stack(
        [cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA) for mask in masks]
    )


def _blurred(planes: Planes, sigma: float, arm: Mask) -> Planes:
    """Returns the strength of each class (8, h, w).

    Hair and face are there and never grow, and trousers do not over an arm (h, w).
    """
    strength: Planes = np.stack([cv2.GaussianBlur(plane, (0, 0), sigma) for plane in planes])
    strength[[Compact.HAIR, Compact.FACE]] = -1
    strength[Compact.LOWER][arm] = -1
    return strength


def _strongest(strength: Planes) -> Planes:
    classes = np.arange(len(strength))[:, None, None]
    strongest: Planes = (classes == strength.argmax(0)).astype(np.float32)
    return strongest
