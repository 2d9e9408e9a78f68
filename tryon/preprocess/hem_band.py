"""The hem band of a knit: a rim of another colour, which the line of the waist left to trousers.

It begins at that line, is of one colour, and has the colour of the garment's cuffs, collar or
stripes; the trousers below it do not have that colour.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.limbs import body_unit
from tryon.preprocess.pose import Pose
from tryon.preprocess.waist_strip import ROWS_PER_TORSO, strip_column, torso_position
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# How high such a band is, in lengths of the torso: a navy one .11, the shadow below a hem .01.
_LOWEST, _HIGHEST = 0.06, 0.25
# How far from a row's colour pixels are of that colour, 0 to 255 a channel: light varies in folds.
_ALIKE = np.array((8, 4, 4), np.float32)
# What share of a row is of its colour, what of the upper garment, and how many times more than of
# the trousers. The navy band of a striped knit has .9, .06 and no pixel of black trousers; of 44
# other persons no row but the first below the line has .2 of itself, .02 of the garment, and twice
# as much of it as of the trousers.
_PLAIN, _OF_GARMENT, _TIMES = 0.6, 0.03, 4.0
# Of how few pixels of trousers, or of a row, nothing is said.
_FEWEST_BELOW, _FEWEST = 200, 20
# How broad its shaded ends are at most, in body units.
_ENDS = 0.1


def hem_band(image: Image, upper: Mask, lower: Mask, pose: Pose) -> Mask:
    """Returns what of the lower garment is the hem band of the upper one.

    Args:
        image: (H, W, 3) uint8 RGB.
        upper: (H, W) bool, the upper garment with its sleeves.
        lower: (H, W) bool, the lower garment as far as the line of the waist tells it.
        pose: The person in pixels of `image`.

    Returns:
        (H, W) bool, a part of `lower`.
    """
    nothing: Mask = np.zeros_like(lower)
    below = _below_line(lower, pose)
    trousers = lower & (below > _HIGHEST)
    if np.count_nonzero(trousers) < _FEWEST_BELOW or not upper.any():
        return nothing
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32)
    row_of = np.floor(below * ROWS_PER_TORSO)
    rows = 0
    for row in range(round(_HIGHEST * ROWS_PER_TORSO)):
        colours = lab[lower & (row_of == row)]
        if len(colours) < _FEWEST:
            break
        colour = np.median(colours, axis=0)
        garments, legs, own = (_share(c, colour) for c in (lab[upper], lab[trousers], colours))
        if own < _PLAIN or garments < max(_OF_GARMENT, _TIMES * legs):
            break
        rows += 1
    if rows < _LOWEST * ROWS_PER_TORSO:
        return nothing
    # Its own end is straighter than the line that it is measured from.
    colour = np.median(lab[lower & (row_of < rows)], axis=0)
    alike = lower & (below < _HIGHEST) & _is_alike(lab, colour)
    joined = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    # Its turned and shaded ends are darker, and no trousers come up beside it.
    aside = np.ones((1, 2 * max(1, round(_ENDS * body_unit(pose))) + 1), np.uint8)
    band: Mask = lower & (cv2.dilate(joined, aside) > 0)
    return band


def _below_line(lower: Mask, pose: Pose) -> Field:
    """Returns (H, W) float32: how far below its column's first pixel one lies, in torsos."""
    along = torso_position(lower.shape, pose)
    columns = np.rint(strip_column(lower.shape, pose)).astype(int)
    columns -= columns.min()
    first = np.full(columns.max() + 1, np.inf, np.float32)
    np.minimum.at(first, columns[lower], along[lower])
    below: Field = np.where(lower, along - first[columns], np.float32(-1))
    return below


def _is_alike(lab: Field, colour: Field) -> Mask:
    alike: Mask = (np.abs(lab - colour) < _ALIKE).all(axis=-1)
    return alike


def _share(lab: Field, colour: Field) -> float:
    return float(_is_alike(lab, colour).mean())
