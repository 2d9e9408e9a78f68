"""Straps and shoulders of a drawn person."""

import numpy as np

from tests.support.dressed import person
from tests.support.joints import joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.shoulders import (
    bares_shoulders,
    close_to_shoulders,
    cover_shoulders,
    join_sleeves,
    reach_shoulders,
    round_shoulders,
)

SHOULDERS = joints_at({Joint.RIGHT_SHOULDER: (62, 78), Joint.LEFT_SHOULDER: (130, 78)})


def bandeau(rows, columns):
    """A layout with a garment there and bare shoulders above it; nothing is settled."""
    _, layout = person()
    layout[66:110, 60:132] = Compact.NECK
    layout[rows, columns] = Compact.UPPER
    return layout, np.zeros(layout.shape, bool)


def test_a_strap_that_ends_below_the_shoulder_leads_over_it_and_a_bandeau_gets_none():
    layout, settled = bandeau(slice(90, 110), slice(60, 132))
    assert (reach_shoulders(layout, SHOULDERS, settled, "wide") == layout).all()
    lost = reach_shoulders(layout, SHOULDERS, settled, "straps")
    added = (lost != layout).any(0)
    assert 2 <= added[66:96].sum() <= 6 and 2 <= added[96:126].sum() <= 6
    assert (lost[66:90][:, added] == Compact.UPPER).all()
    tank = reach_shoulders(layout, SHOULDERS, settled, "round")
    assert (tank[66:90, 68:76] == Compact.UPPER).all()
    assert (tank[66:90, 84:108] == layout[66:90, 84:108]).all()
    for columns in (slice(68, 76), slice(116, 124)):
        layout[72:90, columns] = Compact.UPPER
    led = reach_shoulders(layout, SHOULDERS, settled, "straps")
    assert (led[66:72, 68:76] == Compact.UPPER).all()
    assert (led[66:72, 116:124] == Compact.UPPER).all()
    assert (led[66:90, 84:108] == layout[66:90, 84:108]).all()
    missing = joints_at({})
    assert (reach_shoulders(layout, missing, settled, "straps") == layout).all()


def test_cloth_lies_on_the_photos_shoulders_and_may_hang_from_the_arm():
    _, photo = person()
    shoulders = joints_at({Joint.RIGHT_SHOULDER: (51, 84), Joint.LEFT_SHOULDER: (141, 84)})
    layout = photo.copy()
    layout[62:170, 34:158] = Compact.UPPER
    closed = close_to_shoulders(layout, photo, shoulders)
    assert (closed[62:72, 136:158] == Compact.BACKGROUND).all()
    assert (closed[100, 132:151] == Compact.UPPER).all()
    beside = (closed[:, 150:] == Compact.UPPER).sum(1)
    assert beside[84] <= 3 and beside[84] < beside[160] <= 8
    assert (closed[:, 70:130] == layout[:, 70:130])[70:].all()
    missing = joints_at({})
    assert (close_to_shoulders(layout, photo, missing) == layout).all()


def test_a_box_that_was_taken_for_a_bandeau_lies_on_the_shoulders_with_its_own_neckline():
    layout, settled = bandeau(slice(104, 110), slice(64, 128))
    front = np.zeros((256, 192), bool)
    front[20:200, 40:150] = True
    front[20:35, 80:110] = False  # a square neck
    covered = cover_shoulders(layout, SHOULDERS, front, settled, "round")
    assert (covered[68:104, 66:80] == Compact.UPPER).all()
    assert (covered[68:104, 112:126] == Compact.UPPER).all()
    assert (covered[66:72, 92:100] == Compact.NECK).all()
    assert (covered[90:104, 92:100] == Compact.UPPER).all()
    assert (covered[:, :56] == layout[:, :56]).all() and (covered[110:] == layout[110:]).all()

    def opening(neckline):
        box = np.zeros((256, 192), bool)
        box[20:200, 40:150] = True
        return (cover_shoulders(layout, SHOULDERS, box, settled, neckline) == Compact.NECK).sum()

    # Where nothing of the inside is seen, a neck is open all the same.
    assert opening("v") > opening("round") > opening("high")
    # One that lies on them already, or whose shoulders nobody knows, stays.
    again = cover_shoulders(covered, SHOULDERS, front, settled, "round")
    assert (again == covered).all()
    assert (cover_shoulders(layout, joints_at({}), front, settled, "round") == layout).all()
    nothing = np.zeros_like(front)
    assert (cover_shoulders(layout, SHOULDERS, nothing, settled, "round") == layout).all()
    # One that is nothing but thin cloth has an edge, too.
    net = np.zeros_like(front)
    net[20:200:8, 40:150] = net[20:200, 40:150:8] = True
    netted = cover_shoulders(layout, SHOULDERS, net, settled, "round")
    assert (netted[80:104, 70:80] == Compact.UPPER).all()


