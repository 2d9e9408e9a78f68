"""Straps measured on drawn products: as loops, with the ground or a carpet in them."""

import numpy as np
import pytest

from tests.support.strap_tops import HEIGHT, STRAP, WIDTH, strap_top
from tryon.pipelines.compact.product_straps import measure


def test_of_a_strap_laid_flat_the_front_part_is_measured_and_not_its_back_beside_it():
    cloth, mask = strap_top()
    # The back parts lie further in and meet the front ones at the top.
    for part in (np.s_[44:120, 114:122], np.s_[44:120, 262:270]):
        mask[part], cloth[part] = True, STRAP
    for part in (np.s_[40:44, 102:122], np.s_[40:44, 262:282]):
        mask[part], cloth[part] = True, STRAP
    straps = measure(cloth, mask)
    assert straps is not None and straps.half == pytest.approx(4, abs=0.6)
    for strap, x in ((straps.left, 105.5), (straps.right, 277.5)):
        assert np.abs(strap.middle[:70, 0] - x).max() < 1
        assert strap.middle[0, 1] == pytest.approx(119, abs=4)
    assert straps.left.share == pytest.approx(0.07, abs=0.04)
    assert straps.right.share == pytest.approx(0.93, abs=0.04)


@pytest.mark.parametrize("ground", [(246, 246, 246), (190, 180, 150)])
def test_what_is_seen_through_a_loop_that_the_mask_swallowed_is_no_strap(ground):
    cloth, mask = strap_top(3)
    for loop in (np.s_[44:116, 109:117], np.s_[44:116, 267:275]):
        mask[loop], cloth[loop] = True, ground
    for inner in (np.s_[40:120, 117:121], np.s_[40:120, 263:267]):
        mask[inner], cloth[inner] = True, STRAP
    for tip in (np.s_[40:44, 109:117], np.s_[40:44, 267:275]):
        mask[tip], cloth[tip] = True, STRAP
    straps = measure(cloth, mask)
    assert straps is not None and straps.half == pytest.approx(3, abs=0.6)
    assert np.abs(straps.colour - STRAP).max() < 3
    assert np.abs(straps.left.middle[10:70, 0] - 105.5).max() < 1.5


def test_the_edge_between_the_straps_is_the_products_and_alike_on_both_sides():
    cloth, mask = strap_top()
    for column in range(110, 274):
        depth = 40 * (1 - abs(column - 191.5) / 82)
        mask[120 : 120 + round(depth), column] = False
    whole = measure(cloth, mask)
    assert whole is not None
    middle = len(whole.edge) // 2
    assert whole.edge[middle] == pytest.approx(40 / whole.apart, abs=0.03)
    assert whole.edge[0] < 0.02 and (whole.edge == whole.edge[::-1]).all()
    # A bite that the mask lacks on one side.
    mask[120:170, 220:240] = False
    bitten = measure(cloth, mask)
    assert bitten is not None and np.abs(bitten.edge - whole.edge).max() < 0.02


def test_without_a_strap_on_both_sides_there_is_none():
    cloth, mask = strap_top()
    one = mask.copy()
    one[:120, :192] = False
    assert measure(cloth, one) is None
    bandeau = mask.copy()
    bandeau[:120] = False
    assert measure(cloth, bandeau) is None
    assert measure(cloth, np.zeros((HEIGHT, WIDTH), bool)) is None


def test_the_wide_straps_of_a_tank_top_are_measured_too():
    straps = measure(*strap_top(12))
    assert straps is not None and straps.half == pytest.approx(12, abs=0.6)
    for strap in (straps.left, straps.right):
        assert np.ptp(strap.middle[:, 1]) > 60
