"""Pictures for the screen, made from what a pipeline returned. Arrays in, arrays out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tryon.labels import LIP_NAMES, LIP_PALETTE, colourise
from tryon.types import LABEL_FIELDS, Image, Labels


@dataclass(frozen=True)
class LegendEntry:
    """One label of a label map, for its legend.

    Attributes:
        name: Plain name.
        rgb: Its colour in the picture.
        share: Its part of all pixels, 0 to 1.
    """

    name: str
    rgb: tuple[int, int, int]
    share: float


def legend(labels: Labels) -> tuple[LegendEntry, ...]:
    """Lists the labels that occur in a LIP-20 map (H, W) uint8, in the order of their numbers."""
    counts = np.bincount(labels.ravel(), minlength=len(LIP_NAMES))
    return tuple(
        LegendEntry(name, (int(rgb[0]), int(rgb[1]), int(rgb[2])), float(count / labels.size))
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
