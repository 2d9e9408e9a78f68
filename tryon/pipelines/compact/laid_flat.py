"""A garment that was photographed lying flat, as wide as it looks around a body.

Laid flat, a top shows half of its girth; worn, or shown by a shop, its sides run on out of sight.
The networks know garments as shops show them.
"""

from dataclasses import replace

import cv2
import numpy as np

from tryon.preprocess.garment_placing import BACKGROUND
from tryon.preprocess.garment_shape import find_trunk
from tryon.preprocess.shop_photo import is_of_shop
from tryon.types import GarmentInput

# Width of the trunk over its height: of 36 tops as shops show them half have 0.51; of 109 that were
# photographed at home half have 0.75 and nine of ten more than 0.6.
_USUAL = 0.55
# The least share of its width that is left: the one median over the other.
_LEAST = 0.68
# What would change less than this is left alone.
_WORTH = 0.97
# The share of its height in which a top becomes as narrow as it does. Shoulders lie flat on people,
# too: at the top it is half of the way.
_SHOULDERS = 0.35


def lies_flat(garment: GarmentInput) -> bool:
    """Whether a garment was photographed at home: nobody wears it, and no shop took the photo."""
    return bool(garment.cloth_mask.any()) and not garment.worn and not is_of_shop(garment.photo)


def rounded(garment: GarmentInput) -> GarmentInput:
    """Returns a garment whose trunk is narrowed where it is wide for its height.

    The middle stays as wide as it is and the sides give way, as around a body; sleeves move along
    as they are. What somebody wears is left alone, and so is a shop's photo: there a top that is
    wide for its height is cropped.

    Args:
        garment: Its `image` and `cloth_mask` lie on the working canvas.
    """
    if not lies_flat(garment):
        return garment
    trunk = find_trunk(garment.cloth_mask)
    height = trunk.bottom - trunk.top
    share = float(np.clip(_USUAL * height / max(trunk.width, 1.0), _LEAST, 1.0))
    if share > _WORTH:
        return garment
    rows = np.arange(garment.cloth_mask.shape[0], dtype=np.float32)[:, None]
    columns = np.arange(garment.cloth_mask.shape[1], dtype=np.float32)[None]
    down = np.clip((rows - trunk.top) / (_SHOULDERS * height), 0, 1)
    kept = 1 - (1 - share) * (1 + down) / 2
    middle = ((trunk.left + trunk.right) / 2)[:, None]
    half = np.maximum((trunk.right - trunk.left) / 2, 1)[:, None]
    away = np.abs(columns - middle)
    part = away / (kept * half)
    # As long along the middle as it was, and ending at the seams.
    inside = half * (kept * part + (1 - kept) * part**3)
    place = np.where(part <= 1, inside, away + half * (1 - kept))
    across = (middle + np.sign(columns - middle) * place).astype(np.float32)
    along = np.broadcast_to(rows, across.shape).astype(np.float32)
    image = cv2.remap(
        garment.image,
        across,
        along,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(BACKGROUND,) * 3,
    )
    cover = cv2.remap(garment.cloth_mask.astype(np.float32), across, along, cv2.INTER_LINEAR)
    return replace(garment, image=image.astype(np.uint8), cloth_mask=cover >= 0.5)
