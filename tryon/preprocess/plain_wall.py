"""Cloth and arms that a segmenter took for the wall: white before white, told by the wall's light.

A studio's wall is one smooth slope of light. Where it is, what lies off that slope towards the
garment's colour is no wall, however alike the two are; and what lies off it as an arm does, about
that arm's bones, is the arm.
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
# How far from an arm's bones its flesh reaches, in its half-widths; how alike skin is off the
# wall's light to the rest of the arm, as a cosine (a pale arm's rim .99, a grey shadow .76), and at
# which share of it (that rim .7; shadows beside dark arms are alike, but faint).
_FLESH, _SAME_HUE, _AS_FAR = 1.3, 0.9, 0.5


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
    if not upper.any() or (found := _off_the_wall(wall, image, reach)) is None:
        return nothing
    colours, off, clear = found
    cloth = np.median(colours[upper], 0)
    closer = np.abs(colours - cloth).max(2) < np.abs(off).max(2)
    return _opened(wall & _within(upper, reach) & closer & clear)


def arm_before_plain_wall(
    labels: Labels, image: Image, arm: Mask, away: NDArray[np.float32], reach: int
) -> Mask:
    """Returns what belongs to an arm by its hue and place and not to the plain wall behind.

    Args:
        labels: (H, W) uint8 LIP-20.
        image: (H, W, 3) uint8 RGB.
        arm: (H, W) bool, what is known of the arm.
        away: (H, W) float32, distances to its bones, from `limbs.distance`.
        reach: How far from what is known of the person nothing is surely wall, in pixels.

    Returns:
        (H, W) bool, a part of the background; nothing before a wall that is not plain.
    """
    wall = labels == Lip.BACKGROUND
    nothing: Mask = np.zeros_like(wall)
    if not arm.any() or (found := _off_the_wall(wall, image, reach)) is None:
        return nothing
    _, off, clear = found
    hue = np.median(off[arm], 0)
    length = float(np.linalg.norm(hue))
    along = off @ hue
    alike = along > np.maximum(
        _SAME_HUE * length * np.linalg.norm(off, axis=2), _AS_FAR * length**2
    )
    return _opened(wall & alike & clear & (away < _FLESH))


def _off_the_wall(
    wall: Mask, image: Image, reach: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], Mask] | None:
    """Returns colours and how far they are off the wall's light, (H, W, 3), and where clearly."""
    far = wall & ~_within(~wall, reach)
    if np.count_nonzero(far) < _FEWEST:
        return None
    colours = cv2.GaussianBlur(image, (3, 3), 0).astype(np.float32)
    slope, rough = _slope(colours, far)
    if rough > _ROUGHEST:
        return None
    off = colours - slope
    return colours, off, np.abs(off).max(2) > max(_LEAST_OFF, _TIMES * rough)


def _within(mask: Mask, reach: int) -> Mask:
    square = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    near: Mask = cv2.dilate(mask.astype(np.uint8), square) > 0
    return near


def _opened(found: Mask) -> Mask:
    opened: Mask = (
        cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    )
    return opened


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
