"""Tops as shops show them, from the front on plain white: rendered, or cut out of home photos.

Photos taken at home have few tops without sleeves, on straps, off the shoulder or with half
sleeves: of rendered ones these are drawn as often as the usual ones. What lies at home lies wider
than a shop's, by about a third, and is cut out narrower.
"""

import cv2
import numpy as np

from tryon.models.garment import GRIDS
from tryon.training.synthetic.appearance import sample_top
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.pattern import NECKLINE_NAMES, STRAPLESS, Pattern
from tryon.training.synthetic.product import lay_out
from tryon.training.synthetic.render import photograph_product
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches
from tryon.types import Image, Mask

_SHORT, _ELBOW = 0.8, 1.45  # where sleeves of the synthetic tops are called longer
# The garment network is taught two necklines more than the others.
_NECKLINE_OF = {**NECKLINE_NAMES, "square": "round", "halter": "straps"}
# How often which kind is drawn.
_SHARES = {
    "sleeveless": 0.28,
    "strapless": 0.17,
    "off_shoulder": 0.17,
    "elbow": 0.14,
    "short": 0.12,
    "long": 0.12,
}
_GRID = GRIDS[0]
_STRETCH = (0.8, 1.35)  # of the width; what is stretched keeps its sleeves
_MARGIN = 0.45  # most of the ground that is added, share of the side
_NARROWED, _FILLED = (0.62, 1.1), (0.6, 0.97)


def draw_product(
    assets: SharedAssets, swatches: Swatches, rng: np.random.Generator
) -> tuple[Image, dict[str, str]]:
    """Draws a product photo.

    Args:
        assets: The shared material.
        swatches: Real cloth.
        rng: Source of every choice.

    Returns:
        (H, W, 3) uint8 RGB, a size of `GRIDS`, and by head what is known of the top.
    """
    pattern = _pattern(rng)
    height, width = _GRID
    product = lay_out(assets, pattern, rng, (height, round(width / rng.uniform(*_STRETCH))))
    photo = photograph_product(assets, pattern, product, sample_top(rng, swatches), rng)
    more, up = rng.uniform(0, _MARGIN), rng.uniform(0.3, 0.7)
    rows, columns = round(more * photo.shape[0]), round(more * photo.shape[1] / 2)
    above = round(up * rows)
    around = cv2.copyMakeBorder(photo, above, rows - above, columns, columns, cv2.BORDER_REPLICATE)
    picture = cv2.resize(around, _GRID[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(picture, np.uint8), known_of(pattern.sleeve, pattern.neckline)


def cut_out(photo: Image, mask: Mask, rng: np.random.Generator) -> Image:
    """Shows the garment of a photo as a shop would: on white, narrower, often smaller.

    Args:
        photo: (h, w, 3) uint8 RGB.
        mask: (h, w) bool, where the garment is; not empty.
        rng: Source of every choice.

    Returns:
        (H, W, 3) uint8 RGB, a size of `GRIDS`.
    """
    height, width = _GRID
    x, y, w, h = cv2.boundingRect(mask.astype(np.uint8))
    narrow = rng.uniform(*_NARROWED)
    scale = rng.uniform(*_FILLED) * min(width / (narrow * w), height / h)
    size = np.array((narrow * scale, scale))
    to = np.array((width, height)) / 2 + rng.normal(0, 0.015, 2) * width
    shift = to - size * (x + w / 2, y + h / 2)
    matrix = np.column_stack([np.diag(size), shift])
    laid = cv2.warpAffine(photo, matrix, (width, height), flags=cv2.INTER_AREA)
    cover = cv2.warpAffine(mask.astype(np.float32), matrix, (width, height))
    # The rim is the photo's ground as much as the garment.
    alpha = np.clip(cv2.GaussianBlur(cover, (0, 0), 0.7) * 2 - 1, 0, 1)[..., None]
    shadow = cv2.GaussianBlur(cover, (0, 0), float(rng.uniform(1, 6))) * rng.uniform(0, 0.15)
    ground = rng.uniform(232, 255) * (1 - shadow[..., None])
    shown = ground * (1 - alpha) + laid.astype(np.float32) * rng.uniform(0.9, 1.3) * alpha
    return np.asarray(np.clip(shown, 0, 255), np.uint8)


def known_of(sleeve: float, neckline: str) -> dict[str, str]:
    """Returns by head what is known of a synthetic top.

    Args:
        sleeve: -1 for none, else 0 (shoulder) to 1 (elbow) to 2 (wrist).
        neckline: One of the synthetic tops' `NECKLINES`.
    """
    answers = {"category": "top", "sleeve": _sleeve(sleeve)}
    cut = _NECKLINE_OF.get(neckline)
    return answers if cut is None else {**answers, "neckline": cut}


def _sleeve(length: float) -> str:
    if length < 0:
        return "sleeveless"
    if length < _SHORT:
        return "short"
    return "elbow" if length < _ELBOW else "long"


def _pattern(rng: np.random.Generator) -> Pattern:
    kind = rng.choice(list(_SHARES), p=list(_SHARES.values()))
    while True:
        pattern = sample_pattern(rng)
        if _kind(pattern) == kind:
            return pattern


def _kind(pattern: Pattern) -> str:
    if pattern.neckline in STRAPLESS:
        return "strapless"
    return "off_shoulder" if pattern.neckline == "off_shoulder" else _sleeve(pattern.sleeve)
