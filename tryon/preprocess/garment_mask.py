"""The garment's mask: where the network's word and the rules' outline each count."""

from dataclasses import replace

import cv2
import numpy as np

from tryon.errors import GarmentMaskEmpty
from tryon.preprocess.garment import CutOut, cut_out
from tryon.preprocess.garment_reader import GarmentReading
from tryon.preprocess.refine import refine
from tryon.types import Image, Mask

# The rules find an outline to the pixel: theirs is kept unless the network is so sure of the
# contrary on more than such a share of the garment: less where they had to guess the ground, more
# where it is of one colour to the bit, on which white on white is plain to them alone.
_SURE, _CONTRADICTED, _CONTRADICTED_GUESS, _CONTRADICTED_EXACT = 0.9, 0.12, 0.02, 0.35
# Pieces smaller than this share of the largest are none of the garment.
_PIECE_SHARE = 0.25
_LEAST_SHARE = 0.02
# A mask is trusted when at most this share of it is neither surely garment nor surely ground.
_UNSURE, _UNSURE_SHARE = (0.15, 0.85), 0.35


def find_garment(photo: Image, reading: GarmentReading | None) -> CutOut:
    """Tells a garment from whatever it lies or hangs on.

    Args:
        photo: (H, W, 3) uint8 RGB.
        reading: What the network sees in it; None: it is not here, the rules alone decide.

    Raises:
        GarmentMaskEmpty: Neither the network nor the rules find one.
    """
    learned = None if reading is None else _learned(photo, reading)
    try:
        ruled = cut_out(photo)
    except GarmentMaskEmpty:
        if learned is None:
            raise
        return learned
    if reading is None or learned is None:
        return ruled
    most = _CONTRADICTED_EXACT if ruled.exact else _CONTRADICTED
    if not ruled.plain:
        most = _CONTRADICTED_GUESS
    if _contradicted(ruled.mask, reading) >= most:
        return learned
    return replace(ruled, plain=ruled.plain or learned.plain)


def _contradicted(mask: Mask, reading: GarmentReading) -> float:
    """Returns where the network surely says otherwise than a mask, as a share of its garment."""
    height, width = reading.cover.shape
    share = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    against = np.where(share > 0.5, 1 - reading.cover, reading.cover) > _SURE
    # Along the outline both are right: a place there is part garment, part ground.
    against &= (share < 0.1) | (share > 0.9)
    return float(against.sum() / max(int((reading.cover > 0.5).sum()), 1))


def overlap(first: Mask, second: Mask) -> float:
    """Returns intersection over union, 0 to 1."""
    union = int((first | second).sum())
    return int((first & second).sum()) / union if union else 0.0


def _learned(photo: Image, reading: GarmentReading) -> CutOut | None:
    coarse = _whole(reading.cover > 0.5)
    if coarse.mean() < _LEAST_SHARE:
        return None
    low, high = _UNSURE
    unsure = ((reading.cover > low) & (reading.cover < high)).sum() / coarse.sum()
    fine = refine(coarse.astype(np.uint8), photo) > 0
    return CutOut(fine, contrast=255.0, plain=bool(unsure < _UNSURE_SHARE))


def _whole(mask: Mask) -> Mask:
    """Drops small pieces and fills small holes; a gap between sleeve and trunk is none."""
    _, pieces, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    areas = statistics[1:, cv2.CC_STAT_AREA]
    if areas.size == 0:
        return mask
    kept = np.isin(pieces, 1 + np.flatnonzero(areas >= _PIECE_SHARE * areas.max()))
    _, holes, statistics, _ = cv2.connectedComponentsWithStats((~kept).astype(np.uint8))
    small = np.flatnonzero(statistics[:, cv2.CC_STAT_AREA] < 0.01 * kept.sum())
    filled: Mask = kept | np.isin(holes, small[small > 0])
    return filled
