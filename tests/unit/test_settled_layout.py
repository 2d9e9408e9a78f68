"""What the network's layout may not touch, and what of it is a scrap."""

import numpy as np

from tests.support.dressed import NOTHING, certain
from tests.support.joints import even_joints, joints_at
from tryon.labels import Compact, Joint
from tryon.pipelines.compact.hems import lower_garment_kept
from tryon.pipelines.compact.settled_layout import (
    settled_layout,
    smooth_outlines,
    with_shown_gaps,
    without_hem_corners,
    without_holes,
    without_invented_gaps,
    without_patches,
    without_slivers,
)

SETTLED = np.zeros((1024, 768), bool)


def test_hair_face_and_skin_that_is_not_covered_stay_to_the_pixel(labels):
    wished = np.full_like(labels, Compact.BACKGROUND)
    wished[75:160, 66:126] = Compact.UPPER
    layout = settled_layout(certain(wished), labels, NOTHING)
    for label in (Compact.HAIR, Compact.FACE, Compact.LEFT_ARM, Compact.RIGHT_ARM):
        assert ((layout == label) == (labels == label)).all()
    assert (layout[80:150, 70:120] == Compact.UPPER).all()


def test_nobody_grows_skin_or_trousers_over_the_wall_but_a_garment_may_reach_there(labels, wished):
    wished[80:160, 150:170] = Compact.LEFT_ARM
    wished[80:160, 20:42] = Compact.UPPER
    wished[80:160, 60:80] = Compact.UPPER
    layout = settled_layout(certain(wished), labels, NOTHING)
    assert (layout[90:150, 152:168] == Compact.BACKGROUND).all()
    assert (layout[90:150, 24:40] == Compact.UPPER).all()


def test_a_scrap_of_garment_on_the_trousers_goes_to_them(labels, wished):
    wished[200:212, 80:100] = Compact.UPPER
    layout = settled_layout(certain(wished), labels, NOTHING)
    assert (layout[200:212, 80:100] == Compact.LOWER).all()
    assert (layout[100:160, 70:120] == Compact.UPPER).all()


def test_steps_of_the_networks_grid_are_gone_from_an_outline():
    fine = np.zeros((512, 384), np.float32)
    rows, columns = np.mgrid[:512, :384]
    fine[columns > 100 + rows / 5] = 1
    steps = fine.repeat(2, 0).repeat(2, 1)
    smooth = smooth_outlines(np.stack([steps, 1 - steps]))
    edges = (smooth[0] > 0.5).argmax(1)[8:-8]
    line = np.polyval(np.polyfit(np.arange(len(edges)), edges, 1), np.arange(len(edges)))
    assert np.abs(edges - line).max() <= 1.0
    raw = (steps > 0.5).argmax(1)[8:-8]
    assert np.abs(raw - line).max() > np.abs(edges - line).max()


def test_a_garment_hangs_over_trousers_but_not_in_a_lap_nor_where_one_was_tucked_in(labels):
    longer = labels.copy()
    longer[170:200, 70:120] = Compact.UPPER
    # The old one ends at the hips, and then 20 pixels of a trunk of 110 above them.
    untucked = even_joints(96, shoulders=(44, 84), hips=(24, 172)) | {Joint.NECK: (96, 80)}
    tucked = untucked | even_joints(96, hips=(24, 190))
    coat = lower_garment_kept(longer, labels, joints_at(tucked), outerwear=True)
    assert (coat == longer).all()
    for joints, kept in (
        (untucked, False),
        (untucked | {Joint.LEFT_KNEE: (118, 230)}, False),
        (untucked | {Joint.LEFT_KNEE: (150, 185)}, True),
        (tucked, True),
    ):
        layout = lower_garment_kept(longer, labels, joints_at(joints))
        assert (layout[180:200, 75:115] == Compact.LOWER).all() == kept
        assert (layout[90:150, 75:115] == Compact.UPPER).all()
    assert (lower_garment_kept(longer, labels, joints_at({})) == longer).all()
    shorter = labels.copy()
    shorter[140:170, 60:132] = Compact.NECK
    assert (lower_garment_kept(shorter, labels, joints_at(tucked)) == shorter).all()


