"""Straps and shoulders of a drawn person."""

import numpy as np

from tests.unit.dressed import person
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.shoulders import reach_shoulders
from tryon.types import Keypoints


def test_a_strap_that_ends_below_the_shoulder_leads_over_it_and_a_bandeau_gets_none():
    _, layout = person()
    layout[66:110, 60:132] = Compact.NECK
    layout[90:110, 60:132] = Compact.UPPER
    joints = np.full((25, 2), np.nan, np.float32)
    joints[Joint.RIGHT_SHOULDER], joints[Joint.LEFT_SHOULDER] = (62, 78), (130, 78)
    shoulders = Keypoints(joints, np.ones(25, np.float32))
    settled = np.zeros(layout.shape, bool)
    assert (reach_shoulders(layout, shoulders, settled, "straps") == layout).all()
    tank = reach_shoulders(layout, shoulders, settled, "round")
    assert (tank[66:90, 68:76] == Compact.UPPER).all()
    assert (tank[66:90, 84:108] == layout[66:90, 84:108]).all()
    for columns in (slice(68, 76), slice(116, 124)):
        layout[72:90, columns] = Compact.UPPER
    led = reach_shoulders(layout, shoulders, settled, "straps")
    assert (led[66:72, 68:76] == Compact.UPPER).all()
    assert (led[66:72, 116:124] == Compact.UPPER).all()
    assert (led[66:90, 84:108] == layout[66:90, 84:108]).all()
    missing = Keypoints(np.full_like(joints, np.nan), np.ones(25, np.float32))
    assert (reach_shoulders(layout, missing, settled, "straps") == layout).all()
