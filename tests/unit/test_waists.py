"""Who wears a garment tucked in has an even waist, whatever hid it in the photo."""

import numpy as np

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.waists import even_waist
from tryon.types import Keypoints

NOBODY = np.zeros((512, 384), bool)


def tucked_in(dip: int, hips: int = 320) -> tuple[np.ndarray, np.ndarray, Keypoints]:
    """A garment in a waist that an old sleeve hid on one side, `dip` pixels down, and the photo."""
    photo = np.zeros((512, 384), np.uint8)
    photo[280:500, 120:260] = Compact.LOWER
    photo[140:280, 120:260] = Compact.UPPER
    for column in range(200, 260):
        photo[280 : 280 + min(dip, column - 200), column] = Compact.UPPER
    joints = {Joint.NECK: (190, 140), Joint.LEFT_HIP: (220, hips), Joint.RIGHT_HIP: (160, hips)}
    return photo.copy(), photo, joints_at(joints)


def test_a_tucked_garment_does_not_hang_down_where_an_arm_hid_the_waist():
    layout, photo, keypoints = tucked_in(40)
    layout[270:320, 260:266] = Compact.UPPER  # where the photo shows the wall
    settled = NOBODY.copy()
    settled[300:310, 240:250] = True
    even = even_waist(layout, photo, keypoints, settled)
    assert (even[288:330, 120:260][~settled[288:330, 120:260]] == Compact.LOWER).all()
    assert (even[288:320, 260:266] == Compact.BACKGROUND).all()
    assert (even[settled] == layout[settled]).all()
    assert (even[:280] == layout[:280]).all()


def test_a_waist_that_is_curved_a_little_and_a_garment_worn_over_it_stay():
    layout, photo, keypoints = tucked_in(9)
    assert (even_waist(layout, photo, keypoints, NOBODY) == layout).all()
    layout, photo, keypoints = tucked_in(40, hips=285)
    assert (even_waist(layout, photo, keypoints, NOBODY) == layout).all()
    assert (even_waist(layout, photo, joints_at({}), NOBODY) == layout).all()


def folded(high: int) -> tuple[np.ndarray, np.ndarray, Keypoints]:
    """A bared arm across the waist, `high` pixels above the lower garment, and the photo."""
    layout, photo, keypoints = tucked_in(0)
    layout[280 - high - 30 : 280 - high, 110:270] = Compact.LEFT_ARM
    return layout, photo, keypoints


def test_what_an_old_sleeve_leaves_below_a_folded_arm_is_of_the_lower_garment():
    layout, photo, keypoints = folded(20)
    even = even_waist(layout, photo, keypoints, NOBODY)
    assert (even[260:280, 120:260] == Compact.LOWER).all()
    assert (even[:260] == layout[:260]).all() and (even[280:] == layout[280:]).all()


def test_a_trunk_below_a_folded_arm_a_scrap_and_what_the_photo_shows_below_an_arm_stay():
    layout, photo, keypoints = folded(50)
    assert (even_waist(layout, photo, keypoints, NOBODY) == layout).all()
    layout, photo, keypoints = folded(20)
    photo[layout == Compact.LEFT_ARM] = Compact.LEFT_ARM
    assert (even_waist(layout, photo, keypoints, NOBODY) == layout).all()
    layout, photo, keypoints = folded(20)
    layout[260:280, 150:260] = Compact.LEFT_ARM
    assert (even_waist(layout, photo, keypoints, NOBODY) == layout).all()
