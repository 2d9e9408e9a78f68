"""Where a garment ends above trousers: what lies between, and a hem that sags."""

from collections.abc import Iterator

import cv2
import numpy as np

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.types import Labels, Mask

# Heights are in pixels of a canvas 768 wide.

# The highest strip of belly that is closed, and the share of it that a photo may show bare.
_MIDRIFF_HEIGHT, _MIDRIFF_SEEN = 96, 0.3
# The highest strip of trousers that would have to be invented below a hem.
_INVENTED_HEIGHT = 200
# How wide the trousers beside a hem may be, of its own width, to be taken for a sagging hem.
_HEM_SIDES = 0.5
# Half the height of the highest gap that is closed above a hem.
_GAP_HEIGHT = 44


def gaps_at_hem(layout: Labels) -> Mask:
    """Returns trousers beside a hem that sags in the middle, and those seen through a gap above it.

    Cloth goes all the way round, and what hangs in front of trousers hides them.
    """
    cloth, lower = layout == Compact.UPPER, layout == Compact.LOWER
    height = 2 * round(_GAP_HEIGHT * canvas_scale(layout.shape[1])) + 1
    column = np.ones((height, 1), np.uint8)
    gaps = cv2.morphologyEx(cloth.astype(np.uint8), cv2.MORPH_CLOSE, column) > 0
    # What each place would hang from: the first label above it that is not trousers.
    rows = np.where(lower, 0, np.arange(layout.shape[0])[:, None])
    above = np.take_along_axis(layout, np.maximum.accumulate(rows, 0), 0)
    hanging = lower & (above == Compact.UPPER)
    sides = hanging & _body_rows_mostly(cloth, hanging)
    filled: Mask = lower & (gaps | sides)
    return filled


def _body_rows_mostly(cloth: Mask, hanging: Mask) -> Mask:
    """Returns (H, 1): the rows down to the last with far more cloth than what hangs beside it."""
    wide, beside = cloth.sum(1, keepdims=True), hanging.sum(1, keepdims=True)
    few = (beside > 0) & (beside < _HEM_SIDES * wide)
    rows: Mask = np.maximum.accumulate(few[::-1], 0)[::-1]
    return rows


def close_midriff(layout: Labels, photo: Labels) -> Labels:
    """Lets a garment that ends just above the waistband reach it.

    A narrow strip of bare belly is more often a hem predicted a little short than a crop top;
    where the photo shows such a strip it stays.
    """
    closed = layout.copy()
    widest = _MIDRIFF_HEIGHT * canvas_scale(layout.shape[1])
    for strip in _strips(layout == Compact.NECK, layout, widest):
        if (photo[strip] == Compact.NECK).mean() < _MIDRIFF_SEEN:
            closed[strip] = Compact.UPPER
    return closed


def reach_trousers(layout: Labels, photo: Labels) -> Labels:
    """Lets a garment that ends just above what the photo shows of the trousers reach them.

    The strip between was hidden by the old garment; its pockets and belt would be invented.
    """
    longer = layout.copy()
    invented = (layout == Compact.LOWER) & (photo == Compact.UPPER)
    widest = _INVENTED_HEIGHT * canvas_scale(layout.shape[1])
    for strip in _strips(invented, layout, widest):
        longer[strip] = Compact.UPPER
    return longer


def _strips(mask: Mask, layout: Labels, highest: float) -> Iterator[Mask]:
    """Yields the parts of a mask that lie between a hem above and trousers below."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    for part in range(1, count):
        strip: Mask = parts == part
        below = np.roll(strip, 1, 0) & ~strip & (layout == Compact.LOWER)
        above = np.roll(strip, -1, 0) & (layout == Compact.UPPER)
        wide = int(stats[part, cv2.CC_STAT_WIDTH])
        low = stats[part, cv2.CC_STAT_AREA] < highest * wide
        if low and below.sum() > 0.5 * wide and above.sum() > 0.5 * wide:
            yield strip
