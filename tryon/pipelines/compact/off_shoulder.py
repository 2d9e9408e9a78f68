"""The edge of a garment that hangs below both shoulders leads evenly from one arm to the other.

Lengths are those of `armholes.trunk_frame`.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pipelines.compact.armholes import trunk_frame
from tryon.types import Keypoints, Labels, Mask

# How far to both sides the edge is looked at and in which steps, how far it is laid, and how far
# below the joints it may be.
_ACROSS, _STEP, _REACH, _HIGHEST, _LOWEST = 1.3, 0.02, 2.4, -0.4, 0.6
# How far off the line its edge is no edge: a tongue up the shoulder, hair. And how often the line
# is laid anew without those.
_STRAY, _ROUNDS = 0.05, 5
# Between which heights the line may bend from the middle to the joints: on 8 pictures of three such
# garments it bent by -0.07 to 0.02.
_MOST_BENT = 0.1
# How far below the line what is bare is a tear.
_TEAR = 0.3
# What is settled and smaller than this share of the picture is no hand: agnostic parse maps keep
# scraps of upper arms. The one that was seen has 0.0003 of it, hands 0.004 and more.
_SCRAP = 0.001
# How much of the edge has to be seen.
_LEAST_SEEN = 0.5


def even_edge_below_shoulders(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout of a garment off the shoulders with one even edge, alike on both sides.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; without shoulders and hips nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    even = layout.copy()
    frame = trunk_frame(layout.shape, keypoints)
    if frame is None:
        return even
    across, down = frame
    cloth = layout == Compact.UPPER
    near = (np.abs(across) < _REACH) & (down > _HIGHEST) & (down < _LOWEST)
    line = _edge(across, down, near & cloth & (np.abs(across) < _ACROSS))
    if line is None:
        return even
    # Beyond what was looked at it goes on level.
    edge = line[0] + line[1] * np.minimum(np.abs(across), _ACROSS) ** 2
    arms = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
    beside = np.where(across > 0, *arms).astype(np.uint8)
    torn = near & is_any(layout, (Compact.NECK, *arms)) & (down > edge) & (down < edge + _TEAR)
    even[torn & ~_large(settled, _SCRAP)] = Compact.UPPER
    above = near & cloth & (down < edge) & ~settled
    even[above] = np.where(np.abs(across) < 1, Compact.NECK, beside)[above]
    return even


def _large(mask: Mask, least: float) -> Mask:
    """Returns the parts of a mask (H, W) that have this share of the picture at least."""
    _, parts, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    large: Mask = mask & (stats[:, cv2.CC_STAT_AREA] >= least * mask.size)[parts]
    return large


def _edge(
    across: NDArray[np.float32], down: NDArray[np.float32], cloth: Mask
) -> NDArray[np.float64] | None:
    """Returns a and b of the cloth's upper edge a + b x^2, x from side to side."""
    places = np.arange(-_ACROSS, _ACROSS, _STEP)
    steps = np.clip(((across[cloth] + _ACROSS) / _STEP).astype(int), 0, len(places) - 1)
    tops = np.full(len(places), np.inf)
    np.minimum.at(tops, steps, down[cloth])
    seen = np.isfinite(tops)
    if seen.mean() < _LEAST_SEEN:
        return None
    x, y = places[seen] + _STEP / 2, tops[seen]
    line = np.array([np.median(y), 0.0])
    stray = 2 * _STRAY
    for _ in range(_ROUNDS):
        kept = np.abs(y - line[0] - line[1] * x**2) < stray
        if kept.mean() < _LEAST_SEEN:
            return None
        slope, start = np.polyfit(x[kept] ** 2, y[kept], 1)
        bent = float(np.clip(slope, -_MOST_BENT, _MOST_BENT))
        line = np.array([start + (slope - bent) * np.mean(x[kept] ** 2), bent])
        stray = _STRAY
    return line
