"""Changes of frame: the half pixel stands here, so that it need not stand anywhere else.

Convention: points are (x, y), sizes (height, width), y points down. A place along one axis of a
picture with `side` pixels is told in one of three ways, all of which end at the outer edges
(align_corners=False in PyTorch):

    in pixels       first edge -0.5, last edge side - 0.5; centres of pixels are whole numbers
    from the edge   0 to side; boxes and sizes are told so, and pixel i covers [i, i + 1)
    in units        -1 to 1; what `grid_sample` and flows are told in

No function rounds or clips, a NaN stays one, and the dtype stays as it is unless said otherwise.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tryon.types import Keypoints, Size

# The working canvas (height, width), for which lengths are stated all over the program.
CANVAS_SIZE: Size = (1024, 768)


def canvas_scale(width: int) -> float:
    """Returns how many pixels of a picture this wide one pixel of the working canvas is.

    Convention: lengths, of either axis, no places: stated for the canvas, multiplied by this.
    """
    return width / CANVAS_SIZE[1]


def centre_shift(scale: float) -> float:
    """Returns where the first pixel's centre goes when a picture becomes `scale` times as large.

    Convention: from pixels to pixels; x goes to x * scale + centre_shift(scale), along either axis.
    This is the form for an affine matrix; `rescaled` is the one for places.
    """
    return (scale - 1) / 2


def rescaled(pixels: NDArray[Any], scale: float) -> NDArray[Any]:
    """Returns places as they lie on the picture `scale` times as large.

    Convention: from pixels to pixels, along one axis or both.
    """
    return np.asarray(from_edge(pixels) * scale - 0.5)


def resized(keypoints: Keypoints, scale: float) -> Keypoints:
    """Returns joints as they lie on the picture `scale` times as large.

    Convention: from pixels to pixels, float32 (25, 2); missing joints stay missing.
    """
    shift = centre_shift(scale)
    return keypoints.transformed((scale, scale), (shift, shift))


def from_edge(pixels: NDArray[Any]) -> NDArray[Any]:
    """Returns places counted from the outer edge; of a range of whole numbers, pixels' centres.

    Convention: from pixels to from the edge, along one axis or both; whole numbers become float64.
    """
    return np.asarray(pixels + 0.5)


def are_on_picture(pixels: NDArray[np.float64], size: Size) -> NDArray[np.bool_]:
    """Returns which of places (..., 2) lie on a picture, its outer edges included; NaN does not.

    Convention: (x, y) in pixels; `size` (height, width).
    """
    height, width = size
    inside = (pixels >= -0.5) & (pixels <= (width - 0.5, height - 0.5))
    return np.asarray(inside.all(-1), np.bool_)


def to_unit(pixels: NDArray[Any], side: int | NDArray[np.float32]) -> NDArray[Any]:
    """Returns places in units.

    Convention: from pixels to units, along one axis of `side` pixels; along both with places
    (..., 2) and `side` (width, height).
    """
    return np.asarray(from_edge(pixels) / side * 2 - 1)


def to_pixels(unit: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Returns places in pixels, float32.

    Convention: from units to pixels, along one axis of `side` pixels.
    """
    return np.asarray(((unit + 1) * side - 1) / 2, np.float32)


def identity_flow(size: Size, dtype: type[np.floating[Any]]) -> NDArray[Any]:
    """Returns the flow that leaves a picture as it is.

    Convention: (2, H, W) of this dtype, (x, y) in units, told for the centre of each pixel.
    """
    across, down = (to_unit(np.arange(n, dtype=dtype), n) for n in (size[1], size[0]))
    return np.stack(np.meshgrid(across, down))
