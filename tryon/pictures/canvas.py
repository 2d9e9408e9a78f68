"""From the photo to the 3:4 working canvas, and back.

Conventions: images are upright uint8 RGB (H, W, 3), sizes (height, width), boxes in photo pixels
with pixel areas: pixel (x, y) covers [x, x + 1) x [y, y + 1).
"""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL.Image import Resampling

from tryon.pictures.coordinates import CANVAS_SIZE, from_edge
from tryon.pictures.distance import distance_to
from tryon.types import CanvasBox, Image, Mask, Size

# Over how much of a canvas's width the photo fades out where what is new begins.
_SEAM = 1 / 256


def canvas_box(
    photo_size: Size,
    person: tuple[float, float, float, float],
    aspect: float = 3 / 4,
    margin: float = 0.06,
) -> CanvasBox:
    """Lays the working canvas around a person so that the whole person is kept.

    A photo that has the canvas's aspect already and is well filled by the person is taken as it
    is. Otherwise the box stays inside the photo wherever that is possible, and covers the photo's
    whole width or height where it is not.

    Args:
        photo_size: (height, width) of the photo.
        person: (left, top, right, bottom) of the person in photo pixels.
        aspect: Width over height of the canvas.
        margin: Space kept around the person, as a part of the person's height.

    Returns:
        A box of the given aspect that contains the part of `person` that lies in the photo.
    """
    photo_height, photo_width = photo_size
    left, right = (float(np.clip(x, 0, photo_width)) for x in (person[0], person[2]))
    top, bottom = (float(np.clip(y, 0, photo_height)) for y in (person[1], person[3]))
    fills = bottom - top > 0.6 * photo_height
    if fills and abs(photo_width / photo_height / aspect - 1) < 0.005:
        height = max(photo_height, photo_width / aspect)
        return CanvasBox(0.0, 0.0, height * aspect, float(height))
    space = margin * (bottom - top)
    left, right = max(0.0, left - space), min(float(photo_width), right + space)
    top, bottom = max(0.0, top - space), min(float(photo_height), bottom + space)
    height = max(bottom - top, (right - left) / aspect, 1.0)
    width = height * aspect
    return CanvasBox(
        _placed((left + right - width) / 2, width, photo_width),
        _placed((top + bottom - height) / 2, height, photo_height),
        width,
        height,
    )


