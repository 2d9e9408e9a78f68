"""Several garments in one photo are told apart, and one of them is taken."""

import numpy as np
import PIL.Image
import pytest

from tests.support.drawn_garments import BLUE, RED, draw_tee
from tryon.config import Settings
from tryon.errors import TryOnError
from tryon.preprocess.garment import CutOut
from tryon.preprocess.garment_pieces import pieces_of
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import GarmentChoice, Image
from tryon.weights.store import WeightStore


def two_tees() -> Image:
    """A small red T-shirt on the left, a large blue one on the right."""
    photo = np.full((600, 1000, 3), 240, np.uint8)
    draw_tee(photo, 40, 120, 380, RED)
    draw_tee(photo, 500, 60, 470, BLUE)
    return photo


def is_mostly(image: Image, mask: np.ndarray, colour: tuple[int, int, int]) -> bool:
    apart = np.abs(image[mask].astype(int) - colour).max(1)
    return bool((apart < 20).mean() > 0.95)


@pytest.fixture(scope="module")
def preprocessor() -> Preprocessor:
    return Preprocessor(WeightStore(Settings(offline=True)))


def test_the_largest_is_taken_and_the_photo_says_so(preprocessor: Preprocessor) -> None:
    garment = preprocessor.garment(two_tees())
    assert is_mostly(garment.image, garment.cloth_mask, BLUE)
    (said,) = [notice for notice in garment.notices if notice.code == "several_garments"]
    assert "2 garments" in said.message and "number 2" in said.message
    assert "the largest" in said.message
    # It is read as it is alone.
    assert garment.sleeve == "short"


def test_another_one_can_be_picked(preprocessor: Preprocessor) -> None:
    photo = two_tees()
    garment = preprocessor.garment(photo, choice=GarmentChoice(index=1))
    assert is_mostly(garment.image, garment.cloth_mask, RED)
    assert any("number 1" in notice.message for notice in garment.notices)
    (left, top, right, bottom), (other_left, *_) = preprocessor.garments(photo).places
    assert abs(left - 0.047) < 0.01 and abs(right - 0.413) < 0.01
    assert top < 0.26 and bottom > 0.79 and other_left > 0.5
    assert preprocessor.garments(photo).first == 2


def test_picked_garments_lie_in_transparent_pictures_too(preprocessor: Preprocessor) -> None:
    photo = two_tees()
    cut = np.dstack([photo, np.where((photo != 240).any(2), 255, 0).astype(np.uint8)])
    garment = preprocessor.garment(PIL.Image.fromarray(cut, "RGBA"), choice=GarmentChoice(index=1))
    assert is_mostly(garment.image, garment.cloth_mask, RED)


@pytest.mark.parametrize("index", [0, 3, -1])
def test_a_number_that_none_has_is_refused(index: int, preprocessor: Preprocessor) -> None:
    with pytest.raises(TryOnError, match="2 garments") as caught:
        preprocessor.garment(two_tees(), choice=GarmentChoice(index=index))
    assert "from 1 to 2" in caught.value.hint


def test_one_garment_is_one(preprocessor: Preprocessor) -> None:
    photo = np.full((600, 600, 3), 240, np.uint8)
    draw_tee(photo, 60, 60, 480, RED)
    assert len(preprocessor.garments(photo).places) == 1
    assert preprocessor.garment(photo, choice=GarmentChoice(index=1)).cloth_mask.any()
    with pytest.raises(TryOnError, match="one garment"):
        preprocessor.garment(photo, choice=GarmentChoice(index=2))


def cut_through(gap: int, top: int = 300) -> np.ndarray:
    mask = np.zeros((600, 600), bool)
    mask[100:500, 150:450] = True
    mask[top : top + gap] = False
    return mask


def test_a_belt_in_the_grounds_colour_cuts_no_garment_in_two() -> None:
    assert len(pieces_of(cut_through(5)).masks) == 1
    assert len(pieces_of(cut_through(60)).masks) == 2


def test_a_scrap_is_no_garment_and_parts_that_lie_in_each_other_are_one() -> None:
    assert len(pieces_of(cut_through(60, top=420)).masks) == 1
    ring = np.zeros((600, 600), bool)
    ring[50:550, 50:550] = True
    ring[100:500, 100:500] = False
    ring[180:420, 180:420] = True
    assert len(pieces_of(ring).masks) == 1


def test_a_piece_has_the_pixels_of_the_mask_and_none_of_another() -> None:
    mask = np.zeros((1200, 1600), bool)
    rows, columns = np.mgrid[:1200, :1600]
    for middle in (400, 1200):
        mask |= (rows - 600) ** 2 + (columns - middle) ** 2 < 300**2
    pieces = pieces_of(mask)
    first, second = pieces.masks
    assert (first | second == mask).all() and not (first & second).any()
    assert first[:, :800].sum() == first.sum()
    found = CutOut(mask, 255.0, True)
    assert pieces.picked(found, 2).mask is second