def test_sleeves_that_begin_below_the_shoulder_are_joined_to_it_and_bare_arms_stay_bare():
    joints = {
        Joint.RIGHT_SHOULDER: (62, 78),
        Joint.LEFT_SHOULDER: (130, 78),
        Joint.LEFT_ELBOW: (140, 140),
        Joint.LEFT_WRIST: (140, 195),
    }
    _, layout = person()
    layout[70:200, 132:150] = Compact.LEFT_ARM
    layout[66:110, 60:132] = Compact.UPPER
    nothing = np.zeros(layout.shape, bool)
    assert (join_sleeves(layout, joints_at({}), nothing) == layout).all()
    layout[100:125, 132:150] = Compact.UPPER
    joined = join_sleeves(layout, joints_at(joints), nothing)
    assert (joined[84:100, 134:148] == Compact.UPPER).all()
    assert (joined[128:200] == layout[128:200]).all()
    # One that begins at the shoulder and ends above the elbow stays, whatever trunk lies behind.
    layout[70:100, 132:150] = Compact.UPPER
    layout[100:200, 132:150] = Compact.LEFT_ARM
    layout[66:170, 60:132] = Compact.UPPER
    assert (join_sleeves(layout, joints_at(joints), nothing) == layout).all()
    # Of one that nobody drew half of the upper arm is covered.
    layout[70:200, 132:150] = Compact.LEFT_ARM
    usual = join_sleeves(layout, joints_at(joints), nothing)
    assert (usual[80:106, 134:148] == Compact.UPPER).all()
    assert (usual[114:200] == layout[114:200]).all()


def test_a_racerback_bares_the_shoulders_and_a_box_a_hood_and_a_shirt_do_not():
    box = np.zeros((256, 192), bool)
    box[40:200, 40:150] = True
    racerback = box.copy()
    racerback[40:90, 40:65] = racerback[40:90, 125:150] = False
    assert bares_shoulders(racerback, "sleeveless", "round")
    assert bares_shoulders(racerback, "sleeveless", "v")
    assert not bares_shoulders(box, "sleeveless", "round")
    assert not bares_shoulders(racerback, "sleeveless", "collar")
    assert not bares_shoulders(racerback, "short", "round")
    assert not bares_shoulders(np.zeros_like(box), "sleeveless", "round")


def test_a_step_between_neck_and_arm_is_filled_where_the_old_garment_lay_and_nowhere_else():
    layout = np.zeros((256, 192), np.uint8)
    layout[66:200, 62:130] = Compact.NECK
    layout[76:200, 46:62] = Compact.RIGHT_ARM
    layout[76:200, 130:146] = Compact.LEFT_ARM
    photo = np.zeros_like(layout)
    photo[66:200, 40:96] = Compact.UPPER
    even = round_shoulders(layout, photo, SHOULDERS)
    filled = even != layout
    assert filled[72:76, 58:62].all()
    # On the other side the photo shows the wall, and below the shoulder nothing is a step.
    assert not filled[:, 96:].any() and not filled[90:].any()
    assert set(np.unique(even[filled])) <= {Compact.NECK, Compact.RIGHT_ARM}
    assert (round_shoulders(layout, photo, joints_at({})) == layout).all()
    # Under cloth that covers the shoulders, too.
    skin = np.isin(layout, (Compact.NECK, Compact.RIGHT_ARM, Compact.LEFT_ARM))
    clothed = np.where(skin, np.uint8(Compact.UPPER), layout)
    even = round_shoulders(clothed, photo, SHOULDERS, covered=True)
    assert (even[72:76, 58:62] == Compact.UPPER).all()
