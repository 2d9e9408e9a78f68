"""Hands that lie before the body stay whole.

The agnostic parse map keeps what lies beyond a disc at the wrist and beside the bones of the arm; a
hand before the chest lies on them.
"""

from dataclasses import replace

import numpy as np

from tryon.labels import UPPER_LABELS, Compact, Lip, is_any
from tryon.pipelines.compact.hidden_arms import body_size, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame
from tryon.pipelines.working_inputs import Agnostic, WorkingInputs
from tryon.preprocess.agnostic import greyed
from tryon.types import Keypoints, Labels, Mask

_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
# Which part of the forearm tells whether a sleeve hides it (1 the elbow, 2 the wrist), and how much
# of it has to be sleeve.
_FOREARM, _HIDDEN = (1.0, 1.7), 0.75
# What is shown of such an arm is a hand if as good as all of it lies so near the wrist, in sizes of
# the body: a hand is half of one.
_MOSTLY, _REACH = 0.9, 0.7


def with_whole_hands(agnostic: Agnostic, inputs: WorkingInputs) -> Agnostic:
    """Returns what is left of the person with the hands that long sleeves leave free.

    Args:
        agnostic: As `make_agnostic` gives it.
        inputs: What it was made of.
    """
    hands = hands_of_long_sleeves(inputs.labels, inputs.keypoints)
    if inputs.repaint is not None:
        hands &= ~inputs.repaint
    if not hands.any():
        return agnostic
    remaining = np.where(hands, inputs.labels, agnostic.parse_agnostic)
    area = agnostic.area & ~hands
    image = greyed(inputs.image, area)
    return replace(agnostic, parse_agnostic=remaining, agnostic_image=image, area=area)


def sleeves_to_hands(layout: Labels, photo: Labels, hands: Mask) -> Labels:
    """Returns the layout (H, W) with long sleeves that end where the old ones did, at the hands.

    What lies around a hand that a long sleeve left free was sleeve, and is sleeve again; the rules
    for cuffs know a wrist as a point alone, and drew a bit of arm there, as a spike or a block.

    Args:
        layout: (H, W) compact classes in a new garment with long sleeves.
        photo: (H, W) compact classes of the photo.
        hands: (H, W) from `hands_of_long_sleeves`.
    """
    ended = layout.copy()
    for arm in _ARMS:
        if (hands & (photo == arm)).any():
            invented = (layout == arm) & is_any(photo, (Compact.UPPER, Compact.LOWER))
            ended[invented] = photo[invented]
    return ended


def hands_of_long_sleeves(labels: Labels, keypoints: Keypoints) -> Mask:
    """Returns (H, W): all skin of arms that the old garment hides down to the hand.

    Args:
        labels: (H, W) uint8 LIP-20 of the photo.
        keypoints: In pixels of `labels`; an arm of which a joint is missing has no part.
    """
    hands = np.zeros(labels.shape, bool)
    size = body_size(keypoints)
    for (_, joints), label in zip(ARMS, (Lip.LEFT_ARM, Lip.RIGHT_ARM), strict=True):
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(labels.shape, keypoints.xy[list(joints)])
        forearm = (along > _FOREARM[0]) & (along < _FOREARM[1])
        forearm &= np.abs(aside) < usual_half_width(along, size)
        skin = labels == label
        if not (forearm.any() and skin.any()):
            continue
        hidden = is_any(labels, UPPER_LABELS)[forearm].mean() > _HIDDEN
        rows, columns = np.nonzero(skin)
        wrist = keypoints.xy[joints[-1]]
        near = np.hypot(columns - wrist[0], rows - wrist[1]) < _REACH * size
        if hidden and near.mean() > _MOSTLY:
            hands |= skin
    return hands
