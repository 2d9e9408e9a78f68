"""Long sleeves are long, however the garment lies there, and short ones end above the elbow."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.hidden_arms import (
    beyond_the_trunk,
    body_size,
    give,
    outer_side,
    usual_half_width,
)
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, SHORT, arm_frame
from tryon.types import Keypoints, Labels, Mask, Sleeve

# The share of an arm, from shoulder to hand, that a long sleeve may leave bare: less is pushed up.
# In 49 pairs the barer arm has at most 0.14 in 33, and 0.35 and more, up from the elbow, in 13;
# three-quarter sleeves, which count as long, leave 0.05 to 0.21.
# Beside one that covers its arm, or leaves more bare, pushed up is what the network made of it.
_BARE, _BARE_BESIDE = 0.3, 0.1
# Where along an arm (2 the wrist) a long sleeve ends.
_CUFF = 1.95
# Where along an arm (1 the elbow) the shortest sleeve ends, and how much of it has to be bare.
_CAP, _BARE_CAP = 0.4, 0.5
# How many times as wide as a bare arm a sleeve is that is drawn around one.
_EASE = 1.3
# Along an arm: where its shoulder's round has ended.
_BELOW_CAP = 0.3
# Where along an arm (1 the elbow) sleeves of a kind end at most, of garments that lie on the
# shoulders: on 24 arms of photos short ones end at 0.3 to 0.7 and at 0.5 in the middle, on 6 arms
# those to the elbow at 0.8 to 0.95. Nearer than the slack to it they are let be.
_MOST: dict[Sleeve, float] = {"short": 0.6, "elbow": 0.95}
_LET_BE = 0.05
# How far from its bone a sleeve may hang, in sizes of the body.
_FARTHEST = 0.4


def cover_arms(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with cloth around arms that the network left bare.

    For a garment with long sleeves. Folded over its front they look to the layout networks as if
    there were none, whatever they are told.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm without an elbow is left as it is, of one without a
            wrist the upper arm is covered.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    covered = layout.copy()
    arms = _sleeved_arms(layout, keypoints, settled, _CUFF)
    pushed_up = all(_BARE_BESIDE < arm.share < _BARE for arm in arms)
    for arm in arms:
        if arm.share > _BARE_BESIDE and not pushed_up:
            covered[arm.bare | arm.around] = Compact.UPPER
    return covered


def cover_caps(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with cloth on the caps of shoulders that the network left bare.

    For a garment with short sleeves, see `cover_arms` for why and the arguments.
    """
    covered = layout.copy()
    for arm in _sleeved_arms(layout, keypoints, settled, _CAP):
        if arm.share > _BARE_CAP:
            covered[arm.bare | arm.around] = Compact.UPPER
    return covered


def _sleeved_arms(
    layout: Labels, keypoints: Keypoints, settled: Mask, end: float
) -> list["_SleevedArm"]:
    """Returns what sleeves that end at a place along the arms are to cover."""
    size = body_size(keypoints)
    arms = []
    for label, (shoulder, elbow, wrist) in ARMS:
        if not size or not keypoints.found(shoulder, elbow):
            continue
        bones = keypoints.xy[[shoulder, elbow, wrist]]
        seen = keypoints.found(wrist)
        if not seen:
            # The hand is behind the body, or outside the picture.
            bones[2] = 2 * bones[1] - bones[0]
        last = end if seen else min(end, 1.0)
        arms.append(_SleevedArm(layout, label, bones, size, settled, last))
    return arms


