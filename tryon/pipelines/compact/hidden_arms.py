"""Arms that old sleeves hid: as wide as arms are, and whole from the new sleeve to the hand."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pipelines.compact.sleeve_ends import (
    ARMS,
    HAND,
    SHORT,
    SHOULDER_CAP,
    SHOULDER_TOP,
    SLACK,
    arm_frame,
)
from tryon.pipelines.compact.spread import nearest_index
from tryon.types import Keypoints, Labels, Mask, Neckline, Sleeve

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_HIPS = (Joint.RIGHT_HIP, Joint.LEFT_HIP)
_NO_CLOTH = (Compact.BACKGROUND, Compact.LOWER)
# Along an arm (1 the elbow, 2 the wrist): its width in sizes of the body, which is the distance of
# the shoulder joints or, of somebody who stands aslant, 0.7 of that from shoulders to hips. Medians
# of 29 persons' bare arms, in photos; nine of ten are at most a sixth wider.
_ALONG = (0.0, 0.3, 1.25, 1.5, 1.75, 2.0)
_WIDTH = (0.32, 0.21, 0.2, 0.18, 0.15, 0.15)
_TRUNK = 0.7
# How much narrower and wider than usual the arms of a person are.
_BUILDS = (0.85, 1.3)
# How much of an arm has to be seen in the photo, of its area, for the photo to tell how wide it is.
_SEEN = 0.15
# How much of an arm, along it, tells where its middle lies, and how far beside the bones that may
# be, in halves of its usual width.
_BEGINNING, _MOST_OFF = 0.25, 0.6
# How far below its cap a shoulder's round goes over into the arm, along it, and how much of the arm
# at the cap tells how wide that is.
_ROUND, _ROUND_END = 0.5, 0.03
# How far over its hand a sleeve may reach, along the arm.
_CUFF = 0.2
# How far beyond a wrist the sleeve over a hand that is not seen may reach, in sizes of the body: a
# hand is half of one, and of an arm in a pocket the wrist is found too high.
_OVER_HAND = 0.7
# Between which distances from the bone towards the trunk, in halves of an arm's usual width, cloth
# beside a wrist is the trunk's, and from which share of it on. It was all of it beside one wide
# blouse and nothing beside two sleeves with a hidden hand, the only ones there were to look at.
_INWARDS, _TRUNKS = (2.0, 4.0), 0.25


def as_arms_are(
    layout: Labels,
    photo: Labels,
    keypoints: Keypoints,
    settled: Mask,
    sleeve: Sleeve,
    neckline: Neckline = "round",
) -> Labels:
    """Returns the layout with arms where and as wide as they are under sleeves that hid them.

    A loose sleeve tells little of the arm in it: what the network draws is as wide as the sleeve,
    or in pieces. An arm lies around its bones, and before the trunk where its hand does. Arms that
    the photo shows are left to it.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.
        sleeve: How far the new garment covers the arms.
        neckline: On straps it leaves the shoulders bare too.

    Returns:
        (H, W) uint8, a new array.
    """
    drawn = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        bared = (layout == arm) & (photo != arm) & ~settled
        # How far along it the garment covers an arm at most.
        most = {"sleeveless": SHOULDER_CAP, "short": SHORT}.get(sleeve)
        if not size or not (bared.any() or most) or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        half = usual_half_width(along, size)
        arm_place = (np.abs(aside) <= half) & (along > 0)
        shown, whole = photo == arm, arm_place & (along < HAND)
        told = np.count_nonzero(whole & shown) > _SEEN * np.count_nonzero(whole)
        if told:
            # Joints are found a little beside the middle of an arm: it goes on where it is shown.
            aside = aside - _off_bones(along, aside, half, shown)
            arm_place = (np.abs(aside) <= half) & (along > 0)
        # Where the new sleeve ends, and where the hand begins.
        begin = float(np.quantile(along[bared], 0.05)) if bared.any() else np.inf
        begin = SHOULDER_CAP if sleeve == "sleeveless" else min(begin, most or np.inf)
        hand = _hand(along, aside, shown, size)
        end = _wrist(along[hand]) if hand.any() else 2.0
        bare = (along > begin) & (along < end) & ~settled
        outside = beyond_the_trunk(layout.shape, keypoints, joints[0])
        if neckline == "straps":
            cap = (np.abs(aside) <= half) & (along > -SHOULDER_TOP) & (along <= SHOULDER_CAP)
            cap &= outside & (layout == Compact.UPPER) & (photo == Compact.UPPER) & ~settled
            give(drawn, cap, is_any(layout, (Compact.BACKGROUND, Compact.NECK, arm)))

        outer = outer_side(keypoints, joints)
        last, hidden = end, np.zeros_like(settled)
        if not (told or hand.any()):
            forearm = float(np.hypot(*(keypoints.xy[joints[2]] - keypoints.xy[joints[1]])))
            farthest = 2 + _OVER_HAND * size / max(forearm, 1.0)
            hidden = _over_hidden_hand(photo, along, aside * outer, half, farthest)
            hidden &= outside & ~settled
            last = farthest if hidden.any() else end
        beside = bare & (np.abs(aside) > half)
        slack = half + SLACK
        if told:
            slack = half * _as_shown(along, aside, half, shown) + SLACK
        slack = slack + rounded_off(along, aside, layout == arm, slack)
        flap = (along > begin) & bared & (np.abs(aside) > slack)
        if told:
            flap &= (along < HAND) & (photo == Compact.UPPER)
        else:
            # Beyond the wrist it is the cuff over the hand.
            flap &= (along < HAND) | ((along < last) & (photo == Compact.UPPER))
        give(drawn, flap, is_any(layout, (*_NO_CLOTH, Compact.UPPER)))
        cloth = beside & (layout == Compact.UPPER) & outside & (aside * outer > 0)
        # An arm that is shown may lie before the trunk, which is beyond it then.
        cloth &= (along < 1) | (not told)
        give(drawn, cloth, is_any(layout, _NO_CLOTH))

        drawn[hidden & is_any(layout, _NO_CLOTH)] = arm
        bare &= arm_place & (photo == Compact.UPPER)
        covered = bare & (layout == Compact.UPPER)
        drawn[bare & (layout == Compact.BACKGROUND)] = arm
        if told:
            drawn[covered & outside & (along < 1)] = arm
            continue
        if hand.any():
            drawn[covered & (outside | (along > 1))] = arm
            drawn[hand & (layout == Compact.UPPER)] = arm
    return drawn


def without_ghosts(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout without arms beyond a hand that is seen: no garment hid any there.

    Hands before the belly look to the network as if all that hangs below them were arm.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    drawn = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        hand = _hand(along, aside, photo == arm, size)
        if hand.any():
            beyond = along > _wrist(along[hand]) + _CUFF
            ghost = (layout == arm) & (photo == Compact.UPPER) & beyond & ~settled
            give(drawn, ghost, is_any(layout, (Compact.UPPER, Compact.LOWER)))
    return drawn


def _hand(along: NDArray[np.float32], aside: NDArray[np.float32], shown: Mask, size: float) -> Mask:
    """Returns (H, W) what the photo shows of an arm's hand."""
    hand: Mask = shown & (along > HAND) & (np.abs(aside) < size)
    return hand


