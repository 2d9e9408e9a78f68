"""Whose pixel is it where several people stand close together.

The pose network's silhouettes of neighbours overlap. What only one silhouette holds, trunks and
faces are seeds; from them the people grow towards each other until they meet at an edge of the
photo (watershed).
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask

# Pixels of the longest side of the picture the people are parted on.
_LONGEST_SIDE = 640
# Of a silhouette, 0 to 1: what is surely the person's, what hardly is, and what is more than not.
_SURE, _HARDLY, _HALF = 0.6, 0.3, 0.5
# How much of a trunk, towards its middle, is surely its owner's; the edge of a neighbour's sleeve
# lies further out.
_TRUNK_CORE = 0.55
# The watershed's number for it; people have those that follow.
_BACKGROUND = 1
_TRUNK = (
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_HIP,
)


def parted(photo: Image, people: list[Pose]) -> list[Pose]:
    """Returns the people, each silhouette without what is somebody else's.

    Args:
        photo: (H, W, 3) uint8 RGB.
        people: Poses in pixels of `photo`.
    """
    if len(people) < 2:
        return people
    height, width = photo.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    size = max(1, round(height * scale)), max(1, round(width * scale))
    small = np.asarray(cv2.resize(photo, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    nearer = [pose.scaled(scale, size) for pose in people]
    grown = cv2.watershed(np.ascontiguousarray(small), _seeds(nearer))
    owners = []
    for index in range(len(people)):
        own = (grown == index + 2).astype(np.float32)
        # Watershed leaves a line between the basins; halves of it go to either side.
        own = cv2.blur(own, (3, 3))
        owners.append(cv2.resize(own, (width, height), interpolation=cv2.INTER_LINEAR))
    nobody: Mask = np.max(owners, axis=0) < _HALF
    first = np.argmax(owners, axis=0)
    # What any of the silhouettes holds is somebody, though the owner's own may have missed it.
    anybody = np.max([pose.silhouette for pose in people], axis=0)
    alone = []
    for index, pose in enumerate(people):
        theirs = np.where(nobody, pose.silhouette, anybody * (first == index))
        alone.append(replace(pose, silhouette=theirs.astype(np.float32)))
    return alone


def _seeds(people: list[Pose]) -> NDArray[np.int32]:
    """Returns (H, W): 0 unknown, 1 background, 2 and on the people in order."""
    silhouettes = np.stack([pose.silhouette for pose in people])
    seeds = np.zeros(silhouettes.shape[1:], np.int32)
    seeds[silhouettes.max(0) < _HARDLY] = _BACKGROUND
    for index, one in enumerate(silhouettes):
        others = np.delete(silhouettes, index, 0).max(0)
        alone = ((one > _SURE) & (others < _HARDLY)).astype(np.uint8)
        seeds[cv2.erode(alone, np.ones((5, 5), np.uint8)) > 0] = index + 2
    # Small people sit before large ones; a face is never behind its neighbour's trunk.
    order = sorted(range(len(people)), key=lambda index: people[index].reach, reverse=True)
    for index in order:
        corners = people[index].xy[list(_TRUNK)]
        core = corners.mean(0) + np.float32(_TRUNK_CORE) * (corners - corners.mean(0))
        cv2.fillConvexPoly(seeds, core.round().astype(np.int32), (index + 2,))
    for index in order:
        x, y, radius = head_of(people[index])
        cv2.circle(seeds, (round(x), round(y)), max(1, round(0.8 * radius)), (index + 2,), -1)
    return seeds


def head_of(pose: Pose) -> tuple[float, float, float]:
    """Returns (x, y, radius) of the face as far as brow and chin."""
    eyes = pose.middle(Landmark.LEFT_EYE, Landmark.RIGHT_EYE)
    mouth = pose.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)
    x, y = (float(value) for value in (eyes + mouth) / 2)
    return x, y, 1.2 * float(np.hypot(*(eyes - mouth)))
