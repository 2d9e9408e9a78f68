"""Arms that long sleeves hid go over into the hands below them."""

import numpy as np
import pytest

from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.wrists import join_hands

NOTHING = np.zeros((1024, 768), bool)
JOINTS = joints_at(
    {
        **even_joints(380, shoulders=(120, 300), hips=(80, 640)),
        Joint.LEFT_ELBOW: (500, 500),
        Joint.LEFT_WRIST: (500, 700),
    }
)


def sleeved(hand=(483, 519)):
    """A photo with a left sleeve of 70 pixels to the wrist, and the arm in it bared from 400 on."""
    photo = np.zeros(NOTHING.shape, np.uint8)
    photo[300:700, 465:535] = Compact.UPPER
    photo[700:780, hand[0] : hand[1]] = Compact.LEFT_ARM
    layout = photo.copy()
    layout[400:700, 465:535] = Compact.BACKGROUND
    layout[400:700, 470:530] = Compact.LEFT_ARM
    return layout, photo


def edges(layout, row):
    columns = np.flatnonzero(layout[row] == Compact.LEFT_ARM)
    return int(columns[0]), int(columns[-1]) + 1


@pytest.mark.parametrize("hand", [(483, 519), (478, 512)])
def test_a_forearm_narrows_evenly_to_the_wrist_that_the_photo_shows(hand):
    layout, photo = sleeved(hand)
    joined = join_hands(layout, photo, JOINTS, NOTHING)
    assert edges(joined, 420) == (470, 530)
    rows = np.array([edges(joined, row) for row in range(560, 720)])
    assert np.abs(np.diff(rows, axis=0)).max() <= 2
    assert np.abs(rows[135] - hand).max() <= 2
    assert (joined[720:] == photo[720:]).all()


def test_a_forearm_drawn_thinner_than_its_hand_widens_but_not_over_the_wall():
    layout, photo = sleeved()
    layout[560:700, 470:530] = Compact.BACKGROUND
    layout[560:700, 490:510] = Compact.LEFT_ARM
    photo[600:700, 465:486] = Compact.BACKGROUND  # seen beside the sleeve
    joined = join_hands(layout, photo, JOINTS, NOTHING)
    assert abs(edges(joined, 695)[1] - 519) <= 2
    assert edges(joined, 695)[0] >= 486


def test_of_half_a_hand_nothing_is_learnt_and_what_is_settled_stays():
    layout, photo = sleeved((483, 495))
    assert (join_hands(layout, photo, JOINTS, NOTHING) == layout).all()
    layout, photo = sleeved()
    assert (join_hands(layout, photo, JOINTS, ~NOTHING) == layout).all()
    assert (join_hands(layout, photo, joints_at({}), NOTHING) == layout).all()
