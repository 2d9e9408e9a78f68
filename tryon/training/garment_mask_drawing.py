"""Draws what the garment's mask is learnt from: photos with their outlines, moved and lit anew."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.models.garment_mask import MASK_GRIDS
from tryon.preprocess.garment_reader import nearest_grid
from tryon.training.garment_outlines import Rings, enclosed
from tryon.training.garment_scenes import draw_scene
from tryon.types import Image, Mask, Size

_SCENES = 0.35  # share of samples that lie on another photo's ground
_ON_ITS_SIDE = 0.08  # share that is turned by any angle
_GREY = 0.04


@dataclass(frozen=True)
class OutlinedPhoto:
    """A photo and where its garment is.

    Attributes:
        path: The file.
        rings: Outlines in its pixels.
    """

    path: Path
    rings: Rings

    def read(self) -> tuple[Image, Mask]:
        """Returns the photo (H, W, 3) uint8 RGB and the garment (H, W)."""
        photo = cv2.cvtColor(cv2.imread(str(self.path)), cv2.COLOR_BGR2RGB)
        return np.asarray(photo, np.uint8), enclosed(self.rings, photo.shape[:2])


def by_grid(photos: list[OutlinedPhoto]) -> dict[Size, list[OutlinedPhoto]]:
    """Sorts photos by the size of `MASK_GRIDS` that is nearest to their shape."""
    lots: dict[Size, list[OutlinedPhoto]] = {}
    for photo in photos:
        height, width = photo.read()[1].shape
        lots.setdefault(nearest_grid(height, width, MASK_GRIDS), []).append(photo)
    return lots


def at_grid(picture: Image, mask: Mask, size: Size) -> tuple[Image, Mask]:
    """Returns both stretched to a size, as the network is shown them."""
    shown = cv2.resize(picture, size[::-1], interpolation=cv2.INTER_AREA)
    share = cv2.resize(mask.astype(np.float32), size[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(shown, np.uint8), share > 0.5


def draw_sample(
    photo: OutlinedPhoto, other: OutlinedPhoto, size: Size, rng: np.random.Generator
) -> tuple[Image, Mask]:
    """Draws a picture and its mask.

    Args:
        photo: Whose garment is shown.
        other: Whose ground it may be laid on.
        size: (height, width), of `MASK_GRIDS`.
        rng: Source of every choice.

    Returns:
        (height, width, 3) uint8 RGB and (height, width) bool.
    """
    picture, mask = photo.read()
    if rng.random() < _SCENES and mask.any():
        return draw_scene(picture, mask, other.read()[0], rng, size)
    moved, cover = _moved(picture, mask, size, rng)
    return developed(moved, rng), cover


def _moved(picture: Image, mask: Mask, size: Size, rng: np.random.Generator) -> tuple[Image, Mask]:
    """Mirrors, turns, enlarges, shifts and tilts a little; what lies beyond is mirrored."""
    height, width = mask.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    middle = np.array(size[::-1]) / 2
    there = (corners / (width, height) - 0.5) * size[::-1]
    turn = rng.uniform(-np.pi, np.pi) if rng.random() < _ON_ITS_SIDE else rng.normal(0, 0.1)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    stretch = np.exp(rng.normal(0, 0.06, 2) + rng.normal(0.02, 0.14))
    there = there @ rotation * stretch + rng.normal(0, 0.04, 2) * size[::-1]
    there += rng.normal(0, 0.02, (4, 2)) * min(size)
    if rng.random() < 0.5:
        there[:, 0] = -there[:, 0]
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), (there + middle).astype(np.float32)
    )
    # Reduced without smoothing first, threads would glitter.
    reduced = min(1.0, 1.2 * max(size) / max(height, width))
    shown = cv2.resize(picture, None, fx=reduced, fy=reduced, interpolation=cv2.INTER_AREA)
    share = cv2.resize(mask.astype(np.float32), shown.shape[1::-1], interpolation=cv2.INTER_AREA)
    matrix = matrix @ np.diag((width / shown.shape[1], height / shown.shape[0], 1.0))
    laid = cv2.warpPerspective(shown, matrix, size[::-1], borderMode=cv2.BORDER_REFLECT)
    cover = cv2.warpPerspective(share, matrix, size[::-1], borderMode=cv2.BORDER_REFLECT)
    return np.asarray(laid, np.uint8), cover > 0.5


def developed(picture: Image, rng: np.random.Generator) -> Image:
    """Another light, another camera."""
    values: NDArray[np.float64] = picture / 255.0
    values = values ** np.exp(rng.normal(0, 0.25))
    if rng.random() < _GREY:
        values = np.repeat(values.mean(2, keepdims=True), 3, 2)
    values = (values - 0.5) * rng.uniform(0.75, 1.25) + 0.5 + rng.normal(0, 0.06)
    values = values * (1 + rng.normal(0, 0.07, 3))
    if rng.random() < 0.2:
        values = cv2.GaussianBlur(values, (0, 0), float(rng.uniform(0.4, 1.1)))
    if rng.random() < 0.4:
        values = values + rng.normal(0, rng.uniform(0, 0.025), values.shape)
    coded = np.clip(values * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 90))]
        stored = cv2.imencode(".jpg", coded, quality)[1]
        coded = np.asarray(cv2.imdecode(stored, cv2.IMREAD_COLOR), np.uint8)
    return coded
