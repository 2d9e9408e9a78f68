"""The upper edge of a garment off the shoulders, on a drawn person."""

import numpy as np

from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact
from tryon.pipelines.compact.off_shoulder import even_edge_below_shoulders

SIZE = (256, 192)
BODY = joints_at(even_joints(96, shoulders=(30, 80), hips=(20, 170)))
NOTHING = np.zeros(SIZE, bool)


def torn():
    """A layout whose edge is at row 92: with a tongue up the left shoulder and an arm in it."""
    layout = np.zeros(SIZE, np.uint8)
    layout[70:92, 66:126] = Compact.NECK
    layout[72:92, 46:66] = Compact.RIGHT_ARM
    layout[72:92, 126:146] = Compact.LEFT_ARM
    layout[92:180, 46:146] = Compact.UPPER
    layout[78:92, 114:122] = Compact.UPPER
    layout[92:100, 130:146] = Compact.LEFT_ARM
    return layout


def test_the_edge_leads_evenly_from_arm_to_arm():
    even = even_edge_below_shoulders(torn(), BODY, NOTHING)
    tops = (even == Compact.UPPER).argmax(0)[46:146]
    assert np.ptp(tops) <= 2 and abs(np.median(tops) - 92) <= 1
    assert (even[78:90, 114:122] == Compact.NECK).all()
    assert (even[102:] == torn()[102:]).all()


def test_what_is_settled_a_garment_hardly_seen_and_a_person_without_joints_stay():
    layout = torn()
    assert (even_edge_below_shoulders(layout, BODY, ~NOTHING) == layout).all()
    assert (even_edge_below_shoulders(layout, joints_at({}), NOTHING) == layout).all()
    hidden = np.where(np.arange(SIZE[1]) > 70, Compact.HAIR, layout).astype(np.uint8)
    assert (even_edge_below_shoulders(hidden, BODY, NOTHING) == hidden).all()
    steps = layout.copy()
    for column in range(46, 146, 5):
        steps[70 : 80 + column % 4 * 20, column : column + 5] = Compact.NECK
    assert (even_edge_below_shoulders(steps, BODY, NOTHING) == steps).all()


def test_a_scrap_of_an_arm_that_was_kept_is_no_hand():
    for kept, label in ((slice(132, 137), Compact.UPPER), (slice(128, 146), Compact.LEFT_ARM)):
        settled = NOTHING.copy()
        settled[93:99, kept] = True
        even = even_edge_below_shoulders(torn(), BODY, settled)
        assert (even[94:98, 132:137] == label).all()
