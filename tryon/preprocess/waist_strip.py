"""The clothes of a standing person, unrolled along the trunk into a strip of a fixed size."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.limbs import Bone, Side, body_unit, distance
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# The clothes are unrolled to a strip along the trunk.
# It runs from a little below the shoulders (0) past the hips (1) to about the knees (2).
FIRST, _LAST = 0.15, 2.2
ROWS_PER_TORSO = 100
ROWS = round((_LAST - FIRST) * ROWS_PER_TORSO)
# Columns to either side of the trunk's middle, and how many of them are a body unit.
_HALF_COLUMNS = 64
_COLUMNS = 2 * _HALF_COLUMNS + 1
_COLUMNS_PER_UNIT = 40


@dataclass(frozen=True)
class Strip:
    """The unrolled clothes.

    Attributes:
        colours: (rows, columns, 3) uint8 Lab.
        clothes: (rows, columns) bool.
        bare: (rows, columns) bool, skin of the trunk: it surely parts two garments.
        legs: (rows, columns) bool, surely a leg.
    """

    colours: NDArray[np.uint8]
    clothes: Mask
    bare: Mask
    legs: Mask


def row_at(position: float) -> int:
    """Returns the strip's row at a place along the torso, 0 shoulders, 1 hips."""
    return round((position - FIRST) * ROWS_PER_TORSO)


def torso_position(size: tuple[int, ...], pose: Pose) -> Field:
    """Returns (H, W) float32: how far along the torso a pixel lies, 0 shoulders, 1 hips."""
    shoulders = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    down = pose.torso / max(float(pose.torso @ pose.torso), 1.0)
    rows, columns = np.ogrid[: size[0], : size[1]]
    along = (columns - shoulders[0]) * down[0] + (rows - shoulders[1]) * down[1]
    return np.asarray(along, np.float32)


def strip_column(size: tuple[int, ...], pose: Pose) -> Field:
    """Returns (H, W) float32: the strip's column of each pixel."""
    shoulders = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    across = _across(pose)
    rows, columns = np.ogrid[: size[0], : size[1]]
    sideways = (columns - shoulders[0]) * across[0] + (rows - shoulders[1]) * across[1]
    step = body_unit(pose) / _COLUMNS_PER_UNIT
    return np.asarray(_HALF_COLUMNS - sideways / step, np.float32)


def unroll(image: Image, clothes: Mask, bare: Mask, pose: Pose) -> Strip:
    """Unrolls clothes along the torso.

    Args:
        image: (H, W, 3) uint8 RGB.
        clothes: (H, W) bool, clothes without sleeves.
        bare: (H, W) bool, skin of the trunk.
        pose: The person in pixels of `image`.
    """
    size = clothes.shape
    shoulders = pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    length = max(float(np.hypot(*pose.torso)), 1.0)
    down = pose.torso / length
    across = _across(pose)
    column_step = body_unit(pose) / _COLUMNS_PER_UNIT
    row_step = length / ROWS_PER_TORSO
    start = shoulders + down * np.float32(FIRST * length) + across * (_HALF_COLUMNS * column_step)
    # Columns run against `across`: left to right in the picture of an upright person.
    to_image = np.stack([-across * column_step, down * row_step, start], axis=1)
    strip_size = (_COLUMNS, ROWS)
    inverse = cv2.WARP_INVERSE_MAP
    colours = cv2.warpAffine(
        cv2.cvtColor(image, cv2.COLOR_RGB2LAB),
        to_image,
        strip_size,
        flags=cv2.INTER_LINEAR | inverse,
        borderMode=cv2.BORDER_REPLICATE,
    )
    flags = np.stack([clothes, bare, folded_legs(size, pose)], axis=-1).astype(np.uint8)
    flat = cv2.warpAffine(flags, to_image, strip_size, flags=cv2.INTER_NEAREST | inverse) > 0
    return Strip(
        colours=np.asarray(colours, np.uint8),
        clothes=flat[..., 0],
        bare=flat[..., 1],
        legs=flat[..., 2],
    )


def _across(pose: Pose) -> Field:
    """A pixel's way at right angles to the torso: to the left of an upright person's picture."""
    down = pose.torso / max(float(np.hypot(*pose.torso)), 1.0)
    return np.array((-down[1], down[0]), np.float32)


def folded_legs(size: tuple[int, ...], pose: Pose) -> Mask:
    """Thighs of a seated person, which lie beside the trunk and not below it."""
    legs = np.zeros((size[0], size[1]), bool)
    length = max(float(np.hypot(*pose.torso)), 1.0)
    for side in Side:
        hip, knee, ankle = (
            pose.point(Landmark[f"{side.name}_{part}"]) for part in ("HIP", "KNEE", "ANKLE")
        )
        thigh = knee - hip
        if float(thigh @ pose.torso) > 0.7 * float(np.hypot(*thigh)) * length:
            continue
        unit = body_unit(pose)
        bones = (
            Bone(hip + np.float32(0.3) * thigh, knee, 0.25 * unit, 0.25 * unit),
            Bone(knee, ankle, 0.25 * unit, 0.2 * unit),
        )
        legs |= distance((size[0], size[1]), bones) < 1
    return legs
