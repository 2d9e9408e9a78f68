"""Arms that long sleeves are to cover, of a drawn person."""

import numpy as np

from tests.support.dressed import person
from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.long_sleeves import cover_arms

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


def test_a_sleeve_that_is_pushed_up_a_little_and_an_arm_without_joints_stay():
    layout, settled = sleeve_to(165)
    assert (cover_arms(layout, JOINTS, settled) == layout).all()
    layout, settled = sleeve_to(90)
    assert (cover_arms(layout, joints_at({}), settled) == layout).all()
