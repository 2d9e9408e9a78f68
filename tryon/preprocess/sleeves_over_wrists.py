"""Where long sleeves go on over the wrists, beside or before the trousers.

Poses often put wrists too high, most of all of people whose head is cut off by the photo's edge.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from tryon.preprocess.limbs import Arm, Bone, distance
from tryon.preprocess.waist import colour_model, log_likelihood_ratio
from tryon.types import Image, Mask

# How far cloth may stand off an arm and still be its sleeve, in arm widths, where its colour is
# that of the upper garment.
LOOSE_SLEEVE = 1.5
# How clearly colours must speak for the sleeve.
_CLEARLY = 0.4
# Along an arm: the wrist, by how much sleeves of one length differ at most as they are found, and
# the quantile of its places at which one ends.
_WRIST, _UNEVEN, _SLEEVE_END = 2.0, 0.3, 0.9


def over_the_wrists(image: Image, sleeves: Sequence[tuple[Arm, Mask]], trousers: Mask) -> Mask:
    """Returns (H, W) bool: what of the lower garment is sleeve.

    Args:
        image: (H, W, 3) uint8 RGB.
        sleeves: Arms, in pixels of `image`, with their long sleeves, (H, W) bool.
        trousers: (H, W) bool, what was taken for the lower garment.
    """
    found = [_over_the_wrist(image, arm, sleeve, trousers) for arm, sleeve in sleeves]
    ends = [_end_of(arm, over) for (arm, _), over in zip(sleeves, found, strict=True)]
    for number, (arm, _) in enumerate(sleeves):
        # Both sleeves are of one length, and in the shade colours do not tell.
        if max(ends) - ends[number] > _UNEVEN:
            found[number] |= trousers & (distance(trousers.shape, _to(arm, max(ends))) < 1)
    sleeve: Mask = np.logical_or.reduce([np.zeros_like(trousers), *found])
    return sleeve


def _over_the_wrist(image: Image, arm: Arm, sleeve: Mask, trousers: Mask) -> Mask:
    """Returns where the sleeve's own colours tell, for it may hang in the shade."""
    over = distance(sleeve.shape, arm.bones()[1:]) < LOOSE_SLEEVE
    below = trousers & ~over
    if not below.any():
        return below
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.uint8)
    models = colour_model(colours[sleeve]), colour_model(colours[below])
    clear = cv2.blur(log_likelihood_ratio(colours, models), (9, 9)) > _CLEARLY
    found: Mask = trousers & over & clear
    return found


def _end_of(arm: Arm, over: Mask) -> float:
    """Returns how far along an arm a sleeve reaches over its wrist."""
    rows, columns = np.nonzero(over)
    forearm = arm.wrist - arm.elbow
    length = float(forearm @ forearm)
    if not rows.size or not length:
        return _WRIST
    along = (columns - arm.wrist[0]) * forearm[0] + (rows - arm.wrist[1]) * forearm[1]
    return _WRIST + max(0.0, float(np.quantile(along, _SLEEVE_END)) / length)


def _to(arm: Arm, end: float) -> tuple[Bone, ...]:
    """Returns the forearm, led on to a place beyond its wrist."""
    _, forearm, _ = arm.bones()
    led = arm.wrist + np.float32(end - _WRIST) * (arm.wrist - arm.elbow)
    return (Bone(arm.elbow, led, forearm.start_width, forearm.end_width),)
