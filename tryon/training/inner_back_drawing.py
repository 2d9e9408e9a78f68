"""Products as photos show them near the neck, and where their inner back is.

Rendered insides are always darker than the front. Photos know insides as light as it, linings,
tapes and labels; and collars, lace, ribs and ruffles, which stand out and are front all the same.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.training.paint import random_colour
from tryon.training.samples import FRONT, INNER_BACK
from tryon.types import Image, Labels, Mask

Plane = NDArray[np.float32]

# How often each of them is drawn.
_AS_LIGHT, _LINED, _TAPED, _LABELLED, _TRIMMED, _STANDS_OUT = 0.65, 0.12, 0.35, 0.6, 0.3, 0.4
# In pixels of a picture 192 wide: what is no opening at the neck, but one at the hem or too small.
_LOWEST, _SMALLEST = 110, 40
# How far products are shifted, in their pictures' widths.
_SHIFT = 4 / 192


def as_photographed(product: Image, side: NDArray[np.uint8], rng: np.random.Generator) -> Image:
    """Returns a product (256, 192, 3) with what photos bring near the neck; each only sometimes.

    Args:
        product: (256, 192, 3) uint8 RGB.
        side: (256, 192) uint8, see `samples.FRONT` and `samples.INNER_BACK`.
        rng: Source of every choice.
    """
    rgb = product.astype(np.float32)
    front, back = side == FRONT, side == INNER_BACK
    if back.any() and front.any():
        _change_inside(rgb, front, back, rng)
    if rng.random() < _STANDS_OUT:
        _stand_out(rgb, front, rng)
    return np.clip(rgb, 0, 255).astype(np.uint8)


def moved(
    picture: Image, side: Labels, rng: np.random.Generator, stretch: float = 0.0
) -> tuple[Image, Labels]:
    """Returns a picture (H, W, 3) and its sides (H, W) mirrored, turned and shifted alike.

    Args:
        picture: uint8 RGB.
        side: See `samples.FRONT` and `samples.INNER_BACK`.
        rng: Source of every choice.
        stretch: By how much it is wider or narrower, as the standard deviation of the logarithm.
    """
    if rng.random() < 0.5:
        picture, side = picture[:, ::-1], side[:, ::-1]
    height, width = side.shape
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), rng.normal(0, 3), rng.uniform(0.8, 1.12)
    )
    turn[:, 2] += rng.normal(0, _SHIFT * width, 2)
    if stretch:
        across = np.exp(rng.normal(0, stretch))
        turn[0] = across * turn[0] + (0, 0, (1 - across) * width / 2)
    picture, side = (
        np.asarray(
            cv2.warpAffine(np.ascontiguousarray(plane), turn, (width, height), flags=flags),
            np.uint8,
        )
        for plane, flags in ((picture, cv2.INTER_LINEAR), (side, cv2.INTER_NEAREST))
    )
    return picture, side


def _change_inside(rgb: Plane, front: Mask, back: Mask, rng: np.random.Generator) -> None:
    if rng.random() < _AS_LIGHT:
        ratio = rgb[front].mean() / max(float(rgb[back].mean()), 1.0)
        rgb[back] *= np.float32(1 + rng.uniform(0.2, 1.05) * (ratio - 1))
    if rng.random() < _LINED:
        _dye(rgb, back, rng)
    count, parts = cv2.connectedComponents(back.astype(np.uint8))
    for number in range(1, count):
        opening: Mask = parts == number
        rows, columns = np.nonzero(opening)
        if rows.size >= _SMALLEST and rows.mean() < _LOWEST:
            _finish(rgb, opening, rows, columns, rng)
    if rng.random() < _TRIMMED:
        reach = 2 * int(rng.integers(1, 6)) + 1
        near = cv2.dilate(back.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
        _dye(rgb, near & front, rng)


def _finish(
    rgb: Plane,
    opening: Mask,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    rng: np.random.Generator,
) -> None:
    """Sews a tape along the upper edge of the inner back, and a label with a line of writing."""
    if rng.random() < _TAPED:
        edge = opening & ~np.roll(opening, int(rng.integers(2, 5)), 0)
        _dye(rgb, edge, rng)
    if rng.random() < _LABELLED:
        middle = round(float(columns.min() + columns.max()) / 2 + rng.normal(0, 2))
        beside = np.abs(columns - middle) < 2
        top = int((rows[beside] if beside.any() else rows).min()) + int(rng.integers(0, 4))
        half = int(np.ptp(columns) * rng.uniform(0.03, 0.16)) + 1
        high = int(rng.integers(3, 11))
        label = np.zeros_like(opening)
        label[top : top + high, max(0, middle - half) : middle + half] = True
        rgb[label & opening] = random_colour(rng) * 255
        line = rgb[top + high // 2, max(0, middle - half // 2) : middle + half // 2]
        line[:] = 255 - line


def _stand_out(rgb: Plane, front: Mask, rng: np.random.Generator) -> None:
    """Changes a part of the front below the neck: a yoke, lace, ribs, ruffles."""
    if not front.any():
        return
    rows, columns = np.nonzero(front)
    top = int(rows.min())
    middle = float(np.median(columns[rows < top + 25]))
    y, x = np.mgrid[: rgb.shape[0], : rgb.shape[1]].astype(np.float32)
    aside = np.abs(x - middle)
    deep = rng.uniform(6, 45) + rng.uniform(-4, 4) * np.sin(x / rng.uniform(4, 15))
    pointed = rng.uniform(0, 1.6) if rng.random() < 0.5 else 0.0
    area = front & (y - top < deep - aside * pointed) & (aside < rng.uniform(12, 70))
    kind = rng.integers(4)
    if kind == 0:
        rgb[area] *= np.float32(rng.uniform(0.35, 1.5))
    elif kind == 1:
        _dye(rgb, area, rng)
    elif kind == 2:
        along = x if rng.random() < 0.7 else y
        ribs = np.sin(along / rng.uniform(0.8, 2.5))
        lace = ribs if rng.random() < 0.4 else _noise(rng, y.shape, rng.uniform(0.6, 2), 1)
        rgb[area] = rgb[area] * rng.uniform(0.6, 1.1) + (lace[area] * rng.uniform(10, 60))[:, None]
    else:
        folds = _noise(rng, y.shape, rng.uniform(1.5, 5), 2.4)
        rgb[area] *= np.clip(1 + folds[area] * rng.uniform(0.08, 0.3), 0.4, 1.5)[:, None]


def _dye(rgb: Plane, area: Mask, rng: np.random.Generator) -> None:
    """Gives an area another colour; its light and dark stay a little."""
    if area.any():
        light = 0.6 + 0.4 * rgb[area] / max(float(rgb[area].mean()), 1.0)
        rgb[area] = random_colour(rng) * 255 * light.clip(0, 1.3)


def _noise(rng: np.random.Generator, size: tuple[int, ...], sigma: float, longer: float) -> Plane:
    """Returns smooth noise (H, W) of mean 0 and deviation 1, some times longer than wide."""
    noise = rng.normal(0, 1, size).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), sigmaX=sigma, sigmaY=sigma * longer)
    even: Plane = smooth / max(float(smooth.std()), 1e-6)
    return even
