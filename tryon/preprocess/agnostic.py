"""The clothing-agnostic inputs: what is left of a person when the garment is taken away.

Everything here is a pure function of a label map and joints, works at any size (lengths are given
for a canvas 768 wide and scaled with the width) and never changes the caller's arrays.

Source: VITON-HD Sec. 3.1 and Fig. 2, drawn the way the published data loader draws them; the pose
map as OpenPose renders BODY_25.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw

from tryon.labels import HEAD_LABELS, LEG_LABELS, LOWER_LABELS, Joint, Lip, is_any
from tryon.pictures.distance import distance_to
from tryon.types import Image, Keypoints, Labels, Mask, Size

# The level, 0 to 255, that stands for what is taken away.
GREY = 128
# The width in pixels for which all lengths here are said.
_REFERENCE_WIDTH = 768

# Limbs in OpenPose's drawing order; a limb has the colour of its second joint.
_LIMBS: tuple[tuple[Joint, Joint], ...] = (
    (Joint.NECK, Joint.MID_HIP),
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.MID_HIP, Joint.RIGHT_HIP),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.MID_HIP, Joint.LEFT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.NECK, Joint.NOSE),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.RIGHT_EYE, Joint.RIGHT_EAR),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.LEFT_EYE, Joint.LEFT_EAR),
    (Joint.LEFT_ANKLE, Joint.LEFT_BIG_TOE),
    (Joint.LEFT_BIG_TOE, Joint.LEFT_SMALL_TOE),
    (Joint.LEFT_ANKLE, Joint.LEFT_HEEL),
    (Joint.RIGHT_ANKLE, Joint.RIGHT_BIG_TOE),
    (Joint.RIGHT_BIG_TOE, Joint.RIGHT_SMALL_TOE),
    (Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL),
)

# RGB of each joint in BODY_25 order, as OpenPose paints them.
_JOINT_COLOURS: NDArray[np.float32] = np.array(
    [
        *((255, 0, 85), (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0)),
        *((170, 255, 0), (85, 255, 0), (0, 255, 0), (255, 0, 0), (0, 255, 85)),
        *((0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255)),
        *((255, 0, 170), (170, 0, 255), (255, 0, 255), (85, 0, 255), (0, 0, 255)),
        *((0, 0, 255), (0, 0, 255), (0, 255, 255), (0, 255, 255), (0, 255, 255)),
    ],
    np.float32,
)
# How much a limb's colour covers of what is drawn before it.
_OPACITY = 0.6

# Each arm with the joints its removal is drawn along; the far shoulder comes first.
_ARM_PATHS: tuple[tuple[Lip, tuple[Joint, ...]], ...] = (
    (
        Lip.LEFT_ARM,
        (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    ),
    (
        Lip.RIGHT_ARM,
        (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    ),
)

Point = tuple[float, float]


class _Stencil:
    """A 1-channel canvas on which shapes are painted white, lengths in 768-wide pixels."""

    def __init__(self, size: Size) -> None:
        height, width = size
        self._picture = PillowImage.new("L", (width, height), 0)
        self._draw = ImageDraw.Draw(self._picture)
        self._scale = width / _REFERENCE_WIDTH

    def line(self, start: Point, end: Point, width: int) -> None:
        self._draw.line([start, end], 255, width=max(1, round(width * self._scale)))

    def disc(self, centre: Point, radius_x: float, radius_y: float | None = None) -> None:
        self._draw.ellipse(self._around(centre, radius_x, radius_y), 255, 255)

    def square(self, centre: Point, half_side: float) -> None:
        self._draw.rectangle(self._around(centre, half_side, None), 255, 255)

    def polygon(self, corners: Sequence[Point]) -> None:
        self._draw.polygon(list(corners), 255, 255)

    def mask(self) -> Mask:
        painted: Mask = np.asarray(self._picture) > 0
        return painted

    def _around(self, centre: Point, x: float, y: float | None) -> tuple[float, ...]:
        reach_x, reach_y = x * self._scale, (x if y is None else y) * self._scale
        return (
            centre[0] - reach_x,
            centre[1] - reach_y,
            centre[0] + reach_x,
            centre[1] + reach_y,
        )


def pose_map(keypoints: Keypoints, size: Size) -> Image:
    """Draws the skeleton as OpenPose renders it: limbs as slim ellipses, joints as discs.

    Args:
        keypoints: Joints in pixels of a picture of `size`; missing ones are left out.
        size: (height, width) of the drawing.

    Returns:
        (H, W, 3) uint8 RGB on black.

    Source: OpenPose's renderer (ellipses of half-width min(H, W) / 120, discs of radius
    min(H, W) / 100, opacity 0.6). Hands and face, which VITON-HD's maps also show, are left out.
    """
    drawing = np.zeros((*size, 3), np.float32)
    shorter = min(size)
    points = {joint: _point(keypoints, joint) for joint in Joint if keypoints.found(joint)}
    for first, second in _LIMBS:
        if first in points and second in points:
            (x0, y0), (x1, y1) = points[first], points[second]
            centre, half_axis = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)
            _blend_ellipse(drawing, centre, half_axis, shorter / 120, _JOINT_COLOURS[second])
    for joint, centre in points.items():
        radius = shorter / 100
        _blend_ellipse(drawing, centre, (radius, 0.0), radius, _JOINT_COLOURS[joint])
    return drawing.astype(np.uint8)


def parse_agnostic(labels: Labels, keypoints: Keypoints) -> Labels:
    """Takes upper clothes, neck and arms (not hands) out of a label map.

    Args:
        labels: (H, W) uint8 LIP-20.
        keypoints: Joints in pixels of `labels`. A missing joint leaves its part of the arm in.

    Returns:
        (H, W) uint8 LIP-20, a new array.

    Source: VITON-HD Sec. 3.1, the segmentation map S_a.
    """
    remaining = labels.copy()
    for arm, path in _ARM_PATHS:
        stencil = _Stencil(_size(labels))
        previous = path[0]
        for joint in path[1:]:
            if not keypoints.found(previous, joint):
                # Deliberate: the published loader does not move on past a missing joint.
                continue
            stencil.line(_point(keypoints, previous), _point(keypoints, joint), 100)
            # The small disc at the wrist is what keeps the hand.
            stencil.disc(_point(keypoints, joint), 40 if joint == path[-1] else 150)
            previous = joint
        remaining[stencil.mask() & (labels == arm)] = Lip.BACKGROUND
    remaining[is_any(labels, (Lip.UPPER, Lip.DRESS, Lip.COAT, Lip.NECK))] = Lip.BACKGROUND
    return remaining


def agnostic_mask(labels: Labels, keypoints: Keypoints) -> Mask:
    """Returns where `agnostic_image` is grey: torso, arms and neck, without head and lower body.

    Args:
        labels: (H, W) uint8 LIP-20.
        keypoints: Joints in pixels of `labels`; shapes that need a missing joint are left out.

    Returns:
        (H, W) bool.

    Source: VITON-HD Sec. 3.1, the clothing-agnostic image I_a.
    """
    kept = is_any(labels, (*HEAD_LABELS, *LOWER_LABELS, *LEG_LABELS))
    return _around_joints(_size(labels), keypoints) & ~kept


def repaintable(labels: Labels, keypoints: Keypoints, margin: float) -> Mask:
    """Returns where a new garment, the body it bares and its shadow can lie at all.

    Args:
        labels: (H, W) uint8 LIP-20.
        keypoints: Joints in pixels of `labels`.
        margin: How far beyond the grey shapes and the old garment, in 768-wide pixels.

    Returns:
        (H, W) bool: the shapes `agnostic_mask` is cut from, old garment, neck and arms, grown by
        the margin.
    """
    taken = (Lip.UPPER, Lip.DRESS, Lip.COAT, Lip.NECK, Lip.LEFT_ARM, Lip.RIGHT_ARM)
    area = _around_joints(_size(labels), keypoints) | is_any(labels, taken)
    near: Mask = distance_to(area) <= margin * labels.shape[1] / _REFERENCE_WIDTH
    return near


def _around_joints(size: Size, keypoints: Keypoints) -> Mask:
    stencil = _Stencil(size)
    right, left = Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER
    if keypoints.found(right, left):
        stencil.line(_point(keypoints, right), _point(keypoints, left), 200)
    for joint in (right, left):
        if keypoints.found(joint):
            stencil.disc(_point(keypoints, joint), 100)
    for before, joint in (
        (right, Joint.RIGHT_ELBOW),
        (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
        (left, Joint.LEFT_ELBOW),
        (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    ):
        if keypoints.found(before, joint):
            stencil.line(_point(keypoints, before), _point(keypoints, joint), 200)
            stencil.disc(_point(keypoints, joint), 100)
    if keypoints.found(right, left, Joint.RIGHT_HIP, Joint.LEFT_HIP):
        _draw_torso(stencil, keypoints)
    if keypoints.found(Joint.NECK):
        stencil.square(_point(keypoints, Joint.NECK), 140)
    return stencil.mask()


def agnostic_image(image: Image, labels: Labels, keypoints: Keypoints) -> Image:
    """Paints the garment, the arms and the neck grey; head and lower body stay.

    Args:
        image: (H, W, 3) uint8 RGB.
        labels: (H, W) uint8 LIP-20 of the same size.
        keypoints: Joints in pixels of `image`.

    Returns:
        (H, W, 3) uint8 RGB, a new array. Grey is 128, which normalises to almost 0.

    Source: VITON-HD Sec. 3.1, the clothing-agnostic image I_a.
    """
    return greyed(image, agnostic_mask(labels, keypoints))


def greyed(image: Image, area: Mask) -> Image:
    """Returns a copy of an image (H, W, 3) that is grey where `area` (H, W) is true."""
    painted = image.copy()
    painted[area] = GREY
    return painted


def _draw_torso(stencil: _Stencil, keypoints: Keypoints) -> None:
    right_shoulder = _point(keypoints, Joint.RIGHT_SHOULDER)
    left_shoulder = _point(keypoints, Joint.LEFT_SHOULDER)
    right_hip, left_hip = _hips_as_wide_as_shoulders(keypoints)
    for hip in (right_hip, left_hip):
        stencil.disc(hip, 60, 120)
    stencil.line(right_shoulder, right_hip, 120)
    stencil.line(left_shoulder, left_hip, 120)
    stencil.line(right_hip, left_hip, 240)
    stencil.polygon((right_shoulder, left_shoulder, left_hip, right_hip))


def _hips_as_wide_as_shoulders(keypoints: Keypoints) -> tuple[Point, Point]:
    """Moves the hips apart about their middle until they lie as far apart as the shoulders."""
    xy = keypoints.xy.astype(np.float64)
    shoulder_width = np.linalg.norm(xy[Joint.LEFT_SHOULDER] - xy[Joint.RIGHT_SHOULDER])
    right, left = xy[Joint.RIGHT_HIP], xy[Joint.LEFT_HIP]
    middle, hip_width = (right + left) / 2, np.linalg.norm(left - right)
    if hip_width > 0:
        right = middle + (right - middle) / hip_width * shoulder_width
        left = middle + (left - middle) / hip_width * shoulder_width
    return (float(right[0]), float(right[1])), (float(left[0]), float(left[1]))


def _blend_ellipse(
    drawing: NDArray[np.float32],
    centre: Point,
    half_axis: Point,
    half_width: float,
    colour: NDArray[np.float32],
) -> None:
    """Lays a colour over an ellipse of the (H, W, 3) float drawing, in place.

    `half_axis` is the (x, y) vector from the centre to one end, `half_width` the other half-axis.
    """
    length = math.hypot(*half_axis)
    if length == 0:
        return
    x, y = centre
    along_x, along_y = half_axis[0] / length, half_axis[1] / length
    reach_x = math.hypot(half_axis[0], half_width * along_y)
    reach_y = math.hypot(half_axis[1], half_width * along_x)
    height, width = drawing.shape[:2]
    left, right = max(0, math.ceil(x - reach_x)), min(width, math.floor(x + reach_x) + 1)
    top, bottom = max(0, math.ceil(y - reach_y)), min(height, math.floor(y + reach_y) + 1)
    if right <= left or bottom <= top:
        return
    dx, dy = np.arange(left, right) - x, np.arange(top, bottom)[:, None] - y
    along = (dx * along_x + dy * along_y) / length
    across = (dy * along_x - dx * along_y) / half_width
    inside = along * along + across * across <= 1
    patch = drawing[top:bottom, left:right]
    below = patch[inside]
    patch[inside] = below + (colour - below) * _OPACITY


def _size(labels: Labels) -> Size:
    return labels.shape[0], labels.shape[1]


def _point(keypoints: Keypoints, joint: int) -> Point:
    x, y = keypoints.xy[joint]
    return float(x), float(y)
