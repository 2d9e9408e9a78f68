"""What misses its place, and what of it has changed, as see-through pictures to lay over a result.

Colours: the caption of VITON-HD's Fig. 8 calls misaligned regions "the orange colored areas", and
so M_misalign is orange here. The paper's text names no colour for M_align; here it is sky blue,
which also those can tell from orange who cannot tell red from green.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.misalignment.inspection import Change, SoftMask

Rgb = tuple[int, int, int]

# Source: VITON-HD, caption of Fig. 8.
MISALIGNED_RGB: Rgb = (255, 127, 14)
ALIGNED_RGB: Rgb = (56, 160, 232)
# Of a change; neither is one of the two above.
CLOSED_RGB: Rgb = (0, 158, 115)
OPENED_RGB: Rgb = (214, 39, 160)
# Width of a drawn outline, as a share of the picture's width.
_OUTLINE = 1 / 256


def tint(mask: NDArray[np.uint8] | NDArray[np.bool_], rgb: Rgb) -> NDArray[np.uint8]:
    """Returns a mask as a see-through picture, to be laid over another.

    Args:
        mask: (H, W) uint8 from 0 to 255, or bool.
        rgb: Its colour.

    Returns:
        (H, W, 4) uint8 RGBA: the colour everywhere, the mask as its opacity.
    """
    tinted = np.empty((*mask.shape, 4), np.uint8)
    tinted[..., :3] = rgb
    tinted[..., 3] = np.where(mask, 255, 0) if mask.dtype == np.bool_ else mask
    return tinted


def outline(mask: SoftMask, rgb: Rgb) -> NDArray[np.uint8]:
    """Returns the edge of a mask (H, W), 0 to 255, as `tint` returns the whole of it."""
    side = 2 * max(1, round(mask.shape[1] * _OUTLINE / 2)) + 1
    solid = (mask > 127).astype(np.uint8)
    inner = cv2.erode(
        solid, np.ones((side, side), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0
    )
    return tint(solid > inner, rgb)


def layers(*masks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lays see-through pictures (H, W, 4) that cover different places over each other."""
    stacked = masks[0].copy()
    for mask in masks[1:]:
        above = mask[..., 3] > stacked[..., 3]
        stacked[above] = mask[above]
    return stacked


def change_layer(change: Change) -> NDArray[np.uint8]:
    """Returns what was closed and what was opened as one see-through picture (H, W, 4)."""
    return layers(tint(change.closed, CLOSED_RGB), tint(change.opened, OPENED_RGB))
