"""Arms and sleeves of a drawn person in a new garment."""

import cv2
import numpy as np

from tests.support.dressed import NOTHING, SIZE, person
from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.sleeve_ends import (
    cover_hidden_forearms,
    lead_to_hips,
    straighten,
    without_flaps,
)
from tryon.types import Keypoints


def hanging_arms() -> Keypoints:
    return joints_at(
        {
            Joint.LEFT_SHOULDER: (141, 80),
            Joint.LEFT_ELBOW: (141, 140),
            Joint.LEFT_WRIST: (141, 195),
        }
    )


def wavering_sleeve():
    _, labels = person()
    labels[80:110, 132:150] = Compact.UPPER
    for column in range(132, 150):
        labels[110 : 110 + (column * 7) % 12, column] = Compact.UPPER
    return labels


def test_sleeves_end_in_a_line_across_the_arm_with_as_much_cloth_as_before():
    layout = wavering_sleeve()
    straight = straighten(layout, hanging_arms(), NOTHING > 0)
    arm = (slice(80, 150), slice(132, 150))
    lengths = (straight[arm] == Compact.UPPER).sum(0)
    assert np.ptp((layout[arm] == Compact.UPPER).sum(0)) > 8
    assert np.ptp(lengths[2:-2]) <= 1
    assert abs(lengths.sum() - (layout[arm] == Compact.UPPER).sum()) <= 40
    outside = np.ones(SIZE, bool)
    outside[arm] = False
    assert (straight == layout)[outside].all()


def test_tips_of_a_sleeve_wider_than_the_arm_end_at_its_hem():
    layout = wavering_sleeve()
    layout[80:112, 150:152] = Compact.UPPER
    layout[112:128, 150:152] = Compact.UPPER  # beside the arm, below the hem
    straight = straighten(layout, hanging_arms(), NOTHING > 0)
    assert (straight[124:128, 150:152] == Compact.BACKGROUND).all()
    assert (straight[80:105, 150:152] == Compact.UPPER).all()
    # What hangs beside the arm on its other side is the trunk.
    assert (layout[118:126, 126:132] == Compact.UPPER).all()
    assert (straight[118:126, 126:132] == Compact.UPPER).all()


def test_a_sleeve_is_left_alone_where_it_is_settled_or_a_joint_is_missing():
    layout = wavering_sleeve()
    assert (straighten(layout, hanging_arms(), np.ones(SIZE, bool)) == layout).all()
    missing = hanging_arms()
    missing.xy[Joint.LEFT_WRIST] = np.nan
    assert (straighten(layout, missing, NOTHING > 0) == layout).all()


def test_an_arm_before_the_trunk_keeps_its_outline(labels):
    labels[100:118, 90:150] = Compact.LEFT_ARM  # the forearm lies across the chest
    folded = hanging_arms()
    folded.xy[Joint.LEFT_ELBOW] = (141, 109)
    folded.xy[Joint.LEFT_WRIST] = (92, 109)
    assert (straighten(labels, folded, NOTHING > 0) == labels).all()


def test_a_forearm_behind_the_back_is_not_painted_unless_its_wrist_may_be_outside(labels):
    photo = labels.copy()
    photo[80:200, 132:150] = Compact.UPPER
    photo[170:200, 132:150] = Compact.LOWER
    layout = labels.copy()
    hidden = hanging_arms()
    hidden.xy[Joint.LEFT_SHOULDER] = (141, 80)
    hidden.xy[Joint.LEFT_ELBOW] = (141, 120)
    hidden.xy[Joint.LEFT_WRIST] = np.nan
    covered = cover_hidden_forearms(layout, photo, hidden)
    assert (covered[84:118, 134:148] == Compact.LEFT_ARM).all()
    assert not (covered[126:, 132:150] == Compact.LEFT_ARM).any()
    assert (covered[172:198, 134:148] == Compact.LOWER).all()
    assert (cover_hidden_forearms(layout, photo, hanging_arms()) == layout).all()
    hidden.xy[Joint.LEFT_ELBOW] = (182, 120)
    assert (cover_hidden_forearms(layout, photo, hidden) == layout).all()


def test_an_arm_without_a_hand_leads_behind_the_hips(labels):
    photo = labels.copy()
    photo[80:215, 132:190] = Compact.UPPER  # a balloon sleeve hides the arm and its hand
    akimbo = hanging_arms()
    akimbo.xy[Joint.LEFT_ELBOW] = (176, 130)
    akimbo.xy[Joint.LEFT_WRIST] = (164, 180)
    akimbo.xy[Joint.LEFT_HIP] = (120, 200)
    layout = np.where(labels == Compact.LEFT_ARM, Compact.BACKGROUND, labels).astype(np.uint8)
    cv2.polylines(layout, [akimbo.xy[[5, 6, 7]].astype(np.int32)], False, int(Compact.LEFT_ARM), 12)
    led = lead_to_hips(layout, photo, akimbo)
    added = led != layout
    assert (led[added] == Compact.LEFT_ARM).all()
    assert led[188, 145] == Compact.LEFT_ARM
    # It lies behind garment and trousers, and only where the old sleeve was.
    assert not added[layout != Compact.BACKGROUND].any()
    assert not added[photo != Compact.UPPER].any()
    # A hand that the photo shows stays where it is.
    photo[180:190, 160:170] = Compact.LEFT_ARM
    assert (lead_to_hips(layout, photo, akimbo) == layout).all()
    photo[180:190, 160:170] = Compact.UPPER
    akimbo.xy[Joint.LEFT_HIP] = np.nan
    assert (lead_to_hips(layout, photo, akimbo) == layout).all()


def test_a_flap_of_the_old_sleeve_is_no_arm_but_the_arm_in_it_is():
    _, photo = person()
    photo[80:120, 128:162] = Compact.UPPER  # a wide sleeve
    layout = photo.copy()
    layout[80:120, 128:162] = Compact.LEFT_ARM
    layout[80:120, 128:132] = Compact.UPPER
    slim = without_flaps(layout, photo, hanging_arms(), NOTHING > 0)
    assert (slim[95:119, 156:162] == Compact.BACKGROUND).all()
    assert (slim[95:119, 136:148] == Compact.LEFT_ARM).all()
    assert (slim[125:195] == layout[125:195]).all()
    settled = np.ones(SIZE, bool)
    assert (without_flaps(layout, photo, hanging_arms(), settled) == layout).all()
    missing = hanging_arms()
    missing.xy[Joint.LEFT_ELBOW] = np.nan
    assert (without_flaps(layout, photo, missing, NOTHING > 0) == layout).all()
