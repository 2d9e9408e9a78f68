"""Arms and sleeves as the joints say: hems run across the arm, hidden forearms stay hidden."""

from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint, is_any
from tryon.pipelines.compact.spread import nearest_index, window_around
from tryon.types import Keypoints, Labels, Mask, Size

ARMS = (
    (Compact.LEFT_ARM, (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST)),
    (Compact.RIGHT_ARM, (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST)),
)
_HIPS = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
# The last part of the forearm, and how far from the wrist a hand reaches, in forearms.
_NEAR_WRIST, _HAND_LENGTH = 0.8, 0.6
# A wider waver, in lengths of the upper arm, is no hem: an arm before the trunk, an open shoulder.
_WIDEST = 0.7
# How much of the arm beside a hem tells how wide the arm is there, in lengths of the upper arm.
_BESIDE = 0.35
_MOSTLY = 0.85
_MARGIN = 0.04
_FEWEST = 12
# Arms are measured in steps of this length, in lengths of the upper and the lower arm.
_STEP, _STEPS = 0.1, 20
# How much wider an arm is at the shoulder than just above the elbow.
_WIDENING = 0.25
# An arm that is narrower than this share of its usual width is hidden in part.
_WHOLE = 0.7
# The share of an arm's width that tells where a hem is.
_INNER = 0.8
# How far from the middle of an arm tips of its sleeve may hang, in halves of its width, and the rim
# of that which they may not reach.
_TIPS, _RIM = 1.8, 0.15
# Along an arm (1 the elbow, 2 the wrist): where the hand begins, which is no arm.
HAND = 1.8
# And no short sleeve reaches farther than this.
SHORT = 1.05
# Pixels that parse maps are off.
SLACK = 3.0
# Above this the shoulder's own round begins, and how far above its joint it ends, in lengths of the
# upper arm.
SHOULDER_CAP, SHOULDER_TOP = 0.12, 0.25


