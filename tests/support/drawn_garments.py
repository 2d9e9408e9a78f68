"""Drawn tops and photos of them."""

import cv2
import numpy as np

from tryon.preprocess.garment_kind import GarmentKind
from tryon.preprocess.garment_shape import Category
from tryon.types import Image, Mask

HEIGHT, WIDTH = 1024, 768
RED, BLUE = (190, 50, 60), (40, 80, 160)
# A T-shirt that fills a square of 1 x 1.
_TEE = (
    (0.30, 0.08),
    (0.40, 0.14),
    (0.60, 0.14),
    (0.70, 0.08),
    (0.98, 0.30),
    (0.86, 0.44),
    (0.74, 0.36),
    (0.74, 0.95),
    (0.26, 0.95),
    (0.26, 0.36),
    (0.14, 0.44),
    (0.02, 0.30),
)


def top_mask(sleeve: int = 0, shift: int = 0, height: int = HEIGHT, width: int = WIDTH) -> Mask:
    """A top: a trunk 360 wide with sleeves `sleeve` pixels long hanging outwards."""
    drawing = np.zeros((height, width), np.uint8)
    centre = width // 2 + shift
    trunk = [(centre - 180, 200), (centre + 180, 200), (centre + 180, 820), (centre - 180, 820)]
    cv2.fillPoly(drawing, [np.array(trunk)], (1,))
    cv2.ellipse(drawing, (centre, 200), (70, 50), 0, 0, 360, (0,), cv2.FILLED)
    for side in (-1, 1):
        start = (centre + side * 130, 240)
        end = (centre + side * (180 + round(0.35 * sleeve)), 240 + round(0.94 * sleeve))
        if sleeve:
            cv2.line(drawing, start, end, (1,), 80)
    return drawing > 0


def photo_of(mask: Mask, colour: tuple[int, int, int], background: int, noise: float = 0) -> Image:
    """The top with soft folds on an even wall."""
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    folds = 3 * np.sin(columns / 23 + rows / 61)[..., None]
    photo = np.where(mask[..., None], np.array(colour) + folds, float(background))
    if noise:
        photo = photo + np.random.default_rng(0).normal(0, noise, photo.shape)
    return np.clip(photo, 0, 255).astype(np.uint8)


def draw_tee(photo: Image, left: int, top: int, side: int, colour: tuple[int, int, int]) -> None:
    """Draws a T-shirt of one colour into a photo."""
    corners = np.array([(left + side * x, top + side * y) for x, y in _TEE])
    cv2.fillPoly(photo, [np.rint(corners).astype(np.int32)], colour)


def kind_of(category: Category) -> GarmentKind:
    """Returns what is said of a garment that is surely of a category."""
    return GarmentKind(category, sure=True, sleeve="short", neckline="round")
