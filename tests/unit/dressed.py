"""A drawn person and its compact classes, for the tests of what becomes of a layout."""

import numpy as np

from tryon.labels import Compact

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
