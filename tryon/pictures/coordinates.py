"""Changes of frame: the half pixel stands here, so that it need not stand anywhere else.

Conventions: points are (x, y) in pixels, pixel centres at whole numbers, so that a picture reaches
from -0.5 to its side - 0.5. Sizes are changed, and units counted, by these outer edges
(align_corners=False in PyTorch).
"""

import numpy as np
from numpy.typing import NDArray

from tryon.pictures.canvas import CANVAS_SIZE
from tryon.types import Keypoints


def canvas_scale(width: int) -> float:
    """Returns how many pixels of a picture this wide one pixel of the working canvas is.

    Lengths are stated for the canvas, 768 wide, and multiplied by this.
    """
    return width / CANVAS_SIZE[1]


def centre_shift(scale: float) -> float:
    """Returns where the first pixel's centre goes when a picture becomes `scale` times as large.

    A place x goes to x * scale + centre_shift(scale), along either axis.
    """
    return (scale - 1) / 2


def resized(keypoints: Keypoints, scale: float) -> Keypoints:
    """Returns joints as they lie on the picture `scale` times as large."""
    shift = centre_shift(scale)
    return keypoints.transformed((scale, scale), (shift, shift))


def to_pixels(unit: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Returns places in pixels.

    Args:
        unit: Along one axis, in the units of `grid_sample`: -1 and 1 are the outer edges.
        side: Pixels of the picture along that axis.
    """
    return np.asarray(((unit + 1) * side - 1) / 2, np.float32)
