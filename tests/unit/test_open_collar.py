"""A polo shirt's collar on a drawn person whose neck the layout covers."""

import numpy as np

from tests.support.dressed import person
from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.open_collar import open_collar

SHOULDERS = joints_at({Joint.RIGHT_SHOULDER: (62, 78), Joint.LEFT_SHOULDER: (130, 78)})
MIDDLE = 96


def polo():
    """The front by the TPS warp: a V of 26 columns between corners at row 64, a rim above it."""
    front = np.zeros((256, 192), bool)
    front[82:170, 50:142] = True
    for column in range(MIDDLE - 13, MIDDLE + 14):
        front[78 - abs(column - MIDDLE) : 170, column] = True
    front[62, MIDDLE - 13 : MIDDLE + 14] = True
    return front


def covered():
    """The photo, and a layout with cloth up to the chin."""
    _, photo = person()
    layout = np.where(photo == Compact.NECK, np.uint8(Compact.UPPER), photo)
    return photo, layout, photo == Compact.FACE


def test_a_covered_neck_is_bared_within_and_above_the_collar():
    photo, layout, settled = covered()
    cloth = layout == Compact.UPPER
    opened = open_collar(layout, photo, polo(), SHOULDERS, settled)
    changed = opened != layout
    assert changed[72, MIDDLE - 4 : MIDDLE + 5].all()
    assert (opened[changed & (photo != Compact.BACKGROUND)] == Compact.NECK).all()
    assert (opened[changed & (photo == Compact.BACKGROUND)] == Compact.BACKGROUND).all()
    # The collar's own sides and what is below its edge stay cloth.
    assert not (changed & polo())[63:].any()
    assert not changed[79:].any() and not (changed & ~cloth).any()


def test_a_neckline_far_above_the_collar_is_believed():
    photo, layout, settled = covered()
    layout[56:68, 84:108] = Compact.NECK
    assert (open_collar(layout, photo, polo(), SHOULDERS, settled) == layout).all()


def test_without_shoulders_a_collar_or_what_may_change_the_layout_stays():
    photo, layout, settled = covered()
    nothing, everything = np.zeros(layout.shape, bool), np.ones(layout.shape, bool)
    assert (open_collar(layout, photo, polo(), joints_at({}), settled) == layout).all()
    assert (open_collar(layout, photo, nothing, SHOULDERS, settled) == layout).all()
    assert (open_collar(layout, photo, polo(), SHOULDERS, everything) == layout).all()
