"""Short sleeves end in a corner on the outer side of the arm."""

import numpy as np
import pytest

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hidden_arms import body_size
from tryon.pipelines.compact.square_hems import square_hems

SIZE = (800, 700)
JOINTS = {
    Joint.RIGHT_SHOULDER: (260, 200),
    Joint.RIGHT_ELBOW: (250, 400),
    Joint.RIGHT_WRIST: (250, 600),
    Joint.LEFT_SHOULDER: (480, 200),
    Joint.LEFT_ELBOW: (490, 400),
    Joint.LEFT_WRIST: (490, 600),
    Joint.RIGHT_HIP: (300, 560),
    Joint.LEFT_HIP: (440, 560),
}
HEM = 310
NOTHING = np.zeros(SIZE, bool)


def balloons():
    """Both arms in sleeves that are round: 62 pixels from the bone, 38 at the hem, arms 34."""
    layout = np.zeros(SIZE, np.uint8)
    layout[200:560, 290:450] = Compact.UPPER
    layout[HEM:700, 216:285], layout[HEM:700, 456:525] = Compact.RIGHT_ARM, Compact.LEFT_ARM
    for row in range(200, HEM):
        share = (row - 200) / (HEM - 200)
        half = 62 if share < 0.6 else round(62 - 24 * ((share - 0.6) / 0.4) ** 2)
        layout[row, round(257 - 5 * share) - half : 300] = Compact.UPPER
        layout[row, 440 : round(483 + 5 * share) + half] = Compact.UPPER
    return layout


def test_the_outer_corner_is_filled_as_far_as_the_sleeve_is_wide_above():
    layout = balloons()
    square = square_hems(layout, joints_at(JOINTS), NOTHING)
    most = 34 + 0.076 * body_size(joints_at(JOINTS))
    for side in (slice(0, 250), slice(490, 700)):
        hem, above = (int((square[row, side] == Compact.UPPER).sum()) for row in (HEM - 3, 250))
        before = int((layout[HEM - 3, side] == Compact.UPPER).sum())
        assert before + 8 < hem <= most + 8
        assert hem > 0.75 * above
    changed = square != layout
    assert (layout[changed] == Compact.BACKGROUND).all()
    assert not changed[HEM + 1 :].any() and not changed[:, 290:450].any()


def test_a_wide_sleeve_is_left_alone_and_so_is_what_must_not_change():
    layout = balloons()
    layout[200:HEM, 190:300] = layout[200:HEM, 440:552] = Compact.UPPER
    assert (square_hems(layout, joints_at(JOINTS), NOTHING) == layout).all()
    layout, held = balloons(), NOTHING.copy()
    held[:, :250] = True
    assert (square_hems(layout, joints_at(JOINTS), held)[held] == layout[held]).all()


@pytest.mark.parametrize("end", [215, 395])
def test_caps_and_sleeves_to_the_elbow_have_no_such_corner(end):
    layout = balloons()
    for arm, sides in ((Compact.RIGHT_ARM, (216, 285)), (Compact.LEFT_ARM, (456, 525))):
        layout[200:700, slice(*sides)] = Compact.UPPER
        layout[end:700, slice(*sides)] = arm
    assert (square_hems(layout, joints_at(JOINTS), NOTHING) == layout).all()


def test_without_joints_or_arms_nothing_is_known():
    layout = balloons()
    assert (square_hems(layout, joints_at({}), NOTHING) == layout).all()
    layout[layout != Compact.UPPER] = Compact.BACKGROUND
    assert (square_hems(layout, joints_at(JOINTS), NOTHING) == layout).all()
