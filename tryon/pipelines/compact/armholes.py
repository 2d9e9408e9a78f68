"""Both armholes of a sleeveless garment begin as far from the neck, and lead evenly to the trunk.

Where a sleeve hid the shoulder the networks draw each side for itself: a cap on one shoulder and a
deep cut on the other. The product shows where its armholes lie, and both shoulders get them.
Lengths down the body are in distances of the shoulder joints, those across it in halves of that,
from the middle between the joints: a joint lies at 1.
"""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint
from tryon.pipelines.compact.sleeve_ends import ARMS
from tryon.types import Keypoints, Labels, Mask

_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_HIPS = (Joint.RIGHT_HIP, Joint.LEFT_HIP)
# Where down a product its shoulders' ends and its trunk are measured, in widths of that trunk and
# in heights. Below a standing collar shoulders begin farther down.
_ENDS, _BELOW_COLLAR, _TRUNK = (0.1, 0.15), (0.1, 0.35), (0.4, 0.6)
# How much farther than the other side one of a product's shoulders reaches that has but one.
_ONE_SHOULDER = 0.3
# Where an armhole begins on the shoulder for every width of the trunk that the product's shoulders
# are wide, and between which places. Mean of both sides of 8 persons in sleeveless tops: 0.81 to
# 1.09; of the 5 whose product is known 0.77 to 0.96 times what that has, the networks draw 0.95.
_WORN, _NARROWEST, _WIDEST = 0.93, 0.8, 1.1
# How far below the joints an armhole ends, how much above and below that tells where the trunk's
# side is, and how far aside that may be.
_PIT, _AROUND_PIT, _SIDE = 0.45, 0.05, (0.75, 1.3)
# The power of the way down by which an armhole leaves the place where it begins: 1 is a line, with
# more it runs down before it bends towards the trunk's side. Chosen by eye, on 15 pictures.
_BEND = 1.5
# Of somebody who turns aside shoulders are seen closer than this, in trunks' heights; and the sine
# of the least angle between shoulders and spine.
_TURNED, _UPRIGHT = 0.45, 0.5
# Beyond this place what is bare between neck and armhole is shoulder and no neckline.
_NO_NECKLINE = 0.75
# Where below the joints a shoulder's cap is, and which share of it the photo has to show bare to
# tell the armhole itself.
_CAP, _SHOWN = (0.0, 0.3), 0.3


def armhole_place(front: Mask, *, collar: bool) -> float | None:
    """Returns how far from the neck a product's armholes begin on a person, 1 at the joints.

    Args:
        front: (H, W) bool, a sleeveless product but for its inner back.
        collar: Whether something stands above its shoulders.

    Returns:
        None where its sides are unlike each other, or nothing is seen.
    """
    rows = np.flatnonzero(front.any(1))
    if not rows.size:
        return None
    seen = front[rows[0] : rows[-1] + 1]
    edges = np.stack([seen.argmax(1), seen.shape[1] - 1 - seen[:, ::-1].argmax(1)])
    first, last = (round(share * len(seen)) for share in _TRUNK)
    trunk = np.median(edges[:, first : last + 1], axis=1)
    wide, middle = max(1.0, float(trunk[1] - trunk[0])), trunk.mean()
    first, last = (round(share * wide) for share in (_BELOW_COLLAR if collar else _ENDS))
    ends = edges[:, first : last + 1]
    if not ends.size:
        return None
    sides = np.abs(ends - middle) * 2 / wide
    left, right = sides.max(1) if collar else sides.mean(1)
    if abs(left - right) > _ONE_SHOULDER:
        return None
    return float(np.clip(_WORN * (left + right) / 2, _NARROWEST, _WIDEST))


def even_armholes(
    layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask, place: float
) -> Labels:
    """Returns the layout of a sleeveless garment with both armholes as far from the neck.

    A shoulder that the photo shows bare is left as it is, and so are those of who turns aside or
    lifts an arm.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; without shoulders, elbows and hips nothing is changed.
        settled: (H, W) what must not change: hands, hair, face.
        place: Where the armholes begin, see `armhole_place`.

    Returns:
        (H, W) uint8, a new array.
    """
    even = layout.copy()
    frame = trunk_frame(layout.shape, keypoints)
    if frame is None:
        return even
    across, down = frame
    cloth = layout == Compact.UPPER
    for arm, (shoulder, elbow, _) in ARMS:
        outwards = across if shoulder == _SHOULDERS[1] else -across
        trunk = cloth & (np.abs(down - _PIT) < _AROUND_PIT) & (outwards > 0)
        if not keypoints.found(elbow) or not trunk.any():
            continue
        x, y = np.rint(keypoints.xy[elbow]).astype(int).clip(0, np.array(down.shape[::-1]) - 1)
        if down[y, x] < _PIT:
            continue
        if _shown(photo, arm, (outwards > _NO_NECKLINE) & (down > _CAP[0]) & (down < _CAP[1])):
            continue
        side = np.clip(np.median(outwards.max(1, where=trunk, initial=0)[trunk.any(1)]), *_SIDE)
        edge = place + (side - place) * np.clip(down / _PIT, 0, 1) ** _BEND
        there = (np.abs(down) < _PIT) & ~settled
        bare = (layout == arm) & (outwards > 0) | (layout == Compact.NECK) & (
            outwards > _NO_NECKLINE
        )
        even[there & bare & (outwards <= edge) & (photo != arm)] = Compact.UPPER
        beyond = there & cloth & (outwards > edge)
        even[beyond] = np.where(photo == Compact.BACKGROUND, photo, arm)[beyond]
    return even


def trunk_frame(
    size: tuple[int, ...], keypoints: Keypoints
) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    """Returns where places lie on a trunk that is seen from the front.

    Args:
        size: (height, width).
        keypoints: In pixels.

    Returns:
        (H, W) float32 across: 0 in the middle, 1 at the left shoulder's joint, -1 at the right's;
        (H, W) float32 down along the spine: 0 at the joints, in their distance. None without
        shoulders or hips, of somebody who turns aside, and where shoulders lie along the spine.
    """
    if not keypoints.found(*_SHOULDERS, *_HIPS):
        return None
    shoulders, hips = (keypoints.xy[list(pair)] for pair in (_SHOULDERS, _HIPS))
    middle, half = shoulders.mean(0), (shoulders[1] - shoulders[0]) / 2
    spine = hips.mean(0) - middle
    wide, long = 2 * float(np.hypot(*half)), float(np.hypot(*spine))
    aslant = abs(float(half[0] * spine[1] - half[1] * spine[0])) * 2
    if wide < max(_TURNED * long, 1.0) or aslant <= _UPRIGHT * wide * long:
        return None
    to_frame = np.linalg.inv(np.stack([half, spine * wide / long], 1)).astype(np.float32)
    rows, columns = np.mgrid[: size[0], : size[1]].astype(np.float32)
    x, y = columns - middle[0], rows - middle[1]
    return to_frame[0, 0] * x + to_frame[0, 1] * y, to_frame[1, 0] * x + to_frame[1, 1] * y


def _shown(photo: Labels, arm: Compact, cap: Mask) -> bool:
    """Returns whether the photo (H, W) shows an arm's cap bare instead of the old garment."""
    bare, covered = (np.count_nonzero(cap & (photo == label)) for label in (arm, Compact.UPPER))
    return bool(bare > _SHOWN * (bare + covered))
