"""The composed picture: sharp where photos are, soft where edges are, nothing far from a change."""

import numpy as np

from tests.support.dressed import SIZE, SKIN, person
from tests.support.joints import joints_at
from tryon.labels import Compact
from tryon.pipelines.compact.composition import Answer, compose
from tryon.pipelines.compact.skin import skin_tone

GREEN = (20, 150, 60)


def answer(shading=1.0, colour=SKIN):
    small = (SIZE[0] // 2, SIZE[1] // 2)
    return Answer(
        np.full(small, shading, np.float32),
        np.broadcast_to(np.float32(colour), (*small, 3)).copy(),
        np.ones(small, np.float32),
    )


def composed(picture, worn, layout, cloth, given, joints=None):
    """The picture of somebody of whom no joint was found but those given."""
    return compose(picture, worn, layout, cloth, given, joints_at(joints or {}))


def green(picture):
    return np.full_like(picture, GREEN)


def test_nothing_changes_far_from_both_garments():
    picture, labels = person()
    layout = labels.copy()
    layout[80:120, 132:150] = Compact.UPPER  # a sleeve over the left arm
    made = composed(picture, labels, layout, green(picture), answer(colour=(0, 0, 0)))
    assert (made[215:] == picture[215:]).all()
    assert (made[14:50, 80:110] == picture[14:50, 80:110]).all()  # hair and face
    assert np.abs(made[100, 141].astype(int) - GREEN).max() < 4


def test_light_is_shared_out_over_the_garment_and_its_print_stays_as_it_is():
    picture, labels = person()
    cloth = green(picture)
    cloth[100:140:2, 80:110] = (200, 200, 200)  # a print of single lines
    given = answer(shading=0.8)
    given.shading[56:69] = 0.68  # a shadow across the chest; as a whole the network is too dark
    made = composed(picture, labels, labels, cloth, given)
    assert np.abs(made[104, 96].astype(int) - (200, 200, 200)).max() <= 1
    assert np.abs(made[105, 96].astype(int) - GREEN).max() <= 1
    assert np.abs(made[124, 96].astype(int) - (170, 170, 170)).max() <= 1


def test_white_keeps_its_folds_and_darker_cloth_its_colour():
    picture, labels = person()
    given = answer()
    given.shading[:, 48:] = 1.2  # lit from the left
    for level in (250, 120):
        made = composed(picture, labels, labels, np.full_like(picture, level), given)
        dark, light = (made[100:110, x, 0].mean() for x in (80, 108))
        assert light / dark > 1.15
    assert dark < 120 < light


def bared_arm(given, enlarged=1, joints=None):
    """A sleeve of the photo is bare in the layout; the network's answer is given."""
    picture, labels = person()
    labels[80:140, 132:150] = Compact.UPPER
    picture[80:140, 132:150] = (180, 30, 40)
    layout = labels.copy()
    layout[80:140, 132:150] = Compact.LEFT_ARM
    picture, labels, layout = (
        plane.repeat(enlarged, 0).repeat(enlarged, 1) for plane in (picture, labels, layout)
    )
    return picture, composed(picture, labels, layout, green(picture), given, joints)


ARM = slice(133, 149)


def mean(picture, rows, columns=ARM):
    return picture[rows, columns].reshape(-1, 3).astype(float).mean(0)


def test_skin_that_the_old_garment_hid_has_the_tone_of_the_photos_whatever_the_networks_is():
    for colour in (SKIN, np.float32(SKIN) - 50):
        picture, made = bared_arm(answer(colour=colour))
        assert np.abs(mean(made, slice(95, 130)) - SKIN).max() < 10
        assert (made[175:198, 136:148] == picture[175:198, 136:148]).all()


def test_new_skin_is_darker_where_the_networks_is_and_meets_the_photos_without_a_step():
    given = answer()
    given.skin_light[:50, 64:] *= 0.7  # this arm is in shadow above row 100
    _, made = bared_arm(given)
    dark, light = mean(made, slice(84, 94)), mean(made, slice(106, 116))
    # Of a shade on half of an arm half counts (`arm_light`), and shade is reddish.
    assert 0.7 < dark.mean() / light.mean() < 0.85
    assert dark[0] / light[0] > dark[2] / light[2]
    step = mean(made, slice(132, 137)) - mean(made, slice(144, 149))
    assert np.abs(step).max() < 12


def test_flecks_of_the_networks_light_on_an_arms_outermost_places_are_none():
    given = answer()
    plain = bared_arm(given)[1]
    given.skin_light[40:70:8, 66] *= 0.6
    given.skin_light[40:70:8, 74] *= 0.6
    assert np.abs(bared_arm(given)[1].astype(int) - plain).max() <= 2


def test_a_soft_edge_before_the_wall_does_not_mix_in_what_the_old_garment_hid():
    _, made = bared_arm(answer(), enlarged=4)
    edge = made[380:520, 588:612].astype(int)
    redness = edge[..., 0] - edge[..., 1:].max(2)
    assert redness.max() <= SKIN[0] - max(SKIN[1:]) + 8


def test_a_waistbands_edge_is_the_photos_or_under_the_garment_and_never_painted():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    picture[labels == Compact.LOWER] = (30, 40, 140)
    picture[684:688, 248:520] = (250, 210, 40)  # a seam just below the hem of the old top
    given = answer(colour=(10, 10, 10))
    made = composed(picture, labels, labels, green(picture), given)[676:700, 300:460].astype(int)
    away = [np.abs(made - colour).max(2) for colour in (GREEN, (250, 210, 40), (30, 40, 140))]
    strange = np.min(away, 0) > 60  # but for the soft edge between them
    assert strange.sum(0).max() <= 3


def test_classes_do_not_lend_each_other_their_new_colours():
    picture, labels = person()
    layout = labels.copy()
    layout[140:170, 60:132] = Compact.LOWER  # a cropped top: higher trousers
    given = answer()
    given.colour[: 140 // 2 + 1] = SKIN
    given.colour[140 // 2 + 1 :] = (30, 40, 140)
    made = composed(picture, labels, layout, green(picture), given)
    trousers = made[143:165, 70:120].astype(int)
    assert np.abs(trousers - (30, 40, 140)).max() < 12


def test_the_old_garment_does_not_shine_through_the_soft_edge_of_the_new_one():
    picture, labels = person()
    layout = labels.copy()
    layout[70:170, 120:132] = Compact.BACKGROUND  # narrower than the old one
    made = composed(picture, labels, layout, green(picture), answer(colour=(200, 200, 200)))
    beside = made[90:150, 116:132].astype(int)
    redness = beside[..., 0] - beside[..., 1:].max(2)
    assert redness.max() < 12


def test_specks_of_the_old_pattern_on_a_plain_wall_go_and_an_earring_stays():
    picture, labels = person()
    picture[66:68, 64:66] = (20, 30, 120)  # a speck just above the shoulder
    picture[60:66, 118:121] = (150, 110, 40)  # an earring, before the wall beside the neck
    made = composed(picture, labels, labels, green(picture), answer())
    wall = picture[30, 10].astype(int)
    assert np.abs(made[66:68, 64:66] - wall).max() < 6
    assert (made[60:66, 118:121] == picture[60:66, 118:121]).all()


def test_a_bag_at_the_hand_is_no_speck_of_the_old_garment():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    labels[320:440, 528:600], picture[320:440, 528:600] = Compact.UPPER, (180, 30, 40)  # a sleeve
    layout = labels.copy()
    layout[320:440, 528:600] = Compact.LEFT_ARM
    bag = (slice(456, 460), slice(604, 608))
    picture[bag] = (120, 100, 40)  # a loop of it, beside the bare arm below the cuff
    made = composed(picture, labels, layout, green(picture), answer())
    assert np.abs(made[bag].astype(int) - picture[bag]).max() < 8  # painted, it is the wall


def test_a_bared_arm_has_the_skins_tone_as_its_mean():
    _, made = bared_arm(answer(), enlarged=4)
    assert np.abs(mean(made, slice(380, 520), slice(532, 596)) - SKIN).max() < 6


def test_a_garment_is_a_little_darker_where_it_turns_away_before_the_wall():
    picture, labels = person()
    labels[labels == Compact.LEFT_ARM] = Compact.BACKGROUND
    made = composed(picture, labels, labels, np.full_like(picture, 250), answer())
    assert (made[120, 130].astype(int) < made[120, 96].astype(int) - 2).all()
    # White cloth is not to end in the wall's grey.
    assert (made[120, 128:131] > 0.93 * made[120, 96]).all()
    assert (made[120, 62].astype(int) > made[120, 96].astype(int) - 4).all()


def test_hair_over_the_garment_has_no_rim_darker_than_both():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    hair = (slice(40, 400), slice(456, 496))
    blond = (225, 205, 180)
    labels[hair], picture[hair] = Compact.HAIR, blond
    picture[labels == Compact.UPPER] = 235
    made = composed(picture, labels, labels, np.full_like(picture, 240), answer())
    assert made[300:392, 440:512].mean(2).min() > np.mean(blond) - 6


def test_hair_before_red_cloth_has_no_red_rim():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    picture[labels == Compact.UPPER] = (200, 0, 20)
    hair = (slice(40, 400), slice(456, 496))
    labels[hair], picture[hair] = Compact.HAIR, (215, 175, 120)
    picture[290:400, 494:496] = (200, 0, 20)  # the parse map takes it for hair
    made = composed(picture, labels, labels, np.full_like(picture, 170), answer()).astype(int)
    rim = made[300:392, 494:498]
    assert (rim[..., 0] - rim[..., 1]).max() < 10  # 44 where the photo lay under the outline


def test_hair_takes_little_light_from_white_cloth_and_none_farther_off():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    hair = (slice(40, 400), slice(456, 496))
    labels[hair], picture[hair] = Compact.HAIR, (90, 60, 40)
    dark = answer()
    dark.shading[20:104, 100:150] = 0.7  # what the network says of all that is near hair
    made = composed(picture, labels, labels, np.full_like(picture, 220), dark).astype(float)
    row = made[330, :, 0]
    assert row[500] > 0.8 * row[560] and row[512] > 0.9 * row[560]


def test_hair_before_a_pattern_shows_none_of_it_at_its_outline():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    stripes = np.where(np.arange(len(picture))[:, None, None] % 24 < 12, 240, 10)
    cloth = labels == Compact.UPPER
    picture[cloth] = np.broadcast_to(stripes, picture.shape)[cloth]
    hair = (slice(40, 400), slice(456, 496))
    labels[hair], picture[hair] = Compact.HAIR, (190, 140, 80)
    picture[40:400, 494:496] = picture[40:400, 500:502]  # the parse map takes them for hair
    made = composed(picture, labels, labels, green(picture), answer()).astype(int)
    beside = made[300:390, 485:500]
    assert np.abs(beside - made[340, 476]).max(2)[:, :8].max() < 12
    assert (np.ptp(beside, axis=0) < 60).all()  # 100 and more where a stripe is left


def test_a_shadow_on_the_skin_beside_the_old_garment_goes_with_it():
    picture, labels = person()
    labels[80:140, 132:150] = Compact.UPPER
    picture[140:142, 132:150] = (90, 60, 50)  # the sleeve's shadow on the arm
    layout = labels.copy()
    layout[80:140, 132:150] = Compact.LEFT_ARM
    made = composed(picture, labels, layout, green(picture), answer())
    assert np.abs(mean(made, slice(140, 142)) - SKIN).max() < 25


def test_a_hand_before_the_old_garment_stays_whole_where_new_skin_is_beside_it():
    picture, labels = (plane.repeat(4, 0).repeat(4, 1) for plane in person())
    labels[480:560, 340:420] = Compact.LEFT_ARM  # a hand before the trunk
    picture[480:560, 340:420] = (150, 90, 70)
    labels[500:540, 372:380] = Compact.UPPER  # seen between the fingers
    picture[500:540, 372:380] = (180, 30, 40)
    layout = labels.copy()
    layout[500:540, 372:380] = Compact.LEFT_ARM
    made = composed(picture, labels, layout, green(picture), answer())
    assert (made[500:540, 390:406] == picture[500:540, 390:406]).all()


def test_face_neck_and_hands_count_alike_in_the_tone_of_skin():
    worn = np.zeros((512, 384), np.uint8)
    worn[20:220, 100:300] = Compact.FACE
    worn[225:265, 150:250] = Compact.NECK
    worn[400:440, 20:70] = Compact.LEFT_ARM
    picture = np.zeros((*worn.shape, 3), np.float32)
    tones = {Compact.FACE: (230, 180, 150), Compact.NECK: (200, 150, 120)}
    tones |= {Compact.LEFT_ARM: (210, 150, 130)}
    for label, tone in tones.items():
        picture[worn == label] = tone
    nothing = np.zeros(worn.shape, bool)
    tone = skin_tone(picture, worn, nothing, 0.5)
    assert tone is not None and np.allclose(tone, np.mean(list(tones.values()), 0), atol=1)
    # A neck that is all shadow of the chin tells nothing.
    picture[worn == Compact.NECK] = (150, 95, 65)
    both = np.mean([tones[Compact.FACE], tones[Compact.LEFT_ARM]], 0)
    assert np.allclose(skin_tone(picture, worn, nothing, 0.5), both, atol=1)
    hidden = (worn == Compact.NECK) | (worn == Compact.FACE)
    assert np.allclose(skin_tone(picture, worn, hidden, 0.5), tones[Compact.LEFT_ARM], atol=1)
    assert skin_tone(picture, np.zeros_like(worn), nothing, 0.5) is None
