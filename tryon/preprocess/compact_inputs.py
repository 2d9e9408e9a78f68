"""What the `compact` networks see, as NumPy arrays: the same code for photos and for training.

Everything is at the networks' working size, 256x192, and channels first.
"""

from typing import get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, Joint
from tryon.pictures.coordinates import to_unit
from tryon.types import Image, Keypoints, Labels, Mask, Neckline, Size, Sleeve

Channels = NDArray[np.float32]

KEPT = (Compact.HAIR, Compact.FACE, Compact.LOWER, Compact.LEFT_ARM, Compact.RIGHT_ARM)

# Lines of the pose map by channel: trunk, left arm, right arm. The value tells the segments apart.
_LIMBS: tuple[tuple[int, Joint, Joint, float], ...] = (
    (0, Joint.NECK, Joint.RIGHT_SHOULDER, 1.0),
    (0, Joint.NECK, Joint.LEFT_SHOULDER, 1.0),
    (0, Joint.NECK, Joint.RIGHT_HIP, 0.5),
    (0, Joint.NECK, Joint.LEFT_HIP, 0.5),
    (0, Joint.RIGHT_HIP, Joint.LEFT_HIP, 0.5),
    (1, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 0.5),
    (1, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 1.0),
    (2, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 0.5),
    (2, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 1.0),
)
# Pixels of the size that is drawn at.
_LINE_WIDTH = 5

# The joints that tell the flow where the limbs are; the order of `tryon.models.articulated`.
MATCHED_JOINTS = (
    Joint.NECK,
    Joint.RIGHT_SHOULDER,
    Joint.RIGHT_ELBOW,
    Joint.RIGHT_WRIST,
    Joint.LEFT_SHOULDER,
    Joint.LEFT_ELBOW,
    Joint.LEFT_WRIST,
    Joint.RIGHT_HIP,
    Joint.LEFT_HIP,
)


def agnostic_channels(parse_agnostic: Labels) -> Channels:
    """Returns (5, H, W) one-hot: hair, face, lower, left and right arm of compact labels."""
    kept = np.array(KEPT, np.uint8)[:, None, None]
    channels: Channels = (parse_agnostic[None] == kept).astype(np.float32)
    return channels


def pose_channels(keypoints: Keypoints, size: Size) -> Channels:
    """Draws trunk and arms.

    Args:
        keypoints: Joints in pixels of `size`; missing ones are left out.
        size: (height, width).

    Returns:
        (3, H, W) float32 from 0 to 1.
    """
    drawn = np.zeros((3, *size), np.float32)
    for channel, start, end, value in _LIMBS:
        if keypoints.found(start, end):
            a, b = (keypoints.xy[joint].round().astype(int).tolist() for joint in (start, end))
            cv2.line(drawn[channel], a, b, value, _LINE_WIDTH)
    return drawn


def person_channels(layout: Labels, pose: Channels) -> Channels:
    """Returns (10, H, W): the layout's classes but background, one-hot, then the pose."""
    return np.concatenate([class_channels(layout), pose])


def class_channels(labels: Labels) -> Channels:
    """Returns (7, H, W) one-hot: every compact class but background."""
    classes = np.arange(1, len(Compact), dtype=np.uint8)[:, None, None]
    channels: Channels = (labels[None] == classes).astype(np.float32)
    return channels


def cloth_channels(cloth: Image, cloth_mask: Mask, size: Size) -> Channels:
    """Returns (4, H, W): soft mask 0 to 1, then RGB -1 to 1 with 0 outside the garment."""
    inside = cloth_mask.astype(np.uint8)
    shown = cv2.bitwise_and(cloth, cloth, mask=inside)
    mask, rgb = (
        cv2.resize(plane.astype(np.float32), size[::-1], interpolation=cv2.INTER_AREA)
        for plane in (inside, shown)
    )
    channels: Channels = np.concatenate([mask[None], rgb.transpose(2, 0, 1) / 127.5 - mask])
    return channels


# Grey level of the ground a product lies on for the networks that find its inner back, a studio's,
# and the size at which the one for photos taken at home sees it.
_GROUND = 242
PRODUCT_SIZE: Size = (320, 256)


def product_picture(cloth: Image, cloth_mask: Mask, size: Size) -> Image:
    """Returns (H, W, 3) uint8 RGB: the product photo with an even ground, whatever it lay on."""
    picture = np.where(cloth_mask[..., None], cloth, np.uint8(_GROUND))
    reduced: Image = cv2.resize(picture, size[::-1], interpolation=cv2.INTER_AREA)
    return reduced


# What the settling network is told of a garment.
SLEEVES: tuple[Sleeve, ...] = get_args(Sleeve)
NECKLINES: tuple[Neckline, ...] = get_args(Neckline)


def kind_channels(sleeve: Sleeve | None, neckline: Neckline | None) -> Channels:
    """Returns (10,) one-hot: the sleeves, then the neckline; zeros where it is None."""
    told = [*(name == sleeve for name in SLEEVES), *(name == neckline for name in NECKLINES)]
    return np.array(told, np.float32)


# How far a parse map's outline may be off, in pixels of 256x192.
_PARSE_REACH = 2


def removed_area(parse: Labels) -> Mask:
    """Returns (H, W) bool: the old garment and what a parse map may have missed of it.

    Args:
        parse: (H, W) compact classes at 256x192; hair and face are no garment.
    """
    reach = 2 * _PARSE_REACH + 1
    old = (parse == Compact.UPPER).astype(np.uint8)
    grown = cv2.dilate(old, np.ones((reach, reach), np.uint8)) > 0
    removed: Mask = grown & (parse != Compact.HAIR) & (parse != Compact.FACE)
    return removed


def joint_places(keypoints: Keypoints, size: Size) -> NDArray[np.float32]:
    """Returns (9, 2) float32: `MATCHED_JOINTS` as (x, y) from -1 to 1; NaN where missing.

    Args:
        keypoints: Joints in pixels of `size`.
        size: (height, width).
    """
    height, width = size
    pixels = keypoints.xy[list(MATCHED_JOINTS)]
    return to_unit(pixels, np.array([width, height], np.float32))
