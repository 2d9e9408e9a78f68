"""Photos of garments with what nobody sees of them on a person, outlined by hand.

That is their inner side, and of hoods the outer one, too: a hood lies behind the neck.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from tryon.pictures.canvas import to_canvas
from tryon.pipelines.compact.laid_flat import rounded
from tryon.preprocess.garment_mask import find_garment
from tryon.preprocess.garment_placing import place
from tryon.preprocess.garment_reader import GarmentReader
from tryon.training.garment_mask_drawing import developed
from tryon.training.garment_outlines import HOODS, INSIDES, OUTLINES, enclosed, read_outlines
from tryon.training.garment_photos import PARTS, SPLIT_SEED, hold_out, read_folder
from tryon.training.inner_back_drawing import moved
from tryon.training.samples import FRONT, INNER_BACK
from tryon.types import GarmentInput, Image, Labels, Mask, Size

# Half of the canvas, from which samples are drawn.
_SIZE = (512, 384)
# How far they are stretched, as the standard deviation of the logarithm; how many are given other
# hues, and how much paler or stronger these are, likewise.
STRETCH, _HUED, _PALER = 0.08, 0.5, 0.3


@dataclass(frozen=True)
class SidedPhoto:
    """A garment as the pipeline shows it, and its sides.

    Attributes:
        name: The photo's.
        label: What its contributor says it is.
        picture: (512, 384, 3) uint8 RGB.
        side: (512, 384) uint8, see `samples.FRONT` and `samples.INNER_BACK`.
    """

    name: str
    label: str
    picture: Image
    side: Labels


def read_sided(folder: Path, reader: GarmentReader) -> tuple[list[SidedPhoto], list[SidedPhoto]]:
    """Returns the photos to learn from that were looked at, and those of contributors held out.

    Args:
        folder: See `garment_photos`.
        reader: Tells where the garment is in photos that it was not outlined in.
    """
    inner, hooded, whole = (read_outlines(path) for path in (INSIDES, HOODS, OUTLINES))
    parts, rest = hold_out(read_folder(folder), tuple(PARTS.values()), SPLIT_SEED)
    lots: list[list[SidedPhoto]] = []
    for photos in (rest, [photo for part in parts for photo in part]):
        lots.append([])
        for photo in photos:
            name = photo.path.stem
            if name not in inner:
                continue
            rgb = np.asarray(cv2.cvtColor(cv2.imread(str(photo.path)), cv2.COLOR_BGR2RGB), np.uint8)
            size = (rgb.shape[0], rgb.shape[1])
            behind = enclosed(inner[name], size) | enclosed(hooded.get(name, []), size)
            if name in whole:
                garment = enclosed(whole[name], size)
            else:
                garment = find_garment(rgb, reader.read(rgb)).mask
            lots[-1].append(SidedPhoto(name, photo.label, *as_laid(rgb, garment | behind, behind)))
    return lots[0], lots[1]


def as_laid(photo: Image, garment: Mask, behind: Mask) -> tuple[Image, Labels]:
    """Returns picture and side, see `SidedPhoto`, as the pipeline lays a garment out.

    Args:
        photo: (H, W, 3) uint8 RGB.
        garment: (H, W) bool.
        behind: (H, W) bool, the part of it that is no front.
    """
    placed = place(photo, garment)
    laid = GarmentInput(photo, placed.image, placed.mask, sleeve="long", neckline="round")
    marks = to_canvas(np.repeat(np.uint8(255) * behind[..., None], 3, 2), placed.box)
    shown, marked = rounded(laid), rounded(replace(laid, image=marks))
    side = np.where(marked.image[..., 0] > 127, INNER_BACK, FRONT) * shown.cloth_mask
    small = cv2.resize(shown.image, _SIZE[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), np.asarray(side[::2, ::2], np.uint8)


def draw_photo(photo: SidedPhoto, size: Size, rng: np.random.Generator) -> tuple[Image, Labels]:
    """Returns picture and side at a size (height, width), moved, in another light and colour."""
    picture, side = moved(photo.picture, photo.side, rng, STRETCH)
    picture = np.asarray(cv2.resize(picture, size[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    side = np.asarray(cv2.resize(side, size[::-1], interpolation=cv2.INTER_NEAREST), np.uint8)
    if rng.random() < _HUED:
        picture = _hued(picture, rng)
    return developed(picture, rng), side


def _hued(picture: Image, rng: np.random.Generator) -> Image:
    """Turns all hues alike, and makes them paler or stronger."""
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV).astype(np.int16)
    hsv[..., 0] = (hsv[..., 0] + rng.integers(180)) % 180
    hsv[..., 1] = np.clip(hsv[..., 1] * np.exp(rng.normal(0, _PALER)), 0, 255)
    return np.asarray(cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2RGB), np.uint8)
