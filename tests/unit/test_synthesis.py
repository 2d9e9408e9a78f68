"""What the compact synthesis paints: skin, hair, wall, outlines."""

import cv2
import numpy as np

from tests.support.dressed import NOTHING, SKIN, certain, person
from tryon.labels import Compact
from tryon.pipelines.compact.layout_rules import reconcile
from tryon.pipelines.compact.synthesis import fill_background, synthesise, with_its_scraps


def test_synthesis_changes_nothing_outside_the_changed_mask():
    picture, labels = person()
    layout = labels.copy()
    layout[70:120, 132:150] = Compact.UPPER  # a sleeve over the left arm
    cloth = np.full_like(picture, (20, 150, 60))
    made = synthesise(picture, labels, layout, cloth)
    assert (made[20:50] == picture[20:50]).all()
    assert np.abs(made[120, 96].astype(int) - (20, 150, 60)).max() < 30
    assert np.abs(made[95, 141].astype(int) - (20, 150, 60)).max() < 40


def test_synthesis_paints_bare_skin_in_the_persons_tone():
    picture, labels = person()
    labels[80:140, 132:150] = Compact.UPPER  # the photo has a sleeve there
    picture[80:140, 132:150] = (180, 30, 40)
    layout = labels.copy()
    layout[80:140, 132:150] = Compact.LEFT_ARM
    cloth = np.full_like(picture, (240, 240, 240))
    made = synthesise(picture, labels, layout, cloth)
    arm = made[95:130, 138:146].reshape(-1, 3).mean(0)
    assert np.abs(arm - SKIN).max() < 45
    assert arm[0] > arm[1] > arm[2]


def test_synthesis_paints_background_where_a_wide_top_was():
    picture, labels = person()
    labels[100:170, 30:42] = Compact.UPPER
    picture[100:170, 30:42] = (180, 30, 40)
    layout = labels.copy()
    layout[100:170, 30:42] = Compact.BACKGROUND
    made = synthesise(picture, labels, layout, np.full_like(picture, 90))
    assert np.abs(made[110:160, 32:38].astype(int) - 200).max() < 25


