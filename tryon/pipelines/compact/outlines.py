"""Calms the outlines that are drawn anew: cloth and limbs end in even lines, the photo's own stay.

Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.canvas import CANVAS_SIZE
from tryon.pipelines.compact.spread import grown, thick
from tryon.types import Keypoints, Labels, Mask, Neckline

# Half the width of the widest strip of a garment, away from straps, that is a tear and no cloth.
_TEAR_RADIUS = 11
# Every step moves an outline by half its curvature times the square of this: a wave of 45 pixels
# keeps a quarter of its height after all steps, a shoulder of 100 pixels radius loses one.
_STEP_BLUR, _STEPS = 5.0, 3
# In widths of the shoulders: how far a strap rises above the middle of the neckline, how far below
# its highest place it still is its end, and how far short of the shoulder's line it may be drawn.
_RISE, _STRAP_END, _SHORT_OF = 0.15, 0.06, 0.3
# How far short of it a garment is that surely hangs on the shoulders, and where it does, on the way
# from the middle of the neck to the shoulder joint.
_COVERED, _STRAP_PLACE = 0.5, (0.55, 0.9)
_SKIN = (Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM)
# How far from the arm a short sleeve hangs.
_EASE = 11
# How far beside the old and the new garment outlines are drawn anew.
_BESIDE = 5
# The smoothing works on every second pixel: its blur is wider than that.
_GRID = 2


def calm_outlines(layout: Labels, photo: Labels, settled: Mask, straps: bool) -> Labels:
    """Returns the layout with even outlines wherever the photo does not show them.

    Source: B. Merriman, J. Bence, S. Osher, "Motion of multiple junctions" (1994): blurring each
    class and giving every place to the strongest moves outlines by their curvature.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        settled: (H, W) what must not change: hands, hair, face, other people.
        straps: Whether narrow cloth is meant to be, and stays.
    """
    scale = layout.shape[1] / CANVAS_SIZE[1]
    garment = layout == Compact.UPPER
    narrow = garment & ~thick(garment, _TEAR_RADIUS * scale)
    # What is bare in the photo, and beyond what was and is garment, has the photo's own outline.
    free = grown((photo == Compact.UPPER) | garment | (layout != photo), _BESIDE * scale)
    free &= ~settled
    if straps:
        free &= ~narrow
    torn = narrow & free
    small = tuple(slice(None, None, _GRID) for _ in range(2))
    planes = np.stack([((layout == label) & ~torn).astype(np.float32)[small] for label in Compact])
    fixed = np.repeat(~free[None][:, small[0], small[1]], len(planes), 0)
    known = planes.copy()
    blur = _STEP_BLUR * scale / _GRID
    # Hair and face are where they are and never grow.
    head = [Compact.HAIR, Compact.FACE]
    for _ in range(_STEPS):
        strength = np.stack([cv2.GaussianBlur(plane, (0, 0), blur) for plane in planes])
        strength[head] = -1
        planes = _strongest(strength)
        planes[fixed] = known[fixed]
    strength = np.stack(
        [
            cv2.resize(cv2.GaussianBlur(plane, (0, 0), blur / 2), layout.shape[::-1])
            for plane in planes
        ]
    )
    strength[head] = -1
    calm: Labels = np.where(free, strength.argmax(0), layout).astype(np.uint8)
    return calm


def reach_shoulders(
    layout: Labels, keypoints: Keypoints, settled: Mask, neckline: Neckline
) -> Labels:
    """Returns the layout with straps that lead over the shoulder where they end just below it.

    A strap is what rises high above the middle of the neckline; a bandeau has none. A garment with
    a round neckline or a V hangs on the shoulders, whatever the network saw.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
        neckline: The new garment's.
    """
    shoulders = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
    if not keypoints.found(*shoulders):
        return layout
    led = layout.copy()
    ends = keypoints.xy[list(shoulders)]
    middle = ends.mean(0)
    wide = float(np.hypot(*(ends[1] - ends[0])))
    cloth = layout == Compact.UPPER
    tops = np.where(cloth.any(0), cloth.argmax(0), layout.shape[0])
    centre = tops[int(np.clip(middle[0], 0, layout.shape[1] - 1))]
    sides = []
    for end in ends:
        left, right = sorted((float(middle[0]), float(end[0])))
        columns = np.arange(max(0, round(left)), min(layout.shape[1], round(right) + 1))
        if columns.size < 2:
            return layout
        peak = tops[columns].min()
        strap = columns[tops[columns] < peak + _STRAP_END * wide]
        way = (columns - middle[0]) / (end[0] - middle[0])
        band = columns[(way > _STRAP_PLACE[0]) & (way < _STRAP_PLACE[1])]
        place = int(band[len(band) // 2]) if band.size else int(strap[0])
        sides.append((peak, strap, band, _bare_above(layout, settled, tops[place], place)))
    most = _SHORT_OF * wide
    hangs = neckline in ("round", "v", "high") and all(gap >= most for *_, gap in sides)
    for peak, strap, band, _ in sides:
        if not hangs and centre - peak < _RISE * wide:
            continue
        for column in band if hangs else strap:
            gap = _bare_above(layout, settled, tops[column], column)
            if 0 < gap < (_COVERED * wide if hangs else most):
                led[tops[column] - gap : tops[column], column] = Compact.UPPER
    return led


def _bare_above(layout: Labels, settled: Mask, top: int, column: int) -> int:
    """Returns how many places of skin lie above a garment's top in a column, 0 under the face."""
    above = layout[:top, column]
    bare = is_any(above, _SKIN) & ~settled[:top, column]
    gap = len(bare) if bare.all() else int(bare[::-1].argmin())
    return 0 if gap < len(above) and above[-gap - 1] == Compact.FACE else gap


def close_sleeves(layout: Labels, photo: Labels) -> Labels:
    """Returns the layout with short sleeves as close to bare arms as such sleeves are worn.

    The network has seen the arm only coarsely and makes every sleeve a puff sleeve.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
    """
    bare = is_any(photo, (Compact.LEFT_ARM, Compact.RIGHT_ARM))
    if not bare.any():
        return layout
    wide = (layout == Compact.UPPER) & (photo == Compact.BACKGROUND)
    away, trunk = (
        cv2.distanceTransform((~body).astype(np.uint8), cv2.DIST_L2, 5)
        for body in (bare, (photo != Compact.BACKGROUND) & ~bare)
    )
    close = layout.copy()
    close[wide & (away > _EASE * layout.shape[1] / CANVAS_SIZE[1]) & (away < trunk)] = (
        Compact.BACKGROUND
    )
    return close


def _strongest(strength: NDArray[np.float32]) -> NDArray[np.float32]:
    winner = strength.argmax(0)
    classes: NDArray[np.float32] = np.arange(len(strength))[:, None, None] == winner
    return classes.astype(np.float32)
