"""Arms that old sleeves hid go over into what the photo shows of them without a step."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.hidden_arms import body_size, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, SLACK, arm_frame
from tryon.pipelines.compact.spread import nearest_index, open_
from tryon.types import Keypoints, Labels, Mask

# Along an arm (1 the elbow, 2 the wrist): from where on it may end a sleeve that is a long one, how
# much of it below the old sleeve tells its width, over how much above that it goes over, and in
# which steps it is measured.
_FIRST, _ROOT, _REACH, _STEP = 1.2, 0.12, 0.6, 0.02
# A wrist's share of the width that arms usually have there: less is half hidden, more is a hand.
_WIDTHS = (0.6, 1.45)
# In sizes of the body: how far beside its bones an arm may lie.
_BESIDE = 0.27
# Places without which an arm's width is not known, in pixels.
_FEWEST = 12
_AROUND = (Compact.BACKGROUND, Compact.LOWER)
# How far below the old cuff the network's arm may stand off the hand, along it; in pixels of a
# canvas 768 wide, a gap between arm and trousers that is none, and half the width of a speck.
_SPIKES, _GAP, _SPECK = 0.4, 16, 3

Line = NDArray[np.float32]


def join_hands(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with forearms that are as wide at the old cuff as the photo shows there.

    Source: "smoothstep", the cubic that begins and ends level.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    joined = layout.copy()
    size, scale = body_size(keypoints), canvas_scale(layout.shape[1])
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        beside = np.abs(aside) < _BESIDE * size
        shown = (photo == arm) & beside & (along > _FIRST)
        if not shown.any():
            continue
        cuff = float(np.quantile(along[shown], 0.05))
        root = shown & (along >= cuff) & (along < cuff + _ROOT)
        usual = 2 * float(usual_half_width(np.array(cuff, np.float32), size))
        ends = _edges(aside[root])
        if ends is None or not _WIDTHS[0] * usual < ends[1] - ends[0] < _WIDTHS[1] * usual:
            continue
        places, drawn = _profile(along, aside, (layout == arm) & beside, cuff)
        if len(places) < 2:
            continue
        gain = np.clip((places - cuff) / _REACH + 1, 0, 1)
        gain = gain * gain * (3 - 2 * gain)
        # Where it begins nothing moves.
        low, high = (
            np.interp(along, places, own + gain * (end - own) + (1 - gain) * slack)
            for own, end, slack in zip(drawn, ends, (-SLACK, SLACK), strict=True)
        )
        here = beside & (along >= places[0]) & (photo != arm) & ~settled
        inside = (aside >= low) & (aside <= high)
        gained = here & (along < cuff + _ROOT) & (photo == Compact.UPPER)
        slack = np.interp(along, places, (1 - gain) * SLACK)
        gained &= (aside >= low + slack) & (aside <= high - slack)
        joined[gained & is_any(layout, _AROUND)] = arm
        # Specks beside the cuff, which parse maps take for arm, are none.
        speck = shown & ~open_(shown, _SPECK * scale)
        speck &= (aside < low - SLACK) | (aside > high + SLACK)
        beyond = (here & ~inside) | speck
        _give(joined, beyond & (along < cuff + _SPIKES) & (layout == arm), _GAP * scale)
    return joined


def _give(layout: Labels, places: Mask, gap: float) -> None:
    """Gives places to what lies around them: to trousers, if they are near, before the wall."""
    trousers = layout == Compact.LOWER
    near = places & (distance_to(trousers) < gap)
    for part, other in ((near, Compact.LOWER), (places & ~near, Compact.BACKGROUND)):
        if part.any() and (layout == other).any():
            beside = layout[nearest_index(is_any(layout, (*_AROUND, Compact.UPPER)))][part]
            # Cloth before which an arm lies has an outline of its own.
            layout[part] = np.where(beside == Compact.UPPER, layout[part], np.uint8(other))


def _edges(aside: Line) -> Line | None:
    """Returns how far what lies aside (N,) reaches to both sides; None of too little."""
    if len(aside) < _FEWEST:
        return None
    return np.quantile(aside, (0.03, 0.97)).astype(np.float32)


def _profile(along: Line, aside: Line, arm: Mask, cuff: float) -> tuple[Line, Line]:
    """Returns places (n,) along an arm down to its old cuff, and (2, n) its edges there."""
    near = arm & (along >= cuff - _REACH) & (along < cuff)
    steps, beside = ((along[near] - cuff) / _STEP).astype(int), aside[near]
    found = [(step, _edges(beside[steps == step])) for step in np.unique(steps)]
    seen = [(cuff + (step - 0.5) * _STEP, edges) for step, edges in found if edges is not None]
    places = np.array([place for place, _ in seen], np.float32)
    return places, np.array([edges for _, edges in seen], np.float32).reshape(-1, 2).T
