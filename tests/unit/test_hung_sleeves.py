"""Short sleeves hang straight from the shoulders, on arms that narrow below their muscle."""

import numpy as np
import pytest

from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hung_sleeves import hang_sleeves

SIZE = (900, 760)
MIDDLE, BONE, SHOULDER, ELBOW = 380, 120, 300, 500
NOTHING = np.zeros(SIZE, bool)
ARMS = (Compact.LEFT_ARM, 1), (Compact.RIGHT_ARM, -1)


def keypoints():
    return joints_at(
        even_joints(
            MIDDLE,
            shoulders=(BONE, SHOULDER),
            elbows=(BONE, ELBOW),
            wrists=(BONE, 700),
            hips=(80, 640),
        )
    )


def outer_edge(row):
    """How far an arm reaches beyond its bone, px: widest 60 px below the joint."""
    return int(np.interp(row, (270, 300, 360, 420, 800), (0, 40, 52, 34, 34)))


def bare_armed():
    """A person whose old garment has no sleeves."""
    photo = np.zeros(SIZE, np.uint8)
    for arm, side in ARMS:
        for row in range(270, 760):
            reach = np.arange(-30, outer_edge(row))
            photo[row, MIDDLE + side * (BONE + reach)] = arm
    photo[280:650, MIDDLE - 90 : MIDDLE + 90] = Compact.UPPER
    return photo


def sleeved(photo, hems, ease):
    """The same in sleeves down to rows, that far off the arm but for the last rows."""
    layout = photo.copy()
    for (_, side), hem in zip(ARMS, hems, strict=True):
        for row in range(270, hem):
            off = min(ease, (hem - row) // 2)
            reach = np.arange(-30, outer_edge(row) + off)
            layout[row, MIDDLE + side * (BONE + reach)] = Compact.UPPER
    return layout


def outline(layout, side, rows):
    """How far cloth reaches beyond the bone, px per row."""
    columns = MIDDLE + side * np.arange(BONE, BONE + 150)
    return (layout[rows][:, columns] == Compact.UPPER).sum(1)


@pytest.mark.parametrize("ease", [0, 8, 30])
def test_a_balloon_becomes_a_sleeve_that_is_straight_and_open_at_its_hem(ease):
    photo = bare_armed()
    layout = sleeved(photo, (420, 420), ease)
    hung = hang_sleeves(layout, photo, keypoints(), NOTHING)
    for _, side in ARMS:
        edge = outline(hung, side, slice(300, 420))
        assert 9 <= edge[-1] - outer_edge(425) <= 14  # 0.051 of 240 px
        assert (edge - [outer_edge(row) for row in range(300, 420)])[20:].min() >= 1  # on the arm
        below = edge[60:]
        line = np.linspace(below[0], below[-1], len(below))
        assert abs(below - line).max() <= 2  # from the muscle to the hem
        assert edge.max() - edge[-1] <= 10
        assert (outline(hung, side, slice(422, 500)) == 0).all()
    trunk = slice(MIDDLE - 80, MIDDLE + 80)
    assert (hung[:, trunk] == layout[:, trunk]).all()


@pytest.mark.parametrize(("old", "hem"), [("none", 400), ("long", 430), ("short", None)])
def test_both_sleeves_are_of_one_length_where_no_old_one_ended(old, hem):
    photo = bare_armed()
    layout = sleeved(photo, (400, 430), 8)
    worn = {"none": 0, "short": 425, "long": 690}[old]
    arms = np.isin(photo, [arm for arm, _ in ARMS])
    photo[:worn][arms[:worn]] = Compact.UPPER
    hung = hang_sleeves(layout, photo, keypoints(), NOTHING)
    for (arm, side), own in zip(ARMS, (400, 430), strict=True):
        across = hung[:, MIDDLE + side * (BONE + 10)]
        assert abs(int(np.argmax(across == arm)) - (hem or own)) <= 2


def test_below_the_hem_nothing_covers_what_the_photo_shows_of_the_arm():
    photo = bare_armed()
    layout = sleeved(photo, (420, 420), 8)
    layout[420:460, MIDDLE + 90 : MIDDLE + 112] = Compact.UPPER
    hung = hang_sleeves(layout, photo, keypoints(), NOTHING)
    assert (hung[425:460, MIDDLE + 92 : MIDDLE + 112] == Compact.LEFT_ARM).all()


def test_what_lies_before_a_sleeve_stays_and_an_arm_needs_an_elbow_but_no_wrist():
    photo = bare_armed()
    layout = sleeved(photo, (420, 420), 8)
    held = NOTHING.copy()
    held[330:360, MIDDLE + BONE + 20 :] = True
    layout[held], photo[held] = Compact.HAIR, Compact.HAIR
    hung = hang_sleeves(layout, photo, keypoints(), held)
    assert (hung[held] == layout[held]).all()
    rim = NOTHING.copy()
    rim[390:420, MIDDLE + BONE + 25 :] = True
    photo, layout = bare_armed(), np.where(rim, bare_armed(), layout)
    hung = hang_sleeves(layout, photo, keypoints(), rim & (photo == Compact.LEFT_ARM))
    assert (hung[390:418, MIDDLE + BONE : MIDDLE + BONE + 40] == Compact.UPPER).all()
    joints = keypoints()
    joints.xy[[Joint.LEFT_WRIST, Joint.RIGHT_ELBOW]] = np.nan
    hung = hang_sleeves(layout, photo, joints, NOTHING)
    assert (hung[:, :MIDDLE] == layout[:, :MIDDLE]).all()
    assert outline(hung, 1, slice(415, 419)).min() > outer_edge(425) + 8


def test_an_arm_without_a_hem_and_a_body_without_shoulders_are_left_alone():
    photo = bare_armed()
    assert (hang_sleeves(photo, photo, keypoints(), NOTHING) == photo).all()
    joints = keypoints()
    joints.xy[Joint.LEFT_SHOULDER] = np.nan
    layout = sleeved(photo, (420, 420), 8)
    assert (hang_sleeves(layout, photo, joints, NOTHING) == layout).all()


def test_an_arm_before_the_trunk_cuts_nothing_out_of_it():
    photo = bare_armed()
    photo[280:650][photo[280:650] == Compact.BACKGROUND] = Compact.UPPER
    layout = sleeved(photo, (420, 420), 8)
    hung = hang_sleeves(layout, photo, keypoints(), NOTHING)
    assert (hung[layout == Compact.UPPER] != Compact.BACKGROUND).all()


def test_an_arm_below_a_hem_has_no_teeth_where_a_print_has_them_in_the_parse_map():
    photo = bare_armed()
    layout = sleeved(photo, (420, 420), 8)
    rows = slice(440, 490)
    for _, side in ARMS:
        inner = MIDDLE + side * np.arange(BONE - 40, BONE - 10)
        layout[420:760, inner] = Compact.UPPER
        for row in range(420, 760):
            tooth = 10 * (row // 8 % 2)
            photo[row, MIDDLE + side * np.arange(BONE - 30, BONE - 30 + tooth)] = Compact.UPPER
    hung = hang_sleeves(layout, photo, keypoints(), NOTHING)
    for arm, _ in ARMS:
        assert np.ptp((hung[rows] == arm).sum(1)) <= 2
