"""The straps of a garment, measured on the product photo.

A strap lies there as a loop: its front part, its back part and between them the ground, which the
garment's mask may have swallowed. Lengths are pixels of the product's canvas.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pipelines.compact.spread import dilate, erode, open_
from tryon.types import Image, Mask

Point = NDArray[np.float32]

# Half the width of the widest strap that is one, and how long a strap is at least, in shares of the
# garment's width on the product photo: of shops' strap tops 0.01 to 0.04, and 0.15 to 0.4.
# A wider one is looked for where none is found that is clearly narrower: a tank top of a home has
# straps of 0.09.
_WIDEST, _SURELY, _SHORTEST = (0.05, 0.07), 0.8, 0.1
# How far down the garment, of its height, a strap may begin, and how far below that the garment is
# as wide as it is there.
_LOWEST_FOOT, _BELOW = 0.35, 0.1
# Grey levels within which a colour is the ground's, the least share of a strap that is not, and how
# far colours lie apart that are cloth and something else. Of 3 tops: 97 for cotton and a carpet
# in its loop, 115 for a print and its lights, 26 for plain satin and its shade.
_GROUND, _LEAST_SEEN, _APART = 14, 0.2, 50
# Which share of a strap's places is the most mixed with the ground.
_MIXED = 0.25
# How many times as wide as a strap a cup is, and at how many places the upper edge between the
# straps is measured and over how many it is evened.
_CUP, _PLACES, _EVEN = 2.5, 33, 1.0


@dataclass(frozen=True)
class ProductStrap:
    """One strap on the product.

    Attributes:
        middle: (n, 2) float32 (x, y) of its middle, from its foot upwards.
        share: Of the garment's width, the place at which it begins, 0 to 1.
    """

    middle: Point
    share: float


@dataclass(frozen=True)
class ProductStraps:
    """The two straps of a product, and the garment's edge between them.

    Attributes:
        left: The strap that is on the left in the photo.
        right: The other one.
        half: Half the width of either.
        apart: How far their feet lie apart.
        colour: (3,) float32, 0 to 255, what their cloth looks like.
        edge: (33,) float32, how far below the line between their feet the garment begins, at even
            steps from the left foot to the right one, in shares of `apart`.
    """

    left: ProductStrap
    right: ProductStrap
    half: float
    apart: float
    colour: NDArray[np.float32]
    edge: NDArray[np.float32]


def measure(cloth: Image, mask: Mask) -> ProductStraps | None:
    """Returns a product's straps, or None where a side has none.

    Args:
        cloth: (H, W, 3) the product photo.
        mask: (H, W) the garment on it.
    """
    if not mask.any():
        return None
    for widest in _WIDEST:
        straps = _measure(cloth, mask, widest)
        # One about as wide as that is cut short where it widens.
        if straps and straps.half < _SURELY * widest * np.ptp(np.flatnonzero(mask.any(0))):
            break
    return straps


def _measure(cloth: Image, mask: Mask, widest: float) -> ProductStraps | None:
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    wide, high = float(columns[-1] - columns[0]), float(rows[-1] - rows[0])
    body = open_(mask, widest * wide)
    _, parts, stats, _ = cv2.connectedComponentsWithStats((mask & ~body).astype(np.uint8))
    longest: dict[bool, tuple[int, int, float]] = {}
    for part in range(1, len(stats)):
        top, tall = stats[part, [cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT]]
        foot = top + tall
        if tall < _SHORTEST * wide or foot > rows[0] + _LOWEST_FOOT * high:
            continue
        across = np.flatnonzero(body[min(int(foot + _BELOW * high), len(mask) - 1)])
        if not across.size:
            continue
        beginning = np.flatnonzero(parts[foot - 1] == part).mean()
        share = (beginning - across[0]) / max(1.0, float(across[-1] - across[0]))
        side = bool(share > 0.5)
        if side not in longest or longest[side][0] < tall:
            longest[side] = int(tall), part, float(np.clip(share, 0, 1))
    if len(longest) < 2:
        return None
    both = np.isin(parts, [part for _, part, _ in longest.values()])
    alike, colour = _own_cloth(cloth, mask, both, body)
    sides = {side: (parts == part) & alike for side, (_, part, _) in longest.items()}
    half = float(np.median(np.concatenate([_run_widths(sides[side], side) for side in sides]))) / 2
    # Cups taper towards the strap: they are the garment as far as they are clearly wider than it.
    garment = open_(mask & ~(both & ~alike), _CUP * half + 1)
    found = []
    for side in (False, True):
        begins = np.cumsum((garment & (parts == longest[side][1])).any(1)) > 0
        strap = sides[side] & ~begins[:, None]
        strap = strap if strap.any() else sides[side]
        seen, edges = _outer_edges(strap, on_left=not side)
        middle = np.stack([edges.mean(1), seen], 1)[::-1]
        found.append(ProductStrap(middle.astype(np.float32), longest[side][2]))
    feet = [strap.middle[0] for strap in found]
    apart = float(feet[1][0] - feet[0][0])
    if apart <= 0:
        return None
    return ProductStraps(found[0], found[1], half, apart, colour, _edge(garment, feet, apart))


def _own_cloth(
    cloth: Image, mask: Mask, straps: Mask, body: Mask
) -> tuple[Mask, NDArray[np.float32]]:
    """Returns which places (H, W) have the straps' own colour, and that colour (3,).

    Not the ground's, nor what is seen through a loop: of two kinds of colour it is the one that is
    more like the garment.
    """
    picture = cloth.astype(np.float32)
    within = straps & erode(mask, 1)
    if np.count_nonzero(within) < _LEAST_SEEN * np.count_nonzero(straps):
        within = straps
    if not mask.all():
        ground = np.median(picture[~mask], 0)
        other = within & (np.abs(picture - ground).max(2) > _GROUND)
        if np.count_nonzero(other) > _LEAST_SEEN * np.count_nonzero(within):
            within = other
    off = np.abs(picture - np.median(picture[body], 0)).mean(2)
    levels = np.clip(off[within], 0, 255).astype(np.uint8)
    limit, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    near, far = levels[levels <= limit], levels[levels > limit]
    if near.size and far.size and float(far.mean() - near.mean()) > _APART:
        within &= off <= limit + 1
    colours = picture[within]
    if not mask.all():
        # Narrow as they are, straps are mixed with the ground: what is less so tells.
        off_ground = np.abs(colours - ground).mean(1)
        colours = colours[off_ground >= np.quantile(off_ground, _MIXED)]
    # With the rim that was left out.
    return dilate(within, 1) & straps, np.median(colours, 0).astype(np.float32)


def _edge(garment: Mask, feet: list[Point], apart: float) -> NDArray[np.float32]:
    steps = np.linspace(0, 1, _PLACES)
    places = np.rint(feet[0][0] + steps * apart).astype(int)
    # Not what lies beside a strap and above its foot.
    first = int(min(foot[1] for foot in feet))
    tops = np.where(garment[first:].any(0), garment[first:].argmax(0) + first, len(garment))[places]
    below = (tops - feet[0][1] - steps * (feet[1][1] - feet[0][1])) / apart
    # Both sides are alike, and what a mask lacks is lacking on one of them.
    even = cv2.GaussianBlur(np.minimum(below, below[::-1])[None], (0, 0), _EVEN)[0]
    edge: NDArray[np.float32] = np.maximum(even, 0).astype(np.float32)
    return edge


def _run_widths(strap: Mask, side: bool) -> NDArray[np.intp]:
    widths: NDArray[np.intp] = np.ptp(_outer_edges(strap, on_left=not side)[1], axis=1) + 1
    return widths


def _outer_edges(strap: Mask, on_left: bool) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns (n,) rows and (n, 2): where in each the outermost run of a strap begins and ends.

    A strap laid flat shows its back part beside the front one, further in.
    """
    rows = np.flatnonzero(strap.any(1))
    seen = strap[rows] if on_left else strap[rows, ::-1]
    first = seen.argmax(1)
    behind = np.arange(strap.shape[1]) >= first[:, None]
    gap = behind & ~seen
    last = np.where(gap.any(1), gap.argmax(1), strap.shape[1]) - 1
    edges = np.stack([first, last], 1)
    return rows, edges if on_left else (strap.shape[1] - 1 - edges)[:, ::-1]
