"""Whether a garment photo lies on its side or upside down: what the network says of its turns."""

from collections.abc import Callable

import cv2
import numpy as np

from tryon.preprocess.garment_reader import Chances, GarmentReading
from tryon.types import Image, Mask

_UPPER = ("top", "shirt", "outerwear")
# All three were chosen on the tops of contributors whose photos the network was not trained on, and
# tested on those of others: see docs/quality.md. What a garment's left and right being alike counts
# beside the network's word, and how much of it is heard.
_ALIKE_COUNTS, _MOST_ALIKE = 20.0, 0.12
# A photo this sure of itself is upright: its turns are not asked about.
_SURELY_UPRIGHT = 3.0
# So much better a turn must be.
_BETTER = 2.5
# Pixels of the longer side that turns are read at; the network's own grid is smaller.
_SIDE = 512
# Chances are kept this far from 0 and 1, whose log odds have no end.
_LEAST_CHANCE = 1e-3


def turns_needed(
    photo: Image, reading: GarmentReading, chances_of: Callable[[Image], Chances]
) -> int:
    """Returns by how many quarter turns clockwise a garment would probably stand upright.

    Args:
        photo: (H, W, 3) uint8 RGB, a garment nobody wears.
        reading: What the network sees in it.
        chances_of: Asks the network what another picture shows.

    Returns:
        1 to 3; 0 where it stands upright, or no turn is clearly better.
    """
    alike = _ALIKE_COUNTS * _sides_alike(reading.cover > 0.5)
    as_it_is = likeness(reading.chances) + alike
    if as_it_is >= _SURELY_UPRIGHT:
        return 0
    scale = min(1.0, _SIDE / max(photo.shape[:2]))
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    scores = [as_it_is]
    for turns in (1, 2, 3):
        turned = np.ascontiguousarray(np.rot90(small, -turns), np.uint8)
        scores.append(likeness(chances_of(turned)) + (alike if turns == 2 else -alike))
    best = int(np.argmax(scores))
    return best if scores[best] - as_it_is > _BETTER else 0


def likeness(chances: Chances) -> float:
    """Returns how much a picture looks like an upright top: log-odds and logs of chances."""
    upper = sum(chances["category"][name] for name in _UPPER)
    upper = min(max(upper, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    others = np.log([max(chances[head].values()) for head in ("sleeve", "neckline")])
    return float(np.log(upper / (1 - upper)) + others.sum())


def _sides_alike(mask: Mask) -> float:
    """Returns how much better a mask mirrors left to right than top to bottom, as far as heard."""
    if not mask.any():
        return 0.0
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    better = _mirrored(part, 1) - _mirrored(part, 0)
    return min(max(better, -_MOST_ALIKE), _MOST_ALIKE)


def _mirrored(mask: Mask, axis: int) -> float:
    """Returns the best overlap of a mask with its mirror image, moved a little, 0 to 1."""
    mirror, length = np.flip(mask, axis), mask.shape[axis]
    best, size = 0.0, int(mask.sum())
    for shift in range(-(length // 8), length // 8 + 1, max(1, length // 48)):
        common = int((mask & np.roll(mirror, shift, axis)).sum())
        best = max(best, common / (2 * size - common))
    return best
