"""Rules that reconcile the layout that was wished with what the photo shows."""

import cv2
import numpy as np
import pytest

from tests.support.dressed import NOTHING, SIZE, certain, hand_on_the_belly, person
from tryon.labels import Compact
from tryon.pipelines.compact.layout_rules import reconcile
from tryon.pipelines.compact.settled_layout import settled_layout
from tryon.pipelines.compact.synthesis import synthesise


def test_reconcile_keeps_hair_face_and_visible_skin_to_the_pixel(labels):
    wished = certain(np.full_like(labels, Compact.BACKGROUND))
    wished[Compact.UPPER, 75:160, 66:126] = 2
    layout = reconcile(wished, labels, NOTHING)
    for label in (Compact.HAIR, Compact.FACE):
        assert ((layout == label) == (labels == label)).all()
    arms = labels == Compact.LEFT_ARM
    assert (layout[arms] == Compact.LEFT_ARM).all()


def test_reconcile_never_grows_skin_over_the_background(labels):
    wished = certain(np.full_like(labels, Compact.LEFT_ARM))
    layout = reconcile(wished, labels, NOTHING)
    background = labels == Compact.BACKGROUND
    assert (layout[background] == Compact.BACKGROUND).all()


def test_reconcile_closes_slivers_but_not_wide_gaps(labels):
    narrower = labels.copy()
    narrower[70:170, 60:62] = Compact.BACKGROUND  # a sliver of the old top's edge
    narrower[150:170, 60:132] = Compact.BACKGROUND  # and a crop top's open midriff
    layout = reconcile(certain(narrower), labels, NOTHING)
    assert (layout[100:140, 60:62] == Compact.UPPER).all()
    assert (layout[158:164, 80:110] == Compact.BACKGROUND).all()


def test_reconcile_does_not_turn_a_misplaced_arm_into_garment(labels):
    wished = certain(labels)
    wished[:, 80:200, 150:160] = 0
    wished[Compact.LEFT_ARM, 80:200, 150:160] = 0.6  # beside the true arm, over the background
    wished[Compact.UPPER, 80:200, 150:160] = 0.4
    layout = reconcile(wished, labels, NOTHING)
    assert (layout[100:190, 153:158] == Compact.BACKGROUND).all()


def test_the_warp_moves_the_neckline_but_not_a_hand_in_front(labels):
    labels[110:130, 80:110] = Compact.LEFT_ARM  # a hand on the belly
    wished = certain(labels)
    wished[:, 70:100, 84:108] = 0
    wished[Compact.UPPER, 70:100, 84:108] = 0.7
    wished[Compact.NECK, 70:100, 84:108] = 0.3
    logits = np.full(SIZE, 20, np.float32)
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    v_neck = np.abs(columns - 96) < (100 - rows) / 2
    logits[v_neck] = -20
    layout = reconcile(wished, labels, NOTHING, logits)
    assert layout[75, 96] == Compact.NECK and layout[90, 96] == Compact.NECK
    assert layout[90, 106] == Compact.UPPER
    assert (layout[112:128, 82:108] == Compact.LEFT_ARM).all()
    assert (reconcile(wished, labels, NOTHING)[75:95, 90:102] == Compact.UPPER).all()


def test_reconcile_takes_back_clothing_that_nobody_wears(labels):
    wished = certain(labels)
    wished[:, 225:250, 150:175] = 0
    wished[Compact.UPPER, 225:250, 150:175] = 1
    layout = reconcile(wished, labels, NOTHING)
    assert (layout[225:250, 150:175] == Compact.BACKGROUND).all()
    assert (layout[100:160, 70:120] == Compact.UPPER).all()


@pytest.mark.parametrize("settle", [reconcile, settled_layout])
def test_a_hand_stays_in_front_but_the_rim_of_an_arm_does_not(settle):
    photo, kept, wished = hand_on_the_belly()
    layout = settle(certain(wished), photo, kept)
    assert (layout[112:128, 82:98] == Compact.RIGHT_ARM).all()
    assert (layout[100:150, 59] == Compact.UPPER).all()


def test_a_hole_in_the_cloth_is_closed_but_a_neckline_and_a_midriff_are_not(labels, wished):
    wished[95:115, 86:106] = Compact.NECK  # a hole
    wished[78:90, 88:104] = Compact.NECK  # a deeper neckline
    wished[145:170, 60:132] = Compact.NECK  # a bare midriff
    layout = reconcile(certain(wished), labels, NOTHING)
    assert (layout[98:112, 90:102] == Compact.UPPER).all()
    assert (layout[80:88, 92:100] == Compact.NECK).all()
    assert (layout[150:166, 80:110] == Compact.NECK).all()


