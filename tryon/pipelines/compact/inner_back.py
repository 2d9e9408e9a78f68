"""Draws the garment's inner back, seen through the neckline of a product photo, to the pixel.

The network that looks for it answers at 128x96 and has learnt that most products show one: its
outline wanders, and on black cloth it draws one where nothing can be seen. GrabCut moves the
outline to where the colours change.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.pictures.canvas import CANVAS_SIZE
from tryon.pictures.colour_cut import cut_by_colour
from tryon.pipelines.compact.spread import grown, thick
from tryon.types import Image, Mask

# Log odds from which the network is believed whatever the colours say.
_SURE, _SURELY_NOT = 2.5, -5.0
# In pixels of a canvas 768 wide: how far the outline may move out, what is looked at around it,
# half the height of the narrowest inner back, and the grid that colours are compared on.
_REACH, _MARGIN, _THINNEST, _GRID = 24.0, 40, 3.0, 2.0
_ITERATIONS = 2
# How much longer an inner back's outline is than that of its convex hull: of 32 products 1.02 to
# 1.19; where front and back are of one pattern and the colours tell nothing apart, 1.27.
_RAGGED = 1.23


def inner_back(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32]) -> Mask:
    """Returns (H, W) bool: the inner back, a part of the garment; often nothing.

    Args:
        cloth: (H, W, 3) the product photo.
        cloth_mask: (H, W) bool, the garment in it.
        logits: (H, W) float32, the network's log odds of the inner back.
    """
    back: Mask = cloth_mask & (logits > 0)
    if not back.any():
        return back
    scale = cloth.shape[1] / CANVAS_SIZE[1]
    left, top, wide, high = cv2.boundingRect(back.astype(np.uint8))
    margin = round(_MARGIN * scale)
    window = (
        slice(max(0, top - margin), top + high + margin),
        slice(max(0, left - margin), left + wide + margin),
    )
    back[window] = _cut(cloth[window], cloth_mask[window], logits[window], scale)
    back = thick(back, _THINNEST * scale)
    return np.zeros_like(back) if _is_ragged(back) else back


def _is_ragged(back: Mask) -> bool:
    """Whether the largest part of a mask has an outline that no cut of a garment has."""
    outlines, _ = cv2.findContours(back.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return False
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.arcLength(cv2.convexHull(outline), closed=True)
    return cv2.arcLength(outline, closed=True) > _RAGGED * hull


def _cut(cloth: Image, cloth_mask: Mask, logits: NDArray[np.float32], scale: float) -> Mask:
    """Returns the inner back (h, w) in a window of the product photo."""
    whole = (logits.shape[1], logits.shape[0])
    step = max(1.0, _GRID * scale)
    small = (max(1, round(whole[0] / step)), max(1, round(whole[1] / step)))
    inside = cv2.resize(cloth_mask.astype(np.uint8), small, interpolation=cv2.INTER_NEAREST) > 0
    places = cv2.resize(logits, small, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(cloth, small, interpolation=cv2.INTER_AREA)

    near = grown(inside & (places > 0), _REACH * scale / step)
    guess = np.where(near, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    guess[places > 0] = cv2.GC_PR_FGD
    guess[places > _SURE] = cv2.GC_FGD
    guess[(places < _SURELY_NOT) | ~inside] = cv2.GC_BGD
    # The photo's background takes no part: it gets the colour of the cloth farther down.
    front = inside & ~near
    if not front.any() or not (guess & 1).any():
        return cloth_mask & (logits > 0)
    colours[~inside] = colours[front].mean(0)
    found = cut_by_colour(colours, guess, _ITERATIONS) & inside
    large: Mask = cv2.resize(found.astype(np.uint8), whole, interpolation=cv2.INTER_NEAREST) > 0
    return large & cloth_mask
