"""Where the upper garment ends and the lower one begins.

The clothes on trunk and legs are unrolled along the torso into a strip. One line from side to side
is laid through it where it parts the colours of the chest from those further down, likes to follow
an edge, and stays near the waist where colours tell nothing. Line and colours are found in turns.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.pose import Pose
from tryon.preprocess.waist_strip import (
    FIRST,
    ROWS,
    ROWS_PER_TORSO,
    Strip,
    folded_legs,
    row_at,
    strip_column,
    torso_position,
    unroll,
)
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# Where upper garments end when nothing else tells it: hems below the hips are commoner than
# crop tops.
_USUAL_WAIST, _SPREAD_ABOVE, _SPREAD_BELOW = 0.97, 0.25, 0.4
# A column in which more than this share is clothes, from the chest past the hips, is the trunk's.
_WORN_COLUMN = 0.3
# What counts for a line, a column: how far it is from the usual waist, in the spreads above and
# squared; the edge it follows, 0 to 1 or `_BARE_EDGE`; each row up or down from the last column.
_PRIOR_WEIGHT, _EDGE_WEIGHT, _STEP_COST = 0.05, 0.25, 0.08
# So often the colours above and below the line are learnt and the line is found by them.
_ROUNDS = 4
# Of the log of how much likelier a colour is in one garment than in the other: the most that a
# pixel says, and what is taken off because both share such colours.
_MOST_EVIDENCE = 2.0
_SHARED = 0.8
# The Lab distance (0 to 255 a channel) across an edge of plain cloth that is surely one, and how
# clear bare skin is, where such an edge is 1.
_PLAIN_EDGE, _BARE_EDGE = 12.0, 3.0
# How many levels of 0 to 255 a bin of the colour models holds: in L, in a and b, and in a and b
# where the line is looked for. In bins of 11, each of which lends to its neighbours, a peach hem is
# white trousers; of 45 persons' hems 5 to 7 find more, 4 takes black trousers for a navy rim.
_LIGHT_BIN, _HUE_BIN, FINE_HUE_BIN = 16, 11, 5

# Between these places along the torso, 0 shoulders, 1 hips, trousers seldom begin; where less than
# so much of the cloth there is above the line, and more than so much of the sleeves has the colours
# below it, it is a shirt's end in a jacket: one has .19 and .85, of 45 persons twelve are below the
# first and none of them above .1. To where a jacket hangs at least.
_BELLY, _LITTLE, _AS_BELOW, JACKET_END = (0.6, 0.8), 0.5, 0.5, 1.15


@dataclass(frozen=True)
class WaistLine:
    """The parting of the clothes.

    Attributes:
        above: (H, W) bool, the side of the line where clothes are the upper garment's.
        log_ratio: (H, W) float32, above 0 where a pixel's colour is the upper garment's.
        alike: How alike the colours on both sides are, 0 to 1.
        edge: How clear an edge the line follows, 0 to 1.
    """

    above: Mask
    log_ratio: Field
    alike: float
    edge: float


def find_waist(image: Image, clothes: Mask, bare: Mask, pose: Pose) -> WaistLine:
    """Finds the line between the upper and the lower garment on trunk and legs.

    Args:
        image: (H, W, 3) uint8 RGB.
        clothes: (H, W) bool, clothes without sleeves.
        bare: (H, W) bool, skin of the trunk.
        pose: The person in pixels of `image`.
    """
    strip = unroll(image, clothes, bare, pose)
    edges = _edges_across(strip)
    bottom = _bottom(strip)
    rows = np.arange(ROWS)[:, None]
    above = rows < row_at(0.6)
    # To begin with, the last fifth below the waist is taken for the lower garment.
    below = rows > row_at(bottom - 0.2 * max(bottom - 0.95, 0.05))
    for _ in range(_ROUNDS):
        models = _models(strip, above, below, FINE_HUE_BIN)
        line = _best_line(strip, _evidence(strip, models), edges)
        above, below = rows < line, rows >= line

    pixel_line = np.interp(strip_column(clothes.shape, pose), np.arange(line.size), line)
    is_above = torso_position(clothes.shape, pose) < FIRST + pixel_line / ROWS_PER_TORSO
    is_above &= ~folded_legs(clothes.shape, pose)
    upper, lower = _models(strip, above, below, _HUE_BIN)
    return WaistLine(
        above=is_above,
        log_ratio=log_likelihood_ratio(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), (upper, lower)),
        alike=float(np.sqrt(upper * lower).sum()),
        edge=_edge_along(strip, edges, line),
    )


def is_jacket_over_shirt(waist: WaistLine, trunk: Mask, sleeves: Mask, position: Field) -> bool:
    """Whether the line is the end of a shirt in a jacket that is closed farther down.

    Args:
        waist: What `find_waist` found.
        trunk: (H, W) bool, clothes without sleeves.
        sleeves: (H, W) bool.
        position: (H, W) float32, see `torso_position`.
    """
    belly = trunk & (position > _BELLY[0]) & (position < _BELLY[1])
    upper_arms = sleeves & (position > 0) & (position < _BELLY[0])
    if not belly.any() or not upper_arms.any() or waist.above[belly].mean() > _LITTLE:
        return False
    return bool((waist.log_ratio[upper_arms] < 0).mean() > _AS_BELOW)


def _edges_across(strip: Strip) -> Field:
    """(rows, columns): how clearly the colour changes from above to below a row, 0 to 1.

    Bare skin between two garments is clearer than any edge.
    """
    reach = 3
    smooth = cv2.blur(strip.colours.astype(np.float32), (5, 3))
    change = np.zeros(strip.clothes.shape, np.float32)
    change[reach:-reach] = np.linalg.norm(smooth[2 * reach :] - smooth[: -2 * reach], axis=-1)
    both = np.zeros(strip.clothes.shape, bool)
    # Only where the averages on both sides saw nothing but clothes.
    solid = cv2.erode(strip.clothes.astype(np.uint8), np.ones((3, 5), np.uint8)) > 0
    both[reach:-reach] = solid[2 * reach :] & solid[: -2 * reach]
    # A patterned garment is full of edges: only what stands out from them counts.
    usual = float(np.percentile(change[both], 80)) if both.any() else 0.0
    clear: Field = np.clip(change / (_PLAIN_EDGE + 1.5 * usual), 0, 1) * both
    clear[strip.bare] = _BARE_EDGE
    return clear


def _bottom(strip: Strip) -> float:
    """How far down the torso the clothes reach, 0 shoulders, 1 hips."""
    filled = np.flatnonzero(strip.clothes.sum(axis=1) > 4)
    return FIRST + (float(filled[-1]) if filled.size else 0.0) / ROWS_PER_TORSO


def _worn_columns(strip: Strip) -> slice:
    """The columns where the trunk is; all of them where it cannot be seen."""
    worn = np.flatnonzero(strip.clothes[row_at(0.4) : row_at(1.4)].mean(axis=0) > _WORN_COLUMN)
    if worn.size == 0:
        return slice(0, strip.clothes.shape[1])
    return slice(int(worn[0]), int(worn[-1]) + 1)


def colour_model(colours: NDArray[np.uint8], hue_bin: int = _HUE_BIN) -> Field:
    """Counts colours.

    Args:
        colours: (N, 3) uint8 Lab.
        hue_bin: How many levels of a and of b are one.

    Returns:
        (L, A, B) float32: smoothed frequencies; their uniform part keeps logarithms finite.
    """
    widths = np.array((_LIGHT_BIN, hue_bin, hue_bin), np.uint8)
    counts: Field = np.zeros(-(-256 // widths.astype(int)), np.float32)
    bins = colours // widths
    np.add.at(counts, tuple(bins.T), 1)
    for axis in range(3):
        counts = counts + 0.5 * np.roll(counts, 1, axis) + 0.5 * np.roll(counts, -1, axis)
    total = max(float(counts.sum()), 1.0)
    spread: Field = 0.95 * counts / total + 0.05 / counts.size
    return spread


def _models(strip: Strip, above: Mask, below: Mask, hue_bin: int) -> tuple[Field, Field]:
    """The colours of the upper and of the lower garment, seen in the middle of the trunk.

    At the sides shading and arms would blend the two.
    """
    worn = _worn_columns(strip)
    margin = (worn.stop - worn.start) // 5
    middle = np.zeros_like(strip.clothes)
    middle[:, worn.start + margin : worn.stop - margin] = True
    middle &= strip.clothes
    upper = colour_model(strip.colours[middle & above & ~strip.legs], hue_bin)
    lower = colour_model(strip.colours[(middle & below) | (strip.clothes & strip.legs)], hue_bin)
    return upper, lower


def log_likelihood_ratio(colours: NDArray[np.uint8], models: tuple[Field, Field]) -> Field:
    """Tells of which of two garments a colour is, with little evidence taken for none.

    Args:
        colours: (..., 3) uint8 Lab.
        models: From `colour_model`.

    Returns:
        (...) float32, above 0 where it is the first one's, 0 where it says nothing.
    """
    upper, lower = models
    widths = -(-256 // np.array(upper.shape))
    bins = tuple(np.moveaxis(colours // widths, -1, 0))
    ratio = np.log(upper[bins] / lower[bins])
    # A colour that both garments share says nothing, even where one of them has more of it.
    telling = np.maximum(np.abs(ratio) - _SHARED, 0)
    log_ratio: Field = np.sign(ratio) * np.minimum(telling, _MOST_EVIDENCE)
    return log_ratio


def _evidence(strip: Strip, models: tuple[Field, Field]) -> Field:
    """(rows, columns): above 0 where the strip speaks for the upper garment."""
    log_ratio = log_likelihood_ratio(strip.colours, models)
    log_ratio[strip.legs] = -_MOST_EVIDENCE
    weighed: Field = log_ratio * strip.clothes
    return weighed


def _best_line(strip: Strip, evidence: Field, edges: Field) -> NDArray[np.intp]:
    """The row, for each column, from which on clothes are lower; by dynamic programming."""
    # The line is found where the trunk is and runs straight on beside it.
    trunk = _worn_columns(strip)
    rows = np.arange(ROWS, dtype=np.float32)
    away = FIRST + rows / ROWS_PER_TORSO - _USUAL_WAIST
    prior = _PRIOR_WEIGHT * (away / np.where(away < 0, _SPREAD_ABOVE, _SPREAD_BELOW)) ** 2
    above = np.zeros_like(evidence)
    above[1:] = np.cumsum(evidence, axis=0)[:-1]
    cost = (-above / ROWS_PER_TORSO + prior[:, None] - _EDGE_WEIGHT * edges)[:, trunk]
    best = np.empty_like(cost)
    best[:, 0] = cost[:, 0]
    for column in range(1, cost.shape[1]):
        best[:, column] = cost[:, column] + _cheapest_step(best[:, column - 1], rows)
    line = np.empty(cost.shape[1], np.intp)
    line[-1] = int(best[:, -1].argmin())
    for column in range(cost.shape[1] - 2, -1, -1):
        steps = _STEP_COST * np.abs(rows - line[column + 1])
        line[column] = int((best[:, column] + steps).argmin())
    return np.pad(line, (trunk.start, evidence.shape[1] - trunk.stop), mode="edge")


def _cheapest_step(cost: Field, rows: Field) -> Field:
    """Min over r' of cost[r'] + step_cost * |r - r'|, for every r."""
    down = np.minimum.accumulate(cost - _STEP_COST * rows) + _STEP_COST * rows
    up = np.minimum.accumulate((cost + _STEP_COST * rows)[::-1])[::-1] - _STEP_COST * rows
    cheapest: Field = np.minimum(down, up)
    return cheapest


def _edge_along(strip: Strip, edges: Field, line: NDArray[np.intp]) -> float:
    columns = np.arange(line.size)
    worn = strip.clothes[line, columns]
    return float(edges[line, columns][worn].mean()) if worn.any() else 0.0
