"""Photos of garments as people take them, with what their contributors say they show.

The folder is that of the "clothing dataset" of A. Grigorev and contributors (CC0 1.0): `images.csv`
with the columns image, contributor and label, and `images/NAME.jpg`. It is no part of the project.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CATEGORY_OF = {
    "T-Shirt": "top",
    "Longsleeve": "top",
    "Polo": "top",
    "Top": "top",
    "Undershirt": "top",
    "Hoodie": "top",
    "Shirt": "shirt",
    "Blouse": "shirt",
    "Outwear": "outerwear",
    "Blazer": "outerwear",
    "Body": "bodysuit",
    "Dress": "dress",
    "Pants": "trousers",
    "Shorts": "shorts",
    "Skirt": "skirt",
    "Shoes": "shoes",
    "Hat": "hat",
    "Other": "other",
}
# What a label says of the sleeves; the others leave it open.
SLEEVE_OF = {
    "T-Shirt": "short",
    "Polo": "short",
    "Longsleeve": "long",
    "Hoodie": "long",
    "Blazer": "long",
    "Undershirt": "sleeveless",
}
# Sleeves and necklines of 3,046 of the photos, looked at one by one.
LOOKED_AT = Path(__file__).with_name("garment_labels.csv")
# Photos held back by contributor, and how many.
PARTS = {"test": 300, "calibration": 250}
SPLIT_SEED = 14
# A contributor with more photos than this has a look of their own and is trained on.
_MOST_HELD_OUT = 45


@dataclass(frozen=True)
class GarmentPhoto:
    """One photo: where it is, who took it, what they say it shows."""

    path: Path
    contributor: str
    label: str


def read_folder(folder: Path) -> list[GarmentPhoto]:
    """Returns all photos of a folder, in the order of their names.

    Raises:
        FileNotFoundError: If it has no `images.csv`.
    """
    with (folder / "images.csv").open(newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["image"])
    photos = [
        GarmentPhoto(folder / "images" / f"{row['image']}.jpg", row["contributor"], row["label"])
        for row in rows
        if row["label"] in CATEGORY_OF
    ]
    return [photo for photo in photos if photo.path.is_file()]


def hold_out(
    photos: list[GarmentPhoto], sizes: tuple[int, ...], seed: int
) -> tuple[list[list[GarmentPhoto]], list[GarmentPhoto]]:
    """Sets photos aside by contributor: nobody's floor is both trained on and tested on.

    Args:
        photos: All of them.
        sizes: About how many photos each part is to have.
        seed: Who is drawn.

    Returns:
        The parts, and the rest to train on.
    """
    by_contributor: dict[str, list[GarmentPhoto]] = {}
    for photo in photos:
        by_contributor.setdefault(photo.contributor, []).append(photo)
    names = sorted(by_contributor)
    order: NDArray[np.intp] = np.random.default_rng(seed).permutation(len(names))
    drawn = [names[i] for i in order if len(by_contributor[names[i]]) <= _MOST_HELD_OUT]
    parts: list[list[GarmentPhoto]] = []
    for size in sizes:
        part: list[GarmentPhoto] = []
        while drawn and len(part) < size:
            part += by_contributor.pop(drawn.pop(0))
        parts.append(part)
    return parts, [photo for group in by_contributor.values() for photo in group]


def answers_of(photo: GarmentPhoto, by_hand: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Returns what is known of a garment by the head that is to learn it.

    Args:
        photo: The photo.
        by_hand: By the photo's name sleeve and neckline as somebody saw them, "" for unclear.
    """
    answers = {"category": CATEGORY_OF[photo.label]}
    sleeve, neckline = SLEEVE_OF.get(photo.label, ""), ""
    if photo.label in ("Polo", "Hoodie"):
        neckline = "collar"
    sleeve, neckline = by_hand.get(photo.path.stem, (sleeve, neckline))
    if sleeve:
        answers["sleeve"] = sleeve
    if neckline:
        answers["neckline"] = neckline
    return answers


def read_by_hand(table: Path = LOOKED_AT) -> dict[str, tuple[str, str]]:
    """Reads sleeve and neckline by the photo's name from a table with those columns."""
    with table.open(newline="") as lines:
        return {row["image"]: (row["sleeve"], row["neckline"]) for row in csv.DictReader(lines)}
