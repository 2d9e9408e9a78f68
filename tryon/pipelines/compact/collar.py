"""Lays the garment's own edge on the neckline that the layout gives it.

The dense flow knows a garment's edges to a few pixels only: a collar narrower than that would be
cut away in places. Where both edges are near each other the flow is bent until they meet; where
they are far apart something else lies in front of the cloth.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.spread import dilate
from tryon.pipelines.compact.warp import warp
from tryon.types import Labels, Mask

# In pixels of a canvas 768 wide: how far apart the edges may be, how far the bend reaches, what is
# averaged along the neckline, and how far inside the garment its edge is read.
_MOST_APART, _REACH, _ALONG, _INSIDE = 18.0, 30.0, 6.0, 3.0

Field = NDArray[np.float32]


def lay_collar(flow: Field, layout: Labels, signed_distance: Field) -> Field:
    """Returns the flow (2, H, W), from -1 to 1, bent so that the garment ends at the neckline.

    Args:
        flow: (2, H, W) float32, for each place of the person one in the garment image.
        layout: (H, W) compact classes.
        signed_distance: (H, W) float32 in the garment image, pixels inside the garment's front,
            below zero outside it.
    """
    # The bend is smooth: half of the rows and columns are enough to find it.
    small_flow, small_layout = flow[:, ::2, ::2], layout[::2, ::2]
    small_distance = signed_distance[::2, ::2]
    height, width = small_layout.shape
    pixel = canvas_scale(width)
    apart = warp(small_distance, small_flow) / 2 - _INSIDE * pixel
    edge = _neckline(small_layout) & (np.abs(apart) < _MOST_APART * pixel)
    if not edge.any():
        return flow
    # The distance grows by one a pixel straight away from the edge.
    smooth = cv2.GaussianBlur(small_distance, (0, 0), 3 * pixel)
    out_x, out_y = (
        -warp(np.asarray(cv2.Sobel(smooth, cv2.CV_32F, *axis), np.float32), small_flow)
        for axis in ((1, 0), (0, 1))
    )
    step = np.where(edge, apart / np.maximum(np.hypot(out_x, out_y), 1e-3), 0)
    sums = [_around(part, pixel) for part in (step * out_x, step * out_y, edge)]
    away = distance_to(edge, exact=True)
    weight = np.exp(-((away / (_REACH / 2 * pixel)) ** 2)) / np.maximum(sums[2], 1e-6)
    bend = [weight * part * 2 / side for part, side in zip(sums, (width, height), strict=False)]
    bent: Field = flow + np.stack([cv2.resize(part, layout.shape[::-1]) for part in bend])
    return bent


def _around(part: NDArray[np.generic], pixel: float) -> Field:
    """Sums up along the edge nearby; far from it, along more of it."""
    values = part.astype(np.float32)
    fine = cv2.GaussianBlur(values, (0, 0), _ALONG * pixel)
    coarse = cv2.GaussianBlur(values, (0, 0), _REACH / 2 * pixel)
    total: Field = fine + 1e-2 * coarse
    return total


def _neckline(layout: Labels) -> Mask:
    """Returns the cloth's border with bare skin of neck and chest."""
    border: Mask = (layout == Compact.UPPER) & dilate(layout == Compact.NECK, 1)
    return border
