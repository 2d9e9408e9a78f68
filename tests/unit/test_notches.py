"""Cloth goes on over what a warp reads from the gap between the product's sleeve and trunk."""

import numpy as np

from tryon.labels import Compact
from tryon.pipelines.compact.notches import closed_notches

SIZE = (600, 768)
LAYOUT = np.full(SIZE, Compact.UPPER, np.uint8)
GAP = np.zeros(SIZE, bool)
GAP[200:, 380:404] = True


def test_a_gap_in_plain_cloth_is_cloth_and_what_was_read_there_is_gone():
    cloth = np.full((*SIZE, 3), 120, np.uint8)
    cloth[:, 392:] = 130
    torn = cloth.copy()
    torn[GAP] = 0
    closed = closed_notches(torn, ~GAP, LAYOUT)
    assert closed[GAP].min() >= 119 and closed[GAP].max() <= 131
    # It goes from one side to the other, without a step.
    assert np.abs(np.diff(closed[400, 375:410, 0].astype(int))).max() <= 2
    assert (closed[~GAP] == torn[~GAP]).all()


def test_a_pattern_is_left_as_it_was_read():
    stripes = np.where(np.arange(SIZE[0]) // 20 % 2, 230, 20).astype(np.uint8)
    torn = np.repeat(np.repeat(stripes[:, None, None], SIZE[1], 1), 3, 2)
    torn[GAP] = 120
    assert (closed_notches(torn, ~GAP, LAYOUT) == torn).all()


def test_wide_places_beyond_the_product_and_its_outer_sides_are_left_alone():
    torn = np.full((*SIZE, 3), 120, np.uint8)
    beyond = np.zeros(SIZE, bool)
    beyond[200:, 380:480] = True
    beyond[:, 700:] = True
    torn[beyond] = 0
    layout = LAYOUT.copy()
    layout[:, 712:] = Compact.BACKGROUND
    # Rounding of its corners apart.
    closed = closed_notches(torn, ~beyond, layout)
    assert (closed[230:, 380:480] == 0).all() and (closed[:, 700:] == 0).all()
