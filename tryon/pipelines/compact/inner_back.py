"""Draws the garment's inner back, seen through the neckline of a product photo, to the pixel.

The network that looks for it answers at 128x96 and has learnt that most products show one: its
outline wanders, and on black cloth it draws one where nothing can be seen. GrabCut moves the
outline to where the colours change.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.colour_cut import cut_by_colour
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.spread import dilate, open_
from tryon.preprocess.garment_shape import find_trunk
from tryon.types import Image, Mask

# Log odds from which the network is believed whatever the colours say.
_SURE, _SURELY_NOT = 2.5, -5.0
# In pixels of a canvas 768 wide: how far the outline may move out, what is looked at around it,
# half the height of the narrowest inner back, and the grid that colours are compared on.
_REACH, _MARGIN, _THINNEST, _GRID = 24.0, 40, 3.0, 2.0
_ITERATIONS = 2
# How much longer an inner back's outline is than that of its convex hull: of 32 products 1.02 to
# 1.19; where front and back are of one pattern and the colours tell nothing apart, 1.27.
_RAGGED = 1.23
# Widths of trims that are looked for, in pixels of that canvas; how far a trim's colour is from the
# inside's, in grey levels; how much of it is of that colour; and of how few pixels nothing is said.
_TRIMS = (5.0, 26.0)
_OTHER_COLOUR, _ONE_COLOUR, _FEWEST = 60.0, 0.85, 60
_SAMPLED = 7  # every seventh of them
# Where the corners of a neckline are looked for, in widths of the garment from its middle, and what
# is as high as the highest there.
_CORNERS, _LEVEL = (0.04, 0.25), 0.01
# How much of the neckline around its middle tells how deep it is, and how much of that must show an
# inner back; and the share of the opening of which less is a part of one. Of 27 products with round
# necklines or a V, 23 show .77 or more; a label on white, a patterned tape on black .11 and .59.
_AROUND_MIDDLE, _SEEN, _PARTIAL = 0.35, 0.2, 0.75
# The lowest of what was found counts, in per cent; over how much of its width there must be cloth.
_DEEPEST, _LEAST_CLOTH = 90, 0.8
# How deep an opening may be to be completed, in its widths: deeper ones are no half ellipses.
_CRESCENT = 0.45
# What is so much smaller than the largest part of an inner back is none: shadows of zips.
_ISLAND = 0.25
# Where the front's uppermost part begins, as a share of it; how far above that back must rise to be
# a hood, and how far it does of garments without one, in widths of the front. Of 56 garments at
# home 42 have no hood and rise .00 to .08, 14 have one and rise .07 to .45, 12 of them .11 or more.
_FRONT_BEGINS, _HOOD, _NAPE = 0.005, 0.1, 0.04
# How much larger than what was found of an inner back it may be without its dents: of 16 round
# necks and Vs at home it is 1.01 to 1.19 times as large.
_DENTED = 1.25
# Where the corners of the neck are looked for, in widths of the trunk from its middle: on the same
# garments they lie .13 to .45 from it.
_NECK_CORNERS = (0.08, 0.45)


def inner_back(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32]) -> Mask:
    """Returns (H, W) bool: the inner back, a part of the garment; often nothing.

    Args:
        cloth: (H, W, 3) the product photo.
        cloth_mask: (H, W) bool, the garment in it.
        logits: (H, W) float32, the network's log odds of the inner back.
    """
    back = _outlined(cloth, cloth_mask, logits)
    if not back.any():
        return back
    scale = canvas_scale(cloth.shape[1])
    back = _without_trim(_whole(back, cloth_mask), cloth, cloth_mask, scale)
    return np.zeros_like(back) if _is_ragged(back) else back


def home_inner_back(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32]) -> Mask:
    """Returns (H, W) bool like `inner_back`, of a network that has learnt on garments lying flat.

    It finds openings as a whole, and its torn outlines are those of hoods and linings.
    """
    back = _outlined(cloth, cloth_mask, logits)
    islands = Islands(back)
    for island in islands.parts(islands.areas < _ISLAND * islands.areas.max(initial=0), reach=0):
        back[island.window][island.own] = False
    return back


def without_dents(cloth_mask: Mask, back: Mask) -> Mask:
    """Returns an inner back (H, W) whose outline has no dents: round necks and Vs have none.

    Where inside and front are of one colour, folds and hangers cut pieces off. What lacks more than
    a dent is a lining, and stays as it is.
    """
    at_neck = _at_neck(cloth_mask, back)
    hull = np.zeros(back.shape, np.uint8)
    if at_neck.any():
        places = np.argwhere(at_neck)[:, ::-1].astype(np.int32)
        cv2.fillConvexPoly(hull, cv2.convexHull(places), 1)
    whole: Mask = back | ((hull > 0) & cloth_mask)
    return whole if whole.sum() < _DENTED * back.sum() else back


def opening_of(cloth_mask: Mask, back: Mask) -> Mask:
    """Returns (H, W) what lies above the front between the neck's corners: inner back or ground.

    Nothing where no inner back is seen: what ends there may be a collar.
    """
    opening = np.zeros_like(back)
    inside = _at_neck(cloth_mask, back)
    if not inside.any():
        return opening
    trunk = find_trunk(cloth_mask)
    middle = float(trunk.left[trunk.top] + trunk.right[trunk.top]) / 2
    # Above the inner back lies the back's own edge.
    lowest = len(back) - inside[::-1].argmax(0)
    front = np.where(inside.any(0), lowest, cloth_mask.argmax(0))
    tops = np.where(cloth_mask.any(0), front, len(back))
    corners = []
    for side in (-1, 1):
        out = side * (np.arange(len(tops)) - middle) / trunk.width
        place = np.flatnonzero((out > _NECK_CORNERS[0]) & (out < _NECK_CORNERS[1]))
        if not place.size:
            return opening
        corners.append(int(place[tops[place].argmin()]))
    columns = slice(corners[0], corners[1] + 1)
    opening[:, columns] = np.arange(len(back))[:, None] < tops[columns]
    return opening


def _at_neck(cloth_mask: Mask, back: Mask) -> Mask:
    """Returns the largest part of an inner back (H, W) that is seen at the neck, not at the hem."""
    rows = np.flatnonzero(cloth_mask.any(1))
    middle = int(rows[0] + rows[-1]) // 2 if rows.size else 0
    upper = Islands(back[:middle])
    at_neck = np.zeros_like(back)
    for part in upper.parts(upper.largest, reach=0):
        at_neck[part.window] |= part.own
    return at_neck


def without_hood(cloth_mask: Mask, back: Mask) -> Mask:
    """Returns the garment (H, W) without its hood, which lies behind the wearer's neck."""
    front = cloth_mask & ~back
    if not front.any() or not back.any():
        return cloth_mask
    width = float(np.ptp(np.flatnonzero(front.any(0))))
    share = np.cumsum(front.sum(1)) / front.sum()
    shoulders = float(np.searchsorted(share, _FRONT_BEGINS))
    if shoulders - int(back.any(1).argmax()) < _HOOD * width:
        return cloth_mask
    worn = cloth_mask.copy()
    worn[: max(0, round(shoulders - _NAPE * width))] = False
    return worn


