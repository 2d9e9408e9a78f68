"""New outlines follow the photo's around arms where old and new are alike: so cloth hangs there.

The network draws an average garment on an average body. The photo's own outline is the better one
around a short sleeve of about the same length, and of an arm that comes out of a close sleeve.
Lengths are pixels of a canvas 768 wide and are scaled with the width.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import HEAD_CLASSES, SKIN_CLASSES, Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import signed_distance
from tryon.pipelines.compact.hidden_arms import body_size, outer_side, usual_half_width
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import dilate, nearest_index, soften
from tryon.types import Keypoints, Labels, Mask, Sleeve

Field = NDArray[np.float32]

# From which distance on the photo's outline says nothing, but for what surely is the same, a sleeve
# as long as the new one or the arm in a close one.
_FAR = 36.0
# How softly that begins beside the trunk, in shares of `_BESIDE`, and what counts as no share.
_AT_TRUNK, _LEAST = 0.5, 1e-3
# Over how much of an outline it is one or the other.
_EVEN = 12.0
# Teeth of a parse map's outline are shorter than this, and folds of a close sleeve are no waves of
# the arm in it.
_SMOOTH, _FOLDS = 3.0, 7.0
# A neckline is the product's: how far beside it outlines are left alone, and how softly that ends.
_CUT, _CUT_SOFT = 26.0, 8.0
# How much thinner bare skin is than the cloth over it was.
_CLOTH = 3.0
# Along an arm: where it begins, from where on cloth is a sleeve; how soon an outline gains
# and loses its say, and by how much sleeves may differ that are of one length.
_CAP, _SLEEVE, _FADE, _SAME_LENGTH = -0.15, 0.4, 0.2, 0.45
# Where a sleeve is a long one, and where it is none of the short ones, which end at 0.3 to 0.7.
_LONG, _NOT_SHORT = 1.0, 0.75
# A sleeve ends where this share of it is, an arm begins where that one is; and how much of what
# lies beside its bones has to be bare for one to be seen.
_END, _BEGIN, _FEWEST_BARE = 0.98, 0.05, 0.02
# How many times as wide as an arm usually is a sleeve is that lies close to it.
_CLOSE = 1.08
# In sizes of the body, see `hidden_arms.body_size`: how far beside its bones something is a sleeve.
_BESIDE = 0.27
# Steps along an arm in which its sleeve's width is looked at, in how many it has to be seen, and up
# to which share of `_BESIDE` an edge is one.
_STEP, _FEWEST, _SEEN = 0.1, 3, 0.96


class _Sway(NamedTuple):
    """How far an old outline has a say, (H, W) float32.

    Attributes:
        weight: From 0 to 1, how much.
        reach: In pixels, from which distance on none.
    """

    weight: Field
    reach: Field


def as_worn(
    layout: Labels,
    photo: Labels,
    keypoints: Keypoints,
    settled: Mask,
    sleeve: Sleeve,
    *,
    straps: bool = False,
) -> Labels:
    """Returns the layout (H, W) with the photo's outlines of sleeves and arms where they are alike.

    Source: level sets, two of which are blended where they differ little.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; of an arm of which a joint is missing nothing is known.
        settled: (H, W) what must not change: hands, hair, face.
        sleeve: How far the new garment covers the arms.
        straps: Whether the new garment hangs on straps.
    """
    scale = canvas_scale(layout.shape[1])
    old, new = photo == Compact.UPPER, layout == Compact.UPPER
    if not old.any() or not new.any():
        return layout
    arms = _arms(photo, layout, keypoints)
    alike = _of_one_length(arms, sleeve)
    if not alike and not any(arm.close for arm in arms):
        return layout

    # 1. Alike sleeves hang as those did, but at the neck.
    at_neck = (layout == Compact.NECK) | is_any(photo, (Compact.NECK, Compact.FACE))
    away = 1 - soften(dilate(at_neck, _CUT * scale), _CUT_SOFT * scale)
    sway = _Sway(np.zeros_like(away), np.full(layout.shape, _FAR * scale, np.float32))
    sleeves = np.zeros_like(old)
    for arm in alike:
        end = max(arm.worn_end, arm.new_end) + _FADE
        place = arm.beside & (arm.along < end)
        sleeves |= place
        _trust(sway, arm, place, end)
    sway.weight[:] *= away
    inside = _blended(new, _even(signed_distance(old), _SMOOTH * scale), sway, scale)
    worn = layout.copy()
    worn[inside & ~new & old & ~settled & ~is_any(layout, HEAD_CLASSES)] = Compact.UPPER
    lost = ~inside & new & ~old & ~settled
    lost &= (photo == Compact.BACKGROUND) | (sleeves & is_any(photo, SKIN_CLASSES))
    worn[lost] = photo[lost]

    # 2. An arm out of a close sleeve ends a little inside of where that did.
    sway = _Sway(np.zeros_like(away), np.full(layout.shape, _FAR * scale, np.float32))
    for arm in arms:
        if arm.close:
            _trust(sway, arm, arm.beside)
            # Where the hand begins there was a step.
            sway.weight[arm.beside] *= np.clip((HAND - arm.along[arm.beside]) / _FADE + 1, 0, 1)
    wall, body = photo == Compact.BACKGROUND, worn != Compact.BACKGROUND
    shown = _even(signed_distance(~wall), _FOLDS * scale)
    bare = _blended(body, shown - np.float32(_CLOTH * scale), sway, scale)
    hidden = dilate(old, 2 * scale)
    lost = ~bare & is_any(worn, SKIN_CLASSES) & (hidden | wall)
    lost |= ~_blended(body, shown, sway, scale) & (worn == Compact.UPPER) & wall
    worn[lost & ~settled] = Compact.BACKGROUND
    gained = bare & ~body & hidden & ~settled
    if gained.any():
        # Straps are hung later, and need skin to lie on.
        near = is_any(worn, SKIN_CLASSES) if straps else body
        nearest = worn[nearest_index(near if near.any() else body)]
        gained &= is_any(nearest, (*SKIN_CLASSES, Compact.UPPER))
        worn[gained] = nearest[gained]
    return worn


def hang_as_before(layout: Labels, photo: Labels, keypoints: Keypoints, sleeve: Sleeve) -> bool:
    """Returns whether `as_worn` hangs sleeves as the old ones; see it for the arguments."""
    return bool(_of_one_length(_arms(photo, layout, keypoints), sleeve))


def _blended(new: Mask, old: Field, sway: _Sway, scale: float) -> Mask:
    """Returns (H, W) what lies within an outline that is drawn towards an old one near it.

    Wholly up to half of the old one's reach, and not at all beyond it, without a step between.

    Args:
        new: (H, W) what lies within the new outline.
        old: (H, W) signed distance from the old one.
        sway: The old one's.
        scale: Canvas width over 768.
    """
    own = signed_distance(new)
    step = old - own
    share = sway.weight * cv2.GaussianBlur(
        np.clip(2 - 2 * np.abs(step) / sway.reach, 0, 1), (0, 0), _EVEN * scale
    )
    inside: Mask = own + step * share > 0
    return inside


def _even(distance: Field, sigma: float) -> Field:
    """Returns the signed distance (H, W) from an outline that is evened over some pixels."""
    even: Field = cv2.GaussianBlur(distance, (0, 0), sigma)
    return even


class _Arm(NamedTuple):
    """What lies around an arm.

    Attributes:
        label: Its class.
        along: (H, W), see `arm_frame`.
        inwards: (H, W) how far towards the trunk from its bones, 1 where a sleeve ends to be one.
        beside: (H, W) from its shoulder to beyond its hand.
        close: Whether the old sleeve is a long one that lies close to it.
        worn_end: How far along it the old sleeve reaches.
        new_end: ... the new one.
    """

    label: Compact
    along: Field
    inwards: Field
    beside: Mask
    close: bool
    worn_end: float
    new_end: float


def _arms(photo: Labels, layout: Labels, keypoints: Keypoints) -> list[_Arm]:
    """Returns the arms of which all joints are known."""
    found: list[_Arm] = []
    size = body_size(keypoints)
    for label, joints in ARMS:
        if not size or not keypoints.found(*joints):
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        inwards = -aside * np.float32(outer_side(keypoints, joints) / (_BESIDE * size))
        beside = (np.abs(inwards) < 1) & (along > _CAP)
        worn_end, new_end = (
            _sleeve_end(labels, label, along, beside, inwards) for labels in (photo, layout)
        )
        sleeve = beside & (photo == Compact.UPPER)
        close = worn_end > _LONG and _lies_close(sleeve, along, aside, size)
        found.append(_Arm(label, along, inwards, beside, close, worn_end, new_end))
    return found


def _of_one_length(arms: list[_Arm], sleeve: Sleeve) -> list[_Arm]:
    """Returns the arms on which old and new sleeve are about as long, and short or close.

    Both sleeves of a garment are of one length, and long ones differ in how wide they are.
    """
    differ = [abs(arm.new_end - arm.worn_end) for arm in arms]
    most = _SAME_LENGTH if sleeve == "short" else _SAME_LENGTH / 2
    if not arms or float(np.mean(differ)) > most:
        return []
    longest = _NOT_SHORT if sleeve == "short" else _LONG
    return [
        arm
        for arm in arms
        if min(arm.worn_end, arm.new_end) > _SLEEVE
        and (max(arm.worn_end, arm.new_end) < longest or arm.close)
    ]


def _trust(sway: _Sway, arm: _Arm, place: Mask, end: float = np.inf) -> None:
    """Gives an outline all its say around an arm, and less where the trunk lies beside it.

    It fades towards the trunk and its own end along the arm: the trunk's outline goes on there, and
    had horns and steps.
    """
    along = arm.along[place]
    share = np.clip(np.minimum(along - _CAP, end - along) / _FADE, 0, 1)
    share *= np.clip((1 - arm.inwards[place]) / _AT_TRUNK, 0, 1)
    sway.weight[place] = np.maximum(sway.weight[place], share)
    sway.reach[place] /= np.maximum(1 - share, _LEAST)


def _sleeve_end(labels: Labels, arm: Compact, along: Field, beside: Mask, inwards: Field) -> float:
    """Returns how far along an arm a sleeve reaches: to where the arm begins to be bare."""
    # On the other side of its bones lies the trunk.
    outside = beside & (along > 0) & (along < HAND) & (inwards < 0)
    sleeve = outside & (labels == Compact.UPPER)
    bare = beside & (labels == arm) & (along < HAND)
    ends = []
    if sleeve.any():
        ends.append(float(np.quantile(along[sleeve], _END)))
    if np.count_nonzero(bare) > _FEWEST_BARE * np.count_nonzero(beside):
        ends.append(float(np.quantile(along[bare], _BEGIN)))
    return min(ends, default=0.0)


def _lies_close(sleeve: Mask, along: Field, aside: Field, size: float) -> bool:
    """Returns whether a sleeve is about as wide as an arm, where both its sides are seen."""
    shares = []
    for begin in np.arange(_SLEEVE, HAND, _STEP):
        place = sleeve & (along >= begin) & (along < begin + _STEP)
        if np.count_nonzero(place) < size * _STEP:
            continue
        edges = np.quantile(aside[place], (1 - _END, _END))
        if np.abs(edges).max() < _SEEN * _BESIDE * size:
            usual = 2 * float(usual_half_width(np.array(begin + _STEP / 2, np.float32), size))
            shares.append(float(edges[1] - edges[0]) / usual)
    return len(shares) >= _FEWEST and float(np.median(shares)) < _CLOSE
