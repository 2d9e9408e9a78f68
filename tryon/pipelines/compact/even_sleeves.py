"""Sleeves and arms are tubes: their outlines run evenly along the arm, whatever was there."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pipelines.compact.hidden_arms import body_size
from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame
from tryon.pipelines.compact.spread import nearest_index, window_around
from tryon.types import Keypoints, Labels, Mask

# Along an arm (0 the shoulder, 1 the elbow, 2 the wrist): between which places outlines are looked
# at, in which steps, and from where on they are wholly even: the shoulder has a round of its own.
_FIRST, _LAST, _STEP, _WHOLLY = 0.12, 1.96, 0.02, 0.3
# In sizes of the body: how far from its bone a sleeve's outline may be to be one, and how far it is
# moved at most. A quarter of the body is twice the half of an arm.
_FARTHEST, _MOST = 0.27, 0.09
# How long an outline has to be seen to be fitted, along the arm, and from where on it is bent once
# and twice. Of a short sleeve there is too little for more than a line.
_SHORTEST, _BENT = 0.3, (0.7, 9.0)
_MISSING = 3
# How much of an arm that the photo shows has a say in what it hides, along the arm, and how much of
# a say.
_NEAR, _SURE = 0.35, 5.0
# Rounds of fitting, and from how many times the usual distance on a place has no say.
_ROUNDS, _STRAY = 4, 3.0

Line = NDArray[np.float64]


def even_sleeves(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with sleeves whose outlines bend no more than once or twice along the arm.

    The network draws a sleeve close where the photo shows the arm and loose where an old sleeve
    was, with a step between, and waves everywhere. Where sleeve and trunk are one, nothing is done.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    nowhere = np.zeros_like(settled)
    tubes = {arm: Tube(Compact.UPPER, (Compact.BACKGROUND,), arm, nowhere) for arm, _ in ARMS}
    return _evened_tubes(layout, keypoints, settled, tubes)


def even_arms(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with even outlines of arms where the photo does not show them.

    Next to what the photo shows they go on from there, without a step where the old sleeve ended.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    walls = (Compact.BACKGROUND, Compact.LOWER)
    tubes = {arm: Tube(arm, walls, arm, photo == arm) for arm, _ in ARMS}
    return _evened_tubes(layout, keypoints, settled, tubes)


class Tube(NamedTuple):
    """What is evened out.

    Attributes:
        label: Its class.
        walls: What its outline may be one against.
        inside: What is inside it.
        shown: (H, W) where the photo shows it: what is seen there is so.
    """

    label: Compact
    walls: tuple[Compact, ...]
    inside: Compact
    shown: Mask


def _evened_tubes(
    layout: Labels, keypoints: Keypoints, settled: Mask, tubes: dict[Compact, Tube]
) -> Labels:
    """Evens out a tube about each arm."""
    even = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        if size and keypoints.found(*joints):
            _even(even, tubes[arm], settled, keypoints.xy[list(joints)], size)
    return even


def _even(
    layout: Labels, tube: Tube, settled: Mask, bones: NDArray[np.float32], size: float
) -> None:
    places = np.arange(_FIRST, _LAST, _STEP)
    sides = list(_outlines(layout, tube, settled, bones.astype(float), places, size))
    if not any(len(seen) for _, seen, *_ in sides):
        return
    around = np.zeros(layout.shape, bool)
    columns, rows = np.rint(bones).astype(int).T
    around[rows.clip(0, len(layout) - 1), columns.clip(0, layout.shape[1] - 1)] = True
    window = window_around(around, 2 * _FARTHEST * size)
    part, still = layout[window], (settled | tube.shown)[window]
    along, aside = (plane[window] for plane in arm_frame(layout.shape, bones))
    for side, seen, shown, drawn in sides:
        if not len(seen):
            continue
        here = (along >= seen[0]) & (along <= seen[-1]) & (aside * side > 0) & ~still
        edge = np.interp(along, seen, drawn)
        inside = aside * side <= edge
        part[here & inside & is_any(part, (*tube.walls, tube.inside))] = tube.label
        # Only what was the sleeve's: beyond the gap beside it lies the trunk.
        own = aside * side <= np.interp(along, seen, shown) + 1
        beyond = here & ~inside & own & (part == tube.label)
        rest = (part == Compact.BACKGROUND) | (part == Compact.LOWER)
        if beyond.any() and rest.any():
            part[beyond] = part[nearest_index(rest)][beyond]


def _outlines(
    layout: Labels, tube: Tube, settled: Mask, bones: Line, places: Line, size: float
) -> Iterator[tuple[float, Line, Line, Line]]:
    """Gives for both sides of a sleeve its sign, places along it, its edge there and its even edge.

    Nothing to see: no places.
    """
    upper = places < 1
    starts = np.where(upper[:, None], bones[0], bones[1])
    ways = np.where(upper[:, None], bones[1] - bones[0], bones[2] - bones[1])
    middle = starts + ways * (places % 1)[:, None]
    across = np.stack([ways[:, 1], -ways[:, 0]], 1)
    across /= np.maximum(np.hypot(*across.T), 1.0)[:, None]
    reach = np.arange(round(_FARTHEST * size))
    for side in (-1.0, 1.0):
        x, y = (
            np.rint(middle[:, None] + side * across[:, None] * reach[None, :, None])
            .astype(int)
            .transpose(2, 0, 1)
        )
        framed = (x >= 0) & (y >= 0) & (y < layout.shape[0]) & (x < layout.shape[1])
        y, x = y.clip(0, layout.shape[0] - 1), x.clip(0, layout.shape[1] - 1)
        cloth = (layout[y, x] == tube.label) & framed
        ends = np.where(cloth.all(1), len(reach) - 1, cloth.argmin(1))
        at_end = (np.arange(len(places)), ends)
        wall = is_any(layout[y, x][at_end], tube.walls) & framed[at_end]
        within = (at_end[0], np.maximum(ends - 1, 0))
        held = settled[y, x][at_end] | settled[y, x][within]
        told = _longest(cloth[:, 0] & wall & ~held)
        sure = (tube.shown[y, x][at_end] | tube.shown[y, x][within])[told]
        hidden = places[told[~sure]]
        if not len(hidden) or hidden[-1] >= 1:
            # A hand tells nothing of an arm, and round the elbow an outline is no line.
            told, sure = told[~sure], sure[~sure]
        else:
            near = (places[told] > hidden[0] - _NEAR) & (
                places[told] < min(hidden[-1] + _NEAR, 1.0)
            )
            told, sure = told[near], sure[near]
        yield side, *_evened(places[told], ends[told].astype(float), sure, size)


def _longest(told: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Returns the numbers of the longest row of places, a few of which may be missing."""
    seen = np.flatnonzero(told)
    runs = np.split(seen, np.flatnonzero(np.diff(seen) > _MISSING) + 1)
    return max(runs, key=len)


