"""What kind of garment a mask shows: sleeve length, neckline, and whether it is a top at all.

Rules that go by the outline, for where the garment network is missing or in doubt.
"""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.types import Image, Mask, Neckline, Sleeve

Field = NDArray[np.float32]
Category = Literal[
    "upper", "dress", "trousers", "shorts", "skirt", "shoes", "hat", "bodysuit", "other"
]

# Farthest point of a sleeve from the shoulder, in widths of the garment's trunk.
_SHORT, _ELBOW = 1.1, 1.65
# What stands out less than this beyond the side seam is no sleeve, in the same widths.
_SEAM_EASE, _LEAST_SLEEVE = 0.06, 0.13
# What hangs on straps has no part wider than this, in the same widths, at this share of its height:
# of shops' strap tops and tank tops 0.01 to 0.29, of boxes with a neckline 0.96 to 1.14.
_WIDEST_STRAP, _TOP_SHARE = 0.45, 0.05
# In the same widths: how wide a strap is at most; where down a garment, of its height, straps are
# looked for, and how many of these places have to show two of them.
_STRAP_WIDTH, _STRAP_ROWS, _LEAST_ROWS = 0.15, tuple(0.02 * row for row in range(1, 11)), 4
# A garment longer than this many widths of its chest is a dress; long camisoles reach 2.1.
_DRESS_LENGTH = 2.5
# A trunk this wide for its length is a trunk with the sleeves lying against it.
_SLEEVES_INCLUDED = 0.85


@dataclass(frozen=True)
class GarmentShape:
    """Estimates; the user's word counts more.

    Attributes:
        sleeve: How far it covers the arms.
        neckline: How it is cut at the neck.
        category: What it looks like.
        narrow_top: Whether it is narrow just below its top, as what hangs on straps is.
    """

    sleeve: Sleeve
    neckline: Neckline
    category: Category
    narrow_top: bool


@dataclass(frozen=True)
class Trunk:
    """The part of the garment around the body, in canvas pixels.

    Attributes:
        centre: Column of the middle.
        width: Usual width.
        chest: Width where it is widest, which may include short sleeves.
        top: First row of the garment.
        bottom: Row below the hem.
        left: (H,) float32, column of the left side seam in each row.
        right: (H,) float32, column of the right side seam in each row.
    """

    centre: float
    width: float
    chest: float
    top: int
    bottom: int
    left: Field
    right: Field


def describe(image: Image, mask: Mask) -> GarmentShape:
    """Estimates sleeve, neckline and category from a garment on the canvas.

    Args:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool, not empty.
    """
    trunk = find_trunk(mask)
    category: Category = "upper"
    if _has_two_legs(mask):
        category = "trousers"
    elif trunk.bottom - trunk.top > _DRESS_LENGTH * max(trunk.chest, trunk.width):
        category = "dress"
    return GarmentShape(
        _sleeve(mask, trunk),
        _neckline(image, mask, trunk),
        category,
        _is_narrow_on_top(mask, trunk),
    )


def _run_at(row: NDArray[np.bool_], column: int) -> tuple[int, int]:
    """Returns start and end of the run of true pixels around a column; (column, column) if none."""
    if not row[column]:
        return column, column
    gaps = np.flatnonzero(~row)
    left = gaps[gaps < column]
    right = gaps[gaps > column]
    start = int(left[-1]) + 1 if left.size else 0
    end = int(right[0]) if right.size else row.size
    return start, end


