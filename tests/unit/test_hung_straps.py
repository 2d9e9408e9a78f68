"""A garment hangs on two straps alike over the shoulders of a drawn person."""

import numpy as np
import pytest

from tests.support.joints import joints_at
from tests.support.strap_tops import HEIGHT, STRAP, WIDTH, strap_top
from tryon.labels import Compact, Joint, is_any
from tryon.pipelines.compact.hung_straps import (
    Hung,
    find_straps,
    flow_along,
    hang,
    in_their_colour,
)
from tryon.pipelines.compact.product_straps import ProductStraps, measure
from tryon.types import Labels

NOTHING = np.zeros((HEIGHT, WIDTH), bool)
# Shoulders 120 apart: cloth begins 60 below them.
JOINTS = {Joint.NECK: (192, 150), Joint.RIGHT_SHOULDER: (132, 150), Joint.LEFT_SHOULDER: (252, 150)}


def person() -> Labels:
    """Bare to the chest, in a garment from row 190 to 330, with a scrap on the left shoulder.

    And with a blot of arm and a notch where the networks saw the right strap.
    """
    layout = np.zeros((HEIGHT, WIDTH), np.uint8)
    layout[40:110, 165:220] = Compact.FACE
    layout[110:330, 178:206] = Compact.NECK
    layout[135:330, 132:252] = Compact.NECK
    layout[190:330, 136:248] = Compact.UPPER
    layout[140:190, 136:141] = Compact.UPPER
    layout[160:185, 220:228] = Compact.LEFT_ARM
    layout[190:202, 215:230] = Compact.NECK
    return layout


def product(half: int = 4) -> ProductStraps:
    straps = measure(*strap_top(half))
    assert straps is not None
    return straps


def worn(half: int = 4) -> Hung:
    hung = find_straps(person(), joints_at(JOINTS), product(half))
    assert hung is not None
    return hung


def test_both_straps_lead_from_the_garments_edge_to_the_top_of_the_shoulders_as_far_from_the_neck():
    left, right = (hung := worn()).straps
    for strap in (left, right):
        assert strap.foot[1] == pytest.approx(190, abs=3)
        assert strap.top[1] == pytest.approx(135, abs=2)
        assert 0.5 <= abs(strap.top[0] - 192) / 60 <= 0.67
        assert abs(strap.foot[0] - 192) > abs(strap.top[0] - 192)
    assert 192 - left.foot[0] == pytest.approx(right.foot[0] - 192, abs=0.1)
    assert 192 - left.top[0] == pytest.approx(right.top[0] - 192, abs=0.1)
    # As wide as on the product, but no narrower than can be drawn.
    assert hung.half == pytest.approx(2, abs=0.5)
    assert worn(8).half == pytest.approx(8 * 96 / 172, abs=0.5)


def test_they_take_the_place_of_whatever_else_lies_above_the_garment():
    layout, hung = person(), worn()
    hangs = hang(layout, joints_at(JOINTS), hung, NOTHING)
    for row in range(140, 180, 6):
        cloth = hangs[row] == Compact.UPPER
        starts = np.flatnonzero(np.diff(cloth.astype(int)) == 1)
        assert len(starts) == 2 and 3 <= cloth.sum() / 2 <= 6
        # Alike on both sides, but for a pixel.
        assert abs(np.flatnonzero(cloth).mean() - 192) < 1
        assert not is_any(hangs[row, 150:234], (Compact.LEFT_ARM,)).any()
    assert (hangs[196:330, 150:234] == Compact.UPPER).all()
    assert (hangs[135, 150:234] == Compact.UPPER).any()
    held = NOTHING.copy()
    held[140:170, 120:260] = True
    assert (hang(layout, joints_at(JOINTS), hung, held)[held] == layout[held]).all()


def test_along_a_strap_the_flow_leads_to_the_products_own_and_within_the_garment_it_stays():
    hung = worn()
    flow = flow_along(np.zeros((2, HEIGHT, WIDTH), np.float32), hung)
    for strap, x in zip(hung.straps, (106, 278), strict=True):
        middle = (strap.foot + strap.top) / 2
        place = flow[:, round(float(middle[1])), round(float(middle[0]))]
        assert (place[0] + 1) / 2 * WIDTH - 0.5 == pytest.approx(x, abs=4)
        assert (place[1] + 1) / 2 * HEIGHT - 0.5 == pytest.approx(80, abs=4)
    assert (flow[:, 195:] == 0).all()


def test_a_narrow_strap_has_its_own_colour_and_a_wide_one_what_the_flow_shows():
    cloth = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    # Three and a half pixels of 384 are seven of 768.
    hung = worn(3)
    dyed = in_their_colour(cloth, hung)
    for strap in hung.straps:
        x, y = np.rint((strap.foot + strap.top) / 2).astype(int)
        assert np.abs(dyed[y, x].astype(int) - STRAP).max() < 3
    assert (dyed[195:] == 250).all() and (dyed[:, 180:204] == 250).all()
    assert (in_their_colour(cloth, worn(6)) == cloth).all()


def test_nothing_is_hung_without_shoulders_or_without_a_garment():
    assert find_straps(person(), joints_at({Joint.NECK: (192, 150)}), product()) is None
    assert find_straps(np.zeros((HEIGHT, WIDTH), np.uint8), joints_at(JOINTS), product()) is None


def test_a_strap_goes_on_behind_hair_that_lies_on_the_garment():
    layout = person()
    layout[60:210, 215:240] = Compact.HAIR
    hair = layout == Compact.HAIR
    hung = find_straps(layout, joints_at(JOINTS), product())
    assert hung is not None
    hangs = hang(layout, joints_at(JOINTS), hung, hair)
    assert (hangs[hair] == Compact.HAIR).all()
    assert (hangs[150:180, 142:165] == Compact.UPPER).any(1).all()
