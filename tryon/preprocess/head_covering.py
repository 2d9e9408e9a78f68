"""What somebody wears on and around the head: cap, turban, scarf, hijab, hood, helmet.

It belongs to the person like hair does. What falls from it onto the chest is told from the garment
below by its colours; where they are alike nothing can be told, and the photo is refused rather
than anybody's head laid bare.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.errors import CoveringUnclear
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.pose import Landmark, Pose
from tryon.types import Image, Mask

Field = NDArray[np.float32]

# Everything in head units: from the middle of the eyes to the middle of the mouth, about a third of
# a face. Upwards is from mouth to eyes; a brim and a tall turban stay inside the reach.
_BROW, _MOUTH, _REACH, _BESIDE = 0.8, -1.0, 4.5, 2.2
# A head is covered where so much of what is above the brow and beside the face is cloth, and that
# is at least so large: glasses pushed up and hair ties are less.
_COVERED, _LEAST_AREA = 0.3, 0.5
# Less than this above the brow, in squared head units, means that the photo cuts the top off.
_ON_TOP = 0.3
# Cloth this near to an arm, in arm widths, is a sleeve before the head.
_SLEEVE = 1.2
# How wide the cloth may be where it goes on below the mouth, before it is more than a strap.
_GOES_ON = 0.5
# Rounds of telling the covering's colours from the garment's, and colours each of them has.
_ROUNDS, _SHADES = 4, 4
# Folds and lamps change how light cloth is far more than its hue: lightness counts this much.
_LIGHTNESS = 0.35
# The garment below keeps at least this share of the cloth below the mouth, and lies at least so far
# (Lab of 8 bits) from the covering's colours: else the two cannot be told apart.
_LEAST_GARMENT, _LEAST_APART = 0.08, 14.0
# About as many pixels tell a cloth's colours, and a colour of a smaller share of them is none.
_MOST_SAMPLES, _LEAST_SHADE = 4000, 0.03
# A colour that is so much nearer to one of the two is surely that one's.
_CLEARLY = 8.0


@dataclass(frozen=True)
class _Head:
    """Where pixels lie about the head, each (H, W) float32 in head units from the eyes."""

    up: Field
    across: Field
    unit: float


def head_covering(image: Image, kinds: NDArray[np.intp], arms: Field, pose: Pose) -> Mask:
    """Returns what is worn on and around the head and what falls from it.

    Args:
        image: (H, W, 3) uint8 RGB.
        kinds: (H, W) numbers of `BodyClass`, without other people.
        arms: (H, W) float32, the distance to the nearer arm in arm widths.
        pose: The person in pixels of `image`.

    Returns:
        (H, W) bool, empty where the head is bare.

    Raises:
        CoveringUnclear: It goes on below the chin and cannot be told from the garment.
    """
    head = _measure(kinds, pose)
    cloth: Mask = (kinds == BodyClass.CLOTHES) | (kinds == BodyClass.OTHERS)
    around = (head.up > _MOUTH) & (np.hypot(head.up, head.across) < _REACH)
    worn = cloth & around & (arms > _SLEEVE)
    crown = (head.up > _BROW) & (np.hypot(head.up, head.across) < 3)
    beside = (head.up <= _BROW) & (head.up > _MOUTH) & (np.abs(head.across) < _BESIDE)
    telling = (crown | beside) & (kinds != BodyClass.BACKGROUND) & (kinds != BodyClass.FACE_SKIN)
    covered = worn & (crown | beside)
    area = float(covered.sum()) / head.unit**2
    if area < _LEAST_AREA or covered.sum() < _COVERED * telling.sum():
        return np.zeros_like(cloth)
    # A collar beside the jaw is none, unless it is a piece with what is on top.
    on_top = worn & crown
    worn = _touching(worn, on_top if on_top.sum() > _ON_TOP * head.unit**2 else covered)
    below = cloth & (head.up <= _MOUTH)
    if not _goes_on(worn, below, head):
        return worn
    return worn | _falling(image, worn, below)


def _measure(kinds: NDArray[np.intp], pose: Pose) -> _Head:
    eyes = pose.middle(Landmark.LEFT_EYE, Landmark.RIGHT_EYE)
    mouth = pose.middle(Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT)
    x, y = (float(v) for v in eyes - mouth)
    unit = max(float(np.hypot(x, y)), 1.0)
    rows, columns = np.ogrid[: kinds.shape[0], : kinds.shape[1]]
    right, down = columns - float(eyes[0]), rows - float(eyes[1])
    up = (right * x + down * y) / unit**2
    across = (down * x - right * y) / unit**2
    return _Head(up.astype(np.float32), across.astype(np.float32), unit)


def _touching(parts: Mask, seeds: Mask) -> Mask:
    """Returns the connected parts that hold any of the seeds."""
    _, islands = cv2.connectedComponents(parts.astype(np.uint8))
    held: Mask = parts & np.isin(islands, np.unique(islands[seeds & parts]))
    return held


def _goes_on(worn: Mask, below: Mask, head: _Head) -> bool:
    """Whether the cloth around the head runs on across the line of the mouth."""
    cut = cv2.dilate(worn.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return float((cut & below).sum()) > _GOES_ON * head.unit


def _falling(image: Image, worn: Mask, below: Mask) -> Mask:
    """Returns what of the cloth below has the covering's colours and hangs together with it."""
    colours = cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32)
    colours[..., 0] *= _LIGHTNESS
    away = _distance(colours, colours[worn])
    falling = _touching((below & (away <= _between(away[below]))) | worn, worn) & below
    for _ in range(_ROUNDS):
        garment = below & ~falling
        if not garment.any():
            break
        away = _distance(colours, colours[worn | falling])
        # Clipped, so that the one that differs more from what lies between them does not gain.
        lead = np.clip(_distance(colours, colours[garment]) - away, -_CLEARLY, _CLEARLY)
        nearer = cv2.blur(lead, (5, 5))
        falling = _touching((below & (nearer > 0)) | worn, worn) & below
    garment = below & ~(_without_holes(falling | worn))
    apart = float(np.median(away[garment])) if garment.any() else 0.0
    if garment.sum() < _LEAST_GARMENT * below.sum() or apart < _LEAST_APART:
        raise CoveringUnclear(
            "What is worn on the head runs on into the clothes and cannot be told from them.",
            "Use a photo in which it has another colour than the clothes, or ends above the "
            "shoulders; it is never taken off.",
        )
    return below & ~garment


