"""Draws what the garment network is trained on: photos, and scenes of which all is known."""

from pathlib import Path

import cv2
import numpy as np

from tryon.models.garment import GRIDS, GarmentEncoder
from tryon.preprocess.garment_reader import nearest_grid
from tryon.training.garment_photos import (
    PARTS,
    SPLIT_SEED,
    GarmentPhoto,
    answers_of,
    hold_out,
    read_by_hand,
    read_folder,
)
from tryon.training.garment_pool import write_example
from tryon.training.garment_scenes import draw_scene
from tryon.training.paint import paint_garment
from tryon.training.synthetic.pattern import NECKLINE_NAMES, NECKLINES
from tryon.types import Image, Mask

_SHORT, _ELBOW = 0.8, 1.45  # where sleeves of the synthetic tops are called longer
# The garment network is taught two more than the others.
_NECKLINE_OF = {**NECKLINE_NAMES, "square": "round", "halter": "straps"}


def prepare(
    photos: Path, shards: Path, encoder: GarmentEncoder, out: Path, scenes: int, seed: int
) -> None:
    """Draws a pool.

    Args:
        photos: Folder of garment photos, see `garment_photos`.
        shards: Folder of synthetic people, see `synthetic.shards`: their products are painted.
        encoder: In evaluation mode.
        out: Folder of the pool; what is there already is kept.
        scenes: How many scenes to draw.
        seed: Decides everything that is drawn.
    """
    by_hand = read_by_hand()
    parts, rest = hold_out(read_folder(photos), tuple(PARTS.values()), SPLIT_SEED)
    for name, part in zip((*PARTS, "photos"), (*parts, rest), strict=True):
        for photo in part:
            picture = read_picture(photo)
            path = _place(out / name, picture) / f"{photo.path.stem}.npz"
            if not path.exists():
                write_example(path, encoder, picture, answers_of(photo, by_hand))
    folders = sorted(path for path in shards.iterdir() if path.is_dir())
    for number in range(scenes):
        rng = np.random.default_rng((seed, number))
        garment, cover, answers = _product(folders[rng.integers(len(folders))], rng)
        if cover.any():
            ground = read_picture(rest[rng.integers(len(rest))])
            size = GRIDS[rng.choice(len(GRIDS), p=(0.6, 0.2, 0.2))]
            picture, _ = draw_scene(garment, cover, ground, rng, size)
            path = _place(out / "scenes", picture) / f"{number:06d}.npz"
            write_example(path, encoder, picture, answers)


def read_picture(photo: GarmentPhoto) -> Image:
    """Reads a photo at the size of `GRIDS` that is nearest to its shape."""
    picture = cv2.cvtColor(cv2.imread(str(photo.path)), cv2.COLOR_BGR2RGB)
    grid = nearest_grid(picture.shape[0], picture.shape[1])
    return np.asarray(cv2.resize(picture, grid[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _place(folder: Path, picture: Image) -> Path:
    """Returns the folder for pictures of one size, made if need be."""
    place = folder / f"{picture.shape[0]}x{picture.shape[1]}"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _product(shard: Path, rng: np.random.Generator) -> tuple[Image, Mask, dict[str, str]]:
    """Paints one of a shard's products; also returns what is known of it."""
    arrays = {
        name: np.load(shard / f"{name}.npy", "r")
        for name in ("garment_side", "garment_shade", "attributes")
    }
    place = tuple(rng.integers(arrays["garment_side"].shape[:2]))
    side, shade = arrays["garment_side"][place], arrays["garment_shade"][place]
    length, _, neckline = arrays["attributes"][place][:3]
    answers = {"category": "top", "sleeve": _sleeve(float(length))}
    cut = _NECKLINE_OF.get(NECKLINES[int(neckline)])
    if cut is not None:
        answers["neckline"] = cut
    return paint_garment(shade, side == 1, side == 2, rng), side > 0, answers


def _sleeve(length: float) -> str:
    """Names a length: below 0 none, 0 to the shoulder, 1 to the elbow, 2 to the wrist."""
    if length < 0:
        return "sleeveless"
    if length < _SHORT:
        return "short"
    return "elbow" if length < _ELBOW else "long"
