"""Trousers that were taken for the garment above them, on drawn clothes."""

import numpy as np
import pytest

from tests.support.people import draw_person, standing_pose
from tryon.labels import Lip
from tryon.preprocess.parsing import parse
from tryon.preprocess.taken_trousers import trousers_in_cloth
from tryon.types import Image, Mask

_WHITE, _BEIGE, _BROWN, _BLUE = (240, 240, 238), (190, 165, 130), (60, 45, 38), (40, 60, 110)
_UNIT = 60.0


def _clothes(upper: tuple[int, ...], lower: tuple[int, ...]) -> tuple[Image, Mask, Mask]:
    """A top down to row 120 with what was taken for it down to 132, and trousers below."""
    picture = np.full((240, 120, 3), upper, np.uint8)
    picture[120:] = lower
    above = np.arange(240)[:, None] < 132
    worn = np.zeros((240, 120), bool)
    worn[20:, 20:100] = True
    return picture, worn & above, worn & ~above


def test_a_rim_of_trousers_and_a_belt_below_the_hem_are_trousers() -> None:
    picture, upper, lower = _clothes(_WHITE, _BEIGE)
    picture[120:128], picture[200:210] = _BROWN, _BROWN  # a belt, and folds as dark
    taken = trousers_in_cloth(picture, upper, lower, _UNIT)
    assert taken[124:131, 24:96].all()
    assert not taken[:118].any()


def test_a_colour_that_the_garment_has_elsewhere_tells_nothing() -> None:
    picture, upper, lower = _clothes(_WHITE, _BLUE)
    picture[20:100:8], picture[24:100:8] = _BLUE, _BLUE
    assert not trousers_in_cloth(picture, upper, lower, _UNIT).any()


@pytest.mark.parametrize("colour", [_WHITE, (200, 200, 205)])
def test_a_hem_and_its_shadow_stay_cloth(colour: tuple[int, ...]) -> None:
    picture, upper, lower = _clothes(_WHITE, _BLUE)
    picture[100:132] = colour
    assert not trousers_in_cloth(picture, upper, lower, _UNIT)[:130].any()


def test_trousers_beside_a_sleeve_are_none_of_it() -> None:
    image, classes = draw_person(upper=_WHITE, lower=_BLUE, sleeves=True, hem=250)
    before = parse(image, classes, standing_pose())
    # Below the hem the sleeve is as narrow as the arm; what lies about it is trousers.
    sleeve = (before == Lip.UPPER) & (np.arange(len(image))[:, None] > 262)
    assert sleeve.any()
    assert np.abs(image[sleeve].astype(int) - _WHITE).max(1).mean() < 40
