"""The waist of who wears the garment tucked in: one even line, and no cloth below it.

Labels are (H, W) of `labels.Compact`; lengths are pixels of a canvas 768 wide.
"""

import numpy as np

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.hems import (
    ARMS,
    HIPS,
    SHORTEST_HEM,
    SIDE,
    hem_of,
    hips_and_trunk,
    is_tucked,
    slope,
    slope_of,
)
from tryon.pipelines.compact.spread import nearest_index
from tryon.types import Keypoints, Labels, Mask

_BELOW = (Compact.LOWER, Compact.BACKGROUND)
# How far below a waist's line cloth hangs that is not tucked in there. Of 14 persons' waists two
# were farther off, both where an arm hid them; the others by 20 at most.
_DIP = 24
# From neck to hips: how high what an old sleeve leaves below the arm is at most; how much of its
# outline lies on the lower garment at least.
_SLEEVE_STRIP, _SLEEVE_STRIP_SHORE = 0.15, 0.25


def even_waist(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout without cloth that hangs below the waist of who wears it tucked in.

    Where an old sleeve or a parse map's mistake hid the waistband beside an arm or a hand, the
    trousers that are kept end lower, and the new garment hung down there; and of an old sleeve
    before the waist a strip lay below the bared arm.

    Takes what all of `settling_rules` do, of a garment whose sleeves end above the hips; needs neck
    and hips.
    """
    if not keypoints.found(Joint.NECK, *HIPS):
        return layout
    hips, trunk = hips_and_trunk(keypoints)
    scale = canvas_scale(layout.shape[1])
    if not is_tucked(photo, hips, trunk):
        return layout
    layout = _without_sleeve_strips(layout, photo, _SLEEVE_STRIP * trunk)
    columns, hem = hem_of(layout, hips, scale)
    if len(columns) < SHORTEST_HEM * scale:
        return layout
    slopes = np.array([slope_of(hips), slope(hips, photo, columns, hem)])
    below = hem - slopes[:, None] * (columns - float(columns.mean()))
    below -= np.median(below, 1, keepdims=True)
    # What hangs down does so whichever way the waist slants.
    level = below.max(0) < _DIP * scale / 2
    if below.min(0).max() < _DIP * scale or level.mean() < 0.5:
        return layout
    line = np.polyval(np.polyfit(columns[level], hem[level], 1), np.arange(layout.shape[1]))
    rows, across = np.indices(layout.shape, np.float32)
    left, right = columns.min(), columns.max()
    hanging = (rows > line + _DIP * scale / 4) & (layout == Compact.UPPER) & ~settled
    hanging &= (across >= left - SIDE * scale) & (across <= right + SIDE * scale)
    shown = hanging & is_any(photo, _BELOW)
    hidden = hanging & (photo == Compact.UPPER)
    even = layout.copy()
    even[shown] = photo[shown]
    even[hidden] = layout[nearest_index(is_any(layout, _BELOW))][hidden]
    even[hidden & (across >= left) & (across <= right)] = Compact.LOWER
    return even


def _without_sleeve_strips(layout: Labels, photo: Labels, most: float) -> Labels:
    """Gives the lower garment what is left of old sleeves below arms, up to `most` pixels high."""
    bared = layout.copy()
    islands = Islands(layout == Compact.UPPER)
    for strip in islands.parts(~islands.largest, 1):
        arm = strip.rim & is_any(layout[strip.window], ARMS)
        heights = strip.own.sum(0)
        if (
            heights.size > SHORTEST_HEM * canvas_scale(layout.shape[1])
            and (strip.around(layout) == Compact.LOWER).mean() > _SLEEVE_STRIP_SHORE
            and (photo[strip.window][arm] == Compact.UPPER).sum() > arm.sum() / 2
            and np.median(heights[heights > 0]) < most
        ):
            strip.give_to(Compact.LOWER, bared)
    return bared
