"""Light on the new garment: from the lamp's side, and clear of the wall's grey at its outline."""

import numpy as np
import pytest

from tests.support.dressed import person
from tryon.labels import Compact
from tryon.pipelines.compact.garment_light import light_on_garment


def lit(wall, cloth, lamp, folds=None):
    """Grey levels of plain cloth on a person whose arms are the wall, 768 wide."""
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    for arm in (Compact.LEFT_ARM, Compact.RIGHT_ARM):
        labels[labels == arm] = Compact.BACKGROUND
    picture[labels == Compact.BACKGROUND] = wall
    answered = np.ones((256, 192), np.float32) if folds is None else folds
    colours = np.full_like(picture, cloth)
    light = light_on_garment(answered, colours, picture.astype(np.float32), labels, lamp, 1.0)
    return cloth * light


# The drawn trunk's outlines are at columns 240 and 528, its middle at 384, its hem at row 680.
@pytest.mark.parametrize("wall", (150, 200, 215, 225, 235, 243))
@pytest.mark.parametrize("lamp", (-1, 0, 1))
def test_white_cloth_does_not_end_in_the_walls_grey(wall, lamp):
    row = lit(wall, 244, lamp)[480]
    assert np.abs(row[[241, 526]] - wall).min() > 10


def test_a_garment_is_lighter_on_the_lamps_side_and_darker_on_the_other():
    row = lit(90, 150, -1)[480]
    assert row[526] > 1.02 * row[384] and row[241] < 0.93 * row[384]
    assert lit(90, 150, 1)[480] == pytest.approx(row[::-1], rel=0.02)


def test_light_from_no_side_is_the_same_on_both():
    row = lit(90, 150, 0)[480]
    assert row[241] == pytest.approx(row[526], rel=0.01)
    assert 0.93 * row[384] < row[241] < row[384]


def test_a_hem_before_trousers_takes_little_of_a_garments_light():
    dark = np.ones((256, 192), np.float32)
    dark[150:170] = 0.85
    column = lit(90, 150, 0, dark)[:, 384]
    assert column[676] > 0.91 * column[400] and column[660] > 0.93 * column[400]
