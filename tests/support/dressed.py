"""A drawn person and its compact classes, for the tests of what becomes of a layout."""

import cv2
import numpy as np

from tests.support.joints import joints_at
from tryon.labels import COMPACT_TO_LIP, Compact, Joint
from tryon.types import CanvasBox, GarmentInput, ParseMap, PersonInput

SIZE = (256, 192)
SKIN = (210, 160, 130)
NOTHING = np.zeros(SIZE, np.uint8)  # an agnostic parse that keeps no arm


def person():
    """A drawn person: face, neck, a red top, bare arms, blue trousers on a grey wall."""
    labels = np.zeros(SIZE, np.uint8)
    picture = np.full((*SIZE, 3), 200, np.uint8)
    parts = (
        (Compact.UPPER, (70, 170, 60, 132), (180, 30, 40)),
        (Compact.LEFT_ARM, (80, 200, 132, 150), SKIN),
        (Compact.RIGHT_ARM, (80, 200, 42, 60), SKIN),
        (Compact.LOWER, (170, 256, 62, 130), (30, 40, 140)),
        (Compact.NECK, (56, 78, 84, 108), SKIN),
        (Compact.FACE, (20, 56, 78, 114), SKIN),
        (Compact.HAIR, (10, 22, 74, 118), (40, 25, 20)),
    )
    for label, (top, bottom, left, right), colour in parts:
        labels[top:bottom, left:right] = label
        picture[top:bottom, left:right] = colour
    return picture, labels


def dressed_person():
    """The same person preprocessed, in a photo wider than the canvas."""
    picture, labels = person()
    canvas = cv2.resize(picture, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo = cv2.copyMakeBorder(canvas, 0, 0, 100, 60, cv2.BORDER_CONSTANT, value=(9, 99, 199))
    lip = COMPACT_TO_LIP[cv2.resize(labels, (768, 1024), interpolation=cv2.INTER_NEAREST)]
    keypoints = joints_at(
        {
            Joint.NECK: (384, 260),
            Joint.RIGHT_SHOULDER: (230, 300),
            Joint.RIGHT_ELBOW: (204, 520),
            Joint.RIGHT_WRIST: (204, 760),
            Joint.LEFT_SHOULDER: (540, 300),
            Joint.LEFT_ELBOW: (564, 520),
            Joint.LEFT_WRIST: (564, 760),
            Joint.RIGHT_HIP: (300, 680),
            Joint.LEFT_HIP: (470, 680),
        }
    )
    return PersonInput(photo, CanvasBox(100, 0, 768, 1024), canvas, keypoints, ParseMap(lip))


def product():
    """A green sleeveless top with a yellow patch, preprocessed."""
    image = np.full((1024, 768, 3), 246, np.uint8)
    mask = np.zeros((1024, 768), bool)
    mask[150:900, 180:590] = True
    image[mask] = (30, 140, 70)
    image[400:500, 300:460] = (240, 240, 30)
    return GarmentInput(image, image, mask, "sleeveless", "round")


def certain(labels):
    """Class maps (8, H, W) that are sure of these labels."""
    return (labels[None] == np.arange(8)[:, None, None]).astype(np.float32)


def hand_on_the_belly():
    """The person with a hand before the top: its labels, what of it is kept, a layout without."""
    _, labels = person()
    kept = NOTHING.copy()
    kept[110:130, 80:100] = Compact.RIGHT_ARM
    kept[80:160, 59:60] = Compact.RIGHT_ARM  # a rim that the drawn limb did not cover
    labels[kept > 0] = Compact.RIGHT_ARM
    return labels, kept, np.where(labels == Compact.RIGHT_ARM, Compact.UPPER, labels)
