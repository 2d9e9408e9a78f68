"""Pictures for the screen, made from what a pipeline returned. Arrays in, arrays out."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import LIP_NAMES, LIP_PALETTE, colourise
from tryon.types import LABEL_FIELDS, Image, Labels

# Magenta, which neither skin nor cloth often has; the paper colours misalignment likewise.
MISALIGNED_RGB = (236, 0, 140)


@dataclass(frozen=True)
class Region:
    """One label of a label map, for its legend.

    Attributes:
        name: Plain name.
        rgb: Its colour in the picture.
        share: Its part of all pixels, 0 to 1.
    """

    name: str
    rgb: tuple[int, int, int]
    share: float


def legend(labels: Labels) -> tuple[Region, ...]:
    """Lists the labels that occur in a LIP-20 map (H, W) uint8, in the order of their numbers."""
    counts = np.bincount(labels.ravel(), minlength=len(LIP_NAMES))
    return tuple(
        Region(name, (int(rgb[0]), int(rgb[1]), int(rgb[2])), float(count / labels.size))
        for name, rgb, count in zip(LIP_NAMES, LIP_PALETTE, counts, strict=True)
        if count
    )


def picture(name: str, values: NDArray[np.uint8]) -> Image:
    """Returns an intermediate as an RGB picture.

    Args:
        name: Field of `types.Intermediates`.
        values: Its value: LIP-20 labels (H, W), a mask 0 to 255 (H, W), or RGB (H, W, 3).

    Returns:
        (H, W, 3) uint8: labels in the published palette, masks in grey.
    """
    if name in LABEL_FIELDS:
        return colourise(values)
    if values.ndim == 2:
        return np.repeat(values[..., None], 3, axis=2)
    return values


def overlay(mask: NDArray[np.uint8], rgb: tuple[int, int, int] = MISALIGNED_RGB) -> Image:
    """Returns a mask as a see-through picture, to be laid over another.

    Args:
        mask: (H, W) uint8, 0 to 255.
        rgb: Its colour.

    Returns:
        (H, W, 4) uint8 RGBA: the colour everywhere, the mask as its opacity.
    """
    tinted = np.empty((*mask.shape, 4), np.uint8)
    tinted[..., :3] = rgb
    tinted[..., 3] = mask
    return tinted


def largest_spot(mask: NDArray[np.uint8]) -> tuple[slice, slice]:
    """Returns rows and columns of a window on the largest spot of a mask (H, W), 0 to 255.

    The window has the mask's aspect and at least a quarter of its width.
    """
    height, width = mask.shape
    _, _, stats, centres = cv2.connectedComponentsWithStats((mask > 127).astype(np.uint8))
    if len(stats) > 1:
        largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
        (x, y), (wide, high) = centres[largest], stats[largest, 2:4]
    else:
        x, y, wide, high = width / 2, height / 2, 0, 0
    share = min(1.0, max(0.25, 1.2 * wide / width, 1.2 * high / height))
    rows, columns = round(share * height), round(share * width)
    top = int(np.clip(y - rows / 2, 0, height - rows))
    left = int(np.clip(x - columns / 2, 0, width - columns))
    return slice(top, top + rows), slice(left, left + columns)
