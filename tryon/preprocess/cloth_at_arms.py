"""Cloth that a segmenter took for an arm: a hem as pale as skin beside the hand before it.

An arm is told by its width: what lies thick beside one, farther from its bones than its flesh
does, and looks like the cloth around about as much as like the arm, is cloth. Where the arm ends
before it, the photo's own edge tells (watershed).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.preprocess.waist import colour_model
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# In half-widths of the arm: within which it is surely flesh, beyond which hardly, beyond which not.
# Of each of 80 arms in photos 97 % lies within 1.62.
_FLESH, _HARDLY, _NONE = 0.6, 1.3, 1.6
# And what reaches farther is no hem beside a hand, but somebody's leg.
_ELSEWHERE = 4.0
# In body units: half the thickness of such a piece, which no finger has, and how far around it arm
# and cloth are looked at.
_THICK, _AROUND = 0.05, 0.15
# How much more alike to the arm than to the cloth around, each 0 to 1, cloth is at most: a peach
# hem .1; of 57 hands 55 more than .2, the others before cloth of the colour of skin. And how many
# pixels of each have to be seen.
_MORE_ALIKE, _FEWEST = 0.2, 30


def cloth_beside_arm(image: Image, arm: Mask, clothes: Mask, away: Field, unit: float) -> Mask:
    """Returns what of an arm is cloth.

    Args:
        image: (H, W, 3) uint8 RGB.
        arm: (H, W) bool, what was taken for one arm.
        clothes: (H, W) bool, what was taken for clothes.
        away: (H, W) float32, distances to its bones, from `limbs.distance`.
        unit: The body's unit in pixels, from `limbs.body_unit`.
    """
    cloth = np.zeros(arm.shape, bool)
    beyond = arm & (away > _HARDLY)
    thick = cv2.morphologyEx(beyond.astype(np.uint8), cv2.MORPH_OPEN, _disc(_THICK * unit)) > 0
    _, parts = cv2.connectedComponents(beyond.astype(np.uint8))
    lab = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.uint8)
    for part in np.unique(parts[thick]):
        piece: Mask = parts == part
        around = cv2.dilate(piece.astype(np.uint8), _disc(_AROUND * unit)) > 0
        beside, flesh = clothes & around, arm & around & (away < _FLESH)
        seen = min(np.count_nonzero(beside), np.count_nonzero(flesh)) > _FEWEST
        if seen and away[piece].max() < _ELSEWHERE:
            own = colour_model(lab[piece])
            to_arm, to_cloth = (
                float(np.sqrt(own * colour_model(lab[there])).sum()) for there in (flesh, beside)
            )
            if to_arm - to_cloth < _MORE_ALIKE:
                surely = piece & (away > _NONE)
                cloth |= _up_to_the_edge(image, arm & around, (flesh, beside | surely))
    return cloth


def _up_to_the_edge(image: Image, unsure: Mask, seeds: tuple[Mask, Mask]) -> Mask:
    """Returns what of `unsure` the second of two seeds grows over before the first does."""
    flesh, cloth = 1, 2
    grown = np.full(unsure.shape, 3, np.int32)
    grown[unsure] = 0
    grown[seeds[0]], grown[seeds[1]] = flesh, cloth
    cv2.watershed(np.ascontiguousarray(image), grown)
    mask: Mask = unsure & (grown == cloth)
    return mask


def _disc(radius: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
