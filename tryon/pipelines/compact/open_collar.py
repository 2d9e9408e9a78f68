"""Opens a shirt's or polo shirt's collar, where the layout networks draw cloth up to the chin.

They know few collars. The dense flow follows their layout: the collar's points stayed where they
were, and the rest was pulled up the neck. In the TPS warp, which cannot bend so sharply, the collar
keeps its form: what lies within and above it there is the neck.
"""

import cv2
import numpy as np

from tryon.labels import Compact, Joint
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.spread import open_
from tryon.types import Keypoints, Labels, Mask

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
# In widths of the shoulders, from their middle: where the corners of a collar are looked for.
_WIDEST, _NARROWEST = 0.35, 0.05
# In the same widths, how much lower than the layout's neckline the TPS warp may lay the collar: on
# 11 of 19 persons in a shirt or a polo shirt up to 0.1; beyond it the warp is off, most of all for
# who is turned. Where more than this share of the neck is covered, as on two of the 19, the layout
# tells nothing.
_LOWER, _COVERED = 0.1, 0.6
# In pixels of a canvas 768 wide: half the height of a rim that is left above an inner back, and
# half the width of the narrowest neck.
_RIM, _GAP = 6.0, 10.0


def open_collar(
    layout: Labels, photo: Labels, front: Mask, keypoints: Keypoints, settled: Mask
) -> Labels:
    """Returns the layout with the neck instead of cloth within and above a collar.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        front: (H, W) bool, the product but for its inner back by the TPS warp.
        keypoints: In pixels of `layout`; without both shoulders nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
    """
    if not keypoints.found(*_SHOULDERS):
        return layout
    ends = keypoints.xy[list(_SHOULDERS)]
    wide = float(np.hypot(*(ends[1] - ends[0])))
    middle = float(ends[:, 0].mean())
    height, width = layout.shape
    scale = canvas_scale(width)
    # The rim is level; a collar's sides are as narrow, but stand upright.
    upright = np.ones((2 * round(_RIM * scale) + 1, 1), np.uint8)
    front = cv2.morphologyEx(front.astype(np.uint8), cv2.MORPH_OPEN, upright) > 0
    tops = np.where(front.any(0), front.argmax(0), height)
    corners = []
    for side in (-1, 1):
        out = side * (np.arange(width) - middle)
        place = np.flatnonzero((out > _NARROWEST * wide) & (out < _WIDEST * wide))
        if not place.size or tops[place].min() == height:
            return layout
        corners.append(int(place[tops[place].argmin()]))
    columns = np.arange(corners[0], corners[1] + 1)
    edge = np.maximum(tops[columns], np.interp(columns, corners, tops[corners]))
    above = np.zeros(layout.shape, bool)
    above[:, columns] = np.arange(height)[:, None] < edge
    cloth, neck = layout == Compact.UPPER, layout == Compact.NECK
    # A button's gap is no neckline.
    bared = open_((above & cloth) | neck, _GAP * scale) & above & cloth & ~settled
    rows = np.flatnonzero(neck[:, columns].any(1))
    covered = bared.sum() / max(1, (bared | (neck & above)).sum())
    if rows.size and edge.max() - rows[-1] > _LOWER * wide and covered < _COVERED:
        return layout
    # Beside the neck the photo shows the wall.
    behind = np.where(photo == Compact.BACKGROUND, photo, np.uint8(Compact.NECK))
    return np.where(bared, behind, layout)
