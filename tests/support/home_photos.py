"""A folder of garment photos as the CC0 "clothing dataset" is laid out, drawn by the tests."""

import csv
from pathlib import Path

import cv2
import numpy as np

from tryon.types import Image, Mask


def block(colour: tuple[int, int, int], size: tuple[int, int] = (320, 240)) -> tuple[Image, Mask]:
    """Returns a block of cloth on a light wall, with its mask."""
    height, width = size
    mask = np.zeros(size, bool)
    mask[height // 5 : -height // 5, width // 4 : -width // 4] = True
    picture = np.where(mask[..., None], np.array(colour), 235).astype(np.uint8)
    return picture, mask


def home_photos(home: Path) -> Path:
    """Writes three photos each of eight contributors: a T-shirt, trousers and a shirt."""
    (home / "images").mkdir(parents=True)
    with (home / "images.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("image", "contributor", "label", "kids"))
        for contributor in range(8):
            for label, colour in (("T-Shirt", 30), ("Pants", 90), ("Shirt", 150)):
                name = f"{contributor}-{label}"
                table.writerow((name, contributor, label, "False"))
                picture, _ = block((colour, 40 + 20 * contributor, 60))
                cv2.imwrite(str(home / "images" / f"{name}.jpg"), picture)
        table.writerow(("gone", 1, "T-Shirt", "False"))
        table.writerow(("0-T-Shirt", 1, "Not sure", "False"))
    return home
