"""Where a picture stands among others by its degree of misalignment (VITON-HD Fig. 9)."""

import bisect
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tryon.config import PACKAGE_ROOT
from tryon.types import Size

GROUP_NAMES = ("small", "medium", "large")
REFERENCE_FILE = PACKAGE_ROOT / "assets" / "misalignment_reference.json"
_BARS = 20
# The share of the pairs that the histogram spreads out.
_SHOWN = 0.95


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: pairs with `start` <= misaligned pixels < `end`."""

    start: float
    end: float
    count: int


@dataclass(frozen=True)
class Reference:
    """How far other pairs miss, to compare a picture with.

    The paper sorts its test set by misaligned pixels into small, medium and large and prints
    neither the numbers nor the cuts. This is therefore not the paper's distribution, but our own
    one, cut the same way.

    Attributes:
        words: Which pairs these are, in one sentence.
        size: (height, width) the pixels were counted at.
        pixels: Misaligned pixels of each pair, in rising order.
    """

    words: str
    size: Size
    pixels: tuple[int, ...]

    @property
    def cuts(self) -> tuple[float, float]:
        """The numbers of pixels between small and medium, and between medium and large."""
        small, medium, large = (
            [self.pixels[index] for index in third] for third in thirds(len(self.pixels))
        )
        return (small[-1] + medium[0]) / 2, (medium[-1] + large[0]) / 2

    def scaled(self, pixels: int, size: Size) -> float:
        """Returns a number of pixels counted at another working size as it would be at this."""
        return pixels * (self.size[0] * self.size[1]) / (size[0] * size[1])

    def group(self, pixels: float) -> str:
        """Returns small, medium or large for a number of pixels at this size."""
        return GROUP_NAMES[bisect.bisect_left(self.cuts, pixels)]

    def rank(self, pixels: float) -> float:
        """Returns the share of the pairs that miss less than this, 0 to 1."""
        return bisect.bisect_left(self.pixels, pixels) / len(self.pixels)

    def histogram(self) -> tuple[Bar, ...]:
        """Returns bars of equal width; the last one also holds the few that lie far beyond it."""
        end = float(np.quantile(self.pixels, _SHOWN))
        counts, edges = np.histogram(np.minimum(self.pixels, end), bins=_BARS, range=(0, end))
        return tuple(
            Bar(float(start), float(stop), int(count))
            for start, stop, count in zip(edges[:-1], edges[1:], counts, strict=True)
        )


def thirds(count: int) -> list[NDArray[np.intp]]:
    """Cuts the numbers from 0 into three runs; the first are one longer where it does not divide.

    Source: VITON-HD Sec. 4.3 divides its test set in three and does not say where it cuts.
    """
    return np.array_split(np.arange(count), len(GROUP_NAMES))


def read_reference(path: Path = REFERENCE_FILE) -> Reference:
    """Reads the distribution that comes with the program."""
    known = json.loads(path.read_text("utf-8"))
    height, width = known["size"]
    return Reference(known["words"], (height, width), tuple(sorted(known["misaligned_pixels"])))
