"""Ground that shows through a garment: between straps and trunk, or sleeve and trunk."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.islands import Islands
from tryon.preprocess.waist import colour_model, log_likelihood_ratio
from tryon.types import Image, Mask

# The longer side on which it is looked for; in its pixels, what is near a garment and no shadow at
# its rim, half the width of the narrowest window, how far it goes on at its outline, and how far
# the garment's rim is cut with it.
_SIDE, _NEAR, _RIM, _NARROWEST, _REACH, _EDGE = 640, 60, 6, 3, 8, 1
# How clearly colours speak for the ground, of 2 at most; how much of the garment a window is at
# least, and from which mean on the network's word for cloth counts more.
_SURELY, _LEAST, _NETWORK_SURE = 1.9, 0.002, 0.98


def without_windows(photo: Image, mask: Mask, cover: NDArray[np.float32]) -> Mask:
    """Returns a garment's mask without windows to the ground that the network was not sure of.

    Args:
        photo: (H, W, 3) uint8 RGB.
        mask: (H, W) the garment.
        cover: (h, w) float32, 0 to 1, what of the photo is garment by the network.
    """
    height, width = mask.shape
    reduced = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * reduced)), max(1, round(height * reduced)))
    lab = cv2.cvtColor(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    own = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    beside = (cv2.dilate(own, _disc(_NEAR)) > 0) & (cv2.dilate(own, _disc(_RIM)) == 0)
    if not beside.any() or not own.any():
        return mask
    garment = own > 0
    models = colour_model(np.asarray(lab)[beside]), colour_model(np.asarray(lab)[garment])
    likelier = log_likelihood_ratio(np.asarray(lab, np.uint8), models)
    ground = garment & (cv2.blur(likelier, (5, 5)) > _SURELY)
    ground = cv2.morphologyEx(ground.astype(np.uint8), cv2.MORPH_OPEN, _disc(_NARROWEST)) > 0
    sure = cv2.resize(cover, size, interpolation=cv2.INTER_LINEAR)
    windows = np.zeros(garment.shape, np.uint8)
    found = Islands(ground)
    for window in found.parts(found.areas > _LEAST * garment.sum(), 1):
        if sure[window.window][window.own].mean() < _NETWORK_SURE:
            windows[window.window][window.own] = 1
    # Beside its outline colours mix: a window ends where the garment's begins.
    rims = (cv2.dilate(windows, _disc(_REACH)) > 0) & (likelier > 0)
    windows = cv2.dilate(windows | rims.astype(np.uint8), _disc(_EDGE))
    open_: Mask = cv2.resize(windows, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    return mask & ~open_


def _disc(radius: int) -> NDArray[np.uint8]:
    disc: NDArray[np.uint8] = cv2.getStructuringElement(
        cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)
    )
    return disc
