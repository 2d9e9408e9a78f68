"""What of a person photo no pipeline may change, whatever its networks paint."""

import cv2
import numpy as np

from tryon.labels import IN_FRONT_LABELS, is_any
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.preprocess.agnostic import repaintable
from tryon.types import Mask, PersonInput, Size

# How far beyond the agnostic area a picture may differ from the photo, in pixels of a canvas 768
# wide: the looser garment, and the shadow it casts.
MARGIN = 40


def kept_pixels(person: PersonInput, size: Size) -> Mask | None:
    """Returns (H, W) what lies before any garment, None where there is nothing.

    Other people, what covers the head or is in a hand, and what the user wants kept.
    """
    parts = [] if person.held is None else [person.held]
    if person.parse_map is not None:
        parts.append(is_any(person.parse_map.labels, IN_FRONT_LABELS))
    if person.repaint is not None:
        parts = [part & ~person.repaint for part in parts]
    if person.keep is not None:
        parts.append(person.keep)
    kept = np.any(parts, axis=0) if parts else np.zeros(CANVAS_SIZE, bool)
    return _at_size(kept, size) if kept.any() else None


def fixed_pixels(person: PersonInput, size: Size) -> Mask:
    """Returns (H, W) where every finished picture equals the photo, whatever a network painted.

    That is what is kept, and all that lies farther than `MARGIN` from the agnostic area where the
    body is known.
    """
    fixed = np.zeros(size, bool)
    if person.parse_map is not None and person.keypoints is not None:
        allowed = repaintable(person.parse_map.labels, person.keypoints, MARGIN)
        if person.repaint is not None:
            allowed |= person.repaint
        fixed = _at_size(~allowed, size)
    kept = kept_pixels(person, size)
    return fixed if kept is None else fixed | kept


def _at_size(mask: Mask, size: Size) -> Mask:
    """Returns a mask at a smaller size: what holds any of it, so that not a pixel is lost."""
    share = cv2.resize(mask.astype(np.float32), size[::-1], interpolation=cv2.INTER_AREA)
    held: Mask = share > 0
    return held
