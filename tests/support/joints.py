"""Joints of drawn people."""

from collections.abc import Mapping

import numpy as np

from tryon.labels import Joint
from tryon.types import Keypoints


def joints_at(places: Mapping[Joint, tuple[float, float]]) -> Keypoints:
    """Returns joints that are surely seen, at (x, y) in pixels; all others are missing."""
    xy = np.full((25, 2), np.nan, np.float32)
    for joint, place in places.items():
        xy[joint] = place
    return Keypoints(xy, np.isfinite(xy[:, 0]).astype(np.float32))
