"""Lays the trim of a neckline along it, as wide on both sides as on the product.

The dense flow knows a garment's edges to a few pixels only. Where it is farther off than a collar
can be bent, a narrow band of another colour was thin at the sides, lay deeper as a loop, or was
lost: its colour and width are measured on the product, and it is laid along the layout's neckline.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to, signed_distance
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.inner_back import trim_width
from tryon.pipelines.compact.spread import dilate, run_on
from tryon.pipelines.compact.warp import warp
from tryon.types import Image, Labels, Mask

# In pixels of a canvas 768 wide: what is too wide for a trim and how far from the inner back cloth
# is looked at, how wide its seam is, over how much the neckline is evened, how soft the trim's
# inner edge is, and where beside the neckline the flow tells how large the product is on a person.
_WIDEST, _LOOKED_AT, _SEAM, _EVEN, _SOFT = 40.0, 60.0, 3.0, 2.0, 1.0
_BESIDE = (40.0, 160.0)
# How far beyond its seam cloth is looked at, in the same pixels, in how many grey levels it is like
# the trim, and how much of it may be: of three products with a trim none is, of a light collar's
# print .19.
_BEYOND, _ALIKE, _GOES_ON = 6.0, 30.0, 0.08
# How much larger than the product the person may be, and how much smaller.
_SCALES = (0.6, 1.7)

Field = NDArray[np.float32]


@dataclass(frozen=True)
class Trim:
    """A band of one colour along a product's neckline.

    Attributes:
        width: In pixels of the product's canvas.
        colours: (width, 3) float32 from the edge inwards, 0 to 255.
        place: (H, W) bool, where on the product it lies, its seam included.
    """

    width: float
    colours: Field
    place: Mask


def find_trim(cloth: Image, front: Mask, back: Mask) -> Trim | None:
    """Returns the trim of a neckline, or None.

    Args:
        cloth: (H, W, 3) the product photo.
        front: (H, W) bool, the garment but for its inner back.
        back: (H, W) bool, its inner back; without one no neckline is seen.
    """
    if not back.any():
        return None
    scale = canvas_scale(cloth.shape[1])
    away = distance_to(back, exact=True)
    # Above the inner back lies the back's own edge.
    lowest = np.maximum.accumulate(back, 0)
    near = front & (away <= _LOOKED_AT * scale)
    seen = near & lowest
    depth, picture = away[seen], cloth[seen]
    widest = trim_width(depth / scale, picture, _WIDEST) * scale
    if not widest:
        return None
    # That is where most of it is of one colour: it ends where most at a depth no longer is.
    own = np.median(picture[depth < widest / 2], 0)
    rows = [picture[(depth >= step) & (depth < step + 1)] for step in range(1, round(widest))]
    colours = np.stack([np.median(row, 0) if len(row) else own for row in rows])
    ends = np.abs(colours - own).max(1) > _ALIKE
    ends[: len(ends) // 2] = False
    colours = colours[: int(ends.argmax())] if ends.any() else colours
    width = float(len(colours) + 1)
    end = width + _SEAM * scale
    beyond = picture[(depth > end) & (depth < end + _BEYOND * scale)].astype(np.float32)
    goes_on = np.abs(beyond - own).max(1) < _ALIKE
    if not len(beyond) or goes_on.mean() > _GOES_ON:
        return None
    return Trim(width, colours.astype(np.float32), near & (away <= end))


def lay_trim(
    flow_cloth: Image, cloth: Image, front: Mask, flow: Field, layout: Labels, trim: Trim
) -> Image:
    """Returns the warped cloth (H, W, 3) with the trim along the layout's neckline.

    Args:
        flow_cloth: (H, W, 3) the product on its place.
        cloth: (H, W, 3) the product photo.
        front: (H, W) bool, the product but for its inner back.
        flow: (2, H, W) from -1 to 1, for each place of the person one in the product photo.
        layout: (H, W) compact classes in the new garment.
        trim: The product's.
    """
    scale = canvas_scale(layout.shape[1])
    neck, garment = _neck(layout), layout == Compact.UPPER
    inside = -cv2.GaussianBlur(signed_distance(neck), (0, 0), _EVEN * scale)
    beside = garment & (inside > _BESIDE[0] * scale) & (inside < _BESIDE[1] * scale)
    if not neck.any() or not beside.any():
        return flow_cloth
    depth = inside * np.float32(np.clip(_product_pixels(flow, beside), *_SCALES))
    # Elsewhere the product has none: what the flow would show of it is the cloth beside it.
    plain = warp(run_on(cloth, front & ~trim.place), flow)
    shown = warp(trim.place.astype(np.float32), flow)
    around = dilate(neck, 2 * _BESIDE[1] * scale)
    bare = np.where(dilate(shown > 0, _SEAM * scale) & around, 1.0, 0.0)
    share = cv2.GaussianBlur(bare, (0, 0), _SOFT * scale)[..., None]
    laid = flow_cloth + (plain - flow_cloth.astype(np.float32)) * share
    band = np.clip((trim.width - depth) / (2 * _SOFT * scale) + 0.5, 0, 1)[..., None]
    steps = np.clip(np.rint(depth).astype(int) - 1, 0, len(trim.colours) - 1)
    laid += (trim.colours[steps] - laid) * band
    whole: Image = np.clip(np.rint(laid), 0, 255).astype(np.uint8)
    return whole


def _neck(layout: Labels) -> Mask:
    """Returns the largest part of the neck (H, W)."""
    necks = Islands(layout == Compact.NECK)
    largest: Mask = np.zeros(layout.shape, bool)
    for part in necks.parts(necks.largest, 1):
        largest[part.window] |= part.own
    return largest


def _product_pixels(flow: Field, where: Mask) -> float:
    """Returns how many pixels of the product a pixel of the person is, in the middle of places."""
    height, width = where.shape
    x, y = (flow[0] * (width / 2))[where], (flow[1] * (height / 2))[where]
    rows, columns = np.nonzero(where)
    across = np.polyfit(columns, x, 1)[0]
    along = np.polyfit(rows, y, 1)[0]
    return float(np.sqrt(max(across, 1e-3) * max(along, 1e-3)))
