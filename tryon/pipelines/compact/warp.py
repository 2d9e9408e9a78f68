"""Reads a picture through a flow."""

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.coordinates import to_pixels

_T = TypeVar("_T", bound=np.generic)


def warp(picture: NDArray[_T], flow: NDArray[np.float32]) -> NDArray[_T]:
    """Reads a picture (H, W[, C]) at the places of a flow, as grid_sample does with borders."""
    height, width = picture.shape[:2]
    x, y = to_pixels(flow[0], width), to_pixels(flow[1], height)
    warped: NDArray[_T] = cv2.remap(
        picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return warped
