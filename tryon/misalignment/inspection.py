"""Looks closely at where the warped garment misses its place. Masks in, numbers out."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.errors import TryOnError
from tryon.pictures.coordinates import from_edge
from tryon.pictures.distance import distance_to
from tryon.pictures.reading import read_image
from tryon.types import Size

SoftMask = NDArray[np.uint8]

MOST_SPOTS = 5
# Smaller spots than this share of all misaligned pixels are the ragged edge of a mask.
_LEAST_SHARE = 0.02
# A close-up shows at least and at most so much of the picture's width and height.
_CLOSEST, _WIDEST = 0.16, 0.5


@dataclass(frozen=True)
class Window:
    """A part of a picture with the picture's own aspect; all values from 0 to 1 of its sides.

    Attributes:
        left: Of the left edge.
        top: Of the upper edge.
        share: Of width and of height.
    """

    left: float
    top: float
    share: float


@dataclass(frozen=True)
class Spot:
    """A connected misaligned area.

    Attributes:
        pixels: How many it has.
        share: Of all misaligned pixels, 0 to 1.
        place: (x, y) of its thickest place, from 0 to 1 of width and height.
        window: A close-up of it.
    """

    pixels: int
    share: float
    place: tuple[float, float]
    window: Window


@dataclass(frozen=True)
class Inspection:
    """The numbers about one pair of masks.

    Attributes:
        size: (height, width) of the masks.
        clothing_pixels: Of the predicted clothing; soft masks are summed.
        misaligned_pixels: Of these, those that the warped garment leaves uncovered.
        spots: The largest connected misaligned areas, the largest first.
    """

    size: Size
    clothing_pixels: int
    misaligned_pixels: int
    spots: tuple[Spot, ...]

    @property
    def ratio(self) -> float:
        """Misaligned over clothing pixels, 0 to 1; 0 without any clothing."""
        return self.misaligned_pixels / max(self.clothing_pixels, 1)


@dataclass(frozen=True)
class Change:
    """What became of the misaligned areas between two runs; masks are (H, W) bool.

    Attributes:
        before: Ratio of the first run.
        after: Ratio of the second run.
        closed: Misaligned before and no longer: covered now, or no clothing any more.
        opened: Misaligned now and not before.
    """

    before: float
    after: float
    closed: NDArray[np.bool_]
    opened: NDArray[np.bool_]


def count_pixels(mask: SoftMask) -> int:
    """Counts the pixels of a mask (H, W), 0 to 255; those that are half in count half."""
    return round(float(mask.sum(dtype=np.float64)) / 255)


def read_masks(folder: Path) -> tuple[SoftMask, SoftMask] | None:
    """Reads align_mask.png and misalignment_mask.png of a run; None where they are no such pair.

    The page writes them as greys of RGB, the command line as greys.
    """
    try:
        align, misaligned = (
            read_image(folder / f"{name}.png", "result").rgb[..., 0]
            for name in ("align_mask", "misalignment_mask")
        )
    except TryOnError:
        return None
    return (align, misaligned) if align.shape == misaligned.shape else None


def inspect(align_mask: SoftMask, misalignment_mask: SoftMask) -> Inspection:
    """Measures a pair of masks.

    Args:
        align_mask: (H, W) uint8, 0 to 255: clothing that the warped garment covers.
        misalignment_mask: The same size: clothing that it does not cover.

    Raises:
        ValueError: The masks differ in size.

    Source: VITON-HD Eq. 3 and Eq. 4.
    """
    if align_mask.shape != misalignment_mask.shape:
        raise ValueError("the two masks differ in size")
    height, width = align_mask.shape
    misaligned = count_pixels(misalignment_mask)
    return Inspection(
        size=(height, width),
        clothing_pixels=count_pixels(align_mask) + misaligned,
        misaligned_pixels=misaligned,
        spots=find_spots(misalignment_mask),
    )


def find_spots(mask: SoftMask) -> tuple[Spot, ...]:
    """Finds the largest connected areas of a mask (H, W), 0 to 255, the largest first.

    Pixels touching at a corner are connected. Areas below 2 % of the whole mask are left out, and
    so are all after the fifth.
    """
    solid = (mask > 127).astype(np.uint8)
    total = int(solid.sum())
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    order = sorted(range(1, len(stats)), key=lambda each: -int(stats[each, cv2.CC_STAT_AREA]))
    spots = []
    for label in order[:MOST_SPOTS]:
        left, top, wide, high, pixels = (int(value) for value in stats[label])
        if pixels < _LEAST_SHARE * total:
            break
        # The frame around it: the distance to the edge of the picture counts as one, too.
        area = np.pad(labels[top : top + high, left : left + wide] == label, 1)
        depth = distance_to(~area)
        y, x = np.unravel_index(int(depth.argmax()), depth.shape)
        x, y = from_edge(np.array([left + x - 1, top + y - 1])).tolist()
        place = x / mask.shape[1], y / mask.shape[0]
        box = (
            left / mask.shape[1],
            top / mask.shape[0],
            wide / mask.shape[1],
            high / mask.shape[0],
        )
        spots.append(Spot(pixels, pixels / total, place, _window(box, place)))
    return tuple(spots)


def compared(before: tuple[SoftMask, SoftMask], after: tuple[SoftMask, SoftMask]) -> Change:
    """Compares two runs on one person.

    Args:
        before: align_mask and misalignment_mask of the first run, (H, W) uint8, 0 to 255.
        after: Those of the second run; its size is that of the answer.
    """
    height, width = after[1].shape
    first = inspect(*before)
    earlier = before[1]
    if earlier.shape != after[1].shape:
        earlier = cv2.resize(earlier, (width, height), interpolation=cv2.INTER_LINEAR)
    was, now = earlier > 127, after[1] > 127
    return Change(first.ratio, inspect(*after).ratio, closed=was & ~now, opened=now & ~was)


def pixel_window(window: Window, size: Size) -> tuple[slice, slice]:
    """Returns rows and columns of a window in a picture of this size (height, width)."""
    rows, columns = round(window.share * size[0]), round(window.share * size[1])
    top = min(round(window.top * size[0]), size[0] - rows)
    left = min(round(window.left * size[1]), size[1] - columns)
    return slice(top, top + rows), slice(left, left + columns)


def _window(box: tuple[float, float, float, float], place: tuple[float, float]) -> Window:
    left, top, wide, high = box
    wanted = 1.3 * max(wide, high)
    share = min(max(wanted, _CLOSEST), _WIDEST)
    # A long thin spot does not fit: then its thickest place is what matters.
    x, y = (left + wide / 2, top + high / 2) if wanted <= _WIDEST else place
    return Window(
        min(max(x - share / 2, 0.0), 1 - share), min(max(y - share / 2, 0.0), 1 - share), share
    )
