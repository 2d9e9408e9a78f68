"""New outlines follow those of the photo where they are about the same, on a drawn person."""

import numpy as np
import pytest

from tests.support.dressed import NOTHING, person
from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact
from tryon.pipelines.compact.worn_outlines import as_worn, hang_as_before

SETTLED = NOTHING > 0
JOINTS = even_joints(96, shoulders=(44, 84), elbows=(45, 140), wrists=(45, 195), hips=(26, 170))


def in_sleeves(end, inner=130, outer=154):
    """The person in sleeves down to a row, as wide as told on the left."""
    _, labels = person()
    labels[76:end, inner:outer] = Compact.UPPER
    labels[76:end, 192 - outer : 192 - inner] = Compact.UPPER
    return labels


@pytest.mark.parametrize("longer", [-8, 8])
def test_a_sleeve_about_as_long_as_the_old_one_hangs_as_that_did(longer):
    photo = in_sleeves(116, outer=160)
    drawn = as_worn(in_sleeves(116 + longer), photo, joints_at(JOINTS), SETTLED, "short")
    sleeve = slice(90, 114), slice(134, 157)
    assert (drawn[sleeve] == Compact.UPPER).all()
    assert (drawn[119:124, 134:149] == Compact.LEFT_ARM).all()


@pytest.mark.parametrize(("end", "as_before"), [(110, True), (180, False)])
def test_the_photo_tells_of_sleeves_of_its_own_length_alone(end, as_before):
    photo = in_sleeves(116)
    assert hang_as_before(in_sleeves(end), photo, joints_at(JOINTS), "short") == as_before


def test_a_much_longer_sleeve_and_a_wider_long_one_are_left_as_they_are():
    arm = slice(84, 190), slice(132, 170)
    for photo, layout in (
        (in_sleeves(110, outer=160), in_sleeves(180)),
        (in_sleeves(194, outer=168), in_sleeves(194)),
    ):
        drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
        assert (drawn[arm] == layout[arm]).all()


def test_the_trunk_beside_a_sleeve_has_no_step_where_the_sleeve_ends():
    photo, layout = in_sleeves(116), in_sleeves(116)
    photo[90:165, 126:134] = Compact.BACKGROUND
    layout[90:165, 130:134] = Compact.BACKGROUND  # the new trunk is wider
    drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
    edge = (drawn[92:164, 96:134] == Compact.UPPER).sum(1)
    assert edge[0] <= 31 and edge[-1] == 34  # from the photo's outline to its own
    assert np.abs(np.diff(edge)).max() <= 1


def test_an_arm_out_of_a_close_sleeve_is_a_little_thinner_than_that_was():
    photo = in_sleeves(192, inner=132, outer=152)
    photo[84:192, 112:132] = Compact.BACKGROUND  # the gap beside the trunk
    layout = photo.copy()
    layout[76:192, 132:160] = Compact.BACKGROUND
    layout[96:192, 134:142] = Compact.LEFT_ARM  # half of it
    drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
    width = (drawn[110:180, 126:160] == Compact.LEFT_ARM).sum(1)
    assert width.min() >= 17 and width.max() <= 20
    kept = np.zeros_like(SETTLED)
    kept[120:140] = True
    held = as_worn(layout, photo, joints_at(JOINTS), kept, "short")
    assert (held[120:140] == layout[120:140]).all()


def test_where_the_hand_begins_there_is_no_step_between_both_outlines():
    photo = in_sleeves(200, inner=132, outer=152)
    photo[84:192, 112:132] = Compact.BACKGROUND  # the gap beside the trunk
    layout = photo.copy()
    layout[96:200, 132:152] = Compact.BACKGROUND
    layout[96:200, 134:146] = Compact.LEFT_ARM
    drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
    outer = [int(np.flatnonzero(row == Compact.LEFT_ARM)[-1]) for row in drawn[130:198]]
    assert max(outer) > 148
    assert np.abs(np.diff(outer)).max() <= 1


def test_the_trunk_is_the_networks():
    _, photo = person()
    layout = photo.copy()
    layout[100:165, 57:135] = Compact.UPPER
    drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
    assert (drawn == layout).all()


def test_a_neckline_is_the_products():
    _, photo = person()
    layout = photo.copy()
    layout[70:84, 78:114] = Compact.NECK
    drawn = as_worn(layout, photo, joints_at(JOINTS), SETTLED, "short")
    assert (drawn[60:84, 78:114] == layout[60:84, 78:114]).all()


def test_without_an_old_or_a_new_garment_nothing_is_done():
    _, photo = person()
    bare = np.where(photo == Compact.UPPER, np.uint8(Compact.NECK), photo)
    assert (as_worn(photo, bare, joints_at(JOINTS), SETTLED, "short") == photo).all()
    assert (as_worn(bare, photo, joints_at(JOINTS), SETTLED, "short") == bare).all()
