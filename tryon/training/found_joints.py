"""Joints in training as our own pose network finds them on photos: off in its own way."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Joint
from tryon.types import Keypoints, Size

# How far a joint that is found lies from the true one, outwards and down, in lengths of the trunk
# (neck to middle of the hips): the medians of 325 of 360 rendered photos that were not refused. The
# network's shoulders are a tenth nearer each other than the joints of the bones, its hips higher.
# Half a pixel of its own, by which everything lies farther down and right, was taken off first.
_OFF: dict[str, tuple[float, float]] = {
    "SHOULDER": (-0.031, -0.035),
    "ELBOW": (-0.018, -0.016),
    "WRIST": (-0.007, -0.003),
    "HIP": (-0.018, -0.077),
    "EYE": (0.0, -0.013),
    "NECK": (0.0, -0.035),
    "MID_HIP": (0.0, -0.077),
    "NOSE": (0.0, -0.024),
}
# How far two thirds of them lie from those medians, and how far all hips of a photo do besides.
_SPREAD, _HIP_SPREAD = 0.027, 0.08
_HIPS = (Joint.MID_HIP, Joint.LEFT_HIP, Joint.RIGHT_HIP)
# How often a joint is missed: shoulders never, elbows rarely, wrists and hips more.
_MISSED = {
    Joint.RIGHT_ELBOW: 0.03,
    Joint.RIGHT_WRIST: 0.08,
    Joint.LEFT_ELBOW: 0.03,
    Joint.LEFT_WRIST: 0.08,
    Joint.RIGHT_HIP: 0.04,
    Joint.LEFT_HIP: 0.04,
}


def detected(true: NDArray[np.float32], size: Size, rng: np.random.Generator) -> Keypoints:
    """Returns joints as the network would find them, some of them missing.

    Args:
        true: (25, 2) in pixels of a picture.
        size: Of the picture.
        rng: Source of every error.
    """
    hips = true[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
    trunk = float(np.linalg.norm(true[Joint.NECK] - hips))
    off = rng.normal(0, _SPREAD, true.shape) + _usual(true)
    off[list(_HIPS), 1] += rng.normal(0, _HIP_SPREAD)
    found = (true + trunk * off).astype(np.float32)
    for joint, chance in _MISSED.items():
        if rng.random() < chance:
            found[joint] = np.nan
    return seen_in(found, size)


def seen_in(joints: NDArray[np.float32], size: Size) -> Keypoints:
    """Returns joints (25, 2) without those that lie outside a picture."""
    inside = np.asarray((joints >= 0).all(1) & (joints < size[::-1]).all(1))
    seen = joints.copy()
    seen[~inside] = np.nan
    return Keypoints(seen, inside.astype(np.float32))


def _usual(true: NDArray[np.float32]) -> NDArray[np.float64]:
    """Returns (25, 2): how far off joints usually are, x and y in lengths of the trunk."""
    across = true[Joint.LEFT_SHOULDER, 0] - true[Joint.RIGHT_SHOULDER, 0]
    facing = 1.0 if across >= 0 else -1.0
    off = np.zeros(true.shape)
    for joint in Joint:
        side, _, part = joint.name.partition("_")
        outwards = {"LEFT": facing, "RIGHT": -facing}.get(side, 0.0)
        out, down = _OFF.get(part if outwards else joint.name, (0.0, 0.0))
        off[joint] = outwards * out, down
    return off
