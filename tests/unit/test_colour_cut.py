"""The cut by colours is the same whatever was cut before, and in whichever thread."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np

from tryon.config import PACKAGE_ROOT
from tryon.pictures.colour_cut import cut_by_colour
from tryon.pictures.reading import read_image


def striped() -> tuple[np.ndarray, np.ndarray]:
    """A picture of many colours, which the first guess at their clusters decides how to cut."""
    photo = read_image(
        PACKAGE_ROOT / "assets" / "examples" / "garment_striped_long_sleeve.jpg", "garment"
    ).rgb
    picture = cv2.resize(photo, (96, 128), interpolation=cv2.INTER_AREA)
    state = np.full((128, 96), cv2.GC_PR_BGD, np.uint8)
    state[30:50, 20:60] = cv2.GC_PR_FGD
    return picture, state


def test_random_numbers_drawn_before_change_nothing() -> None:
    first = cut_by_colour(*striped(), 2)
    assert 0.02 < first.mean() < 0.98
    for count in range(1, 6):
        cv2.randu(np.zeros((count, 7), np.float32), 0, 1)
        assert np.array_equal(cut_by_colour(*striped(), 2), first)
    with ThreadPoolExecutor(1) as elsewhere:
        assert np.array_equal(elsewhere.submit(cut_by_colour, *striped(), 2).result(), first)


def test_what_is_given_stays_as_it_was() -> None:
    picture, state = striped()
    cut_by_colour(picture, state, 1)
    assert np.array_equal(picture, striped()[0]) and np.array_equal(state, striped()[1])
