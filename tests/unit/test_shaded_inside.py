"""Insides as light as the front, as the layout networks are shown them."""

import cv2
import numpy as np
import pytest

from tryon.pipelines.compact.shaded_inside import with_shaded_inside

SIZE = (256, 192)
SHIRT = np.zeros(SIZE, bool)
SHIRT[80:230, 40:152] = True
NECK = SHIRT & (cv2.ellipse(np.zeros(SIZE, np.uint8), (96, 80), (26, 24), 0, 0, 180, 1, -1) > 0)
GROUND = 245


def product(front, inside):
    picture = np.full((*SIZE, 3), GROUND, np.uint8)
    picture[SHIRT], picture[NECK] = front, inside
    return picture


@pytest.mark.parametrize(("front", "inside"), [(20, 18), (240, 238), (120, 125)])
def test_an_inside_as_light_as_the_front_is_shown_darker(front, inside):
    shown = with_shaded_inside(product(front, inside), SHIRT, NECK).astype(int)
    assert shown[SHIRT & ~NECK].mean() - shown[NECK].mean() > 25
    assert (shown[~SHIRT] == GROUND).all()


@pytest.mark.parametrize(("front", "inside"), [(200, 60), (30, 8)])
def test_a_darker_inside_is_shown_as_it_is(front, inside):
    picture = product(front, inside)
    assert with_shaded_inside(picture, SHIRT, NECK) is picture


def test_a_garment_without_an_opening_is_shown_as_it_is():
    picture = product(20, 20)
    assert with_shaded_inside(picture, SHIRT, NECK & False) is picture
