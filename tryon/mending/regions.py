"""The regions of a parse map that can be mended. Every pixel keeps exactly one label."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import MaskInvalid
from tryon.labels import LEG_LABELS, LOWER_LABELS, UPPER_LABELS, Lip, is_any
from tryon.types import Labels, Mask


@dataclass(frozen=True)
class Region:
    """One region.

    Attributes:
        name: Plain word, also on the page.
        members: LIP-20 labels that belong to it.
        paint: The label a pixel gets that is added; of several, `members` has all.
    """

    name: str
    members: tuple[Lip, ...]
    paint: tuple[Lip, ...]


_ALL = (
    Region("upper clothes", UPPER_LABELS, (Lip.UPPER,)),
    Region("lower body", (*LOWER_LABELS, Lip.SOCKS, *LEG_LABELS), LOWER_LABELS),
    Region("left arm", (Lip.LEFT_ARM,), (Lip.LEFT_ARM,)),
    Region("right arm", (Lip.RIGHT_ARM,), (Lip.RIGHT_ARM,)),
    Region("neck", (Lip.NECK,), (Lip.NECK,)),
    Region("hair", (Lip.HAIR, Lip.HAT), (Lip.HAIR,)),
    Region("face", (Lip.FACE, Lip.GLASSES), (Lip.FACE,)),
    Region("background", (Lip.BACKGROUND,), (Lip.BACKGROUND,)),
)
REGIONS: dict[str, Region] = {region.name: region for region in _ALL}


def region_named(name: object) -> Region:
    """Returns a region by its name.

    Raises:
        MaskInvalid: There is no such region.
    """
    for region in _ALL:
        if region.name == name:
            return region
    raise MaskInvalid("There is no such region.", f"Choose one of {', '.join(REGIONS)}.")


def extent(labels: Labels, region: Region) -> Mask:
    """Returns where a region is, (H, W) bool."""
    return is_any(labels, region.members)


def added(labels: Labels, mask: Mask, region: Region) -> Labels:
    """Returns labels (H, W) with the pixels of a mask given to a region, a new array.

    Pixels that are the region's already keep the label they have.
    """
    counts = [int((labels == label).sum()) for label in region.paint]
    paint = region.paint[int(np.argmax(counts))]
    mended = labels.copy()
    mended[mask & ~extent(labels, region)] = paint
    return mended


def taken(labels: Labels, mask: Mask, region: Region, beneath: Labels | None = None) -> Labels:
    """Returns labels (H, W) with the pixels of a mask taken from a region, a new array.

    Each gets the label (H, W) that is beneath the region where that is known, else that of the
    nearest pixel of another region.

    Raises:
        MaskInvalid: There is no other region.
    """
    own = extent(labels, region)
    if own.all():
        raise MaskInvalid(
            f"Everything is {region.name}, so nothing could take its place.",
            "Choose another region and add to it.",
        )
    heirs = nearest_labels(labels, ~own) if beneath is None else beneath
    return np.where(mask & own, heirs, labels)


def nearest_labels(labels: Labels, those: Mask) -> Labels:
    """Returns (H, W) for each pixel the label of the nearest of those pixels, of at least one."""
    # Numbers the zero pixels, which are those, and gives each pixel the nearest one's number.
    _, nearest = cv2.distanceTransformWithLabels(
        (~those).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    heir = np.zeros(int(nearest.max()) + 1, np.uint8)
    heir[nearest[those]] = labels[those]
    found: Labels = heir[nearest]
    return found
