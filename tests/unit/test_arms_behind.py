"""Upper arms of a drawn person that wide sleeves hid and that go behind the back."""

import numpy as np
import pytest

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.arms_behind import arms_behind

SETTLED = np.zeros((1024, 768), bool)
JOINTS = {
    Joint.RIGHT_SHOULDER: (280, 300),
    Joint.LEFT_SHOULDER: (460, 300),
    Joint.LEFT_ELBOW: (460, 500),
    Joint.LEFT_HIP: (430, 620),
    Joint.RIGHT_HIP: (310, 620),
}


def puffed():
    """A puffed sleeve; in the layout two blots of arm with cloth between, as wide as it was."""
    photo = np.zeros(SETTLED.shape, np.uint8)
    photo[260:560, 280:460] = Compact.UPPER
    photo[320:520, 420:520] = Compact.UPPER
    layout = photo.copy()
    layout[320:370, 440:490] = Compact.LEFT_ARM
    layout[440:520, 430:520] = Compact.LEFT_ARM
    return layout, photo


def test_an_arm_goes_evenly_from_shoulder_to_elbow_and_ends_there_behind_the_trunk():
    layout, photo = puffed()
    drawn = arms_behind(layout, photo, joints_at(JOINTS), SETTLED, "sleeveless")
    arm = drawn == Compact.LEFT_ARM
    outer = np.array([np.flatnonzero(row)[-1] for row in arm[340:495]])
    assert np.abs(np.diff(outer)).max() <= 2
    assert 474 <= outer[-1] <= 482 and outer[0] <= 492
    inner = np.array([np.flatnonzero(row)[0] for row in arm[340:495]])
    assert np.abs(np.diff(inner)).max() <= 2 and 455 <= inner[-1] <= 460
    assert not arm[522:].any()
    assert (drawn[340:520, 500:] == Compact.BACKGROUND).all()
    assert (drawn[:, :420] == layout[:, :420]).all()


def test_where_the_photo_shows_the_wall_an_arm_is_behind_the_trunk():
    layout, photo = puffed()
    photo[380:, 461:] = layout[380:, 461:] = Compact.BACKGROUND
    drawn = arms_behind(layout, photo, joints_at(JOINTS), SETTLED, "sleeveless")
    widths = (drawn[330:380, 461:] == Compact.LEFT_ARM).sum(1)
    assert widths[0] > 20 and widths[-1] <= 4
    assert np.abs(np.diff(widths)).max() <= 4
    assert (drawn[385:, 461:] == layout[385:, 461:]).all()


@pytest.mark.parametrize(
    ("joints", "sleeve"),
    [
        ({**JOINTS, Joint.LEFT_WRIST: (460, 690)}, "sleeveless"),  # has a rule of its own
        (JOINTS, "long"),
        ({**JOINTS, Joint.LEFT_ELBOW: (620, 300)}, "sleeveless"),  # outside the picture
    ],
)
def test_other_arms_stay_as_they_are(joints, sleeve):
    layout, photo = puffed()
    drawn = arms_behind(layout, photo, joints_at(joints), SETTLED, sleeve)
    assert (drawn == layout).all()
    settled = np.ones_like(SETTLED)
    assert (arms_behind(layout, photo, joints_at(JOINTS), settled, "sleeveless") == layout).all()