def test_a_logo_of_the_old_garment_is_not_taken_for_a_shadow():
    picture, labels = person()
    large = cv2.resize(labels, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo = cv2.resize(picture, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo[large == Compact.UPPER] = 235
    plain = synthesise(photo, large, large, np.full_like(photo, (200, 40, 30)))
    photo[420:432, 350:400] = 20
    marked = synthesise(photo, large, large, np.full_like(photo, (200, 40, 30)))
    there = (slice(415, 437), slice(345, 405))
    assert np.abs(marked[there].astype(int) - plain[there]).max() < 8


def test_stripes_leave_no_teeth_along_the_outline(labels):
    photo = labels.copy()
    for row in range(84, 160, 4):
        photo[row : row + 2, 40:42] = Compact.UPPER
        photo[row : row + 2, 42:60] = Compact.UPPER
    photo[80:160, 42:60] = Compact.UPPER
    wished = photo.copy()
    wished[:, 40:42] = Compact.BACKGROUND
    layout = reconcile(certain(wished), photo, NOTHING)
    assert (layout[90:150, 40:41] == Compact.BACKGROUND).all()


def test_the_old_garment_does_not_shine_through_the_edge_of_the_new_one():
    picture, labels = person()
    layout = labels.copy()
    layout[70:170, 126:132] = Compact.BACKGROUND  # narrower than the old one
    layout[80:200, 132:150] = Compact.LEFT_ARM
    cloth = np.full_like(picture, (30, 160, 60))
    canvas = synthesise(picture, labels, layout, cloth).astype(int)
    # Between green cloth and grey wall nothing is as red as the old garment.
    edge = canvas[90:160, 118:130]
    assert (edge[..., 0] <= np.maximum(edge[..., 1], edge[..., 2]) + 12).all()


def test_strands_over_the_old_garment_lose_its_colour_and_keep_their_own():
    picture, labels = person()
    blond, red = np.array((220, 180, 110.0)), np.array((180, 30, 40.0))
    labels[10:100, 114:124] = Compact.HAIR
    picture[10:100, 114:124] = blond
    picture[86:100, 114:124] = blond * 0.5 + red * 0.5  # fine ends, half cloth
    cloth = np.full_like(picture, (30, 160, 60))
    canvas = synthesise(picture, labels, labels, cloth).astype(float)
    expected = blond * 0.5 + np.array((30, 160, 60)) * 0.5
    assert np.abs(canvas[90:96, 117:121] - expected).max() < 25
    assert np.abs(canvas[30:60, 117:121] - blond).max() == 0


def test_pale_strands_before_red_cloth_are_not_left_pink():
    picture, labels = person()
    picture[labels == Compact.UPPER] = (200, 0, 20)
    labels[10:100, 114:124] = Compact.HAIR
    picture[10:100, 114:124] = (215, 175, 120)
    picture[84:100, 114:124] = (235, 175, 165)  # as light as the hair, with the cloth's red
    canvas = synthesise(picture, labels, labels, np.full_like(picture, 170)).astype(int)
    red, green, blue = np.moveaxis(canvas[88:96, 117:121], 2, 0)
    assert (red - green < 40).all() and (green - blue > 15).all()  # in the photo 60 and 10
    assert (canvas[30:60, 117:121] == picture[30:60, 117:121]).all()


def test_hair_before_a_pattern_keeps_its_own_colour():
    picture, labels = person()
    cloth = labels == Compact.UPPER
    stripes = np.where(np.arange(picture.shape[0])[:, None, None] % 12 < 6, (200, 40, 40), 25)
    picture[cloth] = np.broadcast_to(stripes, picture.shape)[cloth]
    labels[10:100, 114:124] = Compact.HAIR
    picture[10:100, 114:124] = (190, 110, 50)  # reddish, as one of the pattern's colours
    canvas = synthesise(picture, labels, labels, np.full_like(picture, (160, 160, 160)))
    assert (canvas[30:96, 116:122] == picture[30:96, 116:122]).all()


def test_hair_like_the_old_garment_is_left_as_it_is():
    picture, labels = person()
    labels[10:100, 114:124] = Compact.HAIR
    picture[10:100, 114:124] = (175, 32, 42)
    cloth = np.full_like(picture, (30, 160, 60))
    canvas = synthesise(picture, labels, labels, cloth)
    assert (canvas[30:96, 117:121] == picture[30:96, 117:121]).all()


def test_painted_skin_is_redder_where_it_turns_away():
    picture, labels = person()
    large = cv2.resize(labels, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo = cv2.resize(picture, (768, 1024), interpolation=cv2.INTER_NEAREST)
    photo[320:720, 528:600] = (180, 30, 40)
    worn = large.copy()
    worn[320:720, 528:600] = Compact.UPPER  # a sleeve
    canvas = synthesise(photo, worn, large, np.full_like(photo, (30, 160, 60)))
    middle, rim = (canvas[480:560, x].mean(0) for x in (564, 594))
    assert (rim < middle).all()
    assert rim[0] / middle[0] > rim[2] / middle[2] + 0.03


def test_black_between_arm_and_trunk_is_none_of_the_arm_whatever_the_old_garment_was():
    picture, labels = person()
    labels[96:150, 132:136], picture[96:150, 132:136] = Compact.LEFT_ARM, (8, 8, 12)
    stripes = np.where(np.arange(92)[:, None, None] // 6 % 2, 240, 20)
    for top in ((30, 40, 80), stripes):
        picture[78:170, 60:132] = top
        scraps = with_its_scraps(picture, labels, 0.25)
        assert (scraps[98:148, 132:135] == Compact.UPPER).all()
        assert (scraps[98:148, 138:150] == Compact.LEFT_ARM).all()


def test_dark_between_fingers_is_skin():
    picture, labels = person()
    picture[78:170, 60:132] = (30, 40, 80)
    picture[100:150:8, 132:146] = (8, 8, 12)
    assert (with_its_scraps(picture, labels, 0.25) == labels).all()


def test_skin_beside_a_pattern_in_skins_colour_and_its_shaded_side_stay():
    picture, labels = person()
    flowers = np.where(np.arange(92)[:, None, None] // 6 % 2, SKIN, (20, 30, 120))
    picture[78:170, 60:132] = flowers
    picture[96:150, 132:136] = np.uint8(0.6 * np.array(SKIN))
    scraps = with_its_scraps(picture, labels, 0.25)
    assert (scraps == labels).all()


def test_strands_beside_hair_do_not_colour_the_wall_between_it_and_a_shoulder():
    worn = np.zeros((200, 300), np.uint8)
    worn[:80, 180:] = Compact.HAIR
    worn[120:] = Compact.UPPER
    canvas = np.full((200, 300, 3), 200, np.float32)
    canvas[:80, 165:] = 40  # as far as its strands reach
    hole = worn == Compact.UPPER
    hole[80:120, 140:] = True
    filled = fill_background(canvas, worn, hole, 1.0)
    assert np.abs(filled[82:120, 140:] - 200).max() < 3


def test_trousers_of_the_garments_own_colour_have_no_scraps_of_it():
    picture, labels = person()
    trousers, top = labels == Compact.LOWER, labels == Compact.UPPER
    picture[trousers | top] = (28, 28, 30)
    # Leather: black, with lights on it that seams and a belt interrupt.
    shine = trousers & (np.arange(labels.shape[1]) // 12 % 6 == 3)
    picture[shine] = (120, 120, 124)
    rows = np.flatnonzero(trousers.any(1))
    picture[rows[0] : rows[0] + 8][trousers[rows[0] : rows[0] + 8]] = (28, 28, 30)
    worn = with_its_scraps(picture, labels, 1.0)
    assert (worn == labels).all()


def test_a_scrap_of_a_white_hem_on_dark_trousers_is_found():
    picture, labels = person()
    trousers = labels == Compact.LOWER
    picture[labels == Compact.UPPER], picture[trousers] = (236, 236, 236), (30, 34, 60)
    row, column = np.flatnonzero(trousers.any(1))[0], labels.shape[1] // 2
    scrap = np.zeros_like(trousers)
    scrap[row : row + 6, column - 10 : column + 10] = True
    scrap &= trousers
    picture[scrap] = (236, 236, 236)
    worn = with_its_scraps(picture, labels, 1.0)
    assert (worn[scrap] == Compact.UPPER).mean() > 0.9
    assert (worn[trousers & ~scrap] == Compact.LOWER).mean() > 0.98