class _SleevedArm:
    """An arm and what is around it, down to where a sleeve ends.

    Attributes:
        bare: (H, W) where the layout leaves it bare.
        around: (H, W) wall that a sleeve around it would cover.
        share: How much of it is bare, 0 to 1.
    """

    def __init__(
        self,
        layout: Labels,
        arm: Compact,
        joints: NDArray[np.float32],
        size: float,
        settled: Mask,
        end: float,
    ) -> None:
        along, aside = arm_frame(layout.shape, joints)
        half = usual_half_width(along, size)
        whole = (along < end) & ~settled
        self.bare: Mask = whole & (layout == arm)
        below = whole & (along > 0)
        sleeve = below & (layout == Compact.UPPER) & (np.abs(aside) < half)
        # Beside the shoulder's round a sleeve stands off no farther than below it.
        loose = _EASE * usual_half_width(np.maximum(along, _BELOW_CAP), size)
        self.around: Mask = below & (layout == Compact.BACKGROUND) & (np.abs(aside) < loose)
        self.share: float = float(self.bare.sum() / max(1, (self.bare | sleeve).sum()))


def end_sleeves(
    layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask, sleeve: Sleeve
) -> Labels:
    """Returns the layout with sleeves that end where those of their kind do, and arms below them.

    Where the photo shows a long sleeve the network draws short ones half as long again, and down to
    the hips where one hangs before the trunk.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.
        sleeve: How far the new garment covers the arms.

    Returns:
        (H, W) uint8, a new array.
    """
    ended = layout.copy()
    size, most = body_size(keypoints), _MOST.get(sleeve)
    if not size or most is None:
        return ended
    for arm, joints in ARMS:
        if not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        half = usual_half_width(along, size)
        tube = np.abs(aside) <= half
        cloth = (layout == Compact.UPPER) & (along > most) & (along < HAND) & ~settled
        # An arm of which nothing is seen below its sleeve may be behind the trunk; and farther
        # from its bone than arms are wide a bare waist is sometimes labelled as one.
        seen_arm = (photo == arm) & (along > most) & (np.abs(aside) <= _EASE * half)
        if not (seen_arm.any() and (cloth & tube & (along > most + _LET_BE)).any()):
            continue
        # Where its hand is seen, an arm lies before the trunk.
        before = (seen_arm & (along > HAND)).any()
        outside = beyond_the_trunk(layout.shape, keypoints, joints[0])
        bared = cloth & tube & (photo == Compact.UPPER) & (outside | before)
        ended[bared | cloth & seen_arm] = arm
        outer = aside * np.float32(outer_side(keypoints, joints)) > 0
        # Below a forearm that lies before the trunk it is the trunk's.
        hanging = cloth & ~tube & outer & outside
        hanging &= (along < SHORT) | (photo == Compact.BACKGROUND)
        hanging &= np.abs(aside) < _FARTHEST * size
        give(ended, hanging & ~seen_arm, is_any(ended, (Compact.BACKGROUND, Compact.LOWER)))
    return ended


def bare_forearms(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Returns the layout with forearms bare that the photo shows bare.

    For a garment with short sleeves. One that lies flat in folds, or that is as wide below as it is
    between its sleeves, looks to the layout networks like a cape.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.

    Returns:
        (H, W) uint8, a new array.
    """
    bared = layout.copy()
    for arm, joints in ARMS:
        if not keypoints.found(*joints):
            continue
        along, _ = arm_frame(layout.shape, keypoints.xy[list(joints)])
        forearm = (photo == arm) & (along > SHORT)
        if not (forearm & (layout == Compact.UPPER)).any():
            continue
        bared[forearm & (layout == Compact.UPPER)] = arm
        hanging = (layout == Compact.UPPER) & (photo == Compact.BACKGROUND) & (along > SHORT)
        bared[hanging & _nearer(forearm, photo)] = Compact.BACKGROUND
    return bared


def _nearer(arm: Mask, photo: Labels) -> Mask:
    """Returns (H, W): what is nearer to an arm than to the trunk and the legs."""
    trunk = is_any(photo, (Compact.UPPER, Compact.LOWER, Compact.NECK))
    if not trunk.any():
        return np.ones(photo.shape, bool)
    nearer: Mask = distance_to(arm) < distance_to(trunk)
    return nearer