def _outlined(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32]) -> Mask:
    """Returns what a network believes to be inner back (H, W), outlined where colours change."""
    back: Mask = cloth_mask & (logits > 0)
    if not back.any():
        return back
    scale = canvas_scale(cloth.shape[1])
    left, top, wide, high = cv2.boundingRect(back.astype(np.uint8))
    margin = round(_MARGIN * scale)
    window = (
        slice(max(0, top - margin), top + high + margin),
        slice(max(0, left - margin), left + wide + margin),
    )
    back[window] = _cut(cloth[window], cloth_mask[window], logits[window], scale)
    return open_(back, _THINNEST * scale)


def _without_trim(back: Mask, cloth: Image, cloth_mask: Mask, scale: float) -> Mask:
    """Leaves the front its trim: a band of one colour between it and an inside of another."""
    # Slivers above an inner back are the back's own edge.
    front = open_(cloth_mask & ~back, 2 * _THINNEST * scale)
    if not back.any() or not front.any():
        return back
    away = distance_to(front, exact=True)
    near = back & (away <= 2 * _TRIMS[1] * scale)
    width = trim_width(away[near] / scale, cloth[near])
    kept: Mask = back & (away > width * scale)
    return kept


def trim_width(
    depth: NDArray[np.float32], colours: NDArray[np.uint8], widest: float = _TRIMS[1]
) -> float:
    """Returns how wide a trim along an edge is: a band of one colour beside cloth of another.

    Args:
        depth: (N,) how far from the edge places are, in pixels of a canvas 768 wide.
        colours: (N, 3) uint8, theirs.
        widest: In the same pixels, what is too wide for a trim.

    Returns:
        In the same pixels; 0 where there is none.
    """
    depth, colours = depth[::_SAMPLED], colours[::_SAMPLED].astype(np.float32)
    width = 0.0
    for trim in np.arange(_TRIMS[0], widest, 1.0):
        # The seam between the two is neither's.
        band, rest = colours[(depth > 1) & (depth < trim - 1)], colours[depth > trim + 1]
        if len(band) < _FEWEST or len(rest) < _FEWEST:
            continue
        own, other = np.median(band, 0), np.median(rest, 0)
        alike = (np.abs(band - own).max(1) < _OTHER_COLOUR / 2).mean()
        if alike > _ONE_COLOUR and np.abs(own - other).max() > _OTHER_COLOUR:
            width = float(trim)
    return width


