"""Cloth that a segmenter took for the wall: white before white, told by the wall's own light.

A studio's wall is one smooth slope of light. Where it is, what lies off that slope towards the
garment's colour is no wall, however alike the two are.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Lip
from tryon.types import Image, Labels, Mask

# In grey levels: how rough a wall may be that counts as plain, and how far off it cloth is at
# least; and how many times its roughness.
_ROUGHEST, _LEAST_OFF, _TIMES = 3.0, 6.0, 4.0
# Of how few pixels of wall nothing is said, and what share of them may be something else.
_FEWEST, _KEPT = 2000, 0.8


def before_plain_wall(labels: Labels, image: Image, reach: int) -> Mask:
    """Returns what belongs to the upper garment by its colour and not to the plain wall behind.

    Args:
        labels: (H, W) uint8 LIP-20.
        image: (H, W, 3) uint8 RGB.
        reach: How far from the garment it may lie, in pixels.

    Returns:
        (H, W) bool, a part of the background; nothing before a wall that is not plain.
    """
    upper, wall = labels == Lip.UPPER, labels == Lip.BACKGROUND
    nothing: Mask = np.zeros_like(upper)
    disc = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    near = cv2.dilate((~wall).astype(np.uint8), disc) > 0
    far = wall & ~near
    if not upper.any() or np.count_nonzero(far) < _FEWEST:
        return nothing
    colours = cv2.GaussianBlur(image, (3, 3), 0).astype(np.float32)
    slope, rough = _slope(colours, far)
    if rough > _ROUGHEST:
        return nothing
    beside = wall & (cv2.dilate(upper.astype(np.uint8), disc) > 0)
    off = np.abs(colours - slope).max(2)
    cloth = np.median(colours[upper], 0)
    closer = np.abs(colours - cloth).max(2) < off
    found = (beside & closer & (off > max(_LEAST_OFF, _TIMES * rough))).astype(np.uint8)
    missed: Mask = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    return missed


def _slope(colours: NDArray[np.float32], wall: Mask) -> tuple[NDArray[np.float32], float]:
    """Returns the light (H, W, 3) of a wall as a parabola, and how rough the wall is about it."""
    height, width = wall.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], 2)
    known, seen = terms[wall][::7], colours[wall][::7]
    kept = np.ones(len(known), bool)
    for _ in range(3):
        factors = np.linalg.lstsq(known[kept], seen[kept], rcond=None)[0]
        away = np.abs(seen - known @ factors).max(1)
        kept = away <= np.quantile(away, _KEPT)
    light: NDArray[np.float32] = (terms @ factors).astype(np.float32)
    return light, float(np.median(away))
