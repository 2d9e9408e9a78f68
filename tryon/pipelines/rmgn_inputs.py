"""Person and garment as RMGN's published program feeds them to its networks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Resampling

from tryon.pictures.resampling import resampled
from tryon.types import GarmentInput, Image, Mask, PersonInput, Size

# The published program makes every picture this wide before it makes it the working size.
_LOADED_WIDTH = 512


@dataclass(frozen=True)
class Outfit:
    """Person and garment at the working size.

    Attributes:
        image: (H, W, 3) the person.
        cloth: (H, W, 3) the garment with its background.
        cloth_mask: (H, W) bool.
    """

    image: Image
    cloth: Image
    cloth_mask: Mask

    @property
    def size(self) -> Size:
        """The working size (height, width)."""
        height, width = self.cloth_mask.shape
        return height, width


def outfit_of(person: PersonInput, garment: GarmentInput, size: Size) -> Outfit:
    """Brings person and garment to the working size, resampled as the published program does.

    Its second step makes pictures a little softer than need be; the networks were trained so. A
    data set's pictures come straight from their own size, others from the canvas laid into them.
    """
    whole = garment.published_mask is not None
    mask = garment.published_mask if whole else garment.cloth_mask
    assert mask is not None
    return Outfit(
        _twice_resampled(person.photo if person.is_whole else person.image, size),
        _twice_resampled(garment.photo if whole else garment.image, size),
        _twice_resampled(mask.astype(np.uint8), size, Resampling.NEAREST) > 0,
    )


def _twice_resampled(
    picture: NDArray[np.uint8], size: Size, how: Resampling = Resampling.BICUBIC
) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    if width != _LOADED_WIDTH:
        picture = resampled(picture, (_LOADED_WIDTH * height // width, _LOADED_WIDTH), how)
    return resampled(picture, size, how)