def test_a_strip_of_arm_beside_a_sleeve_is_covered(labels):
    large = cv2.resize(labels, (768, 1024), interpolation=cv2.INTER_NEAREST)
    wished = large.copy()
    wished[320:600, 528:592] = Compact.UPPER  # a sleeve, eight pixels too narrow for the arm
    layout = reconcile(certain(wished), large, np.zeros_like(large))
    assert (layout[350:570, 594:598] == Compact.UPPER).all()
    assert (layout[640:780, 530:598] == Compact.LEFT_ARM).all()


def test_a_narrow_bare_belly_is_covered_unless_the_photo_shows_one(labels, wished):
    wished[165:170, 62:130] = Compact.NECK
    layout = reconcile(certain(wished), labels, NOTHING)
    assert (layout[164:170, 70:120] == Compact.UPPER).all()
    photo = wished.copy()
    layout = reconcile(certain(wished), photo, NOTHING)
    assert (layout[166:169, 70:120] == Compact.NECK).all()


def test_a_hole_in_a_sleeve_is_closed_but_a_bare_shoulder_is_not(labels, wished):
    kept = NOTHING.copy()
    kept[180:200, 132:150] = Compact.LEFT_ARM
    kept[180:200, 42:60] = Compact.RIGHT_ARM
    wished[80:178, 132:150] = wished[80:178, 42:60] = Compact.UPPER  # long sleeves
    wished[100:130, 136:150] = Compact.LEFT_ARM  # a hole at the outer side of one
    wished[70:84, 60:84] = Compact.NECK  # an open shoulder
    wished[76:100, 42:60] = Compact.RIGHT_ARM
    assert (reconcile(certain(wished), labels, kept)[104:126, 138:148] != Compact.UPPER).all()
    layout = reconcile(certain(wished), labels, kept, sleeve="long")
    assert (layout[104:126, 138:148] == Compact.UPPER).all()
    assert (layout[84:96, 44:58] == Compact.RIGHT_ARM).all()
    assert (layout[184:198, 136:146] == Compact.LEFT_ARM).all()


def test_a_patch_of_arm_beyond_the_silhouette_leaves_no_notch_in_a_long_sleeve(labels, wished):
    kept = np.zeros_like(labels)
    kept[185:200, 132:150] = Compact.LEFT_ARM  # the hand
    wished[76:180, 132:162] = Compact.UPPER
    wished[86:106, 150:160] = Compact.LEFT_ARM
    layout = reconcile(certain(wished), labels, kept, sleeve="long")
    assert (layout[88:104, 152:158] == Compact.UPPER).all()
    layout = reconcile(certain(wished), labels, kept, sleeve="short")
    assert not (layout[88:104, 152:158] == Compact.UPPER).any()


def test_a_sagging_hem_goes_all_the_way_round_but_stays_rounded_at_its_end(labels, wished):
    wished[170:190, 70:122] = Compact.UPPER  # sags between 62 and 130
    wished[190:196, 88:104] = Compact.UPPER
    layout = reconcile(certain(wished), labels, NOTHING)
    assert (layout[172:188, 64:128] == Compact.UPPER).all()
    assert (layout[192:195, 66:80] == Compact.LOWER).all()
    assert (layout[200:250, 64:128] == Compact.LOWER).all()


def test_a_bare_arm_is_no_hole_in_a_sleeve_when_trousers_hide_its_wrist(wished):
    kept = NOTHING.copy()
    kept[190:200, 42:60] = Compact.RIGHT_ARM
    wished[120:170, 60:62] = Compact.UPPER
    wished[170:188, 42:62] = Compact.LOWER  # between arm and hand
    photo = wished.copy()
    layout = reconcile(certain(wished), photo, kept, sleeve="long")
    assert (layout[84:165, 46:58] == Compact.RIGHT_ARM).all()


def test_no_trousers_show_through_a_gap_above_the_hem_nor_beside_the_hips_a_band_of_cloth(
    labels, wished
):
    wished[170:186, 62:130] = Compact.UPPER
    wished[174:178, 62:80] = Compact.LOWER  # a gap
    photo = labels.copy()
    photo[165:190, 42:60] = Compact.LOWER  # a bag below the right arm, next to the hem
    wished[165:190, 42:60] = Compact.LOWER
    layout = reconcile(certain(wished), photo, NOTHING)
    assert (layout[172:182, 64:128] == Compact.UPPER).all()
    assert (layout[170:184, 44:58] == Compact.LOWER).all()


