"""What is beneath a garment: what takes its place where a user takes it out of a layout."""

import numpy as np

from tryon.labels import (
    ARM_LABELS,
    COMPACT_TO_LIP,
    LEG_LABELS,
    LOWER_LABELS,
    UPPER_LABELS,
    Lip,
    is_any,
)
from tryon.mending.regions import nearest_labels
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.types import Keypoints, Labels

# How many times as wide as an arm the loosest sleeve is.
_LOOSE = 2.5
# How far the trousers go on below a sleeve that hung before them, in pixels of a canvas 768 wide.
_HIPS = 10


def beneath_clothes(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns a layout without clothes on the upper body.

    In their place is what the photo shows there. Where it shows the old garment there is an arm
    around the bones of one, as wide as arms are; beside that, where sleeves hang, the background;
    and elsewhere what lies nearest of anything but arms.

    Args:
        layout: (H, W) LIP-20 in the new garment.
        photo: (H, W) LIP-20 of the photo.
        keypoints: In pixels of `layout`; the part of an arm whose joints are missing is not drawn.

    Returns:
        (H, W) uint8, a new array.
    """
    # With them comes torch, and the page is to be up before that.
    from tryon.pipelines.compact.hidden_arms import body_size, usual_half_width
    from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame

    clothes = is_any(layout, UPPER_LABELS)
    bare = np.where(clothes, photo, layout)
    hidden = clothes & is_any(photo, UPPER_LABELS)
    others = ~clothes & ~is_any(layout, ARM_LABELS)
    if others.any():
        bare = np.where(hidden, nearest_labels(layout, others), bare)
    lower = is_any(layout, (*LOWER_LABELS, *LEG_LABELS))
    hips = distance_to(lower) < _HIPS * canvas_scale(layout.shape[1])
    size = body_size(keypoints)
    for arm, (shoulder, elbow, wrist) in ARMS:
        if not size or not keypoints.found(shoulder, elbow):
            continue
        bones = keypoints.xy[[shoulder, elbow, wrist]]
        end = 2 if keypoints.found(wrist) else 1
        if end == 1:
            bones[2] = 2 * bones[1] - bones[0]
        along, aside = arm_frame(layout.shape, bones)
        half = usual_half_width(along, size)
        place = hidden & (along > 0) & (along <= end)
        bare[place & (np.abs(aside) <= _LOOSE * half) & ~hips] = Lip.BACKGROUND
        bare[place & (np.abs(aside) <= half)] = COMPACT_TO_LIP[arm]
    return bare