def cover_hidden_forearms(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Paints no forearm that the photo hides behind the body.

    A wrist that is not found though it must be inside the picture is behind the person. The forearm
    then shows no more of itself than the photo does: its place keeps trousers and background, and
    what was sleeve becomes what lies around it.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`.

    Returns:
        (H, W) uint8, a new array.
    """
    covered = layout.copy()
    height, width = layout.shape
    for arm, (shoulder, elbow, wrist) in ARMS:
        if not keypoints.found(shoulder, elbow) or keypoints.found(wrist):
            continue
        start, end = keypoints.xy[shoulder], keypoints.xy[elbow]
        length = float(np.hypot(*(end - start)))
        if min(*end, width - end[0], height - end[1]) < length:
            continue  # the wrist may be outside the picture
        along, _ = arm_frame(layout.shape, np.stack([start, end, 2 * end - start]))
        invented = (layout == arm) & (photo != arm) & (along > 1 + _MARGIN)
        around = layout[nearest_index(layout != arm)] if invented.any() else layout
        kept = is_any(photo, (Compact.LOWER, Compact.BACKGROUND))
        covered[invented] = np.where(kept, photo, around)[invented]
    return covered


def lead_to_hips(layout: Labels, photo: Labels, keypoints: Keypoints) -> Labels:
    """Leads a bare arm whose hand the photo hides behind the body: hands are not invented.

    A wide sleeve may hide arm and hand. In a shorter one the arm would end at its wrist. Takes and
    gives what `cover_hidden_forearms` does.
    """
    led = layout.copy()
    for (arm, (_, elbow, wrist)), hip in zip(ARMS, _HIPS, strict=True):
        if not keypoints.found(elbow, wrist, hip):
            continue
        bent = keypoints.xy[[elbow, wrist, hip]]
        reach = _HAND_LENGTH * float(np.hypot(*(bent[1] - bent[0])))
        (left, top), (right, bottom) = (
            np.rint(bent[1] + side * reach).clip(0).astype(int) for side in (-1, 1)
        )
        if (photo[top : bottom + 1, left : right + 1] == arm).any():
            continue
        along, aside = arm_frame(layout.shape, bent)
        end = (layout == arm) & (along > _NEAR_WRIST) & (along <= 1)
        if not end.any():
            continue
        # Half of the arm lies within half its width of the bone.
        behind = (along > 1) & (along < 2)
        behind &= np.abs(aside) < 2 * float(np.median(np.abs(aside[end])))
        led[behind & (layout == Compact.BACKGROUND) & (photo == Compact.UPPER)] = arm
    return led


def without_flaps(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Takes away what a bare arm has of the old sleeve's flaps: it is as wide as it is shown.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    slim = layout.copy()
    for arm, joints in ARMS:
        if keypoints.found(*joints):
            _cut_flaps(slim, photo, arm, keypoints.xy[list(joints)], settled)
    return slim


def _cut_flaps(
    layout: Labels, photo: Labels, arm: Compact, joints: NDArray[np.float32], settled: Mask
) -> None:
    bared = (layout == arm) & (photo != arm) & ~settled
    if not bared.any():
        return
    along, aside = arm_frame(layout.shape, joints)
    reach = (along > SHOULDER_CAP) & (along < 1 + _NEAR_WRIST) & ~settled
    places = np.clip((along / _STEP).astype(int), 0, _STEPS - 1)
    shown = (photo == arm) & reach
    edges = _edges(places[shown], aside[shown])
    if edges is None:
        return
    begin = float(np.quantile(along[shown], 0.02))
    low, high = (edge[places] for edge in edges)
    wider = _WIDENING * np.clip(begin - along, 0, 1) * (high - low) / 2 + SLACK
    low, high = low - wider, high + wider
    flap = reach & bared & ((aside < low) | (aside > high))
    if flap.any():
        rest = is_any(layout, (Compact.BACKGROUND, Compact.UPPER, Compact.LOWER))
        layout[flap] = layout[nearest_index(rest)][flap]


def _edges(
    places: NDArray[np.intp], aside: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    """Returns (n,) how far an arm reaches to both sides at every place along it.

    Places where the photo does not show it are as the nearest that it shows.
    """
    seen = [place for place in range(_STEPS) if np.count_nonzero(places == place) >= _FEWEST]
    if not seen:
        return None
    sides = np.array([np.quantile(aside[places == place], (0.03, 0.97)) for place in seen])
    # Where it comes out of the sleeve, or from behind the trunk, half of it shows.
    widths = sides[:, 1] - sides[:, 0]
    whole = np.flatnonzero(widths > _WHOLE * np.median(widths))
    nearest = np.abs(np.arange(_STEPS)[:, None] - np.array(seen)[whole]).argmin(1)
    low, high = sides[whole][nearest].T.astype(np.float32)
    return low, high


def straighten(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Lets sleeves end in a line across the arm, with as much cloth on the arm as before.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    straight = layout.copy()
    for arm, joints in ARMS:
        if keypoints.found(*joints):
            _straighten(straight, arm, keypoints.xy[list(joints)], settled)
    return straight


def _straighten(layout: Labels, arm: Compact, joints: NDArray[np.float32], settled: Mask) -> None:
    along, aside = arm_frame(layout.shape, joints)
    bare = layout == arm
    cloth = layout == Compact.UPPER
    edge = cloth & _beside(bare) & ~settled
    if not edge.any():
        return
    by_the_hem = bare & (np.abs(along - np.median(along[edge])) < _BESIDE)
    if not by_the_hem.any():
        return
    # Half of an arm lies within half its width of its middle, which the bone may miss.
    middle = float(np.median(aside[by_the_hem]))
    half = 2 * float(np.median(np.abs(aside[by_the_hem] - middle)))
    near = np.abs(aside - middle) < half
    # Not to both sides of the arm, where the tips of a wide sleeve hang lower.
    places = along[edge & (np.abs(aside - middle) < _INNER * half)]
    if len(places) < _FEWEST:
        return
    # Stray places aside, but a little more than the rest, so that no pixel of the edge is left.
    first, last = np.quantile(places, (0.03, 0.97))
    first, last = first - _MARGIN, last + _MARGIN
    if last - first > _WIDEST or first <= 0:
        return
    arm_or_cloth = near & (bare | cloth)
    above = arm_or_cloth & (along > first - _BESIDE) & (along < first)
    below = arm_or_cloth & (along > last) & (along < last + _BESIDE)
    # Between cloth alone and an arm alone: otherwise it is the edge of the trunk behind the arm.
    if not (_mostly(cloth, above) and _mostly(bare, below)):
        return
    strip = arm_or_cloth & (along > first) & (along < last) & ~settled
    share = float(cloth[strip].mean()) if strip.any() else 0.0
    hem = first + share * (last - first)
    layout[strip] = np.where(along[strip] < hem, Compact.UPPER, arm)
    _cut_tips(layout, (along > hem) & (along < last + _BESIDE), aside - middle, near, settled)


def _cut_tips(
    layout: Labels, below: Mask, aside: NDArray[np.float32], near: Mask, settled: Mask
) -> None:
    """Takes away the tips of a wide sleeve that hang below its hem to both sides of the arm."""
    arm_half = float(np.abs(aside[near & below]).max(initial=0))
    reach = below & (np.abs(aside) < _TIPS * arm_half) & (layout == Compact.UPPER) & ~settled
    if not reach.any():
        return
    window = window_around(reach, 2 * arm_half)
    part, reach = layout[window], reach[window]
    count, parts = cv2.connectedComponents(reach.astype(np.uint8))
    # What goes on farther aside is the trunk.
    tip = np.ones(count, bool)
    tip[parts[reach & (np.abs(aside[window]) > (_TIPS - _RIM) * arm_half)]] = False
    tips, rest = reach & tip[parts], is_any(part, (Compact.BACKGROUND, Compact.LOWER))
    if tips.any() and rest.any():
        part[tips] = part[nearest_index(rest)][tips]


def arm_frame(
    size: tuple[int, ...], joints: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns how far along an arm each pixel lies and how far beside it.

    Args:
        size: (height, width).
        joints: (3, 2) shoulder, elbow, wrist.

    Returns:
        (H, W) float32: 0 at the shoulder, 1 at the elbow, 2 at the wrist, less and more beyond;
        (H, W) float32: pixels from the bone, below zero on one side of it. Both are read-only.
    """
    return _arm_frame((size[0], size[1]), np.ascontiguousarray(joints, np.float32).tobytes())


# Every rule on arms asks for the same two arms of one person in turn.
@lru_cache(maxsize=4)
def _arm_frame(size: Size, joints: bytes) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    rows, columns = np.ogrid[: size[0], : size[1]]
    rows, columns = rows.astype(np.float32), columns.astype(np.float32)
    alongs, asides = [], []
    for number, (start, end) in enumerate(
        pairwise(np.frombuffer(joints, np.float32).reshape(3, 2))
    ):
        bone = end - start
        length = max(float(np.hypot(*bone)), 1.0)
        x, y = columns - start[0], rows - start[1]
        share = (x * bone[0] + y * bone[1]) / length**2
        low, high = (-np.inf, 1.0) if number == 0 else (0.0, np.inf)
        within = np.clip(share, low, high)
        alongs.append(within + number)
        side = np.where(x * bone[1] < y * bone[0], -1, 1).astype(np.float32)
        asides.append(side * np.hypot(x - within * bone[0], y - within * bone[1]))
    lower = np.abs(asides[1]) < np.abs(asides[0])
    frame = np.where(lower, alongs[1], alongs[0]), np.where(lower, asides[1], asides[0])
    for plane in frame:
        plane.setflags(write=False)
    return frame


def _mostly(mask: Mask, where: Mask) -> bool:
    return bool(where.any()) and float(mask[where].mean()) > _MOSTLY


def _beside(mask: Mask) -> Mask:
    """Returns the pixels next to a mask."""
    near = np.zeros_like(mask)
    near[1:] |= mask[:-1]
    near[:-1] |= mask[1:]
    near[:, 1:] |= mask[:, :-1]
    near[:, :-1] |= mask[:, 1:]
    return near & ~mask