def _evened(
    places: Line, edge: Line, sure: NDArray[np.bool_], size: float
) -> tuple[Line, Line, Line]:
    """Returns the places that are not all sure, how far the edge reaches there, and an even edge.

    Nothing of a short one.
    """
    nothing = np.zeros(0), np.zeros(0), np.zeros(0)
    if len(places) * _STEP < _SHORTEST:
        return nothing
    degree = 1 + sum(len(places) * _STEP > length for length in _BENT)
    trust = np.where(sure, _SURE, 1.0)
    weights = trust
    for _ in range(_ROUNDS):
        line = np.polyval(np.polyfit(places, edge, degree, w=weights), places)
        away = np.abs(edge - line)
        usual = max(1.0, _STRAY * float(np.median(away)))
        weights = trust * np.where(sure, 1.0, np.clip(1 - (away / usual) ** 2, 1e-3, 1))
    gain = np.clip((places - _FIRST) / (_WHOLLY - _FIRST), 0, 1)
    moved = edge + gain * np.clip(line - edge, -_MOST * size, _MOST * size)
    # A step may lie between two places.
    ends = np.pad(edge, 1, "edge")
    # Up to the first places that are sure: between two of them lie pixels.
    hidden = np.convolve(~sure, np.ones(3), "same") > 0
    moved = np.where(sure, edge, moved)
    return places[hidden], np.max([ends[:-2], edge, ends[2:]], axis=0)[hidden], moved[hidden]
