"""Hems end where the old one did, unless the garment is cropped."""

import numpy as np

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hems import hem_as_before, level_hem, without_old_ties
from tryon.types import Keypoints


def waist(new_hem: int, old_hem: int = 300) -> tuple[np.ndarray, np.ndarray, Keypoints]:
    photo = np.zeros((512, 384), np.uint8)
    photo[140:500, 120:260] = Compact.LOWER
    layout = photo.copy()
    photo[140:old_hem, 120:260] = Compact.UPPER
    layout[140:new_hem, 120:260] = Compact.UPPER
    joints = {Joint.NECK: (190, 140), Joint.LEFT_HIP: (220, 320), Joint.RIGHT_HIP: (160, 320)}
    return layout, photo, joints_at(joints)


def test_a_strip_of_trousers_that_nobody_saw_becomes_cloth():
    layout, photo, keypoints = waist(240)
    hung = hem_as_before(layout, photo, keypoints)
    assert (hung[140:300, 120:260] == Compact.UPPER).all()
    assert (hung[300:] == layout[300:]).all()


def test_a_cropped_garment_stays_cropped():
    layout, photo, keypoints = waist(220)
    assert (hem_as_before(layout, photo, keypoints) == layout).all()


def test_without_hips_nothing_is_changed():
    layout, photo, keypoints = waist(275)
    keypoints.xy[Joint.LEFT_HIP] = np.nan
    unknown = Keypoints(keypoints.xy, np.isfinite(keypoints.xy).all(1).astype(np.float32))
    assert (hem_as_before(layout, photo, unknown) == layout).all()


def test_a_hand_before_the_hem_is_looked_through():
    layout, photo, keypoints = waist(275)
    for labels in (layout, photo):
        labels[255:285, 150:200] = Compact.LEFT_ARM
    hung = hem_as_before(layout, photo, keypoints)
    assert (hung[286:300, 150:200] == Compact.UPPER).all()


def tied(wide: int) -> tuple[np.ndarray, np.ndarray, Keypoints]:
    """A new garment that hangs down on one side as the old one's tie did, and the photo."""
    layout, photo, keypoints = waist(330, 330)
    for labels in (layout, photo):
        labels[330:430, 230 - wide : 230] = Compact.UPPER
    return layout, photo, keypoints


def product(hanging: bool) -> np.ndarray:
    mask = np.zeros((512, 384), bool)
    mask[100:400, 100:280] = True
    mask[400:500, 200:230] = hanging
    return mask


def test_cloth_that_hangs_as_an_old_tie_did_goes():
    layout, photo, keypoints = tied(25)
    cut = without_old_ties(layout, photo, product(False), keypoints)
    assert (cut[340:430, 205:230] == Compact.LOWER).all()
    assert (cut[:320] == layout[:320]).all()


def test_a_tie_of_the_product_and_a_wide_tail_stay():
    layout, photo, keypoints = tied(25)
    assert (without_old_ties(layout, photo, product(True), keypoints) == layout).all()
    layout, photo, keypoints = tied(90)
    assert (without_old_ties(layout, photo, product(False), keypoints) == layout).all()


def test_a_strip_of_cloth_below_hands_is_no_tie():
    layout, photo, keypoints = tied(25)
    for labels in (layout, photo):
        labels[330:430] = Compact.LOWER
        labels[260:300, 120:260] = Compact.LEFT_ARM
        labels[300:360, 120:260] = Compact.UPPER
    assert (without_old_ties(layout, photo, product(False), keypoints) == layout).all()


def test_a_hem_over_trousers_lies_level_and_as_wide_as_they_are():
    layout, photo, keypoints = waist(340, 310)
    # It sags on one side, has no corner on the other, and a hand lies before it.
    for column in range(190, 260):
        layout[340 : 340 + (column - 190) // 3, column] = Compact.UPPER
    layout[310:340, 120:135] = Compact.LOWER
    layout[330:360, 160:175] = Compact.LEFT_ARM
    hands = layout == Compact.LEFT_ARM
    level = level_hem(layout, photo, keypoints, hands)
    for beside_the_hand in (range(122, 159), range(177, 258)):
        ends = [int(np.flatnonzero(level[:, x] == Compact.UPPER)[-1]) for x in beside_the_hand]
        assert np.abs(np.diff(ends)).max() <= 2
        assert min(ends) >= 335 and max(ends) <= 352
    assert (level[hands] == Compact.LEFT_ARM).all()
    assert (level[:310] == layout[:310]).all()


def test_above_a_hem_there_are_no_trousers_where_the_old_garment_lay_over_them():
    layout, photo, keypoints = waist(340, 310)
    layout[280:330, 235:260] = Compact.LOWER
    level = level_hem(layout, photo, keypoints, np.zeros(photo.shape, bool))
    assert (level[280:330, 235:260] == Compact.UPPER).all()


def test_a_hem_on_the_waistband_ends_above_it():
    layout, photo, keypoints = waist(317, 310)
    before = np.where(photo == Compact.UPPER, photo, np.uint8(Compact.LOWER))
    nobody = np.zeros(photo.shape, bool)
    shown = level_hem(layout, photo, keypoints, nobody)
    assert (shown[140:500, 120:260] == before[140:500, 120:260]).all()
    ends_with_the_old_one, _, _ = waist(310, 310)
    same = level_hem(ends_with_the_old_one, photo, keypoints, nobody)
    assert (same == ends_with_the_old_one).all()


def test_a_hem_slants_as_the_hips_do():
    layout, photo, keypoints = waist(330, 318)
    keypoints.xy[Joint.LEFT_HIP] += (0, 9)
    for column in range(120, 260):
        layout[300 : 330 + (column - 120) // 7, column] = Compact.UPPER
    level = level_hem(layout, photo, keypoints, np.zeros(photo.shape, bool))
    left, right = (int(np.flatnonzero(level[:, x] == Compact.UPPER)[-1]) for x in (125, 255))
    assert 12 <= right - left <= 24


def test_without_hips_a_hem_stays_as_it_is():
    layout, photo, _ = waist(340)
    assert (level_hem(layout, photo, joints_at({}), np.zeros(photo.shape, bool)) == layout).all()
