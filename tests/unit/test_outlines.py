"""Outlines that are drawn anew are even; the photo's own stay to the pixel."""

import numpy as np

from tests.support.dressed import NOTHING
from tryon.labels import Compact
from tryon.pipelines.compact.outlines import calm_outlines

SIZE = (512, 384)


def ragged(width: int = 200) -> np.ndarray:
    """A garment before a wall whose right side has teeth, 6 pixels high and 8 long."""
    layout = np.zeros(SIZE, np.uint8)
    layout[100:400, 100 : 100 + width] = Compact.UPPER
    for row in range(100, 400, 8):
        layout[row : row + 4, 100 + width : 106 + width] = Compact.UPPER
    return layout


def right_side(layout: np.ndarray) -> np.ndarray:
    rows = layout[140:360] == Compact.UPPER
    return SIZE[1] - rows[:, ::-1].argmax(1)


def test_teeth_of_a_new_outline_go_and_its_place_stays():
    layout = ragged()
    calm = calm_outlines(layout, np.zeros(SIZE, np.uint8), np.zeros(SIZE, bool), straps=False)
    assert np.ptp(right_side(layout)) == 6
    assert np.ptp(right_side(calm)) <= 2
    assert abs(right_side(calm).mean() - right_side(layout).mean()) < 3


def test_what_the_photo_shows_beside_the_garments_and_what_is_settled_stays():
    layout = ragged()
    layout[200:330, 20:60] = Compact.LEFT_ARM
    layout[200:330:10, 60:63] = Compact.LEFT_ARM
    photo = np.where(layout == Compact.UPPER, 0, layout).astype(np.uint8)
    calm = calm_outlines(layout, photo, np.zeros(SIZE, bool), straps=False)
    assert (calm[:, :80] == layout[:, :80]).all()
    settled = np.ones(SIZE, bool)
    assert (calm_outlines(layout, photo, settled, straps=False) == layout).all()


def test_a_tongue_of_cloth_goes_and_a_strap_stays():
    layout = np.zeros(SIZE, np.uint8)
    layout[200:400, 100:300] = Compact.UPPER
    layout[100:200, 120:280] = Compact.NECK
    layout[100:200, 150:156] = Compact.UPPER
    photo = np.zeros(SIZE, np.uint8)
    torn = calm_outlines(layout, photo, np.zeros(SIZE, bool), straps=False)
    assert not (torn[110:180, 150:156] == Compact.UPPER).any()
    assert (torn[120:180, 150:156] == Compact.NECK).all()
    worn = calm_outlines(layout, photo, np.zeros(SIZE, bool), straps=True)
    assert (worn[110:190, 150:156] == Compact.UPPER).all()


def test_hair_never_grows_into_what_is_drawn_anew():
    layout = ragged()
    layout[60:200, 150:152] = Compact.HAIR
    layout[60:200, 154:170] = Compact.HAIR
    settled = layout == Compact.HAIR
    calm = calm_outlines(layout, np.where(settled, layout, 0), settled, straps=False)
    assert ((calm == Compact.HAIR) == settled).all()


def test_trousers_do_not_swallow_an_arm_beside_a_hip():
    layout = np.zeros(SIZE, np.uint8)
    layout[100:400, 200:300] = Compact.LOWER
    layout[100:400, 188:200] = Compact.LEFT_ARM
    photo = np.where(layout == Compact.LEFT_ARM, Compact.UPPER, layout).astype(np.uint8)
    calm = calm_outlines(layout, photo, np.zeros(SIZE, bool), straps=False)
    assert (calm[130:370, 190:200] == Compact.LEFT_ARM).all()


def test_an_empty_layout_stays_empty():
    empty = NOTHING.astype(np.uint8) * 0
    assert not calm_outlines(empty, empty, empty > 0, straps=False).any()
