"""Label maps at full resolution whose borders follow the edges of the photo."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.islands import Islands, most_common
from tryon.types import Image, Labels

Field = NDArray[np.float32]

# The guided filter's window (at the coarse size) and how strong an edge must be to be followed,
# as the standard deviation of brightness from 0 to 1.
_RADIUS = 5
_EDGE_STRENGTH = 0.03


def refine(labels: Labels, image: Image) -> Labels:
    """Enlarges a coarse label map to the image, borders snapped to the image's edges.

    Args:
        labels: (h, w) uint8.
        image: (H, W, 3) uint8 RGB, larger by any factor.

    Returns:
        (H, W) uint8, every pixel one of the labels that were there.

    Source: He and Sun, "Fast Guided Filter": coefficients at the coarse size, applied at full
    size. The label whose filtered mask is highest wins.
    """
    height, width = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32) / np.float32(255)
    guide = cv2.resize(grey, labels.shape[::-1], interpolation=cv2.INTER_AREA)
    mean = _box(guide)
    variance = _box(guide * guide) - mean * mean + np.float32(_EDGE_STRENGTH**2)
    best = np.full((height, width), -np.inf, np.float32)
    refined = np.zeros((height, width), np.uint8)
    for label in np.unique(labels):
        mask = (labels == label).astype(np.float32)
        average = _box(mask)
        slope = np.asarray((_box(guide * mask) - mean * average) / variance, np.float32)
        offset = np.asarray(average - slope * mean, np.float32)
        score = _enlarge(_box(slope), (width, height)) * grey
        score += _enlarge(_box(offset), (width, height))
        wins = score > best
        best[wins] = score[wins]
        refined[wins] = label
    return refined


def without_specks(labels: Labels, smallest: int) -> Labels:
    """Gives every island smaller than `smallest` pixels to the label that surrounds it most."""
    cleaned = labels.copy()
    for label in np.unique(labels):
        islands = Islands(labels == label, connectivity=4)
        for speck in islands.parts(islands.areas < smallest, 1):
            around = speck.around(cleaned)
            if around.size:
                speck.give_to(most_common(around), cleaned)
    return cleaned


def _box(field: Field) -> Field:
    side = 2 * _RADIUS + 1
    return np.asarray(cv2.blur(field, (side, side)), np.float32)


def _enlarge(field: Field, size: tuple[int, int]) -> Field:
    return np.asarray(cv2.resize(field, size, interpolation=cv2.INTER_LINEAR), np.float32)
