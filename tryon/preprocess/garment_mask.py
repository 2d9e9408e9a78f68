"""The garment's mask: where the network's word and the rules' outline each count."""

from dataclasses import replace

import cv2
import numpy as np

from tryon.errors import GarmentMaskEmpty
from tryon.pictures.colour_cut import cut_by_colour
from tryon.pictures.distance import signed_distance
from tryon.preprocess.garment import CutOut, cut_out
from tryon.preprocess.garment_reader import GarmentReading
from tryon.preprocess.ground_windows import without_windows
from tryon.preprocess.refine import refine
from tryon.types import Image, Mask

# The rules find an outline to the pixel: theirs is kept unless the network is so sure of the
# contrary on more than such a share of the garment: less where they had to guess the ground, more
# where it is of one colour to the bit, on which white on white is plain to them alone.
_SURE, _CONTRADICTED, _CONTRADICTED_GUESS, _CONTRADICTED_EXACT = 0.9, 0.12, 0.02, 0.35
# Pieces smaller than this share of the largest are none of the garment.
_PIECE_SHARE = 0.25
# Where the network saw less than this share of the photo as garment, its word does not count.
_LEAST_SHARE = 0.02
# The longer side on which colours tell garment from ground, and how often they are asked.
_CUT_SIDE, _CUT_ITERATIONS = 320, 3
# On it, in pixels: how far from the outline that the network saw colours may move it, where the
# network is sure. Of 3, about 5 and 8 to 25 the first left the fewest wrong pieces on 170 photos
# held out.
_BAND = 3
# Colours that leave less than this share of it tell nothing: white on white.
_LEAST_KEPT = 0.5
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
    seen = None if reading is None else _whole(reading.cover > 0.5)
    if seen is not None and seen.mean() < _LEAST_SHARE:
        seen = None
    try:
        ruled = cut_out(photo)
    except GarmentMaskEmpty:
        if reading is None or seen is None:
            raise
        return _learned(photo, reading, seen)
    if reading is None or seen is None:
        return ruled
    most = _CONTRADICTED_EXACT if ruled.exact else _CONTRADICTED
    if not ruled.plain:
        most = _CONTRADICTED_GUESS
    against = _contradicted(ruled.mask, reading)
    if against >= most:
        return _learned(photo, reading, seen)
    found = replace(ruled, plain=ruled.plain or _is_sure(reading, seen))
    if not ruled.exact:
        return replace(found, mask=_by_colour(photo, reading))
    if against < _CONTRADICTED_GUESS:
        return found
    # White on white: what is not of the ground's colour is garment, but not all of it is so.
    height, width = ruled.mask.shape
    sure = cv2.resize(reading.cover, (width, height), interpolation=cv2.INTER_LINEAR) > _SURE
    return replace(found, mask=_whole(ruled.mask | sure))


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


def _by_colour(photo: Image, reading: GarmentReading) -> Mask:
    """Returns the garment (H, W) that the network saw, its outline found anew by colours.

    The network answers at a fraction of the photo's size; colours tell to the pixel, and where it
    is not sure.
    """
    height, width = photo.shape[:2]
    reduced = min(1.0, _CUT_SIDE / max(height, width))
    size = (max(1, round(width * reduced)), max(1, round(height * reduced)))
    small = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    cover = cv2.resize(reading.cover, size, interpolation=cv2.INTER_LINEAR)
    coarse = _whole(cover > 0.5)
    depth = signed_distance(coarse)
    state = np.where(coarse, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[(cover > _SURE) & (depth > _BAND)] = cv2.GC_FGD
    state[(cover < 1 - _SURE) & (depth < -_BAND)] = cv2.GC_BGD
    front = np.isin(state, (cv2.GC_FGD, cv2.GC_PR_FGD))
    if front.all() or not front.any():
        return refine(coarse.astype(np.uint8), photo) > 0
    found = _whole(cut_by_colour(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), state, _CUT_ITERATIONS))
    threads = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    found = _whole(threads > 0)
    if found.sum() < _LEAST_KEPT * coarse.sum():
        found = coarse
    # At the photo's own size edges bring specks beside the outline.
    whole = _whole(refine(found.astype(np.uint8), photo) > 0)
    return without_windows(photo, whole, reading.cover)


def _learned(photo: Image, reading: GarmentReading, seen: Mask) -> CutOut:
    return CutOut(_by_colour(photo, reading), contrast=255.0, plain=_is_sure(reading, seen))


def _is_sure(reading: GarmentReading, seen: Mask) -> bool:
    """Returns whether little of what the network saw is neither surely garment nor ground."""
    low, high = _UNSURE
    unsure = ((reading.cover > low) & (reading.cover < high)).sum() / seen.sum()
    return bool(unsure < _UNSURE_SHARE)


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
