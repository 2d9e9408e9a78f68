"""Light on bared arms: across them as below the old sleeve, and the shade of the new hem."""

import numpy as np

from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.arm_skin import hem_shade, light_across_arms

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


def test_below_the_hem_of_a_sleeve_an_arm_lies_in_its_shade_which_fades():
    layout = np.zeros((300, 100), np.uint8)
    layout[ARM] = Compact.LEFT_ARM
    layout[40:120, 30:71] = Compact.UPPER
    shade = hem_shade(layout, 1.0)
    at_hem, below, far = shade[120, 50], shade[130, 50], shade[170, 50]
    assert (at_hem < 0.88).all() and (at_hem < below).all() and (below < far).all()
    assert (far > 0.99).all()
    # Red loses least.
    assert at_hem[0] > at_hem[1] > at_hem[2]
    assert (shade[:, :30] == 1).all() and (shade[50:110] == 1).all()


def test_where_arm_and_chest_meet_above_a_garment_its_shade_makes_no_step():
    layout = np.full((100, 100), Compact.UPPER, np.uint8)
    layout[:60, :50], layout[:60, 50:] = Compact.LEFT_ARM, Compact.NECK
    shade = hem_shade(layout, 1.0)
    assert np.abs(np.diff(shade[58, 30:70], axis=0)).max() < 0.02
    assert (shade[58, 20] < 0.9).all() and (shade[58, 80] > 0.98).all()
