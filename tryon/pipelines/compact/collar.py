"""Lays the garment's own edge on the neckline that the layout gives it.

The dense flow knows a garment's edges to a few pixels only: a collar narrower than that would be
cut away in places. Where both edges are near each other the flow is bent until they meet; where
they are far apart something else lies in front of the cloth. Of what was photographed lying flat
the flow may lay the whole opening deeper, higher or beside the neckline: it is moved there first.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to, signed_distance
from tryon.pipelines.compact.spread import dilate
from tryon.pipelines.compact.warp import warp
from tryon.types import Labels, Mask

Field = NDArray[np.float32]


class _Bend(NamedTuple):
    """How a flow is bent, in pixels of a canvas 768 wide.

    Attributes:
        most: How far apart the edges may be.
        reach: How far from the neckline the bend reaches.
        along: What is averaged along the neckline.
    """

    most: float
    reach: float
    along: float


# Where the edges are near each other.
_NEAR = _Bend(18.0, 30.0, 6.0)
# Where the whole opening lies elsewhere: how far apart most of the edges may be, beyond which it is
# the layout that is off (of 14 necklines of garments at home 13 are up to 58, one 171); what is
# averaged along the neckline; and how many times as far as most edges are apart the bend reaches:
# nothing beside it is stretched to more than twice its size, nor folded.
_FAR, _FAR_ALONG, _REACHES = 60.0, 12.0, 4.0
# "Most" of the edges, in per cent; and of what share of the neckline that is not near nothing is
# moved.
_MOST, _FEW = 90, 0.1
# How far inside the garment its edge is read, in the same pixels.
_INSIDE = 3.0


def lay_collar(flow: Field, layout: Labels, signed_distance: Field) -> Field:
    """Returns the flow (2, H, W), from -1 to 1, bent so that the garment ends at the neckline.

    Args:
        flow: (2, H, W) float32, for each place of the person one in the garment image.
        layout: (H, W) compact classes.
        signed_distance: (H, W) float32 in the garment image, pixels inside the garment's front,
            below zero outside it.
    """
    return _bent(flow, layout, signed_distance, _NEAR)


def lay_opening(flow: Field, layout: Labels, opening: Mask) -> Field:
    """Returns the flow (2, H, W) bent so that the opening's lower edge comes near the neckline.

    Args:
        flow: As in `lay_collar`, which is to come after this.
        layout: (H, W) compact classes.
        opening: (H, W) bool in the garment image, see `inner_back.opening_of`.
    """
    if not opening.any():
        return flow
    distance = signed_distance(~opening)
    pixel = canvas_scale(layout.shape[1])
    apart = np.abs(warp(distance, flow)[_neckline(layout)]) / pixel
    if not apart.size or (apart > _NEAR.most).mean() < _FEW:
        return flow
    most = float(np.percentile(apart, _MOST))
    if most > _FAR:
        return flow
    return _bent(flow, layout, distance, _Bend(_FAR, _REACHES * most, _FAR_ALONG))


def _bent(flow: Field, layout: Labels, distance: Field, bend: _Bend) -> Field:
    # The bend is smooth: half of the rows and columns are enough to find it.
    small_flow, small_layout = flow[:, ::2, ::2], layout[::2, ::2]
    small_distance = distance[::2, ::2]
    height, width = small_layout.shape
    pixel = canvas_scale(width)
    apart = warp(small_distance, small_flow) / 2 - _INSIDE * pixel
    edge = _neckline(small_layout) & (np.abs(apart) < bend.most * pixel)
    if not edge.any():
        return flow
    # The distance grows by one a pixel straight away from the edge.
    smooth = cv2.GaussianBlur(small_distance, (0, 0), 3 * pixel)
    out_x, out_y = (
        -warp(np.asarray(cv2.Sobel(smooth, cv2.CV_32F, *axis), np.float32), small_flow)
        for axis in ((1, 0), (0, 1))
    )
    step = np.where(edge, apart / np.maximum(np.hypot(out_x, out_y), 1e-3), 0)
    sums = [_around(part, pixel, bend) for part in (step * out_x, step * out_y, edge)]
    away = distance_to(edge, exact=True)
    weight = np.exp(-((away / (bend.reach / 2 * pixel)) ** 2)) / np.maximum(sums[2], 1e-6)
    bends = [weight * part * 2 / side for part, side in zip(sums, (width, height), strict=False)]
    bent: Field = flow + np.stack([cv2.resize(part, layout.shape[::-1]) for part in bends])
    return bent


def _around(part: NDArray[np.generic], pixel: float, bend: _Bend) -> Field:
    """Sums up along the edge nearby; far from it, along more of it."""
    values = part.astype(np.float32)
    fine = cv2.GaussianBlur(values, (0, 0), bend.along * pixel)
    coarse = cv2.GaussianBlur(values, (0, 0), bend.reach / 2 * pixel)
    total: Field = fine + 1e-2 * coarse
    return total


def _neckline(layout: Labels) -> Mask:
    """Returns the cloth's border with bare skin of neck and chest."""
    border: Mask = (layout == Compact.UPPER) & dilate(layout == Compact.NECK, 1)
    return border
