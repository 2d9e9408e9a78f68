"""What comes in the place of clothes that are taken out of a layout."""

import numpy as np

from tests.support.dressed import dressed_person, person, product
from tests.support.joints import joints_at
from tryon.labels import COMPACT_TO_LIP, Compact, Joint, Lip
from tryon.mending.beneath import beneath_clothes
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair

JOINTS = {
    Joint.RIGHT_SHOULDER: (52, 84),
    Joint.LEFT_SHOULDER: (140, 84),
    Joint.LEFT_ELBOW: (140, 140),
    Joint.LEFT_WRIST: (140, 195),
}


def in_a_long_sleeve():
    """The photo and a layout of it: a sleeve 34 pixels wide over the left arm."""
    photo = COMPACT_TO_LIP[person()[1]]
    photo[80:194, 130:164] = Lip.UPPER
    return photo


def test_beneath_a_sleeve_is_the_arm_that_the_old_sleeve_hid_and_beside_it_the_background():
    worn = in_a_long_sleeve()
    bare = beneath_clothes(worn, worn, joints_at(JOINTS))
    assert (bare[100:190, 136:144] == Lip.LEFT_ARM).all()
    assert (bare[100:190, 158:164] == Lip.BACKGROUND).all()
    assert not (bare == Lip.UPPER).any()


def test_what_the_photo_shows_is_there_again():
    photo, layout = COMPACT_TO_LIP[person()[1]], in_a_long_sleeve()
    bare = beneath_clothes(layout, photo, joints_at({}))
    sleeve = np.s_[80:194, 132:164]
    assert (bare[sleeve] == photo[sleeve]).all()


def test_of_an_arm_whose_hand_is_not_found_the_upper_arm_is_known():
    worn = in_a_long_sleeve()
    found = {joint: place for joint, place in JOINTS.items() if joint != Joint.LEFT_WRIST}
    bare = beneath_clothes(worn, worn, joints_at(found))
    assert (bare[100:135, 136:144] == Lip.LEFT_ARM).all()
    assert not (bare[145:190, 130:164] == Lip.LEFT_ARM).any()


def test_a_sleeve_that_is_taken_out_of_the_layout_leaves_the_whole_arm():
    someone = dressed_person()
    photo = someone.parse_map.labels
    arm = photo == COMPACT_TO_LIP[Compact.LEFT_ARM]
    pair = EditedPair(someone, product(), np.where(arm, np.uint8(Lip.UPPER), photo))
    mending = pair.with_mask(Mending(), "layout", "upper clothes", arm, add=False)
    assert (pair.map_of("layout", mending)[arm] == Lip.LEFT_ARM).all()