def _between(distances: Field) -> float:
    """Returns the middle between two groups of distances (N,), as Otsu's method parts them."""
    levels = np.clip(4 * distances, 0, 255).astype(np.uint8)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_OTSU)
    near = levels.ravel() <= threshold
    if near.all():
        return float(distances.max())
    return float(distances[near].mean() + distances[~near].mean()) / 2


def _distance(colours: Field, own: Field) -> Field:
    """Returns (H, W): how far each colour is from the nearest of the shades of `own`, (N, 3)."""
    samples = np.ascontiguousarray(own[:: max(1, len(own) // _MOST_SAMPLES)])
    shades = min(_SHADES, len(samples))
    # From dark to light to begin with: the same photo gives the same shades every time.
    start = (samples[:, 0].argsort().argsort() * shades // len(samples)).astype(np.int32)
    stop = (cv2.TERM_CRITERIA_MAX_ITER + cv2.TERM_CRITERIA_EPS, 20, 0.1)
    flags = cv2.KMEANS_USE_INITIAL_LABELS
    # No chance in it: the labels are given, and it is tried once.
    _, members, centres = cv2.kmeans(samples, shades, start, stop, 1, flags)  # noqa: TID251
    # A few pixels of the other cloth are no shade of this one.
    counts = np.bincount(members.ravel(), minlength=shades)
    centres = centres[counts >= _LEAST_SHADE * len(samples)]
    away: Field = np.min([np.linalg.norm(colours - one, axis=2) for one in centres], axis=0)
    return away


def _without_holes(mask: Mask) -> Mask:
    """Closes what a mask surrounds wholly: folds in deep shadow, a pin, a print."""
    outside = np.pad(~mask, 1, constant_values=True).astype(np.uint8)
    _, parts = cv2.connectedComponents(outside, connectivity=4)
    closed: Mask = (parts != parts[0, 0])[1:-1, 1:-1]
    return closed