def _whole(back: Mask, cloth_mask: Mask) -> Mask:
    """Adds the rest of the opening where only a part of its inner back was found, say a label.

    The opening is half an ellipse between the corners of the neckline, as deep as what was found:
    so the fronts of products with round necklines end.
    """
    columns = np.flatnonzero(cloth_mask.any(0))
    wide, middle = float(np.ptp(columns)), float(columns[0] + columns[-1]) / 2
    tops = np.where(cloth_mask.any(0), cloth_mask.argmax(0), len(cloth_mask))
    near, far = (share * wide for share in _CORNERS)
    sides = [np.arange(round(middle - far), round(middle - near))]
    sides.append(np.arange(round(middle + near), round(middle + far)))
    if not all(side.size for side in sides):
        return back
    left, right = (side[tops[side] <= tops[side].min() + _LEVEL * wide] for side in sides)
    x = np.arange(left[-1], right[0] + 1)
    line = np.interp(x, [x[0], x[-1]], tops[[x[0], x[-1]]])
    across = np.linspace(-1, 1, len(x))
    shown = back[:, x].any(0) & (np.abs(across) < _AROUND_MIDDLE)
    if shown.mean() < _SEEN * _AROUND_MIDDLE:
        return back
    lowest = len(back) - 1 - back[::-1, x].argmax(0)
    deep = float(np.percentile((lowest - line)[shown], _DEEPEST))
    ends = line + deep * np.sqrt(1 - across**2)
    if deep > _CRESCENT * len(x) or (tops[x] < ends).mean() < _LEAST_CLOTH:
        return back
    opening = np.zeros_like(back)
    opening[:, x] = np.arange(len(back))[:, None] <= ends
    opening &= cloth_mask
    part = float((back & opening).sum()) / float(opening.sum())
    return back | opening if part < _PARTIAL else back


def _is_ragged(back: Mask) -> bool:
    """Whether the largest part of a mask has an outline that no cut of a garment has."""
    outlines, _ = cv2.findContours(back.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return False
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.arcLength(cv2.convexHull(outline), closed=True)
    return cv2.arcLength(outline, closed=True) > _RAGGED * hull


def _cut(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32], scale: float) -> Mask:
    """Returns the inner back (h, w) in a window of the product photo."""
    whole = (logits.shape[1], logits.shape[0])
    step = max(1.0, _GRID * scale)
    small = (max(1, round(whole[0] / step)), max(1, round(whole[1] / step)))
    inside = cv2.resize(cloth_mask.astype(np.uint8), small, interpolation=cv2.INTER_NEAREST) > 0
    places = cv2.resize(logits, small, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(cloth, small, interpolation=cv2.INTER_AREA)

    near = dilate(inside & (places > 0), _REACH * scale / step)
    guess = np.where(near, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    guess[places > 0] = cv2.GC_PR_FGD
    guess[places > _SURE] = cv2.GC_FGD
    guess[(places < _SURELY_NOT) | ~inside] = cv2.GC_BGD
    # The photo's background takes no part: it gets the colour of the cloth farther down.
    front = inside & ~near
    if not front.any() or not (guess & 1).any():
        return cloth_mask & (logits > 0)
    colours[~inside] = colours[front].mean(0)
    found = cut_by_colour(colours, guess, _ITERATIONS) & inside
    large: Mask = cv2.resize(found.astype(np.uint8), whole, interpolation=cv2.INTER_NEAREST) > 0
    return large & cloth_mask
