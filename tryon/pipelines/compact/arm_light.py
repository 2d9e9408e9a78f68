"""Light on new skin of arms: the network's, brought to what bare arms in photos have of it.

Measured on 54 bare arms of 34 persons in photos, hidden from the network as if by a long sleeve and
then looked at. Lightness is the mean of red, green and blue; light is its natural logarithm about
an arm's median.
"""

import cv2
import numpy as np

from tryon.labels import Compact
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.skin import SHADE_TINT
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import Plane
from tryon.types import Keypoints, Labels, Mask

# What counts of the network's light about its mean nearby, and of that mean itself, which says more
# of a whole part of an arm than the network can know: fitted to the photos they are 0.84 and 0.24,
# and new arms vary as much as the photos' with these. Near is so many pixels of a canvas 768 wide.
_DETAIL, _NEARBY, _NEAR = 0.92, 0.5, 30.0
# How much lighter the shoulder is than the forearm: about the arm's median, in L*, photos have 6.4
# above the joint, 3.2 and -0.5 in the next quarters of the upper arm and -1 to -2 on the forearm,
# where the network had 0.7, 0.4, -2.4 and -1 to 0. Where that ends and how softly, in upper arms.
_SHOULDER, _SHOULDER_END, _SHOULDER_SOFT = 0.16, 0.4, 0.25
# An arm rounds away before a wall, where the network's light goes on rising: how much light it
# takes there (0.116 by a fit), and over how many pixels of a canvas 768 wide.
_RIM, _RIM_REACH = 0.115, 11.0
# Light takes an arm towards white, the less the paler it is: the lightest twentieth is 0.27 of the
# way there, as a logarithm, on pale arms (1.07 of their median) as on dark ones (1.33), the
# lightest quarter 0.14. The most of that way that light takes it, and from where it flattens.
_TO_WHITE, _FLATTENS = 0.42, 0.18
_WHITE = 255.0
# Light is at most so many times the network's. Dark arms in photos have half as much again, but
# where it is wrong they looked like plastic.
_STRONGEST = 1.0
# Of 71 arms in photos two of a hundred places are darker than that, of the median.
_DARKEST = 0.6
# What light gives to red, green and blue, of what it gives to their mean, where it is stronger than
# in the middle of an arm: skin turns pale there sooner than shade turns it red (`SHADE_TINT`). The
# photos have 0.62, 1.11 and 1.44 there, with which new arms of dark people were greyish pink, as
# theirs have 0.77, 1.17 and 1.26.
_LIT_TINT = np.array((0.70, 1.10, 1.30), np.float32)
# What is smooth is worked out at a size so many times smaller.
_COARSE = 4


def light_on_arms(
    light: Plane, layout: Labels, place: Mask, tone: Plane, keypoints: Keypoints, scale: float
) -> Plane:
    """Returns (H, W, 3) arms of one tone in the network's light: `tone` in the middle of it.

    Args:
        light: (H, W) float32, the network's light on skin, of any mean.
        layout: (H, W) compact classes in the new garment.
        place: (H, W) the arms.
        tone: (3,) their median colour.
        keypoints: In pixels of `layout`; without its joints an arm has no lighter shoulder.
        scale: Canvas width over 768.
    """
    size = layout.shape[::-1]
    logarithm = np.log(np.maximum(light, np.float32(1e-2)))
    smooth, arms = _smooth(logarithm, layout, place, keypoints, scale)
    depth = distance_to(layout == Compact.BACKGROUND)
    rim = np.float32(_RIM) * np.exp(depth / np.float32(-_RIM_REACH * scale))
    lit = np.float32(_DETAIL) * logarithm
    lit += cv2.resize(smooth, size, interpolation=cv2.INTER_LINEAR)
    counts = cv2.resize(arms.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if counts.any():
        lit -= np.median((lit - rim)[counts][::_COARSE])
    room = max(float(np.log(_WHITE / tone.mean())), 1e-2)
    most, strength = _TO_WHITE * room, min(_TO_WHITE * room / _FLATTENS, _STRONGEST)
    above = lit > 0
    lit[above] = most * np.tanh(lit[above] * (strength / most))
    # Taken off before, a lit side that rises up to the outline was as light there as in its middle.
    lit -= rim
    above = lit > 0
    lit = np.maximum(lit, np.float32(np.log(_DARKEST)))[..., None]
    lit_arms: Plane = np.exp(lit * np.where(above[..., None], _LIT_TINT, SHADE_TINT)) * tone
    return lit_arms


def _smooth(
    logarithm: Plane,
    layout: Labels,
    place: Mask,
    keypoints: Keypoints,
    scale: float,
) -> tuple[Plane, Mask]:
    """Returns what is smooth of the light, coarsely, and where there are arms but no hands."""
    size = (max(1, layout.shape[1] // _COARSE), max(1, layout.shape[0] // _COARSE))
    share = cv2.resize(place.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(np.where(place, logarithm, 0), size, interpolation=cv2.INTER_AREA)
    near = _NEAR * scale / _COARSE
    mean = cv2.GaussianBlur(mean, (0, 0), near)
    mean /= np.maximum(cv2.GaussianBlur(share, (0, 0), near), 1e-3)
    smooth = np.float32(_NEARBY - _DETAIL) * mean
    arms = share > 0.99
    for arm, joints in ARMS:
        if not keypoints.found(*joints):
            continue
        along, _ = arm_frame(size[::-1], keypoints.xy[list(joints)] / np.float32(_COARSE))
        own = cv2.resize((layout == arm).astype(np.float32), size, interpolation=cv2.INTER_AREA)
        arms &= (own < 0.5) | (along < HAND)
        own = cv2.GaussianBlur(own, (0, 0), near)
        shoulder = 1 / (1 + np.exp((along - _SHOULDER_END) / _SHOULDER_SOFT))
        smooth += np.float32(_SHOULDER) * shoulder.astype(np.float32) * np.minimum(1, 2 * own)
    return smooth, arms