def find_trunk(mask: Mask) -> Trunk:
    """Returns the part of a garment that lies around the body; the mask (H, W) is not empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    centre = (int(columns[0]) + int(columns[-1]) + 1) // 2
    middle = np.flatnonzero(mask[:, centre])
    top, bottom = int(rows[0]), int(middle[-1]) + 1 if middle.size else int(rows[-1]) + 1
    # From under the arms to above the hem; where sleeves touch the trunk the run is too wide.
    levels = np.arange(top + round(0.5 * (bottom - top)), top + round(0.93 * (bottom - top)))
    runs = np.array([_run_at(mask[row], centre) for row in levels], np.float32).reshape(-1, 2)
    widths = runs[:, 1] - runs[:, 0] if runs.size else np.zeros(0, np.float32)
    alone = widths > 0
    if not alone.any():
        sides = (
            np.full(mask.shape[0], columns[0], np.float32),
            np.full(mask.shape[0], columns[-1], np.float32),
        )
        span = float(columns.size)
        return Trunk(float(centre), span, span, top, bottom, *sides)
    alone &= widths < 1.25 * np.percentile(widths[alone], 25)
    every = np.arange(mask.shape[0])
    seams = []
    for side in (0, 1):
        slope, start = np.polyfit(levels[alone], runs[alone, side], 1)
        # A seam that leans in towards the shoulders is not followed above the waist.
        seams.append((start + slope * np.maximum(every, levels[0])).astype(np.float32))
    width = float(np.median(widths[alone]))
    upper = (_run_at(mask[row], centre) for row in range(top + (bottom - top) // 5, bottom))
    chest = float(np.percentile([end - start for start, end in upper], 80))
    return Trunk(float(centre), width, chest, top, bottom, seams[0], seams[1])


def _has_two_legs(mask: Mask) -> bool:
    """Whether the lower part parts into two narrowly, under one straight piece."""
    rows = np.flatnonzero(mask.any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    height = bottom - top
    parted = 0
    for row in mask[bottom - height // 3 : bottom - height // 50]:
        filled = np.flatnonzero(row)
        if filled.size == 0:
            continue
        span = int(filled[-1] - filled[0]) + 1
        gaps = np.diff(filled)
        widest = int(gaps.max()) - 1 if gaps.size else 0
        where = (filled[int(gaps.argmax())] + widest / 2 - filled[0]) / span if widest else 0.0
        # Between long sleeves lies a whole trunk; between legs, little.
        parted += bool(0 < widest < 0.35 * span and 0.35 < where < 0.65)
    spans = mask.sum(axis=1)
    waist = int(spans[top + round(0.04 * height)])
    return parted > 0.4 * height / 3 and waist > 0.6 * int(spans.max())


def _sleeve(mask: Mask, trunk: Trunk) -> Sleeve:
    columns = np.arange(mask.shape[1])[None, :]
    lengths = []
    for outwards, inner in (
        (trunk.left[:, None] - columns, trunk.left),
        (columns - trunk.right[:, None], trunk.right),
    ):
        y, x = np.nonzero(mask & (outwards > _SEAM_EASE * trunk.width))
        if y.size < 0.01 * trunk.width**2:
            lengths.append(0.0)
            continue
        if float(outwards[y, x].max()) < _LEAST_SLEEVE * trunk.width:
            lengths.append(0.0)
            continue
        seam = int(np.clip(inner[trunk.top], 0, mask.shape[1] - 1))
        below = np.flatnonzero(mask[:, seam])
        shoulder = int(below[0]) if below.size else trunk.top
        lengths.append(float(np.hypot(x - seam, y - shoulder).max()) / trunk.width)
    length = float(np.mean(lengths))
    if length < 0.5 and trunk.width > _SLEEVES_INCLUDED * (trunk.bottom - trunk.top):
        return "long"
    if length == 0:
        return "sleeveless"
    if length < _SHORT:
        return "short"
    return "elbow" if length < _ELBOW else "long"


def _neckline(image: Image, mask: Mask, trunk: Trunk) -> Neckline:
    height = trunk.bottom - trunk.top
    if _is_on_straps([mask[trunk.top + round(share * height)] for share in _STRAP_ROWS], trunk):
        return "straps"
    high = mask[trunk.top + max(2, round(0.02 * height))]
    columns = np.flatnonzero(high)
    spread = (columns[-1] - columns[0] + 1) / trunk.width if columns.size else 0.0
    depth = _opening_depth(mask, trunk)
    if spread > 0.85 and depth < 0.12:
        return "wide"
    if _stands_up(mask, trunk):
        return "high"
    return "v" if _edge_is_pointed(image, mask, trunk) else "round"


def _run_widths(row: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Returns how long the runs of true pixels are, from the left."""
    steps = np.diff(np.concatenate([[0], row.astype(int), [0]]))
    return np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1)


def _is_on_straps(rows: list[NDArray[np.bool_]], trunk: Trunk) -> bool:
    """Returns whether two straps lead down from the top; aslant, one begins below the other."""
    runs = [_run_widths(row) for row in rows]
    wide = [widths.max(initial=0) > _STRAP_WIDTH * trunk.width for widths in runs]
    straps = runs[: wide.index(True)] if any(wide) else runs
    return sum(len(widths) >= 2 for widths in straps) >= _LEAST_ROWS


def _is_narrow_on_top(mask: Mask, trunk: Trunk) -> bool:
    widths = _run_widths(mask[trunk.top + round(_TOP_SHARE * (trunk.bottom - trunk.top))])
    return bool(widths.size == 0 or widths.max() < _WIDEST_STRAP * trunk.width)


def _opening_depth(mask: Mask, trunk: Trunk) -> float:
    """How far the middle of the top edge lies below its highest point, in trunk widths."""
    column = np.flatnonzero(mask[:, round(trunk.centre)])
    return (int(column[0]) - trunk.top) / trunk.width if column.size else 1.0


def _stands_up(mask: Mask, trunk: Trunk) -> bool:
    """Whether a narrow collar stands above the shoulders."""
    rows = mask[trunk.top : trunk.top + round(0.25 * trunk.width)]
    spans = np.array([np.ptp(np.flatnonzero(row)) + 1 if row.any() else 0 for row in rows])
    narrow = (spans > 0.2 * trunk.width) & (spans < 0.55 * trunk.width)
    return bool(narrow.sum() > 0.07 * trunk.width) and _opening_depth(mask, trunk) < 0.05


def _edge_is_pointed(image: Image, mask: Mask, trunk: Trunk) -> bool:
    """Whether the strongest edge below the neck runs down to a point in the middle."""
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (0, 0), 2).astype(np.float32)
    steep = np.abs(cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    depths = []
    for share in (0.0, 0.09, 0.18):
        found = []
        for side in (-1, 1):
            column = round(trunk.centre + side * share * trunk.width)
            rows = np.flatnonzero(mask[:, column])
            if rows.size == 0:
                return False
            first = max(int(rows[0]), trunk.top) + 3
            last = trunk.top + round(0.6 * trunk.width)
            if last <= first:
                return False
            found.append(first + int(steep[first:last, column].argmax()) - trunk.top)
        depths.append(float(np.mean(found)))
    middle, near, far = depths
    falls = middle - far
    # A V loses as much height in each step; a round neck loses little near the middle.
    return falls > 0.15 * trunk.width and (middle - near) > 0.35 * falls