def _wrist(hand: NDArray[np.float32]) -> float:
    """Returns where a hand begins, behind a wide cuff or at the wrist, by its places (N,)."""
    return max(2.0, float(np.quantile(hand, 0.05)))


def _over_hidden_hand(
    photo: Labels,
    along: NDArray[np.float32],
    outwards: NDArray[np.float32],
    half: NDArray[np.float32],
    last: float,
) -> Mask:
    """Returns (H, W) the old sleeve from the elbow to its end, of an arm without a hand to see.

    As wide as an arm. Where the trunk's cloth hangs beside the wrist no sleeve is told from it.

    Args:
        photo: (H, W) compact classes of the photo.
        along: See `arm_frame`.
        outwards: (H, W) pixels from the bone, above zero on the side away from the trunk.
        half: (H, W) half the arm's usual width, in pixels.
        last: How far along the arm a sleeve may end.
    """
    cloth = photo == Compact.UPPER
    below = (along > 2) & (along < last)
    beside = below & (outwards < -_INWARDS[0] * half) & (outwards > -_INWARDS[1] * half)
    if beside.any() and cloth[beside].mean() > _TRUNKS:
        return np.zeros_like(cloth)
    sleeve: Mask = cloth & (np.abs(outwards) <= half) & ((along > 1) & (along <= 2) | below)
    return sleeve


def usual_half_width(along: NDArray[np.float32], size: float) -> NDArray[np.float32]:
    """Returns half the width, in pixels, that bare arms have at places along them; see `_WIDTH`."""
    return np.interp(along, _ALONG, _WIDTH).astype(np.float32) * np.float32(size / 2)


