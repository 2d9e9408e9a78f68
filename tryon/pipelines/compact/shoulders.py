"""Straps lead over the shoulders, and what hangs on them covers them."""

import cv2
import numpy as np

from tryon.labels import Compact, Joint, is_any
from tryon.types import Keypoints, Labels, Mask, Neckline

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_SKIN = (Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM)
# In widths of the shoulders: how far a strap rises above the middle of the neckline, how far below
# its highest place it still is its end, and how far short of the shoulder's line it may be drawn.
_RISE, _STRAP_END, _SHORT_OF = 0.15, 0.06, 0.3
# How far short of it a garment is that surely hangs on the shoulders, and where it does, on the way
# from the middle of the neck to the shoulder joint.
_COVERED, _STRAP_PLACE = 0.5, (0.55, 0.9)
# In the same widths: how wide a strap is that the network lost, and how long it may be.
_STRAP_WIDTH, _HUNG = 0.05, 0.8
# In widths of the shoulders: how thick cloth lies on a shoulder and how far its round reaches from
# the joint; beyond that, how much farther from the arm cloth may hang for every pixel.
_CLOTH, _ROUND, _HANGING = 0.03, 0.35, 0.35


def reach_shoulders(
    layout: Labels, keypoints: Keypoints, settled: Mask, neckline: Neckline
) -> Labels:
    """Returns the layout with straps that lead over the shoulder where they end just below it.

    A strap is what rises high above the middle of the neckline; a bandeau has none. A garment with
    a round neckline or a V hangs on the shoulders, and one on straps by two, whatever the network
    saw.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
        neckline: The new garment's.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    led = layout.copy()
    ends = keypoints.xy[list(_SHOULDERS)]
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
    hangs = neckline in ("round", "v", "high", "collar") and all(gap >= most for *_, gap in sides)
    for peak, strap, band, _ in sides:
        rises = centre - peak >= _RISE * wide
        columns, farthest = strap, most
        if hangs:
            columns, farthest = band, _COVERED * wide
        elif neckline == "straps" and not rises:
            narrow = round(_STRAP_WIDTH * wide / 2)
            middle_of_band = len(band) // 2
            columns = band[max(0, middle_of_band - narrow) : middle_of_band + narrow + 1]
            farthest = _HUNG * wide
        elif not rises:
            continue
        for column in columns:
            gap = _bare_above(layout, settled, tops[column], column)
            if 0 < gap < farthest:
                led[tops[column] - gap : tops[column], column] = Compact.UPPER
    return led


def _bare_above(layout: Labels, settled: Mask, top: int, column: int) -> int:
    """Returns how many places of skin lie above a garment's top in a column, 0 under the face."""
    above = layout[:top, column]
    bare = is_any(above, _SKIN) & ~settled[:top, column]
    gap = len(bare) if bare.all() else int(bare[::-1].argmin())
    return 0 if gap < len(above) and above[-gap - 1] == Compact.FACE else gap


def close_to_shoulders(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns the layout with cloth that lies on the photo's shoulders instead of above them.

    The network knows bodies and draws an average one: a hand's breadth beside this one's shoulders
    it sees nothing wrong. Farther from the shoulder joints cloth may hang farther from the arm.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    joints = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(joints[1] - joints[0])))
    height, width = layout.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    from_joint = np.min([np.hypot(columns - x, rows - y) for x, y in joints], axis=0)
    ease = _CLOTH * wide + _HANGING * np.maximum(0, from_joint - _ROUND * wide)
    wall = (photo == Compact.BACKGROUND).astype(np.uint8)
    beside = cv2.distanceTransform(wall, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    closed = layout.copy()
    closed[(layout == Compact.UPPER) & (beside > ease)] = Compact.BACKGROUND
    return closed
