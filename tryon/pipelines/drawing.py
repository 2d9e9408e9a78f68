"""Pictures of quantities that are not pictures: warp grids, flows, sheets of masks."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image, Mask, Size

_GRID_LINES = 12
_LINE_COLOUR = (214, 39, 120)
_ARROWS_ACROSS = 20
_INK, _PAPER = (28, 25, 23), (236, 233, 228)
_GAP = 8


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


def draw_arrows(painted: Image, offset: NDArray[np.float32], shown: Mask) -> Image:
    """Lays arrows over a painted flow; the longest spans one and a half of their distances.

    Args:
        painted: (H, W, 3) uint8 RGB, for example of `draw_flow`.
        offset: (2, H, W) displacement (x, y) in pixels.
        shown: (H, W) bool, draw only here.

    Returns:
        (H, W, 3) uint8 RGB, a new picture.
    """
    height, width = shown.shape
    step = width // _ARROWS_ACROSS
    places = [
        (x, y)
        for y in range(step // 2, height, step)
        for x in range(step // 2, width, step)
        if shown[y, x]
    ]
    drawn = painted.copy()
    longest = max((float(np.hypot(*offset[:, y, x])) for x, y in places), default=0.0)
    for x, y in places:
        across, down = offset[:, y, x] * (1.5 * step / max(longest, 1e-6))
        tip = round(x + float(across)), round(y + float(down))
        cv2.arrowedLine(drawn, (x, y), tip, _INK, 1, cv2.LINE_AA, tipLength=0.3)
    return drawn


def draw_sheet(columns: Sequence[Sequence[NDArray[np.float32]]], cell: Size) -> Image:
    """Draws masks of several sizes side by side, enlarged without smoothing.

    Args:
        columns: Masks (h, w) from 0 to 1 in columns from left to right, each from top to bottom.
        cell: (height, width) to which each is enlarged, a multiple of its own.

    Returns:
        uint8 RGB, masks in grey: row r, column c begins at (8 + r (height + 8), 8 + c (width + 8)).
    """
    height, width = cell
    rows = max(len(column) for column in columns)
    shape = (rows * (height + _GAP) + _GAP, len(columns) * (width + _GAP) + _GAP, 3)
    sheet: Image = np.full(shape, _PAPER, np.uint8)
    for c, column in enumerate(columns):
        for r, mask in enumerate(column):
            levels = np.clip(np.rint(mask * 255), 0, 255).astype(np.uint8)
            large = cv2.resize(levels, (width, height), interpolation=cv2.INTER_NEAREST)
            top, left = _GAP + r * (height + _GAP), _GAP + c * (width + _GAP)
            sheet[top : top + height, left : left + width] = large[..., None]
    return sheet
