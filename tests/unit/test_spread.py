"""Masks and colours that spread."""

import numpy as np

from tryon.pipelines.compact.spread import run_on

SIZE = (256, 192)


def product(cloth: int, notch: int, begin: int) -> tuple[np.ndarray, np.ndarray]:
    """A garment on a white ground whose mask wrongly holds the notch between sleeve and trunk."""
    picture = np.full((*SIZE, 3), 245, np.uint8)
    mask = np.zeros(SIZE, bool)
    mask[60:200, 40:150] = True
    picture[mask] = cloth
    picture[begin : begin + notch, 60:64] = 245
    return picture, mask


def test_the_photos_ground_in_a_notch_is_never_sampled():
    picture, mask = product(cloth=20, notch=10, begin=190)
    assert run_on(picture, mask).max() <= 24
    picture, mask = product(cloth=20, notch=50, begin=150)
    assert run_on(picture, mask).max() <= 24


def test_a_garment_in_the_grounds_colour_and_white_letters_and_stripes_stay():
    picture, mask = product(cloth=244, notch=10, begin=190)
    assert (run_on(picture, mask)[70:190, 50:140] >= 243).all()
    printed, mask = product(cloth=20, notch=10, begin=120)
    assert run_on(printed, mask)[125, 61].min() > 200
    striped, mask = product(cloth=20, notch=140, begin=60)
    assert run_on(striped, mask)[130, 61].min() > 200
