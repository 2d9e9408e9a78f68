"""Joints of drawn people."""

from collections.abc import Mapping

import numpy as np

from tryon.labels import Joint
from tryon.types import Keypoints

_SIDES = {
    "shoulders": (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER),
    "elbows": (Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW),
    "wrists": (Joint.RIGHT_WRIST, Joint.LEFT_WRIST),
    "hips": (Joint.RIGHT_HIP, Joint.LEFT_HIP),
}


def even_joints(middle: float, **pairs: tuple[float, float]) -> dict[Joint, tuple[float, float]]:
    """Returns (x, y) of both joints of each pair: how far from the middle, and in which row."""
    return {
        joint: (middle + side * aside, row)
        for name, (aside, row) in pairs.items()
        for joint, side in zip(_SIDES[name], (-1, 1), strict=True)
    }


def joints_at(places: Mapping[Joint, tuple[float, float]]) -> Keypoints:
    """Returns joints that are surely seen, at (x, y) in pixels; all others are missing."""
    xy = np.full((25, 2), np.nan, np.float32)
    for joint, place in places.items():
        xy[joint] = place
    return Keypoints(xy, np.isfinite(xy[:, 0]).astype(np.float32))
