"""Arms of a drawn person that long, wide sleeves hid."""

import numpy as np

from tests.support.dressed import NOTHING, SIZE, person
from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hidden_arms import arms_as_shown, as_arms_are, without_ghosts

SETTLED = NOTHING > 0
SHOULDERS = {Joint.RIGHT_SHOULDER: (52, 84), Joint.LEFT_SHOULDER: (140, 84)}
HANGING = {
    **SHOULDERS,
    Joint.LEFT_ELBOW: (140, 140),
    Joint.LEFT_WRIST: (140, 195),
    Joint.LEFT_HIP: (125, 170),
}
ACROSS = {**HANGING, Joint.LEFT_ELBOW: (142, 130), Joint.LEFT_WRIST: (100, 140)}


def in_wide_sleeves() -> np.ndarray:
    """The photo: sleeves of 40 pixels over both arms, the hands below them."""
    _, photo = person()
    photo[80:194, 28:62] = Compact.UPPER
    photo[80:194, 130:164] = Compact.UPPER
    return photo


def test_a_bared_arm_is_as_wide_as_arms_are_and_not_as_the_sleeve_was():
    photo = in_wide_sleeves()
    layout = photo.copy()
    layout[110:194, 130:164] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "short")
    width = (drawn[120:183, 130:] == Compact.LEFT_ARM).sum(1)
    assert width.max() <= 32 and width.min() >= 12
    assert (drawn[120:183, 160:164] == Compact.BACKGROUND).all()
    assert (drawn[80:105] == layout[80:105]).all()


def test_no_short_sleeve_reaches_the_hand_where_an_old_one_did():
    """A garment that the networks take for one with long sleeves is told to have short ones."""
    photo = in_wide_sleeves()
    drawn = as_arms_are(photo, photo, joints_at(HANGING), SETTLED, "short")
    assert (drawn[146:194, 138:143] == Compact.LEFT_ARM).all()
    assert not (drawn[146:194, 138:164] == Compact.UPPER).any()
    assert (drawn[80:138] == photo[80:138]).all()
    for sleeve in ("elbow", "long"):
        assert (as_arms_are(photo, photo, joints_at(HANGING), SETTLED, sleeve) == photo).all()


def test_an_arm_goes_on_where_the_photo_shows_it_and_not_about_joints_beside_its_middle():
    _, photo = person()
    photo[photo == Compact.LEFT_ARM] = Compact.BACKGROUND
    photo[80:112, 128:164] = Compact.UPPER  # a short sleeve
    photo[112:195, 138:158] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[84:112, 132:164] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "sleeveless")
    outer = [int(np.flatnonzero(row == Compact.LEFT_ARM)[-1]) for row in drawn[105:112]]
    assert all(157 <= edge <= 161 for edge in outer), outer
    assert (drawn[113:195] == layout[113:195]).all()


def test_a_torn_arm_is_whole_from_sleeve_to_hand():
    photo = in_wide_sleeves()
    layout = photo.copy()
    layout[80:194, 130:164] = Compact.BACKGROUND
    layout[110:120, 132:148] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "short")
    assert (drawn[125:194, 138:143] == Compact.LEFT_ARM).all()
    assert (drawn[:105] == layout[:105]).all()


def test_a_forearm_whose_hand_is_seen_lies_before_the_trunk_and_another_does_not():
    photo = in_wide_sleeves()
    photo[132:150, 84:104] = Compact.LEFT_ARM  # the hand, on the belly
    layout = photo.copy()
    layout[80:194, 130:164] = Compact.BACKGROUND
    layout[105:130, 134:150] = Compact.LEFT_ARM
    layout[132:150, 84:96] = Compact.UPPER
    keypoints = joints_at(ACROSS)
    drawn = as_arms_are(layout, photo, keypoints, SETTLED, "short")
    assert (drawn[136:139, 106:128] == Compact.LEFT_ARM).all()
    assert (drawn[134:148, 86:96] == Compact.LEFT_ARM).all()
    photo[132:150, 84:104] = Compact.UPPER
    hidden = as_arms_are(layout, photo, keypoints, SETTLED, "short")
    assert (hidden[132:150, 64:128] == layout[132:150, 64:128]).all()


def test_no_cloth_hangs_beside_the_arms_of_who_wears_no_sleeves():
    _, photo = person()
    photo[80:112, 130:160] = Compact.UPPER  # the old sleeve, the arm below it is bare
    layout = photo.copy()
    layout[80:92, 132:150] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "sleeveless")
    assert not (drawn[95:112, 142:] == Compact.UPPER).any()
    assert (drawn[95:112, 140:143] == Compact.LEFT_ARM).all()
    assert (drawn[112:] == layout[112:]).all()


def test_below_a_broad_shoulder_an_arm_narrows_by_and_by():
    photo = in_wide_sleeves()
    layout = photo.copy()
    layout[80:194, 130:164] = Compact.BACKGROUND
    layout[70:194, 128:160] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "sleeveless")
    outer = [int(np.flatnonzero(row == Compact.LEFT_ARM)[-1]) for row in drawn[86:130]]
    assert outer[0] == 159 and outer[-1] < 154
    assert np.abs(np.diff(outer)).max() <= 1


