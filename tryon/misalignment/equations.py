"""VITON-HD's align mask (Eq. 3) and misalignment mask (Eq. 4), of masks as NumPy arrays.

`tryon.models.alias.divide_parse` is the same on tensors, as the ALIAS generator reads it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tryon.types import Mask


@dataclass(frozen=True)
class Misalignment:
    """Where the warped garment and the predicted clothing disagree, float32 0 to 1 (H, W).

    Attributes:
        align: Clothing that the warped garment covers (Eq. 3).
        misalign: Clothing that it leaves uncovered (Eq. 4).
        ratio: Misaligned pixels over clothing pixels.

    Source: VITON-HD Eq. 3 and Eq. 4.
    """

    align: NDArray[np.float32]
    misalign: NDArray[np.float32]
    ratio: float


def misalignment_of(clothing: Mask, warped_mask: NDArray[np.float32]) -> Misalignment:
    """Compares the predicted clothing with the warped garment.

    Args:
        clothing: (H, W) where clothing is wanted.
        warped_mask: (H, W) the warped garment's mask, float32 from 0 to 1.

    Source: VITON-HD Eq. 3 and Eq. 4.
    """
    wanted = clothing.astype(np.float32)
    misalign = np.maximum(wanted - warped_mask, 0)
    ratio = float(misalign.sum() / max(float(wanted.sum()), 1.0))
    return Misalignment(wanted * warped_mask, misalign, ratio)