def test_a_narrow_gap_that_the_photo_does_not_show_is_closed_and_a_wide_or_shown_one_is_not():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:700, 200:500] = Compact.UPPER
    layout[200:900, 510:560] = Compact.LEFT_ARM  # ten pixels beside the trunk
    layout[600:700, 440:510] = Compact.BACKGROUND  # and farther from its waist
    photo = np.full_like(layout, Compact.UPPER)
    settled = np.zeros(layout.shape, bool)
    closed = without_slivers(layout, photo, settled)
    assert (closed[220:590, 500:510] != Compact.BACKGROUND).all()
    assert (closed[615:685, 455:495] == Compact.BACKGROUND).all()
    assert (closed[:, 570:] == layout[:, 570:]).all()
    photo[200:700, 500:510] = Compact.BACKGROUND
    assert (without_slivers(layout, photo, settled)[220:590, 500:510] == 0).all()
    settled[:, 500:510] = True
    photo[:] = Compact.UPPER
    assert (without_slivers(layout, photo, settled)[220:590, 500:510] == 0).all()


def test_a_speck_of_wall_within_the_garment_is_filled_and_a_gap_beside_it_is_not():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:700, 200:500] = Compact.UPPER
    layout[300:900, 500:540] = Compact.LEFT_ARM
    layout[400:415, 300:316] = Compact.BACKGROUND
    layout[400:460, 400:440] = Compact.BACKGROUND  # too large
    layout[600:612, 490:505] = Compact.BACKGROUND  # between cloth and arm
    filled = without_holes(layout, SETTLED)
    assert (filled[400:415, 300:316] == Compact.UPPER).all()
    assert (filled != layout).sum() == 15 * 16


def test_skin_within_the_garment_that_no_neckline_bares_is_cloth():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:700, 200:500] = Compact.UPPER
    layout[150:260, 320:380] = Compact.NECK
    layout[300:360, 310:420] = Compact.NECK  # below a ruffle that was taken for an inside
    filled = without_holes(layout, SETTLED)
    assert (filled[300:360, 310:420] == Compact.UPPER).all()
    assert (filled != layout).sum() == 60 * 110


def test_a_chest_and_a_shoulder_that_are_in_cloth_alone_are_cloth_but_no_hand_is():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:700, 200:500] = Compact.UPPER
    layout[300:360, 310:350] = Compact.NECK
    layout[260:300, 320:345] = Compact.LEFT_ARM
    layout[500:560, 300:400] = Compact.LEFT_ARM  # before the trunk
    filled = without_holes(layout, SETTLED)
    assert (filled[250:400, 300:400] == Compact.UPPER).all()
    assert (filled[500:560, 300:400] == Compact.LEFT_ARM).all()
    assert (without_holes(layout, layout == Compact.LEFT_ARM) == layout).all()


def test_a_slit_that_is_left_of_a_gap_of_the_photo_is_cloth():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:600, 200:400] = Compact.UPPER
    layout[200:600, 406:460] = Compact.LEFT_ARM
    layout[600:900, 200:460] = Compact.LOWER
    photo = layout.copy()
    photo[layout == Compact.UPPER] = Compact.BACKGROUND
    closed = without_slivers(layout, photo, SETTLED)
    assert (closed[250:560, 400:406] == Compact.UPPER).all()
    wide = layout.copy()
    wide[200:600, 406:420] = Compact.BACKGROUND
    assert (without_slivers(wide, photo * 0, SETTLED) == wide).all()


def test_a_patch_of_shoulder_apart_from_the_neck_is_cloth_and_one_that_hair_parts_is_skin():
    layout = np.zeros((1024, 768), np.uint8)
    layout[200:700, 200:500] = Compact.UPPER
    layout[150:260, 320:380] = Compact.NECK
    layout[200:220, 460:490] = Compact.NECK  # below the wall, between cloth
    layout[150:240, 384:400] = Compact.NECK
    layout[140:260, 380:384] = Compact.HAIR
    covered = without_patches(layout)
    assert (covered[200:220, 460:490] == Compact.UPPER).all()
    assert (covered != layout).sum() == 20 * 30


