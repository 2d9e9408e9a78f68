"""Long sleeves are long, also of a garment that lies there with its sleeves folded."""

import numpy as np

from tryon.labels import Compact
from tryon.pipelines.compact.hidden_arms import body_size, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.types import Keypoints, Labels, Mask

# The share of an arm, from shoulder to hand, that a long sleeve may leave bare: less is pushed up.
_BARE = 0.35
# How many times as wide as a bare arm a sleeve is that is drawn around one.
_EASE = 1.3


def cover_arms(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with cloth around arms that the network left bare.

    For a garment with long sleeves. Folded over its front they look to the layout networks as if
    there were none, whatever they are told.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    covered = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        half = usual_half_width(along, size)
        whole = (along < HAND) & ~settled
        bare = whole & (layout == arm)
        sleeve = whole & (layout == Compact.UPPER) & (np.abs(aside) < half) & (along > 0)
        if np.count_nonzero(bare) <= _BARE * np.count_nonzero(bare | sleeve):
            continue
        around = whole & (layout == Compact.BACKGROUND) & (np.abs(aside) < _EASE * half)
        around &= along > 0
        covered[bare | around] = Compact.UPPER
    return covered