def _off_bones(
    along: NDArray[np.float32], aside: NDArray[np.float32], half: NDArray[np.float32], shown: Mask
) -> NDArray[np.float32]:
    """Returns (H, W): how far beside its bones the middle of an arm lies, nothing at the shoulder.

    As where the photo begins to show it.
    """
    place = shown & (along > 0) & (along < HAND) & (np.abs(aside) < 2 * half)
    if not place.any():
        return np.zeros_like(aside)
    begin = float(np.quantile(along[place], 0.05))
    near = place & (along >= begin) & (along < begin + _BEGINNING)
    edges = np.quantile(aside[near], (0.05, 0.95))
    middle = np.clip(edges.mean() / half[near].mean(), -_MOST_OFF, _MOST_OFF) * half[near].mean()
    off: NDArray[np.float32] = np.float32(middle) * np.clip(
        along / np.float32(max(begin, _BEGINNING)), 0, 1
    )
    return off


def _as_shown(
    along: NDArray[np.float32], aside: NDArray[np.float32], half: NDArray[np.float32], shown: Mask
) -> float:
    """Returns how many times as wide as usual an arm is of which the photo shows a part."""
    place = shown & (along > 0.5) & (along < HAND) & (np.abs(aside) < 2 * half)
    if not place.any():
        return 1.0
    return float(np.clip(np.quantile(np.abs(aside[place]) / half[place], 0.95), *_BUILDS))


def rounded_off(
    along: NDArray[np.float32], aside: NDArray[np.float32], arm: Mask, slack: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Returns (H, W) how much wider than `slack` an arm may be below the shoulder's cap.

    By as much as that is at its end, and less farther down: cut off there it was a knob.
    """
    end = arm & (np.abs(along - SHOULDER_CAP) < _ROUND_END)
    wider = np.zeros_like(aside)
    for side in (-1, 1):
        there = end & (aside * side > 0)
        if there.any():
            excess = float(np.quantile((np.abs(aside) - slack)[there], 0.95))
            wider[aside * side > 0] = max(excess, 0.0)
    wider *= np.clip(1 - (along - SHOULDER_CAP) / _ROUND, 0, 1)
    return wider


def arms_as_shown(layout: Labels, photo: Labels) -> Labels:
    """Returns the layout (H, W) of a sleeveless garment: no cloth on arms that the photo shows."""
    shown = layout.copy()
    covered = (layout == Compact.UPPER) & is_any(photo, (Compact.LEFT_ARM, Compact.RIGHT_ARM))
    shown[covered] = photo[covered]
    return shown


def give(layout: Labels, places: Mask, others: Mask) -> None:
    """Gives places (H, W) of a layout, which is changed, the class of the nearest of others."""
    if places.any() and others.any():
        layout[places] = layout[nearest_index(others)][places]


def outer_side(keypoints: Keypoints, joints: tuple[Joint, ...]) -> float:
    """Returns the sign that `arm_frame` gives to what lies on the outer side of an upper arm."""
    start, elbow = keypoints.xy[list(joints[:2])]
    inwards = keypoints.xy[_SHOULDERS[1 - _SHOULDERS.index(joints[0])]] - start
    bone = elbow - start
    return 1.0 if inwards[0] * bone[1] < inwards[1] * bone[0] else -1.0


def beyond_the_trunk(size: tuple[int, ...], keypoints: Keypoints, shoulder: Joint) -> Mask:
    """Returns what lies beyond the line from a shoulder to its hip; nothing without both."""
    side = _SHOULDERS.index(shoulder)
    if not keypoints.found(_HIPS[side]):
        return np.zeros(size, bool)
    (x, y), (x_hip, y_hip), (x_in, y_in) = (
        keypoints.xy[joint] for joint in (shoulder, _HIPS[side], _SHOULDERS[1 - side])
    )
    rows, columns = np.mgrid[: size[0], : size[1]].astype(np.float32)
    turn = (x_hip - x) * (rows - y) - (y_hip - y) * (columns - x)
    inwards = (x_hip - x) * (y_in - y) - (y_hip - y) * (x_in - x)
    beyond: Mask = turn * inwards < 0
    return beyond


def body_size(keypoints: Keypoints) -> float:
    """Returns the body's size in pixels, see `_WIDTH`; 0 without both shoulders."""
    if not keypoints.found(*_SHOULDERS):
        return 0.0
    shoulders = keypoints.xy[list(_SHOULDERS)]
    across = float(np.hypot(*(shoulders[1] - shoulders[0])))
    if not keypoints.found(*_HIPS):
        return across
    down = keypoints.xy[list(_HIPS)].mean(0) - shoulders.mean(0)
    return max(across, _TRUNK * float(np.hypot(*down)))
