"""Pictures of quantities that are not pictures: warp grids and flows."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image, Mask

_GRID_LINES = 12
_LINE_COLOUR = (214, 39, 120)


def draw_warp_grid(cloth: Image, flow: NDArray[np.float32], shown: Mask) -> Image:
    """Draws where a regular grid over the garment lands on the person.

    Args:
        cloth: (H, W, 3) the warped garment to draw on.
        flow: (2, H, W) garment place of each person pixel, from -1 to 1.
        shown: (H, W) bool, draw only here.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    drawn = cloth.copy()
    cell = np.floor((flow + 1) / 2 * _GRID_LINES).astype(np.int16)
    edge = np.zeros(shown.shape, bool)
    edge[:, 1:] |= (cell[:, :, 1:] != cell[:, :, :-1]).any(0)
    edge[1:] |= (cell[:, 1:] != cell[:, :-1]).any(0)
    thick = cv2.dilate(edge.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    drawn[thick & shown] = _LINE_COLOUR
    return drawn


def draw_flow(offset: NDArray[np.float32], shown: Mask) -> Image:
    """Paints displacements as a colour wheel: hue is direction, saturation is length.

    Args:
        offset: (2, H, W) displacement (x, y) in pixels.
        shown: (H, W) bool; white elsewhere.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    length = np.hypot(offset[0], offset[1])
    longest = float(np.quantile(length[shown], 0.98)) if shown.any() else 1.0
    hue = (np.degrees(np.arctan2(offset[1], offset[0])) % 360) / 2
    saturation = np.clip(length / max(longest, 1e-6), 0, 1) * 255
    wheel = np.stack([hue, saturation, np.full_like(hue, 255)], 2).astype(np.uint8)
    painted: Image = cv2.cvtColor(wheel, cv2.COLOR_HSV2RGB)
    painted[~shown] = 255
    return painted
