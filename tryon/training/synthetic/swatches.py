"""Real cloth and real clutter, cut from a folder of photos of garments lying or hanging at home.

The folder is that of the "clothing dataset" of A. Grigorev and contributors (CC0 1.0): `images.csv`
with the columns image and label, and `images/NAME.jpg`. It is given on the command line and is no
part of the project.
"""

import csv
from pathlib import Path

import cv2
import numpy as np
import PIL.Image

from tryon.training.synthetic.makehuman import Floats, floats

# What is mostly one piece of cloth about the middle of its photo.
CLOTH_LABELS = (
    "T-Shirt",
    "Longsleeve",
    "Shirt",
    "Polo",
    "Top",
    "Undershirt",
    "Blouse",
    "Hoodie",
    "Dress",
    "Skirt",
)
_PIXELS_PER_DECIMETRE = 45.0  # a garment of 55 cm across fills about 250 of 400 pixels
_UNEVENNESS = 0.8  # share of the light's slow changes that is taken off a piece of cloth
_RECOLOURED = 0.4
_SMALLEST = 0.13  # share of the photo below which a piece gets no smaller


class Swatches:
    """A folder of photos to cut from.

    Args:
        folder: See above.
        without: Names of photos that are not cut from.

    Raises:
        FileNotFoundError: If it has no `images.csv` or no photo of a garment.
    """

    def __init__(self, folder: Path, without: frozenset[str] = frozenset()) -> None:
        table = folder / "images.csv"
        if not table.is_file():
            raise FileNotFoundError(f"No images.csv in {folder}.")
        with table.open(newline="") as lines:
            named = [(row["image"], row["label"]) for row in csv.DictReader(lines)]
        rows = [row for row in named if row[0] not in without]
        there = {path.stem: path for path in (folder / "images").glob("*.jpg")}
        self._all = [there[name] for name, _ in sorted(rows) if name in there]
        self._cloth = [
            there[name] for name, label in sorted(rows) if label in CLOTH_LABELS and name in there
        ]
        if not self._cloth:
            raise FileNotFoundError(f"No photo of a garment in {folder / 'images'}.")

    def cloth(self, rng: np.random.Generator) -> tuple[Floats, float]:
        """Cuts a piece of cloth from the middle of a garment.

        Returns:
            (S, S, 3) sRGB from 0 to 1 that can be repeated without a seam, and how many
            decimetres it measures. The cut piece is its upper left quarter.
        """
        photo = _read(self._cloth[rng.integers(len(self._cloth))])
        share = rng.uniform(0.26, 0.42)
        middle = rng.uniform(0.46, 0.54, 2)
        piece = _cut(photo, middle, share)
        while _shows_ground(piece, photo) and share > _SMALLEST:
            share *= 0.8
            piece = _cut(photo, middle, share)
        side, piece = len(piece), _even_light(piece)
        if rng.random() < _RECOLOURED:
            piece = _recolour(piece, rng)
        rows = np.concatenate([piece, piece[:, ::-1]], 1)
        extent = 2 * side / _PIXELS_PER_DECIMETRE * rng.uniform(0.75, 1.6)
        return floats(np.concatenate([rows, rows[::-1]])), float(extent)

    def clutter(self, rng: np.random.Generator) -> Floats:
        """Cuts a view of somebody's home, (h, w, 3) sRGB from 0 to 1, sometimes out of focus."""
        photo = _read(self._all[rng.integers(len(self._all))])
        height, width = photo.shape[:2]
        share = rng.uniform(0.5, 1)
        h, w = int(share * height), int(share * min(width, 0.75 * height))
        top, left = (
            int(rng.integers(0, full - part + 1)) for full, part in ((height, h), (width, w))
        )
        view = photo[top : top + h, left : left + w]
        if rng.random() < 0.5:
            view = view[:, ::-1]
        if rng.random() < 0.6:
            view = cv2.GaussianBlur(np.ascontiguousarray(view), (0, 0), rng.uniform(0.8, 7))
        return floats(np.clip(view, 0, 1))


def _read(path: Path) -> Floats:
    with PIL.Image.open(path) as picture:
        return floats(np.asarray(picture.convert("RGB"))) / np.float32(255)


def _cut(photo: Floats, middle: Floats, share: float) -> Floats:
    """Cuts a square about a place, both in shares of the photo."""
    size = np.array(photo.shape[:2])
    side = int(share * size.min())
    top, left = (middle * size - side / 2).astype(int)
    return photo[top : top + side, left : left + side]


def _shows_ground(piece: Floats, photo: Floats) -> bool:
    """Whether a rim of a piece looks more like the rim of its photo than like its own middle."""
    ground = np.median(np.concatenate(_rims(photo)), axis=0)
    third = len(piece) // 3
    heart = np.median(piece[third:-third, third:-third].reshape(-1, 3), axis=0)
    rims = (np.median(rim, axis=0) for rim in _rims(piece))
    return any(np.abs(rim - ground).sum() < np.abs(rim - heart).sum() for rim in rims)


def _rims(picture: Floats) -> list[Floats]:
    """Returns the (n, 3) colours of each of the four sides."""
    band = max(len(picture) // 12, 1)
    sides = (picture[:band], picture[-band:], picture[:, :band], picture[:, -band:])
    return [side.reshape(-1, 3) for side in sides]


def _even_light(piece: Floats) -> Floats:
    """Takes off most of the slow changes of light, so that mirrored copies join unseen."""
    light = piece.mean(2)
    slow = np.maximum(cv2.GaussianBlur(light, (0, 0), len(piece) / 4), 0.02)
    gain = (float(light.mean()) / slow) ** _UNEVENNESS
    return floats(np.clip(piece * gain[..., None], 0, 1))


def _recolour(piece: Floats, rng: np.random.Generator) -> Floats:
    hsv = cv2.cvtColor(np.ascontiguousarray(piece), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = np.mod(hsv[..., 0] + rng.uniform(0, 360), 360)
    hsv[..., 2] = np.clip(hsv[..., 2] ** rng.uniform(0.7, 1.4), 0, 1)
    return floats(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB))
