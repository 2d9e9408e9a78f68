"""A standing collar on the neck of a drawn person."""

import numpy as np

from tests.support.dressed import person
from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.standing_collar import stand_collar

SHOULDERS = joints_at({Joint.RIGHT_SHOULDER: (62, 78), Joint.LEFT_SHOULDER: (130, 78)})


def test_a_collar_stands_on_the_neck_as_high_as_the_products():
    _, layout = person()
    settled = layout == Compact.FACE
    product = np.zeros(layout.shape, bool)
    product[72:170, 50:142] = True
    # Beside the neck, where the head was: the neck tells where, the product how high.
    product[64:72, 84:100] = True
    standing = stand_collar(layout, product, SHOULDERS, settled)
    assert (standing[66:78, 84:108] == Compact.UPPER).all()
    assert (standing[56:60] == layout[56:60]).all()
    assert (standing != layout).any(0)[84:108].all()
    assert not (standing != layout)[:, :84].any() and not (standing != layout)[:, 108:].any()


def test_without_a_collar_or_shoulders_the_neck_stays():
    _, layout = person()
    settled = np.zeros(layout.shape, bool)
    nothing = np.zeros(layout.shape, bool)
    assert (stand_collar(layout, nothing, SHOULDERS, settled) == layout).all()
    product = nothing.copy()
    product[64:170, 50:142] = True
    assert (stand_collar(layout, product, joints_at({}), settled) == layout).all()
    held = np.ones(layout.shape, bool)
    assert (stand_collar(layout, product, SHOULDERS, held) == layout).all()
