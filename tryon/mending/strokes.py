"""A brush stroke as a mask."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import MaskInvalid
from tryon.mending.frame import Frame
from tryon.segmenters.base import Point, check_points
from tryon.types import Mask

MAX_STROKE_POINTS = 4000
# Places are given to OpenCV in sixteenths of a pixel.
_FRACTION_BITS = 4


@dataclass(frozen=True)
class Stroke:
    """What a round brush was drawn along.

    Attributes:
        points: (x, y) in pixels of the photo.
        radius: Of the brush, in pixels of the photo.
    """

    points: tuple[Point, ...]
    radius: float


def stroke_mask(stroke: Stroke, frame: Frame) -> Mask:
    """Returns what a stroke covers of a frame, (H, W) bool.

    Raises:
        MaskInvalid: It has no points, too many, points outside the photo, or no width.
    """
    if not stroke.points:
        raise MaskInvalid("The stroke has no points.", "Draw on the photo.")
    check_points(stroke.points, frame.photo_size, MAX_STROKE_POINTS)
    longest = max(frame.photo_size)
    if not np.isfinite(stroke.radius) or not 0 < stroke.radius <= longest:
        raise MaskInvalid("The brush has no such size.", "Choose a size with the slider.")
    radius = max(0.5, frame.length(stroke.radius))
    places = np.array([frame.point(x, y) for x, y in stroke.points])
    fixed = np.rint(places * 2**_FRACTION_BITS).astype(np.int32)
    drawn = np.zeros(frame.size, np.uint8)
    cv2.polylines(
        drawn, [fixed], False, (1,), max(1, round(2 * radius)), cv2.LINE_8, _FRACTION_BITS
    )
    for x, y in (fixed[0], fixed[-1]):
        centre, reach = (int(x), int(y)), round(radius * 2**_FRACTION_BITS)
        cv2.circle(drawn, centre, reach, (1,), -1, cv2.LINE_8, _FRACTION_BITS)
    mask: Mask = drawn > 0
    return mask