def test_nothing_happens_without_joints_or_where_all_is_settled():
    photo = in_wide_sleeves()
    layout = photo.copy()
    layout[110:194, 130:164] = Compact.LEFT_ARM
    everything = np.ones(SIZE, bool)
    assert (as_arms_are(layout, photo, joints_at({}), SETTLED, "short") == layout).all()
    assert (as_arms_are(layout, photo, joints_at(SHOULDERS), SETTLED, "short") == layout).all()
    assert (as_arms_are(layout, photo, joints_at(HANGING), everything, "short") == layout).all()


def test_an_arm_under_a_short_wide_sleeve_is_as_wide_as_the_photo_shows_the_rest_of_it():
    photo = in_wide_sleeves()
    photo[125:194, 130:164] = Compact.BACKGROUND
    photo[125:194, 133:148] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[88:125, 130:164] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "sleeveless")
    width = (drawn[105:124, 130:] == Compact.LEFT_ARM).sum(1)
    assert width.max() <= 28 and width.min() >= 12
    assert (drawn[125:194] == layout[125:194]).all()


def test_no_sleeveless_garment_lies_on_an_arm_that_the_photo_shows():
    photo = in_wide_sleeves()
    photo[100:194, 130:150] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[110:120, 120:145] = Compact.UPPER
    shown = arms_as_shown(layout, photo)
    assert (shown[110:120, 130:145] == Compact.LEFT_ARM).all()
    assert (shown[110:120, 120:130] == Compact.UPPER).all()


def test_on_straps_the_old_sleeve_leaves_no_cap_of_cloth_on_the_shoulder():
    photo = in_wide_sleeves()
    layout = photo.copy()
    layout[90:194, 130:164] = Compact.LEFT_ARM  # under a cap of ten rows
    cap = (slice(80, 88), slice(144, 150))
    assert (layout[cap] == Compact.UPPER).all()
    kept, bared = (
        as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "sleeveless", neckline)[cap]
        for neckline in ("round", "straps")
    )
    assert (kept == Compact.UPPER).all()
    assert set(np.unique(bared)) == {Compact.BACKGROUND, Compact.LEFT_ARM}


def before_the_belly() -> tuple[np.ndarray, np.ndarray]:
    """The photo, and an answer in which all that hangs below the hand is arm."""
    photo = np.zeros(SIZE, np.uint8)
    photo[80:190, 60:132] = Compact.UPPER
    photo[190:250, 60:132] = Compact.LOWER
    photo[128:152, 62:98] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[80:190, 60:132] = Compact.UPPER
    layout[128:152, 62:132] = Compact.LEFT_ARM
    layout[152:190, 60:90] = Compact.LEFT_ARM
    return photo, layout


def test_below_a_hand_that_is_seen_hangs_no_arm():
    photo, layout = before_the_belly()
    drawn = without_ghosts(layout, photo, joints_at(ACROSS), photo == Compact.LEFT_ARM)
    assert (drawn[156:188, 62:88] != Compact.LEFT_ARM).all()
    assert (drawn[130:150, 64:130] == Compact.LEFT_ARM).all()


def test_without_a_hand_that_is_seen_arms_stay_as_they_are():
    photo, layout = before_the_belly()
    photo[photo == Compact.LEFT_ARM] = Compact.UPPER
    drawn = without_ghosts(layout, photo, joints_at(ACROSS), SETTLED)
    assert (drawn == layout).all()


def test_an_arm_whose_hand_is_hidden_goes_down_to_the_old_sleeves_end():
    photo = in_wide_sleeves()
    photo[194:250] = np.where(photo[194:250] == Compact.LEFT_ARM, 0, photo[194:250])
    photo[194:212, 130:158] = Compact.UPPER  # below the wrist, beside the trousers
    layout = photo.copy()
    layout[80:212, 130:164] = Compact.BACKGROUND
    layout[110:170, 132:148] = Compact.LEFT_ARM  # a stump
    layout[196:212, 130:140] = Compact.LOWER  # and trousers where no one saw any
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "short")
    assert (drawn[172:212, 136:144] == Compact.LEFT_ARM).all()
    assert (drawn[212:] == layout[212:]).all()


def test_of_cloth_that_hangs_beside_a_wrist_none_is_arm():
    photo = in_wide_sleeves()
    photo[120:212, 60:158] = Compact.UPPER  # a wide blouse, and no hand below it
    photo[212:250] = np.where(photo[212:250] == Compact.LEFT_ARM, 0, photo[212:250])
    layout = photo.copy()
    layout[80:212, 130:164] = Compact.BACKGROUND
    layout[110:170, 132:148] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "short")
    assert (drawn[196:212] == layout[196:212]).all()


def test_a_cuff_over_a_hidden_hand_leaves_no_step_at_the_wrist():
    photo = in_wide_sleeves()
    photo[194:220, 130:164] = Compact.UPPER
    photo[194:225, 84:124] = Compact.LOWER
    layout = photo.copy()
    layout[110:215, 130:164] = Compact.LEFT_ARM
    drawn = as_arms_are(layout, photo, joints_at(HANGING), SETTLED, "short")
    outer = np.array([np.flatnonzero(row == Compact.LEFT_ARM)[-1] for row in drawn[150:210]])
    assert np.abs(np.diff(outer)).max() <= 2 and outer.max() < 156
