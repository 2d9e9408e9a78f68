"""Letters on pictures of floats."""

import cv2
import numpy as np
from numpy.typing import NDArray


def write_letters(
    picture: NDArray[np.float32],
    text: str,
    place: tuple[int, int],
    font: int,
    scale: float,
    colour: tuple[float, ...],
    thickness: int,
) -> None:
    """Writes on a picture, in place. OpenCV 5 writes on bytes only, so the letters' mask is drawn.

    Args:
        picture: (H, W, C) float32.
        text: Latin letters and digits.
        place: (x, y) of the lower left corner, in pixels.
        font: One of OpenCV's `FONT_HERSHEY_*`.
        scale: Size, in multiples of the font's own.
        colour: C values, in the picture's range.
        thickness: Of the lines, in pixels.
    """
    letters = np.zeros(picture.shape[:2], np.uint8)
    cv2.putText(letters, text, place, font, scale, 255, thickness)
    picture[letters > 0] = colour