def photo_to_canvas(
    box: CanvasBox, size: Size = CANVAS_SIZE
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Returns where a point of the photo is on the canvas: at point * scale + shift.

    Convention: (x, y) in pixels told from the edge, of the photo as of the canvas (see
    `pictures.coordinates`); `size` (height, width). To lay pixels over, whose centres are whole
    numbers, add `centre_shift(scale)`.

    Returns:
        Scale and shift, each (x, y).
    """
    scale = size[1] / box.width, size[0] / box.height
    return scale, (-box.left * scale[0], -box.top * scale[1])


def _placed(start: float, length: float, limit: float) -> float:
    """Moves an interval into [0, limit], or over all of it where it is the longer one."""
    low, high = sorted((0.0, limit - length))
    return float(np.clip(round(start), low, high))


@dataclass(frozen=True)
class _Overlap:
    """The whole pixels of one grid that lie inside another grid, along one axis.

    Pixel i covers [origin + i * step, origin + (i + 1) * step) of the other grid.

    Attributes:
        start: First whole pixel.
        stop: One past the last whole pixel.
        origin: Where pixel 0 begins on the other grid.
        step: How much of the other grid one pixel covers.
        other: Number of pixels of the other grid.
    """

    start: int
    stop: int
    origin: float
    step: float
    other: int

    def source(self) -> tuple[float, float]:
        """Returns where [start, stop) lies on the other grid."""
        low, high = self.origin + self.start * self.step, self.origin + self.stop * self.step
        return max(0.0, low), min(float(self.other), high)

    def nearest(self) -> NDArray[np.intp]:
        """Returns the pixel of the other grid under the centre of each pixel."""
        centres = self.origin + from_edge(np.arange(self.start, self.stop)) * self.step
        pixels: NDArray[np.intp] = np.clip(np.floor(centres), 0, self.other - 1).astype(np.intp)
        return pixels


def _overlap(origin: float, step: float, count: int, other: int) -> _Overlap:
    slack = 1e-6  # of a pixel: rounding must not lose the last row
    start = max(0, int(np.ceil(-origin / step - slack)))
    stop = min(count, int(np.floor((other - origin) / step + slack)))
    return _Overlap(start, stop, origin, step, other)


def _trimmed(overlap: _Overlap, wanted: NDArray[np.bool_]) -> _Overlap:
    """Leaves out the pixels at both ends that lie on no wanted pixel of the other grid."""
    kept = np.flatnonzero(wanted[overlap.nearest()])
    if not kept.size:
        return replace(overlap, stop=overlap.start)
    return replace(
        overlap, start=overlap.start + int(kept[0]), stop=overlap.start + int(kept[-1]) + 1
    )


def _resized(
    image: Image, rows: _Overlap, columns: _Overlap, how: Resampling = Resampling.LANCZOS
) -> Image:
    """Resamples the part of `image` that the two overlaps name, at their step."""
    (left, right), (top, bottom) = columns.source(), rows.source()
    size = (columns.stop - columns.start, rows.stop - rows.start)
    picture = PIL.Image.fromarray(image).resize(size, how, box=(left, top, right, bottom))
    return np.array(picture)


def to_canvas(photo: Image, box: CanvasBox, size: Size = CANVAS_SIZE) -> Image:
    """Resamples the box to the working canvas; outside the photo its border is repeated.

    Args:
        photo: (H, W, 3) uint8.
        box: Where the canvas lies in the photo; it must overlap the photo.
        size: (height, width) of the canvas.

    Returns:
        (height, width, 3) uint8; an exact copy where the box is the photo at its own size.
    """
    height, width = size
    rows = _overlap(box.top, box.height / height, height, photo.shape[0])
    columns = _overlap(box.left, box.width / width, width, photo.shape[1])
    around = ((rows.start, height - rows.stop), (columns.start, width - columns.stop), (0, 0))
    return np.pad(_resized(photo, rows, columns), around, mode="edge")


def changed_area(before: Image, after: Image, fixed: Mask) -> Mask:
    """Returns where `paste_back` has to put a canvas, for it to be seen wherever it is new.

    A seam's width more than what differs: a new pixel beside one that happens to be as before,
    as on a plain wall, must not fade, for it is the old garment that would show through.

    Args:
        before: (H, W, 3) uint8, the photo on the canvas.
        after: (H, W, 3) uint8, the finished canvas.
        fixed: (H, W) bool, what must stay the photo's own.
    """
    reach = 2 * math.ceil(max(1.0, before.shape[1] * _SEAM)) + 3
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    differs = (after != before).any(2)
    area: Mask = differs | ((cv2.dilate(differs.astype(np.uint8), disc) > 0) & ~fixed)
    return area


def paste_back(photo: Image, box: CanvasBox, canvas: Image, changed: Mask) -> Image:
    """Puts the changed part of the canvas back into the photo at the photo's own resolution.

    Args:
        photo: (H, W, 3) uint8, the upload.
        box: Where the canvas lies in the photo.
        canvas: (h, w, 3) uint8, the finished working canvas of any size.
        changed: (h, w) bool, which canvas pixels are new.

    Returns:
        (H, W, 3) uint8. A photo pixel whose centre lies outside `changed` is identical to the
        upload; the seam is feathered inwards only.
    """
    result = photo.copy()
    height, width = changed.shape
    scale_y, scale_x = height / box.height, width / box.width
    rows = _overlap(-box.top * scale_y, scale_y, photo.shape[0], height)
    columns = _overlap(-box.left * scale_x, scale_x, photo.shape[1], width)
    weight = _feathered(changed, rows, columns, photo.shape[:2], max(1.0, width * _SEAM))
    rows = _trimmed(rows, np.asarray(changed.any(axis=1), bool))
    columns = _trimmed(columns, np.asarray(changed.any(axis=0), bool))
    inside = changed[np.ix_(rows.nearest(), columns.nearest())]
    if not inside.any():
        return result
    soft = _resized(weight, rows, columns, Resampling.BILINEAR) * inside
    window = (slice(rows.start, rows.stop), slice(columns.start, columns.stop))
    result[window] = np.array(
        PIL.Image.composite(
            PIL.Image.fromarray(_resized(canvas, rows, columns)),
            PIL.Image.fromarray(photo[window]),
            PIL.Image.fromarray(soft),
        )
    )
    return result


def _feathered(
    changed: Mask, rows: _Overlap, columns: _Overlap, photo_size: tuple[int, ...], radius: float
) -> NDArray[np.uint8]:
    """Returns weights of 0 to 255 that rise inwards from the border of the changed area.

    A canvas border inside the photo is a seam. The photo's own border is none: there the changed
    area is thought to go on outside.
    """
    y, x = rows.nearest(), columns.nearest()
    height, width = changed.shape
    beyond = ((y[0], height - 1 - y[-1]), (x[0], width - 1 - x[-1]))
    framed = np.pad(np.pad(changed[y[0] : y[-1] + 1, x[0] : x[-1] + 1], beyond, "edge"), 1, "edge")
    framed[0] &= rows.start == 0
    framed[-1] &= rows.stop == photo_size[0]
    framed[:, 0] &= columns.start == 0
    framed[:, -1] &= columns.stop == photo_size[1]
    distance = distance_to(~framed)[1:-1, 1:-1]
    weight: NDArray[np.uint8] = (np.clip((distance - 0.5) / radius, 0, 1) * 255).astype(np.uint8)
    return weight
