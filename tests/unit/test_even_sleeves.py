"""Sleeves with a step or waves along the arm come out even, and nothing else moves."""

import numpy as np

from tests.support.dressed import SIZE
from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.even_sleeves import even_arms, even_sleeves

NOTHING = np.zeros((SIZE[0] * 4, SIZE[1] * 4), bool)


def hanging_arm(half_widths):
    """A left arm straight down from (500, 300), a sleeve around it as wide as is said per row."""
    joints = joints_at(
        {
            **even_joints(380, shoulders=(120, 300), hips=(80, 640)),
            Joint.LEFT_ELBOW: (500, 500),
            Joint.LEFT_WRIST: (500, 700),
        }
    )
    layout = np.zeros(NOTHING.shape, np.uint8)
    layout[320:640, 280:430] = Compact.UPPER  # the trunk, away from the arm
    for row, half in enumerate(half_widths, start=300):
        layout[row, 500 - half : 500 + half] = Compact.UPPER
    layout[300 + len(half_widths) : 700, 480:520] = Compact.LEFT_ARM
    return layout, joints


def widths(layout, rows):
    return (layout[rows, 440:600] == Compact.UPPER).sum(1)


def test_a_step_where_an_old_sleeve_ended_becomes_an_even_line():
    stepped = [38] * 100 + [28] * 240
    layout, keypoints = hanging_arm(stepped)
    even = even_sleeves(layout, keypoints, NOTHING)
    assert abs(np.diff(widths(layout, slice(380, 620)))).max() == 20
    assert abs(np.diff(widths(even, slice(380, 620)))).max() <= 3
    assert abs(int((even == Compact.UPPER).sum()) - int((layout == Compact.UPPER).sum())) < 900
    assert (even[:, :430] == layout[:, :430]).all()  # the trunk
    assert (even[650:] == layout[650:]).all()  # the bare rest of the arm


def test_what_lies_before_the_sleeve_stays():
    layout, keypoints = hanging_arm([38] * 100 + [28] * 240)
    held = NOTHING.copy()
    held[400:420, 520:560] = True
    layout[held] = Compact.HAIR
    even = even_sleeves(layout, keypoints, held)
    assert (even[held] == Compact.HAIR).all()


def test_a_sleeve_that_is_one_with_the_trunk_keeps_its_inner_side():
    layout, keypoints = hanging_arm([38] * 340)
    layout[300:640, 400:500] = Compact.UPPER
    even = even_sleeves(layout, keypoints, NOTHING)
    assert (even[300:640, 280:500] == layout[300:640, 280:500]).all()


def test_without_the_arms_joints_nothing_is_done():
    layout, keypoints = hanging_arm([38] * 100 + [28] * 240)
    keypoints.xy[Joint.LEFT_ELBOW] = np.nan
    assert (even_sleeves(layout, keypoints, NOTHING) == layout).all()


def test_the_trunk_beyond_a_gap_is_not_the_sleeves():
    layout, keypoints = hanging_arm([38] * 100 + [28] * 240)
    layout[320:640, 280:458] = Compact.UPPER  # the gap beside the arm is a few pixels wide
    layout[320:360, 280:470] = Compact.UPPER
    even = even_sleeves(layout, keypoints, NOTHING)
    trunk = (slice(320, 640), slice(280, 456))
    assert (even[trunk] == Compact.UPPER).all()


def test_a_bared_arm_is_even_and_one_that_the_photo_shows_is_left_to_it():
    layout, keypoints = hanging_arm([])
    layout[300:700, 470:530] = Compact.LEFT_ARM
    layout[380:420, 460:540] = Compact.LEFT_ARM  # where an old sleeve ended
    photo = layout.copy()
    photo[300:640, 460:540] = Compact.UPPER
    even = even_arms(layout, photo, keypoints, NOTHING)
    arm = (even[340:600] == Compact.LEFT_ARM).sum(1)
    assert np.ptp(arm) <= 8 and abs(int(np.median(arm)) - 60) <= 4
    assert (even[:, :430] == layout[:, :430]).all()
    assert (even_arms(layout, layout, keypoints, NOTHING) == layout).all()


def test_a_bared_arm_goes_on_as_wide_as_the_photo_shows_it():
    layout, keypoints = hanging_arm([])
    # As wide as the old sleeve was, but at the shoulder.
    layout[300:400, 465:535] = Compact.LEFT_ARM
    layout[300:340, 480:520] = Compact.LEFT_ARM
    layout[300:340, 465:480] = layout[300:340, 520:535] = Compact.BACKGROUND
    photo = layout.copy()
    photo[300:400, 460:540] = Compact.UPPER
    even = even_arms(layout, photo, keypoints, NOTHING)
    arm = (even[340:460] == Compact.LEFT_ARM).sum(1)
    assert arm[-55:].max() == arm[-55:].min() == 40  # what the photo shows
    assert abs(np.diff(arm)).max() <= 6 and arm[20:].max() <= 56
    assert (layout[340:400] == Compact.LEFT_ARM).sum(1).min() == 70


def test_round_the_elbow_nothing_is_read_from_what_the_photo_shows():
    layout, keypoints = hanging_arm([])
    layout[300:505, 480:520] = Compact.LEFT_ARM
    layout[510:700, 420:600] = Compact.LEFT_ARM  # a forearm that comes towards us
    photo = layout.copy()
    photo[300:490, 460:540] = Compact.UPPER
    even = even_arms(layout, photo, keypoints, NOTHING)
    arm = (even[330:490] == Compact.LEFT_ARM).sum(1)
    assert abs(arm - 40).max() <= 3
