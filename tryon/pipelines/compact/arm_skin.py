"""Light on bared arms: shaded by a hem, as the photo has it below; and where the lamp stands."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.skin import SHADE_TINT
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import erode, soften, window_around
from tryon.types import Keypoints, Labels, Mask

Plane = NDArray[np.float32]

# Which share of a face is its left and right side, how many times as light one is, as a logarithm,
# that is surely the lamp's, and how many pixels of a canvas 768 wide a face has to have. It was the
# side on which 75 of 100 arms are lighter.
_SIDE, _SURELY_LIT, _FACE = 0.35, 0.15, 3000
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
    # Towards a chest, which no sleeve shades, it fades: else where they meet there is a step.
    arms, chest = is_any(layout, (Compact.LEFT_ARM, Compact.RIGHT_ARM)), layout == Compact.NECK
    limb = soften(arms, _HEM_REACH * scale)
    limb = np.where(
        arms | chest, limb / (limb + soften(chest, _HEM_REACH * scale) + np.float32(1e-6)), 0
    )
    shade = 1 - limb * np.float32(_HEM_SHADE) * np.exp(-away / np.float32(_HEM_REACH * scale))
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
