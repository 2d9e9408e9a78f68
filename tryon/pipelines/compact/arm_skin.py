"""Light on bared arms: the shade of a hem, and light across as the photo shows it farther down."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pipelines.compact.skin import SHADE_TINT
from tryon.pipelines.compact.sleeve_ends import ARMS, arm_frame
from tryon.pipelines.compact.spread import window_around
from tryon.types import Keypoints, Labels, Mask

Plane = NDArray[np.float32]

# How much light the hem of a sleeve takes from the arm below it, and in how many pixels of a canvas
# 768 wide that fades: 0.76 of the light beside it, 0.92 at 8 pixels, 0.98 at 20, on 34 photos.
_HEM_SHADE, _HEM_REACH = 0.2, 8.5
# Along an arm (1 the elbow, 2 the wrist): how much of it beside the old sleeve is looked at, behind
# the shadow of its hem, and where the hand begins, which is no arm.
_HEM_SHADOW, _NEAR, _HAND = 0.05, 0.4, 1.8
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
    away = cv2.distanceTransform((~cloth).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    arms = is_any(layout, (Compact.LEFT_ARM, Compact.RIGHT_ARM))
    shade = 1 - arms * np.float32(_HEM_SHADE) * np.exp(-away / np.float32(_HEM_REACH * scale))
    tinted: Plane = shade[..., None] ** SHADE_TINT
    return tinted


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
        seen = place & own & (along > 0) & (along < _HAND)
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