def test_a_hole_between_arm_and_trunk_that_the_photo_does_not_show_is_cloth():
    photo = np.full((1024, 768), Compact.UPPER, np.uint8)
    photo[:, :200] = photo[:, 560:] = Compact.BACKGROUND
    layout = photo.copy()
    layout[300:600, 480:560] = Compact.LEFT_ARM
    layout[350:450, 440:480] = Compact.BACKGROUND
    filled = without_invented_gaps(layout, photo)
    assert (filled[350:450, 440:480] == Compact.UPPER).all()
    assert (filled[:, :200] == Compact.BACKGROUND).all()
    photo[350:450, 440:480] = Compact.BACKGROUND
    assert (without_invented_gaps(layout, photo) == layout).all()
    layout[370:450, 440:480] = Compact.UPPER  # what is left of it is a speck
    layout[350:370, 440:460] = Compact.UPPER
    assert (without_invented_gaps(layout, photo)[350:370, 460:480] == Compact.UPPER).all()


def test_a_gap_that_goes_on_below_the_hem_stays_and_a_speck_there_is_of_the_trousers():
    photo = np.full((1024, 768), Compact.UPPER, np.uint8)
    photo[:, :200] = photo[:, 560:] = Compact.BACKGROUND
    layout = photo.copy()
    layout[550:, 200:560] = Compact.LOWER
    layout[300:900, 500:560] = Compact.LEFT_ARM
    layout[450:650, 460:500] = Compact.BACKGROUND
    assert (without_invented_gaps(layout, photo) == layout).all()
    layout[450:546, 460:500] = Compact.UPPER
    layout[546:650, 460:500] = Compact.LOWER
    layout[540:560, 480:500] = Compact.BACKGROUND
    filled = without_invented_gaps(layout, photo)
    assert (filled[540:560, 480:500] == Compact.LOWER).all()
    photo[540:560, 480:500] = Compact.BACKGROUND
    assert (without_invented_gaps(layout, photo) == layout).all()


def test_a_wide_gap_within_the_bend_of_an_arm_that_a_cape_hid_stays_wall():
    photo = np.full((1024, 768), Compact.UPPER, np.uint8)
    photo[:, :200] = photo[:, 660:] = Compact.BACKGROUND
    layout = photo.copy()
    layout[300:600, 580:660] = Compact.LEFT_ARM
    layout[350:500, 480:580] = Compact.BACKGROUND
    assert (without_invented_gaps(layout, photo) == layout).all()
    layout[350:500, 480:540] = Compact.UPPER
    assert (without_invented_gaps(layout, photo)[350:500, 540:580] == Compact.UPPER).all()


def test_an_arm_has_no_corner_where_a_wide_sleeve_ended():
    photo = np.zeros((1024, 768), np.uint8)
    photo[200:400, 300:380] = Compact.UPPER
    photo[400:700, 320:380] = Compact.LEFT_ARM
    drawn = np.where(photo == Compact.UPPER, np.uint8(Compact.LEFT_ARM), photo)
    # The bared arm is as wide as the sleeve was at its hem, and as the arm farther up.
    for row in range(200, 400):
        drawn[row, 300 : 320 - (row - 200) // 10] = Compact.BACKGROUND
    smooth = without_hem_corners(drawn, photo, np.zeros(photo.shape, bool))
    assert (smooth[392:399, 300:304] == Compact.BACKGROUND).all()
    changed = smooth != drawn
    assert (smooth[changed] == Compact.BACKGROUND).all()
    rows, columns = np.nonzero(changed)
    assert rows.min() > 360 and rows.max() < 432 and columns.max() < 325
    bare = np.where(photo == Compact.UPPER, np.uint8(Compact.BACKGROUND), photo)
    assert (without_hem_corners(drawn, bare, np.zeros(photo.shape, bool)) == drawn).all()


def test_the_wall_within_an_arms_bend_stays_and_a_rim_of_it_may_be_covered():
    photo = np.full((1024, 768), Compact.UPPER, np.uint8)
    photo[:, 600:] = Compact.BACKGROUND
    photo[300:400, 400:480] = Compact.BACKGROUND
    cape = np.where(photo == Compact.BACKGROUND, np.uint8(Compact.UPPER), photo)
    opened = with_shown_gaps(cape, photo)
    assert (opened[310:390, 410:470] == Compact.BACKGROUND).all()
    assert (opened[300:306] == Compact.UPPER).all() and (opened[:, 600:] == Compact.UPPER).all()
    half = cape.copy()
    half[300:385, 400:480] = Compact.BACKGROUND
    assert (with_shown_gaps(half, photo) == half).all()
