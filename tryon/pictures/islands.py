"""The connected parts of a mask, and what lies around each."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Labels, Mask


def rim_of(mask: Mask, reach: int) -> Mask:
    """Returns (H, W): what lies around a mask, `reach` pixels wide, corners included."""
    square = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    rim: Mask = (cv2.dilate(mask.astype(np.uint8), square) > 0) & ~mask
    return rim


@dataclass(frozen=True)
class Island:
    """A connected part of a mask.

    Attributes:
        area: Its pixels.
        window: Rows and columns of the picture that hold it and its rim.
        own: (h, w) the part, in the window.
        rim: (h, w) what lies around it, in the window.
    """

    area: int
    window: tuple[slice, slice]
    own: Mask
    rim: Mask

    def around(self, labels: Labels) -> Labels:
        """Returns (n,): what labels (H, W) the rim has."""
        beside: Labels = labels[self.window][self.rim]
        return beside

    def give_to(self, label: int, labels: Labels) -> None:
        """Makes a label of the part, in the labels (H, W) themselves."""
        labels[self.window][self.own] = label


class Islands:
    """The connected parts of a mask, numbered from 0.

    Args:
        mask: (H, W).
        connectivity: 8, or 4 where pixels that touch at a corner are not connected.

    Attributes:
        areas: (N,) pixels of each part.
    """

    def __init__(self, mask: Mask, connectivity: int = 8) -> None:
        _, self._parts, stats, _ = cv2.connectedComponentsWithStats(
            mask.astype(np.uint8), connectivity=connectivity
        )
        self._boxes = stats[1:, : cv2.CC_STAT_AREA]
        self.areas: NDArray[np.int32] = stats[1:, cv2.CC_STAT_AREA]

    @property
    def largest(self) -> NDArray[np.bool_]:
        """(N,): which part is the largest; the first of those that are as large."""
        first = self.areas.argmax() if self.areas.size else 0
        largest: NDArray[np.bool_] = np.arange(self.areas.size) == first
        return largest

    def parts(self, chosen: NDArray[np.bool_], reach: int) -> Iterator[Island]:
        """Yields the parts that are chosen (N,), each with a rim of `reach` pixels around it."""
        for number in np.flatnonzero(chosen):
            left, top, width, height = (int(value) for value in self._boxes[number])
            window = (
                slice(max(0, top - reach), top + height + reach),
                slice(max(0, left - reach), left + width + reach),
            )
            own: Mask = self._parts[window] == number + 1
            yield Island(int(self.areas[number]), window, own, rim_of(own, reach))


def most_common(labels: Labels) -> int:
    """Returns the label that most of (n,) are, the least of those that are as many."""
    return int(np.bincount(labels).argmax())
