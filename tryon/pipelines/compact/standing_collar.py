"""Lets a closed high neck stand on the person's neck, as high as the product's.

The layout networks know few of them and see the bare neck of the photo: they cut a standing collar
off at the neck's foot, a round neckline. How high it stands the TPS warp of the product tells,
which cannot bend as sharply as the cut would have to; where, the neck.
"""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint
from tryon.types import Keypoints, Labels, Mask

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
# In widths of the shoulders: how far below its highest place a collar's edge still is, half of the
# widest collar, and of the narrowest.
_LEVEL, _WIDEST, _NARROWEST = 0.08, 0.35, 0.08
# How far its edge sinks from the sides of the neck to the middle, in halves of the neck's width.
_SAG = 0.25


def stand_collar(layout: Labels, product: Mask, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with cloth on the neck below a standing collar's edge.

    Args:
        layout: (H, W) compact classes in the new garment.
        product: (H, W) bool, the product by the TPS warp.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
    """
    neck = (layout == Compact.NECK) & ~settled
    if not keypoints.found(*_SHOULDERS) or not neck.any():
        return layout
    ends = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(ends[1] - ends[0])))
    edge = _edge(product, float(ends[:, 0].mean()), wide)
    if edge is None:
        return layout
    slope, height = edge
    rows, columns = np.nonzero(neck)
    middle = float(np.median(columns))
    half = max(1.0, float(np.ptp(np.percentile(columns, (5, 95)))) / 2)
    across = (columns - middle) / half
    top = height + slope * (columns - middle) - _SAG * half * np.minimum(across**2, 1)
    below = rows > top
    standing = layout.copy()
    standing[rows[below], columns[below]] = Compact.UPPER
    return standing


def _edge(product: Mask, centre: float, wide: float) -> tuple[float, float] | None:
    """Returns a collar's upper edge in the warped product: its slope, and its row in its middle."""
    first = max(0, round(centre - _WIDEST * wide))
    columns = np.arange(first, min(product.shape[1], round(centre + _WIDEST * wide) + 1))
    columns = columns[product[:, columns].any(0)]
    if not columns.size:
        return None
    tops: NDArray[np.intp] = product[:, columns].argmax(0)
    level = tops < tops.min() + _LEVEL * wide
    columns, tops = columns[level], tops[level]
    if np.ptp(columns) < 2 * _NARROWEST * wide:
        return None
    slope, _ = np.polyfit(columns, tops, 1)
    return float(slope), float(np.median(tops))
