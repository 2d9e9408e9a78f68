"""Reads a picture through a flow."""

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

_T = TypeVar("_T", bound=np.generic)


def warp(picture: NDArray[_T], flow: NDArray[np.float32]) -> NDArray[_T]:
    """Reads a picture (H, W[, C]) at the places of a flow, as grid_sample does with borders."""
    height, width = picture.shape[:2]
    x = (flow[0] + 1) / 2 * width - 0.5
    y = (flow[1] + 1) / 2 * height - 0.5
    warped: NDArray[_T] = cv2.remap(
        picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return warped
