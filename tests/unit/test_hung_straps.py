"""Straps are measured on the product and hung over the shoulders of a drawn person."""

import numpy as np
import pytest

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hung_straps import find_straps, flow_along, hang

HEIGHT, WIDTH = 512, 384
NOTHING = np.zeros((HEIGHT, WIDTH), bool)
# Shoulders 120 apart: cloth begins 60 below them.
JOINTS = {Joint.NECK: (192, 150), Joint.RIGHT_SHOULDER: (132, 150), Joint.LEFT_SHOULDER: (252, 150)}


def person() -> np.ndarray:
    """Bare to the chest, in a garment from row 190 to 330, with a scrap on the left shoulder."""
    layout = np.zeros((HEIGHT, WIDTH), np.uint8)
    layout[40:110, 165:220] = Compact.FACE
    layout[110:330, 178:206] = Compact.NECK
    layout[135:330, 132:252] = Compact.NECK
    layout[190:330, 136:248] = Compact.UPPER
    layout[140:190, 136:141] = Compact.UPPER
    return layout


def product(straps: bool = True) -> np.ndarray:
    """A top of 200 by 280, its straps 8 wide and 80 long, 10 within its sides."""
    mask = NOTHING.copy()
    mask[120:400, 92:292] = True
    if straps:
        mask[40:120, 102:110] = mask[40:120, 274:282] = True
    return mask


def test_straps_lead_from_the_garments_edge_to_the_top_of_the_shoulders():
    layout = person()
    left, right = find_straps(layout, joints_at(JOINTS), product())
    for strap, x, inner in ((left, 136, 1), (right, 248, -1)):
        assert abs(strap.foot[0] - (x + inner * 0.07 * 112)) < 3
        assert strap.foot[1] == pytest.approx(190, abs=2)
        assert 0.5 < abs(strap.top[0] - 192) / 60 < 0.9
        assert strap.top[1] == pytest.approx(135, abs=2)
        # As wide as on the product, whose 200 pixels are 112 here.
        assert strap.half == pytest.approx(4 * 112 / 200, abs=0.7)


def test_they_take_the_place_of_what_else_is_narrow_above_the_garment():
    layout = person()
    straps = find_straps(layout, joints_at(JOINTS), product())
    hung = hang(layout, joints_at(JOINTS), straps, NOTHING)
    for row in range(145, 188, 6):
        runs = np.flatnonzero(np.diff((hung[row] == Compact.UPPER).astype(int)) == 1)
        assert len(runs) == 2
    assert (hung[195:] == layout[195:]).all()
    held = NOTHING.copy()
    held[140:170, 120:260] = True
    assert (hang(layout, joints_at(JOINTS), straps, held)[held] == layout[held]).all()


def test_along_a_strap_the_flow_leads_to_the_products_own():
    straps = find_straps(person(), joints_at(JOINTS), product())
    flow = flow_along(np.zeros((2, HEIGHT, WIDTH), np.float32), straps)
    for strap, x in zip(straps, (106, 278), strict=True):
        middle = (strap.foot + strap.top) / 2
        place = flow[:, round(middle[1]), round(middle[0])]
        assert (place[0] + 1) / 2 * WIDTH - 0.5 == pytest.approx(x, abs=4)
        assert (place[1] + 1) / 2 * HEIGHT - 0.5 == pytest.approx(80, abs=4)
    assert (flow[:, 300:] == 0).all()


def test_nothing_is_hung_without_straps_on_both_sides_or_without_shoulders():
    one = product()
    one[:120, :192] = False
    assert find_straps(person(), joints_at(JOINTS), one) == []
    assert find_straps(person(), joints_at(JOINTS), product(straps=False)) == []
    assert find_straps(person(), joints_at({Joint.NECK: (192, 150)}), product()) == []
    assert find_straps(np.zeros((HEIGHT, WIDTH), np.uint8), joints_at(JOINTS), product()) == []
    assert find_straps(person(), joints_at(JOINTS), NOTHING) == []


def test_of_a_strap_laid_flat_the_front_part_is_followed_and_not_its_back_beside_it():
    mask = product()
    # The back parts lie further in and meet the front ones at the top.
    mask[44:120, 114:122] = mask[44:120, 262:270] = True
    mask[40:44, 102:122] = mask[40:44, 262:282] = True
    left, right = find_straps(person(), joints_at(JOINTS), mask)
    for strap, x in ((left, 105.5), (right, 277.5)):
        assert np.abs(strap.middle[:70, 0] - x).max() < 1
        assert strap.product_half == pytest.approx(4, abs=0.6)
