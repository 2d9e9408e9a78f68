"""What of a photo is somebody else's, on the canvas of the one who is dressed."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.canvas import photo_to_canvas
from tryon.pictures.coordinates import CANVAS_SIZE, centre_shift
from tryon.preprocess.body_classes import BodyClass
from tryon.types import CanvasBox, Mask


def mask_on_canvas(mask: Mask, box: CanvasBox) -> Mask:
    """Returns a mask of the photo, (H, W), on the canvas that shows its `box`."""
    if not mask.any():
        return np.zeros(CANVAS_SIZE, bool)
    (scale_x, scale_y), (shift_x, shift_y) = photo_to_canvas(box)
    placing = np.array(
        [
            [scale_x, 0, shift_x + centre_shift(scale_x)],
            [0, scale_y, shift_y + centre_shift(scale_y)],
        ],
        np.float32,
    )
    placed: Mask = cv2.warpAffine(mask.astype(np.float32), placing, CANVAS_SIZE[::-1]) > 0.5
    return placed


def without(classes: NDArray[np.float32], held: Mask) -> NDArray[np.float32]:
    """Returns body classes (6, h, w) that know nothing of what is somebody else's."""
    height, width = classes.shape[1:]
    theirs = cv2.resize(held.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    own = classes.copy()
    own[:, theirs > 0] = 0
    own[BodyClass.BACKGROUND, theirs > 0] = 1
    return own
