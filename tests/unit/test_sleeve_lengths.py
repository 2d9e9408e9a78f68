"""Arms that long sleeves are to cover, of a drawn person."""

import numpy as np

from tests.support.dressed import person
from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.sleeve_lengths import (
    bare_forearms,
    cover_arms,
    cover_caps,
    end_sleeves,
)

JOINTS = joints_at(
    {
        **even_joints(96, shoulders=(44, 84)),
        Joint.LEFT_ELBOW: (140, 140),
        Joint.LEFT_WRIST: (140, 195),
        Joint.LEFT_HIP: (125, 170),
    }
)


def sleeve_to(row: int) -> tuple[np.ndarray, np.ndarray]:
    """A layout whose left sleeve ends at a row, the hand below it, and what is settled."""
    _, layout = person()
    layout[:, 128:170] = Compact.BACKGROUND
    layout[70:215, 130:150] = Compact.LEFT_ARM
    layout[70:row, 128:152] = Compact.UPPER
    return layout, np.zeros(layout.shape, bool)


def test_an_arm_that_was_left_bare_gets_a_sleeve_down_to_the_hand():
    layout, settled = sleeve_to(90)
    covered = cover_arms(layout, JOINTS, settled)
    assert (covered[84:180, 132:148] == Compact.UPPER).all()
    assert (covered[200:215, 132:148] == Compact.LEFT_ARM).all()
    assert (covered[:, 160:] == layout[:, 160:]).all()
    settled[100:180] = True
    kept = cover_arms(layout, JOINTS, settled)
    assert (kept[100:180] == layout[100:180]).all()


def test_a_shoulder_that_a_short_sleeve_left_bare_is_covered_and_the_arm_below_is_not():
    layout, settled = sleeve_to(80)
    covered = cover_caps(layout, JOINTS, settled)
    assert (covered[84:100, 132:148] == Compact.UPPER).all()
    assert (covered[110:] == layout[110:]).all()
    sleeved, _ = sleeve_to(110)
    assert (cover_caps(sleeved, JOINTS, settled) == sleeved).all()


def test_of_an_arm_whose_hand_is_hidden_the_upper_part_is_covered():
    layout, settled = sleeve_to(90)
    hidden = joints_at(
        {
            joint: JOINTS.xy[joint]
            for joint in Joint
            if JOINTS.found(joint) and joint != Joint.LEFT_WRIST
        }
    )
    covered = cover_arms(layout, hidden, settled)
    assert (covered[84:136, 132:148] == Compact.UPPER).all()
    assert (covered[145:] == layout[145:]).all()


def test_a_sleeve_that_is_pushed_up_a_little_and_an_arm_without_joints_stay():
    layout, settled = sleeve_to(180)
    assert (cover_arms(layout, JOINTS, settled) == layout).all()
    layout, settled = sleeve_to(90)
    assert (cover_arms(layout, joints_at({}), settled) == layout).all()


def test_a_sleeve_that_the_network_ended_at_the_elbow_comes_down_to_the_wrist():
    layout, settled = sleeve_to(142)
    covered = cover_arms(layout, JOINTS, settled)
    assert (covered[84:190, 132:148] == Compact.UPPER).all()
    assert (covered[200:215, 132:148] == Compact.LEFT_ARM).all()
    # Beside the joint it stands off no farther than below: the shoulder's round has no corner.
    assert (covered[86:96, 154:] == layout[86:96, 154:]).all()


