"""Armholes of a sleeveless garment on a drawn person."""

import numpy as np

from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact
from tryon.pipelines.compact.armholes import armhole_place, even_armholes, trunk_frame
from tryon.types import Labels

SIZE = (256, 192)
BODY = even_joints(96, shoulders=(30, 80), elbows=(40, 140), hips=(20, 170))
NOTHING = np.zeros(SIZE, bool)


def clothed() -> Labels:
    """Who wears long sleeves."""
    photo = np.zeros(SIZE, np.uint8)
    photo[70:200, 46:146] = Compact.UPPER
    photo[50:75, 84:108] = Compact.NECK
    return photo


def uneven() -> Labels:
    """A sleeveless layout: the left shoulder in a cap, the right one cut deep into the chest."""
    layout = clothed()
    layout[70:200, 46:66] = Compact.RIGHT_ARM
    layout[70:95, 66:76] = Compact.RIGHT_ARM
    layout[86:200, 126:146] = Compact.LEFT_ARM
    return layout


def product(shoulders: tuple[int, int]):
    """A top 100 wide whose shoulders lead so far to both sides of its middle."""
    mask = np.zeros((300, 200), bool)
    mask[50:250, 50:150] = True
    mask[50:80] = False
    mask[50:80, 100 - shoulders[0] : 100 + shoulders[1]] = True
    return mask


def test_armholes_begin_where_the_products_own_do_within_what_people_wear():
    as_wide, narrower, caps, straps = (
        armhole_place(product((half, half)), collar=False) for half in (50, 45, 70, 20)
    )
    assert abs(as_wide - 0.93) < 0.03 and abs(narrower - 0.84) < 0.03
    assert caps == 1.1 and straps == 0.8
    collar = product((50, 50))
    collar[50:66] = False
    collar[50:66, 85:115] = True
    assert abs(armhole_place(collar, collar=True) - 0.93) < 0.03
    assert armhole_place(product((50, 10)), collar=False) is None
    assert armhole_place(np.zeros((9, 9), bool), collar=False) is None


def test_a_cap_and_a_deep_cut_become_two_armholes_as_far_from_the_neck():
    layout = uneven()
    even = even_armholes(layout, clothed(), joints_at(BODY), NOTHING, 0.9)
    cloth = even == Compact.UPPER
    first, last = cloth.argmax(1), SIZE[1] - 1 - cloth[:, ::-1].argmax(1)
    for row in range(72, 106):
        assert abs((96 - first[row]) - (last[row] - 96)) <= 1
    assert abs(first[75] - (96 - 27)) <= 1
    sides = np.abs(np.diff(first[72:150])), np.abs(np.diff(last[72:150]))
    assert max(side.max() for side in sides) <= 1
    assert (even[72:84, 130:146] == Compact.LEFT_ARM).all()
    assert (even[120:] == layout[120:]).all()
    assert (even[50:75, 84:108] == layout[50:75, 84:108]).all()


def test_what_the_photo_shows_bare_what_is_settled_and_who_turns_or_lifts_an_arm_stays():
    layout, photo = uneven(), clothed()
    bare = photo.copy()
    bare[70:200, 46:66] = Compact.RIGHT_ARM
    half = even_armholes(layout, bare, joints_at(BODY), NOTHING, 0.9)
    assert (half[:, :96] == layout[:, :96]).all() and (half != layout).any()
    settled = even_armholes(layout, photo, joints_at(BODY), ~NOTHING, 0.9)
    assert (settled == layout).all()
    for joints in (
        {},
        BODY | even_joints(96, shoulders=(15, 80)),
        BODY | even_joints(96, elbows=(60, 60)),
        {joint: place for joint, place in BODY.items() if place[1] != 140},
    ):
        assert (even_armholes(layout, photo, joints_at(joints), NOTHING, 0.9) == layout).all()


def test_the_trunks_frame_leans_with_it_and_there_is_none_where_shoulders_lie_along_the_spine():
    leaning = even_joints(96, shoulders=(30, 80)) | even_joints(126, hips=(20, 170))
    across, down = trunk_frame(SIZE, joints_at(leaning))
    assert abs(across[80, 126] - 1) < 1e-5 and abs(down[80, 66]) < 1e-5
    assert abs(across[170, 126]) < 1e-5
    along = even_joints(96, shoulders=(30, 80)) | even_joints(180, hips=(20, 80))
    assert trunk_frame(SIZE, joints_at(along)) is None
