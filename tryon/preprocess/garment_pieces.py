"""Several garments in one photo: told apart, so that one of them can be picked."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tryon.errors import TryOnError
from tryon.preprocess.garment import CutOut
from tryon.types import Choosable, Mask, Notice

# Pixels of the longer side at which pieces are told apart.
_SIDE = 256
# Pieces nearer to each other than this share of the longer side are one garment, cut through by a
# belt, a strap or a stripe in the background's colour.
_GAP_SHARE = 0.02
# What is smaller than this share of the largest is no garment of its own.
_LARGE = 0.4
# Two pieces one of whose boxes lies in the other's by more than this share are one garment.
_WITHIN = 0.5


@dataclass(frozen=True)
class Pieces:
    """The garments of a photo.

    Attributes:
        masks: (H, W) bool in pixels of the photo, from the left; the only one is the whole mask.
    """

    masks: tuple[Mask, ...]

    def choosable(self) -> Choosable:
        """Returns where they are, and that the largest is taken where nobody says which."""
        places = tuple(_place(mask) for mask in self.masks)
        return Choosable(places, 1 + int(np.argmax([mask.sum() for mask in self.masks])))

    def picked(self, found: CutOut, index: int | None) -> CutOut:
        """Returns one of them.

        Args:
            found: All of them.
            index: Which, 1 being the first from the left; None: the largest.

        Raises:
            TryOnError: There are fewer.
        """
        count = len(self.masks)
        if index is None:
            index = self.choosable().first
        if not 1 <= index <= count:
            counted = "one garment" if count == 1 else f"{count} garments"
            raise TryOnError(
                f"There is no garment number {index}: {counted} can be chosen in the photo.",
                f"Give a number from 1 to {count}, counted from the left.",
            )
        return replace(found, mask=self.masks[index - 1])

    def notices(self, index: int | None) -> tuple[Notice, ...]:
        """Says how many there are and which was taken; nothing where there is one."""
        if len(self.masks) == 1:
            return ()
        first = self.choosable().first
        number = index or first
        place = f"number {number} from the left was taken"
        if number == first:
            place += ", the largest"
        notice = Notice(
            "several_garments",
            f"There are {len(self.masks)} garments in the photo; {place}.",
            "To take another one, choose it.",
            "garment",
            "--garment-index, counted from the left.",
        )
        return (notice,)


def pieces_of(mask: Mask) -> Pieces:
    """Tells the garments of a photo apart by the ground between them.

    Args:
        mask: (H, W) bool, not empty: all that is garment.
    """
    scale = min(1.0, _SIDE / max(mask.shape))
    size = (max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale)))
    small = cv2.resize(mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 127
    reach = 2 * round(_GAP_SHARE * max(size) / 2) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    grown = cv2.dilate(small.astype(np.uint8), kernel)
    _, islands = cv2.connectedComponents(grown)
    areas = np.bincount(islands[small], minlength=int(islands.max()) + 1)
    large = np.flatnonzero(areas >= max(_LARGE * areas.max(), 1))
    if len(large) < 2:
        return Pieces((mask,))
    whole = (mask.shape[1], mask.shape[0])
    masks = [
        (cv2.resize((islands == i).astype(np.uint8), whole, interpolation=cv2.INTER_NEAREST) > 0)
        & mask
        for i in large
    ]
    places = [_place(piece) for piece in masks]
    if any(_overlap(one, other) > _WITHIN for n, one in enumerate(places) for other in places[:n]):
        return Pieces((mask,))
    order = np.argsort([place[0] + place[2] for place in places])
    return Pieces(tuple(masks[i] for i in order))


def _place(mask: Mask) -> tuple[float, float, float, float]:
    """Returns left, top, right and bottom as shares of the photo."""
    height, width = mask.shape
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return (
        float(columns[0] / width),
        float(rows[0] / height),
        float((columns[-1] + 1) / width),
        float((rows[-1] + 1) / height),
    )


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> float:
    """Returns how much of the smaller of two boxes lies in the other, 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(width, 0.0) * max(height, 0.0) / least