def test_arms_that_the_photo_shows_bare_stay_bare_in_a_garment_without_sleeves(labels, wished):
    wished[80:150, 132:144] = Compact.UPPER  # an armhole that lies over most of an arm
    covered = reconcile(certain(wished), labels, NOTHING)
    layout = reconcile(certain(wished), labels, NOTHING, sleeve="sleeveless")
    assert (covered[90:140, 136:142] == Compact.UPPER).all()
    assert (layout[90:140, 136:142] == Compact.LEFT_ARM).all()
    assert (layout[90:140, 132] == Compact.UPPER).all()


def test_no_scrap_is_left_on_the_far_side_of_an_arm(labels):
    photo = labels.copy()
    wished = labels.copy()
    # The armhole is predicted over the arm and beyond it; the arm is where the photo shows it.
    wished[90:100, 128:154] = Compact.UPPER
    layout = reconcile(certain(wished), photo, NOTHING, sleeve="sleeveless")
    assert not (layout[:, 151:] == Compact.UPPER).any()
    # A corner of arm on the far side of a sleeve goes to what lies around it.
    wished = labels.copy()
    wished[74:140, 128:160] = Compact.UPPER
    photo[100:103, 156:159] = Compact.LEFT_ARM
    wished[98:104, 155:160] = Compact.LEFT_ARM
    layout = reconcile(certain(wished), photo, NOTHING)
    assert not (layout[90:110, 152:162] == Compact.LEFT_ARM).any()
    assert (layout[150:190, 140] == Compact.LEFT_ARM).all()


def test_no_point_of_a_shorter_sleeve_hangs_down_beside_the_arm(labels):
    photo = labels.copy()
    photo[70:140, 150:154] = Compact.UPPER  # the old sleeve stood off the arm
    photo[70:140, 132:150] = Compact.UPPER
    wished = photo.copy()
    wished[110:140, 132:150] = Compact.LEFT_ARM
    wished[110:140, 150:154] = Compact.BACKGROUND
    layout = reconcile(certain(wished), photo, NOTHING)
    assert (layout[112:140, 150] == Compact.BACKGROUND).all()
    assert (layout[80:106, 150:153] == Compact.UPPER).all()


def test_a_hem_just_above_the_trousers_reaches_them_but_not_one_far_above(labels):
    photo = labels.copy()
    photo[118:190, 62:130] = Compact.UPPER  # the old garment hid the waistband
    for hem, label in ((176, Compact.UPPER), (120, Compact.LOWER)):
        wished = photo.copy()
        wished[hem:190, 60:132] = Compact.LOWER
        layout = reconcile(certain(wished), photo, NOTHING)
        assert (layout[180:186, 70:122] == label).all()
    assert (layout[200:250, 64:128] == Compact.LOWER).all()


def test_a_cuff_taken_for_the_hand_goes_with_its_sleeve():
    picture, labels = person()
    labels[80:150, 132:150] = Compact.UPPER
    picture[80:150, 132:150] = (20, 20, 24)
    picture[labels == Compact.UPPER] = (20, 20, 24)
    picture[150:154, 132:150] = (20, 20, 24)  # still sleeve, though the parse map says arm
    layout = labels.copy()
    layout[80:200, 132:150] = Compact.LEFT_ARM
    cloth = np.full_like(picture, (30, 160, 60))
    canvas = synthesise(picture, labels, layout, cloth)
    assert canvas[150:154, 136:146].min() > 60
    assert (canvas[170:196, 136:146] == picture[170:196, 136:146]).all()


def test_a_gap_beside_the_hips_is_closed_though_its_upper_rows_are_wide(labels, wished):
    wished[170:176, 88:104] = Compact.UPPER  # narrow above
    wished[176:200, 70:122] = Compact.UPPER
    layout = reconcile(certain(wished), labels, NOTHING)
    assert (layout[171:196, 66:126] == Compact.UPPER).all()


def test_a_small_hole_in_a_long_sleeve_is_closed_though_the_hand_is_beyond_the_background(labels):
    photo, kept = labels.copy(), NOTHING.copy()
    photo[180:200, 10:28] = kept[180:200, 10:28] = Compact.RIGHT_ARM
    wished = photo.copy()
    wished[80:178, 132:150] = wished[80:178, 42:60] = Compact.UPPER
    wished[100:106, 44:50] = Compact.RIGHT_ARM
    layout = reconcile(certain(wished), photo, kept, sleeve="long")
    assert (layout[100:106, 44:50] == Compact.UPPER).all()
