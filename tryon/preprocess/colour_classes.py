"""Body classes without a network: by the colour of the face and the pose's silhouette.

The stand-in for `body_classes` where its file cannot be had. Good on plain clothes; it fails on
skin-coloured cloth and takes shaved or covered heads for hair.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.limbs import body_unit
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask, Size

Field = NDArray[np.float32]

# Lab (0 to 255 a channel) of a middling skin, where no face shows, and the least spread allowed.
_MIDDLING_SKIN = np.array((165, 145, 150), np.float32)
_LEAST_SPREAD = np.array((18, 4, 5), np.float32)
# As many times the spread of the face's colour, in each channel, is that of all skin.
_WIDER = np.array((1.8, 1.4, 1.4), np.float32)
# From which likelihood, 1 at the face's own colour, a pixel is skin; within the face's outline less
# is enough.
_SKIN, _FACE_SKIN = 0.28, 0.12


def classify_by_colour(image: Image, pose: Pose, size: Size) -> Field:
    """Returns how sure each pixel is of each class.

    Args:
        image: (H, W, 3) uint8 RGB.
        pose: The person in pixels of `image`.
        size: (height, width) of the answer, smaller than the image by one factor.

    Returns:
        (6, height, width) float32 in the order of `BodyClass`, summing to 1.
    """
    small = np.asarray(cv2.resize(image, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    pose = pose.scaled(size[1] / image.shape[1], size)
    person = pose.silhouette > 0.5
    face_area = _ellipse(size, pose, 1.0)
    skin = _skin_likelihood(small, person & _ellipse(size, pose, 0.6), person & face_area)
    face = face_area & person & (skin > _FACE_SKIN)
    bare = person & ~face & (skin > _SKIN)
    hair = person & ~face & ~bare & _around_head(size, pose)
    kinds = np.full(size, BodyClass.CLOTHES, np.uint8)
    kinds[bare] = BodyClass.BODY_SKIN
    kinds[hair] = BodyClass.HAIR
    kinds[face] = BodyClass.FACE_SKIN
    kinds[~person] = BodyClass.BACKGROUND
    breadth = max(3, round(0.06 * body_unit(pose))) | 1
    classes: Field = np.stack(
        [cv2.blur((kinds == kind).astype(np.float32), (breadth, breadth)) for kind in BodyClass]
    )
    return classes


def _head(pose: Pose) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Centre of the face, the way up, and the distance from eyes to mouth."""
    eyes = pose.middle(Landmark.LEFT_EYE, Landmark.RIGHT_EYE)
    mouth = pose.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)
    length = max(float(np.hypot(*(eyes - mouth))), 1.0)
    upwards = (eyes - mouth) / np.float32(length)
    return (eyes + mouth) / 2 + upwards * np.float32(0.15 * length), upwards, length


def _ellipse(size: Size, pose: Pose, share: float) -> Mask:
    """The face's oval, or the inner `share` of it."""
    centre, upwards, length = _head(pose)
    ears = pose.point(Landmark.LEFT_EAR) - pose.point(Landmark.RIGHT_EAR)
    half_width = max(0.52 * float(np.hypot(*ears)), length)
    angle = float(np.degrees(np.arctan2(upwards[0], -upwards[1])))
    axes = (2 * half_width * share, 2 * 1.75 * length * share)
    drawing = np.zeros(size, np.uint8)
    cv2.ellipse(drawing, ((float(centre[0]), float(centre[1])), axes, angle), (1,), cv2.FILLED)
    return drawing > 0


def _skin_likelihood(image: Image, face_core: Mask, face: Mask) -> Field:
    """(H, W) float32 from 0 to 1 by distance from the face's colour."""
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32)
    for area in (face_core, face):
        if area.sum() >= 40:
            centre = np.median(lab[area], axis=0)
            spread = np.maximum(lab[area].std(axis=0), _LEAST_SPREAD)
            break
    else:
        centre, spread = _MIDDLING_SKIN, 1.5 * _LEAST_SPREAD
    away = ((lab - centre) / (spread * _WIDER)) ** 2
    likelihood: Field = np.exp(-0.5 * away.sum(axis=2)).astype(np.float32)
    return np.asarray(cv2.medianBlur(likelihood, 5), np.float32)


def _around_head(size: Size, pose: Pose) -> Mask:
    centre, _, length = _head(pose)
    chin = float(pose.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)[1]) + 0.9 * length
    rows, columns = np.ogrid[: size[0], : size[1]]
    near = np.hypot(columns - centre[0], rows - centre[1]) < 4.2 * length
    # Below the chin collars are commoner than long hair.
    around: Mask = near & (rows < chin)
    return around
