"""Where a garment lies on the working canvas."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import GarmentMaskEmpty
from tryon.pictures.canvas import to_canvas
from tryon.pictures.coordinates import CANVAS_SIZE, from_edge
from tryon.types import CanvasBox, Image, Mask

# The published product photos lie on this grey, not on white.
BACKGROUND = 246
# A garment is left where it is when it fills and centres its 3:4 photo about as the data set's do:
# shares of the photo's sides.
_LEAST_FILL, _MOST_FILL, _MOST_OFF_CENTRE = 0.55, 0.985, 0.06
# Any other fills this share of the canvas, in the direction it is larger in.
_FILL = 0.88


@dataclass(frozen=True)
class PlacedGarment:
    """The garment on the working canvas.

    Attributes:
        image: (1024, 768, 3) uint8 RGB on the data set's grey.
        mask: (1024, 768) bool.
        box: Where the canvas lies in the photo.
    """

    image: Image
    mask: Mask
    box: CanvasBox


def place(photo: Image, mask: Mask) -> PlacedGarment:
    """Lays a garment on the working canvas as the data set's product photos are framed.

    Args:
        photo: (H, W, 3) uint8 RGB.
        mask: (H, W) bool.

    Raises:
        GarmentMaskEmpty: The mask is empty.
    """
    box = _framing(mask)
    white = np.where(mask[..., None], 255, np.zeros(3)).astype(np.uint8)
    cover = to_canvas(white, box)[..., 0]
    if box.left < 0 or box.top < 0:
        cover = np.where(_within(box, mask.shape), cover, 0).astype(np.uint8)
    # The rim mixes garment and old background: it gives way softly to the new one.
    thin = cv2.erode(cover, np.ones((3, 3), np.uint8))
    alpha = cv2.GaussianBlur(thin, (0, 0), 1.0).astype(np.float32)[..., None] / np.float32(255)
    canvas = to_canvas(photo, box).astype(np.float32)
    laid = canvas * alpha + BACKGROUND * (1 - alpha)
    return PlacedGarment(np.rint(laid).astype(np.uint8), cover >= 128, box)


def _framing(mask: Mask) -> CanvasBox:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        raise GarmentMaskEmpty(
            "The garment mask is empty.", "Mark the garment, or use another photo of it."
        )
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    left, right = int(columns[0]), int(columns[-1]) + 1
    height, width = mask.shape
    fill = max((bottom - top) / height, (right - left) / width)
    off_centre = max(
        abs(top + bottom - height) / (2 * height), abs(left + right - width) / (2 * width)
    )
    canvas_height, canvas_width = CANVAS_SIZE
    aspect = canvas_width / canvas_height
    has_aspect = abs(width / height / aspect - 1) < 0.01
    if has_aspect and _LEAST_FILL < fill < _MOST_FILL and off_centre < _MOST_OFF_CENTRE:
        return CanvasBox(0.0, 0.0, float(width), float(height))
    box_height = max(bottom - top, (right - left) / aspect) / _FILL
    box_width = box_height * aspect
    return CanvasBox(
        (left + right - box_width) / 2, (top + bottom - box_height) / 2, box_width, box_height
    )


def _within(box: CanvasBox, size: tuple[int, ...]) -> Mask:
    """Which canvas pixels lie in the photo; the rest repeats its border."""
    height, width = CANVAS_SIZE
    x = box.left + from_edge(np.arange(width)) * box.width / width
    y = box.top + from_edge(np.arange(height)) * box.height / height
    across, down = (x >= 0) & (x < size[1]), (y >= 0) & (y < size[0])
    inside: Mask = down[:, None] & across[None, :]
    return inside
