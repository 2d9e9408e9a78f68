"""Draws what the garment network is trained on: photos, and scenes of which all is known."""

from pathlib import Path

import cv2
import numpy as np

from tryon.models.garment import CUT, GRIDS, GarmentEncoder
from tryon.preprocess.garment_reader import nearest_grid
from tryon.training.garment_outlines import enclosed, read_outlines
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
from tryon.training.garment_products import cut_out, draw_product, known_of
from tryon.training.garment_scenes import draw_scene
from tryon.training.paint import paint_garment
from tryon.training.synthetic.pattern import NECKLINES
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches
from tryon.types import Image, Mask

_RARE, _RARE_COPIES = ("sleeveless", "elbow"), 2


def prepare(
    photos: Path, shards: Path | None, encoder: GarmentEncoder, out: Path, scenes: int, seed: int
) -> None:
    """Draws a pool.

    Args:
        photos: Folder of garment photos, see `garment_photos`.
        shards: Folder of synthetic people, see `synthetic.shards`: their products are painted. None
            for no scenes.
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
    folders = sorted(path for path in shards.iterdir() if path.is_dir()) if shards else []
    for number in range(scenes if folders else 0):
        rng = np.random.default_rng((seed, number))
        garment, cover, answers = _product(folders[rng.integers(len(folders))], rng)
        if cover.any():
            ground = read_picture(rest[rng.integers(len(rest))])
            size = GRIDS[rng.choice(len(GRIDS), p=(0.6, 0.2, 0.2))]
            picture, _ = draw_scene(garment, cover, ground, rng, size)
            path = _place(out / "scenes", picture) / f"{number:06d}.npz"
            write_example(path, encoder, picture, answers)


def prepare_products(
    assets: SharedAssets, photos: Path, encoder: GarmentEncoder, out: Path, count: int, seed: int
) -> None:
    """Adds to a pool what shops show: rendered products, and photos' garments cut out.

    Args:
        assets: The shared material of the synthetic tops.
        photos: Folder of garment photos; no cloth is cut from those that are held out.
        encoder: In evaluation mode.
        out: Folder of the pool; what is there already is kept.
        count: How many products to render.
        seed: Decides everything that is drawn.
    """
    by_hand, outlines = read_by_hand(), read_outlines()
    parts, rest = hold_out(read_folder(photos), tuple(PARTS.values()), SPLIT_SEED)
    for number, photo in enumerate(rest):
        answers = answers_of(photo, by_hand)
        rings = outlines.get(photo.path.stem)
        if rings is None or not answers.keys() & CUT:
            continue
        shown = cv2.cvtColor(cv2.imread(str(photo.path)), cv2.COLOR_BGR2RGB)
        mask = enclosed(rings, (shown.shape[0], shown.shape[1]))
        rng = np.random.default_rng((seed, number))
        for copy in range(_RARE_COPIES if answers.get("sleeve") in _RARE else 1):
            picture = cut_out(shown, mask, rng)
            path = _place(out / "cut_outs", picture) / f"{photo.path.stem}-{copy}.npz"
            if not path.exists():
                write_example(path, encoder, picture, answers)
    held_out = frozenset(photo.path.stem for part in parts for photo in part)
    swatches = Swatches(photos, held_out)
    for number in range(count):
        picture, answers = draw_product(assets, swatches, np.random.default_rng((seed, number)))
        path = _place(out / "products", picture) / f"{number:06d}.npz"
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
    answers = known_of(float(length), NECKLINES[int(neckline)])
    return paint_garment(shade, side == 1, side == 2, rng), side > 0, answers
