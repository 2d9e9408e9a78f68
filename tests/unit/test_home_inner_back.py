"""Inner backs of drawn garments that lie flat, and hoods that are taken off them."""

import cv2
import numpy as np
import pytest

from tryon.pipelines.compact.inner_back import (
    home_inner_back,
    inner_back,
    opening_of,
    without_dents,
    without_hood,
)

SIZE = (256, 192)
NAVY, GREY = (40, 50, 110), (150, 150, 155)


def block(top, bottom, left, right):
    mask = np.zeros(SIZE, bool)
    mask[top:bottom, left:right] = True
    return mask


SHIRT = block(80, 230, 40, 152)
NECK = cv2.ellipse(np.zeros(SIZE, np.uint8), (96, 80), (26, 24), 0, 0, 180, 1, -1) > 0


def lying(garment, back):
    picture = np.full((*SIZE, 3), 245, np.uint8)
    picture[garment], picture[back] = NAVY, GREY
    return picture


def sure(mask):
    return np.where(mask, 4, -6).astype(np.float32)


def test_a_torn_outline_is_a_linings_and_specks_below_are_none():
    lining = NECK.copy()
    for column in range(74, 120, 8):
        lining[80:160, column : column + 3] = True
    zip_shadow = block(190, 198, 100, 108)
    found = home_inner_back(
        lying(SHIRT, lining | zip_shadow), SHIRT, sure((lining | zip_shadow) & SHIRT)
    )
    assert not inner_back(lying(SHIRT, lining), SHIRT, sure(lining & SHIRT)).any()
    assert found[NECK & SHIRT].mean() > 0.9
    assert not (found & zip_shadow).any()


def test_where_nothing_is_found_there_is_nothing():
    assert not home_inner_back(lying(SHIRT, NECK & False), SHIRT, sure(NECK & False)).any()


@pytest.mark.parametrize(("rise", "hooded"), [(4, False), (9, False), (16, True), (60, True)])
def test_what_stands_high_above_the_shoulders_is_a_hood_and_comes_off(rise, hooded):
    hood = block(80 - rise, 80, 66, 126) | NECK
    worn = without_hood(SHIRT | hood, hood)
    assert (worn != (SHIRT | hood)).any() == hooded
    assert worn[SHIRT].all()
    # What is left above the shoulders is as high as a collar.
    assert worn.any(1).argmax() >= 80 - 9


def test_of_a_hood_no_slivers_stay_that_were_taken_for_front():
    hood = block(30, 80, 66, 126) | NECK
    garment = SHIRT | hood | block(40, 80, 124, 128)
    assert without_hood(garment, hood).any(1).argmax() >= 80 - 9


def test_a_garment_without_front_or_back_stays():
    for back in (SHIRT, SHIRT & False):
        assert (without_hood(SHIRT, back) == SHIRT).all()


def test_a_hanger_and_folds_cut_no_dents_into_an_opening():
    neck, dent = NECK & SHIRT, block(94, 110, 100, 114)
    hem = block(200, 230, 44, 148)
    assert (without_dents(SHIRT, neck & ~dent) & neck).sum() > 0.97 * neck.sum()
    # The back behind the hem may be larger; between it and the neck lies the front.
    assert not (without_dents(SHIRT, neck | hem) & block(110, 198, 0, 192)).any()
    assert (without_dents(SHIRT, SHIRT & False) == (SHIRT & False)).all()


def test_a_lining_is_no_opening_with_dents():
    lining = (NECK & SHIRT) | block(80, 150, 92, 100)
    assert (without_dents(SHIRT, lining) == lining).all()


def test_an_opening_reaches_from_one_corner_of_the_neck_to_the_other():
    slopes = np.maximum(0, np.abs(np.arange(192) - 96) - 26) * 0.3
    shirt = SHIRT & (np.arange(256)[:, None] >= 80 + slopes)
    rim = block(72, 80, 86, 106)
    # Only a label is seen of the inside; the rest is the ground, and above it the back's rim.
    label = NECK & block(80, 108, 86, 106)
    ground = NECK & ~label
    opening = opening_of((shirt | rim) & ~ground, label)
    assert opening[NECK & shirt].mean() > 0.9
    assert (opening & shirt & ~NECK & block(84, 256, 0, 192)).sum() < 0.1 * NECK.sum()
    assert not opening_of(shirt, shirt & False).any()
