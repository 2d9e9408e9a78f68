"""Hands that lie before the body stay whole.

The agnostic parse map keeps what lies beyond a disc at the wrist and beside the bones of the arm; a
hand before the chest lies on them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tryon.labels import LIP_TO_COMPACT, Compact, is_any
from tryon.pipelines.compact.hidden_arms import body_size, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame
from tryon.pipelines.working_inputs import Agnostic, WorkingInputs
from tryon.preprocess.agnostic import greyed
from tryon.types import Keypoints, Labels, Mask

# Which part of the forearm tells whether a sleeve hides it (1 the elbow, 2 the wrist), and how much
# of it has to be sleeve.
_FOREARM, _HIDDEN = (1.0, 1.7), 0.75
# What is shown of such an arm is a hand if as good as all of it lies so near the wrist, in sizes of
# the body: a hand is half of one.
_MOSTLY, _REACH = 0.9, 0.7
# How many times as wide as a bare arm a long sleeve is at most.
_EASE = 1.3


def with_whole_hands(agnostic: Agnostic, inputs: WorkingInputs) -> Agnostic:
    """Returns what is left of the person with the hands that long sleeves leave free.

    Args:
        agnostic: As `make_agnostic` gives it.
        inputs: What it was made of.
    """
    hands = hands_of_long_sleeves(LIP_TO_COMPACT[inputs.labels], inputs.keypoints)
    if inputs.repaint is not None:
        hands &= ~inputs.repaint
    if not hands.any():
        return agnostic
    remaining = np.where(hands, inputs.labels, agnostic.parse_agnostic)
    area = agnostic.area & ~hands
    image = greyed(inputs.image, area)
    return replace(agnostic, parse_agnostic=remaining, agnostic_image=image, area=area)


def sleeves_to_hands(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns the layout (H, W) with long sleeves that end where old ones as long did.

    The rules for cuffs know a wrist as a point alone: where it was found too high, or a hand lies
    before the body, they drew a bit of arm, as a spike, a block or a stump.

    Args:
        layout: (H, W) compact classes in a new garment with long sleeves.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
    """
    ended = layout.copy()
    for arm in _arms_in_long_sleeves(photo, keypoints):
        invented = (layout == arm.label) & is_any(photo, (Compact.UPPER, Compact.LOWER))
        ended[invented] = photo[invented]
        cuff = (arm.along > _FOREARM[0]) & (np.abs(arm.aside) < _EASE * arm.half)
        cuff &= (photo == Compact.UPPER) & (layout == Compact.BACKGROUND)
        ended[cuff] = Compact.UPPER
    return ended


def hands_of_long_sleeves(photo: Labels, keypoints: Keypoints) -> Mask:
    """Returns (H, W): all skin of arms that the old garment hides down to the hand.

    Args:
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `photo`; an arm of which a joint is missing has no part.
    """
    hands = np.zeros(photo.shape, bool)
    for arm in _arms_in_long_sleeves(photo, keypoints):
        skin = photo == arm.label
        rows, columns = np.nonzero(skin)
        near = np.hypot(columns - arm.wrist[0], rows - arm.wrist[1]) < _REACH * arm.size
        if near.size and near.mean() > _MOSTLY:
            hands |= skin
    return hands


class _SleevedArm(NamedTuple):
    """An arm that the old garment hides down to the wrist.

    Attributes:
        label: Its class.
        along, aside: (H, W), see `arm_frame`.
        half: (H, W) half its usual width, in pixels.
        wrist: (2,) x and y.
        size: The body's, see `body_size`.
    """

    label: Compact
    along: NDArray[np.float32]
    aside: NDArray[np.float32]
    half: NDArray[np.float32]
    wrist: NDArray[np.float32]
    size: float


def _arms_in_long_sleeves(photo: Labels, keypoints: Keypoints) -> Iterator[_SleevedArm]:
    size = body_size(keypoints)
    for label, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(photo.shape, keypoints.xy[list(joints)])
        half = usual_half_width(along, size)
        forearm = (along > _FOREARM[0]) & (along < _FOREARM[1]) & (np.abs(aside) < half)
        if forearm.any() and (photo == Compact.UPPER)[forearm].mean() > _HIDDEN:
            yield _SleevedArm(label, along, aside, half, keypoints.xy[joints[-1]], size)
