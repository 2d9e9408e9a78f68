"""Changes to the drawn person and garment."""

import numpy as np

from tryon.labels import Joint
from tryon.mending.document import Mending


def patch(top=200, bottom=300, left=300, right=460):
    mask = np.zeros((1024, 768), bool)
    mask[top:bottom, left:right] = True
    return mask


def rich(pair):
    """A document with a change of every kind."""
    mending = pair.with_mask(Mending(), "body", "background", patch(400, 450), add=True)
    mending = pair.with_mask(mending, "repaint", "", patch(100, 160), add=True)
    mending = pair.with_mask(mending, "repaint", "", patch(500, 560), add=False)
    mending = pair.with_mask(mending, "layout", "upper clothes", patch(700, 730), add=True)
    mending = pair.with_mask(mending, "garment", "", patch(150, 200), add=False)
    size = pair.person.photo.shape[:2]
    mending = mending.with_joint(Joint.LEFT_WRIST, (0.5 * size[1], 0.25 + size[0] // 2), size)
    mending = mending.with_joint(Joint.RIGHT_WRIST, None, size)
    return mending.with_kind("long", "v")
