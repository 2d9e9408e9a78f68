"""Products with their sides, drawn, and folders of them to train on."""

from pathlib import Path

import numpy as np

from tests.support.shards import write_shards
from tryon.training.samples import FRONT, INNER_BACK


def product():
    """A grey block with a darker inside above its front."""
    side = np.zeros((256, 192), np.uint8)
    side[60:200, 50:140] = FRONT
    side[60:76, 75:115] = INNER_BACK
    picture = np.full((256, 192, 3), 245, np.uint8)
    picture[side == FRONT] = 150
    picture[side == INNER_BACK] = 90
    return picture, side


def write_products(folder: Path) -> tuple[Path, Path]:
    """Writes two of them as outfits, and shards; returns both folders."""
    chunk = folder / "outfits" / "c000"
    chunk.mkdir(parents=True)
    (folder / "outfits" / "c001").mkdir()  # one that is being written
    picture, side = product()
    np.save(chunk / "product.npy", np.stack([picture, picture])[None])
    np.save(chunk / "side.npy", np.stack([side, side])[None])
    return folder / "outfits", write_shards(folder)
