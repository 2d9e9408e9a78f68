"""Skin under an old sleeve is lit across as the arm below it is."""

import numpy as np

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.arm_skin import light_across_arms

HANGING = {
    Joint.LEFT_SHOULDER: (50, 40),
    Joint.LEFT_ELBOW: (50, 140),
    Joint.LEFT_WRIST: (50, 240),
}
ARM = (slice(40, 260), slice(30, 71))


def hanging(first_shown):
    """An arm that the photo shows from a row on, lighter on its right side by 20 grey levels."""
    layout = np.zeros((300, 100), np.uint8)
    layout[ARM] = Compact.LEFT_ARM
    shown = layout == Compact.LEFT_ARM
    shown[:first_shown] = False
    lack = np.zeros((*layout.shape, 3), np.float32)
    lack[:, 30:71] = np.linspace(-20, 20, 41)[:, None]
    lack[~shown] = 99  # says nothing: nobody sees it
    return lack, layout, shown


def test_light_across_goes_on_under_the_old_sleeve_and_fades():
    given = light_across_arms(*hanging(100), joints_at(HANGING), 1.0)
    for row, share in ((99, 1.0), (70, np.exp(-0.3 / 0.7))):
        assert np.abs(given[row, 40:61, 0] - share * np.linspace(-10, 10, 21)).max() < 1.5
    assert (given[:, :30] == 0).all() and (given[:, 71:] == 0).all()
    assert (given[140:] == 0).all()  # what the photo shows


def test_one_spot_is_no_light_of_the_arm():
    lack, layout, shown = hanging(100)
    lack[shown] = 0
    lack[120, 50] = 200
    assert np.abs(light_across_arms(lack, layout, shown, joints_at(HANGING), 1.0)).max() < 5


def test_nothing_is_known_from_a_hand_or_without_joints():
    lack, layout, shown = hanging(225)
    assert (light_across_arms(lack, layout, shown, joints_at(HANGING), 1.0) == 0).all()
    lack, layout, shown = hanging(100)
    assert (light_across_arms(lack, layout, shown, joints_at({}), 1.0) == 0).all()
