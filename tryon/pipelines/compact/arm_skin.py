"""Light on bared arms: round, from the lamp's side, shaded by a hem, as the photo has it below."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.hidden_arms import outer_side
from tryon.pipelines.compact.skin import SHADE_TINT
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import erode, window_around
from tryon.types import Keypoints, Labels, Mask

Plane = NDArray[np.float32]

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)

# Light across a bare arm from its lit outline to the other, of its mean, and along it from the
# shoulder on: medians of 333 pieces of arms in photos, each turned so that its lit side is first.
# Their mean over all pieces is a tube that no lamp lights: one side of an arm is dark.
_ACROSS = (0.996, 1.036, 1.079, 1.095, 1.083, 1.054, 1.009, 0.955, 0.882, 0.804)
_ALONG = (1.074, 1.037, 1.008)
_ALONG_STEP = 0.2
# Along an arm (0 the shoulder, 1 the elbow, 2 the wrist): where that begins and ends, how softly,
# and in which steps outlines are looked for. How soft light is, in pixels of a canvas 768 wide.
_ROUND, _ROUND_FADE, _STEP, _ROUND_BLUR = (0.0, 2.0), 0.25, 0.04, 4.0
# Which share of a face is its left and right side, how many times as light one is, as a logarithm,
# that is surely the lamp's, and how many pixels of a canvas 768 wide a face has to have. It was the
# side on which 75 of 100 arms are lighter.
_SIDE, _SURELY_LIT, _FACE = 0.35, 0.15, 3000
# The share of a strip across that lies outside an outline.
_OUTSIDE = 0.01

# How much light the hem of a sleeve takes from the arm below it, and in how many pixels of a canvas
# 768 wide that fades: 0.76 of the light beside it, 0.92 at 8 pixels, 0.98 at 20, on 34 photos.
_HEM_SHADE, _HEM_REACH = 0.2, 8.5
# Along an arm: how much of it beside the old sleeve is looked at, behind the shadow of its hem.
_HEM_SHADOW, _NEAR = 0.05, 0.4
# How far it is carried on, in upper arms, and how many grey levels of it at most.
_REACH, _MOST = 0.7, 45.0
# Pixels of a canvas 768 wide: how smooth light is across an arm, and how many of them have to be
# seen beside the sleeve.
_SMOOTH, _FEWEST = 4.0, 300


def hem_shade(layout: Labels, scale: float) -> Plane:
    """Returns (H, W, 3) the light that sleeves leave on the arms below them, 1 elsewhere.

    Args:
        layout: (H, W) compact classes in the new garment.
        scale: Canvas width over 768.
    """
    cloth = layout == Compact.UPPER
    away = distance_to(cloth, exact=True)
    arms = is_any(layout, (Compact.LEFT_ARM, Compact.RIGHT_ARM))
    shade = 1 - arms * np.float32(_HEM_SHADE) * np.exp(-away / np.float32(_HEM_REACH * scale))
    tinted: Plane = shade[..., None] ** SHADE_TINT
    return tinted


def lamp_side(picture: Plane, worn: Labels, scale: float) -> float:
    """Returns the side of the picture on which the lamp stands: 1 left, -1 right, 0 unknown.

    Args:
        picture: (H, W, 3) float32, the photo.
        worn: (H, W) compact classes of the photo.
        scale: Canvas width over 768.
    """
    face = erode(worn == Compact.FACE, 6 * scale)
    if np.count_nonzero(face) < _FACE * scale**2:
        return 0.0
    columns = np.nonzero(face)[1]
    first, last = np.quantile(columns, (0.02, 0.98))
    light = np.log(np.maximum(picture[face].mean(1), 5.0))
    left, right = columns < first + _SIDE * (last - first), columns > last - _SIDE * (last - first)
    lighter = float(np.median(light[left]) - np.median(light[right]))
    return float(np.clip(lighter / _SURELY_LIT, -1, 1))


def light_on_arms(layout: Labels, keypoints: Keypoints, lamp: float, scale: float) -> Plane:
    """Returns (H, W) the light on arms, as bare arms in photos have it; 1 elsewhere.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is lit evenly.
        lamp: See `lamp_side`.
        scale: Canvas width over 768.
    """
    light = np.ones(layout.shape, np.float32)
    for arm, joints in ARMS:
        place = layout == arm
        if not keypoints.found(*joints) or not place.any():
            continue
        along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
        outwards = aside[place] * np.float32(outer_side(keypoints, joints))
        along = along[place]
        first, last = _outlines(along, outwards)
        across = np.clip((last - outwards) / np.maximum(last - first, 1.0), 0, 1)
        strips = (np.arange(len(_ACROSS)) + 0.5) / len(_ACROSS)
        lit_outside = (1 + lamp * _outer_side_of_picture(keypoints, joints[0])) / 2
        round_ = lit_outside * np.interp(across, strips, _ACROSS)
        round_ += (1 - lit_outside) * np.interp(1 - across, strips, _ACROSS)
        steps = (np.arange(len(_ALONG) + 1) + 0.5) * _ALONG_STEP
        begun = np.clip(np.minimum(along - _ROUND[0], _ROUND[1] - along) / _ROUND_FADE, 0, 1)
        light[place] = (1 + begun * (round_ - 1)) * np.interp(along, steps, (*_ALONG, 1.0))
    return _softened_within(light, is_any(layout, (Compact.LEFT_ARM, Compact.RIGHT_ARM)), scale)


def _outer_side_of_picture(keypoints: Keypoints, shoulder: Joint) -> int:
    """Returns 1 for an arm on the left of the picture, which is its outer side; else -1."""
    other = _SHOULDERS[1 - _SHOULDERS.index(shoulder)]
    if not keypoints.found(other):
        return 1 if shoulder == Joint.RIGHT_SHOULDER else -1
    return 1 if keypoints.xy[shoulder, 0] < keypoints.xy[other, 0] else -1


def _outlines(along: Plane, outwards: Plane) -> tuple[Plane, Plane]:
    """Returns, for each pixel of an arm, where its two outlines lie beside it, inner one first."""
    strips = np.arange(*_ROUND, _STEP)
    number = np.digitize(along, strips)
    seen = [k for k in range(1, len(strips)) if np.count_nonzero(number == k) > 2 * _ROUND_BLUR]
    if not seen:
        return (np.full_like(along, outwards.min()), np.full_like(along, outwards.max()))
    ends = np.array(
        [np.quantile(outwards[number == k], (_OUTSIDE, 1 - _OUTSIDE)) for k in seen], np.float32
    )
    ends = cv2.GaussianBlur(ends, (1, 0), sigmaX=0.1, sigmaY=1.0, borderType=cv2.BORDER_REPLICATE)
    middles = strips[np.array(seen) - 1] + _STEP / 2
    inner, outer = (np.interp(along, middles, end).astype(np.float32) for end in ends.T)
    return inner, outer


def _softened_within(light: Plane, place: Mask, scale: float) -> Plane:
    """Returns light blurred where it is that of a place, and nothing mixed in from beside it."""
    share = place.astype(np.float32)
    mass, total = (
        cv2.GaussianBlur(plane, (0, 0), _ROUND_BLUR * scale) for plane in (share, light * share)
    )
    soft: Plane = np.where(place, total / np.maximum(mass, 1e-3), 1)
    return soft


def light_across_arms(
    lack: Plane, layout: Labels, shown: Mask, keypoints: Keypoints, scale: float
) -> Plane:
    """Returns (H, W, 3) what new skin on arms lacks to be lit across as the photo's skin is.

    A limb has its light along one side for all its length: what differs at one distance from the
    bone beside the old sleeve differs there under it too, and less farther up.

    Args:
        lack: (H, W, 3) float32, the photo less the new skin; it counts where `shown`.
        layout: (H, W) compact classes in the new garment.
        shown: (H, W) skin that is the photo's own.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left out.
        scale: Canvas width over 768.
    """
    given = np.zeros_like(lack)
    for arm, joints in ARMS:
        if not keypoints.found(*joints):
            continue
        place = layout == arm
        if not place.any():
            continue
        window = window_around(place, 0)
        corner = np.array([window[1].start, window[0].start], np.float32)
        place, own = place[window], shown[window]
        along, aside = arm_frame(place.shape, keypoints.xy[list(joints)] - corner)
        seen = place & own & (along > 0) & (along < HAND)
        bared = place & ~own
        if not (seen.any() and bared.any()):
            continue
        start = float(np.quantile(along[seen], 0.05))
        near = seen & (along > start + _HEM_SHADOW) & (along < start + _NEAR)
        if np.count_nonzero(near) < _FEWEST * scale**2:
            continue
        under = bared & (along < start + _NEAR)
        distances, profile = _across(aside[near], lack[window][near], _SMOOTH * scale)
        up = np.clip(start - along[under], 0, None)
        fall = np.exp(-up / _REACH)[:, None]
        light = [np.interp(aside[under], distances, channel) for channel in profile.T]
        given[window][under] = np.clip(np.stack(light, 1), -_MOST, _MOST) * fall
    return given


def _across(aside: Plane, lack: Plane, sigma: float) -> tuple[Plane, Plane]:
    """Returns distances from the bone, in pixels, and the (n, 3) smoothed mean of a lack there."""
    bins = np.rint(aside).astype(int)
    first = int(bins.min())
    counts = np.bincount(bins - first).astype(np.float32)
    sums = np.stack([np.bincount(bins - first, channel) for channel in lack.T], 1)
    mass, total = (
        cv2.GaussianBlur(np.ascontiguousarray(plane, np.float32), (1, 0), sigmaX=0.1, sigmaY=sigma)
        for plane in (counts[:, None], sums)
    )
    seen = counts > 0
    means = total[seen] / mass.reshape(-1, 1)[seen]
    return (np.flatnonzero(seen) + first).astype(np.float32), means
