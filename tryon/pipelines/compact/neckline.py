"""Settles where cloth gives way to the neck: the network says where and how wide, the garment how.

The layout network knows where a neckline lies on the person but draws every cut a little rounder
than the last one it saw; a V becomes a scoop, and the dense flow, which follows the layout, bends
with it. The TPS warp cannot bend so sharply: it keeps the garment's own cut, and only its place is
a guess. So its outline is moved and stretched a little until it agrees best with the layout.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.spread import dilate, open_
from tryon.types import Labels, Mask

# The width of the canvas on which the outline is fitted.
_FIT_WIDTH = 192
# How far around the predicted neckline, on that canvas, the outline decides.
_REACH = 13.0
# The share of the inner back's height over which the outline gains its full word.
_EASE = 0.4
# The smallest neckline that tells where the outline belongs, in pixels of that canvas.
_LEAST_NECK = 20
# The largest stretch (log) and the first step of the search: across, down, and shifts in pixels.
_MOST = np.array([0.5, 0.6, 20.0, 20.0])
_STEP = np.array([0.16, 0.16, 3.0, 3.0])
_HALVINGS, _TURNS = 4, 12
# What a stretch by e or a shift of ten pixels costs, of the agreement that could be had.
_STIFFNESS = 1.0
_SHIFT_UNIT = 10.0
# Distances from the cloth's edge, in pixels of a canvas 768 wide, that count as one unit of log
# odds, and the most units: of the warp anywhere, and of the fitted outline near the neckline, where
# it has a point, which the network never draws, and where it has none.
_EDGE_SOFTNESS, _WARP_LOGIT = 10.0, 3.0
_CUT_SOFTNESS, _POINT_SOFTNESS, _CUT_LOGIT = 6.0, 2.5, 8.0
# Half the width of the widest strap and the height of the shortest, in the same pixels.
_WIDEST_STRAP, _SHORTEST_STRAP = 14.0, 40.0

# How deep a V is, of the opening's width and of the photo's height, and how deep halfway to its
# sides: of 40 tops of photos four Vs 0.5 to 1.5, and 0.58 to 0.70; 29 rounds and scoops either less
# deep or 0.65 to 0.94 halfway, and a mock collar's opening narrow.
_V_DEPTH, _V_LEAST, _V_HALFWAY = 0.48, 0.06, 0.72
# How far around a V's point it is one, and how narrow a notch beside it is no neck, in pixels of a
# canvas 768 wide.
_AROUND_POINT, _CUT = 48, 12

Plane = NDArray[np.float32]


def cloth_logits(
    probabilities: Plane,
    flow_distance: Plane,
    tps_distance: Plane,
    back: Plane,
    pointed: bool = False,
) -> Plane:
    """Returns the garment's own word on which places are cloth and which are bare.

    Args:
        probabilities: (8, H, W) float32, the layout network's softmax.
        flow_distance: (H, W) float32, how many pixels inside the outline of the garment's front
            each place is by the dense flow, below zero outside it.
        tps_distance: (H, W) float32, the same by the TPS warp.
        back: (H, W) float32 0 to 1, the garment's inner back by the TPS warp.
        pointed: Whether the neckline is a V.

    Returns:
        (H, W) float32 log odds of cloth against bare skin.
    """
    pixel = 1 / canvas_scale(flow_distance.shape[1])
    logits = np.clip(flow_distance * (pixel / _EDGE_SOFTNESS), -_WARP_LOGIT, _WARP_LOGIT)
    fitted = _fitted(probabilities, tps_distance, back)
    if fitted is not None:
        distance, weight = fitted
        softness = _POINT_SOFTNESS if pointed else _CUT_SOFTNESS
        cut = np.clip(distance * (pixel / softness), -_CUT_LOGIT, _CUT_LOGIT)
        logits += weight * (cut - logits)
    return np.asarray(logits, np.float32)


def is_pointed(back: Mask) -> bool:
    """Returns whether an opening ends in a V, by its inner back (H, W) on the product photo.

    Halfway to its sides a V is half as deep as in its middle, a scoop nearly as deep.
    """
    _, parts, stats, _ = cv2.connectedComponentsWithStats(back.astype(np.uint8))
    if len(stats) < 2:
        return False
    number = int(stats[1:, cv2.CC_STAT_AREA].argmax()) + 1
    left, _, wide, _, _ = (int(value) for value in stats[number])
    opening = parts[:, left : left + wide] == number
    lowest = len(opening) - 1 - opening[::-1].argmax(0)
    depth = lowest - np.quantile(lowest, 0.02)
    middle, quarter = wide // 2, wide // 4
    deepest = float(depth[middle - wide // 16 : middle + wide // 16 + 1].max())
    halfway = float(depth[[quarter, wide - 1 - quarter]].mean())
    deep = deepest > max(_V_DEPTH * wide, _V_LEAST * back.shape[0])
    return deep and halfway < _V_HALFWAY * deepest


def straps(flow_distance: Plane) -> Mask:
    """Returns the thin parts (H, W) of a garment that hangs on straps, where the warp puts them.

    The layout network hardly sees what is narrower than one of its pixels.

    Args:
        flow_distance: As in `cloth_logits`.
    """
    pixel = canvas_scale(flow_distance.shape[1])
    gap = 2 * round(3 * pixel) + 1
    inside = flow_distance > 0
    inside = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((gap, gap))) > 0
    body = open_(inside, _WIDEST_STRAP * pixel)
    _, parts, stats, _ = cv2.connectedComponentsWithStats((inside & ~body).astype(np.uint8))
    long_enough = stats[:, cv2.CC_STAT_HEIGHT] > _SHORTEST_STRAP * pixel
    long_enough[0] = False
    rows = np.flatnonzero(body.any(1))
    above = np.arange(len(inside))[:, None] < (rows[len(rows) // 2] if rows.size else 0)
    found: Mask = long_enough[parts] & above
    return found


def _fitted(probabilities: Plane, distance: Plane, back: Plane) -> tuple[Plane, Plane] | None:
    """Returns the outline where it agrees best with the layout, and what its word counts; or None.

    It counts beside and below the inner back: the line of the shoulders belongs to the person.
    """
    if not back.any():
        return None
    height, width = distance.shape
    small = (_FIT_WIDTH, round(_FIT_WIDTH * height / width))
    planes = [cv2.resize(x, small) for x in (*probabilities, distance)]
    layout = np.argmax(planes[:-1], 0)
    neck = _topmost(layout == Compact.NECK)
    if neck.sum() < _LEAST_NECK:
        # The network sees no neck where the product has an opening: that lies where TPS lays it.
        shown = back > 0.5
        opening = np.asarray(dilate(shown, _REACH * width / _FIT_WIDTH), np.float32)
        return (distance, opening) if shown.any() else None
    near = dilate(neck, _REACH) & (neck | (layout == Compact.UPPER))
    gain = np.where(near, planes[Compact.NECK] - planes[Compact.UPPER], 0)
    rows, columns = np.nonzero(neck)
    anchor = float(columns.mean()), float(np.percentile(rows, 5))
    # Only the window around the neckline is looked at while searching.
    left, top, wide, high = cv2.boundingRect(near.astype(np.uint8))
    window = (slice(top, top + high), slice(left, left + wide))
    gain = gain[window]
    most = float(np.abs(gain).sum())

    def agreement(move: NDArray[np.float64]) -> float:
        matrix = _matrix(move, anchor)
        matrix[:, 2] += matrix[:, :2] @ (left, top)
        bare = 1 / (1 + np.exp(1.5 * np.clip(_moved(planes[-1], matrix, (wide, high)), -12, 12)))
        cost = (move[:2] ** 2).sum() + ((move[2:] / _SHIFT_UNIT) ** 2).sum()
        return float((gain * bare).sum()) / most - _STIFFNESS * float(cost)

    matrix = _matrix(_climbed(agreement), anchor)
    matrix[:, 2] *= width / _FIT_WIDTH
    moved_back = _moved(back, matrix, (width, height)) > 0.5
    _, top, _, high = cv2.boundingRect(moved_back.astype(np.uint8))
    if not high:
        return None
    decides = np.clip((np.arange(height) - top) / (_EASE * high), 0, 1)[:, None]
    whole = cv2.resize(near.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    weight = (whole * decides).astype(np.float32)
    return _moved(distance, matrix, (width, height)), weight


def _topmost(bare: Mask) -> Mask:
    """Returns the largest part of the upper half: the neck, not the belly."""
    _, parts, stats, centres = cv2.connectedComponentsWithStats(bare.astype(np.uint8))
    areas = stats[:, cv2.CC_STAT_AREA] * (centres[:, 1] < bare.shape[0] / 2)
    areas[0] = 0
    topmost: Mask = (parts == areas.argmax()) & bare
    return topmost


def _climbed(agreement: Callable[[NDArray[np.float64]], float]) -> NDArray[np.float64]:
    """Returns the best (4,) move that steps along one axis at a time lead to."""
    move = np.zeros(4)
    best = agreement(move)
    for step in (_STEP / 2**k for k in range(_HALVINGS)):
        for _ in range(_TURNS):
            before = best
            for axis in np.diag(step):
                for tried in (move + axis, move - axis):
                    if (np.abs(tried) <= _MOST).all() and (found := agreement(tried)) > best:
                        move, best = tried, found
            if best == before:
                break
    return move


def _matrix(move: NDArray[np.float64], anchor: tuple[float, float]) -> NDArray[np.float64]:
    """Returns the (2, 3) matrix from a place to where the outline was read before the move."""
    scale = np.exp(-move[:2])
    return np.column_stack([np.diag(scale), anchor - scale * anchor - move[2:]])


def _moved(distance: Plane, matrix: NDArray[np.float64], size: tuple[int, int]) -> Plane:
    moved: Plane = cv2.warpAffine(
        distance,
        matrix,
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return moved


def point_of_v(layout: Labels) -> Mask:
    """Returns (H, W): what lies around the point of a V, the lowest place of the neck."""
    rows, columns = np.nonzero(layout == Compact.NECK)
    around = np.zeros(layout.shape, bool)
    if rows.size:
        around[rows[-1], columns[-1]] = True
    return dilate(around, _AROUND_POINT * canvas_scale(layout.shape[1]))


def without_notches(layout: Labels, settled: Mask) -> Labels:
    """Gives the garment what is too narrow beside it to be a neck, but nothing that is settled."""
    neck = layout == Compact.NECK
    narrow = neck & ~open_(neck, _CUT * canvas_scale(layout.shape[1])) & ~settled
    cloth = dilate(layout == Compact.UPPER, _CUT * canvas_scale(layout.shape[1]))
    return np.where(narrow & cloth, np.uint8(Compact.UPPER), layout)