def test_a_sleeve_that_is_pushed_up_on_one_arm_alone_comes_down():
    layout, settled = sleeve_to(180)
    both = joints_at(
        {
            Joint.RIGHT_SHOULDER: (52, 84),
            Joint.RIGHT_ELBOW: (52, 140),
            Joint.RIGHT_WRIST: (52, 195),
            Joint.LEFT_SHOULDER: (140, 84),
            Joint.LEFT_ELBOW: (140, 140),
            Joint.LEFT_WRIST: (140, 195),
            Joint.LEFT_HIP: (125, 170),
        }
    )
    layout[:, 22:64] = Compact.BACKGROUND
    layout[70:215, 42:62] = Compact.RIGHT_ARM
    pushed_up = layout.copy()
    pushed_up[70:180, 42:62] = Compact.UPPER
    assert (cover_arms(pushed_up, both, settled) == pushed_up).all()
    higher = pushed_up.copy()
    higher[140:180, 42:62] = Compact.RIGHT_ARM
    covered = cover_arms(higher, both, settled)
    assert (covered[84:190, 44:60] == Compact.UPPER).all()
    assert (covered[84:190, 132:148] == Compact.UPPER).all()
    layout[70:190, 42:62] = Compact.UPPER
    covered = cover_arms(layout, both, settled)
    assert (covered[84:180, 132:148] == Compact.UPPER).all()


def test_a_short_sleeve_leaves_the_forearm_bare_that_the_photo_shows_bare():
    photo, _ = sleeve_to(100)
    cape = photo.copy()
    cape[70:190, 126:158] = Compact.UPPER
    bared = bare_forearms(cape, photo, JOINTS)
    assert (bared[148:190, 130:150] == photo[148:190, 130:150]).all()
    assert (bared[150:190, 151:158] == Compact.BACKGROUND).all()
    assert (bared[:140] == cape[:140]).all()
    assert (bare_forearms(cape, photo, joints_at({})) == cape).all()
    hidden = np.where(photo == Compact.LEFT_ARM, np.uint8(Compact.UPPER), photo)
    assert (bare_forearms(cape, hidden, JOINTS) == cape).all()


def test_a_short_sleeve_ends_above_the_elbow_and_one_to_the_elbow_there():
    photo, settled = sleeve_to(195)
    photo[70:195, 124:156] = Compact.UPPER
    layout = photo.copy()
    layout[155:195, 124:156] = Compact.BACKGROUND
    layout[155:195, 130:150] = Compact.LEFT_ARM
    short = end_sleeves(layout, photo, JOINTS, settled, "short")
    assert (short[84:116, 128:152] == Compact.UPPER).all()
    assert (short[119:195, 134:146] == Compact.LEFT_ARM).all()
    assert (short[119:142, 153:156] == Compact.BACKGROUND).all()
    elbow = end_sleeves(layout, photo, JOINTS, settled, "elbow")
    assert (elbow[84:136, 128:152] == Compact.UPPER).all()
    assert (elbow[139:155, 134:146] == Compact.LEFT_ARM).all()
    for kind in ("long", "sleeveless"):
        assert (end_sleeves(layout, photo, JOINTS, settled, kind) == layout).all()
    assert (end_sleeves(layout, photo, joints_at({}), settled, "short") == layout).all()
    settled[119:155] = True
    assert (end_sleeves(layout, photo, JOINTS, settled, "short")[119:155] == layout[119:155]).all()


def test_a_sleeve_is_no_part_of_the_trunk_where_the_photo_shows_the_arm():
    photo, settled = sleeve_to(105)
    melted = photo.copy()
    melted[70:200, 126:156] = Compact.UPPER
    ended = end_sleeves(melted, photo, JOINTS, settled, "short")
    assert (ended[119:170, 132:148] == Compact.LEFT_ARM).all()
    assert (ended[119:180, 152:156] == Compact.BACKGROUND).all()


def test_no_arm_is_painted_below_a_sleeve_where_the_photo_shows_none():
    photo, settled = sleeve_to(195)
    photo[70:215, 124:156] = Compact.UPPER
    assert (end_sleeves(photo, photo, JOINTS, settled, "short") == photo).all()


def test_the_trunk_below_a_forearm_that_lies_before_it_stays():
    photo, settled = sleeve_to(105)
    joints = joints_at(
        {
            **{joint: JOINTS.xy[joint] for joint in Joint if JOINTS.found(joint)},
            Joint.LEFT_WRIST: (85, 142),
        }
    )
    photo[132:152, 60:150] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[70:130, 124:156] = Compact.UPPER
    ended = end_sleeves(layout, photo, joints, settled, "short")
    assert (ended[155:] == layout[155:]).all()
    assert (ended[119:130, 134:146] == Compact.LEFT_ARM).all()
