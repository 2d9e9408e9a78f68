"""Resampling as the published data loaders do it, which is Pillow's.

The nearest pixel of a map twice as large is the second of each two, 2 x + 1, not OpenCV's first;
bilinear and bicubic reach as far as the step is wide, which OpenCV's do not.
"""

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL.Image import Resampling

from tryon.types import Size


def resampled(picture: NDArray[np.uint8], size: Size, how: Resampling) -> NDArray[np.uint8]:
    """Returns a picture (H, W, 3) or map (H, W), uint8, at a size (height, width)."""
    if picture.shape[:2] == size:
        return picture
    return np.array(PIL.Image.fromarray(picture).resize((size[1], size[0]), how))
