"""Random fabrics for training, painted over a garment's shading in a few milliseconds."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.training.lettering import write_letters
from tryon.types import Image, Mask

Canvas = NDArray[np.float32]


def paint_garment(
    shade: NDArray[np.uint8], front: Mask, inner_back: Mask, rng: np.random.Generator
) -> Image:
    """Paints a random fabric, and often what shops show at the neck: a label, a trim.

    Args:
        shade: (H, W) uint8 shading, 235 is unshaded.
        front: (H, W) the garment's outside.
        inner_back: (H, W) what shows of its inside above the front.
        rng: Source of every choice.

    Returns:
        (H, W, 3) uint8 RGB; what lies outside the garment is meaningless.
    """
    height, width = shade.shape
    mask = front | inner_back
    fabric = np.empty((height, width, 3), np.float32)
    fabric[:] = random_colour(rng)
    kind = rng.integers(10)
    if kind in (0, 1):
        _stripes(fabric, rng, vertical=kind == 1)
    elif kind == 2:
        _checks(fabric, rng)
    elif kind == 3:
        _dots(fabric, rng)
    elif kind in (4, 5):
        _blotches(fabric, rng)
    if kind >= 6 or rng.random() < 0.2:
        _print(fabric, rng, mask)
    if inner_back.any():
        _neck(fabric, front, inner_back, rng)
    contrast = rng.uniform(0.15, 1.3)
    light = 1 + (shade.astype(np.float32) / 235 - 1) * contrast
    painted = np.clip(fabric * light[..., None], 0, 1)
    return (painted * 255).astype(np.uint8)


def _neck(fabric: Canvas, front: Mask, inner_back: Mask, rng: np.random.Generator) -> None:
    """Changes the inside a little, trims the front's edge, sews a label in; each only sometimes."""
    if rng.random() < 0.4:
        fabric[inner_back] *= np.float32(rng.uniform(0.5, 1))
    if rng.random() < 0.3:
        reach = 2 * int(rng.integers(1, 5)) + 1
        near = cv2.dilate(inner_back.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
        fabric[near & front] = random_colour(rng)
    if rng.random() < 0.5:
        ys, xs = np.nonzero(inner_back)
        x = round(float(np.median(xs) + rng.normal(0, 1.5)))
        y = round(float(np.quantile(ys, rng.uniform(0, 0.5))))
        half_width, height = int(rng.integers(1, 7)), int(rng.integers(2, 7))
        label = np.zeros_like(inner_back)
        label[y : y + height, max(0, x - half_width) : x + half_width + 1] = True
        fabric[label & inner_back] = random_colour(rng)


def random_colour(rng: np.random.Generator) -> NDArray[np.float32]:
    """Clothes are often black, white or muted: pull a random colour towards its own grey."""
    colour = rng.uniform(0.03, 1, 3)
    if rng.random() < 0.3:
        colour[:] = rng.choice([rng.uniform(0.03, 0.15), rng.uniform(0.85, 1), rng.uniform(0, 1)])
    saturation = rng.uniform(0, 1)
    muted: NDArray[np.float32] = colour * saturation + colour.mean() * (1 - saturation)
    return muted.astype(np.float32)


def _stripes(fabric: Canvas, rng: np.random.Generator, vertical: bool) -> None:
    period, offset = int(rng.integers(3, 28)), int(rng.integers(28))
    length = fabric.shape[1] if vertical else fabric.shape[0]
    band = ((np.arange(length) + offset) % period) < period * rng.uniform(0.2, 0.8)
    colour = random_colour(rng)
    if vertical:
        fabric[:, band] = colour
    else:
        fabric[band] = colour


def _checks(fabric: Canvas, rng: np.random.Generator) -> None:
    period = int(rng.integers(6, 30))
    rows = (np.arange(fabric.shape[0]) // (period // 2)) % 2
    columns = (np.arange(fabric.shape[1]) // (period // 2)) % 2
    fabric *= (1 - 0.35 * rows[:, None] - 0.3 * columns[None])[..., None].astype(np.float32)


def _dots(fabric: Canvas, rng: np.random.Generator) -> None:
    period = int(rng.integers(6, 24))
    rows = np.arange(fabric.shape[0]) % period - period / 2
    columns = np.arange(fabric.shape[1]) % period - period / 2
    radius = period * rng.uniform(0.15, 0.35)
    fabric[rows[:, None] ** 2 + columns[None] ** 2 < radius**2] = random_colour(rng)


def _blotches(fabric: Canvas, rng: np.random.Generator) -> None:
    height, width = fabric.shape[:2]
    for _ in range(2):
        cells = int(rng.integers(5, 50))
        noise = rng.standard_normal((cells, max(2, cells * 3 // 4))).astype(np.float32)
        noise = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
        fabric[noise > rng.uniform(0.2, 1)] = random_colour(rng)


def _print(fabric: Canvas, rng: np.random.Generator, mask: Mask) -> None:
    """A disc, a ring or a few letters somewhere on the chest."""
    ys, xs = np.nonzero(mask)
    if len(ys) == 0:
        return
    x = int(xs.mean() + rng.normal(0, 14))
    y = int(np.quantile(ys, 0.4) + rng.normal(0, 22))
    half_width, half_height = int(rng.integers(6, 34)), int(rng.integers(4, 30))
    colour = tuple(float(c) for c in random_colour(rng))
    if rng.random() < 0.5:
        thickness = -1 if rng.random() < 0.6 else 2
        cv2.ellipse(fabric, (x, y), (half_width, half_height), 0, 0, 360, colour, thickness)
    else:
        letters = "".join(chr(65 + int(c)) for c in rng.integers(0, 26, int(rng.integers(2, 7))))
        write_letters(
            fabric,
            letters,
            (x - half_width, y),
            int(rng.integers(0, 5)),
            float(rng.uniform(0.4, 1.2)),
            colour,
            int(rng.integers(1, 3)),
        )
